//! What no policy may say.

use super::{
    Basis, ClockName, LADDER_OFFICES_MAX, Ladder, ORGANISATIONS_MAX, Policy, Setting, Thresholds,
    name::ACTION,
};
use crate::{
    calendar::{CLOSED_DAYS_MAX, Span},
    party::{OfficeId, OrganisationId},
    wire,
    words::{Colour, CourseClock, State},
};

/// The longest source of a clock, in characters.
pub const SOURCE_CHARS_MAX: usize = 120;
/// The longest span in working days: about a year.
pub const WORKING_DAYS_MAX: u16 = 260;
/// The longest span in office hours: ten weeks.
pub const OFFICE_HOURS_MAX: u16 = 400;
/// The longest span in hours of the calendar: 400 days.
pub const CALENDAR_HOURS_MAX: u16 = 9_600;
/// The longest span in months.
pub const MONTHS_MAX: u16 = 24;
/// The largest policy in its encoding, in bytes: a signed act has to hold it.
pub const POLICY_BYTES_MAX: usize = 7 * 1024;

/// The bounds that the law sets. They run in calendar time, and no policy is above them.
pub const LEGAL: [(ClockName, Span); 3] = [
    (ClockName::State(State::Opened), Span::CalendarHours(7 * 24)),
    (ACTION, Span::CalendarHours(24)),
    (
        ClockName::Course(CourseClock::FollowUpDecision),
        Span::CalendarMonths(2),
    ),
];

/// The one clock that runs backwards, from a day.
const BEFORE_A_DAY: ClockName = ClockName::Course(CourseClock::CaseInformation);

impl Policy {
    /// Whether what it says may hold anywhere: what the directory goes by, in every release.
    /// Whether it says all that this release knows is for [`Policy::check_whole`].
    ///
    /// # Errors
    /// What is impossible in it, the first that is found.
    pub fn check(&self) -> Result<(), PolicyError> {
        for (name, setting) in &self.clocks {
            of_clock(*name, setting)?;
        }
        self.ladder.check()?;
        self.thresholds.check()?;
        if self.days.len() > ORGANISATIONS_MAX {
            return Err(PolicyError::Organisations);
        }
        let crowded = |(_, days): &(_, &super::ClosedDays)| days.closed.len() > CLOSED_DAYS_MAX;
        if let Some((organisation, _)) = self.days.iter().find(crowded) {
            return Err(PolicyError::ClosedDays(organisation.clone()));
        }
        match wire::v1::directory::encode_policy(self).len() {
            bytes if bytes > POLICY_BYTES_MAX => Err(PolicyError::TooLarge { bytes }),
            _ => Ok(()),
        }
    }

    /// Whether somebody may sign it now: it may hold, and it names each clock that this release
    /// reads and no other, so that whoever signs it has seen all of it.
    ///
    /// # Errors
    /// What is missing or impossible in it, the first that is found. Whoever wrote it has to mend
    /// it.
    pub fn check_whole(&self) -> Result<(), PolicyError> {
        if let Some(name) = ClockName::all().find(|name| !self.clocks.contains_key(name)) {
            return Err(PolicyError::Missing(name));
        }
        if let Some(name) = self.clocks.keys().find(|name| !is_read(**name)) {
            return Err(PolicyError::NobodyReads(*name));
        }
        self.check()
    }
}

fn is_read(name: ClockName) -> bool {
    ClockName::all().any(|known| known == name)
}

fn of_clock(name: ClockName, setting: &Setting) -> Result<(), PolicyError> {
    let clock = &setting.clock;
    for span in clock.spans.into_iter().chain(clock.at_most) {
        possible(span).map_err(|()| PolicyError::Impossible { name, span })?;
    }
    let lengths = clock.spans.map(Span::about);
    if !lengths.is_sorted() {
        let red_first = lengths.first() <= lengths.get(1);
        let colour = if red_first {
            Colour::Yellow
        } else {
            Colour::Red
        };
        return Err(PolicyError::Colours { name, colour });
    }
    if let Some(bound) = clock.at_most.filter(|bound| !bound.is_calendar_time()) {
        return Err(PolicyError::Bound { name, bound });
    }
    if name == BEFORE_A_DAY {
        let is_days = |span: &Span| matches!(span, Span::WorkingDays(_));
        if clock.at_most.is_some() || !clock.spans.iter().all(is_days) {
            return Err(PolicyError::BeforeADay(name));
        }
    }
    if let Some((_, legal)) = LEGAL.iter().find(|(legal, _)| *legal == name) {
        let within = |span: &Span| span.is_calendar_time() && span.about() <= legal.about();
        if !clock.at_most.iter().any(within) && !clock.spans.iter().all(within) {
            let legal = *legal;
            return Err(PolicyError::Legal { name, legal });
        }
    }
    match &setting.basis {
        Basis::Source(text) if !is_short_line(text) => Err(PolicyError::Source(name)),
        Basis::Source(_) | Basis::Proposal => Ok(()),
    }
}

/// One line with something in it.
fn is_short_line(text: &str) -> bool {
    let fits = !text.trim().is_empty() && text.chars().count() <= SOURCE_CHARS_MAX;
    fits && !text.chars().any(char::is_control)
}

