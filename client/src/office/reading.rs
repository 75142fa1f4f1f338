//! What faces show: handovers, what is owed, what was said, which receipts there are.

use std::collections::BTreeMap;

use stafet_shared::{
    content::{Content, Manifest, SealedPart},
    course::Course,
    handover::{Handover, Verb},
    id::{ActId, HandoverId},
    obligation::{self, Obligation},
    party::{Author, directory::Directory},
    refusal::Refusal,
};

use super::{AttachmentState, Office, OfficeError, Unreadable, opening::Key, values};
use crate::store::Store;

/// A typed prefix did not name exactly one handover.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lookup {
    /// None begins so.
    #[error("no handover on this device begins with '{0}'; sync, or type another id")]
    NotFound(String),
    /// Several begin so.
    #[error("{} handovers begin so; type more of the id", ids.len())]
    Ambiguous {
        /// All of them.
        ids: Vec<HandoverId>,
    },
}

/// What one act of a handover says under seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActContent {
    /// The act.
    pub act: ActId,
    /// What was done.
    pub verb: Verb,
    /// Who said it.
    pub author: Author,
    /// What was said, or why it cannot be read here; `None` while the key or the body is missing.
    pub content: Option<Result<Content, Unreadable>>,
    /// How far each of its attached files has come.
    pub attachments: Vec<AttachmentState>,
}

impl<S: Store> Office<S> {
    /// The handover whose id begins with what a person typed.
    ///
    /// # Errors
    /// When none or several do.
    pub fn find(&self, prefix: &str) -> Result<HandoverId, Lookup> {
        let drafts = self.drafts();
        let drafts = drafts.iter().map(|draft| draft.handover);
        let known = self.view.handovers.keys().copied().chain(drafts);
        let ids: Vec<HandoverId> = known.filter(|id| id.starts_with(prefix)).collect();
        match ids.as_slice() {
            [id] => Ok(*id),
            [] => Err(Lookup::NotFound(prefix.to_owned())),
            [_, _, ..] => Err(Lookup::Ambiguous { ids }),
        }
    }

    /// Every handover, by id.
    pub fn handovers(&self) -> impl Iterator<Item = &Handover> {
        self.view.handovers.values()
    }

    /// Every handover, by id.
    #[must_use]
    pub const fn known(&self) -> &BTreeMap<HandoverId, Handover> {
        &self.view.handovers
    }

    /// A handover.
    #[must_use]
    pub fn handover(&self, id: HandoverId) -> Option<&Handover> {
        self.view.handovers.get(&id)
    }

    /// Handovers that the offices of this device are to take, or still owe something about.
    pub fn inbox(&self) -> impl Iterator<Item = &Handover> {
        self.handovers().filter(|handover| {
            let mut parties = handover.parties();
            parties.any(|party| *party != handover.from && self.view.serves(party))
                || (self.waits_for_a_second_signature(handover)
                    && !self.view.serves(&handover.from))
        })
    }

    /// Handovers from the offices that this device serves.
    pub fn outbox(&self) -> impl Iterator<Item = &Handover> {
        self.handovers()
            .filter(|handover| self.view.serves(&handover.from))
    }

