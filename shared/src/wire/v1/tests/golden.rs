//! Every format is written as its golden file says and read back from it.
//!
//! A golden file that has been published never changes. `STAFET_BLESS=1` writes a new one.

use super::samples::{approval_body, head, leaf, publics, receipt, requests, responses, signed};
use crate::{
    act::{Act, SIGNED_BYTES_MAX},
    sign::Signed,
    testing::{assert_file, key_of, signing_key},
    wire::{
        frame::{Frame, FrameReader, LARGE_BYTES_MAX},
        v1::{
            act,
            directory::{decode_approval_body, encode_approval_body},
            message::{Request, Response},
            receipt as wire_receipt,
        },
    },
};

/// Compares with a golden file: 64 hexadecimal digits a line.
fn golden(name: &str, bytes: &[u8]) {
    let lines: Vec<String> = bytes
        .chunks(32)
        .map(|line| line.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    assert_file(
        &format!("tests/golden/{name}.hex"),
        &format!("{}\n", lines.join("\n")),
    );
}

#[test]
fn every_public_part_and_every_signed_act() {
    for (name, public) in publics() {
        let bytes = act::encode(&public);
        golden(&format!("public/{name}"), &bytes);
        let act = signed(public.clone());
        let wire = act.signed().as_bytes();
        golden(&format!("signed/{name}"), wire);
        assert_eq!(
            act::decode(&bytes, act.signed().signer()),
            Ok(public.clone()),
            "{name}"
        );
        let read = Signed::from_bytes(wire.to_vec()).unwrap();
        let key = key_of(&public.author).verifying_key();
        assert_eq!(Act::verify(read, &key), Ok(act.clone()), "{name}");
        assert!(
            wire.len() <= SIGNED_BYTES_MAX,
            "{name}: {} bytes",
            wire.len()
        );
    }
}

#[test]
fn leaf_and_receipt() {
    golden("log/leaf", &wire_receipt::encode_leaf(&leaf()));
    golden("log/leaf_hash", leaf().hash().as_bytes());
    let bytes = wire_receipt::encode(&receipt());
    golden("log/receipt", &bytes);
    assert_eq!(wire_receipt::decode(&bytes), Ok(receipt()));
    let key = signing_key(121).verifying_key();
    assert_eq!(
        receipt().verify(leaf().signed, Some(leaf().body), &key),
        Ok(())
    );
    assert_eq!(receipt().leaf(leaf().signed, Some(leaf().body)), leaf());
    assert!(head().is_by(&key));
}

#[test]
fn the_body_of_an_approval() {
    let bytes = encode_approval_body(&approval_body());
    golden("public/approval_body", &bytes);
    assert_eq!(decode_approval_body(&bytes), Ok(approval_body()));
}

/// The frame that a reader makes of a frame's bytes.
fn through_a_stream(frame: &Frame) -> Frame {
    let mut reader = FrameReader::new(LARGE_BYTES_MAX);
    reader.push(&frame.to_bytes()).unwrap().remove(0)
}

#[test]
fn every_request() {
    for (name, request) in requests() {
        let frame = request.to_frame();
        golden(&format!("frame/{name}"), &frame.to_bytes());
        assert_eq!(
            Request::from_frame(&through_a_stream(&frame)),
            Ok(request),
            "{name}"
        );
    }
}

#[test]
fn every_response() {
    for (name, response) in responses() {
        let frame = response.to_frame();
        golden(&format!("frame/{name}"), &frame.to_bytes());
        assert_eq!(
            Response::from_frame(&through_a_stream(&frame)),
            Ok(response),
            "{name}"
        );
    }
}
