//! Reports on small worlds, and attempts to work out what they hide.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers in tests; overflow would fail them"
)]

pub(super) mod attack;

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use super::{
    note::{Age, FollowUp, in_time},
    round::Round,
    *,
};
use crate::time::MS_PER_HOUR;
use attack::{Told, is_determined};

const TEAM: &str = "socialstyrelsen/rejsehold";
const NUUK: &str = "sermersooq/nuuk";

fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

fn noon(year: i16, month: i8, day: i8) -> Timestamp {
    let there = date(year, month, day).at(12, 0, 0, 0);
    let zone = Zone::nuuk();
    Timestamp::from_jiff(zone.time_zone().to_timestamp(there).unwrap())
}

fn now() -> Timestamp {
    noon(2026, 7, 3)
}

fn half_year() -> Period {
    Period::new(date(2026, 1, 1), date(2026, 6, 30)).unwrap()
}

/// A referral that nobody has signed for, sent in March and due a day later.
fn fact(to: &str) -> Fact {
    let sent = noon(2026, 3, 2);
    Fact {
        handover: HandoverId::from_bytes([1; 16]),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        from: office(NUUK),
        to: office(to),
        state: State::Deposited,
        sent,
        ack_due: sent.plus_days(1),
        acknowledged: None,
        owner: Some(office(to)),
        due: Some(sent.plus_days(1)),
        closed: None,
        course: None,
    }
}

fn acknowledged(to: &str, after_hours: i64) -> Fact {
    let fact = fact(to);
    Fact {
        state: State::Acknowledged,
        acknowledged: Some(fact.sent.plus_ms(after_hours * MS_PER_HOUR)),
        ..fact
    }
}

fn course(municipality: &str, stage: Stage) -> CourseFact {
    CourseFact {
        municipality: office(municipality),
        stage,
        since: noon(2026, 3, 2),
        follow_up_decided: false,
        checks: 0,
        follow_up_due: None,
        reviewed_in_round: None,
    }
}

fn with_course(course: CourseFact) -> Fact {
    Fact {
        course: Some(course),
        state: State::Closed,
        closed: Some(noon(2026, 3, 2)),
        ..acknowledged(TEAM, 5)
    }
}

fn note(facts: &[Fact]) -> StatusNote {
    StatusNote::new(facts, half_year(), Thresholds::default(), now())
}

#[test]
fn what_nobody_signed_for_is_late_once_its_deadline_has_passed_and_not_counted_before() {
    let unsigned = fact(TEAM);
    assert_eq!(in_time(&unsigned, unsigned.ack_due), None);
    assert_eq!(in_time(&unsigned, unsigned.ack_due.plus_ms(1)), Some(false));
    assert_eq!(in_time(&acknowledged(TEAM, 24), now()), Some(true));
    assert_eq!(in_time(&acknowledged(TEAM, 25), now()), Some(false));
    for state in [State::Withdrawn, State::EnteredInError, State::Queued] {
        let gone = Fact {
            state,
            ..fact(TEAM)
        };
        assert_eq!(in_time(&gone, now()), None, "{state:?}");
    }
}

#[test]
fn a_period_has_both_its_days_by_the_clocks_of_nuuk() {
    let period = half_year();
    let zone = Zone::nuuk();
    let at = |day: Date, hour, minute| {
        let there = day.at(hour, minute, 0, 0);
        Timestamp::from_jiff(zone.time_zone().to_timestamp(there).unwrap())
    };
    assert!(period.contains(at(date(2026, 1, 1), 0, 0)));
    assert!(!period.contains(at(date(2025, 12, 31), 23, 59)));
    assert!(period.contains(at(date(2026, 6, 30), 23, 59)));
    assert!(!period.contains(at(date(2026, 7, 1), 0, 0)));
    assert!(Period::new(date(2026, 1, 2), date(2026, 1, 1)).is_err());
}

#[test]
fn the_share_within_the_deadline_decides_the_colour() {
    for (in_time, late, percent, colour) in [
        (90, 10, 90, Colour::Green),
        (899, 101, 89, Colour::Yellow),
        (75, 25, 75, Colour::Yellow),
        (74, 26, 74, Colour::Red),
        (5, 0, 100, Colour::Green),
        (0, 5, 0, Colour::Red),
    ] {
        let mut facts = vec![acknowledged(TEAM, 2); in_time];
        facts.extend(vec![fact(TEAM); late]);
        let note = note(&facts);
        assert_eq!(note.receipts.percent, Some(percent));
        assert_eq!(
            note.receipts.verdict,
            Verdict::Is(colour),
            "{in_time} of {late}"
        );
        assert_eq!(note.kinds[0].offices[0].1, note.receipts);
    }
}

