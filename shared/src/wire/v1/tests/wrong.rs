//! One vector for each way to be wrong.

use super::samples::{approval_body, blob, publics, receipt, requests, responses};
use crate::{
    act::{BODY_BYTES_MAX, HandoverAct, Matter, PublicPart, RECIPIENTS_MAX, SIGNED_BYTES_MAX},
    content::ATTACHMENTS_MAX,
    id::DeviceId,
    log::{ENTRIES_MAX, Mailbox, receipt::RECEIPT_BYTES_MAX},
    overview::{FactsQuestion, OwedQuestion, PAGE_ITEMS_MAX},
    party::{OfficeId, PARTY_ID_BYTES_MAX},
    seal::blob::{BLOB_BYTES_MAX, BlobRef},
    sign::{Capacity, Signer},
    wire::{
        DecodeError,
        frame::Frame,
        v1::{
            act::{decode, encode},
            directory::{CERTIFICATE_BYTES_MAX, decode_approval_body, encode_approval_body},
            message::{CURSORS_MAX, PIECE_BYTES_MAX, Parcel, Request, Response},
            receipt as wire_receipt,
        },
    },
};

fn part(name: &str) -> PublicPart {
    let all = publics();
    all.into_iter().find(|(this, _)| *this == name).unwrap().1
}

fn read(bytes: &[u8]) -> Result<PublicPart, DecodeError> {
    let signer = Signer {
        device: DeviceId::from_bytes([1; 16]),
        capacity: Capacity::Person,
    };
    decode(bytes, signer)
}

/// What decoding answers for a public part that differs as `spoil` says.
fn spoilt(name: &str, spoil: impl FnOnce(&mut HandoverAct)) -> Result<PublicPart, DecodeError> {
    let mut public = part(name);
    match &mut public.matter {
        Matter::Handover(act) => spoil(act),
        Matter::Directory(..) => unreachable!(),
    }
    read(&encode(&public))
}

/// The bytes with the first occurrence of `from` replaced.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|it| it == from).unwrap();
    [&bytes[..at], to, &bytes[at..][from.len()..]].concat()
}

#[test]
fn every_cut_and_every_addition_is_refused() {
    let bytes = encode(&part("sign"));
    for end in 0..bytes.len() {
        assert_eq!(
            read(&bytes[..end]),
            Err(DecodeError::Malformed),
            "cut at {end}"
        );
    }
    let trailing = [&bytes[..], &[0]].concat();
    assert_eq!(read(&trailing), Err(DecodeError::NotCanonical));
}

#[test]
fn every_other_encoding_of_the_same_values_is_refused() {
    let bytes = encode(&part("sign"));
    assert_eq!(
        bytes[..3],
        [0x8B, 0x01, 0x50],
        "an array of 11, format 1, 16 bytes"
    );
    let others = [
        [&[0x8B, 0x18, 0x01], &bytes[2..]].concat(),
        [&[0x98, 0x0B], &bytes[1..]].concat(),
        [&[0x9F], &bytes[1..], &[0xFF]].concat(),
        [&[0x8B, 0x01, 0x58, 0x10], &bytes[3..]].concat(),
        [&[0x8C], &bytes[1..], &[0xF6]].concat(),
    ];
    for other in others {
        assert_eq!(read(&other), Err(DecodeError::NotCanonical));
    }
}

#[test]
fn a_later_format_is_told_apart_from_nonsense() {
    let bytes = encode(&part("sign"));
    let later = [&[0x8B, 0x02], &bytes[2..]].concat();
    assert_eq!(read(&later), Err(DecodeError::Version(2)));
    assert_eq!(
        read(&[0x82, 0x19, 0x01, 0x00, 0xF6]),
        Err(DecodeError::Version(256))
    );
    assert_eq!(read(&[0x80]), Err(DecodeError::Malformed));
    assert_eq!(read(&[]), Err(DecodeError::Malformed));
}

#[test]
fn numbers_start_at_one_and_a_first_envelope_is_the_first() {
    let wrong = Err(DecodeError::Value("version, leg or attempt"));
    assert_eq!(spoilt("accept", |act| act.version = 0), wrong);
    assert_eq!(spoilt("accept", |act| act.leg = 0), wrong);
    assert_eq!(spoilt("accept", |act| act.attempt = 0), wrong);
    assert_eq!(spoilt("sign", |act| act.version = 2), wrong);
    assert_eq!(spoilt("sign", |act| act.leg = 2), wrong);
    assert_eq!(spoilt("sign", |act| act.attempt = 2), wrong);
}

