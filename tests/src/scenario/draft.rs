//! A draft waits visibly for an office that nobody has joined.

use stafet_client::office::Waiting;
use stafet_shared::words::{Role, State};

use super::{CASEWORKER, DAY, EMPTY, Scene, referral_to};
use crate::{
    deployment::{Newcomer, office_id},
    platform::Platform,
    texts,
};

/// Who joins at last.
const FAMILY_WORKER: &str = "family worker";

/// The draft is shown with what it waits for, and goes by itself when somebody has joined.
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
    let waiting = Some(Waiting::NoKey(office_id(EMPTY)));
    assert_eq!(sent.waiting, waiting);
    scene.pass(DAY).await;
    scene.sync(CASEWORKER).await;
    let office = scene.deployment.open(CASEWORKER).await;
    let drafts = office.reader().drafts();
    assert_eq!(drafts.len(), 1, "nothing has gone out, and it is shown");
    assert_eq!(drafts[0].handover, sent.handover);
    assert_eq!(drafts[0].waiting, waiting);
    assert_eq!(drafts[0].content, texts::referral());
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
    let office = scene.deployment.open(CASEWORKER).await;
    assert_eq!(office.reader().drafts(), []);
    drop(office);
    scene.sync(FAMILY_WORKER).await;
    scene.sync(CASEWORKER).await;
    let opened = scene
        .agreed(sent.handover, &[CASEWORKER, FAMILY_WORKER])
        .await;
    assert_eq!(opened.state, State::Opened);
    let read = scene.content(FAMILY_WORKER, sent.handover).await;
    assert_eq!(read, Some(texts::referral()));
}
