//! The main job: a referral there and back.

use std::collections::BTreeMap;

use stafet_client::office::Deed;
use stafet_shared::{
    handover::ReceiptKind,
    words::{CourseVerb, Duty, Ending, State, Verb},
};

use super::{CASEWORKER, HOUR, PSYCHOLOGIST, SENDER, Scene, TEAM, referral_to};
use crate::{deployment::office_id, platform::Platform, texts};

/// A referral is signed offline, sent, opened, acknowledged and accepted; both sides see the
/// same, and the team owes the first visit.
///
/// # Panics
/// When a promise is broken.
pub async fn a_referral_there_and_back<P: Platform>(scene: &mut Scene<P>) {
    let sent = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await;
    let id = sent.handover;
    assert_eq!(sent.waits_for, None);
    let queued = scene.seen_by(CASEWORKER, id).await;
    assert_eq!((queued.state, queued.unconfirmed), (State::Queued, 1));
    let saved = BTreeMap::from([(ReceiptKind::R0, 1)]);
    assert_eq!(scene.receipts(CASEWORKER, id).await, saved);

    scene.sync(CASEWORKER).await;
    let deposited = scene.agreed(id, &[CASEWORKER]).await;
    assert_eq!(deposited.state, State::Deposited);
    scene.pass(HOUR).await;
    scene.sync(PSYCHOLOGIST).await;
    scene.sync(CASEWORKER).await;
    let opened = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!(opened.state, State::Opened);
    assert_eq!(
        opened.custodian.as_str(),
        SENDER,
        "a machine takes no custody"
    );
    let read = scene.content(PSYCHOLOGIST, id).await;
    assert_eq!(read, Some(texts::referral()));

    scene.pass(HOUR).await;
    scene.perform(PSYCHOLOGIST, id, Deed::Acknowledge).await;
    scene.sync(CASEWORKER).await;
    let acknowledged = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!(acknowledged.state, State::Acknowledged);

    scene.pass(HOUR).await;
    scene.perform(PSYCHOLOGIST, id, Deed::Accept).await;
    scene.sync(CASEWORKER).await;
    let accepted = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!(
        (accepted.state, accepted.ending),
        (State::Closed, Some(Ending::CourseOpened))
    );
    assert_eq!(accepted.custodian.as_str(), TEAM);
    let verbs: Vec<Verb> = accepted.history.iter().map(|event| event.verb).collect();
    assert_eq!(
        verbs,
        [Verb::Sign, Verb::Open, Verb::Acknowledge, Verb::Accept]
    );
    the_team_owes_a_visit(scene).await;
    let receipts = scene.receipts(CASEWORKER, id).await;
    let expected = BTreeMap::from([
        (ReceiptKind::R0, 1),
        (ReceiptKind::R1, 4),
        (ReceiptKind::R3, 1),
        (ReceiptKind::R4, 1),
        (ReceiptKind::R5, 1),
    ]);
    assert_eq!(receipts, expected);
}

async fn the_team_owes_a_visit<P: Platform>(scene: &Scene<P>) {
    for label in [CASEWORKER, PSYCHOLOGIST] {
        let office = scene.deployment.open(label).await;
        let owed = office.reader().obligations();
        let duties: Vec<Duty> = owed.iter().map(|one| one.duty).collect();
        let expected = [CourseVerb::PlanVisit, CourseVerb::NoteStatus];
        let expected = expected.map(|verb| Duty::Act(Verb::Course(verb)));
        assert_eq!(duties, expected, "{label}");
        for one in &owed {
            assert_eq!(one.owner, office_id(TEAM), "{label}");
            assert!(!one.is_overdue(office.reader().now()));
        }
    }
}
