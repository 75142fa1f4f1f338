//! Days as acts carry them: counted from 1970-01-01, which is 0.

use jiff::{Span, Unit, civil::Date};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The date of a day, if any calendar has it.
#[must_use]
pub fn date_of(day: i32) -> Option<Date> {
    let days = Span::new().try_days(day).ok()?;
    EPOCH.checked_add(days).ok()
}

/// The date of a day; of one that no calendar has, the first or last that there is.
#[must_use]
pub fn nearest_date(day: i32) -> Date {
    date_of(day).unwrap_or(if day < 0 { Date::MIN } else { Date::MAX })
}

/// The day of a date. Every date lies within 32 bits of the first.
#[must_use]
pub fn day_of(date: Date) -> i32 {
    let days = date.since((Unit::Day, EPOCH)).map(|since| since.get_days());
    days.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_one_for_one() {
        for (day, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (20_787, "2026-11-30"),
        ] {
            let date: Date = date.parse().unwrap();
            assert_eq!(date_of(day), Some(date));
            assert_eq!(day_of(date), day);
        }
        for date in [Date::MIN, Date::MAX] {
            assert_eq!(date_of(day_of(date)), Some(date));
        }
        assert_eq!(date_of(i32::MAX), None);
        assert_eq!(nearest_date(i32::MAX), Date::MAX);
        assert_eq!(nearest_date(i32::MIN), Date::MIN);
    }
}
