//! The emergency record (R12): a handover that was carried outside Stafet while the link was down.

use super::date;
use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::{Line, PROSE_CHARS_MAX, Prose};
use crate::time::Timestamp;

/// Longest text about who took it, in characters.
pub const TO_WHOM_CHARS_MAX: usize = 200;

choices! {
    /// How something was carried.
    Carrier {
        /// Read out on the telephone.
        Phone = "phone",
        /// On paper.
        Paper = "paper",
        /// On a USB stick.
        Usb = "usb",
    }
}

/// A record as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawCarried {
    /// One of [`Carrier::NAMES`].
    pub how: Option<String>,
    /// Who took it.
    pub to_whom: Option<String>,
    /// When, as `2026-09-02T14:20:00-02:00`.
    pub at: Option<String>,
    /// What there is to say about it.
    pub text: Option<String>,
}

/// That a handover was carried outside Stafet.
#[derive(Clone, PartialEq, Eq)]
pub struct Carried {
    how: Carrier,
    to_whom: Line,
    at: Timestamp,
    text: Option<Prose>,
}

sealed_debug!(RawCarried, Carried);

impl Carried {
    /// The record that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawCarried) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// How it was carried.
    #[must_use]
    pub const fn how(&self) -> Carrier {
        self.how
    }

    /// Who took it.
    #[must_use]
    pub const fn to_whom(&self) -> &Line {
        &self.to_whom
    }

    /// When, by what the author says.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// What there is to say about it.
    #[must_use]
    pub const fn text(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn read(raw: RawCarried, faults: &mut Faults) -> Option<Self> {
        let how = faults.take("how", Carrier::read(raw.how));
        let to_whom = faults.take("to_whom", Line::required(raw.to_whom, TO_WHOM_CHARS_MAX));
        let at = faults.take("at", date::instant(raw.at));
        let text = faults.take("text", Prose::optional(raw.text, PROSE_CHARS_MAX));
        Some(Self {
            how: how?,
            to_whom: to_whom?,
            at: at?,
            text: text?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_how_to_whom_and_when() {
        let faults = Carried::parse(RawCarried::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "3 fields to be mended by the author: \
             how is missing; to_whom is missing; at is missing"
        );
        let raw = RawCarried {
            how: Some("drone".to_owned()),
            to_whom: Some("Thea Team".to_owned()),
            at: Some("2026-09-02 14:20".to_owned()),
            text: None,
        };
        let faults = Carried::parse(raw).unwrap_err();
        let choices = Carrier::NAMES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::NotAnInstant);
    }
}