/// A span of no length, or so long that nobody can have meant it, is refused.
fn possible(span: Span) -> Result<(), ()> {
    let (count, most) = match span {
        Span::WorkingDays(days) => (days, WORKING_DAYS_MAX),
        Span::OfficeHours(hours) => (hours, OFFICE_HOURS_MAX),
        Span::CalendarHours(hours) => (hours, CALENDAR_HOURS_MAX),
        Span::CalendarMonths(months) => (months, MONTHS_MAX),
    };
    if (1..=most).contains(&count) {
        Ok(())
    } else {
        Err(())
    }
}

impl Ladder {
    fn check(&self) -> Result<(), PolicyError> {
        percent("reminder_percent", self.reminder_percent)?;
        for (step, span) in self.spans() {
            possible(span).map_err(|()| PolicyError::Step { step, span })?;
        }
        if self.authority_after.about() <= self.leaders_after.about() {
            return Err(PolicyError::Downwards);
        }
        for (step, offices) in [
            ("authority", &self.authority),
            ("department", &self.department),
        ] {
            let twice = |(n, one): (usize, &OfficeId)| offices.iter().take(n).any(|it| it == one);
            if offices.len() > LADDER_OFFICES_MAX || offices.iter().enumerate().any(twice) {
                return Err(PolicyError::Offices(step));
            }
        }
        Ok(())
    }
}

impl Thresholds {
    fn check(self) -> Result<(), PolicyError> {
        percent("green_percent", self.green_percent)?;
        percent("yellow_percent", self.yellow_percent)?;
        if self.yellow_percent < self.green_percent {
            Ok(())
        } else {
            Err(PolicyError::Thresholds)
        }
    }
}

fn percent(name: &'static str, value: u8) -> Result<(), PolicyError> {
    if (1..=99).contains(&value) {
        Ok(())
    } else {
        Err(PolicyError::Percent { name, value })
    }
}

/// What is impossible in a policy. Whoever wrote it has to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Whoever signs has to have seen every clock.
    #[error("the clock '{}' is missing", .0.key())]
    Missing(ClockName),
    /// A clock by which nothing runs would only look as if something did.
    #[error("nothing runs by the clock '{}'", .0.key())]
    NobodyReads(ClockName),
    /// No time at all, or more than anybody can have meant.
    #[error("the clock '{}' cannot run for {span}", .name.key())]
    Impossible {
        /// The clock that is wrong.
        name: ClockName,
        /// How long it is to run.
        span: Span,
    },
    /// Red may not be longer than yellow, nor yellow than green.
    #[error("the clock '{}' is longer for {} than for a less urgent colour", .name.key(), .colour.name())]
    Colours {
        /// The clock that is wrong.
        name: ClockName,
        /// The colour that is too long.
        colour: Colour,
    },
    /// A bound is there so that no holiday extends it.
    #[error("the bound of '{}' has to run in calendar time, not for {bound}", .name.key())]
    Bound {
        /// The clock that is wrong.
        name: ClockName,
        /// The bound.
        bound: Span,
    },
    /// A clock that ends on a day is counted back from it.
    #[error("the clock '{}' runs before a day: it is in working days and has no bound", .0.key())]
    BeforeADay(ClockName),
    /// The law's bound holds for everybody.
    #[error("the clock '{}' may never be over {legal} of calendar time: that is the law", .name.key())]
    Legal {
        /// The clock that is wrong.
        name: ClockName,
        /// What the law says.
        legal: Span,
    },
    /// A source is one line of at most [`SOURCE_CHARS_MAX`] characters.
    #[error("the source of '{}' is one line of 1 to {SOURCE_CHARS_MAX} characters", .0.key())]
    Source(ClockName),
    /// A share lies between nothing and everything.
    #[error("'{name}' is {value}; it has to be from 1 to 99")]
    Percent {
        /// Its name in a policy's file.
        name: &'static str,
        /// What it is to be.
        value: u8,
    },
    /// No time at all, or more than anybody can have meant.
    #[error("the ladder's '{step}' cannot be {span}")]
    Step {
        /// Its name in a policy's file.
        step: &'static str,
        /// How long it is to be.
        span: Span,
    },
    /// Who supervises hears after the leaders.
    #[error("the ladder goes down: 'authority_after' has to be longer than 'leaders_after'")]
    Downwards,
    /// A step names at most [`LADDER_OFFICES_MAX`] offices, each once.
    #[error("the ladder's '{0}' names at most {LADDER_OFFICES_MAX} offices, each once")]
    Offices(&'static str),
    /// Green lies above yellow.
    #[error("'green_percent' has to be above 'yellow_percent'")]
    Thresholds,
    /// More than [`ORGANISATIONS_MAX`].
    #[error("the policy names the days of more than {ORGANISATIONS_MAX} organisations")]
    Organisations,
    /// More than [`CLOSED_DAYS_MAX`].
    #[error("'{0}' has more than {CLOSED_DAYS_MAX} closed days beside its holidays")]
    ClosedDays(OrganisationId),
    /// A signed act has to hold it.
    #[error(
        "the policy takes {bytes} bytes, at most {POLICY_BYTES_MAX} are allowed; shorten sources"
    )]
    TooLarge {
        /// How long its encoding is.
        bytes: usize,
    },
}
