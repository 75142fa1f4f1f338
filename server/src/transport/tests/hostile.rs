//! Streams that break the rules: each gets its refusal, and everything else goes on.

use stafet_shared::{
    act::BODY_BYTES_MAX,
    log::Mailbox,
    refusal::Refusal,
    wire::{
        frame::{Frame, IGNORABLE, LARGE_BYTES_MAX, SMALL_BYTES_MAX},
        v1::message::{CURSORS_MAX, Parcel, Request, Response},
    },
};

use super::{deposit, peer::Running, refused};
use crate::{
    caller::{ENROLS_PER_CONNECTION_MAX, ENROLS_WINDOW_MS},
    fixture::now,
};

fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    Frame {
        kind,
        payload: payload.to_vec(),
    }
    .to_bytes()
}

fn bytes(request: &Request) -> Vec<u8> {
    request.to_frame().to_bytes()
}

#[tokio::test]
async fn every_broken_stream_gets_its_refusal_and_the_server_goes_on() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let referral = running.deployment.referral();
    let deposit = bytes(&deposit(&referral));
    let ping = bytes(&Request::Ping);
    let too_long = u32::try_from(LARGE_BYTES_MAX + 2).unwrap().to_be_bytes();
    let reordered = [ping.clone(), deposit.clone()].concat();
    let after_deposit = [deposit.clone(), ping.clone()].concat();
    let cases: [(&str, Vec<u8>, Refusal); 10] = [
        ("nothing at all", vec![], Refusal::Malformed),
        ("cut in the length", ping[..3].to_vec(), Refusal::Malformed),
        (
            "cut in an act",
            deposit[..deposit.len() - 1].to_vec(),
            Refusal::Malformed,
        ),
        ("a frame without a type", vec![0; 4], Refusal::Malformed),
        ("oversized", too_long.to_vec(), Refusal::TooLarge),
        ("an unknown frame", frame(0x3F, &[1]), Refusal::Malformed),
        ("bad CBOR", frame(0x02, &[0xFF, 0x00]), Refusal::Malformed),
        (
            "a ping with a payload",
            frame(0x07, &[0]),
            Refusal::Malformed,
        ),
        ("two questions", reordered, Refusal::OutOfOrder),
        (
            "a question after a deposit",
            after_deposit,
            Refusal::OutOfOrder,
        ),
    ];
    for (name, said, refusal) in cases {
        let heard = sender.say(&said).await;
        assert_eq!(heard.last(), Some(&Response::Refused(refusal)), "{name}");
        assert!(
            matches!(sender.say(&ping).await[..], [Response::Pong(_)]),
            "{name}"
        );
    }
    let mut grease = frame(IGNORABLE, b"whatever comes later");
    grease.extend_from_slice(&deposit);
    assert!(matches!(
        sender.say(&grease).await[..],
        [Response::Deposited(_)]
    ));
    let flood = frame(IGNORABLE, b"").repeat(1_000);
    assert_eq!(sender.say(&flood).await, refused(Refusal::OutOfOrder));
    running.shutdown().await;
}

#[tokio::test]
async fn a_wrong_act_is_refused_alone_and_its_stream_goes_on() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let (act, body) = running.deployment.referral();
    let stranger = crate::fixture::Deployment::new().referral();
    let parcel = |signed: Vec<u8>, body| Request::Deposit(Parcel { signed, body });
    let good = act.signed().as_bytes().to_vec();
    let mut forged = good.clone();
    *forged.last_mut().unwrap() ^= 1;
    let noise = parcel(vec![0x00; 100], None);
    let heard = sender
        .ask(&[
            parcel(forged, body.clone()),
            noise,
            parcel(good.clone(), None),
            parcel(good.clone(), Some(vec![0; 64])),
            parcel(good.clone(), body.clone()),
            deposit(&stranger),
            parcel(good, body),
        ])
        .await;
    assert_eq!(heard[0], Response::Refused(Refusal::Signature));
    assert_eq!(heard[1], Response::Refused(Refusal::Malformed));
    assert_eq!(heard[2], Response::Refused(Refusal::Body));
    assert_eq!(heard[3], Response::Refused(Refusal::Body));
    assert!(matches!(heard[4], Response::Deposited(_)));
    assert_eq!(heard[5], heard[4], "the same seed makes the same act");
    assert_eq!(heard[6], heard[4]);
    running.shutdown().await;
}

#[tokio::test]
async fn a_stranger_may_say_little_and_a_silent_one_stops_nobody() {
    let mut running = Running::start().await;
    let stranger = running.connect(None).await;
    let long = u32::try_from(SMALL_BYTES_MAX + 2).unwrap().to_be_bytes();
    assert_eq!(stranger.say(&long).await, refused(Refusal::TooLarge));
    let sender = running.sender().await;
    let referral = running.deployment.referral();
    let said = bytes(&deposit(&referral));
    let silent = sender.fall_silent(&said[..said.len() / 2]).await;
    let answers = sender.say(&said).await;
    assert!(matches!(answers[..], [Response::Deposited(_)]));
    drop(silent);
    running.shutdown().await;
}

#[tokio::test]
async fn applications_are_counted_and_others_do_not_suffer() {
    let mut running = Running::start().await;
    let stranger = running.connect(None).await;
    let (_, enrol) = running.deployment.application();
    let apply = [Request::Enrol(Box::new(enrol))];
    for _ in 0..ENROLS_PER_CONNECTION_MAX {
        assert_eq!(stranger.ask(&apply).await, refused(Refusal::Invitation));
    }
    assert_eq!(stranger.ask(&apply).await, refused(Refusal::RateLimit));
    let other = running.connect(None).await;
    assert_eq!(other.ask(&apply).await, refused(Refusal::Invitation));
    running.clock.set(now().plus_ms(ENROLS_WINDOW_MS));
    assert_eq!(stranger.ask(&apply).await, refused(Refusal::Invitation));
    running.shutdown().await;
}

#[tokio::test]
async fn a_long_subscription_leaves_the_connection_free_for_large_acts() {
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let office = running.deployment.sender.office.clone();
    let many = vec![(Mailbox::Office(office), 0); CURSORS_MAX];
    let follow = Request::Subscribe {
        cursors: many,
        live: true,
    };
    let mut inbox = sender.open(&follow).await;
    assert!(matches!(inbox.next().await, Response::Complete(_)));
    let large = running.deployment.referral_of(BODY_BYTES_MAX);
    let answers = sender.ask(&[deposit(&large)]).await;
    assert!(matches!(answers[..], [Response::Deposited(_)]));
    assert!(matches!(inbox.next().await, Response::Item { parcel, .. } if parcel.body == large.1));
    running.shutdown().await;
}

#[tokio::test]
async fn many_acts_on_one_stream_are_all_answered_in_order() {
    const ACTS: usize = 100;
    let mut running = Running::start().await;
    let sender = running.sender().await;
    let acts: Vec<_> = (0..ACTS).map(|_| running.deployment.referral()).collect();
    let requests: Vec<Request> = acts.iter().map(deposit).collect();
    let answers = sender.ask(&requests).await;
    assert_eq!(answers.len(), ACTS);
    for ((act, _), answer) in acts.iter().zip(answers) {
        assert!(matches!(answer, Response::Deposited(receipt) if receipt.act == act.id()));
    }
    running.shutdown().await;
}
