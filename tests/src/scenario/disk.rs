//! A device's disk is full while somebody queues.

use stafet_client::{office::OfficeError, store::StoreError};
use stafet_shared::words::State;

use super::{CASEWORKER, PSYCHOLOGIST, Scene, TEAM, referral_to};
use crate::platform::simulated::Simulated;

/// The device says clearly that nothing was saved and why, keeps what was saved before, and goes
/// on when there is room again. Only the model's disk can be filled at will.
///
/// # Panics
/// When a promise is broken.
pub async fn the_disk_is_full_while_queuing(scene: &mut Scene<Simulated>) {
    let saved = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await
        .handover;
    let disk = scene.deployment.platform().client_disk(CASEWORKER);
    disk.fill_up();
    let mut office = scene.deployment.open(CASEWORKER).await;
    let refused = office.send(referral_to(TEAM)).await;
    let Err(OfficeError::Store(error @ StoreError::DiskFull)) = refused else {
        panic!("a full disk takes nothing: {refused:?}");
    };
    assert!(error.to_string().contains("free some space"), "{error}");
    drop(office);
    let office = scene.deployment.open(CASEWORKER).await;
    let known: Vec<_> = office.reader().handovers().map(|it| it.id).collect();
    assert_eq!(known, [saved], "what was not saved is not shown");
    assert_eq!(office.reader().unconfirmed().len(), 1);
    drop(office);
    // The server takes the act, but the device cannot keep the receipt: it stays unconfirmed.
    assert!(scene.deployment.sync(CASEWORKER).await.is_err());
    let queued = scene.seen_by(CASEWORKER, saved).await;
    assert_eq!(queued.state, State::Queued);

    disk.make_room();
    let later = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await
        .handover;
    scene.sync(CASEWORKER).await;
    scene.sync(PSYCHOLOGIST).await;
    scene.sync(CASEWORKER).await;
    assert_eq!(scene.deployment.ledger().await.handovers.len(), 2);
    for id in [saved, later] {
        let opened = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
        assert_eq!(opened.state, State::Opened);
    }
}
