//! Staffing, outages and review rounds.

use super::root;
use crate::{
    calendar::{Hours, Span},
    hash::Hash,
    id::{OutageId, PersonId},
    obligation::Rules,
    party::{
        OfficeId,
        directory::{
            Directory, OUTAGE_DAYS_MAX, OUTAGE_OFFICES_MAX, Outage, PHONE_CHARS_MAX, Phone,
            ReviewRound, Staffing, Statement, StatementError as E,
        },
    },
    testing::{at, clinic, directory, monday, office, office_entry, team, town},
    time::Timestamp,
    words::OutageCause,
};

/// A second administrator.
fn other() -> PersonId {
    PersonId::from_bytes([101; 16])
}

fn plain() -> Staffing {
    Staffing {
        office: team(),
        deputy: Some(clinic()),
        hours: Hours::Office,
        from: monday(),
        away: None,
        phone: None,
    }
}

fn rota(from: Timestamp) -> Staffing {
    Staffing {
        hours: Hours::AroundTheClock,
        from,
        ..plain()
    }
}

fn apply(directory: &mut Directory, statement: &Statement, by: PersonId) {
    directory.apply(statement, by, Hash::of(b"act"));
}

fn staffed(all: &[Staffing]) -> Directory {
    let mut directory = directory();
    for staffing in all {
        apply(
            &mut directory,
            &Statement::Staffing(staffing.clone()),
            root(),
        );
    }
    directory
}

#[test]
fn the_latest_word_on_an_offices_staffing_counts() {
    let away = Staffing {
        deputy: None,
        away: Some((20_760, 20_762)),
        phone: Phone::parse("+299 34 50 00").ok(),
        ..plain()
    };
    let directory = staffed(&[plain(), away.clone()]);
    assert_eq!(directory.staffing(&team()), Some(&away));
    assert_eq!(directory.staffing(&town()), None);
    let days = [20_759, 20_760, 20_762, 20_763];
    assert_eq!(
        days.map(|day| away.is_away(day)),
        [false, true, true, false]
    );
}

#[test]
fn a_duty_rota_counts_for_clocks_that_start_under_it() {
    let friday = at("2026-11-06T17:00:00Z");
    let four_hours = |directory: &Directory, start| {
        let calendar = directory.calendar(&team());
        calendar.end_of(Span::OfficeHours(4), start)
    };
    let directory = staffed(&[rota(friday)]);
    let before = friday.plus_ms(-1);
    assert!(four_hours(&directory, before) > friday.plus_days(2));
    assert_eq!(four_hours(&directory, friday), at("2026-11-06T21:00:00Z"));
    let saturday = friday.plus_days(1);
    let ended = Staffing {
        from: saturday,
        ..plain()
    };
    let directory = staffed(&[rota(friday), ended]);
    assert_eq!(four_hours(&directory, friday), at("2026-11-06T21:00:00Z"));
    assert_eq!(four_hours(&directory, saturday), at("2026-11-09T14:00:00Z"));
    let sooner = Staffing {
        from: before,
        ..plain()
    };
    let directory = staffed(&[rota(friday), sooner]);
    assert!(
        four_hours(&directory, friday) > friday.plus_days(2),
        "taken back"
    );
}

#[test]
fn hours_are_never_changed_for_clocks_that_run_and_all_else_is_at_once() {
    let now = monday().plus_days(1);
    let check = |directory: &Directory, staffing: Staffing| {
        directory.check(&Statement::Staffing(staffing), root(), now)
    };
    let directory = staffed(&[]);
    assert_eq!(check(&directory, plain()), Ok(()), "the same hours");
    assert_eq!(check(&directory, rota(now)), Ok(()));
    assert_eq!(check(&directory, rota(monday())), Err(E::Retroactive));
    let directory = staffed(&[rota(monday().plus_ms(1))]);
    assert_eq!(check(&directory, rota(now.plus_ms(-1))), Ok(()));
    assert_eq!(check(&directory, plain()), Err(E::Retroactive));
}

