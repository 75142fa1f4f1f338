//! Which days and hours an office keeps.

use std::{collections::BTreeSet, iter};

use jiff::civil::{Date, Weekday};

use super::{HolidaySet, Holidays};

/// The most closed days beside the holidays of one organisation.
pub const CLOSED_DAYS_MAX: usize = 64;

/// In which hours an office is manned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hours {
    /// From Monday to Friday, when it is open.
    Office,
    /// It has a duty rota: its clocks in office hours run day and night.
    AroundTheClock,
}

/// Which days and hours an office keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// The days of every year from Monday to Friday on which it does not work.
    pub holidays: Holidays,
    /// Single days on which it does not work either; at most [`CLOSED_DAYS_MAX`].
    pub closed: BTreeSet<Date>,
    /// In which hours it is manned.
    pub hours: Hours,
}

impl Opening {
    /// Office hours, but for these holidays.
    #[must_use]
    pub fn of(set: HolidaySet) -> Self {
        Self {
            holidays: set.holidays(),
            closed: BTreeSet::new(),
            hours: Hours::Office,
        }
    }

    /// Whether this is a working day: Monday to Friday, no holiday and not closed.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !self.holidays.contains(date) && !self.closed.contains(&date)
    }

    /// The working days from `date` on, it included, to the end of the year 9999.
    ///
    /// Whoever takes n of them looks at a bounded number of days: every year has at least 260
    /// days from Monday to Friday, of which [`HOLIDAY_RULES_MAX`](super::HOLIDAY_RULES_MAX) (64)
    /// at most are holidays. So 65 535 working days lie within 336 years, closed days aside.
    pub(super) fn working_days_from(&self, date: Date) -> impl Iterator<Item = Date> {
        iter::successors(Some(date), |day| day.tomorrow().ok())
            .filter(|&day| self.is_working_day(day))
    }
}
