//! Case information (sagsoplysninger): what the team needs before its visit, item by item.

use super::attachment::{Manifest, RawAttachment};
use super::check_list::{CheckList, Names, RawCheckList, Standard};
use super::fault::{ContentFaults, Faults, gather};
use super::text::{Line, SUBJECT_CHARS_MAX};

/// Case information as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawCaseInformation {
    /// What stands above it in a list.
    pub subject: Option<String>,
    /// What there is, what is pending, and what is not available.
    pub check_list: RawCheckList,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// Case information with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseInformation {
    subject: Line,
    check_list: CheckList,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawCaseInformation, CaseInformation);

impl CaseInformation {
    /// The case information that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawCaseInformation) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// What stands above it in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// What there is, what is pending, and what is not available.
    #[must_use]
    pub const fn check_list(&self) -> &CheckList {
        &self.check_list
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawCaseInformation, faults: &mut Faults) -> Option<Self> {
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let check_list = CheckList::read(raw.check_list, Standard::Xref15, &NAMES, faults);
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            subject: subject?,
            check_list: check_list?,
            attachments: attachments?,
        })
    }
}

pub(super) const NAMES: Names = Names {
    standard: "standard",
    items: "items",
    what: "items.what",
    state: "items.state",
    expected: "items.expected",
    reason: "items.reason",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_information_without_items_is_refused() {
        let faults = CaseInformation::parse(RawCaseInformation::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "2 fields to be mended by the author: subject is missing; items is missing"
        );
    }
}