#[test]
fn staffing_is_refused_for_each_way_to_be_wrong() {
    let check = |spoil: fn(&mut Staffing)| {
        let mut staffing = plain();
        spoil(&mut staffing);
        directory().check(&Statement::Staffing(staffing), root(), monday())
    };
    assert_eq!(check(|_| {}), Ok(()));
    assert_eq!(
        check(|it| it.office = office("nowhere/at-all")),
        Err(E::UnknownOffice)
    );
    assert_eq!(
        check(|it| it.deputy = Some(office("nowhere/at-all"))),
        Err(E::UnknownOffice)
    );
    assert_eq!(check(|it| it.deputy = Some(team())), Err(E::OwnDeputy));
    assert_eq!(check(|it| it.away = Some((5, 4))), Err(E::Backwards));
    assert_eq!(check(|it| it.away = Some((5, 5))), Ok(()));
}

#[test]
fn a_telephone_number_is_one() {
    for text in ["112", "+299 34 50 00", &"1".repeat(PHONE_CHARS_MAX)] {
        assert_eq!(Phone::parse(text).unwrap().as_str(), text);
    }
    let long = "1".repeat(PHONE_CHARS_MAX + 1);
    for text in [
        "", "+", " 112", "112 ", "34+50", "34-50-00", "call me", &long,
    ] {
        assert!(Phone::parse(text).is_err(), "{text}");
    }
}

fn outage(offices: &[OfficeId]) -> Outage {
    Outage {
        id: OutageId::from_bytes([7; 16]),
        offices: offices.to_vec(),
        from: monday(),
        until: Some(monday().plus_days(3)),
        cause: OutageCause::Link,
    }
}

/// The directory after outage 7 was declared by these.
fn declared(outage: &Outage, by: &[PersonId]) -> Directory {
    let mut directory = directory();
    for person in by {
        apply(&mut directory, &Statement::Outage(outage.clone()), *person);
    }
    directory
}

#[test]
fn an_outage_takes_two_persons() {
    let one = outage(&[team()]);
    let runs =
        |directory: &Directory, office: &OfficeId| directory.outage(office, monday()).is_some();
    let by_one = declared(&one, &[root()]);
    assert!(!runs(&by_one, &team()));
    assert!(!runs(&declared(&one, &[root(), root()]), &team()));
    let by_two = declared(&one, &[root(), other()]);
    assert!(runs(&by_two, &team()));
    assert!(!runs(&by_two, &town()), "it names no other office");
    assert!(runs(&declared(&outage(&[]), &[root(), other()]), &town()));
    let check = |directory: &Directory, outage: &Outage, by| {
        directory.check(&Statement::Outage(outage.clone()), by, monday())
    };
    assert_eq!(check(&by_one, &one, root()), Err(E::OwnOutage));
    assert_eq!(check(&by_one, &one, other()), Ok(()));
    assert_eq!(
        check(&by_one, &outage(&[]), other()),
        Err(E::Exists),
        "the same id, something else"
    );
    assert_eq!(check(&by_two, &one, other()), Err(E::Exists));
}

#[test]
fn an_outage_runs_from_its_beginning_to_its_earliest_end() {
    let one = outage(&[]);
    let mut directory = declared(&one, &[root(), other()]);
    let runs = |directory: &Directory, at: Timestamp| directory.outage(&team(), at).is_some();
    assert!(!runs(&directory, monday().plus_ms(-1)));
    assert!(runs(&directory, monday().plus_days(3).plus_ms(-1)));
    assert!(!runs(&directory, monday().plus_days(3)));
    let end = |days| Statement::EndOutage {
        id: one.id,
        at: monday().plus_days(days),
    };
    let check =
        |directory: &Directory, statement: &Statement| directory.check(statement, root(), monday());
    assert_eq!(check(&directory, &end(3)), Err(E::Over));
    assert_eq!(check(&directory, &end(2)), Ok(()));
    apply(&mut directory, &end(2), root());
    assert!(!runs(&directory, monday().plus_days(2)));
    assert_eq!(check(&directory, &end(2)), Err(E::Over), "it has ended");
    assert_eq!(check(&directory, &end(1)), Ok(()), "earlier than thought");
    let unknown = Statement::EndOutage {
        id: OutageId::from_bytes([8; 16]),
        at: monday(),
    };
    assert_eq!(check(&directory, &unknown), Err(E::UnknownOutage));
}

