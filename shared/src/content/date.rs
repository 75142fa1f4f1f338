//! Days and instants as an author writes them.

use jiff::{civil::Date, tz::TimeZone};

use super::fault::Flaw;
use crate::time::Timestamp;

/// The first and the last year of which anything is said. Whoever writes 1926 means 2026.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// A date in the one form that is printed again as it was written, if there is one.
pub(super) fn optional(raw: Option<String>) -> Result<Option<Date>, Flaw> {
    let raw = raw.unwrap_or_default();
    let text = raw.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let date: Date = text.parse().map_err(|_| Flaw::NotADate)?;
    if date.year() < 1 || date.to_string() != text {
        return Err(Flaw::NotADate);
    }
    meant(date).map(Some)
}

/// As [`optional`], where nothing there is a fault.
pub(super) fn required(raw: Option<String>) -> Result<Date, Flaw> {
    optional(raw)?.ok_or(Flaw::Missing)
}

/// The day, unless nobody means its year.
fn meant(date: Date) -> Result<Date, Flaw> {
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(Flaw::Year)
    }
}

/// A time with its offset from UTC, cut to milliseconds, if there is one.
pub(super) fn instant(raw: Option<String>) -> Result<Option<Timestamp>, Flaw> {
    let raw = raw.unwrap_or_default();
    let text = raw.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let written: jiff::Timestamp = text.parse().map_err(|_| Flaw::NotAnInstant)?;
    let instant = Timestamp::from_jiff(written);
    if instant.unix_ms() != written.as_millisecond() {
        return Err(Flaw::NotAnInstant);
    }
    meant(TimeZone::UTC.to_datetime(written).date())?;
    Ok(Some(instant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_day_may_be_left_out_where_it_is_optional() {
        let day = jiff::civil::date(2026, 12, 15);
        assert_eq!(optional(None), Ok(None));
        assert_eq!(required(text(" ")), Err(Flaw::Missing));
        assert_eq!(optional(text(" 2026-12-15 ")), Ok(Some(day)));
        assert_eq!(required(text("2026-12-15")), Ok(day));
    }

    #[test]
    fn a_day_that_does_not_exist_or_is_written_otherwise_is_refused() {
        for day in [
            "2026-02-29",
            "15.12.2026",
            "20261215",
            "2026-12-15T10:00",
            "0000-01-01",
            "-000001-01-01",
        ] {
            assert_eq!(required(text(day)), Err(Flaw::NotADate), "{day}");
        }
    }

    #[test]
    fn a_year_that_nobody_means_is_asked_about() {
        for day in ["1926-11-13", "0206-12-01", "1999-12-31", "2101-01-01"] {
            assert_eq!(required(text(day)), Err(Flaw::Year), "{day}");
            let time = instant(text(&format!("{day}T12:00:00Z")));
            assert_eq!(time, Err(Flaw::Year), "{day}");
        }
        for day in ["2000-01-01", "2100-12-31"] {
            assert!(required(text(day)).is_ok(), "{day}");
        }
    }

    #[test]
    fn an_instant_is_the_same_in_every_offset() {
        let utc = instant(text("2026-09-02T15:20:00Z")).unwrap();
        assert_eq!(instant(text("2026-09-02T14:20:00-01:00")), Ok(utc));
        assert_eq!(instant(text("2026-09-02T15:20:00.0004Z")), Ok(utc));
    }

    #[test]
    fn a_time_without_offset_or_outside_the_accepted_years_is_refused() {
        assert_eq!(instant(None), Ok(None));
        for time in [
            "2026-09-02",
            "2026-09-02T14:20:00",
            "14:20",
            "i går",
            "-000002-01-01T00:00:00Z",
            "9999-12-30T00:00:00Z",
        ] {
            assert_eq!(instant(text(time)), Err(Flaw::NotAnInstant), "{time}");
        }
    }
}
