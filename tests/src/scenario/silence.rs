//! An office is offline for weeks; then its device opens, and nobody acknowledges.

use std::time::Duration;

use stafet_shared::{
    handover::{Handover, ReceiptKind, WatchRecord},
    id::HandoverId,
    words::{Duty, Rung, State},
};

use super::{CASEWORKER, DAY, PSYCHOLOGIST, SENDER, Scene, TEAM, referral_to};
use crate::{deployment::office_id, platform::Platform};

/// How long the office is offline, in days.
const WEEKS_OFFLINE_DAYS: u32 = 21;
/// How long nobody acknowledges afterwards, in days.
const SILENCE_DAYS: u32 = 30;

/// How long the watch is given to tell what is due, and how often it is looked for.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS_MAX: u32 = 500;

/// The sender keeps custody through weeks without a link and weeks without an answer, and
/// everybody computes the same obligation as overdue.
///
/// # Panics
/// When a promise is broken.
pub async fn an_office_is_offline_for_weeks_and_nobody_acknowledges<P: Platform>(
    scene: &mut Scene<P>,
) {
    let id = scene
        .act(CASEWORKER, async |office| {
            office.send(referral_to(TEAM)).await
        })
        .await
        .handover;
    scene.sync(CASEWORKER).await;
    assert!(!overdue(scene, CASEWORKER).await);

    scene.pass(DAY * WEEKS_OFFLINE_DAYS).await;
    scene.sync(CASEWORKER).await;
    let deposited = scene.agreed(id, &[CASEWORKER]).await;
    assert_eq!(deposited.state, State::Deposited);
    assert_eq!(deposited.custodian.as_str(), SENDER);
    assert!(overdue(scene, CASEWORKER).await);

    scene.sync(PSYCHOLOGIST).await;
    scene.sync(CASEWORKER).await;
    let opened = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    assert_eq!(opened.state, State::Opened);
    assert_eq!(opened.acknowledged, None, "a machine signs for nothing");

    scene.pass(DAY * SILENCE_DAYS).await;
    told(scene, id).await;
    for label in [CASEWORKER, PSYCHOLOGIST] {
        scene.sync(label).await;
        assert!(overdue(scene, label).await, "{label}");
        let receipts = scene.receipts(label, id).await;
        assert!(receipts.contains_key(&ReceiptKind::R3), "{label}");
        assert!(!receipts.contains_key(&ReceiptKind::R4), "{label}");
    }
    let silent = scene.agreed(id, &[CASEWORKER, PSYCHOLOGIST]).await;
    let reminded = Handover {
        watch_records: opened.watch_records.clone(),
        history: opened.history.clone(),
        ..silent.clone()
    };
    assert_eq!(reminded, opened, "neither time nor a reminder moves it");
    let told = silent
        .watch_records
        .values()
        .filter_map(WatchRecord::rung)
        .max();
    assert_eq!(told, Some(Rung::Authority), "and nobody was left untold");
    assert_eq!(silent.custodian.as_str(), SENDER);
}

/// Waits until the server's watch has told the last rung.
async fn told<P: Platform>(scene: &Scene<P>, id: HandoverId) {
    scene.deployment.look();
    for _ in 0..LOOKS_MAX {
        let ledger = scene.deployment.ledger().await;
        let rungs = ledger.handovers[&id]
            .watch_records
            .values()
            .filter_map(WatchRecord::rung);
        if rungs.max() == Some(Rung::Authority) {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
    panic!("nobody was told");
}

/// Whether the one thing that is owed, the team's acknowledgement, should have been there.
async fn overdue<P: Platform>(scene: &Scene<P>, label: &str) -> bool {
    let office = scene.deployment.open(label).await;
    let mut owed = office.reader().obligations();
    owed.retain(|one| one.duty != Duty::Age);
    assert_eq!(owed.len(), 1, "{label}: {owed:?}");
    assert_eq!(owed[0].owner, office_id(TEAM));
    assert_eq!(owed[0].duty, Duty::Receipt);
    owed[0].is_overdue(office.reader().now())
}
