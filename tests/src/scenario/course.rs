//! A course: who hears of what in it.

use stafet_client::office::{Deed, Draft, Unreadable};
use stafet_shared::{
    course::Stage,
    handover::{Colour, Kind, State},
    id::HandoverId,
    seal::padding::FLOOR_BYTES,
};

use super::{CASEWORKER, HOUR, LEADER, LEADERSHIP, PSYCHOLOGIST, Scene, TEAM, referral_to};
use crate::{deployment::office_id, platform::Platform, texts};

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
    let mut lists = office.inbox().chain(office.outbox());
    assert!(lists.all(|it| it.id != id), "it is no matter of its own");
    drop(lists);
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
    let course = office.course(referral).expect("it has begun");
    assert_eq!(course.stage, Stage::Waiting);
    course.open.into_iter().collect()
}
