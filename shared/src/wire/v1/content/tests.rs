//! Golden files, one vector for each way to be wrong, and properties.

mod forwarded;
mod largest;
mod others;

use proptest::prelude::*;

use self::largest::largest_referral;
use super::samples::{golden, part, raw_referral, referral};
use super::twins::{AttachmentTwin, ChildTwin, ReferralTwin};
use super::*;
use crate::content::{Flaw, PROSE_CHARS_MAX, Referral, commitment};
use crate::testing::assert_file;

const PAGE: &str = include_str!("../../../../../docs/protocol.md");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes as a golden file holds them: 64 hexadecimal digits a line.
fn golden_text(bytes: &[u8]) -> String {
    let lines: Vec<String> = bytes.chunks(32).map(hex).collect();
    format!("{}\n", lines.join("\n"))
}

/// A sealed part around content that no `parse` has seen.
fn around(content: ContentTwin<'_>) -> Vec<u8> {
    write(&SealedPartTwin {
        act: [0x11; 16],
        office: "kujalleq/nanortalik",
        salt: [0x22; 16],
        content,
    })
    .to_vec()
}

fn referral_twin<'a>() -> ReferralTwin<'a> {
    ReferralTwin {
        child: ChildTwin {
            name: Some("Testbarn A"),
            cpr: Some("010112-0000"),
            language: Some("kl"),
            lives_with: None,
        },
        subject: Some("a"),
        reason: Some("b"),
        wanted: Some("c"),
        history: Some("d"),
        consent: Some("e"),
        interpreter: Some(true),
        contact: Some("f"),
        attachments: Vec::new(),
    }
}

fn attachment_twin<'a>() -> AttachmentTwin<'a> {
    AttachmentTwin {
        name: Some("a.txt"),
        media_type: Some("text/plain"),
        size_bytes: 1,
        plaintext_sha256: [0; 32],
        ciphertext_sha256: [0; 32],
        key: None,
    }
}

