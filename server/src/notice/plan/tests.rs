//! What holds of plans and of the words of letters, hour by hour.

use stafet_shared::{
    calendar::Zone,
    id::HandoverId,
    words::{Colour, Kind, List},
};

use super::*;
use crate::notice::{
    fault::{DeliveryError, Fault},
    outbox::{PAUSE_MAX_MS, PAUSE_MIN_MS},
    text::Book,
};

mod weekly;

const MINUTE_MS: i64 = 60_000;

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::from_jiff(text.parse().unwrap())
}

/// Half past nine in Nuuk, on a Monday.
fn monday() -> Timestamp {
    at("2026-11-23T11:30:00Z")
}

/// One hour before the digest of the same day.
fn early() -> Timestamp {
    at("2026-11-23T09:00:00Z")
}

fn notice(handover: u8, due: Timestamp) -> Notice {
    Notice {
        handover: HandoverId::from_bytes([handover; 16]),
        to: office("team/rejsehold"),
        owner: office("team/rejsehold"),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        list: List::Receipt,
        rung: 2,
        due,
        call: false,
    }
}

fn rules() -> Rules {
    Rules {
        ways: BTreeMap::from([(office("team/rejsehold"), BTreeSet::from([Way::Mail]))]),
        digest_hour: 8,
        zone: Zone::nuuk().time_zone().clone(),
    }
}

fn book() -> Book {
    Book {
        names: BTreeMap::from([(office("team/rejsehold"), "Rejseholdet".to_owned())]),
        phones: BTreeMap::from([(office("team/rejsehold"), "+299 00 00 00".to_owned())]),
        zone: rules().zone,
    }
}

/// Plans, and delivers everything. Answers with what was told, by the first byte of ids.
fn told(outbox: &mut Outbox, notices: &[Notice], now: Timestamp) -> Vec<Vec<u8>> {
    let letters = plan(outbox, notices, &BTreeSet::new(), now, &rules());
    for letter in &letters {
        let account = outbox.entry(letter.recipient.clone()).or_default();
        account.delivered(letter, now);
    }
    letters.iter().map(handovers).collect()
}

fn handovers(letter: &Letter) -> Vec<u8> {
    let ids = letter.lines.iter().map(|line| line.notice.handover);
    ids.map(|id| id.as_bytes()[0]).collect()
}

#[test]
fn what_comes_within_the_hour_waits_and_goes_in_one_letter() {
    let mut outbox = Outbox::new();
    let (now, due) = (early(), early().plus_days(-1));
    assert_eq!(
        told(&mut outbox, &[notice(1, due)], now.plus_ms(-MS_PER_HOUR)),
        [[1]]
    );
    let three = [notice(1, due), notice(2, due), notice(3, due)];
    let just_before = now.plus_ms(-1);
    assert!(told(&mut outbox, &three, just_before).is_empty());
    assert_eq!(told(&mut outbox, &three, now), [[2, 3]]);
    assert!(told(&mut outbox, &three, now.plus_ms(MINUTE_MS)).is_empty());
}

#[test]
fn the_digest_comes_once_a_day_and_repeats_everything_that_stands() {
    let mut outbox = Outbox::new();
    let stands = [
        notice(1, early().plus_days(-1)),
        notice(2, early().plus_days(-1)),
    ];
    let mut letters = Vec::new();
    let mut now = early();
    while now < early().plus_days(3) {
        let sent = told(&mut outbox, &stands, now);
        letters.extend(sent.into_iter().map(|lines| (now.to_string(), lines.len())));
        now = now.plus_ms(MINUTE_MS);
    }
    let letters: Vec<(&str, usize)> = letters.iter().map(|(at, n)| (at.as_str(), *n)).collect();
    let expected = [
        ("2026-11-23T09:00:00Z", 2),
        ("2026-11-23T10:00:00Z", 2),
        ("2026-11-24T10:00:00Z", 2),
        ("2026-11-25T10:00:00Z", 2),
    ];
    assert_eq!(letters, expected, "08.00 in Nuuk is 10.00 in Greenwich");
}

#[test]
fn nobody_gets_two_letters_within_an_hour_but_for_the_digest() {
    let mut outbox = Outbox::new();
    let start = early();
    let mut times = Vec::new();
    for minute in 0..(24 * 60_i64) {
        let now = start.plus_ms(minute * MINUTE_MS);
        // Every seven minutes something more is overdue.
        let count = u8::try_from(minute / 7).unwrap();
        let stands: Vec<Notice> = (0..=count).map(|nth| notice(nth, start)).collect();
        if !told(&mut outbox, &stands, now).is_empty() {
            times.push(minute);
        }
    }
    let close = times
        .windows(2)
        .filter(|pair| pair[1] - pair[0] < 60)
        .count();
    assert!(close <= 1, "{times:?}");
    assert!(times.len() > 20);
}

