//! The policy: how long every clock runs.
//!
//! Today there is one, policy 0, which is compiled in, so that every party computes the same
//! deadlines. A genesis names its clocks of handovers by their hash; those of courses are not in
//! that hash.

mod ladder;

use std::{collections::BTreeMap, fmt::Write};

use jiff::civil::Date;

use crate::{
    calendar::{Calendar, Span},
    handover::{
        Colour, Kind, State,
        table::{self, KINDS, STATES, VISIT_CLOCK},
    },
    hash::Hash,
    time::Timestamp,
};

pub use self::ladder::Ladder;

/// A clock that the policy sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockName {
    /// Of a handover's state, for every kind that has none of its own there.
    State(State),
    /// Of a state, for one kind.
    Of(Kind, State),
    /// Of a course.
    Course(CourseClock),
}

/// A clock of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseClock {
    /// From accepting, or from a postponement, to a visit date.
    Visit,
    /// How long before a visit the case information has to be complete.
    CaseInformation,
    /// Between two notes on a child that waits.
    StatusNote,
    /// From the visit's day until the team says that it has met the child.
    Assessment,
    /// From the beginning of the assessment to that of the treatment.
    Treatment,
    /// Between two interim reports.
    InterimReport,
    /// From an interruption to a short closing report.
    ShortReport,
    /// From the last session to the closing report.
    ClosingReport,
    /// From the closing report to the municipality's receipt for it.
    ReportReceipt,
    /// From that receipt to a decision on follow-up.
    FollowUpDecision,
    /// From the decision until somebody is asked to give the child what was decided.
    FollowUp,
    /// From then until somebody asks whether the child got it.
    FirstCheck,
    /// From then until somebody asks once more.
    SecondCheck,
    /// Until the course is closed when there is nothing more to do.
    Closing,
    /// For a municipality to answer whether it takes a child over.
    TakeOver,
    /// For the second of two signatures.
    Countersignature,
}

impl CourseClock {
    /// Every clock of a course.
    pub const ALL: [Self; 16] = [
        Self::Visit,
        Self::CaseInformation,
        Self::StatusNote,
        Self::Assessment,
        Self::Treatment,
        Self::InterimReport,
        Self::ShortReport,
        Self::ClosingReport,
        Self::ReportReceipt,
        Self::FollowUpDecision,
        Self::FollowUp,
        Self::FirstCheck,
        Self::SecondCheck,
        Self::Closing,
        Self::TakeOver,
        Self::Countersignature,
    ];

    /// Its name in pages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::CaseInformation => "case-information",
            Self::StatusNote => "status-note",
            Self::Assessment => "assessment",
            Self::Treatment => "treatment",
            Self::InterimReport => "interim-report",
            Self::ShortReport => "short-report",
            Self::ClosingReport => "closing-report",
            Self::ReportReceipt => "report-receipt",
            Self::FollowUpDecision => "follow-up-decision",
            Self::FollowUp => "follow-up",
            Self::FirstCheck => "first-check",
            Self::SecondCheck => "second-check",
            Self::Closing => "closing",
            Self::TakeOver => "take-over",
            Self::Countersignature => "countersignature",
        }
    }
}

impl ClockName {
    /// Every clock that a policy has: those of the states in which somebody owes something, of
    /// the one kind that has its own, and of the course.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = STATES.iter().filter(|row| row.clock.is_some());
        states
            .map(|row| Self::State(row.state))
            .chain([ACTION])
            .chain(CourseClock::ALL.map(Self::Course))
    }
}

/// A notification's action has a legal clock of its own.
const ACTION: ClockName = ClockName::Of(Kind::Notification, State::Accepted);

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// For red, yellow and green.
    pub spans: [Span; 3],
    /// A legal bound that no colour or holiday extends.
    pub at_most: Option<Span>,
}

impl Clock {
    /// How long it runs for a colour.
    #[must_use]
    pub const fn span(&self, colour: Colour) -> Span {
        let [red, yellow, green] = self.spans;
        match colour {
            Colour::Red => red,
            Colour::Yellow => yellow,
            Colour::Green => green,
        }
    }

