//! The referral (henvisning): a municipal office asks for treatment of a child.

use super::attachment::Manifest;
use super::child::Child;
use super::said::Said;
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};
use crate::words::Kind;

/// Longest text about whom to contact, in characters.
pub const CONTACT_CHARS_MAX: usize = 200;

form! {
    /// A referral with nothing missing.
    Referral (Said::kind(Kind::Referral)), RawReferral {
        child: Child {
            da "Barn": "Hvem det drejer sig om";
            en "Child": "Whom it is about";
        }
        subject: Line[SUBJECT_CHARS_MAX] {
            da "Emne": "Hvad henvisningen handler om, i få ord";
            en "Subject": "What the referral is about, in a few words";
        }
        reason: Prose {
            da "Hvorfor": "Hvorfor barnet har brug for behandling";
            en "Why": "Why the child needs treatment";
        }
        wanted: Prose {
            da "Hvad vi ønsker": "Hvad kontoret ønsker af modtageren";
            en "What we wish for": "What the office wishes from the recipient";
        }
        history: Prose {
            da "Hvad der er gjort": "Hvad der er gjort indtil nu";
            en "What has been done": "What has been done so far";
        }
        consent: Prose {
            da "Samtykke": "Hvem der har givet samtykke til hvad, og hvornår";
            en "Consent": "Who has consented to what, and when";
        }
        interpreter: bool {
            da "Tolk": "Om der er brug for tolk";
            en "Interpreter": "Whether an interpreter is needed";
        }
        contact: Line[CONTACT_CHARS_MAX] {
            da "Kontakt": "Hvem på kontoret man kan henvende sig til";
            en "Contact": "Whom at the office to contact";
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
    use super::super::fault::{ContentFaults, Flaw};
    use super::*;

    fn raw() -> RawReferral {
        let text = |text: &str| Some(text.to_owned());
        RawReferral {
            child: RawChild {
                name: text("Testbarn Nanortalik A"),
                cpr: text("010112-0000"),
                language: text("kl"),
                lives_with: None,
            },
            subject: text("Henvisning"),
            reason: text("Årsag"),
            wanted: text("Udredning"),
            history: text("Ingen tidligere kontakt"),
            consent: text("Skriftligt samtykke"),
            interpreter: Some(false),
            contact: text("Vagtmodtager"),
            attachments: Vec::new(),
        }
    }

    fn fields(faults: &ContentFaults) -> Vec<&'static str> {
        faults.faults().iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn an_empty_referral_names_all_that_is_missing_at_once() {
        let faults = Referral::parse(RawReferral::default()).unwrap_err();
        let required = [
            "child.name",
            "child.language",
            "subject",
            "reason",
            "wanted",
            "history",
            "consent",
            "interpreter",
            "contact",
        ];
        assert_eq!(fields(&faults), required);
        assert!(
            faults
                .faults()
                .iter()
                .all(|fault| fault.flaw == Flaw::Missing)
        );
    }

    #[test]
    fn faults_of_every_sort_are_named_together_without_what_was_written() {
        let mut raw = raw();
        raw.child.name = Some("Hemmelig\u{202E}".to_owned());
        raw.child.cpr = Some("310212-0000".to_owned());
        raw.reason = Some(" \n".to_owned());
        let faults = Referral::parse(raw).unwrap_err();
        assert_eq!(fields(&faults), ["child.name", "child.cpr", "reason"]);
        assert_eq!(
            faults.to_string(),
            "3 fields to be mended by the author: \
             child.name holds the hidden character U+202E; \
             child.cpr is not a CPR number, because its date does not exist; \
             reason is missing"
        );
    }

    #[test]
    fn a_referral_is_not_printed_by_debug() {
        assert_eq!(format!("{:?}", raw()), "[sealed]");
        assert_eq!(format!("{:?}", Referral::parse(raw())), "Ok([sealed])");
    }
}
