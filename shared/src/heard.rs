//! When each office was last heard of, as every member may know it: to the hour, by office, never a
//! person's or a device's.
//!
//! The server rounds down before it answers. What is told here is compared with the server's own
//! present only, so a wrong clock of whoever reads it makes nobody silent.

use std::collections::BTreeMap;

use crate::{
    calendar::Calendar,
    overview::OFFICES_HEARD_MAX,
    party::OfficeId,
    time::{MS_PER_HOUR, Timestamp},
    words::Colour,
};

/// How many of its working days an office has to let pass without a word before it counts as silent:
/// at the close of the last of them.
pub const SILENT_WORKING_DAYS: u16 = 1;
/// The same about something red: after so many hours, at night too.
pub const SILENT_RED_HOURS: i64 = 4;

/// When offices were last heard of, as the server tells its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficesHeard {
    /// The server's present.
    pub as_of: Timestamp,
    /// The hour in which a device of each office was last heard of; at most [`OFFICES_HEARD_MAX`].
    /// An office that was never heard of is not there.
    pub last: BTreeMap<OfficeId, Timestamp>,
}

impl OfficesHeard {
    /// What may be told of what the server knows exactly.
    #[must_use]
    pub fn told(as_of: Timestamp, exact: BTreeMap<OfficeId, Timestamp>) -> Self {
        let hours = exact.into_iter().map(|(office, at)| (office, hour_of(at)));
        Self {
            as_of,
            last: hours.take(OFFICES_HEARD_MAX).collect(),
        }
    }

    /// The hour in which an office was last heard of; never one that the server has still before
    /// it.
    #[must_use]
    pub fn of(&self, office: &OfficeId) -> Option<Timestamp> {
        let at = self.last.get(office).copied()?;
        Some(at.min(hour_of(self.as_of)))
    }

    /// Since when an office is silent, if it is, by its own `calendar` and how urgent the matter is.
    /// Of one that was never heard of nothing can be said.
    #[must_use]
    pub fn silent_since(
        &self,
        office: &OfficeId,
        calendar: &Calendar,
        colour: Colour,
    ) -> Option<Timestamp> {
        let at = self.of(office)?;
        let until = calendar.after_working_days(at, SILENT_WORKING_DAYS);
        let until = match colour {
            Colour::Red => until.min(at.plus_ms(SILENT_RED_HOURS.saturating_mul(MS_PER_HOUR))),
            Colour::Yellow | Colour::Green => until,
        };
        (until < self.as_of).then_some(at)
    }
}

/// The beginning of the hour in which something was, by the clock of the world.
#[must_use]
pub fn hour_of(at: Timestamp) -> Timestamp {
    let past = at.unix_ms().rem_euclid(MS_PER_HOUR);
    Timestamp::from_unix_ms(at.unix_ms().saturating_sub(past))
}

/// Whether an instant is a whole hour.
#[must_use]
pub fn is_hour(at: Timestamp) -> bool {
    hour_of(at) == at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::Zone,
        testing::{team, town},
    };

    fn nuuk(text: &str) -> Timestamp {
        let there: jiff::Zoned = format!("{text}[America/Nuuk]").parse().unwrap();
        Timestamp::from_jiff(there.timestamp())
    }

    fn heard(at: &str, as_of: &str) -> OfficesHeard {
        OfficesHeard::told(nuuk(as_of), BTreeMap::from([(team(), nuuk(at))]))
    }

    fn is_silent(at: &str, as_of: &str, colour: Colour) -> bool {
        let calendar = Calendar::greenland(Zone::nuuk());
        let heard = heard(at, as_of);
        heard.silent_since(&team(), &calendar, colour).is_some()
    }

    #[test]
    fn minutes_are_left_out_before_anything_is_told_also_before_1970() {
        let told = heard("2026-11-19T09:59:59", "2026-11-19T12:00");
        assert_eq!(told.of(&team()), Some(nuuk("2026-11-19T09:00")));
        assert_eq!(told.of(&town()), None);
        let early = hour_of(Timestamp::from_unix_ms(-1));
        assert_eq!(early.unix_ms(), -MS_PER_HOUR);
        assert!(is_hour(early) && !is_hour(early.plus_ms(1)));
    }

    #[test]
    fn an_office_is_silent_when_a_whole_working_day_has_passed() {
        let yellow = Colour::Yellow;
        // From Thursday on, Friday has to close.
        assert!(!is_silent("2026-11-12T15:00", "2026-11-13T15:59", yellow));
        assert!(is_silent("2026-11-12T15:00", "2026-11-13T16:01", yellow));
        // Nobody expects anybody at a weekend.
        assert!(!is_silent("2026-11-13T15:00", "2026-11-16T15:00", yellow));
        assert!(is_silent("2026-11-13T15:00", "2026-11-16T16:01", yellow));
        // Nor at Easter: 29 March 2027 is its Monday.
        assert!(!is_silent("2027-03-26T15:00", "2027-03-29T17:00", yellow));
    }

    #[test]
    fn what_is_red_waits_for_no_working_day() {
        assert!(!is_silent(
            "2026-11-14T15:00",
            "2026-11-14T18:59",
            Colour::Red
        ));
        assert!(is_silent(
            "2026-11-14T15:00",
            "2026-11-14T19:01",
            Colour::Red
        ));
    }

    #[test]
    fn a_server_whose_clock_has_gone_back_makes_nobody_silent_and_nothing_later_than_its_present() {
        let told = heard("2026-11-19T15:00", "2026-11-19T09:30");
        assert_eq!(told.of(&team()), Some(nuuk("2026-11-19T09:00")));
        assert!(!is_silent(
            "2026-11-19T15:00",
            "2026-11-19T09:30",
            Colour::Red
        ));
    }
}
