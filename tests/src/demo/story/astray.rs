//! What goes otherwise than it should: declined, redirected, sent to the wrong office, taken back
//! while somebody signs, and an office that nobody reaches for weeks.

use stafet_client::{
    form,
    office::{CourseDeed, Deed},
};
use stafet_shared::{id::HandoverId, time::Timestamp, words::State};

use super::{
    AASIAAT, AVANNAATA_CENTRE, DAYS, HOURS, ILULISSAT, KILLILIISA, KUJALLEQ_CENTRE, LEADER,
    MANIITSOQ, NARSAQ, QAQORTOQ, QEQQATA_CENTRE, SISIMIUT, Stage, TEAM, UPERNAVIK, deed, reason,
    stands, take, wait,
};
use crate::deployment::office_id;

const NOTIFICATION: &str = data!("06-underretning.toml");
const ACTION: &str = data!("action-taken-1.toml");
const DECLINED: &str = data!("07-henvisning-afvises.toml");
const DECLINE: &str = data!("decline-1.toml");
const PLAN: &str = data!("plan-1.toml");
const UNANSWERED: &str = data!("08-henvisning-uden-svar.toml");
const CARRIED: &str = data!("carried-1.toml");
const MISDIRECTED: &str = data!("09-henvisning-forkert-modtager.toml");
const WRONG_RECIPIENT: &str = data!("wrong-recipient-1.toml");
const REDIRECTED: &str = data!("10-henvisning-omvisiteres.toml");
const PROPOSAL: &str = data!("proposal-1.toml");
const SHORT_REPORT: &str = data!("12-kort-afsluttende-rapport.toml");
const INTERRUPTED: &str = data!("interrupt-1.toml");
const WITHDRAWN: &str = data!("11-henvisning-tilbagekaldes.toml");
const WITHDRAWAL: &str = data!("withdraw-1.toml");
const PLAN_AFTER: &str = data!("plan-2.toml");

pub(super) async fn an_office_goes_offline(stage: &mut Stage) -> HandoverId {
    stage.scene(
        "1. En henvisning til et kontor, der er uden forbindelse i ugevis",
        "1. A referral to an office that is offline for weeks",
    );
    stage
        .remark(AVANNAATA_CENTRE, ("⚠ uden forbindelse", "⚠ offline"))
        .await;
    let referral = stage.send(UNANSWERED, None).await;
    wait(stage, 3 * DAYS).await;
    let carried = form::answer(CARRIED).expect("a whole file");
    deed(stage, UPERNAVIK, referral, Deed::CarryOutside(carried)).await;
    wait(stage, HOURS).await;
    stage.sync(ILULISSAT).await;
    deed(stage, ILULISSAT, referral, Deed::Countersign).await;
    referral
}

pub(super) async fn a_red_notification(stage: &mut Stage) {
    stage.scene(
        "6. En rød underretning: handlingen underskrives samme dag",
        "6. A red notification: the action is signed the same day",
    );
    stage.next_morning().await;
    let come = stage.day(0);
    let notification = stage.send(NOTIFICATION, None).await;
    take(stage, SISIMIUT, notification).await;
    deed(stage, SISIMIUT, notification, Deed::Accept).await;
    wait(stage, 3 * HOURS).await;
    let action = form::answer(ACTION).expect("a whole file");
    deed(stage, SISIMIUT, notification, Deed::SignAction(action)).await;
    assert_eq!(stage.day(0), come, "the same day");
    stage.sync(TEAM).await;
    assert_eq!(stands(stage, TEAM, notification).await, State::Closed);
}

pub(super) async fn a_decline(stage: &mut Stage) {
    stage.scene(
        "8. En henvisning, der bliver afvist, kommer tilbage og lukkes med en plan",
        "8. A referral that is declined, comes back and is closed with a plan",
    );
    let referral = stage.send(DECLINED, None).await;
    wait(stage, 3 * HOURS).await;
    stage.sync(TEAM).await;
    wait(stage, DAYS).await;
    let declined = form::answer(DECLINE).expect("a whole file");
    deed(stage, TEAM, referral, Deed::Decline(declined)).await;
    wait(stage, 2 * HOURS).await;
    stage.sync(NARSAQ).await;
    deed(stage, NARSAQ, referral, Deed::ReadDecline).await;
    wait(stage, DAYS).await;
    // A leader of another office of the municipality signs second.
    let plan = form::answer(PLAN).expect("a whole file");
    deed(stage, NARSAQ, referral, Deed::ClosePlan(plan)).await;
    wait(stage, HOURS).await;
    stage.sync(LEADER).await;
    deed(stage, LEADER, referral, Deed::Countersign).await;
    stage.sync(NARSAQ).await;
    assert_eq!(stands(stage, NARSAQ, referral).await, State::Closed);
}