#[test]
fn times_are_by_nearest_rank_and_only_of_what_was_signed_for_within_the_period() {
    let mut facts: Vec<Fact> = (1..=20).map(|hours| acknowledged(TEAM, hours)).collect();
    let before = noon(2025, 12, 31);
    facts.push(Fact {
        sent: before,
        acknowledged: Some(before.plus_days(100)),
        ..fact(TEAM)
    });
    let receipts = note(&facts).receipts;
    assert_eq!(receipts.counted, Figure::Exact(20));
    assert_eq!(receipts.median_ms, Some(10 * MS_PER_HOUR));
    assert_eq!(receipts.percentile_95_ms, Some(19 * MS_PER_HOUR));
}

#[test]
fn what_is_open_is_told_by_age_and_by_who_has_the_ball() {
    let sent_before = |days: i64| Fact {
        sent: now().plus_days(-days),
        ..fact(TEAM)
    };
    let mut facts = Vec::new();
    for days in [7, 30, 90, 180, 181] {
        facts.extend(vec![sent_before(days); 6]);
    }
    facts.push(Fact {
        state: State::Queued,
        ..fact(TEAM)
    });
    facts.push(with_course(course(NUUK, Stage::Waiting)));
    let open = note(&facts).open;
    assert_eq!(open.all.ages, [Figure::Exact(6); 5]);
    assert_eq!(
        (open.all.all, open.all.overdue),
        (Figure::Exact(30), Figure::Exact(30))
    );
    assert_eq!(
        open.owners,
        [(office(TEAM), Figure::Exact(30), Figure::Exact(30))]
    );
    assert_eq!(Age::of_ms(-1), Age::Week);
}

#[test]
fn a_follow_up_is_missing_once_its_next_step_is_overdue() {
    let at = |stage, decided, checks, due: Option<Timestamp>| {
        let course = CourseFact {
            follow_up_decided: decided,
            checks,
            follow_up_due: due,
            ..course(NUUK, stage)
        };
        FollowUp::of(&course, now())
    };
    let (past, ahead) = (Some(now().plus_ms(-1)), Some(now()));
    assert_eq!(at(Stage::ReportSent, false, 0, past), FollowUp::NotYet);
    assert_eq!(
        at(Stage::ReportAcknowledged, false, 0, ahead),
        FollowUp::Undecided
    );
    assert_eq!(
        at(Stage::ReportAcknowledged, false, 0, past),
        FollowUp::Missing
    );
    assert_eq!(
        at(Stage::FollowUpDecided, true, 0, ahead),
        FollowUp::UnderWay
    );
    assert_eq!(
        at(Stage::FollowUpUnderWay, true, 1, past),
        FollowUp::Missing
    );
    assert_eq!(at(Stage::FollowUpUnderWay, true, 2, past), FollowUp::Done);
    assert_eq!(at(Stage::Closed, false, 0, None), FollowUp::Done);
}

#[test]
fn courses_that_were_closed_before_the_period_are_not_told() {
    let mut facts = vec![with_course(course(NUUK, Stage::Closed)); 7];
    let old = CourseFact {
        since: noon(2025, 12, 31),
        ..course(NUUK, Stage::Closed)
    };
    facts.extend(vec![with_course(old); 7]);
    let courses = note(&facts).courses;
    assert_eq!(courses.follow_ups.all, Figure::Exact(7));
    assert_eq!(
        courses.stages.last(),
        Some(&(Stage::Closed, Figure::Exact(7)))
    );
}

/// 108 placed children in five municipalities.
fn placed() -> Vec<Fact> {
    let sizes = [
        ("kujalleq/qaqortoq", 14, 14),
        ("sermersooq/nuuk", 41, 30),
        ("qeqqata/sisimiut", 22, 17),
        ("qeqertalik/aasiaat", 11, 2),
        ("avannaata/ilulissat", 20, 12),
    ];
    let mut facts = Vec::new();
    for (office, cases, reviewed) in sizes {
        for case in 0..cases {
            facts.push(with_course(CourseFact {
                reviewed_in_round: (case < reviewed).then_some(2),
                ..course(office, Stage::Treatment)
            }));
        }
    }
    facts.push(with_course(course(NUUK, Stage::Closed)));
    facts
}

