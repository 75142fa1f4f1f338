//! A clock that nobody reads is worse than none: every clock of the policy is shown to be one.

use std::collections::BTreeSet;

use super::{Log, Nuuk, elsewhere};
use crate::{
    calendar::{Calendar, Span, Zone},
    handover::Handover,
    obligation::{Obligation, all, course as owed},
    policy::{Clock, ClockName, Policy},
    testing::{Story, monday, person, position, team, town},
    words::{Colour, CourseClock, CourseVerb, Kind, Stage, State, Verb},
};

/// Everything that is owed in the situations below, by a policy.
fn owed_by(policy: Policy) -> Vec<Vec<Obligation>> {
    let rules = Nuuk(policy);
    let courses = Stage::ALL.map(Log::until).into_iter().chain(special());
    let courses = courses.map(|log| owed::obligations(&log.course(), &rules));
    let handovers = handovers();
    let handovers = handovers.iter().map(|one| all(one, None, &rules));
    courses.chain(handovers).collect()
}

/// Courses in which something is due beside the stage.
fn special() -> [Log; 5] {
    let mut soon = Log::accepted();
    soon.deed_with(&person(&team(), 11), CourseVerb::PlanVisit, |act| {
        // In two days.
        act.asserted_day = Some(20_761);
    });
    let mut moving = Log::until(Stage::Treatment);
    moving.deed(&person(&town(), 1), CourseVerb::MoveChild);
    let mut checked = Log::until(Stage::FollowUpUnderWay);
    checked.deed(&person(&town(), 1), CourseVerb::CheckEffect);
    let mut closing = checked.clone();
    closing.deed(&person(&town(), 1), CourseVerb::CheckEffect);
    closing.deed(&person(&town(), 1), CourseVerb::CloseCourse);
    let mut moved = Log::until(Stage::ReportAcknowledged);
    moved.deed(&person(&town(), 1), CourseVerb::MoveChild);
    moved.deed(&person(&elsewhere(), 31), CourseVerb::TakeOverChild);
    [soon, moving, checked, closing, moved]
}

/// One handover in each state, and a notification that was accepted.
fn handovers() -> Vec<Handover> {
    let begun = |kind| Story::begin(kind, Colour::Yellow, Some(position(0))).handover;
    let mut all: Vec<Handover> = State::ALL
        .into_iter()
        .map(|state| {
            let mut begun = begun(Kind::FollowUp);
            begun.entered.verb = Verb::Open;
            Handover {
                state,
                opened: (state == State::Opened).then_some(begun.sent),
                ..begun
            }
        })
        .collect();
    all.push(Handover {
        state: State::Accepted,
        ..begun(Kind::Notification)
    });
    all.push(begun(Kind::Referral));
    let crossed = Story::declined().then(&person(&team(), 11), Verb::Redirect);
    all.push(crossed.then(&person(&team(), 11), Verb::Accept).handover);
    all
}

#[test]
fn every_clock_of_the_policy_moves_a_deadline() {
    let before = owed_by(Policy::zero());
    for name in ClockName::all() {
        let clock = Policy::zero().clock(name);
        let days = Span::WorkingDays(3);
        // Less than any bound, and not what it was.
        let spans = if name == ClockName::Course(CourseClock::CaseInformation) {
            [days; 3]
        } else {
            [Span::CalendarHours(1); 3]
        };
        let changed = Policy::zero().with(name, Clock { spans, ..clock });
        assert_ne!(owed_by(changed), before, "nobody reads {name:?}");
        if clock.at_most.is_some() {
            let at_most = Some(Span::CalendarHours(1));
            let bounded = Policy::zero().with(name, Clock { at_most, ..clock });
            assert_ne!(
                owed_by(bounded),
                before,
                "nobody reads the bound of {name:?}"
            );
        }
    }
}

#[test]
fn a_clock_that_a_policy_does_not_name_moves_no_deadline() {
    let before = owed_by(Policy::zero());
    for name in ClockName::all() {
        let mut older = Policy::zero();
        older.clocks.remove(&name);
        assert_eq!(owed_by(older), before, "{name:?}");
    }
}

#[test]
fn a_policy_has_every_clock_that_is_asked_for() {
    let names: BTreeSet<ClockName> = ClockName::all().collect();
    let zero = Policy::zero();
    for name in &names {
        let calendar = Calendar::greenland(Zone::nuuk());
        let clock = zero.clock(*name);
        let ends = Colour::ALL.map(|colour| clock.end(colour, &calendar, monday()));
        assert!(ends.is_sorted(), "{name:?}");
        assert!(ends.iter().all(|end| *end > monday()), "{name:?}");
    }
    for clock in CourseClock::ALL {
        assert!(names.contains(&ClockName::Course(clock)), "{clock:?}");
    }
}
