//! The table as data: complete, without doubles, and numbered as the domain numbers it.

use crate::{
    handover::table::{
        Ball, KINDS, Next, STATES, TRANSITIONS, clock, duties, kind_row, transitions,
    },
    words::{Colour, Duty, Ending, Kind, State, Verb},
};

#[test]
fn every_state_kind_and_verb_stands_once() {
    for state in State::ALL {
        assert_eq!(STATES.iter().filter(|row| row.state == state).count(), 1);
    }
    assert_eq!(STATES.len(), State::ALL.len());
    for kind in Kind::ALL {
        assert_eq!(KINDS.iter().filter(|row| row.kind == kind).count(), 1);
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
    assert_eq!(KINDS.len(), Kind::ALL.len());
    for known in Verb::ALL {
        let has_row = TRANSITIONS.iter().any(|row| row.verb == known);
        let elsewhere = matches!(known, Verb::Countersign | Verb::Drop | Verb::Watch(_))
            || known.is_of_course();
        assert_eq!(has_row, !elsewhere, "{known:?}");
        assert_eq!(Verb::from_code(known.code()), Some(known));
    }
}

#[test]
fn an_act_has_one_meaning_in_a_state() {
    for kind in Kind::ALL {
        for (state, known) in State::ALL
            .into_iter()
            .flat_map(|state| Verb::ALL.map(|verb| (state, verb)))
        {
            // Whoever something was passed on to opens that, and not the envelope; a new version is
            // read where it was signed for, and the first one where a question about it waits.
            let rows: Vec<_> = transitions(kind, state, known).collect();
            let told_apart = rows.iter().map(|row| (row.by, row.only));
            let told_apart: Vec<_> = told_apart.collect();
            let doubled =
                (1..told_apart.len()).any(|at| told_apart[..at].contains(&told_apart[at]));
            assert!(!doubled, "{kind:?}: {known:?} in {state:?}");
            let several = [Verb::Open, Verb::Acknowledge];
            assert!(
                rows.len() <= 1 || several.contains(&known),
                "{known:?} in {state:?}"
            );
        }
    }
}

#[test]
fn every_state_but_the_last_has_owner_duty_and_clock() {
    for row in STATES {
        let ends = row.state == State::Closed;
        assert_eq!(row.ball == Ball::Nobody, ends);
        assert_eq!(row.duties.is_empty(), ends);
        for (kind, colour) in Kind::ALL
            .into_iter()
            .flat_map(|kind| Colour::ALL.map(|c| (kind, c)))
        {
            assert_eq!(clock(kind, row.state, colour).is_none(), ends);
        }
    }
}

#[test]
fn the_numbers_are_those_of_the_domain() {
    let numbers: Vec<&str> = TRANSITIONS.iter().map(|row| row.number).collect();
    let domain = "T01 R2 T03 T03b T04 T05 T06 T06b T07 T08 T08b T09 T10 T12 T13 T13 T14 T14 T15 T15b T16 T17 \
                  T18a T18b T18c T18c T19 T20 T21 T22 T21b T22b T24 T24b T25 T26 T27 T28 T30 T30 T44 T44 T46 \
                  T47 T47b T47b M3 M4";
    assert_eq!(numbers.join(" "), domain);
    let kinds: Vec<&str> = KINDS.iter().map(|row| row.number).collect();
    assert_eq!(kinds, ["H0", "H1", "H2", "H3", "H4", "H5", "M"]);
}

#[test]
fn only_closing_has_an_ending_and_what_closes_names_one() {
    for row in TRANSITIONS {
        let closes = row.to == Next::To(State::Closed);
        assert_eq!(row.ending.is_some(), closes, "{}", row.number);
    }
    for row in KINDS {
        let (closing, ending) = row.closes;
        assert!(!row.without.contains(&closing), "{:?}", row.kind);
        let merely_received = ending == Ending::Received;
        assert_eq!(merely_received, !row.is_matter, "{:?}", row.kind);
    }
}

#[test]
fn closing_a_matter_without_a_decision_takes_two_persons_or_both_sides() {
    for row in TRANSITIONS {
        if let Some(Ending::Plan | Ending::Replaced) = row.ending {
            let after_withdrawal = row.from == [State::Withdrawn];
            assert!(row.two_signatures || after_withdrawal, "{}", row.number);
        }
    }
}

#[test]
fn a_kind_that_knows_no_decline_owes_nothing_about_one() {
    for kind in Kind::ALL {
        let declines = !kind_row(kind).without.contains(&Verb::Decline);
        let owed: Vec<Duty> = duties(kind, State::Declined).collect();
        assert_eq!(owed.contains(&Duty::Act(Verb::ReadDecline)), declines);
        assert_eq!(owed.contains(&Duty::Act(Verb::Resubmit)), declines);
    }
}