pub(super) async fn a_redirection(stage: &mut Stage) {
    stage.scene(
        "9. En henvisning sendes videre til en anden organisation, som modtageren foreslår",
        "9. A referral is sent on to another organisation, which its receiver has proposed",
    );
    let referral = stage.send(REDIRECTED, None).await;
    take(stage, KUJALLEQ_CENTRE, referral).await;
    let proposal = form::answer(PROPOSAL).expect("a whole file");
    deed(
        stage,
        KUJALLEQ_CENTRE,
        referral,
        Deed::ProposeRedirect(proposal),
    )
    .await;
    wait(stage, HOURS).await;
    stage.sync(QAQORTOQ).await;
    let onward = Deed::Redirect(office_id(KILLILIISA), None);
    deed(stage, QAQORTOQ, referral, onward).await;
    take(stage, KILLILIISA, referral).await;
    deed(stage, KILLILIISA, referral, Deed::Accept).await;
    stage.sync(QAQORTOQ).await;
    let seen = stage.seen_by(QAQORTOQ, referral).await;
    assert_eq!((seen.state, seen.leg), (State::Closed, 2));
    // The course is broken off; its short report is signed for, and nobody decides what follows.
    wait(stage, 2 * DAYS).await;
    let interrupt = CourseDeed::Interrupt(reason(INTERRUPTED));
    deed(stage, KILLILIISA, referral, Deed::Course(interrupt)).await;
    let report = stage.send(SHORT_REPORT, Some(referral)).await;
    take(stage, QAQORTOQ, report).await;
    stage.sync(KILLILIISA).await;
}

pub(super) async fn a_wrong_recipient(stage: &mut Stage) {
    stage.scene(
        "10. En henvisning til det forkerte kontor: sendes til det rette, og kopien slettes",
        "10. A referral to the wrong office: sent to the right one, and the copy is destroyed",
    );
    let referral = stage.send(MISDIRECTED, None).await;
    wait(stage, HOURS).await;
    stage.sync(NARSAQ).await;
    let wrong = Deed::WrongRecipient(reason(WRONG_RECIPIENT));
    deed(stage, NARSAQ, referral, wrong).await;
    wait(stage, HOURS).await;
    stage.sync(MANIITSOQ).await;
    let onward = Deed::Redirect(office_id(QEQQATA_CENTRE), None);
    deed(stage, MANIITSOQ, referral, onward).await;
    stage.sync(NARSAQ).await;
    deed(stage, NARSAQ, referral, Deed::AttestDestruction).await;
    take(stage, QEQQATA_CENTRE, referral).await;
    deed(stage, QEQQATA_CENTRE, referral, Deed::Accept).await;
    stage.sync(MANIITSOQ).await;
    let seen = stage.seen_by(MANIITSOQ, referral).await;
    assert_eq!((seen.state, seen.destruction.len()), (State::Closed, 0));
    // A day for the visit is named at once; the case information never comes.
    let visit = CourseDeed::PlanVisit(stage.day(14), None);
    deed(stage, QEQQATA_CENTRE, referral, Deed::Course(visit)).await;
    stage.sync(MANIITSOQ).await;
}

pub(super) async fn a_withdrawal_crosses_a_signature(stage: &mut Stage) {
    stage.scene(
        "11. En henvisning trækkes tilbage, mens holdet kvitterer for den",
        "11. A referral is withdrawn while the team signs for it",
    );
    let referral = stage.send(WITHDRAWN, None).await;
    wait(stage, HOURS).await;
    stage.sync(TEAM).await;
    stage.sync(AASIAAT).await;
    // Neither knows of the other: both sign without a connection.
    stage.perform(TEAM, referral, Deed::Acknowledge).await;
    let withdraw = Deed::Withdraw(reason(WITHDRAWAL));
    stage.perform(AASIAAT, referral, withdraw).await;
    stage.sync(TEAM).await;
    stage.sync(AASIAAT).await;
    stage.sync(TEAM).await;
    for label in [AASIAAT, TEAM] {
        let state = stands(stage, label, referral).await;
        assert_eq!(state, State::WithdrawalRequested, "{label}");
    }
    wait(stage, HOURS).await;
    deed(stage, TEAM, referral, Deed::ConfirmWithdrawal).await;
    deed(stage, TEAM, referral, Deed::AttestDestruction).await;
    wait(stage, DAYS).await;
    stage.sync(AASIAAT).await;
    let plan = form::answer(PLAN_AFTER).expect("a whole file");
    deed(stage, AASIAAT, referral, Deed::RecordPlan(plan)).await;
    assert_eq!(stands(stage, AASIAAT, referral).await, State::Closed);
}

pub(super) async fn the_office_comes_back(stage: &mut Stage, referral: HandoverId, now: Timestamp) {
    stage.scene(
        "13. Kontoret uden forbindelse er tilbage, men ingen kvitterer",
        "13. The office that was offline is back, and nobody signs",
    );
    stage
        .remark(
            AVANNAATA_CENTRE,
            ("forbindelsen er tilbage", "the link is back"),
        )
        .await;
    stage.sync(AVANNAATA_CENTRE).await;
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
