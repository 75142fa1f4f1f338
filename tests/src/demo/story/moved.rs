//! A child moves while its closing report lies unread where it lived: the file follows the child,
//! and its new municipality signs.

use stafet_client::office::{CourseDeed, Deed};
use stafet_shared::{
    id::HandoverId,
    words::{Ending, Stage as Step, State},
};

use super::{DAYS, HOURS, MINUTES, NUUK, QASIGIANNGUIT, Stage, TEAM, deed, reason, take, wait};
use crate::deployment::office_id;

const REFERRAL: &str = data!("14-henvisning-barnet-flytter.toml");
const CASE_INFORMATION: &str = data!("15-sagsoplysninger-barnet-flytter.toml");
const CLOSING_REPORT: &str = data!("16-afsluttende-rapport-ulaest.toml");
const MOVES: &str = data!("move-child-1.toml");

pub(super) async fn while_its_report_lies_unread(stage: &mut Stage) {
    stage.scene(
        "7. Et barn flytter, mens den afsluttende rapport ligger ulæst",
        "7. A child moves while its closing report lies unread",
    );
    let (referral, information) = treated(stage).await;
    let report = stage.send(CLOSING_REPORT, Some(referral)).await;
    lies_unread(stage, referral).await;
    taken_over(stage, referral).await;
    passed_on(stage, referral, [report, information]).await;
    signed_for(stage, referral, report).await;
}

/// A course until its last session, with case information that the team has signed for.
async fn treated(stage: &mut Stage) -> (HandoverId, HandoverId) {
    let referral = stage.send(REFERRAL, None).await;
    take(stage, TEAM, referral).await;
    deed(stage, TEAM, referral, Deed::Accept).await;
    wait(stage, 20 * MINUTES).await;
    stage.sync(QASIGIANNGUIT).await;
    let information = stage.send(CASE_INFORMATION, Some(referral)).await;
    take(stage, TEAM, information).await;
    for done in [CourseDeed::BeginAssessment, CourseDeed::BeginTreatment] {
        wait(stage, DAYS).await;
        let today = stage.day(0);
        deed(stage, TEAM, referral, Deed::Course(done(today))).await;
    }
    wait(stage, 2 * DAYS).await;
    let last = CourseDeed::HoldLastSession(stage.day(0));
    deed(stage, TEAM, referral, Deed::Course(last)).await;
    (referral, information)
}

/// The report has come where the child lived, and nobody there reads it.
async fn lies_unread(stage: &mut Stage, referral: HandoverId) {
    wait(stage, 40 * MINUTES).await;
    stage.sync(QASIGIANNGUIT).await;
    stage.owed(referral).await;
    wait(stage, DAYS).await;
    let moved = (
        "⚠ familien er flyttet til Nuuk, og ingen har læst rapporten",
        "⚠ the family has moved to Nuuk, and nobody has read the report",
    );
    stage.remark(QASIGIANNGUIT, moved).await;
}

/// The new municipality is asked, and answers for the child as soon as it has said so.
async fn taken_over(stage: &mut Stage, referral: HandoverId) {
    let moves = CourseDeed::MoveChild(office_id(NUUK), Some(reason(MOVES)));
    deed(stage, QASIGIANNGUIT, referral, Deed::Course(moves)).await;
    stage.owed(referral).await;
    wait(stage, HOURS).await;
    stage.sync(NUUK).await;
    wait(stage, HOURS).await;
    let takes = Deed::Course(CourseDeed::TakeOverChild);
    deed(stage, NUUK, referral, takes).await;
    stage.owed(referral).await;
}

/// The devices of those who wrote the file give it to the new municipality by themselves.
async fn passed_on(stage: &mut Stage, referral: HandoverId, papers: [HandoverId; 2]) {
    wait(stage, 20 * MINUTES).await;
    for label in [TEAM, QASIGIANNGUIT, NUUK] {
        stage.sync(label).await;
    }
    for paper in papers {
        let seen = stage.seen_by(NUUK, paper).await;
        let there = seen.to == office_id(NUUK) || seen.passed.contains_key(&office_id(NUUK));
        assert!(there, "{seen:?}");
    }
    let [report, _] = papers;
    assert_eq!(stage.seen_by(NUUK, report).await.state, State::Opened);
    stage.owed(referral).await;
}

/// The new municipality signs for the report; nothing is left with the one before.
async fn signed_for(stage: &mut Stage, referral: HandoverId, report: HandoverId) {
    wait(stage, 2 * HOURS).await;
    deed(stage, NUUK, report, Deed::Acknowledge).await;
    for label in [TEAM, QASIGIANNGUIT] {
        stage.sync(label).await;
    }
    stage.owed(referral).await;
    let seen = stage.seen_by(TEAM, report).await;
    assert_eq!((&seen.to, seen.leg), (&office_id(NUUK), 2));
    assert_eq!(seen.ending, Some(Ending::ReportReceived));
    let ledger = stage.deployment().ledger().await;
    let mut courses = ledger.courses();
    let course = courses.find(|it| it.id == referral).expect("it has begun");
    assert_eq!(
        (course.stage, course.municipality, course.treatment),
        (Step::ReportAcknowledged, office_id(NUUK), office_id(NUUK))
    );
}
