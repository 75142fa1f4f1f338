//! What is sent to an office that nobody has joined waits in the log, for all at its sender to see.

use stafet_shared::words::{Duty, Role, State};

use super::{CASEWORKER, DAY, EMPTY, Scene, referral_to};
use crate::{
    deployment::{Newcomer, office_id},
    platform::Platform,
    texts,
};

/// Who joins at last.
const FAMILY_WORKER: &str = "family worker";

/// It is owed and shown, and goes by itself when somebody has joined.
///
/// # Panics
/// When a promise is broken.
pub async fn an_office_without_members_gets_its_handover_when_it_has_joined<P: Platform>(
    scene: &mut Scene<P>,
) {
    let sent = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(EMPTY)).await
        })
        .await;
    assert_eq!(sent.waits_for, Some(office_id(EMPTY)));
    scene.pass(DAY).await;
    scene.sync(CASEWORKER).await;
    let office = scene.deployment.open(CASEWORKER).await;
    let held = office.reader().handover(sent.handover).cloned();
    let held = held.expect("it is in the log");
    assert_eq!((held.state, held.unconfirmed), (State::Held, 0));
    let owed = office.reader().obligations();
    let reach = owed.iter().find(|one| one.duty == Duty::Reach);
    assert_eq!(reach.map(|one| one.handover), Some(sent.handover));
    assert_eq!(
        office.reader().find(&sent.handover.short()),
        Ok(sent.handover)
    );
    drop(office);

    let newcomer = Newcomer {
        label: FAMILY_WORKER,
        office: EMPTY,
        role: Role::Caseworker,
        name: "Familiebehandler",
    };
    scene.deployment.enrol(&[newcomer]).await;
    scene.sync(CASEWORKER).await;
    scene.sync(FAMILY_WORKER).await;
    scene.sync(CASEWORKER).await;
    let opened = scene
        .agreed(sent.handover, &[CASEWORKER, FAMILY_WORKER])
        .await;
    assert_eq!(opened.state, State::Opened);
    let read = scene.content(FAMILY_WORKER, sent.handover).await;
    assert_eq!(read, Some(texts::referral()));
}
