//! Working days and office hours: when a clock that starts now runs out.
//!
//! A [`Calendar`] is an office's time zone and which days and hours it keeps. All functions are
//! pure and total: at the ends of the accepted years they saturate, and where the clocks are
//! changed jiff decides, from its bundled time zone database (see [`Zone`]).
//!
//! Office hours are the same for every office: Monday to Friday 08–16, but for holidays and other
//! closed days. An office with a duty rota has hours around the clock.

mod epoch;
mod holidays;
mod opening;
mod span;
mod zone;

#[cfg(test)]
mod tests;

use std::iter;

use jiff::civil::{Date, Time};

pub use self::epoch::{date_of, day_of, nearest_date};
pub use self::holidays::{
    EASTER_OFFSET_DAYS_MAX, EASTER_OFFSET_DAYS_MIN, HOLIDAY_RULES_MAX, HolidayRule, HolidaySet,
    Holidays, HolidaysError, easter,
};
pub use self::opening::{CLOSED_DAYS_MAX, Hours, Opening};
pub use self::span::Span;
pub use self::zone::{ZONE_NAME_BYTES_MAX, Zone, ZoneError};
use crate::time::{MS_PER_HOUR, Timestamp};

/// The hour of the local clock at which offices open on working days.
pub const OFFICE_OPENS_HOUR: i8 = 8;
/// The hour of the local clock at which offices close on working days.
pub const OFFICE_CLOSES_HOUR: i8 = 16;

/// When an office works: where it lies, and which days and hours it keeps.
///
/// What an office keeps may change, but never for a clock that runs already: every clock counts
/// by what was kept when it started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// The zone whose local time the office works by.
    pub zone: Zone,
    /// What it keeps until the first change.
    pub opening: Opening,
    /// What it keeps for clocks that start at that instant or later, the earliest first.
    pub changes: Vec<(Timestamp, Opening)>,
}

impl Calendar {
    /// An office's calendar in its own zone, with Greenland's holidays.
    #[must_use]
    pub fn greenland(zone: Zone) -> Self {
        Self {
            zone,
            opening: Opening::of(HolidaySet::Greenland),
            changes: Vec::new(),
        }
    }

    /// What the office keeps for a clock that starts at that instant.
    #[must_use]
    pub fn opening_at(&self, start: Timestamp) -> &Opening {
        let mut newest_first = self.changes.iter().rev();
        newest_first
            .find(|(from, _)| *from <= start)
            .map_or(&self.opening, |(_, opening)| opening)
    }

    /// The instant at which a clock that started at `start` runs out.
    #[must_use]
    pub fn end_of(&self, span: Span, start: Timestamp) -> Timestamp {
        match span {
            Span::WorkingDays(days) => self.after_working_days(start, days),
            Span::OfficeHours(hours) => self.after_office_hours(start, hours),
            Span::CalendarHours(hours) => self.after_calendar_hours(start, hours),
            Span::CalendarMonths(months) => self.after_calendar_months(start, months),
        }
    }

