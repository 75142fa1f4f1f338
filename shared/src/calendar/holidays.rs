//! Which days of a year are holidays: fixed dates, and days counted from Easter.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// The most rules in one list. It leaves every year at least 196 working days.
pub const HOLIDAY_RULES_MAX: usize = 64;
/// The farthest before Easter that a rule may lie, in days: never before 1 January.
pub const EASTER_OFFSET_DAYS_MIN: i16 = -80;
/// The farthest after Easter that a rule may lie, in days: never after 31 December.
pub const EASTER_OFFSET_DAYS_MAX: i16 = 250;

/// One holiday of every year. It always counts for the whole day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HolidayRule {
    /// The same date each year.
    Fixed {
        /// The month, 1 to 12.
        month: i8,
        /// The day of the month, from 1. The 29th of February exists in leap years only.
        day: i8,
    },
    /// A day that moves with Easter.
    Easter {
        /// Days after Easter Sunday, negative before it.
        offset_days: i16,
    },
}

/// A country's list of holidays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HolidaySet {
    /// See [`Holidays::greenland`].
    Greenland,
    /// See [`Holidays::denmark`].
    Denmark,
}

impl HolidaySet {
    /// Every list.
    pub const ALL: [Self; 2] = [Self::Greenland, Self::Denmark];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Greenland => "greenland",
            Self::Denmark => "denmark",
        }
    }

    /// The list with that name in files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.name() == name)
    }

    /// Its days.
    #[must_use]
    pub fn holidays(self) -> Holidays {
        match self {
            Self::Greenland => Holidays::greenland(),
            Self::Denmark => Holidays::denmark(),
        }
    }
}

/// The holidays that an organisation keeps. Deadlines are computed by the thousand, so that a copy
/// costs nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holidays(Arc<BTreeSet<HolidayRule>>);

impl Holidays {
    /// The holidays of an organisation that keeps its own list. A rule may be given twice.
    ///
    /// # Errors
    ///
    /// [`HolidaysError`] if there are more than [`HOLIDAY_RULES_MAX`] rules, or one of them names
    /// a day that no year has.
    pub fn new(rules: Vec<HolidayRule>) -> Result<Self, HolidaysError> {
        if rules.len() > HOLIDAY_RULES_MAX {
            return Err(HolidaysError::TooMany { got: rules.len() });
        }
        match rules.iter().find(|rule| !rule.names_a_day()) {
            Some(&rule) => Err(HolidaysError::NoSuchDay { rule }),
            None => Ok(Self::of(rules)),
        }
    }

    /// The public holidays of Greenland, with the whole days that are free by agreement:
    /// 21 June, 24 and 31 December.
    ///
    /// The 1st of May is free by agreement from noon only, and counts as a working day: a clock
    /// then runs out early rather than late. (In 2026 it is Store bededag, and free.)
    #[must_use]
    pub fn greenland() -> Self {
        static DAYS: LazyLock<Holidays> = LazyLock::new(|| Holidays::of(GREENLAND));
        DAYS.clone()
    }

    /// The public holidays of Denmark, with the whole days that are free by agreement in public
    /// offices: 5 June, 24 and 31 December. Store bededag is none since 2024.
    #[must_use]
    pub fn denmark() -> Self {
        static DAYS: LazyLock<Holidays> = LazyLock::new(|| Holidays::of(DENMARK));
        DAYS.clone()
    }

    /// Whether `date` is a holiday. Saturdays and Sundays are none of their own accord.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        let fixed = HolidayRule::Fixed {
            month: date.month(),
            day: date.day(),
        };
        let movable = easter(date.year()).map(|easter| HolidayRule::Easter {
            offset_days: date.day_of_year().saturating_sub(easter.day_of_year()),
        });
        self.0.contains(&fixed) || movable.is_some_and(|rule| self.0.contains(&rule))
    }

    /// The rules, each once: the fixed dates in the order of the year, then those of Easter.
    pub fn rules(&self) -> impl Iterator<Item = HolidayRule> {
        self.0.iter().copied()
    }

    fn of(rules: impl IntoIterator<Item = HolidayRule>) -> Self {
        Self(Arc::new(rules.into_iter().collect()))
    }
}

