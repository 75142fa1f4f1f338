//! What holds of plans and of the words of letters, hour by hour.

use stafet_shared::{
    calendar::Zone,
    id::{HandoverId, OutageId},
    time::MS_PER_HOUR,
    watch::{Tie, Told, Unheard},
    words::{Colour, Duty, Kind, List, Verb},
};

use super::*;
use crate::notice::{
    fault::{DeliveryError, Fault},
    outbox::{PAUSE_MAX_MS, PAUSE_MIN_MS},
    text::Book,
};

mod weekly;
mod words;

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

/// One hour before the letter of the same morning.
fn early() -> Timestamp {
    at("2026-11-23T09:00:00Z")
}

fn notice(handover: u8, due: Timestamp) -> Notice {
    Notice {
        handover: HandoverId::from_bytes([handover; 16]),
        to: office("team/rejsehold"),
        owner: office("team/rejsehold"),
        tie: Tie::Owner,
        kind: Kind::Referral,
        duty: Duty::Receipt,
        colour: Colour::Yellow,
        list: List::Receipt,
        rung: 2,
        told: Told::default(),
        since: due.plus_days(-2),
        due,
        call: false,
    }
}

/// The same, about something that cannot wait.
fn red(handover: u8, due: Timestamp) -> Notice {
    Notice {
        colour: Colour::Red,
        ..notice(handover, due)
    }
}

/// The same, of which another office hears.
fn heard(by: &str, tie: Tie, notice: Notice) -> Notice {
    Notice {
        to: office(by),
        tie,
        ..notice
    }
}

fn nobody_silenced() -> Offices {
    Offices::default()
}

fn silenced() -> Offices {
    Offices {
        silenced: BTreeSet::from([office("team/rejsehold")]),
        ..Offices::default()
    }
}

/// One letter to whom nothing was told before.
fn letter_now(notices: &[Notice], now: Timestamp) -> Letter {
    plan(&Outbox::new(), notices, &nobody_silenced(), now, &rules()).remove(0)
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
        offices: Offices {
            names: BTreeMap::from([(office("team/rejsehold"), "Rejseholdet".to_owned())]),
            ..Offices::default()
        },
        phones: BTreeMap::from([(office("team/rejsehold"), "+299 00 00 00".to_owned())]),
        zone: rules().zone,
    }
}