#[test]
fn a15_an_outage_without_an_end_or_with_one_far_off_is_refused() {
    let ends = |until| {
        let outage = Outage {
            until,
            ..outage(&[])
        };
        let mut directory = directory();
        apply(&mut directory, &office_entry(&town()), root());
        directory.check(&Statement::Outage(outage), root(), monday())
    };
    let from = outage(&[]).from;
    assert_eq!(ends(None), Err(E::Endless));
    let last = from.plus_days(OUTAGE_DAYS_MAX + 1);
    assert_eq!(ends(Some(last)), Ok(()));
    assert_eq!(ends(Some(last.plus_ms(1))), Err(E::Endless));
}

#[test]
fn an_outage_that_was_ended_before_it_was_confirmed_stays_ended() {
    let one = outage(&[]);
    let mut directory = declared(&one, &[root()]);
    let end = Statement::EndOutage {
        id: one.id,
        at: monday(),
    };
    apply(&mut directory, &end, root());
    let again = Statement::Outage(one);
    assert_eq!(directory.check(&again, other(), monday()), Err(E::Over));
}

#[test]
fn an_outage_is_refused_for_each_way_to_be_wrong() {
    let check = |outage: Outage, now| {
        let mut directory = directory();
        for n in 0..=OUTAGE_OFFICES_MAX {
            let entry = office_entry(&office(&format!("kujalleq/office-{n}")));
            apply(&mut directory, &entry, root());
        }
        directory.check(&Statement::Outage(outage), root(), now)
    };
    let many = |n: usize| {
        let offices = (0..n).map(|n| office(&format!("kujalleq/office-{n}")));
        outage(&offices.collect::<Vec<_>>())
    };
    assert_eq!(check(many(OUTAGE_OFFICES_MAX), monday()), Ok(()));
    assert_eq!(
        check(many(OUTAGE_OFFICES_MAX + 1), monday()),
        Err(E::Offices)
    );
    assert_eq!(check(outage(&[town(), town()]), monday()), Err(E::Offices));
    let nowhere = outage(&[office("nowhere/at-all")]);
    assert_eq!(check(nowhere, monday()), Err(E::UnknownOffice));
    let backwards = Outage {
        until: Some(monday()),
        ..outage(&[])
    };
    assert_eq!(check(backwards, monday()), Err(E::Backwards));
    let late = monday().plus_days(3);
    assert_eq!(check(outage(&[]), late), Err(E::Over));
}

#[test]
fn the_newest_review_round_is_the_one_that_counts() {
    let round = |number, until_day| ReviewRound {
        number,
        until_day,
        opened: monday(),
    };
    // Monday is day 20 759.
    let mut directory = directory();
    assert_eq!(directory.review_round(), None);
    let check = |directory: &Directory, round, now| {
        directory.check(&Statement::ReviewRound(round), root(), now)
    };
    assert_eq!(
        check(&directory, round(2, 20_800), monday()),
        Err(E::Number)
    );
    assert_eq!(
        check(&directory, round(1, 20_758), monday()),
        Err(E::Backwards)
    );
    assert_eq!(check(&directory, round(1, 20_759), monday()), Ok(()));
    let late = monday().plus_days(1);
    assert_eq!(check(&directory, round(1, 20_759), late), Err(E::Over));
    for (number, day) in [(1, 20_800), (3, 20_810), (2, 20_820)] {
        let statement = Statement::ReviewRound(round(number, day));
        apply(&mut directory, &statement, root());
    }
    assert_eq!(directory.review_round(), Some(&round(2, 20_820)));
    assert_eq!(directory.next_review_number(), 3);
}
