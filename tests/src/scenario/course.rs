//! A course: who hears of what in it.

use stafet_client::office::{CourseDeed, Deed, Draft, Unreadable};
use stafet_shared::{
    content::Content,
    id::HandoverId,
    obligation::Obligation,
    party::OfficeId,
    seal::padding::FLOOR_BYTES,
    words::{Colour, CourseVerb, Duty, Kind, Role, Stage, State, Verb},
};

use super::{
    CASEWORKER, EMPTY, HOUR, LEADER, LEADERSHIP, PSYCHOLOGIST, SENDER, Scene, TEAM, referral_to,
};
use crate::{
    deployment::{Newcomer, office_id},
    platform::Platform,
    texts,
};

/// Who works where the child has moved.
const NEWCOMER: &str = "newcomer";

/// The team writes to a third office about a child. The municipality that answers for the child has
/// no part in that message and cannot read it, but knows that it is open, and when it has ended.
///
/// # Panics
/// When a promise is broken.
pub async fn the_municipality_knows_of_everything_that_is_open_in_a_course<P: Platform>(
    scene: &mut Scene<P>,
) {
    let referral = accepted(scene).await;
    let message = Draft {
        from: Some(office_id(TEAM)),
        to: office_id(LEADERSHIP),
        kind: Kind::Message,
        colour: Colour::Green,
        content: texts::document(Kind::Message),
        relates_to: Some(referral),
    };
    let sent = scene
        .act(PSYCHOLOGIST, async |office| {
            office.send(message.clone()).await
        })
        .await;
    scene.sync(CASEWORKER).await;
    let idle = scene.sync(CASEWORKER).await.bytes_down;
    scene.sync(PSYCHOLOGIST).await;
    let heard = scene.sync(CASEWORKER).await.bytes_down;
    let body = u64::try_from(FLOOR_BYTES).expect("a few kB");
    assert!(
        heard < idle.saturating_add(body),
        "what it cannot open does not come: {idle} then {heard} bytes"
    );
    let id = sent.handover;
    assert_eq!(open(scene, referral).await, [id]);
    let office = scene.deployment.open(CASEWORKER).await;
    let content = office.content(id).await.expect("the handover is known");
    assert_eq!(content, Some(Err(Unreadable::NotNamed)));
    assert!(!office.reader().has_part(id), "it is no matter of its own");
    drop(office);

    scene.pass(HOUR).await;
    scene.sync(LEADER).await;
    scene.perform(LEADER, id, Deed::Acknowledge).await;
    scene.sync(CASEWORKER).await;
    let ended = scene.agreed(id, &[CASEWORKER, LEADER]).await;
    assert_eq!(ended.state, State::Closed);
    assert_eq!(open(scene, referral).await, []);
}

async fn accepted<P: Platform>(scene: &mut Scene<P>) -> HandoverId {
    let sent = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await;
    scene.sync(CASEWORKER).await;
    scene.sync(PSYCHOLOGIST).await;
    scene
        .perform(PSYCHOLOGIST, sent.handover, Deed::Accept)
        .await;
    scene.sync(CASEWORKER).await;
    sent.handover
}

/// What the municipality sees open in the course.
async fn open<P: Platform>(scene: &Scene<P>, referral: HandoverId) -> Vec<HandoverId> {
    let office = scene.deployment.open(CASEWORKER).await;
    let course = office.reader().course(referral).expect("it has begun");
    assert_eq!(course.stage, Stage::Waiting);
    course.open.into_iter().collect()
}

/// The child has moved to another municipality. The old one answers for it until somebody at the
/// new one has read the referral and signed.
///
/// From then on the new one knows of everything in the course, of what had ended before too.
///
/// # Panics
/// When a promise is broken.
pub async fn a1_the_file_follows_a_child_that_is_taken_over<P: Platform>(scene: &mut Scene<P>) {
    let referral = accepted(scene).await;
    let information = informed(scene, referral).await;
    scene
        .deployment
        .enrol(&[Newcomer {
            label: NEWCOMER,
            office: EMPTY,
            role: Role::Caseworker,
            name: "Ny sagsbehandler",
        }])
        .await;
    scene.sync(NEWCOMER).await;
    scene.sync(CASEWORKER).await;
    let moves = CourseDeed::MoveChild(office_id(EMPTY), Some(texts::reason()));
    scene
        .perform(CASEWORKER, referral, Deed::Course(moves))
        .await;
    scene.sync(PSYCHOLOGIST).await;
    for label in [CASEWORKER, PSYCHOLOGIST] {
        assert_eq!(answers(scene, label, referral).await.as_str(), SENDER);
    }
    let mut office = scene.deployment.open(NEWCOMER).await;
    let unread = Deed::Course(CourseDeed::TakeOverChild);
    assert!(office.perform(referral, unread).await.is_err());
    drop(office);

    scene.sync(NEWCOMER).await;
    let office = scene.deployment.open(NEWCOMER).await;
    let contents = office.contents(referral).await.expect("it is known there");
    let asked = Verb::Course(CourseVerb::MoveChild);
    let sent_on = contents.iter().find(|it| it.verb == asked);
    let sent_on = sent_on.and_then(|it| it.content.as_ref());
    assert!(matches!(sent_on, Some(Ok(Content::Forwarded(_)))));
    let owed = office.reader().obligations();
    let takes = Duty::Act(Verb::Course(CourseVerb::TakeOverChild));
    let ours = owed.iter().find(|one| one.duty == takes);
    assert_eq!(ours.map(|one| one.owner.as_str()), Some(EMPTY));
    drop(office);

    let take = Deed::Course(CourseDeed::TakeOverChild);
    scene.perform(NEWCOMER, referral, take).await;
    for label in [CASEWORKER, PSYCHOLOGIST, NEWCOMER] {
        scene.sync(label).await;
        assert_eq!(answers(scene, label, referral).await.as_str(), EMPTY);
    }
    let all = [CASEWORKER, PSYCHOLOGIST, NEWCOMER];
    scene.agreed(referral, &all).await;
    the_file_follows(scene, information, &all).await;
    let office = scene.deployment.open(NEWCOMER).await;
    let ledger = scene.deployment.ledger().await;
    let of_course = |it: &Obligation| it.handover == referral;
    let owed: Vec<Obligation> = ledger.owed().into_iter().filter(of_course).collect();
    let seen = office.reader().obligations().into_iter().filter(of_course);
    assert_eq!(seen.collect::<Vec<_>>(), owed);
    drop(office);
    it_moves_back(scene, referral, &all).await;
}