#[test]
fn a_rung_higher_is_told_anew() {
    let mut outbox = Outbox::new();
    let now = monday();
    let mut climbs = notice(1, now.plus_days(-1));
    assert_eq!(told(&mut outbox, &[climbs.clone()], now), [[1]]);
    climbs.rung = 3;
    assert_eq!(
        told(&mut outbox, &[climbs.clone()], now.plus_ms(MS_PER_HOUR)),
        [[1]]
    );
    climbs.rung = 2;
    assert!(told(&mut outbox, &[climbs], now.plus_ms(2 * MS_PER_HOUR)).is_empty());
}

#[test]
fn a_silenced_office_is_told_afterwards_and_nothing_is_forgotten() {
    let mut outbox = Outbox::new();
    let (due, silenced) = (
        early().plus_days(-1),
        BTreeSet::from([office("team/rejsehold")]),
    );
    assert_eq!(told(&mut outbox, &[notice(1, due)], early()), [[1]]);
    let stands = [notice(1, due), notice(2, due)];
    for hour in 1..100 {
        let now = early().plus_ms(hour * MS_PER_HOUR);
        assert!(plan(&outbox, &stands, &silenced, now, &rules()).is_empty());
    }
    let after = early().plus_ms(100 * MS_PER_HOUR);
    assert_eq!(
        told(&mut outbox, &stands, after),
        [[2, 1]],
        "the digest, the new first"
    );
    let cleared = told(&mut outbox, &[notice(2, due)], after.plus_ms(MS_PER_HOUR));
    assert!(cleared.is_empty());
}

#[test]
fn a15_an_outage_silences_whoever_owes_and_never_the_leaders() {
    let silenced = BTreeSet::from([office("team/rejsehold")]);
    let outbox = Outbox::new();
    let due = early().plus_days(-1);
    let told = |rung| {
        let stands = [Notice {
            rung,
            ..notice(1, due)
        }];
        plan(&outbox, &stands, &silenced, early(), &rules()).len()
    };
    assert_eq!([1, 2, 3, 4].map(told), [0, 0, 1, 1]);
}

#[test]
fn days_of_failures_end_in_one_letter() {
    let mut outbox = Outbox::new();
    let start = monday();
    let recipient = Recipient {
        office: office("team/rejsehold"),
        way: Way::Mail,
    };
    let mut attempts = 0;
    let mut now = start;
    while now < start.plus_days(3) {
        let count = 1 + u8::try_from(now.ms_since(start) / MS_PER_HOUR).unwrap();
        let stands: Vec<Notice> = (0..count).map(|nth| notice(nth, start)).collect();
        let letters = plan(&outbox, &stands, &BTreeSet::new(), now, &rules());
        for letter in &letters {
            let account = outbox.entry(recipient.clone()).or_default();
            account.failed(letter, DeliveryError::Later(Fault::Unreachable), now);
            attempts += 1;
        }
        now = now.plus_ms(MINUTE_MS);
    }
    assert!((15..30).contains(&attempts), "{attempts}");
    let failing = outbox[&recipient].failing.unwrap();
    assert_eq!((failing.since, failing.attempts), (start, attempts));
    assert!(failing.next.ms_since(now) <= PAUSE_MAX_MS);

    let stands: Vec<Notice> = (0..73).map(|nth| notice(nth, start)).collect();
    let up = failing.next;
    let letters = told(&mut outbox, &stands, up);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].len(), 73);
    assert!(outbox[&recipient].failing.is_none());
    assert!(told(&mut outbox, &stands, up.plus_ms(MS_PER_HOUR)).is_empty());
}

#[test]
fn a_clock_that_is_set_back_silences_nobody() {
    let mut outbox = Outbox::new();
    let (now, due) = (monday(), monday().plus_days(-300));
    assert_eq!(told(&mut outbox, &[notice(1, due)], now).len(), 1);
    let back = now.plus_days(-200);
    let stands = [notice(1, due), notice(2, due)];
    assert_eq!(told(&mut outbox, &stands, back), [[2, 1]]);
    let account = outbox.values_mut().next().unwrap();
    let letters = plan(&Outbox::new(), &stands, &BTreeSet::new(), now, &rules());
    account.failed(&letters[0], DeliveryError::Never(Fault::NoAddress), now);
    assert!(account.rests(now.plus_ms(PAUSE_MIN_MS)));
    assert!(!account.rests(back));
}

