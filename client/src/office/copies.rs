//! Copies that are destroyed: what the own office has attested, or is about to, is deleted here.
//!
//! What goes is what was said (bodies), the attached files, what could not be believed about it,
//! and forms that quote it. What was done, by whom and when stays: the log is evidence. Acts that
//! are still in the outbox go when the server has them.

use std::collections::BTreeSet;

use stafet_shared::{
    access::copies::are_destroyed,
    act::Act,
    content::Manifest,
    handover::{Destroyed, Handover},
    id::{ActId, HandoverId},
    party::OfficeId,
    seal::blob::BlobRef,
    sign::Signed,
    wire::{frame::FrameReader, v1::message::Response},
    words::Verb,
};

use super::{Aim, Office, OfficeError, Reader, Unsent, values};
use crate::store::{Change, Store};

impl<S: Store> Office<S> {
    /// Deletes what the own office is about to attest as destroyed, before it signs. Done anew
    /// whenever it is asked: who was stopped between deleting and signing has signed nothing.
    pub(super) async fn destroy_copies(
        &mut self,
        id: HandoverId,
        holds: &impl Fn(Reader<'_>) -> bool,
    ) -> Result<(), OfficeError> {
        self.decide(|office| {
            if !holds(office.reader()) {
                return Err(OfficeError::Moved(id));
            }
            let handover = office.known_handover(id)?;
            let (own, _) = office.reader().sides(handover, Verb::AttestDestruction)?;
            if !handover.destruction.contains_key(&own) {
                return Err(OfficeError::NotNow {
                    handover: id,
                    state: handover.state,
                    verb: Verb::AttestDestruction,
                });
            }
            let destroyed = handover.clone().as_destroyed_by(&own);
            office.delete_copies(&destroyed)
        })
        .await?;
        self.store.scrub().await?;
        self.unscrubbed = false;
        Ok(())
    }

    /// Deletes what a colleague has attested as destroyed since this device last looked.
    pub(super) fn follow_attestations(&mut self) -> Result<(), OfficeError> {
        let attested = self.view.handovers.values().filter(|handover| {
            let marked = self.view.value(&values::destroyed(handover.id));
            let words = self.words(handover);
            !words.is_empty() && marked != Some(words.as_slice())
        });
        let attested: Vec<Handover> = attested.cloned().collect();
        for handover in attested {
            self.delete_copies(&handover)?;
            let words = self.words(&handover);
            self.set(values::destroyed(handover.id), words)?;
        }
        Ok(())
    }

    /// What the own offices have attested about a handover, as it is marked.
    fn words(&self, handover: &Handover) -> Vec<u8> {
        let own = handover.destroyed.iter();
        let own = own.filter(|(office, _)| self.view.serves(office));
        own.flat_map(|(_, Destroyed { leg, place })| {
            let place = place.unwrap_or(u64::MAX).to_be_bytes();
            leg.to_be_bytes().into_iter().chain(place)
        })
        .collect()
    }

    /// Deletes every copy of what is destroyed by what stands in `handover`.
    fn delete_copies(&mut self, handover: &Handover) -> Result<(), OfficeError> {
        let copies = self.reader().copies(handover);
        for blob in &copies.files {
            self.blobs.remove(*blob)?;
            self.unset_if_there(values::BLOBS_HERE, blob.hash)?;
            self.unset_if_there(values::BLOBS_SPOILT, blob.hash)?;
        }
        for name in copies.values {
            self.unset(name)?;
        }
        for act in copies.bodies {
            self.pending.push(Change::Forget { act });
        }
        Ok(())
    }
}

/// What is deleted.
#[derive(Default)]
struct Copies {
    bodies: Vec<ActId>,
    files: BTreeSet<BlobRef>,
    values: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    /// Whether every own office that could read an act has destroyed its copies.
    #[must_use]
    pub fn is_destroyed(self, act: &Act) -> bool {
        self.is_destroyed_as(act, None)
    }

    /// Whether what the envelope of a handover says is destroyed here.
    #[must_use]
    pub fn has_destroyed(self, handover: &Handover) -> bool {
        let envelope = self.view.acts.get(&self.envelope_of(handover));
        envelope.is_some_and(|known| self.is_destroyed(&known.act))
    }

    /// Whether a file is announced by acts, and all of them are destroyed here.
    pub(super) fn is_of_destroyed_alone(self, blob: BlobRef) -> bool {
        self.is_destroyed_with(blob, None)
    }

    /// The same, where one handover stands otherwise than it does.
    fn is_destroyed_as(self, act: &Act, other: Option<&'a Handover>) -> bool {
        let known = |id| {
            let other = other.filter(|other| other.id == id);
            other.or_else(|| self.view.handovers.get(&id))
        };
        let about = act.public().handover();
        let Some(handover) = about.and_then(|about| known(about.handover)) else {
            return false;
        };
        let mut thread = vec![handover];
        thread.extend(handover.followed(known));
        are_destroyed(act.public(), &thread, |office: &OfficeId| {
            self.view.serves(office)
        })
    }

    fn is_destroyed_with(self, blob: BlobRef, other: Option<&'a Handover>) -> bool {
        let mut announcing = self
            .announcing()
            .filter(|known| known.act.public().attachments().contains(&blob))
            .peekable();
        announcing.peek().is_some()
            && announcing.all(|known| self.is_destroyed_as(&known.act, other))
    }

    fn copies(self, handover: &'a Handover) -> Copies {
        let mut copies = Copies::default();
        let mut about = BTreeSet::from([handover.id]);
        let other = Some(handover);
        for known in self.view.acts.values() {
            let is_sealed = known.act.sealed().is_some() && !known.waits();
            if is_sealed && self.is_destroyed_as(&known.act, other) {
                copies.bodies.push(known.act.id());
                about.extend(known.act.public().handover().map(|it| it.handover));
                let files = known.act.public().attachments().iter();
                let files = files.filter(|blob| self.is_destroyed_with(**blob, other));
                copies.files.extend(files.copied());
            }
        }
        for form in self.forms().filter(|form| quotes(form, &about)) {
            let sealed = Manifest::parse(form.files).map(|it| it.blobs());
            copies.files.extend(sealed.unwrap_or_default());
            copies.values.insert(values::form(form.id));
        }
        let kept = self.view.values_under(values::QUARANTINE);
        let kept = kept.filter(|(_, item)| is_about(item, &about));
        let names = kept.map(|(place, _)| values::quarantine(place));
        copies.values.extend(names);
        copies
    }
}

/// Whether a form is a new version of one of these, or follows one.
fn quotes(form: &Unsent, about: &BTreeSet<HandoverId>) -> bool {
    let aims = match form.aim {
        Aim::New => None,
        Aim::Reopen(id) | Aim::Replace(id) | Aim::Correct(id, _) | Aim::Resubmit(id, _) => Some(id),
    };
    aims.into_iter()
        .chain(form.follows)
        .any(|id| about.contains(&id))
}

/// Whether what was set aside is an act about one of these.
fn is_about(item: &[u8], about: &BTreeSet<HandoverId>) -> bool {
    let frames = FrameReader::new(item.len()).push(item).unwrap_or_default();
    let mut responses = frames.iter().map(Response::from_frame);
    let Some(Ok(Response::Item { parcel, .. })) = responses.next() else {
        return false;
    };
    let signed = Signed::from_bytes(parcel.signed).ok();
    let act = signed.and_then(|signed| Act::kept(signed).ok());
    let handover = act.and_then(|act| act.public().handover().map(|it| it.handover));
    handover.is_some_and(|id| about.contains(&id))
}
