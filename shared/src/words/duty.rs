//! What an office may owe, on which side of a handover, and how a handover ends.

use super::{Kind, Language, Verb, kebab, spelling::is_meant};

/// A side of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The office that sends.
    Sender,
    /// The office that is to take it.
    Receiver,
}

/// What the office with the ball owes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Its device must reach the server; T02.
    Deposit,
    /// One of its people or devices must make this act.
    Act(Verb),
    /// A leader must sign second, or of a mere fact any colleague.
    Countersign(Verb),
    /// Something of that kind is expected of it in a course, and was never sent.
    Send(Kind),
    /// A named person has to read it and sign for it, from its deposit on.
    Receipt,
    /// A corrected version waits to be read by who signed for an earlier one.
    ReadVersion,
    /// The attachments have not come to the receiver.
    SendAttachments,
    /// Whoever got a notification wrongly keeps the ball until the right office has signed.
    SeeThrough,
    /// A child's matter has waited for long: a leader has to see whether it may.
    Age,
    /// Its receiver cannot read it yet: somebody has to ring them, or find another way.
    Reach,
}

impl Duty {
    /// Its number on the wire and in databases: its sort in the upper byte, and the act or kind
    /// that it is about in the lower one. Numbers are never used again.
    #[must_use]
    pub const fn code(self) -> u16 {
        let (sort, about) = match self {
            Self::Deposit => (0, 0),
            Self::Act(verb) => (1, verb.code()),
            Self::Countersign(verb) => (2, verb.code()),
            Self::Send(kind) => (3, kind.code()),
            Self::Receipt => (4, 0),
            Self::ReadVersion => (5, 0),
            Self::SendAttachments => (6, 0),
            Self::SeeThrough => (7, 0),
            Self::Age => (8, 0),
            Self::Reach => (9, 0),
        };
        u16::from_be_bytes([sort, about])
    }

    /// The duty with that number.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        let [sort, about] = code.to_be_bytes();
        let duty = match sort {
            0 => Self::Deposit,
            1 => Self::Act(Verb::from_code(about)?),
            2 => Self::Countersign(Verb::from_code(about)?),
            3 => Self::Send(Kind::from_code(about)?),
            4 => Self::Receipt,
            5 => Self::ReadVersion,
            6 => Self::SendAttachments,
            7 => Self::SeeThrough,
            8 => Self::Age,
            9 => Self::Reach,
            _ => return None,
        };
        // One number for each, so that what is read is written alike.
        (duty.code() == code).then_some(duty)
    }

    /// Whether it is owed about a course, and not about one handover.
    #[must_use]
    pub const fn is_of_course(self) -> bool {
        match self {
            Self::Act(Verb::PassOn) => true,
            Self::Act(verb) | Self::Countersign(verb) => verb.is_of_course(),
            Self::Send(_) => true,
            Self::Deposit
            | Self::SendAttachments
            | Self::Receipt
            | Self::ReadVersion
            | Self::SeeThrough
            | Self::Age
            | Self::Reach => false,
        }
    }

    /// Whether somebody who wrote `text` means it: by its name, or by its words in either language.
    #[must_use]
    pub fn is_meant(self, text: &str) -> bool {
        let words = Language::ALL.map(|language| self.words(language));
        words
            .iter()
            .chain([&self.name()])
            .any(|it| is_meant(&[it], text))
    }

    /// Its name in commands and JSON.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Deposit => "deposit".to_owned(),
            Self::Act(verb) => verb.name().to_owned(),
            Self::Countersign(verb) => format!("countersign-{}", verb.name()),
            Self::Send(kind) => format!("send-{}", kebab(kind.name())),
            Self::Receipt => "receipt".to_owned(),
            Self::ReadVersion => "read-version".to_owned(),
            Self::SendAttachments => "send-attachments".to_owned(),
            Self::SeeThrough => "see-through".to_owned(),
            Self::Age => "age".to_owned(),
            Self::Reach => "reach".to_owned(),
        }
    }

    /// What is owed, as it is asked of the office: *læs og kvittér*.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let (danish, english) = match self {
            Self::Act(verb) => return verb.owed(language).to_owned(),
            Self::Countersign(Verb::Pause) => (
                "den anden side skal medunderskrive pausen",
                "the other side has to countersign the pause",
            ),
            Self::Countersign(verb) if verb.is_seconded_by_anybody() => (
                "en kollega skal medunderskrive",
                "a colleague has to countersign",
            ),
            Self::Countersign(_) => return Verb::Countersign.owed(language).to_owned(),
            Self::Send(kind) => return format!("send {}", kind.words(language).to_lowercase()),
            Self::Deposit => (
                "vent på forbindelse, den sendes af sig selv",
                "wait for a connection, it is sent by itself",
            ),
            Self::Receipt => return Verb::Acknowledge.owed(language).to_owned(),
            Self::Age => (
                "en leder skal se, om barnet stadig kan vente",
                "a leader has to see whether the child can still wait",
            ),
            Self::Reach => (
                "ring til modtageren, eller send den til et andet kontor",
                "ring the receiver, or send it to another office",
            ),
            Self::ReadVersion => (
                "læs den rettede udgave, og kvittér for den",
                "read the corrected version and acknowledge it",
            ),
            Self::SendAttachments => ("send bilagene", "send the attachments"),
            Self::SeeThrough => (
                "følg op, indtil det rette kontor har kvitteret",
                "follow up until the right office has signed for it",
            ),
        };
        language.choose(danish, english).to_owned()
    }
}

/// How a handover ended. No child's matter ends without a plan, a decision or a new handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Accepted: the matter lives on as a course.
    CourseOpened,
    /// Signed for, which is all that this kind wants.
    Received,
    /// A closing report was read: treatment responsibility is back.
    ReportReceived,
    /// What was to be followed up has been reported.
    FollowedUp,
    /// The action taken on a notification was signed.
    ActionSigned,
    /// The municipality has said what happens to the child instead.
    Plan,
    /// The replacement, or the plan instead, has been named.
    Replaced,
}
