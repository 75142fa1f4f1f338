//! What happens: three referrals, one accepted, one declined, one that nobody signs for.

use std::time::Duration;

use stafet_client::cli::file;
use stafet_shared::{handover::State, time::Timestamp};

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
    stage.scene("1. En henvisning, der bliver accepteret · a referral that is accepted");
    let referral = stage.send(handover(REFERRAL), None).await;
    wait(stage, 40 * MINUTES).await;
    stage.sync(TEAM).await;
    wait(stage, 2 * HOURS).await;
    stage
        .act(TEAM, referral, async |office, id| {
            office.acknowledge(id).await.expect("opened")
        })
        .await;
    wait(stage, DAYS).await;
    stage
        .act(TEAM, referral, async |office, id| {
            office.accept(id).await.expect("signed for")
        })
        .await;
    wait(stage, 20 * MINUTES).await;
    stage.sync(NANORTALIK).await;
    assert_eq!(
        stage.seen_by(NANORTALIK, referral).await.state,
        State::Closed
    );

    let question = stage.send(handover(QUESTION), Some(referral)).await;
    wait(stage, HOURS).await;
    stage.sync(NANORTALIK).await;
    stage
        .act(NANORTALIK, question, async |office, id| {
            office.acknowledge(id).await.expect("opened")
        })
        .await;
    let answer = stage.send(handover(ANSWER), Some(question)).await;
    wait(stage, HOURS).await;
    stage.sync(TEAM).await;
    stage
        .act(TEAM, answer, async |office, id| {
            office.acknowledge(id).await.expect("opened")
        })
        .await;
}

async fn declined(stage: &mut Stage) {
    stage.scene("2. En henvisning, der bliver afvist og kommer tilbage · one that is declined");
    let referral = stage.send(handover(DECLINED), None).await;
    wait(stage, 3 * HOURS).await;
    stage.sync(TEAM).await;
    wait(stage, DAYS).await;
    let reason = file::decline_reason(REASON).expect("a whole file");
    stage
        .act(TEAM, referral, async |office, id| {
            office.decline(id, reason).await.expect("opened")
        })
        .await;
    wait(stage, 2 * HOURS).await;
    stage.sync(NARSAQ).await;
    stage
        .act(NARSAQ, referral, async |office, id| {
            office.read_decline(id).await.expect("declined")
        })
        .await;
    wait(stage, DAYS).await;
    let plan = file::plan(PLAN).expect("a whole file");
    stage
        .act(NARSAQ, referral, async |office, id| {
            office.close_with_plan(id, plan).await.expect("declined")
        })
        .await;
    wait(stage, HOURS).await;
    stage.sync(LEADER).await;
    stage
        .act(LEADER, referral, async |office, id| {
            office.countersign(id).await.expect("first signed")
        })
        .await;
    stage.sync(NARSAQ).await;
    assert_eq!(stage.seen_by(NARSAQ, referral).await.state, State::Closed);
}

async fn unanswered(stage: &mut Stage, now: Timestamp) {
    stage.scene("3. En henvisning, som ingen kvitterer for · one that nobody signs for");
    stage.remark(FAMILY_CENTRE, "⚠ uden forbindelse · offline");
    let referral = stage.send(handover(UNANSWERED), None).await;
    wait(stage, 18 * DAYS).await;
    stage.remark(FAMILY_CENTRE, "forbindelsen er tilbage · the link is back");
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

async fn wait(stage: &Stage, seconds: u64) {
    stage.pass(Duration::from_secs(seconds)).await;
}

fn handover(text: &str) -> file::HandoverFile {
    file::handover(text).expect("a whole file")
}
