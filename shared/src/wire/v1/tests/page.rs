//! `docs/protocol.md` says what the code says: refusals, frames, numbers and limits.

use super::samples::{requests, responses};
use crate::{
    act::{BODY_BYTES_MAX, RECIPIENTS_MAX, SIGNED_BYTES_MAX},
    content::ATTACHMENTS_MAX,
    invitation::VALID_DAYS,
    log::{ENTRIES_MAX, receipt::RECEIPT_BYTES_MAX},
    overview::{OFFICES_HEARD_MAX, PAGE_ITEMS_MAX},
    page::label,
    party::{NAME_CHARS_MAX, PARTY_ID_BYTES_MAX},
    refusal::{Move, Refusal},
    seal::{
        PUBLIC_KEY_BYTES,
        blob::{ATTACHMENT_BYTES_MAX, BLOB_BYTES_MAX},
        codec::MAX_CONTENT_BYTES,
        padding::{FLOOR_BYTES, MAX_OBJECT_BYTES},
    },
    session::{DEPOSITS_MAX, IGNORED_MAX},
    wire::{
        frame::{LARGE_BYTES_MAX, SMALL_BYTES_MAX},
        v1::{
            content::SEALED_PART_BYTES_MAX,
            directory::CERTIFICATE_BYTES_MAX,
            message::{CURSORS_MAX, PIECE_BYTES_MAX},
        },
    },
    words::{Colour, Kind, Verb},
};

const PAGE: &str = include_str!("../../../../../docs/protocol.md");

/// The rows of the page that begin so.
fn rows(beginning: &str) -> Vec<&'static str> {
    PAGE.lines()
        .filter(|line| line.starts_with(beginning))
        .collect()
}

#[test]
fn the_page_has_every_refusal_and_whose_move_it_is() {
    let told = Refusal::ALL.iter().map(|refusal| {
        let whose = match refusal.whose_move() {
            Move::Program => "the sending program",
            Move::Sender => "the person who sent",
            Move::Administrator => "an administrator",
            Move::Wait => "nobody, it is tried again",
            Move::Nobody => "nobody, it is done",
        };
        let code = refusal.code();
        format!("| {code} | `{refusal:?}` | {whose} | {refusal} |")
    });
    let section = PAGE.split("### Refusals").nth(1).unwrap();
    let rows = section.lines().filter(|line| {
        line.strip_prefix("| ")
            .is_some_and(|row| row.starts_with(|first: char| first.is_ascii_digit()))
    });
    assert_eq!(
        rows.collect::<Vec<_>>().join("\n"),
        told.collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn the_page_has_every_frame() {
    let requests = requests()
        .into_iter()
        .map(|(name, it)| (name, it.to_frame()));
    let responses = responses()
        .into_iter()
        .map(|(name, it)| (name, it.to_frame()));
    let mut frames: Vec<(u8, &str)> = requests
        .chain(responses)
        .map(|(name, frame)| (frame.kind, name))
        .collect();
    frames.sort_unstable();
    frames.dedup_by_key(|(kind, _)| *kind);
    let rows = rows("| `0x");
    assert_eq!(rows.len(), frames.len());
    for (row, (kind, name)) in rows.iter().zip(frames) {
        let beginning = format!("| `{kind:#04x}` | {name} |");
        assert!(row.starts_with(&beginning), "{beginning} is not {row}");
    }
}

#[test]
fn the_page_has_every_number() {
    let line = |what: &str, numbers: Vec<(u8, String)>| {
        let mut numbers = numbers;
        numbers.sort();
        let told: Vec<String> = numbers
            .into_iter()
            .map(|(code, name)| format!("{code} {name}"))
            .collect();
        let line = format!("{what}: {}", told.join(", "));
        assert_eq!(rows(&format!("{what}: ")), [line]);
    };
    line("Verbs", Verb::ALL.map(|it| (it.code(), label(it))).to_vec());
    line(
        "Kinds",
        Kind::ALL.map(|it| (it.code(), format!("{it:?}"))).to_vec(),
    );
    line(
        "Colours",
        Colour::ALL
            .map(|it| (it.code(), format!("{it:?}")))
            .to_vec(),
    );
}

#[test]
fn the_page_has_the_limits_of_the_code() {
    macro_rules! limits {
        ($($name:ident),+ $(,)?) => { [$((stringify!($name), $name.to_string())),+] };
    }
    let limits = limits![
        SIGNED_BYTES_MAX,
        BODY_BYTES_MAX,
        MAX_OBJECT_BYTES,
        MAX_CONTENT_BYTES,
        SEALED_PART_BYTES_MAX,
        FLOOR_BYTES,
        PUBLIC_KEY_BYTES,
        SMALL_BYTES_MAX,
        LARGE_BYTES_MAX,
        RECIPIENTS_MAX,
        ENTRIES_MAX,
        RECEIPT_BYTES_MAX,
        CURSORS_MAX,
        DEPOSITS_MAX,
        IGNORED_MAX,
        CERTIFICATE_BYTES_MAX,
        NAME_CHARS_MAX,
        PARTY_ID_BYTES_MAX,
        VALID_DAYS,
        ATTACHMENTS_MAX,
        ATTACHMENT_BYTES_MAX,
        BLOB_BYTES_MAX,
        PIECE_BYTES_MAX,
        PAGE_ITEMS_MAX,
        OFFICES_HEARD_MAX,
    ];
    for (name, value) in limits {
        let beginning = format!("| `{name}` | {value} |");
        assert_eq!(rows(&beginning).len(), 1, "{beginning}");
    }
}
