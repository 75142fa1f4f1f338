//! When offices were last heard of.

use std::{collections::BTreeMap, time::Duration};

use stafet_shared::{
    hash::Hash,
    heard::{hour_of, is_hour},
    overview::OwedQuestion,
    party::OfficeId,
    refusal::Refusal,
    time::Timestamp,
    wire::v1::message::{Request, Response},
};
use tokio::time::sleep;

use super::{
    ended,
    peer::{Peer, Running},
};
use crate::{
    fixture::now,
    heard::{Heard, KEEP_PAUSE},
    store::{LastHeard as _, model::Disk},
};

/// How often a test looks again.
const LOOK: Duration = Duration::from_millis(10);

type Last = BTreeMap<OfficeId, Timestamp>;

fn last(running: &Running) -> Last {
    running.server().heard().last(BTreeMap::new())
}

/// Asks for something, so that the handshake is complete at both ends.
async fn arrived(peer: &Peer) {
    let answers = peer.ask(&[Request::Ping]).await;
    assert!(matches!(answers[..], [Response::Pong(_)]), "{answers:?}");
}

/// Waits until the server has seen the end of the connections of an office, while its clock stands
/// still at `now`.
async fn gone(running: &Running, office: &OfficeId, mut now: Timestamp) -> Timestamp {
    loop {
        now = now.plus_ms(1);
        running.clock.set(now);
        match last(running).get(office) {
            Some(at) if *at < now => return *at,
            Some(_) | None => sleep(LOOK).await,
        }
    }
}

#[tokio::test]
async fn an_office_is_heard_of_as_long_as_a_device_of_it_is_connected() {
    let running = Running::start().await;
    let office = running.deployment.sender.office.clone();
    assert_eq!(last(&running).get(&office), None, "nobody was here yet");
    let sender = running.sender().await;
    arrived(&sender).await;
    assert_eq!(last(&running).get(&office), Some(&now()));

    let later = now().plus_days(1);
    running.clock.set(later);
    assert_eq!(last(&running).get(&office), Some(&later));
    sender.cut();
    let until = gone(&running, &office, later).await;
    running.clock.set(later.plus_days(1));
    assert_eq!(last(&running).get(&office), Some(&until));
    running.shutdown().await;
}

#[tokio::test]
async fn an_orderly_end_keeps_what_was_heard_and_a_server_on_the_same_log_knows_it() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    arrived(&sender).await;
    let (office, disk) = (
        running.deployment.sender.office.clone(),
        running.disk.clone(),
    );
    running.restart().await;
    let kept = disk.open().last_heard().await.unwrap();
    assert_eq!(kept, BTreeMap::new(), "a crash forgets the last minutes");

    let sender = running.sender().await;
    arrived(&sender).await;
    running.restart_in_order().await;
    let kept = disk.open().last_heard().await.unwrap();
    assert_eq!(kept.get(&office), Some(&now()));

    let later = now().plus_days(1);
    running.clock.set(later);
    let admin = running.admin().await;
    let answers = admin
        .ask(&[Request::Owed(OwedQuestion::everything())])
        .await;
    let [Response::OwedEnd(end)] = &answers[..] else {
        panic!("{answers:?}");
    };
    assert_eq!(end.heard.get(&office), Some(&now()));
    let here = end.heard.values().filter(|at| **at == later);
    assert_eq!(here.count(), 1, "the administrator's own office");
    running.shutdown().await;
}

#[tokio::test]
async fn whoever_serves_no_office_now_is_nobody_to_be_heard_of() {
    let mut running = Running::start().await;
    let (_, enrol) = running.deployment.application();
    let stranger = running.connect(None).await;
    let asked = stranger.ask(&[Request::Enrol(Box::new(enrol))]).await;
    assert!(matches!(asked[..], [Response::Refused(_)]));
    let receiver = running.receiver().await;
    arrived(&receiver).await;
    let office = running.deployment.receiver.office.clone();
    running.clock.set(ended().plus_ms(-1));
    assert!(last(&running).contains_key(&office));
    running.clock.set(ended());
    let until = last(&running).get(&office).copied();
    assert_eq!(until, Some(ended().plus_ms(-1)));
    assert_eq!(last(&running).len(), 2, "and the administrator's office");
    running.shutdown().await;
}

#[tokio::test]
async fn every_member_is_told_the_hour_and_never_more() {
    let running = Running::start().await;
    let sender = running.sender().await;
    arrived(&sender).await;
    let now = now().plus_ms(47 * 60 * 1_000 + 13);
    running.clock.set(now);
    let receiver = running.receiver().await;
    let answers = receiver.ask(&[Request::Heard]).await;
    let [Response::Heard(told)] = &answers[..] else {
        panic!("{answers:?}");
    };
    assert_eq!(told.as_of, now);
    let offices = [
        &running.deployment.sender.office,
        &running.deployment.receiver.office,
    ];
    for office in offices {
        assert_eq!(told.of(office), Some(hour_of(now)), "{office}");
    }
    assert!(told.last.values().all(|at| is_hour(*at)), "{told:?}");
    running.shutdown().await;
}

#[tokio::test]
async fn whoever_serves_no_office_any_more_is_told_nothing() {
    let running = Running::start().await;
    let receiver = running.receiver().await;
    running.clock.set(ended());
    let answers = receiver.ask(&[Request::Heard]).await;
    assert_eq!(answers, [Response::Refused(Refusal::NotYours)]);
    running.shutdown().await;
}

#[tokio::test]
async fn the_later_of_what_the_store_has_and_what_was_heard_is_told() {
    let running = Running::start().await;
    let sender = running.sender().await;
    arrived(&sender).await;
    let heard = running.server().heard();
    let office = running.deployment.sender.office.clone();
    let told = |at| heard.last(BTreeMap::from([(office.clone(), at)]))[&office];
    assert_eq!(told(now().plus_ms(-1)), now());
    assert_eq!(told(now().plus_ms(1)), now().plus_ms(1));
    running.shutdown().await;
}

#[tokio::test]
async fn what_was_heard_goes_to_the_store_every_few_minutes() {
    let running = Running::start().await;
    let key = running.deployment.sender.identity.certificate().unwrap();
    let key = stafet_certs::fingerprint::key_hash(key).unwrap();
    let (disk, office) = (Disk::new(), running.deployment.sender.office.clone());
    let heard = Heard::new(
        running.server().standing(),
        std::sync::Arc::new(running.clock.clone()),
    );
    let connected = heard.connected(Hash::from_bytes(key));
    let kept = async || {
        disk.open()
            .last_heard()
            .await
            .unwrap()
            .get(&office)
            .copied()
    };
    tokio::time::pause();
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(heard.keep(std::sync::Arc::new(disk.open())));
    sleep(KEEP_PAUSE - LOOK).await;
    assert_eq!(kept().await, None);
    sleep(2 * LOOK).await;
    assert_eq!(kept().await, Some(now()));
    running.clock.set(now().plus_days(1));
    sleep(KEEP_PAUSE).await;
    assert_eq!(kept().await, Some(now().plus_days(1)));
    drop(connected);
}
