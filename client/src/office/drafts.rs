//! Sending, and drafts that wait for an office's key.

use serde::{Deserialize, Serialize};
use stafet_shared::{
    access::Denied,
    act::{HandoverAct, Terms},
    content::{Content, SALT_BYTES, SealedPart},
    handover::Handover,
    id::{ActId, HandoverId, ID_BYTES},
    party::OfficeId,
    sign::Capacity,
    wire::v1::content::{decode, encode},
    words::{Colour, Kind, Verb},
};

use super::{Office, OfficeError, Reader, compose::on_handover, values};
use crate::store::Store;

/// What somebody wants to send.
#[derive(Clone, Debug)]
pub struct Draft {
    /// In whose name; may be left out by who serves one office only.
    pub from: Option<OfficeId>,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// What is said under seal.
    pub content: Content,
    /// The handover that it follows.
    pub relates_to: Option<HandoverId>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Names the handover from now on.
    pub handover: HandoverId,
    /// Why it is not sealed and signed yet, if so. It will be, by itself.
    pub waiting: Option<Waiting>,
}

/// Why a draft waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The office has no key yet, since nobody has joined it.
    NoKey(OfficeId),
}

/// A draft that waits for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingDraft {
    /// The handover that it will be.
    pub handover: HandoverId,
    /// The office that sends it.
    pub from: OfficeId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The handover that it follows.
    pub relates_to: Option<HandoverId>,
    /// What is said under seal.
    pub content: Content,
    /// What it waits for; `None` for the moment between the key's coming and the sending.
    pub waiting: Option<Waiting>,
}

impl<S: Store> Office<S> {
    /// Sends a handover: durable in the outbox when this returns (R0). While an office has no
    /// key, it is kept as a draft that is sent by itself when the key comes.
    ///
    /// # Errors
    /// When sender, recipient or document do not fit.
    pub async fn send(&mut self, draft: Draft) -> Result<Sent, OfficeError> {
        self.decide(|office| office.take_draft(&draft)).await
    }

    pub(super) fn take_draft(&mut self, draft: &Draft) -> Result<Sent, OfficeError> {
        if draft.content.kind() != Some(draft.kind) {
            return Err(OfficeError::OtherDocument);
        }
        let directory = self.view.directory.as_ref();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        if directory.office(&draft.to).is_none() {
            return Err(OfficeError::UnknownOffice(draft.to.clone()));
        }
        let from = self.sender(draft.from.as_ref())?;
        if from == draft.to {
            return Err(Denied::ToItself.into());
        }
        let waiting = WaitingDraft {
            handover: self.random(HandoverId::random),
            waiting: self.reader().key_missing(&from, &draft.to),
            from,
            to: draft.to.clone(),
            kind: draft.kind,
            colour: draft.colour,
            relates_to: draft.relates_to,
            content: draft.content.clone(),
        };
        let sent = Sent {
            handover: waiting.handover,
            waiting: waiting.waiting.clone(),
        };
        if waiting.waiting.is_some() {
            let name = values::draft(waiting.handover);
            self.set(name, write_draft(&waiting))?;
        } else {
            self.sign_draft(waiting)?;
        }
        Ok(sent)
    }

    /// Seals and signs the drafts whose keys have come.
    pub(super) fn send_drafts(&mut self) -> Result<(), OfficeError> {
        for draft in self.reader().drafts() {
            let name = values::draft(draft.handover);
            let due = draft.waiting.is_none() && self.view.serves(&draft.from);
            if due && OfficeError::unless_storages(self.sign_draft(draft))?.is_some() {
                self.unset(name)?;
            }
        }
        Ok(())
    }

