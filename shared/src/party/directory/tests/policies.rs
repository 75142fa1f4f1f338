//! A policy holds from an instant on, for clocks that start then.

use jiff::civil::date;

use super::root;
use crate::{
    calendar::{HolidaySet, Hours, Span},
    hash::Hash,
    obligation::Rules,
    party::{
        OfficeId,
        directory::{Directory, PolicyStatement, Statement, StatementError},
    },
    policy::{Clock, ClockName, ClosedDays, Policy},
    testing::{at, directory, monday, office, team, town},
    time::Timestamp,
    words::State,
};

const ACKNOWLEDGED: ClockName = ClockName::State(State::Acknowledged);

/// Policy 0, but every colour has so many days to decide.
fn deciding_in(days: u16) -> Policy {
    let clock = Clock {
        spans: [Span::WorkingDays(days); 3],
        at_most: None,
    };
    Policy::zero().with(ACKNOWLEDGED, clock)
}

fn signed(number: u16, from: Timestamp, policy: Policy) -> Statement {
    Statement::Policy(Box::new(PolicyStatement {
        number,
        from,
        policy,
    }))
}

/// The directory once these have been taken in.
fn after(statements: &[Statement]) -> Directory {
    let mut directory = directory();
    for statement in statements {
        directory.apply(statement, root(), Hash::of(b"policy"));
    }
    directory
}

fn days(directory: &Directory, start: Timestamp) -> Span {
    directory.policy(start).clock(ACKNOWLEDGED).spans[0]
}

#[test]
fn a_policy_holds_for_clocks_that_start_when_it_does_or_later() {
    let (first, second) = (monday().plus_days(1), monday().plus_days(10));
    let directory = after(&[
        signed(1, first, deciding_in(3)),
        signed(2, second, deciding_in(4)),
    ]);
    let zero = Policy::zero().clock(ACKNOWLEDGED).spans[0];
    for (start, expected) in [
        (Timestamp::from_unix_ms(i64::MIN), zero),
        (first.plus_ms(-1), zero),
        (first, Span::WorkingDays(3)),
        (second.plus_ms(-1), Span::WorkingDays(3)),
        (second, Span::WorkingDays(4)),
        (Timestamp::from_unix_ms(i64::MAX), Span::WorkingDays(4)),
    ] {
        assert_eq!(days(&directory, start), expected, "{start}");
    }
    let number = |start| directory.signed_policy_at(start).map(|it| it.number);
    assert_eq!((number(monday()), number(second)), (None, Some(2)));
    assert_eq!(directory.policies().count(), 2);
    assert_eq!(directory.next_policy_number(), 3);
}

#[test]
fn a_policy_is_refused_for_each_way_to_be_wrong() {
    use StatementError as E;
    let tomorrow = monday().plus_days(1);
    let directory = after(&[signed(1, tomorrow, deciding_in(3))]);
    let check = |statement: &Statement| directory.check(statement, root(), monday());
    assert_eq!(check(&signed(2, tomorrow, deciding_in(4))), Ok(()));
    assert_eq!(check(&signed(1, tomorrow, deciding_in(4))), Err(E::Number));
    assert_eq!(check(&signed(3, tomorrow, deciding_in(4))), Err(E::Number));
    let early = signed(2, tomorrow.plus_ms(-1), deciding_in(4));
    assert_eq!(check(&early), Err(E::Retroactive), "before the one before");
    assert_eq!(
        directory.check(&signed(2, tomorrow, deciding_in(4)), root(), tomorrow),
        Ok(())
    );
    assert_eq!(
        directory.check(
            &signed(2, tomorrow, deciding_in(4)),
            root(),
            tomorrow.plus_ms(1)
        ),
        Err(E::Retroactive),
        "before its deposit"
    );
    let impossible = signed(2, tomorrow, deciding_in(0));
    assert_eq!(check(&impossible), Err(E::Policy));
    let mut policy = Policy::zero();
    policy.ladder.authority = vec![team(), office("nowhere/at-all")];
    assert_eq!(check(&signed(2, tomorrow, policy)), Err(E::UnknownOffice));
    let mut policy = Policy::zero();
    let nowhere = office("nowhere/at-all").organisation();
    policy.days.insert(nowhere, denmark());
    assert_eq!(
        check(&signed(2, tomorrow, policy)),
        Err(E::UnknownOrganisation)
    );
}

#[test]
fn a_policy_that_does_not_hold_changes_nothing_but_the_version() {
    let tomorrow = monday().plus_days(1);
    for wrong in [
        signed(1, tomorrow, deciding_in(0)),
        signed(2, tomorrow, deciding_in(3)),
    ] {
        let directory = after(&[wrong]);
        assert_eq!(directory.policies().count(), 0);
        assert_eq!(directory.policy_at(tomorrow), &Policy::zero());
    }
}

#[test]
fn a_policy_of_a_release_that_knew_fewer_clocks_holds() {
    let tomorrow = monday().plus_days(1);
    for name in ClockName::all() {
        let mut older = deciding_in(3);
        older.clocks.remove(&name);
        let statement = signed(1, tomorrow, older);
        assert_eq!(directory().check(&statement, root(), monday()), Ok(()));
        let directory = after(&[statement]);
        let expected = if name == ACKNOWLEDGED {
            Policy::zero()
        } else {
            deciding_in(3)
        };
        let held = directory.policy(tomorrow);
        for clock in ClockName::all() {
            assert_eq!(held.clock(clock), expected.clock(clock), "without {name:?}");
        }
        assert_eq!(directory.next_policy_number(), 2);
    }
}

fn denmark() -> ClosedDays {
    ClosedDays {
        holidays: HolidaySet::Denmark,
        closed: [date(2026, 11, 4)].into(),
    }
}

#[test]
fn days_off_are_those_that_were_known_when_a_clock_started() {
    let mut policy = Policy::zero();
    policy.days.insert(team().organisation(), denmark());
    let from = monday().plus_ms(1);
    let directory = after(&[signed(1, from, policy)]);
    let two_days = |office: &OfficeId, start| {
        let calendar = directory.calendar(office);
        calendar.end_of(Span::WorkingDays(2), start)
    };
    let (wednesday, thursday) = (at("2026-11-04T18:00:00Z"), at("2026-11-05T18:00:00Z"));
    assert_eq!(two_days(&team(), monday()), wednesday);
    assert_eq!(two_days(&team(), from), thursday);
    assert_eq!(two_days(&town(), from), wednesday, "another organisation");
    let town = directory.calendar(&town());
    assert!(town.changes.is_empty(), "nothing changes for the others");
    assert_eq!(town.opening.hours, Hours::Office);
}
