//! Sealed files: who may bring and have them, what is kept of them, and what is not.

use stafet_blobs::{Blobs as _, Held, SYNC_BYTES};
use stafet_shared::{
    hash::Hash,
    refusal::Refusal,
    seal::blob::BlobRef,
    wire::v1::message::{PIECE_BYTES_MAX, Request, Response},
};

use super::{deposit, follow, peer::Running, refused};
use crate::fixture::{MEMBER_DAYS, now};

fn content(bytes: u32) -> Vec<u8> {
    (0..bytes).map(|n| (n % 241) as u8).collect()
}

fn name(content: &[u8]) -> BlobRef {
    BlobRef {
        hash: Hash::of(content),
        bytes: u32::try_from(content.len()).unwrap(),
    }
}

/// A server whose log holds a referral that announces these files.
async fn announced(blobs: &[BlobRef]) -> Running {
    let mut running = Running::start().await;
    let referral = running.deployment.referral_with(blobs);
    let sender = running.sender().await;
    let answers = sender.ask(&[deposit(&referral)]).await;
    assert!(matches!(answers[..], [Response::Deposited(_)]));
    running
}

#[tokio::test]
async fn a_file_goes_from_the_sender_to_the_receiver_who_is_woken() {
    let content = content(100_000);
    let blob = name(&content);
    let running = announced(&[blob]).await;
    let (sender, receiver) = (running.sender().await, running.receiver().await);
    assert_eq!(receiver.get(blob, 0).await, Err(Refusal::NotYet));
    let office = running.deployment.receiver.office.clone();
    let mut inbox = receiver.open(&follow(&[&office])).await;
    while !matches!(inbox.next().await, Response::Complete(_)) {}

    assert_eq!(sender.put(blob, &content).await, Response::BlobKept);
    let Response::Complete(_) = inbox.next().await else {
        panic!("whoever waits for the file is woken");
    };
    assert_eq!(sender.put(blob, b"").await, Response::BlobKept, "again");
    assert_eq!(receiver.get(blob, 0).await.unwrap(), content);
    let rest = receiver.get(blob, 99_000).await.unwrap();
    assert_eq!(rest, content[99_000..]);
    for from in [100_000, u32::MAX] {
        assert_eq!(receiver.get(blob, from).await, Ok(Vec::new()));
    }
    assert_eq!(
        sender.get(blob, 0).await.unwrap(),
        content,
        "sealed to it too"
    );
}

#[tokio::test]
async fn what_nobody_announced_or_announced_to_others_is_neither_taken_nor_given() {
    let (known, foreign) = (content(5_000), content(6_000));
    let running = announced(&[name(&known)]).await;
    let no = Response::Refused(Refusal::NotYours);
    let (sender, admin) = (running.sender().await, running.admin().await);
    assert_eq!(sender.put(name(&foreign), &foreign).await, no);
    assert_eq!(admin.put(name(&known), &known).await, no);
    let shorter = BlobRef {
        bytes: 4_999,
        ..name(&known)
    };
    assert_eq!(sender.put(shorter, &known).await, no);
    assert!(running.blobs.contents().is_empty(), "nothing was stored");
    assert_eq!(sender.put(name(&known), &known).await, Response::BlobKept);
    assert_eq!(admin.get(name(&known), 0).await, Err(Refusal::NotYours));
    let nobody = running.connect(None).await;
    assert_eq!(
        nobody.get(name(&known), 0).await,
        Err(Refusal::UnknownDevice)
    );
}

#[tokio::test]
async fn longer_shorter_and_other_files_than_announced_are_refused() {
    let right = content(40_000);
    let blob = name(&right);
    let running = announced(&[blob]).await;
    let sender = running.sender().await;
    let longer = content(40_001);
    let refused = Response::Refused(Refusal::TooLarge);
    assert_eq!(sender.put(blob, &longer).await, refused);
    assert_ne!(running.blobs.held(blob).unwrap(), Held::Whole);
    running.blobs.remove(blob).unwrap();

    let refused = Response::Refused(Refusal::Malformed);
    assert_eq!(sender.put(blob, &right[..30_000]).await, refused);
    assert_eq!(running.blobs.held(blob).unwrap(), Held::Part(30_000));
    let mut other = right.clone();
    other[35_000] ^= 1;
    let refused = Response::Refused(Refusal::Body);
    assert_eq!(sender.put(blob, &other).await, refused);
    assert_eq!(running.blobs.held(blob).unwrap(), Held::Part(0));
    assert_eq!(sender.put(blob, &right).await, Response::BlobKept);
}

