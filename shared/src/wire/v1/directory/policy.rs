//! A policy: every clock, the ladder, each organisation's days, and what counts as green.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    calendar::{HolidaySet, Span, date_of, day_of},
    party::{OfficeId, OrganisationId, directory::PolicyStatement},
    policy::{Basis, Clock, ClockName, ClosedDays, Ladder, Policy, Setting, Thresholds},
    time::Timestamp,
    wire::{
        self, DecodeError,
        v1::{
            codes::leaves::{known, numbers},
            twin::{Code, twin},
        },
    },
};

/// The bytes of a policy by itself: what its length and its hash are taken of.
#[must_use]
pub fn encode_policy(policy: &Policy) -> Vec<u8> {
    wire::write::<Policy>(policy)
}

twin! {
    PolicyStatement { 0 number: u16, 1 from: Timestamp, 2 policy: Policy }
}

// Any policy that can be written; whether it may hold is for the directory to say.
twin! {
    Policy { 0 clocks: Clocks, 1 ladder: Ladder, 2 days: BTreeMap<OrganisationId, ClosedDays>, 3 thresholds: Thresholds }
}

twin! {
    (ClockName, Setting): (
        clock,
        Setting { clock: Clock { spans: [red, yellow, green], at_most }, basis },
    ) = {
        0 clock: ClockName,
        1 red: Span,
        2 yellow: Span,
        3 green: Span,
        4 at_most: Option<Span>,
        5 basis: Basis,
    }
}

twin! {
    Ladder {
        0 reminder_percent: u8,
        1 leaders_after: Span,
        2 authority_after: Span,
        3 authority: Vec<OfficeId>,
        4 department: Vec<OfficeId>,
        5 seen_holds: Span,
        6 taken_in_hand_holds: Span,
    }
}

twin! {
    (OrganisationId, ClosedDays): (organisation, ClosedDays { holidays, closed }) = {
        0 organisation: OrganisationId,
        1 holidays: HolidaySet,
        2 closed: BTreeSet<Date>,
    }
}

twin! {
    Thresholds { 0 green_percent: u8, 1 yellow_percent: u8, 2 small_count: u16 }
}

/// Every clock that the policy sets, in the order of their numbers.
struct Clocks;

impl Code for Clocks {
    type Value = BTreeMap<ClockName, Setting>;
    type Twin = <Self::Value as Code>::Twin;

    fn write(clocks: &Self::Value) -> Self::Twin {
        let mut twins = <Self::Value as Code>::write(clocks);
        twins.sort_by_key(|twin| twin.clock);
        twins
    }

    fn read(twins: Self::Twin, _: &'static str) -> Result<Self::Value, DecodeError> {
        if !twins.is_sorted_by(|one, next| one.clock < next.clock) {
            return Err(DecodeError::Value("clock"));
        }
        let read = |twin| <(ClockName, Setting)>::read(twin, "clock");
        twins.into_iter().map(read).collect()
    }
}

/// A clock without a source is a proposal.
impl Code for Basis {
    type Value = Self;
    type Twin = Option<String>;

    fn write(value: &Self) -> Option<String> {
        match value {
            Self::Source(text) => Some(text.clone()),
            Self::Proposal => None,
        }
    }

    fn read(source: Option<String>, _: &'static str) -> Result<Self, DecodeError> {
        Ok(source.map_or(Self::Proposal, Self::Source))
    }
}

/// A number of units: which one, and how many.
impl Code for Span {
    type Value = Self;
    type Twin = <(u8, u16) as Code>::Twin;

    fn write(span: &Self) -> Self::Twin {
        <(u8, u16)>::write(&match *span {
            Self::WorkingDays(count) => (0, count),
            Self::OfficeHours(count) => (1, count),
            Self::CalendarHours(count) => (2, count),
            Self::CalendarMonths(count) => (3, count),
        })
    }

    fn read(twin: Self::Twin, field: &'static str) -> Result<Self, DecodeError> {
        match <(u8, u16)>::read(twin, field)? {
            (0, count) => Ok(Self::WorkingDays(count)),
            (1, count) => Ok(Self::OfficeHours(count)),
            (2, count) => Ok(Self::CalendarHours(count)),
            (3, count) => Ok(Self::CalendarMonths(count)),
            _ => Err(DecodeError::Value("span")),
        }
    }
}

twin! {
    (u8, u16): (unit, count) = { 0 unit: u8, 1 count: u16 }
}

numbers! {
    HolidaySet as u8, "holidays" { 0 Greenland, 1 Denmark }
}

known! {
    Date as i32, "closed": |day| day_of(*day), date_of;
    ClockName as u16, "clock": |it| it.code(), |code| {
        Self::all().find(|name| name.code() == code)
    };
}
