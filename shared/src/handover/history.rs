//! What the log says of one act about a handover.

use crate::{
    calendar::Zone,
    hash::Hash,
    id::{ActId, DeviceId, PersonId},
    log::receipt::Receipt,
    party::{Author, OfficeId},
    time::Timestamp,
    words::{State, Validity, Verb},
};

/// Where an act stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The leaf's index, from 0.
    pub index: u64,
    /// The server's time of deposit: all deadlines run on it.
    pub deposited: Timestamp,
    /// What it counts for.
    pub validity: Validity,
}

impl From<&Receipt> for Position {
    fn from(receipt: &Receipt) -> Self {
        Self {
            index: receipt.index,
            deposited: receipt.deposited,
            validity: receipt.validity,
        }
    }
}

/// The act by which a state was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What was done.
    pub verb: Verb,
    /// By which device.
    pub device: DeviceId,
    /// Its place in the log, once it has one.
    pub index: Option<u64>,
}

/// Who signed, and when the server had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The act.
    pub act: ActId,
    /// The signed act's hash, by which answers name it.
    pub hash: Hash,
    /// In whose name.
    pub office: OfficeId,
    /// The person who answers for it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The act's place in the log, once it has one.
    pub index: Option<u64>,
    /// The time of deposit; for an act still in the outbox, the claimed time.
    pub at: Timestamp,
}

/// One act in a handover's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The act.
    pub act: ActId,
    /// Names the signed act.
    pub hash: Hash,
    /// What was done.
    pub verb: Verb,
    /// For a second signature: what it has signed, if it fitted a first one.
    pub second_of: Option<Verb>,
    /// Who signed it, in whose name, with which key.
    pub author: Author,
    /// When the author claims to have done it.
    pub claimed: Timestamp,
    /// Where it stands in the log, once it does.
    pub position: Option<Position>,
    /// What it led to.
    pub effect: Effect,
    /// Whether it fitted as things stood: it bound to the standing leg and version.
    pub fits: bool,
    /// The state afterwards.
    pub state: State,
    /// Whom it is for afterwards.
    pub to: OfficeId,
    /// The envelope that stands afterwards.
    pub envelope: Hash,
}

impl Event {
    /// When its author claims to have done it, where that was another day than the one on which the
    /// server had it: who signs without a connection has acted before anybody heard of it. Days are
    /// those of a zone.
    #[must_use]
    pub fn made_another_day(&self, zone: &Zone) -> Option<Timestamp> {
        let deposited = self.position?.deposited;
        let is_another = zone.day(self.claimed) != zone.day(deposited);
        is_another.then_some(self.claimed)
    }
}

/// What an act led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It moved the handover.
    Moved,
    /// It is true and kept, and moved nothing: a second R3, a colleague's second R4.
    Fact,
    /// It contradicts what stands before it in the log; people must look at it.
    Conflict,
    /// The first of two signatures; the second is owed.
    FirstSignature,
}
