//! Points in time and the clock that tells them.
//!
//! Everything that decides takes `now` or a [`Clock`]; only the shells' system clock reads the
//! machine's. Two times travel with every act: the signer's *claimed* time and the server's time
//! of *deposit*. All deadlines run on the second.

use std::fmt;

use jiff::tz::TimeZone;

/// Milliseconds in a second.
pub const MS_PER_SECOND: i64 = 1_000;
/// Milliseconds in an hour of the clock.
pub const MS_PER_HOUR: i64 = 3_600_000;
/// Milliseconds in a day of 24 hours (not a calendar day, which can have 23 or 25).
pub const MS_PER_DAY: i64 = 86_400_000;

/// Earliest instant that is accepted, in ms since the Unix epoch: 0001-01-01T00:00:00Z.
const EARLIEST_MS: i64 = -62_135_596_800_000;
/// Latest instant that is accepted, in ms since the Unix epoch: 9999-01-01T00:00:00Z.
const LATEST_MS: i64 = 253_370_764_800_000;

/// An instant, in milliseconds since the Unix epoch (UTC, leap seconds ignored).
///
/// Always within the years 1 to 9999, so that it can be shown in every time zone: arithmetic
/// saturates at those ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// The instant `ms` milliseconds after the Unix epoch, pulled into the accepted years.
    #[must_use]
    pub fn from_unix_ms(ms: i64) -> Self {
        Self(ms.clamp(EARLIEST_MS, LATEST_MS))
    }

    /// The last instant that is accepted: after everything.
    #[must_use]
    pub const fn latest() -> Self {
        Self(LATEST_MS)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// The instant `ms` milliseconds later (earlier when negative), saturating.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.0.saturating_add(ms))
    }

    /// The instant `days` × 24 hours later, saturating.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(MS_PER_DAY))
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    #[must_use]
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The same instant as jiff knows it, for calendar arithmetic and display.
    #[must_use]
    pub fn to_jiff(self) -> jiff::Timestamp {
        // Inside the accepted years, so jiff's range check cannot fail; its end stands in if it did.
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }

    /// The instant that a jiff timestamp names, cut to milliseconds.
    #[must_use]
    pub fn from_jiff(instant: jiff::Timestamp) -> Self {
        Self::from_unix_ms(instant.as_millisecond())
    }

    /// `2026-11-21 14.05` in the given zone: Danish order of reading, minutes only.
    #[must_use]
    pub fn local(self, zone: &TimeZone) -> String {
        let there = self.to_jiff().to_zoned(zone.clone());
        format!(
            "{:04}-{:02}-{:02} {:02}.{:02}",
            there.year(),
            there.month(),
            there.day(),
            there.hour(),
            there.minute()
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// RFC 3339, UTC, milliseconds only where there are any.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_jiff(), f)
    }
}

/// Tells the time. Shells have a system clock; the demo and `World` have one that is stepped.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_instants_saturate_instead_of_wrapping() {
        assert_eq!(
            Timestamp::from_unix_ms(i64::MAX).plus_days(1).unix_ms(),
            LATEST_MS
        );
        assert_eq!(
            Timestamp::from_unix_ms(i64::MIN).plus_ms(-1).unix_ms(),
            EARLIEST_MS
        );
    }

    #[test]
    fn an_instant_is_shown_in_the_zone_of_the_reader() {
        let nuuk = TimeZone::get("America/Nuuk").unwrap();
        let instant = Timestamp::from_jiff("2026-11-21T14:05:00Z".parse().unwrap());
        assert_eq!(instant.local(&nuuk), "2026-11-21 12.05");
        assert_eq!(instant.to_string(), "2026-11-21T14:05:00Z");
    }
}
