//! The names of what the core knows, in the reader's language.

use std::io;

use stafet_shared::{
    content::{Choice, CprFault, Fault, Flaw},
    party::directory::StatementError,
    refusal::{Move, Refusal},
    words::{
        Colour, Duty, Ending, HandReason, Kind, List, OutageCause, Role, Rung, Stage, State,
        Validity, Verb, kebab,
    },
};

use super::{Texts, say};

impl Texts {
    /// A state in one or two words: *Åbnet*.
    #[must_use]
    pub fn state(&self, state: State) -> String {
        state.words(self.language()).to_owned()
    }

    /// A stage of a course: *Venter på besøg*.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> String {
        stage.words(self.language()).to_owned()
    }

    /// Where a handover stands, as a sentence that names both offices and since when.
    #[must_use]
    pub fn stands(&self, state: State, from: &str, to: &str, since: &str) -> String {
        let key = format!("stands-{}", kebab(state.name()));
        let variables = [("from", from), ("to", to), ("time", since)];
        self.phrase(
            &key,
            &variables.map(|(name, value)| (name, value.to_owned())),
        )
    }

    /// A kind of handover: *Henvisning*.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> String {
        kind.words(self.language()).to_owned()
    }

    /// How urgent: *gul*.
    #[must_use]
    pub fn colour(&self, colour: Colour) -> String {
        colour.words(self.language()).to_owned()
    }

    /// A person's role: *sagsbehandler*.
    #[must_use]
    pub fn role(&self, role: Role) -> String {
        role.words(self.language()).to_owned()
    }

    /// What was done, as a line of a timeline: *Kvitteret*.
    #[must_use]
    pub fn done(&self, verb: Verb) -> String {
        verb.words(self.language()).to_owned()
    }

    /// The receipt R0: *Gemt i udbakke*.
    #[must_use]
    pub fn saved(&self) -> String {
        say!(self, "receipt-saved")
    }

    /// One of the administrators' lists: *Mangler kvittering*.
    #[must_use]
    pub fn owed_list(&self, list: List) -> String {
        list.words(self.language()).to_owned()
    }

    /// How far up the ladder it was told: *sagt til ledere og administratorer*.
    #[must_use]
    pub fn rung(&self, rung: Rung) -> String {
        rung.words(self.language()).to_owned()
    }

    /// What an act counts for: *kom frem, efter at medlemskabet var slut*.
    #[must_use]
    pub fn validity(&self, counts: Validity) -> String {
        counts.words(self.language()).to_owned()
    }

    /// What somebody did about what is late, or why they look after it: *har ringet*.
    #[must_use]
    pub fn did(&self, reason: HandReason) -> String {
        reason.words(self.language()).to_owned()
    }

    /// Why offices cannot be reached: *forbindelse*.
    #[must_use]
    pub fn cause(&self, cause: OutageCause) -> String {
        cause.words(self.language()).to_owned()
    }

    /// What is owed, as a request: *kvittér for modtagelsen*.
    #[must_use]
    pub fn owed(&self, duty: Duty) -> String {
        duty.words(self.language())
    }

    /// How a handover ended.
    #[must_use]
    pub fn ending(&self, ending: Ending) -> String {
        match ending {
            Ending::CourseOpened => say!(self, "ending-course-opened"),
            Ending::Received => say!(self, "ending-received"),
            Ending::ReportReceived => say!(self, "ending-report-received"),
            Ending::FollowedUp => say!(self, "ending-followed-up"),
            Ending::ActionSigned => say!(self, "ending-action-signed"),
            Ending::Plan => say!(self, "ending-plan"),
            Ending::Replaced => say!(self, "ending-replaced"),
        }
    }

    /// Why the system cannot do something with a file.
    #[must_use]
    pub fn of_system(&self, why: io::ErrorKind) -> String {
        let known = [
            (io::ErrorKind::NotFound, say!(self, "system-not-found")),
            (
                io::ErrorKind::PermissionDenied,
                say!(self, "system-permission"),
            ),
            (
                io::ErrorKind::IsADirectory,
                say!(self, "system-is-a-folder"),
            ),
            (
                io::ErrorKind::NotADirectory,
                say!(self, "system-not-a-folder"),
            ),
            (io::ErrorKind::StorageFull, say!(self, "system-full")),
            (
                io::ErrorKind::ReadOnlyFilesystem,
                say!(self, "system-read-only"),
            ),
        ];
        let said = known.into_iter().find(|(kind, _)| *kind == why);
        said.map_or_else(
            || say!(self, "system-other", why = why.to_string()),
            |(_, said)| said,
        )
    }

    /// Why the server refuses, and whose move it is.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal) -> String {
        let why = self.word(&format!("refusal-{}", refusal.code()));
        let whose = match refusal.whose_move() {
            Move::Program => say!(self, "move-program"),
            Move::Sender => say!(self, "move-sender"),
            Move::Administrator => say!(self, "move-administrator"),
            Move::Wait => say!(self, "move-wait"),
            Move::Nobody => say!(self, "move-nobody"),
        };
        format!("{why} {whose}")
    }

    /// One field of a document and what is wrong with it.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        let flaw = self.flaw(&fault.flaw);
        match fault.item {
            None => format!("{} {flaw}", fault.field),
            Some(item) => format!("{} ({item}) {flaw}", fault.field),
        }
    }

    /// That none of these words was written.
    #[must_use]
    pub fn not_a_choice(&self, choices: &[Choice]) -> String {
        let words: Vec<&str> = choices.iter().map(|it| self.said(it.said)).collect();
        say!(self, "flaw-choice", choices = words.join(", "))
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::Missing => say!(self, "flaw-missing"),
            Flaw::TooLong {
                max_chars,
                got_chars,
            } => say!(
                self,
                "flaw-too-long",
                max = max_chars.to_string(),
                got = got_chars.to_string()
            ),
            Flaw::HiddenCharacter { character } => {
                let code = format!("U+{:04X}", u32::from(*character));
                say!(self, "flaw-hidden-character", code = code)
            }
            Flaw::Cpr(CprFault::NotTenDigits) => say!(self, "flaw-cpr-digits"),
            Flaw::Cpr(CprFault::NoSuchDate) => say!(self, "flaw-cpr-date"),
            Flaw::NotALanguage => say!(self, "flaw-language"),
            Flaw::NotADate => say!(self, "flaw-date"),
            Flaw::NotAnInstant => say!(self, "flaw-instant"),
            Flaw::Year => say!(self, "flaw-year"),
            Flaw::BeforeFirst => say!(self, "flaw-before-first"),
            Flaw::NotACount { max } => say!(self, "flaw-not-a-count", max = max.to_string()),
            Flaw::NotAnOffice => say!(self, "flaw-office"),
            Flaw::OutOfPlace => say!(self, "flaw-out-of-place"),
            Flaw::NotADocument => say!(self, "flaw-not-a-document"),
            Flaw::NotAChoice { choices } => self.not_a_choice(choices),
            Flaw::NotAFileName => say!(self, "flaw-file-name"),
            Flaw::NotAMediaType => say!(self, "flaw-media-type"),
            Flaw::TooMany { max, got } => say!(
                self,
                "flaw-too-many",
                max = max.to_string(),
                got = got.to_string()
            ),
            Flaw::TooLarge {
                max_bytes,
                got_bytes,
            } => say!(
                self,
                "flaw-too-large",
                max = max_bytes.to_string(),
                got = got_bytes.to_string()
            ),
            Flaw::NotRising => say!(self, "flaw-not-rising"),
        }
    }
}

