//! The act: the one thing that flows.
//!
//! Whatever anyone does is an act: a small signed record about one handover or about the
//! directory. Its public part is all that the server sees; what is said about a child is sealed
//! in its body, to which the public part commits.

#[cfg(test)]
mod tests;

use crate::{
    handover::{Colour, Handover, Kind, Verb},
    hash::Hash,
    id::{ActId, HandoverId, TourId},
    party::{Author, OfficeId, directory},
    seal::{self, blob::BlobRef},
    sign::{Signed, SignedError, Signer, SigningKey, VerifyingKey},
    time::Timestamp,
    watch::{Concern, Rung},
    wire,
};

/// The largest signed act without its body, in bytes. A genesis or an approval with an office
/// key is about 2 kB.
pub const SIGNED_BYTES_MAX: usize = 8 * 1024;
/// The largest body of an act, in bytes: a sealed referral is 4 to 60 kB. Attachments are not bodies.
pub const BODY_BYTES_MAX: usize = 512 * 1024;
/// The most offices that one envelope is sealed to.
pub const RECIPIENTS_MAX: usize = 8;

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
    pub seen: Seen,
    /// The author's device's act before this one: evidence, never a ground for refusal.
    pub previous: Option<Hash>,
    /// The directory that the author knew.
    pub directory: directory::Version,
    /// What it is about.
    pub matter: Matter,
}

/// The newest log head up to which the server has declared a signer's mailboxes complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
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
    /// Which handover.
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
    /// An act on a handover as it stands, which says nothing beyond its verb.
    #[must_use]
    pub fn on(handover: &Handover, verb: Verb) -> Self {
        Self {
            handover: handover.id,
            verb,
            about: Some(handover.envelope),
            version: handover.version,
            leg: handover.leg,
            attempt: handover.attempt,
            terms: None,
            sealed: None,
            outcome: None,
            asserted_day: None,
            link: None,
            tour: None,
            concern: None,
        }
    }

    /// The other handovers that the act names: what it follows, and what it links. They come into
    /// the log before it.
    pub fn names(&self) -> impl Iterator<Item = HandoverId> {
        let terms = self.terms.as_ref();
        let relates_to = terms.and_then(|terms| terms.relates_to);
        let course = terms.and_then(|terms| terms.course);
        [relates_to, course, self.link].into_iter().flatten()
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
    /// The course that it belongs to: the id of the referral that opened it.
    pub course: Option<HandoverId>,
    /// The tour that it belongs to, as a random id.
    pub tour: Option<[u8; 16]>,
    /// The deadline that the sender has set, where the policy leaves one to set.
    pub deadline: Option<Timestamp>,
}

impl Terms {
    /// The terms of a handover's current envelope.
    #[must_use]
    pub fn of(handover: &Handover) -> Self {
        Self {
            kind: handover.kind,
            colour: handover.colour,
            to: handover.to.clone(),
            relates_to: handover.relates_to,
            course: handover.course,
            tour: None,
            deadline: None,
        }
    }
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

    /// Signs the public part with the author's key for its capacity.
    #[must_use]
    pub fn sign(self, key: &SigningKey) -> Act {
        let signer = Signer {
            device: self.author.device,
            capacity: self.author.capacity,
        };
        let signed = Signed::sign(wire::v1::act::encode(&self), signer, key);
        Act {
            hash: signed.hash(),
            signed,
            public: self,
        }
    }
}

/// An act whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    hash: Hash,
    signed: Signed,
    public: PublicPart,
}

impl Act {
    /// Believes signed bytes: the signature first, then everything else. `key` must be the
    /// signer's ([`Signed::signer`]), as the directory knows it.
    ///
    /// # Errors
    /// When the key has not signed, or what was signed is no act.
    pub fn verify(signed: Signed, key: &VerifyingKey) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.verify(key)?, signed.signer())?;
        Ok(Self {
            hash: signed.hash(),
            signed,
            public,
        })
    }

    /// Reads an act that this party has verified before and kept under a seal of its own, where
    /// nobody else could have changed it. Signatures are checked once, when an act comes in.
    ///
    /// # Errors
    /// When the bytes are no act.
    pub fn kept(signed: Signed) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.unverified_payload()?, signed.signer())?;
        Ok(Self {
            hash: signed.hash(),
            signed,
            public,
        })
    }

    /// Believes a genesis: it must be signed by the root key that it names, and that key must be
    /// the one that the reader has pinned.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn verify_genesis(signed: Signed, root: &VerifyingKey) -> Result<Self, ActError> {
        let public = wire::v1::act::decode(&signed.verify(root)?, signed.signer())?;
        match &public.matter {
            Matter::Directory(directory::Statement::Genesis(genesis), _)
                if genesis.root == *root && public.author.device == genesis.device =>
            {
                Ok(Self {
                    hash: signed.hash(),
                    signed,
                    public,
                })
            }
            Matter::Directory(..) | Matter::Handover(_) => Err(ActError::NotGenesis),
        }
    }

    /// What the act says.
    #[must_use]
    pub const fn public(&self) -> &PublicPart {
        &self.public
    }

    /// What the act is sealed with, if it says anything about a handover.
    #[must_use]
    pub fn sealed(&self) -> Option<&SealedRef> {
        self.public.handover()?.sealed.as_ref()
    }

    /// The bytes that were signed, with their signature.
    #[must_use]
    pub const fn signed(&self) -> &Signed {
        &self.signed
    }

    /// Names the signed act.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// The act's id.
    #[must_use]
    pub const fn id(&self) -> ActId {
        self.public.id
    }
}

/// Why signed bytes are no act to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The signature or its envelope is wrong.
    #[error(transparent)]
    Signed(#[from] SignedError),
    /// The signature is right, but what was signed is no act of this version.
    #[error(transparent)]
    Public(#[from] wire::DecodeError),
    /// The first act must be the genesis that the invitation pins.
    #[error("the server's first act is not the genesis that was pinned; do not trust this server")]
    NotGenesis,
}
