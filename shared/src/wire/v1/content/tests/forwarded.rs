//! What is sent on: one level deep, documents only, and never larger than a sealed part.

use minicbor::bytes::ByteSlice;

use super::super::samples::{part, referral};
use super::super::twins::{ContentTwin, ForwardedTwin, PartBytes};
use super::*;
use crate::act::SIGNED_BYTES_MAX;
use crate::content::{Forwarded, NOTE_CHARS_MAX, RawForwarded};

/// What decoding answers for a part inside that holds these bytes.
fn forwarding(inner: &[u8]) -> Result<SealedPart, DecodeError> {
    decode(&outside(inner))
}

fn outside(inner: &[u8]) -> Vec<u8> {
    let signed: &ByteSlice = [0x77; 4].as_slice().into();
    around(ContentTwin::Forwarded(ForwardedTwin {
        signed,
        part: PartBytes::Read(inner),
        note: None,
    }))
}

fn sample(name: &str) -> Content {
    let mut samples = golden().into_iter();
    samples.find(|(known, _)| *known == name).unwrap().1
}

fn refused() -> Vec<(&'static str, Flaw)> {
    vec![("part", Flaw::NotADocument)]
}

#[test]
fn every_document_can_be_sent_on_and_nothing_else() {
    for (name, content) in golden() {
        let document = content.is_document();
        let result = forwarding(&encode(&part(content)));
        if document {
            assert!(result.is_ok(), "{name}");
        } else {
            assert_eq!(faulty(result), refused(), "{name}");
        }
    }
}

#[test]
fn what_is_sent_on_is_still_that_document() {
    let forwarded = sample("forwarded");
    assert_eq!(forwarded.kind(), referral().kind());
    assert_eq!(forwarded.subject(), referral().subject());
    assert_eq!(forwarded.child(), referral().child());
    assert_eq!(forwarded.attachments(), referral().attachments());
    assert!(!forwarded.is_document() && referral().is_document());
    assert_eq!(sample("reason").kind(), None);
}

#[test]
fn a_part_inside_a_part_inside_a_part_is_not_looked_at() {
    let broken = outside(b"not even a part");
    assert_eq!(faulty(forwarding(&broken)), refused());
    let mut nested = encode(&part(referral())).to_vec();
    while nested.len() < SEALED_PART_BYTES_MAX - 100 {
        nested = outside(&nested);
    }
    assert_eq!(faulty(decode(&nested)), refused());
}

#[test]
fn the_part_inside_has_one_encoding_too() {
    let inner = encode(&part(referral())).to_vec();
    assert!(forwarding(&inner).is_ok());
    let trailing = [&inner[..], &[0x00]].concat();
    assert_eq!(forwarding(&trailing), Err(DecodeError::NotCanonical));
    for end in [0, 1, inner.len() - 1] {
        assert_eq!(forwarding(&inner[..end]), Err(DecodeError::Malformed));
    }
}

#[test]
fn a_document_inside_of_a_later_version_is_told_as_such() {
    let mut inner = around(ContentTwin::OfficeSeeds(Vec::new()));
    let kind = inner.len() - 2;
    inner[kind] = 0x12;
    assert_eq!(forwarding(&inner), Err(DecodeError::UnknownKind));
}

#[test]
fn without_its_signed_act_nothing_is_sent_on() {
    let inner = encode(&part(referral()));
    let sent = |signed: &[u8]| {
        decode(&around(ContentTwin::Forwarded(ForwardedTwin {
            signed: signed.into(),
            part: PartBytes::Read(&inner),
            note: None,
        })))
    };
    assert_eq!(faulty(sent(&[])), [("signed", Flaw::Missing)]);
    assert!(sent(&[0; SIGNED_BYTES_MAX]).is_ok());
    let long = sent(&[0; SIGNED_BYTES_MAX + 1]);
    assert_eq!(faulty(long)[0].0, "signed");
}

#[test]
fn the_largest_document_can_be_sent_on() {
    let raw = RawForwarded {
        signed: vec![0x77; SIGNED_BYTES_MAX],
        part: part(largest_referral()),
        note: Some("👪".repeat(NOTE_CHARS_MAX)),
    };
    let part = part(Content::Forwarded(Forwarded::parse(raw).unwrap()));
    assert_eq!(decode(&encode(&part)), Ok(part));
}