/// What decoding answers for a referral that differs from a good one as `spoil` says.
fn spoilt(spoil: impl FnOnce(&mut ReferralTwin<'_>)) -> Result<SealedPart, DecodeError> {
    let mut twin = referral_twin();
    spoil(&mut twin);
    decode(&around(ContentTwin::Referral(twin)))
}

/// The fields that decoding names as faulty.
fn faulty(result: Result<SealedPart, DecodeError>) -> Vec<(&'static str, Flaw)> {
    match result {
        Err(DecodeError::Content(faults)) => faults
            .faults()
            .iter()
            .map(|fault| (fault.field, fault.flaw.clone()))
            .collect(),
        other => panic!("expected faults, got {other:?}"),
    }
}

#[test]
fn every_kind_is_written_and_read_as_its_golden_file_says() {
    for (name, content) in golden() {
        let part = part(content);
        let bytes = encode(&part);
        let file = format!("tests/golden/content/{name}.hex");
        assert_file(&file, &golden_text(&bytes));
        assert_eq!(decode(&bytes), Ok(part), "{name}");
    }
}

#[test]
fn the_protocol_page_has_every_number() {
    let mut kinds = Vec::new();
    let mut acts = Vec::new();
    for (name, content) in golden() {
        // An array of two, then a number below 24.
        let number = encode_content(&content)[1];
        let list = if content.is_document() {
            &mut kinds
        } else {
            &mut acts
        };
        let is_variant = ["_short", "_with_blob"].iter().any(|it| name.ends_with(it));
        if !is_variant {
            list.push((number, camel_case(name)));
        }
    }
    for (title, mut list) in [
        ("Documents of the kinds", kinds),
        ("Documents of acts", acts),
    ] {
        list.sort();
        let numbers: Vec<String> = list
            .iter()
            .map(|(it, name)| format!("{it} {name}"))
            .collect();
        let line = format!("\n{title}: {}\n", numbers.join(", "));
        assert!(PAGE.contains(&line), "{line}");
    }
}

/// `follow_up` as `FollowUp`.
fn camel_case(name: &str) -> String {
    let mut camel = String::new();
    let mut starts = true;
    for letter in name.chars() {
        if letter != '_' && starts {
            camel.push(letter.to_ascii_uppercase());
        } else if letter != '_' {
            camel.push(letter);
        }
        starts = letter == '_';
    }
    camel
}

#[test]
fn every_cut_of_every_kind_is_refused() {
    for (kind, content) in golden() {
        let bytes = encode(&part(content));
        for end in 0..bytes.len() {
            assert_eq!(
                decode(&bytes[..end]),
                Err(DecodeError::Malformed),
                "{kind} cut at {end}"
            );
        }
    }
}

#[test]
fn every_other_encoding_of_the_same_part_is_refused() {
    let bytes = encode(&part(referral())).to_vec();
    assert_eq!(bytes[..2], [0x84, 0x50], "an array of 4, then 16 bytes");
    let body = &bytes[1..];

    let trailing = [&bytes[..], &[0x00]].concat();
    let twice = [&bytes[..], &bytes[..]].concat();
    let superfluous_field = [&[0x85], body, &[0xF6]].concat();
    let indefinite_array = [&[0x9F], body, &[0xFF]].concat();
    let long_array_length = [&[0x98, 0x04], body].concat();
    let long_bytes_length = [&[0x84, 0x58, 0x10], &bytes[2..]].concat();
    for other in [
        trailing,
        twice,
        superfluous_field,
        indefinite_array,
        long_array_length,
        long_bytes_length,
    ] {
        assert_eq!(decode(&other), Err(DecodeError::NotCanonical));
    }
}

#[test]
fn text_that_is_not_in_its_one_form_is_refused() {
    let refused = Err(DecodeError::NotCanonical);
    assert_eq!(spoilt(|twin| twin.subject = Some("a ")), refused);
    assert_eq!(spoilt(|twin| twin.reason = Some("a\r\nb")), refused);
    assert_eq!(spoilt(|twin| twin.child.cpr = Some("0101120000")), refused);
    assert_eq!(spoilt(|twin| twin.child.cpr = Some("UKENDT")), refused);
    assert_eq!(spoilt(|twin| twin.child.lives_with = Some("")), refused);
    assert_eq!(spoilt(|twin| twin.child.language = Some("KL")), refused);
    assert!(spoilt(|_| ()).is_ok());
}

#[test]
fn a_referral_with_missing_fields_is_refused_with_their_names() {
    let missing = faulty(spoilt(|twin| {
        twin.child.name = None;
        twin.reason = Some(" ");
        twin.interpreter = None;
        twin.contact = None;
    }));
    let names = ["child.name", "reason", "interpreter", "contact"];
    assert_eq!(missing, names.map(|name| (name, Flaw::Missing)));
}

#[test]
fn what_parse_refuses_is_refused_from_the_wire_too() {
    let character = '\u{202E}';
    assert_eq!(
        faulty(spoilt(|twin| twin.subject = Some("a\u{202E}b"))),
        [("subject", Flaw::HiddenCharacter { character })]
    );
    let long = "x".repeat(PROSE_CHARS_MAX + 1);
    let mut twin = referral_twin();
    twin.wanted = Some(&long);
    assert_eq!(
        faulty(decode(&around(ContentTwin::Referral(twin)))),
        [(
            "wanted",
            Flaw::TooLong {
                max_chars: PROSE_CHARS_MAX,
                got_chars: PROSE_CHARS_MAX + 1
            }
        )]
    );
    assert_eq!(
        faulty(spoilt(|twin| twin.child.cpr = Some("310212-0000")))[0].0,
        "child.cpr"
    );
    assert_eq!(
        faulty(spoilt(|twin| twin.attachments = vec![AttachmentTwin {
            name: Some("../a.txt"),
            ..attachment_twin()
        }])),
        [("attachments.name", Flaw::NotAFileName)]
    );
}

#[test]
fn an_unknown_kind_of_document_is_told_from_a_malformed_one() {
    let mut bytes = around(ContentTwin::OfficeSeeds(Vec::new()));
    let kind = bytes.len() - 2;
    assert_eq!(bytes[kind..], [0x05, 0x80]);
    bytes[kind] = 0x12;
    assert_eq!(decode(&bytes), Err(DecodeError::UnknownKind));
    bytes[kind] = 0x60;
    assert_eq!(decode(&bytes), Err(DecodeError::Malformed));
}

#[test]
fn a_sender_office_that_is_no_office_id_is_refused() {
    let bytes = encode(&part(referral()));
    let at = bytes.windows(8).position(|it| it == b"kujalleq").unwrap();
    for letter in [b'K', b'/', b' ', 0x1B] {
        let mut foreign = bytes.to_vec();
        foreign[at] = letter;
        assert_eq!(decode(&foreign), Err(DecodeError::Office), "{letter}");
    }
}

#[test]
fn bytes_that_are_not_a_sealed_part_are_malformed() {
    let mut bad_utf8 = encode(&part(referral())).to_vec();
    let at = bad_utf8
        .windows(8)
        .position(|window| window == b"Testbarn")
        .unwrap();
    bad_utf8[at] = 0xFF;
    let deep = vec![0x81; 10_000];
    let endless = [0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    for bytes in [&bad_utf8[..], &deep, &endless, b"", b"{}", &[0xA0], &[0xF6]] {
        assert_eq!(decode(bytes), Err(DecodeError::Malformed));
    }
}

#[test]
fn one_byte_more_than_the_largest_is_refused() {
    let got_bytes = SEALED_PART_BYTES_MAX + 1;
    assert_eq!(
        decode(&vec![0x80; got_bytes]),
        Err(DecodeError::TooLarge {
            max_bytes: SEALED_PART_BYTES_MAX,
            got_bytes
        })
    );
    assert_eq!(
        decode(&vec![0x80; SEALED_PART_BYTES_MAX]),
        Err(DecodeError::Malformed)
    );
}

#[test]
fn a_commitment_covers_the_content_and_the_salt_and_nothing_else() {
    let one = part(referral());
    let mut other_envelope = one.clone();
    other_envelope.act = crate::id::ActId::from_bytes([0x99; 16]);
    other_envelope.office = crate::party::OfficeId::parse("socialstyrelsen/rejsehold").unwrap();
    assert_eq!(one.commitment(), other_envelope.commitment());

    let mut other_salt = one.clone();
    other_salt.salt = [0x23; 16];
    assert_ne!(one.commitment(), other_salt.commitment());

    let mut raw = raw_referral();
    raw.interpreter = Some(false);
    let other_content = part(Content::Referral(Referral::parse(raw).unwrap()));
    assert_ne!(one.commitment(), other_content.commitment());
}

#[test]
fn a_commitment_is_computed_as_written_down() {
    // printf 'stafet/1 content commitment\0' and 16 bytes 22 and 'abc', through sha256sum.
    assert_eq!(
        hex(&commitment(&[0x22; 16], b"abc")),
        "d8c5294a9dcb577def4f97af670729cc9e5d3816e3a37609d1e8f05e2fdd3e0a"
    );
}

#[test]
fn neither_content_nor_salt_is_printed_by_debug() {
    assert_eq!(format!("{:?}", referral()), "[sealed]");
    let shown = format!("{:?}", part(referral()));
    assert!(shown.contains("kujalleq/nanortalik"));
    assert!(!shown.contains("Testbarn") && !shown.contains("34"));
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        prop_assert!(decode(&bytes).is_err());
    }

    #[test]
    fn whatever_decodes_has_that_one_encoding(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let content = sample.get(&golden()).1.clone();
        let mut bytes = encode(&part(content)).to_vec();
        for (at, byte) in changes {
            *at.get_mut(&mut bytes) = byte;
        }
        if let Ok(part) = decode(&bytes) {
            prop_assert_eq!(encode(&part).to_vec(), bytes);
        }
    }

    #[test]
    fn a_referral_that_is_written_is_read_back(
        name in "\\PC{1,40}",
        prose in "[\\PC\\n\\t]{1,200}",
        cpr in prop::option::of(prop_oneof!["0[1-9]0[1-9][0-9]{2}-?[0-9]{4}", Just("ukendt".to_owned())]),
        language in "[a-z]{2,3}",
        interpreter in any::<bool>(),
    ) {
        let mut raw = raw_referral();
        raw.child.name = Some(name);
        raw.child.cpr = cpr;
        raw.child.language = Some(language);
        raw.reason = Some(prose);
        raw.interpreter = Some(interpreter);
        if let Ok(referral) = Referral::parse(raw) {
            let part = part(Content::Referral(referral));
            prop_assert_eq!(decode(&encode(&part)), Ok(part));
        }
    }
}