#[test]
fn attachments_are_few_different_and_no_larger_than_allowed() {
    let wrong = Err(DecodeError::Value("attachments"));
    let with = |blobs: Vec<BlobRef>| {
        spoilt("sign_attached", |act| {
            if let Some(sealed) = &mut act.sealed {
                sealed.attachments = blobs;
            }
        })
    };
    let some = |count: usize| (0..count).map(|n| blob(u8::try_from(n).unwrap())).collect();
    assert!(with(some(ATTACHMENTS_MAX)).is_ok());
    assert_eq!(with(some(ATTACHMENTS_MAX + 1)), wrong);
    assert_eq!(with(vec![blob(1), blob(1)]), wrong);
    for bytes in [0, BLOB_BYTES_MAX + 1] {
        let blob = BlobRef { bytes, ..blob(1) };
        assert_eq!(with(vec![blob]), wrong);
        let frame = Request::PutBlob(blob).to_frame();
        assert_eq!(
            Request::from_frame(&frame),
            Err(DecodeError::Value("attachments"))
        );
    }
    let full = with(some(ATTACHMENTS_MAX)).unwrap();
    assert!(encode(&full).len() < SIGNED_BYTES_MAX / 2);
}

#[test]
fn a_piece_is_neither_empty_nor_longer_than_allowed() {
    for bytes in [0, PIECE_BYTES_MAX + 1] {
        let piece = vec![7; bytes];
        let wrong = DecodeError::Value("piece");
        let frame = Request::Piece(piece.clone()).to_frame();
        assert_eq!(Request::from_frame(&frame), Err(wrong.clone()));
        let frame = Response::Piece(piece).to_frame();
        assert_eq!(Response::from_frame(&frame), Err(wrong));
    }
    let frame = Request::Piece(vec![7; PIECE_BYTES_MAX]).to_frame();
    assert!(Request::from_frame(&frame).is_ok());
}

#[test]
fn a_page_of_the_overview_has_one_item_at_least_and_a_bounded_number() {
    for limit in [0, PAGE_ITEMS_MAX + 1] {
        let wrong = Err(DecodeError::Value("limit"));
        let owed = Request::Owed(OwedQuestion {
            limit,
            ..OwedQuestion::everything()
        });
        assert_eq!(Request::from_frame(&owed.to_frame()), wrong);
        let facts = Request::Facts(FactsQuestion { after: None, limit });
        assert_eq!(Request::from_frame(&facts.to_frame()), wrong);
    }
}

#[test]
fn what_sends_an_envelope_has_terms_and_content_and_nothing_else_has_terms() {
    let terms = Err(DecodeError::Value("terms"));
    let some_terms = match part("sign").matter {
        Matter::Handover(act) => act.terms,
        Matter::Directory(..) => None,
    };
    assert_eq!(spoilt("sign", |act| act.terms = None), terms);
    assert_eq!(spoilt("resubmit", |act| act.terms = None), terms);
    assert_eq!(spoilt("accept", |act| act.terms = some_terms), terms);
    assert_eq!(
        spoilt("sign", |act| act.sealed = None),
        Err(DecodeError::Value("sealed"))
    );
}

#[test]
fn recipients_and_body_are_bounded() {
    let with = |count: usize| {
        spoilt("decline", |act| {
            if let Some(sealed) = &mut act.sealed {
                sealed.to = sealed.to.iter().cycle().take(count).cloned().collect();
            }
        })
    };
    assert!(with(RECIPIENTS_MAX).is_ok());
    assert_eq!(
        with(RECIPIENTS_MAX + 1),
        Err(DecodeError::Value("recipients"))
    );
    assert_eq!(with(0), Err(DecodeError::Value("recipients")));
    let body = |bytes: usize| {
        spoilt("decline", |act| {
            if let Some(sealed) = &mut act.sealed {
                sealed.body.bytes = u32::try_from(bytes).unwrap();
            }
        })
    };
    assert!(body(BODY_BYTES_MAX).is_ok());
    assert_eq!(body(BODY_BYTES_MAX + 1), Err(DecodeError::Value("body")));
    let long = vec![0x80; SIGNED_BYTES_MAX + 1];
    assert_eq!(read(&long), Err(DecodeError::Value("length")));
}

#[test]
fn values_outside_their_range_are_named() {
    let plain = encode(&part("sign_plain"));
    let office = b"kujalleq/nanortalik";
    let bad_office = replaced(&plain, office, b"Kujalleq/nanortalik");
    assert_eq!(read(&bad_office), Err(DecodeError::Value("office")));
    // The handover's id, then the verb; then no about, version, leg and attempt.
    let id = [&[0x50][..], &[9; 16], &[0x01]].concat();
    let verb = [&id[..17], &[0x0B]].concat();
    assert_eq!(
        read(&replaced(&plain, &id, &verb)),
        Err(DecodeError::Value("verb"))
    );
    // A message in yellow.
    let terms = |kind, colour| [&[kind, colour, 0x78, 0x19][..], b"socialstyrelsen"].concat();
    let good = terms(6, 1);
    assert_eq!(
        read(&replaced(&plain, &good, &terms(7, 1))),
        Err(DecodeError::Value("kind"))
    );
    assert_eq!(
        read(&replaced(&plain, &good, &terms(6, 3))),
        Err(DecodeError::Value("colour"))
    );
}