    pub(super) fn sign_draft(&mut self, draft: WaitingDraft) -> Result<ActId, OfficeError> {
        let act = self.fresh_act();
        let readers = [draft.from.clone(), draft.to.clone()];
        let outcome = draft.content.items_to_come();
        let (sealed, body) = self.seal((act, &draft.from), draft.content, &readers)?;
        let followed = draft.relates_to.filter(|_| draft.kind != Kind::Referral);
        let followed = followed.and_then(|followed| self.view.handovers.get(&followed));
        let course = followed.and_then(Handover::thread);
        let about = HandoverAct {
            handover: draft.handover,
            verb: Verb::Sign,
            about: None,
            version: 1,
            leg: 1,
            attempt: 1,
            terms: Some(Terms {
                kind: draft.kind,
                colour: draft.colour,
                to: draft.to,
                relates_to: draft.relates_to,
                course,
                tour: None,
                deadline: None,
            }),
            sealed: Some(sealed),
            outcome,
            asserted_day: None,
            link: None,
            tour: None,
            concern: None,
        };
        let author = (draft.from, Capacity::Person);
        self.sign(act, author, on_handover(about), Some(body))
    }

    /// The office in whose name to send.
    fn sender(&self, named: Option<&OfficeId>) -> Result<OfficeId, OfficeError> {
        if let Some(office) = named {
            return if self.view.serves(office) {
                Ok(office.clone())
            } else {
                Err(OfficeError::NotYourOffice(office.clone()))
            };
        }
        let mut offices = self.view.case_offices();
        match (offices.next(), offices.next()) {
            (Some(office), None) => Ok(office.clone()),
            (Some(_), Some(_)) => Err(OfficeError::NameOffice),
            (None, _) => Err(OfficeError::NoOffice),
        }
    }
}

impl Reader<'_> {
    /// The drafts that wait for a key.
    #[must_use]
    pub fn drafts(self) -> Vec<WaitingDraft> {
        self.view
            .values_under(values::DRAFTS)
            .filter_map(|(name, value)| self.read_draft(name, value))
            .collect()
    }

    fn key_missing(self, from: &OfficeId, to: &OfficeId) -> Option<Waiting> {
        let directory = self.view.directory.as_ref()?;
        [to, from]
            .into_iter()
            .find(|office| directory.office_key(office).is_none())
            .map(|office| Waiting::NoKey(office.clone()))
    }

    fn read_draft(self, name: &str, value: &[u8]) -> Option<WaitingDraft> {
        let handover = values::parse_handover(name)?;
        let length = value.first_chunk::<HEAD_LENGTH_BYTES>()?;
        let (head, content) = value
            .get(HEAD_LENGTH_BYTES..)?
            .split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let head: DraftHead = serde_json::from_slice(head).ok()?;
        let from = OfficeId::parse(&head.from).ok()?;
        let to = OfficeId::parse(&head.to).ok()?;
        Some(WaitingDraft {
            handover,
            waiting: self.key_missing(&from, &to),
            from,
            to,
            kind: Kind::from_name(&head.kind)?,
            colour: Colour::from_name(&head.colour)?,
            relates_to: match head.relates_to {
                Some(id) => Some(values::parse_handover(&id)?),
                None => None,
            },
            content: decode(content).ok()?.content,
        })
    }
}

/// Bytes of the length that precedes a stored draft's head.
const HEAD_LENGTH_BYTES: usize = 2;

/// What a stored draft says beside its content.
#[derive(Serialize, Deserialize)]
struct DraftHead {
    from: String,
    to: String,
    kind: String,
    colour: String,
    relates_to: Option<String>,
}

/// A draft is stored as its head with a length before it, and its content as it would be sealed.
fn write_draft(draft: &WaitingDraft) -> Vec<u8> {
    let head = DraftHead {
        from: draft.from.to_string(),
        to: draft.to.to_string(),
        kind: draft.kind.name().to_owned(),
        colour: draft.colour.name().to_owned(),
        relates_to: draft.relates_to.map(|id| id.long()),
    };
    // A struct of strings always has a JSON form, far shorter than 64 KiB.
    let head = serde_json::to_vec(&head).unwrap_or_default();
    let length = u16::try_from(head.len()).unwrap_or_default();
    let content = encode(&SealedPart {
        act: ActId::from_bytes([0; ID_BYTES]),
        office: draft.from.clone(),
        salt: [0; SALT_BYTES],
        content: draft.content.clone(),
    });
    [length.to_be_bytes().as_slice(), &head, &content].concat()
}
