//! Why the receiving office declines a handover. The ball goes back with it.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::Prose;

/// The grounds on which an office may decline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DeclineCategory {
    /// The child is outside the office's target group.
    TargetGroup,
    /// The office has no capacity.
    Capacity,
    /// The office's people are disqualified.
    Disqualification,
    /// A consent, or another legal basis, is missing.
    MissingConsentOrBasis,
    /// Another offer suits the child better.
    OtherOffer,
    /// The child has moved.
    ChildMoved,
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

sealed_debug!(DeclineCategory, RawDeclineReason, DeclineReason);

impl DeclineCategory {
    /// Every category, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::TargetGroup,
        Self::Capacity,
        Self::Disqualification,
        Self::MissingConsentOrBasis,
        Self::OtherOffer,
        Self::ChildMoved,
    ];

    /// The word that an author writes for each category, in the order of [`ALL`](Self::ALL).
    pub const NAMES: &[&str] = &[
        Self::TargetGroup.name(),
        Self::Capacity.name(),
        Self::Disqualification.name(),
        Self::MissingConsentOrBasis.name(),
        Self::OtherOffer.name(),
        Self::ChildMoved.name(),
    ];

    /// The word that an author writes for this category.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TargetGroup => "target_group",
            Self::Capacity => "capacity",
            Self::Disqualification => "disqualification",
            Self::MissingConsentOrBasis => "missing_consent_or_basis",
            Self::OtherOffer => "other_offer",
            Self::ChildMoved => "child_moved",
        }
    }

    fn read(raw: Option<String>) -> Result<Self, Flaw> {
        let raw = raw.unwrap_or_default();
        let word = raw.trim();
        if word.is_empty() {
            return Err(Flaw::Missing);
        }
        Self::ALL
            .into_iter()
            .find(|category| category.name() == word)
            .ok_or(Flaw::NotAChoice {
                choices: Self::NAMES,
            })
    }
}

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