    /// Everything that anybody owes about the handovers known here, the earliest deadline first.
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let Some(directory) = &self.view.directory else {
            return Vec::new();
        };
        let mut owed: Vec<Obligation> = self
            .handovers()
            .filter(|handover| {
                let has_part = handover.parties().any(|party| self.view.serves(party));
                has_part || self.waits_for_a_second_signature(handover)
            })
            .flat_map(|handover| {
                let course = Course::of(handover, self.handovers());
                obligation::all(handover, course.as_ref(), directory)
            })
            .collect();
        owed.sort_by_key(|obligation| (obligation.due, obligation.handover));
        owed
    }

    /// The directory, once it has been read.
    #[must_use]
    pub const fn directory(&self) -> Option<&Directory> {
        self.view.directory.as_ref()
    }

    /// Where the server listens, as the invitation said.
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        let server = self.view.value(values::SERVER)?;
        std::str::from_utf8(server).ok()
    }

    /// The document of the handover's current envelope; `None` while its key or body is missing.
    ///
    /// # Errors
    /// When the handover is not known or the storage fails.
    pub async fn content(
        &self,
        id: HandoverId,
    ) -> Result<Option<Result<Content, Unreadable>>, OfficeError> {
        let envelope = self.known_handover(id)?.envelope_act;
        let part = self.part(envelope).await?;
        Ok(part.map(|part| part.map(|part| part.content)))
    }

    /// What each act of the handover says under seal, in order.
    ///
    /// # Errors
    /// When the handover is not known or the storage fails.
    pub async fn contents(&self, id: HandoverId) -> Result<Vec<ActContent>, OfficeError> {
        let history = &self.known_handover(id)?.history;
        let mut contents = Vec::new();
        for event in history {
            let known = self.view.acts.get(&event.act);
            if known.is_some_and(|known| known.act.sealed().is_some()) {
                let part = self.part(event.act).await?;
                let read = part.as_ref().and_then(|part| part.as_ref().ok());
                let manifest = read.and_then(|part| part.content.attachments());
                let attachments = manifest.map_or(&[][..], Manifest::attachments);
                let attachments = attachments.iter().map(|it| self.attachment_state(it));
                contents.push(ActContent {
                    attachments: attachments.collect(),
                    act: event.act,
                    verb: event.verb,
                    author: event.author.clone(),
                    content: part.map(|part| part.map(|part| part.content)),
                });
            }
        }
        Ok(contents)
    }

    /// Own acts that the server has not confirmed yet, in order.
    #[must_use]
    pub fn unconfirmed(&self) -> Vec<ActId> {
        self.have().outbox
    }

    /// Own acts that the server has refused for good, with whose move it is.
    #[must_use]
    pub fn refusals(&self) -> Vec<(ActId, Option<HandoverId>, Refusal)> {
        self.view
            .acts
            .values()
            .filter_map(|known| {
                let handover = known.act.public().handover().map(|act| act.handover);
                Some((known.act.id(), handover, known.refused?))
            })
            .collect()
    }

    /// Where something is kept that did not verify.
    pub fn quarantined(&self) -> impl Iterator<Item = &str> {
        self.view
            .values_under(values::QUARANTINE)
            .map(|(place, _)| place)
    }

    /// Which mailboxes the server has broken its promise about, and how.
    pub fn alarms(&self) -> impl Iterator<Item = (&str, String)> {
        self.view
            .values_under(values::ALARMS)
            .map(|(place, what)| (place, String::from_utf8_lossy(what).into_owned()))
    }

    /// Whether a colleague in the own organisation has signed first.
    fn waits_for_a_second_signature(&self, handover: &Handover) -> bool {
        let first = handover.pending.as_ref();
        let organisation = first.map(|pending| pending.signature.office.organisation());
        let mut own = self.view.case_offices();
        organisation.is_some_and(|it| own.any(|office| office.organisation() == it))
    }

    /// Opens what an act says, for whichever own office can.
    pub(super) async fn part(
        &self,
        id: ActId,
    ) -> Result<Option<Result<SealedPart, Unreadable>>, OfficeError> {
        let Some(act) = self.view.acts.get(&id).map(|known| known.act.clone()) else {
            return Ok(None);
        };
        let Some(sealed) = act.sealed() else {
            return Ok(None);
        };
        let mut held = None;
        let mut awaited = false;
        for office in self.view.case_offices() {
            match self.key_for(sealed, office) {
                Key::Held(seed) => held = Some(seed),
                Key::Awaited => awaited = true,
                Key::NotNamed => {}
            }
        }
        let Some(seed) = held else {
            return Ok((!awaited).then_some(Err(Unreadable::NotNamed)));
        };
        let body = self.body(id).await?;
        Ok(body.map(|body| self.unseal(&act, sealed, (&body, seed))))
    }
}