#[tokio::test]
async fn a_broken_put_goes_on_where_it_stopped_also_after_a_crash() {
    let content = content(2 * SYNC_BYTES + 50_000);
    let blob = name(&content);
    let mut running = announced(&[blob]).await;
    let sender = running.sender().await;
    let (mut send, mut answers) = sender.begin_put(blob).await;
    assert_eq!(answers.next().await, Response::BlobAt(0));
    let first = content[..40 * PIECE_BYTES_MAX].chunks(PIECE_BYTES_MAX);
    for piece in first {
        let frame = Request::Piece(piece.to_vec()).to_frame().to_bytes();
        send.write_all(&frame).await.unwrap();
    }
    wait_for(&running, blob, 40 * PIECE_BYTES_MAX).await;
    sender.cut();
    let sender = running.sender().await;
    let (_send, mut answers) = sender.begin_put(blob).await;
    let there = u32::try_from(40 * PIECE_BYTES_MAX).unwrap();
    assert_eq!(answers.next().await, Response::BlobAt(there));

    // One connection puts one file at a time: the next stream waits for its turn.
    sender.cut();
    let sender = running.sender().await;
    let (mut send, mut answers) = sender.begin_put(blob).await;
    assert!(matches!(answers.next().await, Response::BlobAt(_)));
    for piece in content[40 * PIECE_BYTES_MAX..100 * PIECE_BYTES_MAX].chunks(PIECE_BYTES_MAX) {
        let frame = Request::Piece(piece.to_vec()).to_frame().to_bytes();
        send.write_all(&frame).await.unwrap();
    }
    wait_for(&running, blob, 100 * PIECE_BYTES_MAX).await;
    running.blobs.crash();
    running.restart().await;
    assert_eq!(
        running.blobs.held(blob).unwrap(),
        Held::Part(SYNC_BYTES),
        "what was synchronised is there"
    );
    let sender = running.sender().await;
    assert_eq!(sender.put(blob, &content).await, Response::BlobKept);
    let receiver = running.receiver().await;
    assert_eq!(receiver.get(blob, 0).await.unwrap(), content);
}

async fn wait_for(running: &Running, blob: BlobRef, bytes: usize) {
    while running.blobs.held(blob).unwrap() != Held::Part(u32::try_from(bytes).unwrap()) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_full_disk_refuses_for_now_and_acts_go_on() {
    let content = content(5_000);
    let blob = name(&content);
    let mut running = announced(&[blob]).await;
    let sender = running.sender().await;
    running.blobs.fill_up();
    let refused = Response::Refused(Refusal::Unavailable);
    assert_eq!(sender.put(blob, &content).await, refused);
    let referral = running.deployment.referral();
    let answers = sender.ask(&[deposit(&referral)]).await;
    assert!(matches!(answers[..], [Response::Deposited(_)]));
    running.blobs.make_room();
    assert_eq!(sender.put(blob, &content).await, Response::BlobKept);
}

#[tokio::test]
async fn hostile_frames_around_a_file_get_their_refusals() {
    let content = content(5_000);
    let blob = name(&content);
    let running = announced(&[blob]).await;
    let sender = running.sender().await;
    let bytes = |request: &Request| request.to_frame().to_bytes();
    let put = bytes(&Request::PutBlob(blob));
    let piece = bytes(&Request::Piece(vec![1; 10]));
    let hash = blob.hash;
    let get = bytes(&Request::GetBlob { hash, from: 0 });
    let ping = bytes(&Request::Ping);
    for (what, said, refusal) in [
        ("a piece of nothing", piece.clone(), Refusal::OutOfOrder),
        (
            "pieces before they were asked for",
            [put.clone(), piece.clone()].concat(),
            Refusal::OutOfOrder,
        ),
        (
            "a question after a file",
            [get.clone(), ping].concat(),
            Refusal::OutOfOrder,
        ),
        (
            "two files",
            [put.clone(), put.clone()].concat(),
            Refusal::OutOfOrder,
        ),
    ] {
        assert_eq!(sender.say(&said).await, refused(refusal), "{what}");
    }
    // A piece that announces more than is allowed is refused before it is held.
    let (mut send, mut answers) = sender.begin_put(blob).await;
    assert_eq!(answers.next().await, Response::BlobAt(0));
    let length = u32::try_from(PIECE_BYTES_MAX + 2).unwrap();
    let header = [&length.to_be_bytes()[..], &[0x0A]].concat();
    send.write_all(&header).await.unwrap();
    assert_eq!(answers.next().await, Response::Refused(Refusal::TooLarge));
    assert_eq!(sender.put(blob, &content).await, Response::BlobKept);
}

#[tokio::test]
async fn who_no_longer_serves_the_office_gets_nothing_more() {
    let content = content(5_000);
    let blob = name(&content);
    let running = announced(&[blob]).await;
    let sender = running.sender().await;
    assert_eq!(sender.put(blob, &content).await, Response::BlobKept);
    let receiver = running.receiver().await;
    assert_eq!(receiver.get(blob, 0).await, Ok(content.clone()));
    running.clock.set(now().plus_days(MEMBER_DAYS + 1));
    assert_eq!(receiver.get(blob, 0).await, Err(Refusal::NotYours));
    let refused = Response::Refused(Refusal::NotYours);
    assert_eq!(sender.put(blob, &content).await, refused);
}