impl HolidayRule {
    fn names_a_day(self) -> bool {
        match self {
            Self::Fixed { month, day } => Date::new(SOME_LEAP_YEAR, month, day).is_ok(),
            Self::Easter { offset_days } => {
                (EASTER_OFFSET_DAYS_MIN..=EASTER_OFFSET_DAYS_MAX).contains(&offset_days)
            }
        }
    }
}

/// Easter Sunday of a year in the Gregorian calendar; `None` outside jiff's years, ±9999.
///
/// Easter is the Sunday after the first full moon of spring. That moon is not observed but
/// reckoned: from the epact, which is how many days old the moon is as the year begins.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the largest number is 8 × 328 + 5, where 328 is the century of i16::MAX"
)]
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    // After 19 years, the moon's phases fall on the same dates again.
    let year_of_cycle = i32::from(year).rem_euclid(19);
    let century = i32::from(year).div_euclid(100) + 1;
    // Three century years in four are no leap years: the moon comes a day later for each.
    let leap_days_dropped = (3 * century).div_euclid(4) - 12;
    // The cycle of 19 years is a little too long: the moon gains eight days in 2500 years.
    let moon_correction = (8 * century + 5).div_euclid(25) - 5;
    // A year of twelve moons is 11 days short of a year of the sun.
    let epact =
        (11 * (year_of_cycle + 1) + 20 + moon_correction - leap_days_dropped).rem_euclid(30);
    // No moon may be reckoned later than 18 April, nor two of one cycle on the same date.
    let later_by_one = epact == 24 || (epact == 25 && year_of_cycle > 10);
    let epact = epact + i32::from(later_by_one);
    // The full moon counted in days of March, on the 21st at the earliest.
    let moon = 44 - epact;
    let moon = if moon < 21 { moon + 30 } else { moon };

    let first_of_march = Date::new(year, 3, 1).ok()?;
    let full_moon = first_of_march.checked_add((moon - 1).days()).ok()?;
    full_moon.nth_weekday(1, Weekday::Sunday).ok()
}

/// Why a list of holidays is refused. The organisation that keeps it must correct it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HolidaysError {
    /// More rules than [`HOLIDAY_RULES_MAX`].
    #[error("the list has {got} holidays, at most {HOLIDAY_RULES_MAX} are allowed; shorten it")]
    TooMany {
        /// Rules in the list.
        got: usize,
    },
    /// A date that does not exist, or a day too far from Easter.
    #[error("no year has the holiday {rule:?}; correct it")]
    NoSuchDay {
        /// The rule at fault.
        rule: HolidayRule,
    },
}

/// A year in which every date exists.
const SOME_LEAP_YEAR: i16 = 2024;

const GREENLAND: [HolidayRule; 14] = [
    fixed(1, 1),      // New Year's Day
    after_easter(-3), // Maundy Thursday
    after_easter(-2), // Good Friday
    after_easter(0),  // Easter Sunday
    after_easter(1),  // Easter Monday
    after_easter(26), // Store bededag, kept in Greenland
    after_easter(39), // Ascension
    after_easter(49), // Whit Sunday
    after_easter(50), // Whit Monday
    fixed(6, 21),     // the national day, by agreement
    fixed(12, 24),    // by agreement
    fixed(12, 25),
    fixed(12, 26),
    fixed(12, 31), // by agreement
];

const DENMARK: [HolidayRule; 13] = [
    fixed(1, 1),      // New Year's Day
    after_easter(-3), // Maundy Thursday
    after_easter(-2), // Good Friday
    after_easter(0),  // Easter Sunday
    after_easter(1),  // Easter Monday
    after_easter(39), // Ascension
    after_easter(49), // Whit Sunday
    after_easter(50), // Whit Monday
    fixed(6, 5),      // Constitution Day, by agreement
    fixed(12, 24),    // by agreement
    fixed(12, 25),
    fixed(12, 26),
    fixed(12, 31), // by agreement
];

const fn fixed(month: i8, day: i8) -> HolidayRule {
    HolidayRule::Fixed { month, day }
}

