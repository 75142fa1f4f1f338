//! What was said about a handover: opened for whoever may read it.

use std::{collections::BTreeMap, thread};

use stafet_shared::{
    act::Act,
    content::{Child, Content, Manifest, SealedPart},
    handover::{Event, Handover},
    id::{ActId, HandoverId},
    party::Author,
    seal::Seed,
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
        let envelope = self.reader().envelope_of(self.known_handover(id)?);
        let part = self.part(envelope).await?;
        Ok(part.map(|part| part.map(|part| part.content)))
    }

    /// What each act of the handover says under seal, in order.
    ///
    /// # Errors
    /// When the handover is not known or the storage fails.
    pub async fn contents(&self, id: HandoverId) -> Result<Vec<ActContent>, OfficeError> {
        // Whoever signs second for another office is shown what that signature says, and not the
        // rest, which is not for them.
        let has_part = self.reader().has_part(id);
        let is_theirs = |said: &ActContent| said.content == Some(Err(Unreadable::NotNamed));
        let said = self.said(id).await?.into_iter();
        let contents = said.map(|said| self.opened(said));
        Ok(contents.filter(|it| has_part || !is_theirs(it)).collect())
    }

    /// What `each` makes of what the acts of these handovers say, of the first of them only where
    /// all would be more than [`BODIES_AT_ONCE`]. As many are opened side by side as this computer
    /// has cores.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn read_some<T: Send>(
        &self,
        ids: &[HandoverId],
        each: impl Fn(&Handover, &[ActContent]) -> T + Sync,
    ) -> Result<Vec<(HandoverId, Option<T>)>, OfficeError> {
        let mut sealed = Vec::new();
        let mut bodies = 0_usize;
        for id in ids {
            if bodies >= BODIES_AT_ONCE {
                break;
            }
            let handover = self.reader().handover(*id);
            let said = match handover {
                Some(_) => self.said(*id).await?,
                None => Vec::new(),
            };
            bodies = bodies.saturating_add(said.len());
            sealed.push((*id, handover, said));
        }
        Ok(side_by_side(sealed, |(id, handover, said)| {
            let read = handover.map(|handover| {
                let opened = said.into_iter().map(|one| self.opened(one));
                each(handover, &opened.collect::<Vec<_>>())
            });
            (id, read)
        }))
    }

    /// Each act of the handover that says something under seal, in order, not opened yet.
    async fn said(&self, id: HandoverId) -> Result<Vec<Said<'_>>, OfficeError> {
        let history = &self.known_handover(id)?.history;
        let mut said = Vec::new();
        for event in history {
            let known = self.view.acts.get(&event.act);
            if known.is_some_and(|known| known.act.sealed().is_some()) {
                let locked = self.locked(event.act).await?;
                said.push(Said { event, locked });
            }
        }
        Ok(said)
    }

    fn opened(&self, said: Said<'_>) -> ActContent {
        let part = self.open_part(said.locked);
        let read = part.as_ref().and_then(|part| part.as_ref().ok());
        let manifest = read.and_then(|part| part.content.attachments());
        let attachments = manifest.map_or(&[][..], Manifest::attachments);
        let attachments = attachments
            .iter()
            .map(|it| self.reader().attachment_state(it));
        ActContent {
            attachments: attachments.collect(),
            act: said.event.act,
            verb: said.event.verb,
            author: said.event.author.clone(),
            content: part.map(|part| part.map(|part| part.content)),
        }
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
        let locked = self.locked(id).await?;
        Ok(self.open_part(locked))
    }

    /// What an act says as it is kept, with the key that opens it.
    async fn locked(&self, id: ActId) -> Result<Locked<'_>, OfficeError> {
        let act = self.view.acts.get(&id).map(|known| &known.act);
        let Some((act, sealed)) = act.and_then(|act| Some((act, act.sealed()?))) else {
            return Ok(Locked::Missing);
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
            return Ok(if awaited {
                Locked::Missing
            } else {
                Locked::NotNamed
            });
        };
        Ok(match self.body(id).await? {
            Some(body) => Locked::Body(act, body, seed),
            None if self.reader().is_destroyed(act) => Locked::Destroyed,
            None => Locked::Missing,
        })
    }

    fn open_part(&self, locked: Locked<'_>) -> Option<Result<SealedPart, Unreadable>> {
        match locked {
            Locked::Missing => None,
            Locked::NotNamed => Some(Err(Unreadable::NotNamed)),
            Locked::Destroyed => Some(Err(Unreadable::Destroyed)),
            Locked::Body(act, body, seed) => {
                let sealed = act.sealed()?;
                Some(self.unseal(act, sealed, (&body, seed)))
            }
        }
    }
}

/// An act that says something, not opened yet.
struct Said<'a> {
    event: &'a Event,
    locked: Locked<'a>,
}

/// What an act says under seal, as it is kept.
enum Locked<'a> {
    /// Its key or its body is not here.
    Missing,
    /// No own office can read it.
    NotNamed,
    /// The own office has destroyed its copies.
    Destroyed,
    /// To be opened with this key.
    Body(&'a Act, Vec<u8>, Seed),
}

/// What `make` makes of each, in their order, by as many threads as this computer has cores.
fn side_by_side<A: Send, B: Send>(all: Vec<A>, make: impl Fn(A) -> B + Sync) -> Vec<B> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(cores).max(1);
    let mut rest = all.into_iter();
    let mut shares = Vec::new();
    while rest.len() > 0 {
        shares.push(rest.by_ref().take(share).collect::<Vec<_>>());
    }
    let make = &make;
    thread::scope(|scope| {
        let own = shares.pop();
        #[expect(
            clippy::needless_collect,
            reason = "all are started before the first is waited for"
        )]
        let threads: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().map(make).collect::<Vec<_>>()))
            .collect();
        let last: Vec<B> = own.into_iter().flatten().map(make).collect();
        let made = threads.into_iter().flat_map(|thread| match thread.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        made.chain(last).collect()
    })
}

/// The handovers that may say which child one is about, the nearest first: itself, the course that
/// it belongs to, and what it follows.
fn tells_of_child(handover: &Handover) -> impl Iterator<Item = HandoverId> {
    [Some(handover.id), handover.course, handover.relates_to]
        .into_iter()
        .flatten()
}