impl Texts {
    /// Why what an administrator says can never hold, and what to do about it.
    #[must_use]
    pub fn statement(&self, error: StatementError) -> String {
        match error {
            StatementError::SecondGenesis => say!(self, "statement-second-genesis"),
            StatementError::Exists => say!(self, "statement-exists"),
            StatementError::UnknownOrganisation => say!(self, "statement-unknown-organisation"),
            StatementError::UnknownOffice => say!(self, "statement-unknown-office"),
            StatementError::UnknownDevice => say!(self, "statement-unknown-device"),
            StatementError::UnknownInvitation => say!(self, "statement-unknown-invitation"),
            StatementError::InvitationUsed => say!(self, "statement-invitation-used"),
            StatementError::OtherThanOffered => say!(self, "statement-other-than-offered"),
            StatementError::OtherPerson => say!(self, "statement-other-person"),
            StatementError::NoAdministratorsHere => say!(self, "statement-no-administrators-here"),
            StatementError::Expired => say!(self, "statement-expired"),
            StatementError::Number => say!(self, "statement-number"),
            StatementError::Retroactive => say!(self, "statement-retroactive"),
            StatementError::Policy => say!(self, "statement-policy"),
            StatementError::OwnDeputy => say!(self, "statement-own-deputy"),
            StatementError::Backwards => say!(self, "statement-backwards"),
            StatementError::Over => say!(self, "statement-over"),
            StatementError::Offices => say!(self, "statement-offices"),
            StatementError::Endless => say!(self, "statement-endless"),
            StatementError::OwnOutage => say!(self, "statement-own-outage"),
            StatementError::UnknownOutage => say!(self, "statement-unknown-outage"),
        }
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::content::{DeclineReason, RawDeclineReason};

    use super::super::tests::{danish, english};
    use super::*;

    /// A text that is not there is answered by a sentence that names the key.
    fn assert_there(text: &str) {
        assert!(
            !text.is_empty() && !text.contains("No localization"),
            "{text}"
        );
    }

    #[test]
    fn everything_that_the_core_knows_has_a_text_in_both_languages() {
        for texts in [danish(), english()] {
            for state in State::ALL {
                let sentence = texts.stands(state, "Nanortalik", "Rejseholdet", "i går");
                assert_there(&sentence);
                assert!(!sentence.contains('$'), "{sentence}");
            }
            for refusal in Refusal::ALL {
                assert_there(&texts.refusal(*refusal));
            }
        }
    }

    #[test]
    fn a_fault_names_its_field_and_what_to_write_instead() {
        let raw = RawDeclineReason {
            category: Some("frokost".to_owned()),
            text: None,
        };
        let faults = DeclineReason::parse(raw).unwrap_err();
        let texts = danish();
        let lines: Vec<String> = faults.faults().iter().map(|it| texts.fault(it)).collect();
        assert!(lines[0].starts_with("category skal være et af: uden for målgruppen, "));
        assert_eq!(lines[1], "text mangler");
    }

    #[test]
    fn a_refusal_says_whose_move_it_is() {
        assert_eq!(
            english().refusal(Refusal::UnknownOffice),
            "The receiving office is not in the directory. Talk to an administrator about it."
        );
    }
}
