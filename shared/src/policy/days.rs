//! The days on which an organisation does not work.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::calendar::HolidaySet;

/// The most organisations whose days one policy names.
pub const ORGANISATIONS_MAX: usize = 32;

/// The days on which an organisation does not work, Saturdays and Sundays aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDays {
    /// Whose holidays it keeps.
    pub holidays: HolidaySet,
    /// Single days beside them; at most [`CLOSED_DAYS_MAX`](crate::calendar::CLOSED_DAYS_MAX).
    pub closed: BTreeSet<Date>,
}
