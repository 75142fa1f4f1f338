//! The follow-up (opfølgning): what the municipality has decided after a closing report, handed
//! to whoever gives the child what was decided.

use jiff::civil::Date;

use super::attachment::Manifest;
use super::child::Child;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::words::Kind;

form! {
    /// A follow-up with nothing missing.
    FollowUp (Said::kind(Kind::FollowUp)), RawFollowUp {
        child: Option<Child> {
            da "Barn": "Hvem det drejer sig om, hvis modtageren ikke ved det fra sagen";
            en "Child": "The child, if the author does not leave it to the thread";
        }
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad opfølgningen handler om, i få ord";
            en "Subject": "What the follow-up is about, in a few words";
        }
        decision: Prose {
            da "Beslutning": "Hvad kommunen har besluttet";
            en "Decision": "What the municipality has decided";
        }
        deviates_from_recommendation: bool {
            da "Afviger fra anbefalingen": "Om det er noget andet, end teamet anbefalede";
            en "Deviates from the recommendation": "Whether that is something else than the team recommended";
        }
        reason_for_deviation: Option<Prose>, when deviates_from_recommendation {
            da "Hvorfor den afviger": "Hvorfor; kun når beslutningen afviger";
            en "Why it deviates": "Why it is something else; there exactly when it deviates";
        }
        first_contact_by: Option<Date> {
            da "Første kontakt senest": "Den dag, modtageren senest bør have mødt barnet";
            en "First contact by": "The day by which the recipient should have met the child, if one is set";
        }
        attachments: Manifest {
            da "Bilag": "De vedlagte filer";
            en "Attachments": "The attached files";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::child::RawChild;
    use super::super::fault::Flaw;
    use super::*;

    fn raw() -> RawFollowUp {
        RawFollowUp {
            subject: Some("Opfølgende samtaler".to_owned()),
            decision: Some("Samtaler hver 14. dag".to_owned()),
            deviates_from_recommendation: Some(false),
            ..RawFollowUp::default()
        }
    }

    fn flaws(raw: RawFollowUp) -> Vec<(&'static str, Option<usize>, Flaw)> {
        let faults = FollowUp::parse(raw).unwrap_err();
        let faults = faults.faults().iter();
        faults
            .map(|it| (it.field, it.item, it.flaw.clone()))
            .collect()
    }

    #[test]
    fn an_empty_follow_up_names_all_that_is_missing_at_once() {
        let faults = FollowUp::parse(RawFollowUp::default()).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "3 fields to be mended by the author: subject is missing; decision is missing; \
             deviates_from_recommendation is missing"
        );
    }

    #[test]
    fn a_deviation_has_a_reason_and_nothing_else_has_one() {
        assert!(
            !FollowUp::parse(raw())
                .unwrap()
                .deviates_from_recommendation()
        );
        let mut deviating = raw();
        deviating.deviates_from_recommendation = Some(true);
        let missing = ("reason_for_deviation", None, Flaw::Missing);
        assert_eq!(flaws(deviating.clone()), [missing]);
        deviating.reason_for_deviation = Some("Familien er flyttet".to_owned());
        let parsed = FollowUp::parse(deviating.clone()).unwrap();
        assert!(parsed.deviates_from_recommendation());
        deviating.deviates_from_recommendation = Some(false);
        let out_of_place = ("reason_for_deviation", None, Flaw::OutOfPlace);
        assert_eq!(flaws(deviating), [out_of_place]);
    }

    #[test]
    fn a_child_that_is_named_is_named_whole() {
        let mut named = raw();
        named.child = Some(RawChild::default());
        let missing = |field| (field, None, Flaw::Missing);
        assert_eq!(
            flaws(named),
            [missing("child.name"), missing("child.language")]
        );
    }
}
