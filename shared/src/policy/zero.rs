//! Policy 0: what holds from the genesis on.

use std::collections::BTreeMap;

use super::{Basis, Clock, ClockName, Ladder, Policy, Setting, Thresholds, name::ACTION};
use crate::{
    calendar::Span,
    handover::table::{self, VISIT_CLOCK},
    words::{CourseClock, State},
};

impl Policy {
    /// The policy that holds from the genesis on.
    #[must_use]
    pub fn zero() -> Self {
        let clocks = ClockName::all().filter_map(|name| Some((name, setting(name, clock(name)?))));
        Self {
            clocks: clocks.collect(),
            ladder: Ladder::zero(),
            days: BTreeMap::new(),
            thresholds: Thresholds {
                green_percent: 90,
                yellow_percent: 75,
                small_count: 5,
            },
        }
    }
}

/// Policy 0's clock of that name, if anything runs by it.
pub(super) fn clock(name: ClockName) -> Option<Clock> {
    match name {
        ClockName::State(state) => {
            let row = table::state_row(state);
            let spans = row.clock?;
            Some(Clock {
                spans,
                at_most: row.at_most,
            })
        }
        ACTION => Some(Clock {
            spans: table::ACTION_CLOCK,
            at_most: None,
        }),
        ClockName::Of(..) => None,
        ClockName::Course(clock) => Some(of_course(clock)),
        ClockName::Age => Some(Clock {
            spans: same(Span::CalendarHours(AGE_WEEKS * 7 * HOURS_A_DAY)),
            at_most: None,
        }),
        ClockName::Look => Some(Clock {
            spans: same(Span::WorkingDays(1)),
            at_most: None,
        }),
        ClockName::Fair => Some(Clock {
            spans: [
                Span::WorkingDays(1),
                Span::WorkingDays(3),
                Span::WorkingDays(3),
            ],
            at_most: None,
        }),
    }
}

fn setting(name: ClockName, clock: Clock) -> Setting {
    let basis = source(name).map_or(Basis::Proposal, |text| Basis::Source(text.to_owned()));
    Setting { clock, basis }
}

/// The public sources. What has none is a proposal.
const fn source(name: ClockName) -> Option<&'static str> {
    match name {
        ClockName::Of(..) => Some("legal clock: an acute notification is acted on within 24 hours"),
        ClockName::State(State::Opened) => {
            Some("legal bound: a written receipt within 1 week; the colours are proposals")
        }
        ClockName::Course(CourseClock::FollowUpDecision) => {
            Some("legal bound: a plan within 2 months; the colours are proposals")
        }
        ClockName::State(_)
        | ClockName::Course(_)
        | ClockName::Age
        | ClockName::Fair
        | ClockName::Look => None,
    }
}

/// Policy 0's clocks of a course.
const fn of_course(name: CourseClock) -> Clock {
    let spans = match name {
        CourseClock::Visit => same(VISIT_CLOCK),
        CourseClock::Treatment | CourseClock::ClosingReport | CourseClock::FollowUpDecision => {
            same(Span::WorkingDays(20))
        }
        CourseClock::CaseInformation => same(Span::WorkingDays(15)),
        CourseClock::StatusNote => same(Span::CalendarHours(30 * HOURS_A_DAY)),
        CourseClock::Assessment => same(Span::WorkingDays(5)),
        CourseClock::InterimReport => same(Span::CalendarHours(60 * HOURS_A_DAY)),
        CourseClock::ShortReport | CourseClock::Closing => same(Span::WorkingDays(10)),
        CourseClock::FollowUp => [
            Span::WorkingDays(5),
            Span::WorkingDays(10),
            Span::WorkingDays(20),
        ],
        CourseClock::FirstCheck => same(Span::CalendarMonths(3)),
        CourseClock::SecondCheck => same(Span::CalendarMonths(6)),
        CourseClock::PassingOn => [
            Span::OfficeHours(4),
            Span::WorkingDays(2),
            Span::WorkingDays(2),
        ],
        CourseClock::TakeOver | CourseClock::Countersignature => [
            Span::WorkingDays(2),
            Span::WorkingDays(5),
            Span::WorkingDays(5),
        ],
    };
    let at_most = if matches!(name, CourseClock::FollowUpDecision) {
        Some(Span::CalendarMonths(2))
    } else {
        None
    };
    Clock { spans, at_most }
}

const HOURS_A_DAY: u16 = 24;
/// How long a referral waits for a decision before a leader looks at it, in weeks.
const AGE_WEEKS: u16 = 8;

const fn same(span: Span) -> [Span; 3] {
    [span; 3]
}
