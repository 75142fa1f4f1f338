//! The referral (henvisning): a municipal office asks for treatment of a child.

use super::attachment::{Manifest, RawAttachment};
use super::child::{Child, RawChild};
use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::{Line, Prose, SUBJECT_CHARS_MAX};

/// Longest text about whom to contact, in characters.
pub const CONTACT_CHARS_MAX: usize = 200;

/// A referral as an author wrote it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawReferral {
    /// The child.
    pub child: RawChild,
    /// What stands above the referral in a list.
    pub subject: Option<String>,
    /// Why the child needs treatment.
    pub reason: Option<String>,
    /// What the office wishes from the recipient.
    pub wanted: Option<String>,
    /// What has been done so far.
    pub history: Option<String>,
    /// Who has consented to what, and when.
    pub consent: Option<String>,
    /// Whether an interpreter is needed.
    pub interpreter: Option<bool>,
    /// Whom at the office to contact.
    pub contact: Option<String>,
    /// The attached files.
    pub attachments: Vec<RawAttachment>,
}

/// A referral with nothing missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Referral {
    child: Child,
    subject: Line,
    reason: Prose,
    wanted: Prose,
    history: Prose,
    consent: Prose,
    interpreter: bool,
    contact: Line,
    pub(super) attachments: Manifest,
}

sealed_debug!(RawReferral, Referral);

impl Referral {
    /// The referral that an author wrote.
    ///
    /// # Errors
    /// The author's move: every field that must be mended.
    pub fn parse(raw: RawReferral) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The child.
    #[must_use]
    pub const fn child(&self) -> &Child {
        &self.child
    }

    /// What stands above the referral in a list.
    #[must_use]
    pub const fn subject(&self) -> &Line {
        &self.subject
    }

    /// Why the child needs treatment.
    #[must_use]
    pub const fn reason(&self) -> &Prose {
        &self.reason
    }

    /// What the office wishes from the recipient.
    #[must_use]
    pub const fn wanted(&self) -> &Prose {
        &self.wanted
    }

    /// What has been done so far.
    #[must_use]
    pub const fn history(&self) -> &Prose {
        &self.history
    }

    /// Who has consented to what, and when.
    #[must_use]
    pub const fn consent(&self) -> &Prose {
        &self.consent
    }

    /// Whether an interpreter is needed.
    #[must_use]
    pub const fn interpreter(&self) -> bool {
        self.interpreter
    }

    /// Whom at the office to contact.
    #[must_use]
    pub const fn contact(&self) -> &Line {
        &self.contact
    }

    /// The attached files.
    #[must_use]
    pub const fn attachments(&self) -> &Manifest {
        &self.attachments
    }

    fn read(raw: RawReferral, faults: &mut Faults) -> Option<Self> {
        let child = Child::read(raw.child, faults);
        let subject = faults.take("subject", Line::required(raw.subject, SUBJECT_CHARS_MAX));
        let reason = faults.take("reason", Prose::required(raw.reason));
        let wanted = faults.take("wanted", Prose::required(raw.wanted));
        let history = faults.take("history", Prose::required(raw.history));
        let consent = faults.take("consent", Prose::required(raw.consent));
        let interpreter = faults.take("interpreter", raw.interpreter.ok_or(Flaw::Missing));
        let contact = faults.take("contact", Line::required(raw.contact, CONTACT_CHARS_MAX));
        let attachments = Manifest::read(raw.attachments, faults);
        Some(Self {
            child: child?,
            subject: subject?,
            reason: reason?,
            wanted: wanted?,
            history: history?,
            consent: consent?,
            interpreter: interpreter?,
            contact: contact?,
            attachments: attachments?,
        })
    }
}

#[cfg(test)]
mod tests {
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
