//! Acts that say one thing in words: why something is done, or what was done.

use super::said::said;
use super::text::Prose;
use crate::party::OfficeId;

form! {
    /// Why an act is done, where the act itself says what.
    Reason (said("Begrundelse", "Reason")), RawReason {
        text: Prose {
            da "Hvorfor": "Begrundelsen med egne ord";
            en "Why": "The reason in the author's own words";
        }
    }
}

form! {
    /// What an office has done for the child after a notification.
    ActionTaken (said("Hvad der er gjort", "Action taken")), RawActionTaken {
        text: Prose {
            da "Hvad der er gjort for barnet": "Hvad der er gjort, med egne ord";
            en "What was done for the child": "What was done, in the author's own words";
        }
    }
}

form! {
    /// That another office would suit the child better.
    Proposal (said("Forslag om et andet kontor", "Proposal of another office")), RawProposal {
        office: OfficeId {
            da "Foreslået kontor": "Det kontor, der passer bedre";
            en "Office proposed": "The office that would suit better";
        }
        reason: Prose {
            da "Hvorfor": "Hvorfor det gør";
            en "Why": "Why it would";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Flaw;
    use super::*;

    #[test]
    fn a_reason_and_an_action_have_words() {
        assert!(Reason::parse(RawReason::default()).is_err());
        assert!(ActionTaken::parse(RawActionTaken::default()).is_err());
        let text = Some("Fordi".to_owned());
        assert_eq!(
            Reason::parse(RawReason { text }).unwrap().text().expose(),
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
