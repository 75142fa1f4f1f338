//! What may come on one stream, from whom, and how much of it.

use super::*;
use crate::{
    hash::Hash, id::ActId, log::Mailbox, seal::blob::BlobRef, testing::enrol,
    wire::v1::message::Parcel,
};

fn deposit() -> Request {
    Request::Deposit(Parcel {
        signed: vec![1],
        body: None,
    })
}

fn known() -> RequestStream {
    RequestStream::open(Peer::Device(DeviceId::from_bytes([1; 16])))
}

fn say(stream: &mut RequestStream, request: &Request) -> Result<Vec<Request>, Refusal> {
    stream.received(&request.to_frame().to_bytes())
}

fn ignorable(kind: u8) -> Vec<u8> {
    Frame {
        kind,
        payload: vec![1, 2, 3],
    }
    .to_bytes()
}

#[test]
fn whom_the_directory_does_not_know_may_only_apply() {
    let apply = Request::Enrol(Box::new(enrol()));
    for request in [
        deposit(),
        Request::Subscribe {
            cursors: vec![(Mailbox::Directory, 0)],
            live: false,
        },
        Request::FetchAct(ActId::from_bytes([5; 16])),
        Request::Enrolments,
        Request::Ping,
    ] {
        let mut stream = RequestStream::open(Peer::Unknown);
        assert_eq!(say(&mut stream, &request), Err(Refusal::UnknownDevice));
        assert_eq!(say(&mut known(), &request), Ok(vec![request]));
    }
    let mut stream = RequestStream::open(Peer::Unknown);
    assert_eq!(say(&mut stream, &apply), Ok(vec![apply.clone()]));
    assert_eq!(stream.finished(), Ok(()));
    assert_eq!(say(&mut stream, &apply), Err(Refusal::OutOfOrder));
}

#[test]
fn whom_the_directory_does_not_know_may_say_little() {
    let frame = |payload_bytes: usize| {
        Frame {
            kind: 0x02,
            payload: vec![0; payload_bytes],
        }
        .to_bytes()
    };
    let mut stream = RequestStream::open(Peer::Unknown);
    assert_eq!(
        stream.received(&frame(SMALL_BYTES_MAX + 1)),
        Err(Refusal::TooLarge)
    );
    assert_eq!(
        known().received(&frame(LARGE_BYTES_MAX + 1)),
        Err(Refusal::TooLarge)
    );
}

#[test]
fn one_thing_is_asked_a_stream_but_deposits_may_follow_each_other() {
    let mut stream = known();
    assert_eq!(say(&mut stream, &Request::Ping), Ok(vec![Request::Ping]));
    assert_eq!(say(&mut stream, &Request::Ping), Err(Refusal::OutOfOrder));
    let mut stream = known();
    for _ in 0..DEPOSITS_MAX {
        assert_eq!(say(&mut stream, &deposit()), Ok(vec![deposit()]));
    }
    assert_eq!(say(&mut stream, &deposit()), Err(Refusal::OutOfOrder));
    let mut stream = known();
    assert_eq!(say(&mut stream, &deposit()), Ok(vec![deposit()]));
    assert_eq!(say(&mut stream, &Request::Ping), Err(Refusal::OutOfOrder));
}

#[test]
fn pieces_follow_the_blob_that_they_belong_to_and_nothing_else_does() {
    let blob = BlobRef {
        hash: Hash::of(b"blob"),
        bytes: 5_000,
    };
    let (put, piece) = (Request::PutBlob(blob), Request::Piece(vec![1; 100]));
    let mut stream = known();
    assert_eq!(say(&mut stream, &piece), Err(Refusal::OutOfOrder));
    let mut stream = known();
    assert_eq!(say(&mut stream, &put), Ok(vec![put.clone()]));
    for _ in 0..3 {
        assert_eq!(say(&mut stream, &piece), Ok(vec![piece.clone()]));
    }
    for other in [put.clone(), deposit(), Request::Ping] {
        let mut stream = known();
        assert_eq!(say(&mut stream, &put), Ok(vec![put.clone()]));
        assert_eq!(say(&mut stream, &other), Err(Refusal::OutOfOrder));
    }
    let long = Frame {
        kind: 0x0A,
        payload: vec![0; PIECE_BYTES_MAX + 1],
    };
    let header = long.to_bytes()[..5].to_vec();
    assert_eq!(
        stream.received(&header),
        Err(Refusal::TooLarge),
        "before it is held"
    );
    let at_once = [put.to_frame().to_bytes(), header].concat();
    assert_eq!(
        known().received(&at_once),
        Err(Refusal::TooLarge),
        "also when it comes with what set the limit"
    );
    let mut stream = RequestStream::open(Peer::Unknown);
    assert_eq!(say(&mut stream, &put), Err(Refusal::UnknownDevice));
}

#[test]
fn frames_from_later_versions_are_passed_over_up_to_a_bound() {
    let mut stream = known();
    for n in 0..IGNORED_MAX {
        let kind = if n == 0 { IGNORABLE } else { u8::MAX };
        assert_eq!(stream.received(&ignorable(kind)), Ok(vec![]));
    }
    assert_eq!(
        stream.finished(),
        Err(Refusal::Malformed),
        "nothing was asked"
    );
    assert_eq!(say(&mut stream, &Request::Ping), Ok(vec![Request::Ping]));
    assert_eq!(
        stream.received(&ignorable(IGNORABLE)),
        Err(Refusal::OutOfOrder)
    );
    let unknown = ignorable(IGNORABLE - 1);
    assert_eq!(known().received(&unknown), Err(Refusal::Malformed));
}

#[test]
fn a_stream_ends_between_frames_and_not_before_a_request() {
    assert_eq!(known().finished(), Err(Refusal::Malformed));
    let mut stream = known();
    let bytes = deposit().to_frame().to_bytes();
    let (start, end) = bytes.split_at(bytes.len() / 2);
    assert_eq!(stream.received(start), Ok(vec![]));
    assert_eq!(stream.finished(), Err(Refusal::Malformed));
    assert_eq!(stream.received(end), Ok(vec![deposit()]));
    assert_eq!(stream.finished(), Ok(()));
    assert_eq!(stream.received(&[0]), Ok(vec![]));
    assert_eq!(stream.finished(), Err(Refusal::Malformed));
}

#[test]
fn a_later_servers_refusal_and_frames_are_still_understood() {
    let mut stream = ResponseStream::default();
    let later = Frame {
        kind: 0x47,
        payload: vec![0x81, 0x19, 0x03, 0xE7],
    };
    let bytes = [ignorable(0xC0), later.to_bytes()].concat();
    assert_eq!(
        stream.received(&bytes),
        Ok(vec![Response::Refused(Refusal::Unknown)])
    );
    assert_eq!(
        stream.received(&Request::Ping.to_frame().to_bytes()),
        Err(Refusal::Malformed)
    );
}
