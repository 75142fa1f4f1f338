//! The names of time zones, and the rules behind them.
//!
//! The rules come from the database bundled with jiff, never from the machine, so that every
//! client and the server agree on when a clock runs out. Greenland changed its rules in 2023 and
//! 2024: no offset is ever written down here.

use std::fmt;

use jiff::{
    civil::Date,
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::time::Timestamp;

/// The longest zone name that is looked up, in bytes. The longest in the database has 32.
pub const ZONE_NAME_BYTES_MAX: usize = 64;

/// The zone of most of Greenland.
const NUUK: &str = "America/Nuuk";

/// A time zone of the IANA database, such as `America/Nuuk`.
///
/// Equal when the names are. An old name for the same rules, such as `America/Godthab`, is
/// accepted and stays another zone.
#[derive(Clone)]
pub struct Zone {
    name: String,
    time_zone: TimeZone,
}

impl Zone {
    /// `America/Nuuk`: where most of Greenland lives.
    #[must_use]
    pub fn nuuk() -> Self {
        // The bundled database has it; a test says so.
        let time_zone = TimeZoneDatabase::bundled()
            .get(NUUK)
            .unwrap_or(TimeZone::UTC);
        Self {
            name: NUUK.to_owned(),
            time_zone,
        }
    }

    /// The zone that an IANA name names, in upper or lower case.
    ///
    /// # Errors
    ///
    /// [`ZoneError`] if the bundled database has no such zone.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        if name.len() > ZONE_NAME_BYTES_MAX {
            return Err(ZoneError::TooLong {
                got_bytes: name.len(),
            });
        }
        let found = TimeZoneDatabase::bundled().get(name).ok();
        let zone = found.filter(|zone| !zone.is_unknown()).and_then(|zone| {
            let name = zone.iana_name()?.to_owned();
            Some((name, zone))
        });
        match zone {
            Some((name, time_zone)) => Ok(Self { name, time_zone }),
            None => Err(ZoneError::Unknown {
                name: name.to_owned(),
            }),
        }
    }

    /// The name as the database spells it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone's rules, for arithmetic and display.
    #[must_use]
    pub const fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The day on which an instant falls there.
    #[must_use]
    pub fn day(&self, instant: Timestamp) -> Date {
        self.time_zone.to_datetime(instant.to_jiff()).date()
    }

    /// The first instant of a day there.
    #[must_use]
    pub fn beginning(&self, day: Date) -> Timestamp {
        let there = day.to_zoned(self.time_zone.clone());
        there.map_or_else(
            |_| Timestamp::from_unix_ms(i64::MAX),
            |there| Timestamp::from_jiff(there.timestamp()),
        )
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Why a text is no zone. Whoever wrote it must name another.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ZoneError {
    /// No zone has so long a name.
    #[error(
        "the name of the time zone has {got_bytes} bytes, at most {ZONE_NAME_BYTES_MAX} are \
         allowed; name a zone of the IANA database"
    )]
    TooLong {
        /// Bytes in the name.
        got_bytes: usize,
    },
    /// The bundled database has no zone of this name.
    #[error("there is no time zone {name:?}; name a zone of the IANA database")]
    Unknown {
        /// The name that was given.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, ToSpan as _};

    use super::*;

    /// The zones in which the offices of Greenland and Denmark lie.
    const OFFICE_ZONES: [&str; 5] = [
        "America/Nuuk",
        "America/Scoresbysund",
        "America/Danmarkshavn",
        "America/Thule",
        "Europe/Copenhagen",
    ];

    fn offset_hours(name: &str, instant: &str) -> i32 {
        let instant: Timestamp = instant.parse().unwrap();
        let zone = Zone::parse(name).unwrap();
        zone.time_zone().to_offset(instant).seconds() / 3_600
    }

    #[test]
    fn the_zones_of_the_offices_are_in_the_bundled_database() {
        for name in OFFICE_ZONES {
            assert_eq!(Zone::parse(name).unwrap().name(), name);
        }
    }

    #[test]
    fn the_greenlandic_rules_of_2023_and_2024_are_known() {
        // Nuuk moved to UTC−2 in 2023 and took up summer time again in 2024.
        assert_eq!(offset_hours("America/Nuuk", "2022-12-01T12:00:00Z"), -3);
        assert_eq!(offset_hours("America/Nuuk", "2023-12-01T12:00:00Z"), -2);
        assert_eq!(offset_hours("America/Nuuk", "2024-07-01T12:00:00Z"), -1);
        assert_eq!(
            offset_hours("America/Danmarkshavn", "2026-07-01T12:00:00Z"),
            0
        );
        assert_eq!(offset_hours("America/Thule", "2026-07-01T12:00:00Z"), -3);
    }

    #[test]
    fn scoresbysund_keeps_the_time_of_nuuk_from_april_2024_on() {
        let nuuk = Zone::parse("America/Nuuk").unwrap();
        let scoresbysund = Zone::parse("America/Scoresbysund").unwrap();
        let end: Timestamp = "2040-01-01T00:00:00Z".parse().unwrap();
        let april: Timestamp = "2024-04-01T00:00:00Z".parse().unwrap();
        for instant in april.series(1.hour()).take_while(|&instant| instant < end) {
            assert_eq!(
                nuuk.time_zone().to_offset(instant),
                scoresbysund.time_zone().to_offset(instant),
                "at {instant}"
            );
        }
        assert_eq!(
            offset_hours("America/Scoresbysund", "2024-03-01T12:00:00Z"),
            -1,
            "another time than Nuuk before"
        );
    }

    #[test]
    fn a_zone_is_named_as_the_database_spells_it() {
        let typed = Zone::parse("america/nuuk").unwrap();
        assert_eq!(typed.name(), "America/Nuuk");
        assert_eq!(typed, Zone::parse("America/Nuuk").unwrap());
        assert_ne!(typed, Zone::parse("America/Godthab").unwrap());
        assert_eq!(
            format!("{typed:?} {typed}"),
            "Zone(America/Nuuk) America/Nuuk"
        );
    }

    #[test]
    fn what_the_database_does_not_know_is_no_zone() {
        for name in [
            "",
            "Nuuk",
            "America/Nuuk ",
            "America/../Nuuk",
            "Etc/Unknown",
            "-02:00",
        ] {
            let unknown = ZoneError::Unknown {
                name: name.to_owned(),
            };
            assert_eq!(Zone::parse(name), Err(unknown));
        }
        let longest = "x".repeat(ZONE_NAME_BYTES_MAX);
        assert!(matches!(
            Zone::parse(&longest),
            Err(ZoneError::Unknown { .. })
        ));
        assert_eq!(
            Zone::parse(&format!("{longest}x")),
            Err(ZoneError::TooLong { got_bytes: 65 })
        );
    }
}
