//! What another process has committed is taken in as changes, and leads to what reading all of the
//! profile anew leads to.

use std::collections::BTreeMap;

use super::*;
use crate::store::Snapshot;
use stafet_shared::handover::Handover;

/// How many profiles live through other steps.
const LIVES: u64 = 12;
/// How many steps each takes.
const STEPS: u32 = 24;

#[tokio::test]
async fn a_view_brought_up_by_changes_is_the_view_loaded_anew() {
    for seed in 0..LIVES {
        let mut cast = cast().await;
        let empty = OfficeEntry {
            id: office("a/empty"),
            name: "Nobody yet".to_owned(),
            zone: Zone::nuuk(),
            administrators: false,
        };
        cast.admin.add_office(empty).await.unwrap();
        cast.server.carry(&mut cast.admin).await.unwrap();
        cast.server.carry(&mut cast.receiver.1).await.unwrap();
        let mut other = open(cast.receiver.0.clone(), 9_000 + seed).await;
        let mut chance = seed;
        for _ in 0..STEPS {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            step(&mut cast, (chance >> 33) % 8).await;
            if chance >> 62 != 0 {
                continue;
            }
            other.refresh().await.unwrap();
            let anew = View::load(cast.receiver.0.load().await.unwrap()).unwrap();
            assert_eq!(other.view.facts(), anew.facts(), "life {seed}");
        }
    }
}

/// Something that changes what the receiver's profile holds, or will.
async fn step(cast: &mut Cast, which: u64) {
    let receiver = &mut cast.receiver.1;
    match which {
        0 | 1 => drop(cast.sender.1.send(draft()).await.unwrap()),
        2 => drop(cast.server.carry(&mut cast.sender.1).await.unwrap()),
        3 | 4 => drop(cast.server.carry(receiver).await.unwrap()),
        5 => {
            let open = receiver
                .reader()
                .handovers()
                .find(|it| it.state == State::Opened);
            if let Some(id) = open.map(|handover| handover.id) {
                receiver.perform(id, Deed::Acknowledge).await.unwrap();
            }
        }
        6 => {
            let mut file: &[u8] = b"a file";
            let (_, blob) = receiver.attach("bilag.txt", &mut file).await.unwrap();
            receiver.detach(blob).await.unwrap();
        }
        // It waits for a key, and goes out when the office has one.
        _ => {
            let waits = Draft {
                to: office("a/empty"),
                ..draft()
            };
            if !receiver.reader().handovers().any(Handover::cannot_be_read) {
                receiver.send(waits).await.unwrap();
            } else {
                let place = ("a/empty", cast.server.head().size.wrapping_add(5_000));
                join(&mut cast.admin, &mut cast.server, place).await;
            }
        }
    }
}

#[tokio::test]
async fn a_profile_that_has_lost_its_values_or_its_acts_is_damaged_and_nobody_new() {
    let mut cast = cast().await;
    cast.server.carry(&mut cast.receiver.1).await.unwrap();
    let whole = cast.receiver.0.load().await.unwrap();
    assert!(View::load(whole.clone()).is_ok());
    let lost_values = Snapshot {
        values: BTreeMap::new(),
        ..whole.clone()
    };
    let lost_acts = Snapshot {
        acts: Vec::new(),
        ..whole.clone()
    };
    let lost_both = Snapshot {
        revision: whole.revision,
        ..Snapshot::default()
    };
    for lost in [lost_values, lost_acts, lost_both] {
        let loaded = View::load(lost);
        assert!(matches!(loaded, Err(StoreError::Damaged)));
    }
    assert!(View::load(Snapshot::default()).is_ok(), "nobody's yet");
}