#[test]
fn statements_with_values_outside_their_range_are_named() {
    let organisation = encode(&part("organisation"));
    let named = |bytes: &[u8]| read(bytes).unwrap_err();
    let municipality = [&b"kujalleq"[..], &[0x01]].concat();
    let neither = [&b"kujalleq"[..], &[0x03]].concat();
    let bad = replaced(&organisation, &municipality, &neither);
    assert_eq!(named(&bad), DecodeError::Value("organisation kind"));
    let bad = replaced(&organisation, b"kujalleq", b"KUJALLEQ");
    assert_eq!(named(&bad), DecodeError::Value("organisation"));
    let office = encode(&part("office"));
    let bad = replaced(&office, b"America/Nuuk", b"America/Nuuq");
    assert_eq!(named(&bad), DecodeError::Value("zone"));
    let approve = encode(&part("approve"));
    let bad = replaced(&approve, b"Person 1", b"Person\n1");
    assert_eq!(named(&bad), DecodeError::Value("name"));
}

#[test]
fn an_approvals_body_holds_certificates_of_bounded_length() {
    let mut body = approval_body();
    body.chain[0] = vec![0; CERTIFICATE_BYTES_MAX];
    assert!(decode_approval_body(&encode_approval_body(&body)).is_ok());
    body.chain[0].push(0);
    let answer = decode_approval_body(&encode_approval_body(&body));
    assert_eq!(answer, Err(DecodeError::Value("certificate")));
}

#[test]
fn a_receipt_names_few_mailboxes() {
    let with = |count: usize| {
        let mut long = receipt();
        let mut entry = long.entries[0].clone();
        let office = format!("a/{}", "b".repeat(PARTY_ID_BYTES_MAX - 2));
        entry.mailbox = Mailbox::Office(OfficeId::parse(&office).unwrap());
        entry.seq = u64::MAX;
        long.entries = vec![entry; count];
        wire_receipt::encode(&long)
    };
    let longest = with(ENTRIES_MAX);
    assert!(longest.len() <= RECEIPT_BYTES_MAX, "{}", longest.len());
    assert!(wire_receipt::decode(&longest).is_ok());
    let answer = wire_receipt::decode(&with(ENTRIES_MAX + 1));
    assert_eq!(answer, Err(DecodeError::Value("entries")));
}

#[test]
fn a_frame_that_nobody_knows_is_malformed() {
    for kind in [0x00, 0x0B, 0x3F, 0x4B, 0x7F] {
        let frame = Frame {
            kind,
            payload: Vec::new(),
        };
        assert_eq!(Request::from_frame(&frame), Err(DecodeError::Malformed));
        assert_eq!(Response::from_frame(&frame), Err(DecodeError::Malformed));
    }
    for (name, request) in requests() {
        let mut frame = request.to_frame();
        assert!(Response::from_frame(&frame).is_err(), "{name} is no answer");
        frame.payload.push(0);
        let is_piece = matches!(request, Request::Piece(_));
        assert_eq!(
            Request::from_frame(&frame).is_ok(),
            is_piece,
            "{name} with a byte more"
        );
    }
}

#[test]
fn acts_bodies_and_subscriptions_are_bounded() {
    let deposit = |signed: usize, body: usize| {
        let parcel = Parcel {
            signed: vec![0; signed],
            body: Some(vec![0; body]),
        };
        Request::from_frame(&Request::Deposit(parcel).to_frame()).map(|_| ())
    };
    assert_eq!(deposit(SIGNED_BYTES_MAX, BODY_BYTES_MAX), Ok(()));
    let long = Err(DecodeError::Value("length"));
    assert_eq!(deposit(SIGNED_BYTES_MAX + 1, 0), long);
    assert_eq!(deposit(0, BODY_BYTES_MAX + 1), long);
    let subscribe = |count: usize| {
        let cursors = vec![(Mailbox::Directory, 0); count];
        let request = Request::Subscribe {
            cursors,
            live: false,
        };
        Request::from_frame(&request.to_frame()).map(|_| ())
    };
    assert_eq!(subscribe(CURSORS_MAX), Ok(()));
    assert_eq!(
        subscribe(CURSORS_MAX + 1),
        Err(DecodeError::Value("cursors"))
    );
}

#[test]
fn who_was_heard_of_is_not_read_where_it_says_more_than_the_hour() {
    let all = responses();
    let (_, told) = all
        .into_iter()
        .find(|(name, _)| *name == "heard_offices")
        .unwrap();
    let whole = told.heard().unwrap();
    for ms in [1, -1, 60_000] {
        let mut finer = whole.clone();
        for at in finer.last.values_mut() {
            *at = at.plus_ms(ms);
        }
        let frame = Response::Heard(Box::new(finer)).to_frame();
        assert_eq!(
            Response::from_frame(&frame),
            Err(DecodeError::Value("last"))
        );
    }
}
