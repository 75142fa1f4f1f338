//! How long a clock runs, and how that is written.

use std::fmt;

/// How long a clock runs. Only a calendar knows when that ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Span {
    /// Until the office closes on the nth working day after, see
    /// [`Calendar::after_working_days`](super::Calendar::after_working_days).
    WorkingDays(u16),
    /// Hours in which the office is open, see
    /// [`Calendar::after_office_hours`](super::Calendar::after_office_hours).
    OfficeHours(u16),
    /// Hours of the clock on the wall, night and holiday alike, as the legal clocks demand.
    CalendarHours(u16),
    /// Whole months, to the same hour of the same day of the month, or of its last day.
    CalendarMonths(u16),
}

impl Span {
    /// The span that a text such as `3 working days`, `4 office hours`, `24 hours`, `30 days` or
    /// `2 months` names. Days by themselves are 24 hours each.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let digits = count.bytes().all(|byte| byte.is_ascii_digit());
        let count: u16 = count.parse().ok().filter(|_| digits)?;
        match unit {
            "working day" | "working days" => Some(Self::WorkingDays(count)),
            "office hour" | "office hours" => Some(Self::OfficeHours(count)),
            "hour" | "hours" => Some(Self::CalendarHours(count)),
            "day" | "days" => Some(Self::CalendarHours(count.checked_mul(HOURS_A_DAY)?)),
            "month" | "months" => Some(Self::CalendarMonths(count)),
            _ => None,
        }
    }

    /// Whether it runs night and holiday alike.
    #[must_use]
    pub const fn is_calendar_time(self) -> bool {
        match self {
            Self::CalendarHours(_) | Self::CalendarMonths(_) => true,
            Self::WorkingDays(_) | Self::OfficeHours(_) => false,
        }
    }

    /// About how long it is, to compare spans of different units by: in fifths of an hour, where a
    /// week has five working days of eight office hours and a month has 730 hours.
    #[must_use]
    pub fn about(self) -> u32 {
        let (count, each) = match self {
            Self::WorkingDays(days) => (days, 168),
            Self::OfficeHours(hours) => (hours, 21),
            Self::CalendarHours(hours) => (hours, 5),
            Self::CalendarMonths(months) => (months, 3_650),
        };
        u32::from(count).saturating_mul(each)
    }
}

/// As [`Span::parse`] reads it: `1 working day`, `24 hours`, `30 days`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Self::WorkingDays(days) => (days, "working day"),
            Self::OfficeHours(hours) => (hours, "office hour"),
            Self::CalendarHours(hours) if is_whole_days(hours) => {
                (hours.div_euclid(HOURS_A_DAY), "day")
            }
            Self::CalendarHours(hours) => (hours, "hour"),
            Self::CalendarMonths(months) => (months, "month"),
        };
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

/// The legal day is spoken of as 24 hours; what is longer, in days.
const fn is_whole_days(hours: u16) -> bool {
    hours > HOURS_A_DAY && hours.is_multiple_of(HOURS_A_DAY)
}

const HOURS_A_DAY: u16 = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_it_is_written() {
        for (text, span) in [
            ("1 working day", Span::WorkingDays(1)),
            ("4 office hours", Span::OfficeHours(4)),
            ("24 hours", Span::CalendarHours(24)),
            ("7 days", Span::CalendarHours(168)),
            ("2 months", Span::CalendarMonths(2)),
            ("65535 hours", Span::CalendarHours(u16::MAX)),
        ] {
            assert_eq!(Span::parse(text), Some(span));
            assert_eq!(span.to_string(), text);
        }
        assert_eq!(Span::parse("1 day"), Some(Span::CalendarHours(24)));
        assert_eq!(Span::parse("2 working day"), Some(Span::WorkingDays(2)));
    }

    #[test]
    fn what_is_no_span_is_not_read_as_one() {
        for text in [
            "",
            "3",
            "days",
            "3days",
            "-1 days",
            "+1 days",
            "3 weeks",
            "3  days",
            "1.5 days",
            "65536 hours",
            "2731 days",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spans_of_different_units_are_compared_by_about_how_long_they_are() {
        let rising = [
            Span::OfficeHours(4),
            Span::CalendarHours(24),
            Span::WorkingDays(1),
            Span::OfficeHours(10),
            Span::WorkingDays(5),
            Span::CalendarHours(7 * 24 + 1),
            Span::CalendarMonths(1),
            Span::WorkingDays(25),
        ];
        assert!(rising.map(Span::about).is_sorted_by(|a, b| a < b));
    }
}
