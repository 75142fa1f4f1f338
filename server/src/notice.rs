//! Notices: what an office is told outside Stafet, by mail and by webhook, when something waits.
//!
//! Whoever watches hands in every notice that stands, each minute; [`plan`] decides who is to be
//! told what at once and what in the morning, and [`post`] delivers it and writes down that it did. No letter is kept: each is
//! composed when it is sent, so that after days without a mail server one letter tells what still
//! stands. A letter holds no personal data: ids, kinds, offices, deadlines, and what to do next.
//!
//! Once a week the offices that the policy names as the department get a letter of another sort,
//! with counts and ages only: [`weekly`].

pub mod channel;
pub mod fault;
pub mod letter;
pub mod list;
mod mail;
pub mod outbox;
pub mod plan;
pub mod post;
pub mod text;
mod webhook;
pub mod weekly;

use stafet_shared::{
    id::HandoverId,
    party::OfficeId,
    time::Timestamp,
    watch::{Tie, Told},
    words::{Colour, Duty, Kind, List},
};

pub use self::letter::{Letter, Line};

/// What is to be told to one office about one matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// About which handover; of a course, about the referral that opened it.
    pub handover: HandoverId,
    /// Who is told.
    pub to: OfficeId,
    /// Who owes the next act.
    pub owner: OfficeId,
    /// Why that office hears of it.
    pub tie: Tie,
    /// What is handed over.
    pub kind: Kind,
    /// What is owed.
    pub duty: Duty,
    /// How urgent it is.
    pub colour: Colour,
    /// In which of the administrators' lists it stands: what is missing.
    pub list: List,
    /// How high it has climbed: 0 something red has come, 1 reminder, 2 overdue, 3 leaders and
    /// administrators, 4 the supervising authority.
    pub rung: u8,
    /// Who was told of that, beside the two sides, and who could not be.
    pub told: Told,
    /// Since when it is owed.
    pub since: Timestamp,
    /// Until when it was due.
    pub due: Timestamp,
    /// Whether somebody has to ring the owner.
    pub call: bool,
}

/// How an office is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By mail.
    Mail,
    /// By a webhook.
    Webhook,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Webhook];

    /// Its name in lists and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }

    /// The way with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// Who gets letters: an office, on one way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient {
    /// The office.
    pub office: OfficeId,
    /// How it is reached.
    pub way: Way,
}

/// What makes two notices to one office the same: told once, it is only counted
/// by the next letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// About which handover.
    pub handover: HandoverId,
    /// Who owes the next act.
    pub owner: OfficeId,
    /// What is owed.
    pub duty: Duty,
    /// Since when: the next interim report is another subject than the last one.
    pub since: Timestamp,
}

impl Subject {
    /// What a notice is about.
    #[must_use]
    pub fn of(notice: &Notice) -> Self {
        Self {
            handover: notice.handover,
            owner: notice.owner.clone(),
            duty: notice.duty,
            since: notice.since,
        }
    }
}

/// A mail's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
}
