//! Each scenario on both platforms: in memory with paused time, and over real sockets with real
//! SQLite and real sealing.

use std::time::Duration;

use stafet_shared::time::Timestamp;
use stafet_tests::{
    clock::SteppedClock,
    fabric::{self, Link},
    files::files_below,
    platform::{
        loopback::Loopback,
        simulated::{START_MS, Simulated},
    },
    scenario::{self, Scene},
    texts,
};

/// How long a datagram is on its way over the satellite.
const DELAY: Duration = Duration::from_millis(280);

macro_rules! on_both_platforms {
    ($($name:ident)+) => {
        mod simulated {
            use super::*;

            $(#[test]
            fn $name() {
                fabric::run(1, async |seed| {
                    let mut scene = simulated(seed).await;
                    scenario::$name(&mut scene).await;
                });
            })+
        }

        mod loopback {
            use super::*;

            $(#[tokio::test]
            async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
                let platform = Loopback::new(folder.path(), clock).unwrap();
                let mut scene = Scene::begin(platform).await;
                scenario::$name(&mut scene).await;
                scene.deployment.stop_server().await;
            })+
        }
    };
}

on_both_platforms! {
    a_referral_there_and_back
    closed_with_a_plan_by_two_people
    sent_again_after_a_decline
    an_office_is_offline_for_weeks_and_nobody_acknowledges
    the_server_crashes_between_deposit_and_receipt
    files_come_after_the_text_and_are_the_same
    files_that_are_kept_back_wait_until_they_may_go_on
    a_file_that_never_comes_and_one_that_is_not_as_described
    a_file_that_comes_wrong_is_dropped_and_counted
    an_office_without_members_gets_its_handover_when_it_has_joined
    the_municipality_knows_of_everything_that_is_open_in_a_course
    a1_the_file_follows_a_child_that_is_taken_over
    b3_what_is_attested_as_destroyed_is_in_no_profile
}

#[tokio::test]
async fn b3_neither_name_nor_number_is_in_any_file_of_a_profile() {
    let folder = tempfile::tempdir().unwrap();
    let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
    let platform = Loopback::new(folder.path(), clock).unwrap();
    let mut scene = Scene::begin(platform).await;
    scenario::b3_what_is_attested_as_destroyed_is_in_no_profile(&mut scene).await;
    for label in [scenario::PSYCHOLOGIST, scenario::COLLEAGUE] {
        let profile = scene.deployment.platform().client_dir(label);
        let files = files_below(&profile).unwrap();
        assert!(files.len() > 1, "{files:?}");
        let blobs = profile.join("blobs");
        let sealed = files.iter().filter(|file| file.starts_with(&blobs));
        assert_eq!(sealed.count(), 0, "{files:?}");
        for file in &files {
            let bytes = std::fs::read(file).unwrap();
            for needle in [texts::CHILD, texts::CPR, texts::MESSAGE] {
                let mut windows = bytes.windows(needle.len());
                let is_in = windows.any(|window| window == needle.as_bytes());
                assert!(!is_in, "{needle} in {}", file.display());
            }
        }
    }
    scene.deployment.stop_server().await;
}

#[test]
fn the_disk_is_full_while_queuing() {
    fabric::run(1, async |seed| {
        let mut scene = simulated(seed).await;
        scenario::the_disk_is_full_while_queuing(&mut scene).await;
    });
}

async fn simulated(seed: u64) -> Scene<Simulated> {
    Scene::begin(Simulated::new(seed, Link::perfect(DELAY))).await
}
