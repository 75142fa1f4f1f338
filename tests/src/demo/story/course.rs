//! The course of one child: referral, case information, reports, and the follow-up.

use stafet_client::{
    form,
    office::{CourseDeed, Deed, Supplied},
};
use stafet_shared::{
    id::HandoverId,
    words::{Ending, FollowUpDecision, State},
};

use super::{
    DAYS, HOURS, KUJALLEQ_CENTRE, MINUTES, NANORTALIK, Stage, TEAM, deed, stands, take, wait,
};

const REFERRAL: &str = data!("01-henvisning.toml");
const CORRECTED: &str = data!("01-henvisning-rettet.toml");
const REQUEST: &str = data!("need-information-1.toml");
const CASE_INFORMATION: &str = data!("02-sagsoplysninger.toml");
const QUESTION: &str = data!("message-1.toml");
const ANSWER: &str = data!("message-2.toml");
const INTERIM_REPORT: &str = data!("03-delrapport.toml");
const CLOSING_REPORT: &str = data!("04-afsluttende-rapport.toml");
const FOLLOW_UP: &str = data!("05-opfoelgning.toml");
const FOLLOW_UP_REPORT: &str = data!("follow-up-report-1.toml");

pub(super) async fn tell(stage: &mut Stage) {
    let referral = referred(stage).await;
    messages(stage, referral).await;
    treated(stage, referral).await;
    let report = reported(stage, referral).await;
    followed_up(stage, referral, report).await;
}

/// The referral is corrected while the team reads it, the team asks for more, and accepts.
async fn referred(stage: &mut Stage) -> HandoverId {
    stage.scene(
        "2. Et barns forløb: henvisningen rettes, mens holdet læser den, og accepteres",
        "2. The course of one child: the referral is corrected while the team reads, and accepted",
    );
    let referral = stage.send(REFERRAL, None).await;
    take(stage, TEAM, referral).await;
    let corrected = form::handover(CORRECTED).expect("a whole file").content;
    deed(stage, NANORTALIK, referral, Deed::Correct(corrected)).await;
    wait(stage, 2 * HOURS).await;
    stage.sync(TEAM).await;
    assert!(stage.seen_by(TEAM, referral).await.unread.is_some());
    deed(stage, TEAM, referral, Deed::Acknowledge).await;
    let request = form::answer(REQUEST).expect("a whole file");
    deed(stage, TEAM, referral, Deed::NeedInformation(request)).await;
    wait(stage, DAYS).await;
    stage.sync(NANORTALIK).await;
    let information = stage.send(CASE_INFORMATION, Some(referral)).await;
    let supplied = Deed::Supply(Supplied::With(information));
    deed(stage, NANORTALIK, referral, supplied).await;
    take(stage, TEAM, information).await;
    assert_eq!(stands(stage, TEAM, information).await, State::Closed);
    wait(stage, DAYS).await;
    deed(stage, TEAM, referral, Deed::Accept).await;
    wait(stage, 20 * MINUTES).await;
    stage.sync(NANORTALIK).await;
    assert_eq!(stands(stage, NANORTALIK, referral).await, State::Closed);
    referral
}

/// A question from the team in the thread of the referral, and its answer.
async fn messages(stage: &mut Stage, referral: HandoverId) {
    let question = stage.send(QUESTION, Some(referral)).await;
    take(stage, NANORTALIK, question).await;
    let answer = stage.send(ANSWER, Some(question)).await;
    take(stage, TEAM, answer).await;
}

/// Treatment goes on, and the municipality hears how.
async fn treated(stage: &mut Stage, referral: HandoverId) {
    stage.scene(
        "3. Behandlingen: delrapporten",
        "3. Treatment: the interim report",
    );
    let visit = CourseDeed::PlanVisit(stage.day(3), None);
    deed(stage, TEAM, referral, Deed::Course(visit)).await;
    wait(stage, 4 * DAYS).await;
    let met = CourseDeed::BeginAssessment(stage.day(0));
    deed(stage, TEAM, referral, Deed::Course(met)).await;
    wait(stage, 8 * DAYS).await;
    let begun = CourseDeed::BeginTreatment(stage.day(0));
    deed(stage, TEAM, referral, Deed::Course(begun)).await;
    let report = stage.send(INTERIM_REPORT, Some(referral)).await;
    take(stage, NANORTALIK, report).await;
    assert_eq!(stands(stage, NANORTALIK, report).await, State::Closed);
}

/// The closing report is signed for: treatment responsibility is the municipality's again.
async fn reported(stage: &mut Stage, referral: HandoverId) -> HandoverId {
    stage.scene(
        "4. Den afsluttende rapport: kommunen kvitterer, og behandlingsansvaret er tilbage",
        "4. The closing report: the municipality signs, and treatment responsibility is back",
    );
    wait(stage, 14 * DAYS).await;
    let last = CourseDeed::HoldLastSession(stage.day(0));
    deed(stage, TEAM, referral, Deed::Course(last)).await;
    let report = stage.send(CLOSING_REPORT, Some(referral)).await;
    take(stage, NANORTALIK, report).await;
    stage.sync(TEAM).await;
    let seen = stage.seen_by(TEAM, report).await;
    assert_eq!(seen.ending, Some(Ending::ReportReceived));
    assert_eq!(seen.course, Some(referral), "it is of the course");
    report
}

/// The follow-up goes to the family centre, which takes it on and tells what came of it.
async fn followed_up(stage: &mut Stage, referral: HandoverId, report: HandoverId) {
    stage.scene(
        "5. Opfølgningen: familiecentret tager over og melder tilbage",
        "5. The follow-up: the family centre takes over and reports back",
    );
    wait(stage, 2 * DAYS).await;
    let decided = CourseDeed::DecideFollowUp(FollowUpDecision::FamilyCentre, None);
    deed(stage, NANORTALIK, referral, Deed::Course(decided)).await;
    let follow_up = stage.send(FOLLOW_UP, Some(report)).await;
    take(stage, KUJALLEQ_CENTRE, follow_up).await;
    deed(stage, KUJALLEQ_CENTRE, follow_up, Deed::Accept).await;
    wait(stage, 8 * DAYS).await;
    let told = form::answer(FOLLOW_UP_REPORT).expect("a whole file");
    deed(
        stage,
        KUJALLEQ_CENTRE,
        follow_up,
        Deed::ReportFollowUp(told),
    )
    .await;
    stage.sync(NANORTALIK).await;
    let seen = stage.seen_by(NANORTALIK, follow_up).await;
    assert_eq!(seen.ending, Some(Ending::FollowedUp));
}