    /// When it runs out that starts at `start`.
    #[must_use]
    pub fn end(&self, colour: Colour, calendar: &Calendar, start: Timestamp) -> Timestamp {
        let usual = calendar.end_of(self.span(colour), start);
        let bound = self.at_most.map(|bound| calendar.end_of(bound, start));
        bound.map_or(usual, |bound| usual.min(bound))
    }

    /// When it has to start to run out on a day: so many working days before it. A policy has
    /// working days here.
    #[must_use]
    pub fn before(&self, colour: Colour, calendar: &Calendar, day: Date) -> Timestamp {
        match self.span(colour) {
            Span::WorkingDays(days) => calendar.before_day(day, days),
            Span::OfficeHours(_) | Span::CalendarHours(_) | Span::CalendarMonths(_) => {
                calendar.close_of(day)
            }
        }
    }
}

/// How long every clock runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    clocks: BTreeMap<ClockName, Clock>,
    ladder: Ladder,
}

impl Policy {
    /// The policy that holds from the genesis on.
    #[must_use]
    pub fn zero() -> Self {
        let states = STATES.iter().filter_map(|row| {
            let clock = Clock {
                spans: row.clock?,
                at_most: row.at_most,
            };
            Some((ClockName::State(row.state), clock))
        });
        let action = Clock {
            spans: table::ACTION_CLOCK,
            at_most: None,
        };
        let course = CourseClock::ALL.map(|name| (ClockName::Course(name), of_course(name)));
        Self {
            clocks: states.chain([(ACTION, action)]).chain(course).collect(),
            ladder: Ladder::zero(),
        }
    }

    /// The same policy but for one clock.
    #[must_use]
    pub fn with(mut self, name: ClockName, clock: Clock) -> Self {
        self.clocks.insert(name, clock);
        self
    }

    /// Who is told about what is overdue.
    #[must_use]
    pub const fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    /// How long a clock runs. One that no policy has ends at once, so that it shows.
    #[must_use]
    pub fn clock(&self, name: ClockName) -> Clock {
        self.clocks.get(&name).copied().unwrap_or(AT_ONCE)
    }

    /// How long the owner of a state has, for a kind. `None` where nobody owes anything.
    #[must_use]
    pub fn of_state(&self, kind: Kind, state: State) -> Option<Clock> {
        let own = self.clocks.get(&ClockName::Of(kind, state));
        own.or_else(|| self.clocks.get(&ClockName::State(state)))
            .copied()
    }
}

const AT_ONCE: Clock = Clock {
    spans: [Span::CalendarHours(0); 3],
    at_most: None,
};

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
        CourseClock::ReportReceipt => same(Span::CalendarHours(7 * HOURS_A_DAY)),
        CourseClock::FollowUp => [
            Span::WorkingDays(5),
            Span::WorkingDays(10),
            Span::WorkingDays(20),
        ],
        CourseClock::FirstCheck => same(Span::CalendarMonths(3)),
        CourseClock::SecondCheck => same(Span::CalendarMonths(6)),
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

const fn same(span: Span) -> [Span; 3] {
    [span; 3]
}

/// The hash of policy 0: over one line for every clock that the table knows.
#[must_use]
pub fn policy_zero() -> Hash {
    let mut text = String::from("stafet/policy/0\n");
    for kind in KINDS {
        for state in STATES {
            for colour in Colour::ALL {
                let clock = table::clock(kind.kind, state.state, colour);
                // Writing to a String cannot fail.
                let _ = writeln!(
                    text,
                    "{} {} {} {} {}",
                    kind.kind.name(),
                    state.state.name(),
                    colour.name(),
                    shown(clock),
                    shown(state.at_most)
                );
            }
        }
    }
    text.push_str(&shown(Some(VISIT_CLOCK)));
    Hash::of(text.as_bytes())
}

fn shown(span: Option<Span>) -> String {
    match span {
        None => "-".to_owned(),
        Some(Span::WorkingDays(days)) => format!("{days}wd"),
        Some(Span::OfficeHours(hours)) => format!("{hours}oh"),
        Some(Span::CalendarHours(hours)) => format!("{hours}h"),
        Some(Span::CalendarMonths(months)) => format!("{months}mo"),
    }
}
