//! The public part of an act.

use std::collections::BTreeSet;

use crate::{
    act::{
        BODY_BYTES_MAX, BodyRef, HandoverAct, KnownHead, Matter, PublicPart, RECIPIENTS_MAX,
        SIGNED_BYTES_MAX, SealedRef, Terms,
    },
    content::ATTACHMENTS_MAX,
    handover::Concern,
    hash::Hash,
    id::{ActId, HandoverId, PersonId, TourId},
    party::{
        Author, OfficeId,
        directory::{Statement, Version},
    },
    seal::{
        Fingerprint,
        blob::{BLOB_BYTES_MAX, BlobRef},
    },
    sign::Signer,
    time::Timestamp,
    wire::{
        self, DecodeError,
        v1::{
            FORMAT,
            codes::lists::{AtMost, IfAny},
            twin::twin,
        },
    },
    words::{Colour, Duty, Kind, Rung, Verb},
};

pub use super::codes::sends_envelope;

/// The bytes of a public part, to be signed.
#[must_use]
pub fn encode(public: &PublicPart) -> Vec<u8> {
    wire::write::<Said>(&Said::of(public))
}

/// The public part that a verified payload holds. Device and capacity stand in the signed header.
///
/// # Errors
/// When the payload is no public part of this version in its one form.
pub fn decode(payload: &[u8], signer: Signer) -> Result<PublicPart, DecodeError> {
    if payload.len() > SIGNED_BYTES_MAX {
        return Err(DecodeError::Value("length"));
    }
    known_format(payload)?;
    wire::read::<Said>(payload).map(|said| said.by(signer))
}

/// Looks at the format's number alone, so that a later version is told apart from nonsense.
fn known_format(payload: &[u8]) -> Result<(), DecodeError> {
    let mut decoder = minicbor::Decoder::new(payload);
    decoder.array().map_err(|_| DecodeError::Malformed)?;
    match decoder.u64().map_err(|_| DecodeError::Malformed)? {
        format if format == u64::from(FORMAT) => Ok(()),
        format => Err(DecodeError::Version(format)),
    }
}

/// What a public part says beside the signed header.
struct Said {
    format: u8,
    id: ActId,
    office: OfficeId,
    person: PersonId,
    claimed: Timestamp,
    seen: KnownHead,
    previous: Option<Hash>,
    directory: Version,
    matter: Matter,
}

impl Said {
    fn of(public: &PublicPart) -> Self {
        Self {
            format: FORMAT,
            id: public.id,
            office: public.author.office.clone(),
            person: public.author.person,
            claimed: public.claimed,
            seen: public.seen,
            previous: public.previous,
            directory: public.directory,
            matter: public.matter.clone(),
        }
    }

    fn by(self, signer: Signer) -> PublicPart {
        PublicPart {
            id: self.id,
            author: Author {
                office: self.office,
                person: self.person,
                device: signer.device,
                capacity: signer.capacity,
            },
            claimed: self.claimed,
            seen: self.seen,
            previous: self.previous,
            directory: self.directory,
            matter: self.matter,
        }
    }
}

twin! {
    Said {
        format,
        id,
        office,
        person,
        claimed,
        seen: KnownHead { size, root },
        previous,
        directory: Version { number, hash },
        matter,
    } = {
        0 format: u8,
        1 id: ActId,
        2 office: OfficeId,
        3 person: PersonId,
        4 claimed: Timestamp,
        5 size: u64,
        6 root: Hash,
        7 previous: Option<Hash>,
        8 number: u64,
        9 hash: Hash,
        10 matter: Matter,
    }
}

twin! {
    enum Matter {
        0 Handover(act) = { 0 act: Box<HandoverAct> },
        1 Directory(statement, body) = { 0 statement: Statement, 1 body: Option<BodyRef> },
    }
}

twin! {
    HandoverAct if is_whole {
        0 handover: HandoverId,
        1 verb: Verb,
        2 about: Option<Hash>,
        3 version: u16,
        4 leg: u16,
        5 attempt: u16,
        6 terms: Option<Terms>,
        7 sealed: Option<SealedRef>,
        8 outcome: Option<u16>,
        9 asserted_day: Option<i32>,
        10 link: Option<HandoverId>,
        11 tour: Option<TourId>,
        12 concern: Option<(Concern, Rung)>,
    }
}

/// Whether the act has what its verb needs, and nothing that belongs to other verbs only.
fn is_whole(act: &HandoverAct) -> Result<(), DecodeError> {
    let starts_at_one = act.version > 0 && act.leg > 0 && act.attempt > 0;
    let is_first = (act.version, act.leg, act.attempt) == (1, 1, 1);
    if !starts_at_one || (act.verb == Verb::Sign && !is_first) {
        return Err(DecodeError::Value("version, leg or attempt"));
    }
    if sends_envelope(act.verb) != act.terms.is_some() {
        return Err(DecodeError::Value("terms"));
    }
    let has_concern = matches!(act.verb, Verb::Watch(verb) if verb.has_concern());
    if has_concern != act.concern.is_some() {
        return Err(DecodeError::Value("concern"));
    }
    if sends_envelope(act.verb) && act.sealed.is_none() {
        return Err(DecodeError::Value("sealed"));
    }
    Ok(())
}

twin! {
    (Concern, Rung): (Concern { owner, duty, since }, rung) = {
        0 owner: OfficeId,
        1 duty: Duty,
        2 since: Timestamp,
        3 rung: Rung,
    }
}

twin! {
    Terms {
        0 kind: Kind,
        1 colour: Colour,
        2 to: OfficeId,
        3 relates_to: Option<HandoverId>,
        4 course: Option<HandoverId>,
        5 tour: Option<[u8; 16]>,
        6 deadline: Option<Timestamp>,
    }
}

twin! {
    SealedRef if is_bounded {
        0 body: BodyRef,
        1 commitment: Hash,
        2 to: Vec<(OfficeId, Fingerprint)>,
        3 attachments: IfAny<AtMost<ATTACHMENTS_MAX, Vec<BlobRef>>>,
    }
}

/// Whether somebody can open it, not too many can, and each blob is named once.
fn is_bounded(sealed: &SealedRef) -> Result<(), DecodeError> {
    if sealed.to.is_empty() || sealed.to.len() > RECIPIENTS_MAX {
        return Err(DecodeError::Value("recipients"));
    }
    let blobs = sealed.attachments.iter();
    let hashes: BTreeSet<Hash> = blobs.map(|blob| blob.hash).collect();
    if hashes.len() == sealed.attachments.len() {
        Ok(())
    } else {
        Err(DecodeError::Value("attachments"))
    }
}

twin! {
    (OfficeId, Fingerprint): (office, key) = { 0 office: OfficeId, 1 key: Fingerprint }
}

twin! {
    BlobRef if is_of_allowed_size { 0 bytes: u32, 1 hash: Hash }
}

fn is_of_allowed_size(blob: &BlobRef) -> Result<(), DecodeError> {
    match blob.bytes {
        1..=BLOB_BYTES_MAX => Ok(()),
        _ => Err(DecodeError::Value("attachments")),
    }
}

twin! {
    BodyRef if is_short_enough { 0 bytes: u32, 1 hash: Hash }
}

fn is_short_enough(body: &BodyRef) -> Result<(), DecodeError> {
    match usize::try_from(body.bytes) {
        Ok(bytes) if bytes <= BODY_BYTES_MAX => Ok(()),
        Ok(_) | Err(_) => Err(DecodeError::Value("body")),
    }
}
