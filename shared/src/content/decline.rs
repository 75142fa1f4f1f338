//! Why the receiving office declines a handover. The ball goes back with it.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::Prose;

choices! {
    /// The grounds on which an office may decline.
    DeclineCategory {
        /// The child is outside the office's target group.
        TargetGroup = "target_group",
        /// The office has no capacity.
        Capacity = "capacity",
        /// The office's people are disqualified.
        Disqualification = "disqualification",
        /// A consent, or another legal basis, is missing.
        MissingConsentOrBasis = "missing_consent_or_basis",
        /// Another offer suits the child better.
        OtherOffer = "other_offer",
        /// The child has moved.
        ChildMoved = "child_moved",
    }
}

/// A decline as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawDeclineReason {
    /// One of [`DeclineCategory::NAMES`].
    pub category: Option<String>,
    /// The reason in the author's own words.
    pub text: Option<String>,
}

/// Why an office declines: a category and always a reason in words.
#[derive(Clone, PartialEq, Eq)]
pub struct DeclineReason {
    category: DeclineCategory,
    text: Prose,
}

sealed_debug!(RawDeclineReason, DeclineReason);

impl DeclineReason {
    /// The reason that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawDeclineReason) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The category.
    #[must_use]
    pub const fn category(&self) -> DeclineCategory {
        self.category
    }

    /// The reason in the author's own words.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }

    fn read(raw: RawDeclineReason, faults: &mut Faults) -> Option<Self> {
        let category = faults.take("category", DeclineCategory::read(raw.category));
        let text = faults.take("text", Prose::required(raw.text));
        Some(Self {
            category: category?,
            text: text?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(category: &str, text: &str) -> Result<DeclineReason, ContentFaults> {
        DeclineReason::parse(RawDeclineReason {
            category: Some(category.to_owned()),
            text: Some(text.to_owned()),
        })
    }

    #[test]
    fn every_category_is_chosen_by_its_name() {
        for (category, name) in DeclineCategory::ALL.into_iter().zip(DeclineCategory::NAMES) {
            assert!(parse(name, "Fordi").unwrap().category() == category);
        }
    }

    #[test]
    fn a_decline_needs_a_known_category_and_words() {
        let faults = parse("lunch", "").unwrap_err();
        let choices = DeclineCategory::NAMES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::Missing);
    }
}
