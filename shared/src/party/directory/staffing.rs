//! How an office is staffed: hours, deputy, absence, and where to call.

use std::fmt;

use super::{Directory, StatementError};
use crate::{calendar::Hours, party::OfficeId, time::Timestamp};

/// The longest telephone number, in characters.
pub const PHONE_CHARS_MAX: usize = 32;

/// How an office is staffed. The latest statement about an office replaces the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// The office that is staffed so.
    pub office: OfficeId,
    /// The office that stands in for it.
    pub deputy: Option<OfficeId>,
    /// In which hours it is manned.
    pub hours: Hours,
    /// Clocks that start at this instant or later run in those hours; all else is true at once.
    pub from: Timestamp,
    /// The first and the last day of an absence, in days since 1970-01-01 of its own calendar.
    pub away: Option<(i32, i32)>,
    /// The office's own public telephone number.
    pub phone: Option<Phone>,
}

impl Staffing {
    /// Whether nobody is there on a day, in days since 1970-01-01 of its own calendar.
    #[must_use]
    pub fn is_away(&self, day: i32) -> bool {
        self.away
            .is_some_and(|(first, last)| (first..=last).contains(&day))
    }
}

/// An office's public telephone number: digits, spaces and a plus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// The number in a text.
    ///
    /// # Errors
    /// When it has no digit, anything but digits, spaces and a leading plus, or more than
    /// [`PHONE_CHARS_MAX`] characters.
    pub fn parse(text: &str) -> Result<Self, BadPhone> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let known = digits.bytes().all(|it| it.is_ascii_digit() || it == b' ');
        let some = digits.bytes().any(|it| it.is_ascii_digit());
        if known && some && text.trim() == text && text.len() <= PHONE_CHARS_MAX {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadPhone)
        }
    }

    /// The number as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no telephone number; whoever typed it has to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a telephone number has digits, spaces and a leading plus, at most {PHONE_CHARS_MAX} in all"
)]
pub struct BadPhone;

impl Directory {
    /// How an office is staffed, as was said last.
    #[must_use]
    pub fn staffing(&self, office: &OfficeId) -> Option<&Staffing> {
        self.staffed(office).last()
    }

    /// Everything that was said about an office's staffing, in that order.
    pub(super) fn staffed(&self, office: &OfficeId) -> &[Staffing] {
        self.staffing.get(office).map_or(&[], Vec::as_slice)
    }

    /// In which hours an office's clocks run that start at that instant.
    pub(super) fn hours_at(&self, office: &OfficeId, start: Timestamp) -> Hours {
        let mut newest_first = self.staffed(office).iter().rev();
        newest_first
            .find(|staffing| staffing.from <= start)
            .map_or(Hours::Office, |staffing| staffing.hours)
    }

    /// Whether the hours would change for clocks that have started already.
    pub(super) fn moves_clocks(&self, staffing: &Staffing, now: Timestamp) -> bool {
        let office = &staffing.office;
        let since = self.staffed(office).iter().map(|before| before.from);
        let mut starts = since
            .chain([staffing.from])
            .filter(|start| (staffing.from..now).contains(start));
        starts.any(|start| self.hours_at(office, start) != staffing.hours)
    }

    pub(super) fn staff(&mut self, staffing: &Staffing) {
        let said = self.staffing.entry(staffing.office.clone()).or_default();
        // What no clock can start by any more says nothing.
        said.retain(|before| before.from < staffing.from);
        said.push(staffing.clone());
    }

    pub(super) fn check_staffing(&self, staffing: &Staffing) -> Result<(), StatementError> {
        let mut named = [Some(&staffing.office), staffing.deputy.as_ref()]
            .into_iter()
            .flatten();
        if !named.all(|office| self.office(office).is_some()) {
            Err(StatementError::UnknownOffice)
        } else if staffing.deputy.as_ref() == Some(&staffing.office) {
            Err(StatementError::OwnDeputy)
        } else if staffing.away.is_some_and(|(first, last)| last < first) {
            Err(StatementError::Backwards)
        } else {
            Ok(())
        }
    }
}