    /// Whether the office works on this day, by what it keeps then.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        let opening = self.opening_at(self.close_of(date));
        opening.is_working_day(date)
    }

    /// When the office's day began that goes on at `now`: at that hour of its clock on a working day,
    /// until it closes. `None` at night and on days off. One that begins late lasts for an hour.
    #[must_use]
    pub fn day_begun(&self, now: Timestamp, hour: i8) -> Option<Timestamp> {
        let today = self.local_date(now);
        let begins = self.instant(today, Time::constant(hour.clamp(0, 23), 0, 0, 0));
        let ends = self.close_of(today).max(begins.plus_ms(MS_PER_HOUR));
        let is_open = self.is_working_day(today) && (begins..ends).contains(&now);
        is_open.then_some(begins)
    }

    /// The close of office, 16:00, on the `n`th working day after the local date of `start`.
    ///
    /// The hour of `start` does not matter, unless `n` is zero: then it is the first close of
    /// office later than `start`, on the same day if that still lies ahead.
    #[must_use]
    pub fn after_working_days(&self, start: Timestamp, n: u16) -> Timestamp {
        let today = self.local_date(start);
        let mut days = self.opening_at(start).working_days_from(today);
        let last = match n.checked_sub(1) {
            None => days.find(|&day| self.instant(day, OFFICE_CLOSES) > start),
            Some(before) => days.filter(|&day| day > today).nth(before.into()),
        };
        last.map_or_else(last_instant, |day| self.instant(day, OFFICE_CLOSES))
    }

    /// The instant by which the office has been open for `hours` hours since `start`.
    ///
    /// Hours outside office hours do not count, unless the office has a duty rota. What ends
    /// exactly at the close of office ends then, not at the next opening. Zero hours end at
    /// `start` while the office is open, else when it next opens.
    #[must_use]
    pub fn after_office_hours(&self, start: Timestamp, hours: u16) -> Timestamp {
        let opening = self.opening_at(start);
        if opening.hours == Hours::AroundTheClock {
            return self.after_calendar_hours(start, hours);
        }
        let mut left_ms = hours_to_ms(hours);
        for date in opening.working_days_from(self.local_date(start)) {
            let from = self.instant(date, OFFICE_OPENS).max(start);
            let open_ms = self.instant(date, OFFICE_CLOSES).ms_since(from);
            if left_ms <= open_ms {
                return from.plus_ms(left_ms);
            }
            left_ms = left_ms.saturating_sub(open_ms.max(0));
        }
        last_instant()
    }

    /// The instant `hours` hours after `start`, never moved by a night, a weekend or a holiday.
    ///
    /// These are hours that pass: across a change of the clocks, 24 of them end at another hour
    /// of the day.
    #[must_use]
    pub fn after_calendar_hours(&self, start: Timestamp, hours: u16) -> Timestamp {
        start.plus_ms(hours_to_ms(hours))
    }

    /// The same hour of the office's clock, `months` months later, never moved by a holiday. A
    /// month that has no such day ends on its last.
    #[must_use]
    pub fn after_calendar_months(&self, start: Timestamp, months: u16) -> Timestamp {
        let there = self.zone.time_zone().to_datetime(start.to_jiff());
        let later = there.checked_add(jiff::Span::new().months(i64::from(months)));
        later.map_or_else(|_| last_instant(), |at| self.instant(at.date(), at.time()))
    }

    /// The close of office, 16:00, on a day of the office's calendar, whether it works then or not.
    #[must_use]
    pub fn close_of(&self, day: Date) -> Timestamp {
        self.instant(day, OFFICE_CLOSES)
    }

    /// The close of office, 16:00, on the `n`th working day before a day; with zero, on the day.
    ///
    /// It counts by what the office keeps on the day. Where the calendar begins it is the first
    /// day that there is.
    #[must_use]
    pub fn before_day(&self, day: Date, n: u16) -> Timestamp {
        let opening = self.opening_at(self.close_of(day));
        let earlier = iter::successors(day.yesterday().ok(), |day| day.yesterday().ok());
        let working = earlier.filter(|&day| opening.is_working_day(day));
        let found = match n.checked_sub(1) {
            None => Some(day),
            Some(skipped) => working.clone().nth(skipped.into()),
        };
        self.close_of(found.unwrap_or(Date::MIN))
    }

    fn local_date(&self, instant: Timestamp) -> Date {
        self.zone.day(instant)
    }

    /// When the local clock shows `time` on `date`: the first time where it does so twice, as
    /// much later as was skipped where it never does.
    fn instant(&self, date: Date, time: Time) -> Timestamp {
        let there = self.zone.time_zone().to_timestamp(date.to_datetime(time));
        there.map_or_else(|_| last_instant(), Timestamp::from_jiff)
    }
}

fn hours_to_ms(hours: u16) -> i64 {
    i64::from(hours).saturating_mul(MS_PER_HOUR)
}

/// Where a clock ends that would run past the accepted years.
fn last_instant() -> Timestamp {
    Timestamp::from_unix_ms(i64::MAX)
}

const OFFICE_OPENS: Time = Time::constant(OFFICE_OPENS_HOUR, 0, 0, 0);
const OFFICE_CLOSES: Time = Time::constant(OFFICE_CLOSES_HOUR, 0, 0, 0);