fn round(now: Timestamp) -> ReviewRound {
    let period = Period::new(date(2026, 6, 1), date(2026, 6, 30)).unwrap();
    let round = Round { number: 2, period };
    ReviewRound::new(&placed(), round, Thresholds::default(), now)
}

#[test]
fn a_round_of_108_cases_is_judged_by_an_even_pace_and_afterwards_by_what_remains() {
    let half = round(noon(2026, 6, 16));
    assert_eq!(half.expected_percent, 50);
    assert_eq!(half.all.open, Figure::Exact(108));
    assert_eq!(half.all.reviewed, Figure::Exact(75));
    assert_eq!(half.all.verdict, Verdict::Is(Colour::Green));
    let after = round(noon(2026, 7, 1));
    assert_eq!(after.expected_percent, 100);
    assert_eq!(after.all.percent, Some(69));
    assert_eq!(after.all.verdict, Verdict::Is(Colour::Red));
    let done = after
        .offices
        .iter()
        .find(|it| it.0 == office("kujalleq/qaqortoq"));
    assert_eq!(done.unwrap().1.verdict, Verdict::Is(Colour::Green));
    let small = after
        .offices
        .iter()
        .find(|it| it.0 == office("qeqertalik/aasiaat"));
    assert_eq!(small.unwrap().1.reviewed.exact(), None);
}

#[test]
fn a_round_about_nothing_is_no_failure() {
    let period = Period::new(date(2026, 6, 1), date(2026, 6, 1)).unwrap();
    let round = Round { number: 1, period };
    let round = ReviewRound::new(&[], round, Thresholds::default(), now());
    assert_eq!((round.all.open, round.offices.len()), (Figure::Exact(0), 0));
    assert_eq!(note(&[]).receipts.verdict, Verdict::TooFew);
}

/// What a status note tells of each group of receipts: by kind and office, in time and late.
fn told(note: &StatusNote) -> Vec<Told> {
    let rows: Vec<(Kind, &OfficeId)> = note
        .kinds
        .iter()
        .flat_map(|kind| kind.offices.iter().map(|(office, _)| (kind.kind, office)))
        .collect();
    let place: BTreeMap<(Kind, &OfficeId), usize> = rows.iter().copied().zip(0..).collect();
    let mut told = Vec::new();
    let mut tell = |rows: Vec<usize>, it: &note::Receipts| {
        let (in_time, late) = (
            rows.iter().map(|row| row * 2),
            rows.iter().map(|row| row * 2 + 1),
        );
        told.push((in_time.clone().collect(), it.in_time));
        told.push((late.clone().collect(), it.late));
        told.push((in_time.chain(late).collect(), it.counted));
    };
    tell(place.values().copied().collect(), &note.receipts);
    for kind in &note.kinds {
        let offices = kind.offices.iter();
        tell(
            offices.map(|it| place[&(kind.kind, &it.0)]).collect(),
            &kind.all,
        );
        for (office, it) in &kind.offices {
            tell(vec![place[&(kind.kind, office)]], it);
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_small_count_can_be_worked_out_of_a_status_note(
        rows in proptest::collection::vec((0_usize..3, 0_usize..5, 0_usize..15, 0_usize..8), 1..12),
    ) {
        let offices = ["a/a", "a/b", "b/a", "b/b", "c/a"];
        let mut facts = Vec::new();
        for (kind, to, in_time, late) in rows {
            let kind = Kind::ALL[kind];
            let of_kind = |fact: Fact| Fact { kind, ..fact };
            facts.extend(vec![of_kind(acknowledged(offices[to], 3)); in_time]);
            facts.extend(vec![of_kind(fact(offices[to])); late]);
        }
        let told = told(&note(&facts));
        for (cells, figure) in &told {
            let exact = figure.exact();
            prop_assert_eq!(exact.is_some(), is_determined(cells, &told));
            prop_assert!(exact.is_none_or(|count| count == 0 || count >= 5));
        }
    }
}