#[test]
fn an_office_without_an_address_has_a_letter_that_will_fail_visibly() {
    let mut somewhere = notice(1, monday());
    somewhere.to = office("kujalleq/nanortalik");
    let letters = plan(
        &Outbox::new(),
        &[somewhere],
        &BTreeSet::new(),
        monday(),
        &rules(),
    );
    assert_eq!(letters[0].recipient.way, Way::Mail);
    let mut outbox = Outbox::new();
    let account = outbox.entry(letters[0].recipient.clone()).or_default();
    account.failed(
        &letters[0],
        DeliveryError::Never(Fault::NoAddress),
        monday(),
    );
    let nobody = letters[0].recipient.clone();
    assert_eq!(
        moot(&outbox, &[], &[], &rules()),
        std::slice::from_ref(&nobody)
    );
    let stands = [letters[0].lines[0].notice.clone()];
    assert!(moot(&outbox, &stands, &[], &rules()).is_empty());
    let mut mended = rules();
    let hook = BTreeSet::from([Way::Webhook]);
    mended.ways.insert(nobody.office.clone(), hook);
    assert_eq!(moot(&outbox, &stands, &[], &mended), [nobody]);
}

#[test]
fn more_than_one_letter_holds_is_told_by_the_next_ones() {
    let mut outbox = Outbox::new();
    let stands: Vec<Notice> = (0..=u8::MAX)
        .map(|nth| notice(nth, early().plus_ms(-i64::from(nth))))
        .collect();
    let letters = plan(&outbox, &stands, &BTreeSet::new(), early(), &rules());
    assert_eq!(
        (letters[0].lines.len(), letters[0].more),
        (LINES_MAX, 256 - LINES_MAX)
    );
    assert!(book().mail(&letters[0]).body.contains("* og 56 flere"));
    assert_eq!(told(&mut outbox, &stands, early())[0].len(), LINES_MAX);
    let next = told(&mut outbox, &stands, early().plus_ms(MS_PER_HOUR - 1));
    assert!(next.is_empty());
    let digest = early().plus_ms(MS_PER_HOUR);
    assert_eq!(told(&mut outbox, &stands, digest)[0].len(), LINES_MAX);
    assert_eq!(outbox.values().next().unwrap().told.len(), 256);
}

#[test]
fn a_letter_says_in_both_languages_what_waits_where_and_for_how_long() {
    let due = monday().plus_days(-6).plus_ms(MINUTE_MS);
    let mut overdue = notice(8, due);
    (overdue.colour, overdue.rung, overdue.call) = (Colour::Red, 3, true);
    let mut coming = notice(9, monday().plus_days(1));
    (coming.list, coming.kind, coming.rung) = (List::Expected, Kind::InterimReport, 1);
    let mut outbox = Outbox::new();
    told(&mut outbox, &[overdue.clone()], monday().plus_days(-1));
    let stands = [coming, overdue];
    let letters = plan(&outbox, &stands, &BTreeSet::new(), monday(), &rules());
    let mail = book().mail(&letters[0]);
    assert_eq!(
        mail.subject,
        "Stafet: dagens overblik, 2 venter / today's overview, 2 waiting"
    );
    assert_eq!(
        mail.body,
        "Alt, der venter nu: 2.\n\n\
         * 144GJ289, delrapport, gul: ventet, men ikke sendt af Rejseholdet (frist 2026-11-24 09.30)\n\
         * 1040G208, henvisning, rød: stadig uden kvittering hos Rejseholdet, dag 6 (frist 2026-11-17 09.31)\n  \
         Ledere og administratorer har fået besked.\n  \
         Ring til Rejseholdet: +299 00 00 00\n\n\
         Næste skridt: Åbn Stafet.\n\
         Tider er lokale (America/Nuuk). Denne mail er sendt af et program og indeholder ingen personoplysninger.\n\n\
         Everything that waits now: 2.\n\n\
         * 144GJ289, interim report, yellow: expected, but not sent by Rejseholdet (due 2026-11-24 09.30)\n\
         * 1040G208, referral, red: still without receipt at Rejseholdet, day 6 (due 2026-11-17 09.31)\n  \
         Leaders and administrators have been told.\n  \
         Call Rejseholdet: +299 00 00 00\n\n\
         Next step: open Stafet.\n\
         Times are local (America/Nuuk). This mail was sent by a program and holds no personal data.\n\n"
    );
}

#[test]
fn a_letter_sent_again_has_the_same_name_and_the_next_one_another() {
    let stands = [notice(1, monday().plus_days(-1))];
    let letter = |now| plan(&Outbox::new(), &stands, &BTreeSet::new(), now, &rules()).remove(0);
    let (first, again) = (letter(monday()), letter(monday().plus_ms(MINUTE_MS)));
    assert_eq!(book().id(&first, 4), book().id(&again, 4));
    assert_ne!(book().id(&first, 4), book().id(&first, 5));
}
