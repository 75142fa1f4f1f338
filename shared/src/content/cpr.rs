//! The Danish and Greenlandic civil registration number (CPR).
//!
//! Only the form and the date are checked. Modulus 11 never rejects a number: since 2007 numbers
//! are issued that do not satisfy it. Serial 0000, which is never issued, is accepted so that
//! invented test persons can be told from real ones.

use std::fmt;

use jiff::civil::Date;
use thiserror::Error;
use zeroize::Zeroizing;

/// What an author writes when a child's CPR number is not known; the first is its one form.
pub(super) const CPR_UNKNOWN: [&str; 2] = ["ukendt", "unknown"];

/// A CPR number whose date of birth exists. Prints masked; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Cpr {
    /// `DDMMYY-SSSS`.
    text: Zeroizing<String>,
    born: Date,
}

/// Why a text is not a CPR number. The author's move: mend it, leave it out, or write `ukendt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CprFault {
    /// Other than ten digits, with or without something between day, month, year and serial.
    #[error("is not a CPR number of ten digits, such as 010112-0000")]
    NotTenDigits,
    /// The first six digits are not a date that exists in the century that the seventh tells.
    #[error("is not a CPR number, because its date does not exist")]
    NoSuchDate,
}

impl Cpr {
    /// The number that a text holds, in any of the usual ways to write one: `010112-0000`,
    /// `0101120000`, `01.01.12 0000`. It is kept as `DDMMYY-SSSS`.
    ///
    /// # Errors
    /// The author's move: not ten digits, or a date that does not exist.
    pub fn parse(raw: &str) -> Result<Self, CprFault> {
        let digits = digits(raw.trim()).ok_or(CprFault::NotTenDigits)?;
        let (birthday, serial) = digits.split_at_checked(6).ok_or(CprFault::NotTenDigits)?;
        let born = birth_date(birthday, serial).ok_or(CprFault::NoSuchDate)?;
        let text = Zeroizing::new(format!("{birthday}-{serial}"));
        Ok(Self { text, born })
    }

    /// The whole number as `DDMMYY-SSSS`, personal: for the seal and for faces, never for a log.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The date of birth, with the century that the seventh digit and the year tell.
    #[must_use]
    pub const fn birth_date(&self) -> Date {
        self.born
    }
}

/// What the author said about the child's CPR number.
#[derive(Clone, PartialEq, Eq)]
pub enum CprAnswer {
    /// Nothing was said about it.
    NotGiven,
    /// That it is not known.
    Unknown,
    /// The number.
    Known(Cpr),
}

sealed_debug!(CprAnswer);

impl CprAnswer {
    /// What an author writes for this answer: the number, `ukendt` or nothing. Personal.
    #[must_use]
    pub fn expose(&self) -> Option<&str> {
        match self {
            Self::NotGiven => None,
            Self::Unknown => CPR_UNKNOWN.first().copied(),
            Self::Known(cpr) => Some(cpr.expose()),
        }
    }
}

/// The number with its serial masked: `010112-****`.
impl fmt::Display for Cpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let birthday = self.text.split('-').next().unwrap_or_default();
        write!(f, "{birthday}-****")
    }
}

impl fmt::Debug for Cpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The ten digits, with whatever people write between day, month, year and serial left out.
fn digits(text: &str) -> Option<Zeroizing<String>> {
    let mut digits = Zeroizing::new(String::with_capacity(10));
    for character in text.chars() {
        match character {
            '0'..='9' if digits.len() < 10 => digits.push(character),
            between if matches!(digits.len(), 2 | 4 | 6) && is_separator(between) => {}
            _ => return None,
        }
    }
    (digits.len() == 10).then_some(digits)
}

/// White space, a dot, a slash, or any of the dashes that programs put for a hyphen.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '.' | '/' | '-' | '\u{AD}' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
        )
}

fn birth_date(birthday: &str, serial: &str) -> Option<Date> {
    let day: i8 = birthday.get(..2)?.parse().ok()?;
    let month: i8 = birthday.get(2..4)?.parse().ok()?;
    let year: i16 = birthday.get(4..)?.parse().ok()?;
    let seventh = serial.chars().next()?;
    Date::new(century(seventh, year).saturating_add(year), month, day).ok()
}

/// The century of birth by the CPR office's public table, from the seventh digit and the year's
/// last two.
const fn century(seventh: char, year: i16) -> i16 {
    match (seventh, year) {
        ('4' | '9', ..=36) | ('5'..='8', ..=57) => 2000,
        ('5'..='8', _) => 1800,
        _ => 1900,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(text: &str) -> Result<String, CprFault> {
        Cpr::parse(text).map(|cpr| cpr.birth_date().to_string())
    }

    #[test]
    fn the_seventh_digit_and_the_year_tell_the_century() {
        for (text, date) in [
            ("010100-0000", "1900-01-01"),
            ("311299-3999", "1999-12-31"),
            ("010136-4000", "2036-01-01"),
            ("010137-4000", "1937-01-01"),
            ("010157-5000", "2057-01-01"),
            ("010158-5000", "1858-01-01"),
            ("010157-8999", "2057-01-01"),
            ("010158-8999", "1858-01-01"),
            ("010136-9000", "2036-01-01"),
            ("010137-9000", "1937-01-01"),
        ] {
            assert_eq!(born(text).as_deref(), Ok(date), "{text}");
        }
    }

    #[test]
    fn the_date_must_exist_in_its_century() {
        assert_eq!(born("290200-4000").as_deref(), Ok("2000-02-29"));
        assert_eq!(born("290200-0000"), Err(CprFault::NoSuchDate));
        assert_eq!(born("310412-0000"), Err(CprFault::NoSuchDate));
        assert_eq!(born("001312-0000"), Err(CprFault::NoSuchDate));
    }

    #[test]
    fn modulus_11_never_rejects() {
        // Ten numbers in a row cannot all satisfy modulus 11.
        for serial in 4000..4010 {
            assert!(Cpr::parse(&format!("010112-{serial}")).is_ok());
        }
    }

    #[test]
    fn a_number_is_ten_digits_in_every_usual_spelling() {
        for text in [
            " 0101120000 ",
            "010112 0000",
            "010112 - 0000",
            "01 01 12 0000",
            "01.01.12-0000",
            "01/01/12 0000",
            "010112\u{2013}0000",
            "010112\u{2212}0000",
            "010112\u{A0}0000",
        ] {
            assert_eq!(Cpr::parse(text), Cpr::parse("010112-0000"), "{text}");
        }
        for text in [
            "",
            "ukendt",
            "010112",
            "010112-000",
            "010112-00000",
            "010112--000",
            "01011-20000",
            "010112-0000-",
            "010112-00 00",
            "01011æ-0000",
            "٠١٠١١٢-٠٠٠٠",
            "+10112-0000",
        ] {
            assert_eq!(born(text), Err(CprFault::NotTenDigits), "{text}");
        }
    }

    #[test]
    fn a_number_prints_masked() {
        let cpr = Cpr::parse("010112-0000").unwrap();
        assert_eq!(format!("{cpr} {cpr:?}"), "010112-**** 010112-****");
        assert_eq!(cpr.expose(), "010112-0000");
    }
}