/// The municipality that has taken the child over knows whose referral it is, reads what is corrected
/// since, and sends it on when the child moves once more.
async fn it_moves_back<P: Platform>(scene: &mut Scene<P>, referral: HandoverId, all: &[&str]) {
    let office = scene.deployment.open(NEWCOMER).await;
    let children = office.children(&[referral]).await.expect("it is known");
    let child = children
        .get(&referral)
        .expect("the question says who it is");
    assert_eq!(child.name().expose(), texts::CHILD);
    drop(office);
    let corrected = Deed::Correct(texts::document(Kind::Referral));
    let office = scene.deployment.open(CASEWORKER).await;
    println!(
        "XX {:?}",
        office.reader().handover(referral).map(|it| it.version)
    );
    drop(office);
    scene.perform(CASEWORKER, referral, corrected).await;
    scene.sync(CASEWORKER).await;
    scene.sync(NEWCOMER).await;
    let office = scene.deployment.open(NEWCOMER).await;
    let newest = office.content(referral).await.expect("it is known");
    assert!(
        matches!(newest, Some(Ok(Content::Referral(_)))),
        "{newest:?}"
    );
    drop(office);
    let moves = CourseDeed::MoveChild(office_id(SENDER), None);
    scene.perform(NEWCOMER, referral, Deed::Course(moves)).await;
    scene.sync(CASEWORKER).await;
    let take = Deed::Course(CourseDeed::TakeOverChild);
    scene.perform(CASEWORKER, referral, take).await;
    for label in all {
        scene.sync(label).await;
        assert_eq!(answers(scene, label, referral).await.as_str(), SENDER);
    }
    // The team's device says that it has the corrected version.
    for label in all {
        scene.sync(label).await;
    }
    scene.agreed(referral, all).await;
}

/// What the municipality before had written comes to the new one by itself, and is read there; it
/// was, and is, to the team.
async fn the_file_follows<P: Platform>(
    scene: &mut Scene<P>,
    information: HandoverId,
    all: &[&str],
) {
    for label in [CASEWORKER, NEWCOMER, NEWCOMER, PSYCHOLOGIST, CASEWORKER] {
        scene.sync(label).await;
    }
    let read = scene.agreed(information, all).await;
    assert_eq!((read.state, read.to.as_str()), (State::Closed, TEAM));
    let passed = read.passed.get(&office_id(EMPTY));
    assert!(passed.is_some_and(|it| it.opened.is_some()), "{passed:?}");
    let office = scene.deployment.open(NEWCOMER).await;
    let content = office.content(information).await;
    let content = content.expect("the handover is known");
    assert!(matches!(content, Some(Ok(Content::Forwarded(_)))));
    let owed = office.reader().obligations();
    let passes = Duty::Act(Verb::PassOn);
    assert!(owed.iter().all(|one| one.duty != passes), "{owed:?}");
}

/// The municipality sends case information in the course, and the team reads it.
async fn informed<P: Platform>(scene: &mut Scene<P>, referral: HandoverId) -> HandoverId {
    let information = Draft {
        from: Some(office_id(SENDER)),
        to: office_id(TEAM),
        kind: Kind::CaseInformation,
        colour: Colour::Yellow,
        content: texts::document(Kind::CaseInformation),
        relates_to: Some(referral),
    };
    let sent = scene
        .act(CASEWORKER, async |office| {
            office.send(information.clone()).await
        })
        .await;
    scene.sync(CASEWORKER).await;
    scene.sync(PSYCHOLOGIST).await;
    let read = Deed::Acknowledge;
    scene.perform(PSYCHOLOGIST, sent.handover, read).await;
    scene.sync(CASEWORKER).await;
    sent.handover
}

/// Who answers for the child, as a device sees it.
async fn answers<P: Platform>(scene: &Scene<P>, label: &str, referral: HandoverId) -> OfficeId {
    let office = scene.deployment.open(label).await;
    let course = office.reader().course(referral).expect("it has begun");
    assert_eq!(course.treatment.as_str(), TEAM);
    course.municipality
}
