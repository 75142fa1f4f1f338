//! Reports about handovers and courses: the half-yearly status note, a review round, and the weekly
//! list.
//!
//! Everything here is computed from plain [`Fact`]s, which hold no content and nothing about a
//! child, and from a present that is handed in. What comes out names offices and figures only,
//! and no figure below the limit for small counts can be read from it or worked out of it:
//! `grid` tells how. `docs/reports.md` has the definitions; putting it into words is a face's.

pub mod figure;
mod grid;
pub mod note;
pub mod percentile;
pub mod round;
#[cfg(test)]
mod tests;
pub mod weekly;

use jiff::civil::Date;

pub use self::{
    figure::{Figure, Verdict},
    note::StatusNote,
    round::ReviewRound,
};
use crate::{
    calendar::Zone,
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
    words::{Colour, Kind, Stage, State},
};

/// What a report has to know about one handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which one; no report shows it.
    pub handover: HandoverId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that sends.
    pub from: OfficeId,
    /// The office that is to take it, on the current leg.
    pub to: OfficeId,
    /// Where it stands.
    pub state: State,
    /// The server's time of deposit of what has to be signed for: the standing leg and version.
    pub sent: Timestamp,
    /// Until when it has to be signed for.
    pub ack_due: Timestamp,
    /// When somebody signed for it (R4).
    pub acknowledged: Option<Timestamp>,
    /// Who owes the next act.
    pub owner: Option<OfficeId>,
    /// Until when that is owed.
    pub due: Option<Timestamp>,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// The course that it has opened, if it is such a referral.
    pub course: Option<CourseFact>,
}

/// What a report has to know about one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFact {
    /// The office that has authority responsibility for the child now.
    pub municipality: OfficeId,
    /// Where it stands.
    pub stage: Stage,
    /// When it came to that stage.
    pub since: Timestamp,
    /// Whether it is decided what the child gets after the closing report.
    pub follow_up_decided: bool,
    /// How often somebody has asked whether the child got it: 0 to 2.
    pub checks: u8,
    /// Until when the next step of the follow-up is owed: its decision, its handover or a check.
    pub follow_up_due: Option<Timestamp>,
    /// The last round in which the municipality signed that it has reviewed the case.
    pub reviewed_in_round: Option<u16>,
}

/// What the policy says about reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// From which share on it is green, in percent.
    pub green_percent: u8,
    /// From which share on it is yellow, in percent; below it is red.
    pub yellow_percent: u8,
    /// Counts from one to below this are not shown.
    pub small_count: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            green_percent: 90,
            yellow_percent: 75,
            small_count: 5,
        }
    }
}

/// Whole days by the clocks of Nuuk, both ends among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// From one day to another, or the same.
    ///
    /// # Errors
    /// The asker's move: the last day comes before the first.
    pub fn new(first: Date, last: Date) -> Result<Self, BadPeriod> {
        if last < first {
            return Err(BadPeriod { first, last });
        }
        Ok(Self { first, last })
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Date {
        self.last
    }

    /// Whether an instant lies within.
    #[must_use]
    pub fn contains(self, instant: Timestamp) -> bool {
        let day = day_of(instant);
        self.first <= day && day <= self.last
    }
}

/// A period that ends before it begins; whoever asked has to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last day, {last}, comes before the first, {first}")]
pub struct BadPeriod {
    /// What was named as its first day.
    pub first: Date,
    /// What was named as its last day.
    pub last: Date,
}

/// The day on which an instant falls in Nuuk.
#[must_use]
pub fn day_of(instant: Timestamp) -> Date {
    Zone::nuuk().day(instant)
}
