//! A decline comes back: it is closed with a plan, or the referral goes out again.

use stafet_client::office::{ActContent, Deed, OfficeError};
use stafet_shared::{
    content::Content,
    id::HandoverId,
    obligation::Obligation,
    words::{Duty, Ending, State, Verb},
};

use super::{CASEWORKER, DAY, HOUR, LEADER, PSYCHOLOGIST, SENDER, Scene, TEAM, referral_to};
use crate::{deployment::office_id, platform::Platform, texts};

/// What the caseworker's offices owe.
async fn owes<P: Platform>(scene: &Scene<P>) -> Vec<Duty> {
    let office = scene.deployment.open(CASEWORKER).await;
    let owed = office.reader().obligations().into_iter();
    owed.map(|one| one.duty).collect()
}

/// A declined referral is read and closed with a plan; a leader of another office of the
/// municipality reads the plan and signs second.
///
/// # Panics
/// When a promise is broken.
pub async fn closed_with_a_plan_by_two_people<P: Platform>(scene: &mut Scene<P>) {
    let id = declined(scene).await;
    let said = said(scene, CASEWORKER, (id, Verb::Decline)).await;
    assert_eq!(said, Content::DeclineReason(texts::decline()));

    scene.perform(CASEWORKER, id, Deed::ReadDecline).await;
    let read = scene.agreed(id, &[CASEWORKER]).await;
    assert!(read.decline_read);
    assert_eq!(read.custodian.as_str(), SENDER);

    scene.pass(DAY).await;
    scene
        .act(CASEWORKER, async |office| {
            office.perform(id, Deed::ClosePlan(texts::plan())).await
        })
        .await;
    let mut office = scene.deployment.open(CASEWORKER).await;
    let alone = office.perform(id, Deed::Countersign).await;
    assert!(
        matches!(alone, Err(OfficeError::SecondSignature)),
        "{alone:?}"
    );
    drop(office);
    scene.sync(CASEWORKER).await;
    let waiting = scene.agreed(id, &[CASEWORKER]).await;
    assert_eq!(
        waiting.state,
        State::Declined,
        "one signature moves nothing"
    );
    let office = scene.deployment.open(CASEWORKER).await;
    let duties: Vec<Duty> = office
        .reader()
        .obligations()
        .iter()
        .map(|owed| owed.duty)
        .collect();
    let plan = Duty::Countersign(Verb::ClosePlan);
    assert_eq!(duties, [plan, Duty::Age]);
    drop(office);

    scene.pass(HOUR).await;
    scene.sync(LEADER).await;
    let plan = self::said(scene, LEADER, (id, Verb::ClosePlan)).await;
    assert_eq!(plan, Content::Plan(texts::plan()));
    // G10: it waits for her, and nothing that she is shown is unreadable.
    let office = scene.deployment.open(LEADER).await;
    let owed = office.reader().obligations();
    let waits = |one: &Obligation| one.duty == Duty::Countersign(Verb::ClosePlan);
    assert!(owed.iter().any(waits), "{owed:?}");
    let shown = office.contents(id).await.expect("it is known");
    assert!(shown.iter().all(|said| matches!(said.content, Some(Ok(_)))));
    drop(office);
    scene.perform(LEADER, id, Deed::Countersign).await;
    for label in [CASEWORKER, PSYCHOLOGIST] {
        scene.sync(label).await;
    }
    let closed = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST, LEADER]).await;
    assert_eq!(
        (closed.state, closed.ending),
        (State::Closed, Some(Ending::Plan))
    );
    assert_eq!(closed.pending, None);
    assert_eq!(closed.conflicts, []);
    let tells = Duty::Act(Verb::ReportPlan);
    assert_eq!(owes(scene).await, [tells], "by the day of the plan");
    let told = Deed::ReportPlan(texts::reason());
    scene.perform(CASEWORKER, id, told).await;
    assert_eq!(owes(scene).await, [], "nobody owes anything");
}

/// A declined referral goes out again, mended: a second leg, which the team accepts.
///
/// # Panics
/// When a promise is broken.
pub async fn sent_again_after_a_decline<P: Platform>(scene: &mut Scene<P>) {
    let id = declined(scene).await;
    scene
        .perform(CASEWORKER, id, Deed::Resubmit(texts::referral()))
        .await;
    let again = scene.agreed(id, &[CASEWORKER]).await;
    assert_eq!((again.state, again.leg), (State::Deposited, 2));
    assert_eq!((again.decided, again.opened), (None, None), "a new leg");

    scene.pass(HOUR).await;
    scene.sync(PSYCHOLOGIST).await;
    scene.perform(PSYCHOLOGIST, id, Deed::Accept).await;
    scene.sync(CASEWORKER).await;
    let accepted = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!((accepted.state, accepted.leg), (State::Closed, 2));
    assert_eq!(accepted.ending, Some(Ending::CourseOpened));
    assert_eq!(accepted.custodian, office_id(TEAM));
    assert_eq!(accepted.conflicts, []);
}

/// A referral that the team has declined, as both sides see it.
async fn declined<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let id = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await
        .handover;
    scene.sync(CASEWORKER).await;
    scene.pass(HOUR).await;
    scene.sync(PSYCHOLOGIST).await;
    scene
        .perform(PSYCHOLOGIST, id, Deed::Decline(texts::decline()))
        .await;
    scene.sync(CASEWORKER).await;
    let declined = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!(declined.state, State::Declined);
    id
}

/// What the act with that verb says on a device.
async fn said<P: Platform>(
    scene: &Scene<P>,
    label: &str,
    (id, verb): (HandoverId, Verb),
) -> Content {
    let office = scene.deployment.open(label).await;
    let contents = office.contents(id).await.expect("the handover is known");
    let found = contents.into_iter().find(|said| said.verb == verb);
    let Some(ActContent {
        content: Some(Ok(content)),
        ..
    }) = found
    else {
        panic!("{label} cannot read {verb:?}: {found:?}");
    };
    content
}
