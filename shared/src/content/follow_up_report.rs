//! The follow-up receipt (R7): what really happened for the child.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::Prose;

choices! {
    /// Whether the child got what was decided.
    Reached {
        /// It did.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// It did not.
        No = "no",
    }
}

/// A report as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawFollowUpReport {
    /// One of [`Reached::NAMES`].
    pub reached: Option<String>,
    /// What happened, in the author's own words.
    pub text: Option<String>,
}

/// What really happened for the child.
#[derive(Clone, PartialEq, Eq)]
pub struct FollowUpReport {
    reached: Reached,
    text: Prose,
}

sealed_debug!(RawFollowUpReport, FollowUpReport);

impl FollowUpReport {
    /// The report that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawFollowUpReport) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// Whether the child got what was decided.
    #[must_use]
    pub const fn reached(&self) -> Reached {
        self.reached
    }

    /// What happened, in the author's own words.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }

    fn read(raw: RawFollowUpReport, faults: &mut Faults) -> Option<Self> {
        let reached = faults.take("reached", Reached::read(raw.reached));
        let text = faults.take("text", Prose::required(raw.text));
        Some(Self {
            reached: reached?,
            text: text?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_yes_partly_or_no_and_what_happened() {
        for (reached, word) in Reached::ALL.into_iter().zip(Reached::NAMES) {
            let raw = RawFollowUpReport {
                reached: Some((*word).to_owned()),
                text: Some("Fem samtaler".to_owned()),
            };
            assert!(FollowUpReport::parse(raw).unwrap().reached() == reached);
        }
        let raw = RawFollowUpReport {
            reached: Some("maybe".to_owned()),
            text: None,
        };
        let faults = FollowUpReport::parse(raw).unwrap_err();
        let choices = Reached::NAMES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::Missing);
    }
}
