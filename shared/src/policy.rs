//! The policy: how long every clock runs, who hears of what is late, which days are free, and
//! what counts as green.
//!
//! Policy 0 is compiled in, so that every party computes the same deadlines from the genesis on.
//! Another one is a statement in the directory, and holds for clocks that start at an instant that
//! it names: no clock that runs already is moved. [`Policy::check`] says what no policy may say.

mod check;
mod days;
mod fingerprint;
mod ladder;
mod name;
#[cfg(test)]
mod tests;
mod zero;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::{
    check::{
        CALENDAR_HOURS_MAX, LEGAL, MONTHS_MAX, OFFICE_HOURS_MAX, POLICY_BYTES_MAX, PolicyError,
        SOURCE_CHARS_MAX, WORKING_DAYS_MAX,
    },
    days::{ClosedDays, ORGANISATIONS_MAX},
    fingerprint::{policy_zero, policy_zero_whole},
    ladder::{LADDER_OFFICES_MAX, Ladder},
    name::ClockName,
};
use crate::{
    calendar::{Calendar, HolidaySet, Hours, Opening, Span},
    party::OrganisationId,
    time::Timestamp,
    words::{Colour, Kind, State},
};

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

/// Where a clock's length comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A public source, named in at most [`SOURCE_CHARS_MAX`] characters.
    Source(String),
    /// None: it is proposed, and the authorities have to agree to it.
    Proposal,
}

/// What a policy says about one clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// How long it runs.
    pub clock: Clock,
    /// Why so long.
    pub basis: Basis,
}

/// From when on a report shows an office as green or yellow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Green from this share within the deadline, in percent.
    pub green_percent: u8,
    /// Yellow from this share, in percent; red below.
    pub yellow_percent: u8,
    /// Counts below this are not shown.
    pub small_count: u16,
}

/// How long every clock runs, and what else the authorities agree on.
///
/// A policy that was read may say anything; one that holds has passed [`Policy::check`], and one
/// that is to be signed [`Policy::check_whole`]. A clock that it does not name, because the release
/// in which it was signed did not know it, is policy 0's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What it says about each clock that it names.
    pub clocks: BTreeMap<ClockName, Setting>,
    /// Who hears of what is late, and when.
    pub ladder: Ladder,
    /// The days of each organisation that does not keep Greenland's holidays and nothing else; at
    /// most [`ORGANISATIONS_MAX`].
    pub days: BTreeMap<OrganisationId, ClosedDays>,
    /// What counts as green in a report.
    pub thresholds: Thresholds,
}

impl Policy {
    /// The same policy but for one clock.
    #[must_use]
    pub fn with(mut self, name: ClockName, clock: Clock) -> Self {
        let basis = Basis::Proposal;
        self.clocks.insert(name, Setting { clock, basis });
        self
    }

    /// How long a clock runs. One that nothing runs by would end at once, so that it shows.
    #[must_use]
    pub fn clock(&self, name: ClockName) -> Clock {
        self.found(name).unwrap_or(AT_ONCE)
    }

    /// What this says about a clock, or else policy 0: no release may compute another deadline
    /// than one that knew fewer clocks.
    fn found(&self, name: ClockName) -> Option<Clock> {
        let said = self.clocks.get(&name).map(|setting| setting.clock);
        said.or_else(|| zero::clock(name))
    }

    /// The same policy with policy 0's word on each clock that it does not name: how it is shown.
    #[must_use]
    pub fn whole(mut self) -> Self {
        for (name, setting) in Self::zero().clocks {
            self.clocks.entry(name).or_insert(setting);
        }
        self
    }

    /// How long the owner of a state has, for a kind. `None` where nobody owes anything.
    #[must_use]
    pub fn of_state(&self, kind: Kind, state: State) -> Option<Clock> {
        let own = self.found(ClockName::Of(kind, state));
        own.or_else(|| self.found(ClockName::State(state)))
    }

    /// The days and hours of an office of that organisation.
    #[must_use]
    pub fn opening(&self, organisation: &OrganisationId, hours: Hours) -> Opening {
        let own = self.days.get(organisation);
        let set = own.map_or(HolidaySet::Greenland, |own| own.holidays);
        Opening {
            holidays: set.holidays(),
            closed: own.map(|own| own.closed.clone()).unwrap_or_default(),
            hours,
        }
    }
}

const AT_ONCE: Clock = Clock {
    spans: [Span::CalendarHours(0); 3],
    at_most: None,
};
