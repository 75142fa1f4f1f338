//! Why the receiving office declines a handover. The ball goes back with it.

use super::said::said;
use super::text::Prose;

choices! {
    /// The grounds on which an office may decline.
    DeclineCategory {
        /// The child is outside the office's target group.
        TargetGroup = "target_group", "uden for målgruppen" / "outside the target group",
        /// The office has no capacity.
        Capacity = "capacity", "ingen ledig plads" / "no capacity",
        /// The office's people are disqualified.
        Disqualification = "disqualification", "inhabilitet" / "disqualification",
        /// A consent, or another legal basis, is missing.
        MissingConsentOrBasis = "missing_consent_or_basis",
            "samtykke eller hjemmel mangler" / "consent or legal basis is missing",
        /// Another offer suits the child better.
        OtherOffer = "other_offer", "et andet tilbud passer bedre" / "another offer suits better",
        /// The child has moved.
        ChildMoved = "child_moved", "barnet er flyttet" / "the child has moved",
    }
}

form! {
    /// Why an office declines: a ground and always a reason in words.
    DeclineReason (said("Afvisning", "Decline")), RawDeclineReason {
        category: DeclineCategory {
            da "Grund": "Grunden til, at kontoret afviser";
            en "Ground": "The ground on which the office declines";
        }
        text: Prose {
            da "Tekst": "Begrundelsen med kontorets egne ord";
            en "Text": "The reason in the author's own words";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{ContentFaults, Flaw};
    use super::*;

    fn parse(category: &str, text: &str) -> Result<DeclineReason, ContentFaults> {
        DeclineReason::parse(RawDeclineReason {
            category: Some(category.to_owned()),
            text: Some(text.to_owned()),
        })
    }

    #[test]
    fn every_category_is_chosen_by_its_name_or_its_word() {
        for (category, name) in DeclineCategory::ALL
            .into_iter()
            .zip(DeclineCategory::CHOICES)
        {
            for word in [name.name, name.said.da, name.said.en] {
                assert!(parse(word, "Fordi").unwrap().category() == category);
            }
        }
    }

    #[test]
    fn a_decline_needs_a_known_category_and_words() {
        let faults = parse("lunch", "").unwrap_err();
        let choices = DeclineCategory::CHOICES;
        assert_eq!(faults.faults()[0].flaw, Flaw::NotAChoice { choices });
        assert_eq!(faults.faults()[1].flaw, Flaw::Missing);
    }
}
