//! The server crashes between a deposit and its receipt.

use stafet_shared::{wire::v1::message::Parcel, words::State};

use super::{CASEWORKER, MINUTE, PSYCHOLOGIST, Scene, TEAM, referral_to};
use crate::platform::Platform;

/// Two referrals: the receipt of one is lost after the commit, the server dies over the other.
/// Whatever became of them there, the device sends them again, and each is in the log once.
///
/// # Panics
/// When a promise is broken.
pub async fn the_server_crashes_between_deposit_and_receipt<P: Platform>(scene: &mut Scene<P>) {
    let mut sent = Vec::new();
    for _ in 0..2 {
        let referral = scene
            .act(CASEWORKER, async |office| {
                office.send(referral_to(TEAM)).await
            })
            .await;
        sent.push(referral.handover);
    }
    let before = scene.deployment.ledger().await.size;
    let mut office = scene.deployment.open(CASEWORKER).await;
    let mut parcels: Vec<Parcel> = Vec::new();
    for act in office.reader().unconfirmed() {
        parcels.extend(
            office
                .exchange()
                .parcel(act)
                .await
                .expect("the profile opens"),
        );
    }
    assert_eq!(parcels.len(), 2);
    let credentials = office.credentials().expect("whole").expect("enrolled");
    let connector = scene.deployment.connector(CASEWORKER);
    let connection = connector.connect(&credentials).await.expect("reached");
    let lost = connection.deposit(&parcels[..1]).await.expect("answered");
    let lost = lost[0].clone().expect("a receipt");
    // The device never takes that receipt in, and nobody hears what becomes of the other act.
    let mut deposits = connection.deposits().await.expect("reached");
    let sent_on = deposits.send(parcels[1].clone()).await;
    assert!(sent_on.expect("reached"));
    deposits.finish();
    drop(deposits);
    scene.deployment.crash_server();
    drop(connection);
    let office = scene.deployment.open(CASEWORKER).await;
    assert_eq!(
        office.reader().unconfirmed().len(),
        2,
        "nothing is called deposited"
    );

    scene.deployment.start_server().await;
    scene.pass(MINUTE).await;
    let report = scene.sync(CASEWORKER).await;
    assert_eq!(report.confirmed, 2);
    let ledger = scene.deployment.ledger().await;
    assert_eq!(ledger.size, before + 2, "nothing is lost or doubled");
    assert_eq!(ledger.acts.get(&lost.act), Some(&lost.index));
    scene.sync(PSYCHOLOGIST).await;
    scene.sync(CASEWORKER).await;
    for it in &sent {
        let opened = scene.agreed(*it, &[CASEWORKER, PSYCHOLOGIST]).await;
        assert_eq!(opened.state, State::Opened);
        assert_eq!(opened.history.len(), 2);
    }
}
