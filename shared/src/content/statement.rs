//! Acts that say one thing in words: why something is done, or what was done.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::Prose;
use crate::party::OfficeId;

/// Words as an author wrote them, before anything is checked.
#[derive(Clone, Default)]
pub struct RawStatement {
    /// The words.
    pub text: Option<String>,
}

/// Why an act is done, where the act itself says what.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason {
    text: Prose,
}

/// What an office has done for the child after a notification.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionTaken {
    text: Prose,
}

/// A proposal as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawProposal {
    /// The office that would suit better.
    pub office: Option<String>,
    /// Why it would.
    pub reason: Option<String>,
}

/// That another office would suit the child better.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposal {
    office: OfficeId,
    reason: Prose,
}

sealed_debug!(RawStatement, Reason, ActionTaken, RawProposal, Proposal);

impl Reason {
    /// The reason that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawStatement) -> Result<Self, ContentFaults> {
        let text = gather(|faults| faults.take("text", Prose::required(raw.text)))?;
        Ok(Self { text })
    }

    /// The reason in the author's own words.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }
}

impl ActionTaken {
    /// What an author says was done.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawStatement) -> Result<Self, ContentFaults> {
        let text = gather(|faults| faults.take("text", Prose::required(raw.text)))?;
        Ok(Self { text })
    }

    /// What was done, in the author's own words.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }
}

impl Proposal {
    /// The proposal that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawProposal) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The office that would suit better.
    #[must_use]
    pub const fn office(&self) -> &OfficeId {
        &self.office
    }

    /// Why it would.
    #[must_use]
    pub const fn reason(&self) -> &Prose {
        &self.reason
    }

    fn read(raw: RawProposal, faults: &mut Faults) -> Option<Self> {
        let office = faults.take("office", office(raw.office));
        let reason = faults.take("reason", Prose::required(raw.reason));
        Some(Self {
            office: office?,
            reason: reason?,
        })
    }
}

fn office(raw: Option<String>) -> Result<OfficeId, Flaw> {
    let raw = raw.unwrap_or_default();
    match raw.trim() {
        "" => Err(Flaw::Missing),
        text => OfficeId::parse(text).map_err(|_| Flaw::NotAnOffice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_and_an_action_have_words() {
        let nothing = RawStatement { text: None };
        assert!(Reason::parse(nothing.clone()).is_err());
        assert!(ActionTaken::parse(nothing).is_err());
        let text = Some("Fordi".to_owned());
        assert_eq!(
            Reason::parse(RawStatement { text })
                .unwrap()
                .text()
                .expose(),
            "Fordi"
        );
    }

    #[test]
    fn a_proposal_names_an_office_and_says_why() {
        let raw = RawProposal {
            office: Some("Klinikken".to_owned()),
            reason: None,
        };
        let faults = Proposal::parse(raw).unwrap_err();
        let flaws: Vec<_> = faults.faults().iter().map(|it| it.flaw.clone()).collect();
        assert_eq!(flaws, [Flaw::NotAnOffice, Flaw::Missing]);
    }
}