const fn after_easter(offset_days: i16) -> HolidayRule {
    HolidayRule::Easter { offset_days }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanacs_have_it() {
        let known = [
            (1583, 4, 10),
            (1818, 3, 22), // the earliest possible
            (1943, 4, 25), // the latest possible
            (1954, 4, 18), // epact 25 in the second half of the cycle
            (1961, 4, 2),
            (1981, 4, 19), // epact 24
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2016, 3, 27),
            (2019, 4, 21),
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18), // epact 25 again
            (2076, 4, 19), // epact 24 again
            (2100, 3, 28),
            (2285, 3, 22),
            (2299, 4, 16),
        ];
        for (year, month, day) in known {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn the_movable_holidays_of_2026_and_2027_are_kept() {
        let holidays = Holidays::greenland();
        let kept = [
            date(2026, 4, 2),
            date(2026, 4, 3),
            date(2026, 4, 5),
            date(2026, 4, 6),
            date(2026, 5, 1),
            date(2026, 5, 14),
            date(2026, 5, 24),
            date(2026, 5, 25),
            date(2027, 4, 23),
            date(2027, 5, 6),
            date(2027, 5, 17),
        ];
        for day in kept {
            assert!(holidays.contains(day), "{day}");
        }
        for day in [date(2026, 4, 1), date(2026, 4, 4), date(2026, 4, 7)] {
            assert!(!holidays.contains(day), "{day}");
        }
    }

    #[test]
    fn the_fixed_holidays_are_kept_every_year_and_the_half_day_is_not() {
        let holidays = Holidays::greenland();
        for year in 1..=9999 {
            for (month, day) in [(1, 1), (6, 21), (12, 24), (12, 25), (12, 26), (12, 31)] {
                assert!(holidays.contains(date(year, month, day)));
            }
        }
        assert!(!holidays.contains(date(2025, 5, 1)));
        assert!(!holidays.contains(date(2025, 12, 23)));
        assert_eq!(holidays.rules().count(), 14);
    }

    #[test]
    fn an_organisation_may_keep_its_own_list() {
        let rules = vec![fixed(2, 29), fixed(5, 1), fixed(5, 1), after_easter(-46)];
        let holidays = Holidays::new(rules).unwrap();
        assert!(holidays.contains(date(2028, 2, 29)));
        assert!(holidays.contains(date(2025, 5, 1)));
        assert!(holidays.contains(date(2026, 2, 18)), "Ash Wednesday");
        assert!(!holidays.contains(date(2026, 12, 25)));
        assert_eq!(holidays.rules().count(), 3);
    }

    #[test]
    fn a_list_that_no_year_can_keep_is_refused() {
        let outside = [
            fixed(0, 1),
            fixed(13, 1),
            fixed(2, 30),
            fixed(4, 31),
            fixed(1, 0),
            after_easter(EASTER_OFFSET_DAYS_MIN - 1),
            after_easter(EASTER_OFFSET_DAYS_MAX + 1),
        ];
        for rule in outside {
            assert_eq!(
                Holidays::new(vec![fixed(1, 1), rule]),
                Err(HolidaysError::NoSuchDay { rule })
            );
        }
        let full = vec![fixed(1, 1); HOLIDAY_RULES_MAX];
        assert!(Holidays::new(full).is_ok());
        assert_eq!(
            Holidays::new(vec![fixed(1, 1); HOLIDAY_RULES_MAX + 1]),
            Err(HolidaysError::TooMany { got: 65 })
        );
    }

    #[test]
    fn the_rules_of_easter_stay_within_its_year() {
        for year in 1..=9999 {
            let easter = easter(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sunday);
            assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25));
            for offset in [EASTER_OFFSET_DAYS_MIN, EASTER_OFFSET_DAYS_MAX] {
                assert_eq!((easter + i64::from(offset).days()).year(), year);
            }
        }
    }

    proptest! {
        #[test]
        fn any_year_is_answered(year: i16) {
            prop_assert_eq!(easter(year).is_some(), (-9999..=9999).contains(&year));
        }
    }
}
