//! The act: the one thing that flows.
//!
//! Whatever anyone does is an act: a small signed record about one handover or about the
//! directory. Its public part is all that the server sees; what is said about a child is sealed
//! in its body, to which the public part commits.

mod proof;
#[cfg(test)]
mod tests;

pub use self::proof::{Act, ActError};

use crate::{
    handover::Concern,
    hash::Hash,
    id::{ActId, HandoverId, TourId},
    party::{Author, OfficeId, directory},
    seal::{self, blob::BlobRef},
    time::Timestamp,
    words::{Colour, Kind, Rung, Verb},
};

/// The largest signed act without its body, in bytes. A genesis or an approval with an office
/// key is about 2 kB.
pub const SIGNED_BYTES_MAX: usize = 8 * 1024;
/// The largest body of an act, in bytes: a sealed referral is 4 to 60 kB. Attachments are not bodies.
pub const BODY_BYTES_MAX: usize = 512 * 1024;
/// The most offices that one envelope is sealed to.
pub const RECIPIENTS_MAX: usize = 16;

/// All of an act that the server may see; what is listed here is what the protocol page lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPart {
    /// Names the act.
    pub id: ActId,
    /// Who signs, in whose name, with what.
    pub author: Author,
    /// When the author claims to have signed. Deadlines run on the time of deposit instead.
    pub claimed: Timestamp,
    /// How much of the log the author knew to be complete.
    pub seen: KnownHead,
    /// The author's device's act before this one: evidence, never a ground for refusal.
    pub previous: Option<Hash>,
    /// The directory that the author knew.
    pub directory: directory::Version,
    /// What it is about.
    pub matter: Matter,
}

/// The newest log head up to which the server has declared a signer's mailboxes complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownHead {
    /// Leaves in the log.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
}

/// What an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A handover.
    Handover(Box<HandoverAct>),
    /// The directory, with the hash of the act's body where it has one.
    Directory(directory::Statement, Option<BodyRef>),
}

/// An act about one handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverAct {
    /// The handover that it is about.
    pub handover: HandoverId,
    /// What is done.
    pub verb: Verb,
    /// The act that this one answers: for the receiver's acts the envelope they have read, for a
    /// countersignature the first signature.
    pub about: Option<Hash>,
    /// The version that the author has read or writes, from 1.
    pub version: u16,
    /// The leg that the author has read or begins, from 1.
    pub leg: u16,
    /// How often this leg's envelope has been wrapped, from 1.
    pub attempt: u16,
    /// What an envelope is, with the verbs that send one.
    pub terms: Option<Terms>,
    /// The sealed content, if the act has any.
    pub sealed: Option<SealedRef>,
    /// A code without personal meaning: an unreadable envelope's reason, what was decided on
    /// follow-up, how many items of case information are still to come.
    pub outcome: Option<u16>,
    /// A date that a clock needs (a visit, a last session, the end of a pause), as days since
    /// 1970-01-01.
    pub asserted_day: Option<i32>,
    /// Another handover that the act names: the case information that supplies what was asked
    /// for, the replacement of what was sent in error, or what takes a closed matter up again.
    pub link: Option<HandoverId>,
    /// The tour on which a visit is planned or postponed.
    pub tour: Option<TourId>,
    /// Which obligation an act of the watch is about, and how far it has been told.
    pub concern: Option<(Concern, Rung)>,
}

impl HandoverAct {
    /// The other handovers that the act names: what it follows, and what it links. They come into
    /// the log before it.
    pub fn names(&self) -> impl Iterator<Item = HandoverId> {
        let terms = self.terms.as_ref();
        let relates_to = terms.and_then(|terms| terms.relates_to);
        let course = terms.and_then(|terms| terms.course);
        [relates_to, course, self.link].into_iter().flatten()
    }

    /// The offices to which what it says is sealed.
    pub fn readers(&self) -> impl Iterator<Item = &OfficeId> {
        let sealed = self.sealed.iter();
        sealed.flat_map(|sealed| sealed.to.iter().map(|(office, _)| office))
    }
}

/// What a handover is, where it goes and what it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that is to take it.
    pub to: OfficeId,
    /// The handover that this one follows.
    pub relates_to: Option<HandoverId>,
    /// The thread that it belongs to: the id of the referral that has begun it, accepted or not. A
    /// referral names none.
    pub course: Option<HandoverId>,
    /// The tour that it belongs to, as a random id.
    pub tour: Option<[u8; 16]>,
    /// The deadline that the sender has set, where the policy leaves one to set.
    pub deadline: Option<Timestamp>,
}

/// Commits a public part to its sealed body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRef {
    /// The padded body.
    pub body: BodyRef,
    /// H(salt ‖ content): what was said, whoever wraps it anew.
    pub commitment: Hash,
    /// The offices that can open it, with the fingerprints of the keys used.
    pub to: Vec<(OfficeId, seal::Fingerprint)>,
    /// The sealed files that belong to the content, each once; at most
    /// [`ATTACHMENTS_MAX`](crate::content::ATTACHMENTS_MAX). They travel apart.
    pub attachments: Vec<BlobRef>,
}

/// Names an act's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyRef {
    /// Its length in bytes, padding included.
    pub bytes: u32,
    /// Its SHA-256.
    pub hash: Hash,
}

impl BodyRef {
    /// The name of `body`.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        // Bodies are at most `BODY_BYTES_MAX` long; a longer one is refused by its length anyway.
        Self {
            bytes: u32::try_from(body.len()).unwrap_or(u32::MAX),
            hash: Hash::of(body),
        }
    }

    /// Whether `body` is what this names.
    #[must_use]
    pub fn names(&self, body: &[u8]) -> bool {
        *self == Self::of(body)
    }
}

impl PublicPart {
    /// The act's body, if it has one.
    #[must_use]
    pub fn body(&self) -> Option<&BodyRef> {
        match &self.matter {
            Matter::Handover(act) => act.sealed.as_ref().map(|sealed| &sealed.body),
            Matter::Directory(_, body) => body.as_ref(),
        }
    }

    /// The sealed files that the act announces.
    #[must_use]
    pub fn attachments(&self) -> &[BlobRef] {
        let sealed = self.handover().and_then(|act| act.sealed.as_ref());
        sealed.map_or(&[], |sealed| sealed.attachments.as_slice())
    }

    /// The act on a handover, if it is one.
    #[must_use]
    pub fn handover(&self) -> Option<&HandoverAct> {
        match &self.matter {
            Matter::Handover(act) => Some(act),
            Matter::Directory(..) => None,
        }
    }
}