/// Plans, and delivers everything. Answers with what was told, by the first byte of ids.
fn told(outbox: &mut Outbox, notices: &[Notice], now: Timestamp) -> Vec<Vec<u8>> {
    let letters = plan(outbox, notices, &nobody_silenced(), now, &rules());
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

/// What stands to be told each half hour, from one instant to another: when letters went out, by
/// the clock of Nuuk, and what they told one by one.
fn days(
    outbox: &mut Outbox,
    notices: &[Notice],
    (from, until): (Timestamp, Timestamp),
) -> Vec<(String, usize)> {
    let mut letters = Vec::new();
    let mut now = from;
    while now < until {
        let sent = told(outbox, notices, now).into_iter();
        letters.extend(sent.map(|lines| (now.local(&rules().zone), lines.len())));
        now = now.plus_ms(30 * MINUTE_MS);
    }
    letters
}

#[test]
fn e_what_can_wait_is_told_in_the_morning_of_a_working_day() {
    let mut outbox = Outbox::new();
    // Friday afternoon, after the office has closed.
    let friday = at("2026-11-20T18:30:00Z");
    let two = [notice(1, friday), notice(2, friday)];
    let letters = days(&mut outbox, &two, (friday, friday.plus_days(5)));
    let expected = [
        ("2026-11-23 08.00".to_owned(), 2),
        ("2026-11-24 08.00".to_owned(), 0),
        ("2026-11-25 08.00".to_owned(), 0),
    ];
    assert_eq!(
        letters, expected,
        "what was told once is counted from then on"
    );
}

#[test]
fn e_the_morning_is_that_of_the_office_with_its_own_zone_and_days_off() {
    let copenhagen = Calendar::greenland(Zone::parse("Europe/Copenhagen").unwrap());
    let mut closed = Calendar::greenland(Zone::nuuk());
    closed.opening.closed.insert(
        at("2026-11-23T12:00:00Z")
            .to_jiff()
            .to_zoned(TimeZone::UTC)
            .date(),
    );
    let first = |calendar: Calendar| {
        let offices = Offices {
            calendars: BTreeMap::from([(office("team/rejsehold"), calendar)]),
            ..Offices::default()
        };
        let sunday = at("2026-11-22T12:00:00Z");
        let stands = [notice(1, sunday)];
        let mut times = (0..).map(|nth| sunday.plus_ms(nth * 30 * MINUTE_MS));
        let is_told =
            |now: &Timestamp| !plan(&Outbox::new(), &stands, &offices, *now, &rules()).is_empty();
        times.find(is_told).unwrap().to_string()
    };
    assert_eq!(first(copenhagen), "2026-11-23T07:00:00Z");
    assert_eq!(first(closed), "2026-11-24T10:00:00Z");
}

#[test]
fn g4_what_is_red_is_told_at_once_by_night_and_whatever_was_told_just_before() {
    let mut outbox = Outbox::new();
    let night = at("2026-11-22T03:00:00Z");
    let arrived = Notice {
        rung: 0,
        ..red(1, night.plus_days(1))
    };
    assert_eq!(
        told(&mut outbox, std::slice::from_ref(&arrived), night),
        [[1]]
    );
    let next = night.plus_ms(MINUTE_MS);
    let stands = [arrived.clone(), red(2, night), notice(3, night)];
    assert_eq!(
        told(&mut outbox, &stands, next),
        [[2]],
        "no interval, and only what is red"
    );
    assert!(told(&mut outbox, &stands, next.plus_ms(MINUTE_MS)).is_empty());
    let climbed = [red(1, arrived.due), red(2, night), notice(3, night)];
    let soon = next.plus_ms(2 * MINUTE_MS);
    assert_eq!(told(&mut outbox, &climbed, soon), [[1]], "each rung once");
    assert_eq!(told(&mut outbox, &climbed, monday()), [[3]]);
}

#[test]
fn g4_no_outage_silences_what_is_red() {
    let (due, night) = (early().plus_days(-1), at("2026-11-22T03:00:00Z"));
    let told = |notice| plan(&Outbox::new(), &[notice], &silenced(), night, &rules()).len();
    assert_eq!([told(red(1, due)), told(notice(1, due))], [1, 0]);
}

#[test]
fn e_the_morning_says_what_is_new_first_and_then_how_much_stands_where() {
    let mut outbox = Outbox::new();
    let yesterday = monday().plus_days(-3);
    let town = |nth| Notice {
        owner: office("by/vest"),
        tie: Tie::Side,
        ..notice(nth, yesterday)
    };
    let known = [notice(1, yesterday), notice(2, yesterday), town(3)];
    assert_eq!(told(&mut outbox, &known, yesterday)[0].len(), 3);
    let stands = [&known[..], &[town(4), notice(5, monday().plus_days(1))]].concat();
    let letter = plan(&outbox, &stands, &nobody_silenced(), monday(), &rules()).remove(0);
    assert_eq!(handovers(&letter), [5, 4], "its own first");
    let standing = letter.standing.iter();
    let standing: Vec<_> = standing
        .map(|one| (one.owner.as_str(), one.open, one.overdue, one.fresh))
        .collect();
    assert_eq!(
        standing,
        [("team/rejsehold", 2, 2, 0), ("by/vest", 1, 1, 0)]
    );
    assert_eq!((letter.fresh(), letter.count()), (2, 5));
}

#[test]
fn e_an_office_is_rung_up_once_however_much_it_owes() {
    let due = monday().plus_days(-2);
    let by = |nth: u8, owner: &str| Notice {
        owner: office(owner),
        tie: Tie::Overseer,
        to: office("vagt/vagten"),
        call: true,
        ..notice(nth, due)
    };
    let mut stands: Vec<Notice> = (0..4).map(|nth| by(nth, "by/vest")).collect();
    stands.push(by(9, "by/nord"));
    // Nobody rings themselves, nor for those who are nearer.
    let calls = |stands: &[Notice]| letter_now(stands, monday()).calls;
    let mail = book().mail(&letter_now(&stands, monday())).body;
    assert!(mail.contains("* Ring til by/vest: 4 sager\n"), "{mail}");
    assert!(mail.contains("* Ring til by/nord: 1 sag\n"), "{mail}");
    assert_eq!(calls(&stands).len(), 2);
    for one in &mut stands {
        one.tie = Tie::Afar;
    }
    assert_eq!(calls(&stands), []);
    let own = Notice {
        call: true,
        ..notice(1, due)
    };
    assert_eq!(calls(&[own]), []);
}

#[test]
fn e_leaders_read_their_own_debts_in_full_and_how_many_others_have() {
    let due = monday().plus_days(-2);
    let leaders = "by/ledelse";
    let own = Notice {
        owner: office("by/vest"),
        ..heard(leaders, Tie::Near, notice(1, due))
    };
    let others = (2..6).map(|nth| heard(leaders, Tie::Afar, notice(nth, due)));
    let stands: Vec<Notice> = others.chain([own]).collect();
    let letter = letter_now(&stands, monday());
    assert_eq!(handovers(&letter), [1]);
    let [team] = &letter.standing[..] else {
        panic!("{letter:?}");
    };
    assert_eq!((team.open, team.fresh), (4, 4));
    let mut outbox = Outbox::new();
    told(&mut outbox, &stands, monday());
    assert_eq!(
        outbox.values().next().unwrap().told.len(),
        5,
        "counted is told"
    );
    // What is red is told to everybody.
    let urgent = [heard(leaders, Tie::Afar, red(7, due))];
    assert_eq!(
        handovers(&letter_now(&urgent, at("2026-11-22T03:00:00Z"))),
        [7]
    );
}

#[test]
fn e_reminders_are_one_line_and_so_is_what_climbs_and_is_known_to_be_late() {
    let due = |days| monday().plus_days(days);
    let coming = |nth: u8, days| Notice {
        rung: 1,
        ..notice(nth, due(days))
    };
    let accept = Notice {
        duty: Duty::Act(Verb::Accept),
        ..coming(4, 3)
    };
    let near = [coming(1, 2), coming(2, 9), coming(3, 4), accept];
    let letter = letter_now(&near, monday());
    let [one] = &letter.several[..] else {
        panic!("{letter:?}");
    };
    assert_eq!((one.count(), one.due), (4, (due(2), due(9))));
    assert_eq!((letter.lines.len(), letter.fresh()), (0, 4));
    let said = "* hos jer: 4 nærmer sig fristen (2026-11-25 09.30 til 2026-12-02 09.30): ";
    assert!(book().mail(&letter).body.contains(said), "{letter:?}");
    assert_eq!(
        handovers(&letter_now(&near[..1], monday())),
        [1],
        "one is named"
    );

    let mut outbox = Outbox::new();
    let mut late = [1, 2, 3].map(|nth| notice(nth, due(-3)));
    assert_eq!(
        told(&mut outbox, &late, monday())[0].len(),
        3,
        "what is late is named"
    );
    for one in &mut late {
        (one.rung, one.told.offices) = (3, vec![office("vagt/vagten")]);
    }
    let next = plan(&outbox, &late, &nobody_silenced(), due(1), &rules()).remove(0);
    assert_eq!((next.lines.len(), next.several[0].count()), (0, 3));
    let body = book().mail(&next).body;
    assert!(body.contains("3 stadig over fristen"), "{body}");
    assert!(body.contains("Sagt til vagt/vagten."), "{body}");
}

#[test]
fn e_what_is_too_much_to_be_read_is_counted_and_the_most_urgent_is_named() {
    let mut outbox = Outbox::new();
    let stands: Vec<Notice> = (0..40)
        .map(|nth| notice(nth, monday().plus_ms(-i64::from(nth) * MS_PER_HOUR)))
        .collect();
    let letter = letter_now(&stands, monday());
    let late: Vec<u8> = (30..40).rev().collect();
    assert_eq!(handovers(&letter), late);
    assert_eq!(
        (letter.standing[0].open, letter.standing[0].fresh),
        (30, 30)
    );
    told(&mut outbox, &stands, monday());
    let next = at("2026-11-24T10:00:00Z");
    assert_eq!(told(&mut outbox, &stands, next), [vec![0_u8; 0]]);
}

#[test]
fn a_rung_higher_is_told_anew_the_next_morning() {
    let mut outbox = Outbox::new();
    let now = monday();
    let mut climbs = notice(1, now.plus_days(-1));
    assert_eq!(told(&mut outbox, &[climbs.clone()], now), [[1]]);
    climbs.rung = 3;
    assert!(told(&mut outbox, &[climbs.clone()], now.plus_ms(MS_PER_HOUR)).is_empty());
    assert_eq!(
        told(&mut outbox, &[climbs.clone()], now.plus_days(1)),
        [[1]]
    );
    climbs.rung = 2;
    let later = told(&mut outbox, &[climbs], now.plus_days(2));
    assert_eq!(later, [vec![0_u8; 0]]);
}

#[test]
fn a_silenced_office_is_told_afterwards_and_nothing_is_forgotten() {
    let mut outbox = Outbox::new();
    let due = early().plus_days(-1);
    assert_eq!(told(&mut outbox, &[notice(1, due)], monday()), [[1]]);
    let stands = [notice(1, due), notice(2, due)];
    for hour in 1..48 {
        let now = monday().plus_ms(hour * MS_PER_HOUR);
        assert!(plan(&outbox, &stands, &silenced(), now, &rules()).is_empty());
    }
    let after = monday().plus_days(2);
    assert_eq!(told(&mut outbox, &stands, after), [[2]]);
    let cleared = told(&mut outbox, &[notice(2, due)], after.plus_ms(MS_PER_HOUR));
    assert!(cleared.is_empty());
}

#[test]
fn a15_an_outage_silences_whoever_owes_and_never_the_leaders() {
    let outbox = Outbox::new();
    let due = early().plus_days(-1);
    let told = |rung| {
        let stands = [Notice {
            rung,
            ..notice(1, due)
        }];
        plan(&outbox, &stands, &silenced(), monday(), &rules()).len()
    };
    assert_eq!([1, 2, 3, 4].map(told), [0, 0, 1, 1]);
}

/// The team has declared an outage that ends today at noon.
fn ending() -> Offices {
    let due = at("2026-11-23T14:00:00Z");
    let owed = OutageOwed {
        outage: OutageId::from_bytes([8; 16]),
        owner: office("team/rejsehold"),
        since: due.plus_days(-1),
        due,
    };
    Offices {
        outages: BTreeMap::from([(owed.owner.clone(), vec![owed])]),
        ..Offices::default()
    }
}

#[test]
fn a15_an_outage_on_its_last_day_is_told_in_the_morning_to_who_declared_it() {
    let told = |notices: &[Notice], now| plan(&Outbox::new(), notices, &ending(), now, &rules());
    assert_eq!(told(&[], early()), [], "it waits for the morning");
    let letter = told(&[], monday()).remove(0);
    assert_eq!(letter.recipient.office, office("team/rejsehold"));
    assert_eq!(
        (letter.digest, letter.fresh(), letter.count()),
        (true, 1, 1)
    );
    let mail = book().mail(&letter);
    assert!(mail.subject.contains("1 nye, 1 venter"), "{}", mail.subject);
    for said in [
        "Et nedbrud, som I har meldt, slutter 2026-11-23 12.00.",
        "An outage that you have",
    ] {
        assert!(mail.body.contains(said), "{}", mail.body);
    }
    let hook = book().webhook(&letter);
    assert_eq!(hook["data"]["outages"][0]["due"], "2026-11-23T14:00:00Z");
    // Once a morning, beside all else, and to nobody else.
    let late = early().plus_days(-1);
    let both = told(&[notice(1, late)], monday()).remove(0);
    assert_eq!((both.lines.len(), both.outages.len()), (1, 1));
    let elsewhere = heard("by/vest", Tie::Side, notice(1, late));
    let letters = told(&[elsewhere], monday());
    let theirs = letters
        .iter()
        .find(|one| one.recipient.office == office("by/vest"));
    assert_eq!(theirs.unwrap().outages, []);
    let mut outbox = Outbox::new();
    let account = outbox.entry(letter.recipient.clone()).or_default();
    account.delivered(&letter, monday());
    let again = plan(
        &outbox,
        &[],
        &ending(),
        monday().plus_ms(MS_PER_HOUR),
        &rules(),
    );
    assert_eq!(again, []);
}

#[test]
fn a15_a_letter_about_an_outage_that_fails_is_not_forgotten_while_it_is_owed() {
    let letter = plan(&Outbox::new(), &[], &ending(), monday(), &rules()).remove(0);
    let mut outbox = Outbox::new();
    let account = outbox.entry(letter.recipient.clone()).or_default();
    account.failed(&letter, DeliveryError::Later(Fault::Unreachable), monday());
    assert_eq!(moot(&outbox, (&[], &ending()), &[], &rules()), []);
    let over = moot(&outbox, (&[], &nobody_silenced()), &[], &rules());
    assert_eq!(over, [letter.recipient]);
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
        let stands: Vec<Notice> = (0..count).map(|nth| red(nth, start)).collect();
        let letters = plan(&outbox, &stands, &nobody_silenced(), now, &rules());
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

    let stands: Vec<Notice> = (0..73).map(|nth| red(nth, start)).collect();
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
    // A Monday too.
    let back = now.plus_days(-210);
    let stands = [notice(1, due), notice(2, due)];
    assert_eq!(told(&mut outbox, &stands, back), [[2]]);
    let account = outbox.values_mut().next().unwrap();
    let letters = plan(&Outbox::new(), &stands, &nobody_silenced(), now, &rules());
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
        &nobody_silenced(),
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
        moot(&outbox, (&[], &nobody_silenced()), &[], &rules()),
        std::slice::from_ref(&nobody)
    );
    let stands = [letters[0].lines[0].notice.clone()];
    assert!(moot(&outbox, (&stands, &nobody_silenced()), &[], &rules()).is_empty());
    let mut mended = rules();
    let hook = BTreeSet::from([Way::Webhook]);
    mended.ways.insert(nobody.office.clone(), hook);
    assert_eq!(
        moot(&outbox, (&stands, &nobody_silenced()), &[], &mended),
        [nobody]
    );
}

#[test]
fn more_than_one_letter_holds_is_told_by_the_next_ones() {
    let mut outbox = Outbox::new();
    let night = at("2026-11-22T03:00:00Z");
    let stands: Vec<Notice> = (0..=u8::MAX)
        .map(|nth| red(nth, night.plus_ms(-i64::from(nth))))
        .collect();
    let letter = letter_now(&stands, night);
    assert_eq!(
        (letter.lines.len(), letter.more),
        (LINES_MAX, 256 - LINES_MAX)
    );
    assert!(book().mail(&letter).body.contains("* og 56 flere"));
    assert_eq!(told(&mut outbox, &stands, night)[0].len(), LINES_MAX);
    let next = night.plus_ms(MINUTE_MS);
    assert_eq!(told(&mut outbox, &stands, next)[0].len(), 256 - LINES_MAX);
    assert_eq!(outbox.values().next().unwrap().told.len(), 256);
}
