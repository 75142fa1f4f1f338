//! What was said about a handover: opened for whoever may read it.

use std::collections::BTreeMap;

use stafet_shared::{
    content::{Child, Content, Manifest, SealedPart},
    handover::Handover,
    id::{ActId, HandoverId},
    party::Author,
    words::Verb,
};

use super::{AttachmentState, Office, OfficeError, Unreadable, opening::Key};
use crate::store::Store;

/// The most bodies that are opened in one call of [`Office::read_some`], so that nobody else waits
/// long for the office.
pub const BODIES_AT_ONCE: usize = 200;

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
                let attachments = attachments
                    .iter()
                    .map(|it| self.reader().attachment_state(it));
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

    /// What the acts of these handovers say, of the first of them only where all would be more than
    /// [`BODIES_AT_ONCE`].
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn read_some(
        &self,
        ids: &[HandoverId],
    ) -> Result<Vec<(HandoverId, Vec<ActContent>)>, OfficeError> {
        let mut read = Vec::new();
        let mut bodies = 0_usize;
        for id in ids {
            if bodies >= BODIES_AT_ONCE {
                break;
            }
            let contents = match self.reader().handover(*id) {
                Some(_) => self.contents(*id).await?,
                None => Vec::new(),
            };
            bodies = bodies.saturating_add(contents.len());
            read.push((*id, contents));
        }
        Ok(read)
    }

    /// The child that each of these handovers is about, as far as it can be read here: said by
    /// itself, or by the course or the handover that it follows.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn children(
        &self,
        ids: &[HandoverId],
    ) -> Result<BTreeMap<HandoverId, Child>, OfficeError> {
        let mut children = BTreeMap::new();
        for id in ids {
            let Some(handover) = self.reader().handover(*id) else {
                continue;
            };
            for told in tells_of_child(handover) {
                if self.reader().handover(told).is_none() {
                    continue;
                }
                let content = self.content(told).await?.and_then(Result::ok);
                if let Some(child) = content.as_ref().and_then(Content::child) {
                    children.insert(*id, child.clone());
                    break;
                }
            }
        }
        Ok(children)
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

/// The handovers that may say which child one is about, the nearest first: itself, the course that
/// it belongs to, and what it follows.
fn tells_of_child(handover: &Handover) -> impl Iterator<Item = HandoverId> {
    [Some(handover.id), handover.course, handover.relates_to]
        .into_iter()
        .flatten()
}
