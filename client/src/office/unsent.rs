//! A form that somebody is filling in: what was typed so far, and what it is to become.

use std::fmt;

use stafet_shared::{
    content::RawAttachment,
    id::{FormId, HandoverId, ID_BYTES},
    party::OfficeId,
    time::Timestamp,
    words::{Colour, Kind},
};

use super::{Deed, Draft};

/// What a form is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A new handover.
    New,
    /// A new handover that takes up a closed matter again.
    Reopen(HandoverId),
    /// A new handover that takes the place of one that was sent in error.
    Replace(HandoverId),
    /// A corrected version of a handover whose version this is.
    Correct(HandoverId, u16),
    /// A mended version of a handover whose version this is, sent to the same office again.
    Resubmit(HandoverId, u16),
}

/// A form that somebody is filling in.
#[derive(Clone)]
pub struct Unsent {
    /// Names it.
    pub id: FormId,
    /// Counts how often it was saved.
    pub revision: u32,
    /// What it is to become.
    pub aim: Aim,
    /// What is handed over, once that was said.
    pub kind: Option<Kind>,
    /// In whose name, if that was said.
    pub from: Option<OfficeId>,
    /// The office that is to take it.
    pub to: Option<OfficeId>,
    /// How urgent it is.
    pub colour: Option<Colour>,
    /// The handover that it follows.
    pub follows: Option<HandoverId>,
    /// What was typed: the fields' names and their texts, in order.
    pub texts: Vec<(String, String)>,
    /// The files that go along, sealed.
    pub files: Vec<RawAttachment>,
    /// The step that was saved last.
    pub step: String,
    /// When it was saved last.
    pub saved: Timestamp,
    /// The handover that it has become; nothing else of it is kept then.
    pub became: Option<HandoverId>,
}

/// What goes out when a form is signed.
#[derive(Clone, Debug)]
pub enum Outgoing {
    /// A new handover, and what is done with it.
    Draft(Box<Draft>, Then),
    /// A new version of a handover.
    Version(HandoverId, Box<Deed>),
}

/// What is done with a handover in the moment in which it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing more.
    Nothing,
    /// It takes up a closed matter again.
    TakesUp(HandoverId),
    /// It answers what was asked about a handover.
    Answers(HandoverId),
    /// It takes the place of one that was sent in error.
    Replaces(HandoverId),
}

impl Unsent {
    /// An empty form with an aim.
    #[must_use]
    pub fn new(aim: Aim) -> Self {
        Self {
            id: FormId::from_bytes([0; ID_BYTES]),
            revision: 0,
            aim,
            kind: None,
            from: None,
            to: None,
            colour: None,
            follows: None,
            texts: Vec::new(),
            files: Vec::new(),
            step: String::new(),
            saved: Timestamp::EPOCH,
            became: None,
        }
    }

    /// What remains of it once it has become a handover.
    pub(super) fn sent(&self, became: HandoverId, saved: Timestamp) -> Self {
        Self {
            id: self.id,
            revision: self.revision,
            saved,
            became: Some(became),
            ..Self::new(Aim::New)
        }
    }

    /// The version that it was begun from, if it is to become a later one.
    pub(super) const fn version(&self) -> Option<(HandoverId, u16)> {
        match self.aim {
            Aim::New | Aim::Reopen(_) | Aim::Replace(_) => None,
            Aim::Correct(id, version) | Aim::Resubmit(id, version) => Some((id, version)),
        }
    }
}

impl fmt::Debug for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unsent({}, [sealed])", self.id)
    }
}
