//! What holds of the weekly list: its exact words, what it hides, and its signature.

use super::*;
use crate::{
    calendar::Zone,
    sign::{KEY_BYTES, SigningKey},
    testing::assert_file,
};

/// Eight in the morning in Nuuk, on a Monday.
fn monday() -> Timestamp {
    Timestamp::from_jiff("2026-11-23T10:00:00Z".parse().unwrap())
}

fn nuuk() -> TimeZone {
    Zone::nuuk().time_zone().clone()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; KEY_BYTES])
}

fn some(count: usize, (list, kind, colour): (List, Kind, Colour), days: i64) -> Vec<Matter> {
    let due = monday().plus_days(days.saturating_neg());
    let matter = Matter {
        list,
        kind,
        colour,
        due,
    };
    vec![matter; count]
}

fn list(matters: &[Matter]) -> WeeklyList {
    WeeklyList::new(matters, 5, (monday(), &nuuk()))
}

/// A week with much in it, and little of some.
fn week() -> WeeklyList {
    let receipts = (List::Receipt, Kind::Notification, Colour::Red);
    let reports = (List::Expected, Kind::ClosingReport, Colour::Yellow);
    let referrals = (List::Other, Kind::Referral, Colour::Green);
    let matters = [
        some(7, receipts, 2),
        some(3, reports, 5),
        some(11, reports, 20),
        some(6, reports, 64),
        some(2, referrals, 200),
        some(40, referrals, 0),
    ];
    list(&matters.concat())
}

#[test]
fn the_list_says_how_much_is_overdue_and_how_old_it_is() {
    let text = text(&week(), &nuuk());
    let file = SignedList::sign(text, &key()).to_file();
    assert_file("tests/golden/weekly/list.md", &file);
}

#[test]
fn a_week_without_anything_says_so() {
    let empty = list(&[]);
    assert_eq!(empty.all.all, Figure::Exact(0));
    assert_eq!(empty.all.oldest_days, None);
    let text = text(&empty, &nuuk());
    assert!(
        text.contains("| I alt | | 0 | 0 | 0 | 0 | 0 | 0 | 0 | – |\n"),
        "{text}"
    );
}

#[test]
fn what_is_not_overdue_at_that_instant_is_passed_over() {
    let one = (List::Receipt, Kind::Referral, Colour::Green);
    let matters = [some(6, one, -1), some(6, one, 0)].concat();
    assert!(list(&matters).rows.is_empty(), "due at that very instant");
}

#[test]
fn small_counts_are_hidden_and_the_oldest_with_them() {
    let few = list(&some(
        4,
        (List::Receipt, Kind::Referral, Colour::Green),
        100,
    ));
    assert_eq!((few.all.all, few.all.oldest_days), (Figure::Few, None));
    let five = list(&some(
        5,
        (List::Receipt, Kind::Referral, Colour::Green),
        100,
    ));
    assert_eq!(
        (five.all.all, five.all.oldest_days),
        (Figure::Exact(5), Some(100))
    );
}

#[test]
fn the_oldest_is_not_told_where_its_age_is_hidden() {
    let kind = (List::Other, Kind::Referral, Colour::Green);
    let matters = [some(30, kind, 3), some(6, kind, 20), some(1, kind, 100)].concat();
    for row in [list(&matters).all, list(&matters).rows[0].2] {
        let shown = row.oldest_days.is_some();
        let place = Age::HalfYear.place();
        assert_eq!(
            shown,
            row.all.exact().is_some() && row.ages[place] == Figure::Few
        );
    }
    let hidden = [Figure::Exact(9), Figure::Withheld, Figure::Exact(0)];
    let [week, month, none] = hidden;
    assert!(!is_told(&[week, month, none, none, none], 20 * MS_PER_DAY));
    assert!(!is_told(&[week, none, none, month, none], 3 * MS_PER_DAY));
    assert!(is_told(&[week, none, none, none, none], 3 * MS_PER_DAY));
}

#[test]
fn a_begun_day_counts_and_falls_into_the_age_of_the_status_note() {
    let mut matters = some(6, (List::Other, Kind::Message, Colour::Green), 7);
    assert_eq!(list(&matters).all.oldest_days, Some(7));
    assert_eq!(list(&matters).all.ages[0], Figure::Exact(6));
    for matter in &mut matters {
        matter.due = matter.due.plus_ms(-1);
    }
    assert_eq!(list(&matters).all.oldest_days, Some(8));
    assert_eq!(list(&matters).all.ages[1], Figure::Exact(6));
}

#[test]
fn the_signature_is_right_and_no_changed_byte_goes_unnoticed() {
    let file = SignedList::sign(text(&week(), &nuuk()), &key()).to_file();
    let verified = |file: &[u8]| {
        let file = std::str::from_utf8(file).map_err(|_| WeeklyError::Form)?;
        SignedList::read(file)?.verify(&key().verifying_key())
    };
    let expected = Verified {
        week: week().week,
        as_of: monday(),
    };
    assert_eq!(verified(file.as_bytes()), Ok(expected));
    let mailed = file.replace('\n', "\r\n");
    assert_eq!(verified(mailed.as_bytes()), Ok(expected));
    // The last byte is the end of the last line.
    for at in 0..file.len() - 1 {
        let mut changed = file.clone().into_bytes();
        changed[at] ^= 1;
        assert!(verified(&changed).is_err(), "byte {at}");
    }
    let other = SigningKey::from_seed(&[8; KEY_BYTES]).verifying_key();
    let signed = SignedList::read(&file).unwrap();
    assert_eq!(signed.verify(&other), Err(WeeklyError::Signature));
}

#[test]
fn what_is_no_list_is_refused() {
    for file in ["", "Underskrift: stafet/weekly/1 ", "# Over fristen\n"] {
        assert_eq!(SignedList::read(file), Err(WeeklyError::Form), "{file}");
    }
    let letter = SignedList::sign("Kære departement\n".to_owned(), &key());
    assert_eq!(
        letter.verify(&key().verifying_key()),
        Err(WeeklyError::Form)
    );
}

#[test]
fn a_week_is_read_as_it_is_written() {
    for (day, name) in [
        ("2026-11-23T10:00:00Z", "2026-W48"),
        ("2027-01-01T10:00:00Z", "2026-W53"),
        ("2024-12-30T12:00:00Z", "2025-W01"),
        // Still Sunday in Nuuk.
        ("2026-11-23T01:00:00Z", "2026-W47"),
    ] {
        let week = Week::of(Timestamp::from_jiff(day.parse().unwrap()), &nuuk());
        assert_eq!(week.to_string(), name);
        let read: Week = name.parse().unwrap();
        assert_eq!(read.to_string(), name);
    }
    assert_eq!("2026-W54".parse::<Week>(), Err(WeeklyError::Form));
}

#[test]
fn the_public_key_is_written_as_common_tools_read_it() {
    let pem = public_key_pem(&key().verifying_key());
    assert_file("tests/golden/weekly/key.pem", &pem);
    assert!(pem.contains("\nMCowBQYDK2VwAyEA"), "{pem}");
}
