//! Bytes that nobody meant: nothing panics, and what is read has that one encoding.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::samples::{approval_body, publics, receipt, requests, responses, signed};
use crate::{
    id::DeviceId,
    refusal::Refusal,
    session::{Peer, RequestStream, ResponseStream},
    sign::{Capacity, Signed, Signer},
    wire::{
        frame::{FrameReader, HEADER_BYTES, SMALL_BYTES_MAX},
        v1::{
            act,
            directory::{decode_approval_body, encode_approval_body},
            message::{Request, Response},
            receipt as wire_receipt,
        },
    },
};

const SIGNER: Signer = Signer {
    device: DeviceId::from_bytes([1; 16]),
    capacity: Capacity::Person,
};
const KNOWN: Peer = Peer::Device(SIGNER.device);

/// The frame of every answer. Making the keys in them takes a while.
static ANSWERS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let all = responses();
    all.iter().map(|(_, it)| it.to_frame().to_bytes()).collect()
});

/// Every golden byte string, of whatever format.
fn golden() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = Vec::new();
    for (_, public) in publics() {
        all.push(act::encode(&public));
        all.push(signed(public).signed().as_bytes().to_vec());
    }
    all.extend(requests().iter().map(|(_, it)| it.to_frame().to_bytes()));
    all.extend(ANSWERS.iter().cloned());
    all.push(wire_receipt::encode(&receipt()));
    all.push(encode_approval_body(&approval_body()));
    all
}

/// Golden bytes with a few of them changed, cut or put in.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    let changes = prop::collection::vec(change, 1..5);
    (prop::sample::select(golden()), changes).prop_map(|(mut bytes, changes)| {
        for (index, byte, how) in changes {
            let at = index.index(bytes.len().max(1));
            match how {
                0 => bytes.truncate(at),
                1 => bytes.insert(at.min(bytes.len()), byte),
                _ => {
                    if let Some(held) = bytes.get_mut(at) {
                        *held = byte;
                    }
                }
            }
        }
        bytes
    })
}

/// Reads the bytes as everything that they could be.
fn read_as_anything(bytes: &[u8]) {
    if let Ok(public) = act::decode(bytes, SIGNER) {
        assert_eq!(act::encode(&public), bytes);
    }
    if let Ok(signed) = Signed::from_bytes(bytes.to_vec()) {
        assert_eq!(signed.as_bytes(), bytes);
    }
    if let Ok(receipt) = wire_receipt::decode(bytes) {
        assert_eq!(wire_receipt::encode(&receipt), bytes);
    }
    if let Ok(body) = decode_approval_body(bytes) {
        assert_eq!(encode_approval_body(&body), bytes);
    }
    read_as_stream(bytes);
}

fn read_as_stream(bytes: &[u8]) {
    for peer in [Peer::Unknown, KNOWN] {
        let mut stream = RequestStream::open(peer);
        if let Ok(requests) = stream.received(bytes) {
            let known = requests.iter().flat_map(|it| it.to_frame().to_bytes());
            assert!(known.count() <= bytes.len());
        }
        let _answer: Result<(), Refusal> = stream.finished();
    }
    let _answer = ResponseStream::default().received(bytes);
    let frames = FrameReader::new(SMALL_BYTES_MAX).push(bytes);
    for frame in frames.unwrap_or_default() {
        assert!(frame.payload.len() <= SMALL_BYTES_MAX);
        if let Ok(request) = Request::from_frame(&frame) {
            assert_eq!(request.to_frame(), frame);
        }
        match Response::from_frame(&frame) {
            // A code of a later version is read, but not known.
            Ok(Response::Refused(Refusal::Unknown)) | Err(_) => {}
            Ok(response) => assert_eq!(response.to_frame(), frame),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        read_as_anything(&bytes);
    }

    #[test]
    fn arbitrary_payloads_of_every_frame_are_refused_without_a_panic(
        kind in any::<u8>(),
        payload in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        read_as_stream(&crate::wire::frame::Frame { kind, payload }.to_bytes());
    }

    #[test]
    fn mutated_golden_bytes_have_that_one_encoding_or_none(bytes in mutated()) {
        read_as_anything(&bytes);
    }

    #[test]
    fn a_stream_cut_into_any_pieces_says_the_same(
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        piece in 1..40_usize,
    ) {
        let bytes: Vec<u8> = order
            .iter()
            .flat_map(|n| n.get(&ANSWERS).clone())
            .collect();
        let mut whole = ResponseStream::default();
        let mut cut = ResponseStream::default();
        let pieces: Vec<Response> = bytes
            .chunks(piece)
            .flat_map(|bytes| cut.received(bytes).unwrap())
            .collect();
        prop_assert_eq!(whole.received(&bytes).unwrap(), pieces);
    }
}

#[test]
fn what_a_frame_announces_is_refused_before_it_is_held() {
    let announce = |bytes: usize| u32::try_from(bytes).unwrap().to_be_bytes();
    for peer in [Peer::Unknown, KNOWN] {
        let mut stream = RequestStream::open(peer);
        assert_eq!(
            stream.received(&announce(usize::try_from(u32::MAX).unwrap())),
            Err(Refusal::TooLarge)
        );
    }
    let mut stream = RequestStream::open(Peer::Unknown);
    let header = announce(SMALL_BYTES_MAX + 2);
    assert_eq!(header.len() + 1, HEADER_BYTES);
    assert_eq!(stream.received(&header), Err(Refusal::TooLarge));
}
