//! What happens: three referrals, one accepted, one declined, one that nobody signs for.

use std::time::Duration;

use stafet_client::{
    cli::file,
    office::{Deed, Office},
    store::sqlite::SqliteStore,
};
use stafet_shared::{handover::State, id::HandoverId, time::Timestamp};

use super::stage::{LEADER, Stage};

const REFERRAL: &str = include_str!("../../data/handovers/01-henvisning.toml");
const DECLINED: &str = include_str!("../../data/handovers/07-henvisning-afvises.toml");
const UNANSWERED: &str = include_str!("../../data/handovers/08-henvisning-uden-svar.toml");
const QUESTION: &str = include_str!("../../data/handovers/message-1.toml");
const ANSWER: &str = include_str!("../../data/handovers/message-2.toml");
const REASON: &str = include_str!("../../data/handovers/decline-1.toml");
const PLAN: &str = include_str!("../../data/handovers/plan-1.toml");

const NANORTALIK: &str = "kujalleq/nanortalik";
const NARSAQ: &str = "kujalleq/narsaq";
const TEAM: &str = "socialstyrelsen/rejsehold";
const UPERNAVIK: &str = "avannaata/upernavik";
const FAMILY_CENTRE: &str = "avannaata/familiecenter";

/// A device's profile at work.
type Profile = Office<SqliteStore>;

const MINUTES: u64 = 60;
const HOURS: u64 = 60 * MINUTES;
const DAYS: u64 = 24 * HOURS;

/// Tells the whole story, which ends at `now`.
pub(super) async fn tell(stage: &mut Stage, now: Timestamp) {
    accepted(stage).await;
    declined(stage).await;
    unanswered(stage, now).await;
}

async fn accepted(stage: &mut Stage) {
    stage.scene(
        "1. En henvisning, der bliver accepteret",
        "1. A referral that is accepted",
    );
    let referral = stage.send(handover(REFERRAL), None).await;
    wait(stage, 40 * MINUTES).await;
    stage.sync(TEAM).await;
    wait(stage, 2 * HOURS).await;
    acknowledge(stage, TEAM, referral).await;
    wait(stage, DAYS).await;
    let accept = async |office: &mut Profile, id| {
        office.perform(id, Deed::Accept).await.expect("signed for")
    };
    stage.act(TEAM, referral, accept).await;
    wait(stage, 20 * MINUTES).await;
    stage.sync(NANORTALIK).await;
    assert_eq!(
        stage.seen_by(NANORTALIK, referral).await.state,
        State::Closed
    );
    messages(stage, referral).await;
}

/// A question from the team in the thread of the referral, and its answer.
async fn messages(stage: &mut Stage, referral: HandoverId) {
    let question = stage.send(handover(QUESTION), Some(referral)).await;
    wait(stage, HOURS).await;
    stage.sync(NANORTALIK).await;
    acknowledge(stage, NANORTALIK, question).await;
    let answer = stage.send(handover(ANSWER), Some(question)).await;
    wait(stage, HOURS).await;
    stage.sync(TEAM).await;
    acknowledge(stage, TEAM, answer).await;
}

async fn declined(stage: &mut Stage) {
    stage.scene(
        "2. En henvisning, der bliver afvist, kommer tilbage og lukkes med en plan",
        "2. A referral that is declined, comes back and is closed with a plan",
    );
    let referral = stage.send(handover(DECLINED), None).await;
    wait(stage, 3 * HOURS).await;
    stage.sync(TEAM).await;
    wait(stage, DAYS).await;
    let reason = file::decline_reason(REASON).expect("a whole file");
    let decline = async |office: &mut Profile, id| {
        office
            .perform(id, Deed::Decline(reason))
            .await
            .expect("opened")
    };
    stage.act(TEAM, referral, decline).await;
    wait(stage, 2 * HOURS).await;
    stage.sync(NARSAQ).await;
    let read = async |office: &mut Profile, id| {
        office
            .perform(id, Deed::ReadDecline)
            .await
            .expect("declined")
    };
    stage.act(NARSAQ, referral, read).await;
    wait(stage, DAYS).await;
    plan_by_two(stage, referral).await;
    assert_eq!(stage.seen_by(NARSAQ, referral).await.state, State::Closed);
}

/// The caseworker says what happens to the child instead, and a leader of another office of the
/// municipality signs second.
async fn plan_by_two(stage: &mut Stage, referral: HandoverId) {
    let plan = file::plan(PLAN).expect("a whole file");
    let close = async |office: &mut Profile, id| {
        office
            .perform(id, Deed::ClosePlan(plan))
            .await
            .expect("declined")
    };
    stage.act(NARSAQ, referral, close).await;
    wait(stage, HOURS).await;
    stage.sync(LEADER).await;
    let sign = async |office: &mut Profile, id| {
        office
            .perform(id, Deed::Countersign)
            .await
            .expect("signed once")
    };
    stage.act(LEADER, referral, sign).await;
    stage.sync(NARSAQ).await;
}

async fn unanswered(stage: &mut Stage, now: Timestamp) {
    stage.scene(
        "3. En henvisning til et kontor uden forbindelse, og som ingen kvitterer for",
        "3. A referral to an office that is offline, and that nobody signs for",
    );
    stage
        .remark(FAMILY_CENTRE, ("⚠ uden forbindelse", "⚠ offline"))
        .await;
    let referral = stage.send(handover(UNANSWERED), None).await;
    wait(stage, 16 * DAYS).await;
    stage
        .remark(
            FAMILY_CENTRE,
            ("forbindelsen er tilbage", "the link is back"),
        )
        .await;
    stage.sync(FAMILY_CENTRE).await;
    stage.deployment().platform().stepped().step_to(now);
    stage.sync(UPERNAVIK).await;
    let seen = stage.seen_by(UPERNAVIK, referral).await;
    assert_eq!(seen.state, State::Opened);
    assert_eq!(
        seen.custodian.as_str(),
        UPERNAVIK,
        "the sender keeps custody"
    );
}

async fn acknowledge(stage: &mut Stage, label: &str, id: HandoverId) {
    let sign = async |office: &mut Profile, id| {
        office.perform(id, Deed::Acknowledge).await.expect("opened")
    };
    stage.act(label, id, sign).await;
}

async fn wait(stage: &Stage, seconds: u64) {
    stage.pass(Duration::from_secs(seconds)).await;
}

fn handover(text: &str) -> file::HandoverFile {
    file::handover(text).expect("a whole file")
}
