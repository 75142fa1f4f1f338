//! The public part of an act.

use std::collections::BTreeSet;

use minicbor::{Decode, Encode};

use crate::{
    act::{
        BODY_BYTES_MAX, BodyRef, HandoverAct, Matter, PublicPart, RECIPIENTS_MAX, SIGNED_BYTES_MAX,
        SealedRef, Seen, Terms,
    },
    content::ATTACHMENTS_MAX,
    handover::{Colour, Kind, Verb},
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
    watch::{Concern, Rung},
    wire::{
        self, DecodeError,
        v1::{
            Bytes32, FORMAT, Id, hash_from_wire, hash_to_wire,
            twin::{Code, twin},
        },
    },
};

pub(super) use super::codes::{colour_code, kind_code};
pub use super::codes::{duty, duty_code, sends_envelope, verb, verb_code};

/// The bytes of a public part, to be signed.
#[must_use]
pub fn encode(public: &PublicPart) -> Vec<u8> {
    wire::encode(&PublicTwin::from(public))
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
    wire::decode::<PublicTwin>(payload)?.read(signer)
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

#[derive(Encode, Decode)]
struct PublicTwin {
    #[n(0)]
    format: u8,
    #[n(1)]
    id: Id,
    #[n(2)]
    office: String,
    #[n(3)]
    person: Id,
    #[n(4)]
    claimed_ms: i64,
    #[n(5)]
    seen_size: u64,
    #[n(6)]
    seen_root: Bytes32,
    #[n(7)]
    previous: Option<Bytes32>,
    #[n(8)]
    directory_number: u64,
    #[n(9)]
    directory_hash: Bytes32,
    #[n(10)]
    matter: MatterTwin,
}

type StatementTwin = <Statement as Code>::Twin;

#[derive(Encode, Decode)]
enum MatterTwin {
    #[n(0)]
    Handover(#[n(0)] HandoverTwin),
    #[n(1)]
    Directory(#[n(0)] StatementTwin, #[n(1)] Option<BodyTwin>),
}

#[derive(Encode, Decode)]
struct HandoverTwin {
    #[n(0)]
    handover: Id,
    #[n(1)]
    verb: u8,
    #[n(2)]
    about: Option<Bytes32>,
    #[n(3)]
    version: u16,
    #[n(4)]
    leg: u16,
    #[n(5)]
    attempt: u16,
    #[n(6)]
    terms: Option<TermsTwin>,
    #[n(7)]
    sealed: Option<SealedTwin>,
    #[n(8)]
    outcome: Option<u16>,
    #[n(9)]
    asserted_day: Option<i32>,
    #[n(10)]
    link: Option<Id>,
    #[n(11)]
    tour: Option<Id>,
    #[n(12)]
    concern: Option<ConcernTwin>,
}

#[derive(Encode, Decode)]
struct ConcernTwin {
    #[n(0)]
    owner: String,
    #[n(1)]
    duty: u16,
    #[n(2)]
    due_ms: i64,
    #[n(3)]
    rung: u8,
}

#[derive(Encode, Decode)]
struct TermsTwin {
    #[n(0)]
    kind: u8,
    #[n(1)]
    colour: u8,
    #[n(2)]
    to: String,
    #[n(3)]
    relates_to: Option<Id>,
    #[n(4)]
    course: Option<Id>,
    #[n(5)]
    tour: Option<Id>,
    #[n(6)]
    deadline_ms: Option<i64>,
}

#[derive(Encode, Decode)]
struct SealedTwin {
    #[n(0)]
    body: BodyTwin,
    #[n(1)]
    commitment: Bytes32,
    #[n(2)]
    to: Vec<RecipientTwin>,
    #[n(3)]
    attachments: Option<Vec<BlobTwin>>,
}

type BlobTwin = <BlobRef as Code>::Twin;

#[derive(Encode, Decode)]
struct RecipientTwin {
    #[n(0)]
    office: String,
    #[n(1)]
    key: Bytes32,
}

#[derive(Encode, Decode)]
struct BodyTwin {
    #[n(0)]
    bytes: u32,
    #[n(1)]
    hash: Bytes32,
}

impl From<&PublicPart> for PublicTwin {
    fn from(public: &PublicPart) -> Self {
        Self {
            format: FORMAT,
            id: (*public.id.as_bytes()).into(),
            office: public.author.office.as_str().to_owned(),
            person: (*public.author.person.as_bytes()).into(),
            claimed_ms: public.claimed.unix_ms(),
            seen_size: public.seen.size,
            seen_root: hash_to_wire(public.seen.root),
            previous: public.previous.map(hash_to_wire),
            directory_number: public.directory.number,
            directory_hash: hash_to_wire(public.directory.hash),
            matter: match &public.matter {
                Matter::Handover(act) => MatterTwin::Handover(HandoverTwin::from(&**act)),
                Matter::Directory(statement, body) => MatterTwin::Directory(
                    Statement::write(statement),
                    body.as_ref().map(BodyTwin::from),
                ),
            },
        }
    }
}

impl PublicTwin {
    fn read(self, signer: Signer) -> Result<PublicPart, DecodeError> {
        Ok(PublicPart {
            id: ActId::from_bytes(self.id.into()),
            author: Author {
                office: office(&self.office)?,
                person: PersonId::from_bytes(self.person.into()),
                device: signer.device,
                capacity: signer.capacity,
            },
            claimed: instant(self.claimed_ms, "claimed")?,
            seen: Seen {
                size: self.seen_size,
                root: hash_from_wire(self.seen_root),
            },
            previous: self.previous.map(hash_from_wire),
            directory: Version {
                number: self.directory_number,
                hash: hash_from_wire(self.directory_hash),
            },
            matter: match self.matter {
                MatterTwin::Handover(act) => Matter::Handover(Box::new(act.read()?)),
                MatterTwin::Directory(statement, body) => Matter::Directory(
                    Statement::read(statement, "statement")?,
                    body.map(BodyTwin::read).transpose()?,
                ),
            },
        })
    }
}

impl From<&HandoverAct> for HandoverTwin {
    fn from(act: &HandoverAct) -> Self {
        Self {
            handover: (*act.handover.as_bytes()).into(),
            verb: verb_code(act.verb),
            about: act.about.map(hash_to_wire),
            version: act.version,
            leg: act.leg,
            attempt: act.attempt,
            terms: act.terms.as_ref().map(TermsTwin::from),
            sealed: act.sealed.as_ref().map(SealedTwin::from),
            outcome: act.outcome,
            asserted_day: act.asserted_day,
            link: act.link.map(|id| (*id.as_bytes()).into()),
            tour: act.tour.map(|id| (*id.as_bytes()).into()),
            concern: act.concern.as_ref().map(ConcernTwin::from),
        }
    }
}

impl HandoverTwin {
    fn read(self) -> Result<HandoverAct, DecodeError> {
        let verb = verb(self.verb).ok_or(DecodeError::Value("verb"))?;
        let starts_at_one = self.version > 0 && self.leg > 0 && self.attempt > 0;
        if !starts_at_one {
            return Err(DecodeError::Value("version, leg or attempt"));
        }
        if verb == Verb::Sign && (self.version, self.leg, self.attempt) != (1, 1, 1) {
            return Err(DecodeError::Value("version, leg or attempt"));
        }
        if sends_envelope(verb) != self.terms.is_some() {
            return Err(DecodeError::Value("terms"));
        }
        let has_concern = matches!(verb, Verb::Watch(verb) if verb.has_concern());
        if has_concern != self.concern.is_some() {
            return Err(DecodeError::Value("concern"));
        }
        if sends_envelope(verb) && self.sealed.is_none() {
            return Err(DecodeError::Value("sealed"));
        }
        Ok(HandoverAct {
            handover: HandoverId::from_bytes(self.handover.into()),
            verb,
            about: self.about.map(hash_from_wire),
            version: self.version,
            leg: self.leg,
            attempt: self.attempt,
            terms: self.terms.map(TermsTwin::read).transpose()?,
            sealed: self.sealed.map(SealedTwin::read).transpose()?,
            outcome: self.outcome,
            asserted_day: self.asserted_day,
            link: self.link.map(|id| HandoverId::from_bytes(id.into())),
            tour: self.tour.map(|id| TourId::from_bytes(id.into())),
            concern: self.concern.map(ConcernTwin::read).transpose()?,
        })
    }
}

impl From<&(Concern, Rung)> for ConcernTwin {
    fn from((concern, rung): &(Concern, Rung)) -> Self {
        Self {
            owner: concern.owner.as_str().to_owned(),
            duty: duty_code(concern.duty),
            due_ms: concern.due.unix_ms(),
            rung: rung.number(),
        }
    }
}

impl ConcernTwin {
    fn read(self) -> Result<(Concern, Rung), DecodeError> {
        let concern = Concern {
            owner: office(&self.owner)?,
            duty: duty(self.duty).ok_or(DecodeError::Value("duty"))?,
            due: instant(self.due_ms, "due")?,
        };
        let rung = Rung::from_number(self.rung).ok_or(DecodeError::Value("rung"))?;
        Ok((concern, rung))
    }
}

impl From<&Terms> for TermsTwin {
    fn from(terms: &Terms) -> Self {
        Self {
            kind: kind_code(terms.kind),
            colour: colour_code(terms.colour),
            to: terms.to.as_str().to_owned(),
            relates_to: terms.relates_to.map(|id| (*id.as_bytes()).into()),
            course: terms.course.map(|id| (*id.as_bytes()).into()),
            tour: terms.tour.map(Id::from),
            deadline_ms: terms.deadline.map(Timestamp::unix_ms),
        }
    }
}

impl TermsTwin {
    fn read(self) -> Result<Terms, DecodeError> {
        Ok(Terms {
            kind: Kind::ALL
                .into_iter()
                .find(|kind| kind_code(*kind) == self.kind)
                .ok_or(DecodeError::Value("kind"))?,
            colour: Colour::ALL
                .into_iter()
                .find(|colour| colour_code(*colour) == self.colour)
                .ok_or(DecodeError::Value("colour"))?,
            to: office(&self.to)?,
            relates_to: self.relates_to.map(|id| HandoverId::from_bytes(id.into())),
            course: self.course.map(|id| HandoverId::from_bytes(id.into())),
            tour: self.tour.map(Into::into),
            deadline: self
                .deadline_ms
                .map(|ms| instant(ms, "deadline"))
                .transpose()?,
        })
    }
}

impl From<&SealedRef> for SealedTwin {
    fn from(sealed: &SealedRef) -> Self {
        Self {
            body: BodyTwin::from(&sealed.body),
            commitment: hash_to_wire(sealed.commitment),
            to: sealed
                .to
                .iter()
                .map(|(office, key)| RecipientTwin {
                    office: office.as_str().to_owned(),
                    key: (*key.as_bytes()).into(),
                })
                .collect(),
            attachments: (!sealed.attachments.is_empty())
                .then(|| sealed.attachments.iter().map(BlobRef::write).collect()),
        }
    }
}

impl SealedTwin {
    fn read(self) -> Result<SealedRef, DecodeError> {
        if self.to.is_empty() || self.to.len() > RECIPIENTS_MAX {
            return Err(DecodeError::Value("recipients"));
        }
        let to = self
            .to
            .into_iter()
            .map(|to| Ok((office(&to.office)?, Fingerprint::from_bytes(to.key.into()))))
            .collect::<Result<_, DecodeError>>()?;
        Ok(SealedRef {
            body: self.body.read()?,
            commitment: hash_from_wire(self.commitment),
            to,
            attachments: self.attachments.map_or(Ok(Vec::new()), blobs)?,
        })
    }
}

/// A list that is there names something, each blob once.
fn blobs(twins: Vec<BlobTwin>) -> Result<Vec<BlobRef>, DecodeError> {
    let wrong = DecodeError::Value("attachments");
    if twins.is_empty() || twins.len() > ATTACHMENTS_MAX {
        return Err(wrong);
    }
    let blobs = twins
        .into_iter()
        .map(|twin| BlobRef::read(twin, "attachments"))
        .collect::<Result<Vec<_>, _>>()?;
    let hashes: BTreeSet<Hash> = blobs.iter().map(|blob| blob.hash).collect();
    if hashes.len() == blobs.len() {
        Ok(blobs)
    } else {
        Err(wrong)
    }
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

impl From<&BodyRef> for BodyTwin {
    fn from(body: &BodyRef) -> Self {
        Self {
            bytes: body.bytes,
            hash: hash_to_wire(body.hash),
        }
    }
}

impl BodyTwin {
    fn read(self) -> Result<BodyRef, DecodeError> {
        match usize::try_from(self.bytes) {
            Ok(bytes) if bytes <= BODY_BYTES_MAX => Ok(BodyRef {
                bytes: self.bytes,
                hash: hash_from_wire(self.hash),
            }),
            Ok(_) | Err(_) => Err(DecodeError::Value("body")),
        }
    }
}

pub(crate) fn office(text: &str) -> Result<OfficeId, DecodeError> {
    OfficeId::parse(text).map_err(|_| DecodeError::Value("office"))
}

/// An instant inside the accepted years; any other would not encode to the same bytes again.
pub(crate) fn instant(ms: i64, field: &'static str) -> Result<Timestamp, DecodeError> {
    let instant = Timestamp::from_unix_ms(ms);
    if instant.unix_ms() == ms {
        Ok(instant)
    } else {
        Err(DecodeError::Value(field))
    }
}
