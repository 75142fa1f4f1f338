//! Composing acts: seal what is said, sign the public part, put both in the outbox.

use stafet_shared::{
    access::{Around, permit, telling},
    act::{
        Act, BODY_BYTES_MAX, BodyRef, HandoverAct, Matter, PublicPart, RECIPIENTS_MAX, SealedRef,
    },
    content::{Content, Manifest, SALT_BYTES, SealedPart},
    entropy::Entropy,
    handover::Handover,
    hash::Hash,
    id::ActId,
    party::{Author, OfficeId},
    seal::PublicKey,
    sign::Capacity,
    wire::v1::content::encode,
    words::{CourseVerb, Verb},
};

use super::{Office, OfficeError, view::Known};
use crate::store::{Change, Store};

impl<S: Store> Office<S> {
    /// Seals `content` to offices that have keys.
    pub(super) fn seal(
        &mut self,
        (act, from): (ActId, &OfficeId),
        content: Content,
        to: &[OfficeId],
    ) -> Result<(SealedRef, Vec<u8>), OfficeError> {
        let part = SealedPart {
            act,
            office: from.clone(),
            salt: self.random(|entropy| entropy.array::<SALT_BYTES>()),
            content,
        };
        self.seal_part(&part, to)
    }

    /// Seals what one act says to offices that have keys.
    pub(super) fn seal_part(
        &self,
        part: &SealedPart,
        to: &[OfficeId],
    ) -> Result<(SealedRef, Vec<u8>), OfficeError> {
        if to.len() > RECIPIENTS_MAX {
            // Whoever was left out would be asked to sign what they cannot read.
            return Err(OfficeError::TooManyReaders {
                limit: RECIPIENTS_MAX,
                got: to.len(),
            });
        }
        let directory = self.view.directory.as_ref();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        let keys = to
            .iter()
            .map(|office| {
                let key = directory.office_key(office);
                let key = key.ok_or_else(|| OfficeError::NoKey(office.clone()))?;
                Ok((office.clone(), key.public.clone()))
            })
            .collect::<Result<Vec<_>, OfficeError>>()?;
        let attached = part.content.attachments();
        let public: Vec<PublicKey> = keys.iter().map(|(_, key)| key.clone()).collect();
        let body = self.sealing.seal(&encode(part), &public)?.into_bytes();
        if body.len() > BODY_BYTES_MAX {
            return Err(OfficeError::TooLarge {
                limit: BODY_BYTES_MAX,
                got: body.len(),
            });
        }
        let sealed = SealedRef {
            body: BodyRef::of(&body),
            commitment: Hash::from_bytes(part.commitment()),
            to: keys
                .into_iter()
                .map(|(office, key)| (office, key.fingerprint()))
                .collect(),
            attachments: attached.map(Manifest::blobs).unwrap_or_default(),
        };
        Ok((sealed, body))
    }

    /// Signs an act and puts it in the outbox, if it is permitted as things stand.
    pub(super) fn sign(
        &mut self,
        id: ActId,
        (office, capacity): (OfficeId, Capacity),
        matter: Matter,
        body: Option<Vec<u8>>,
    ) -> Result<ActId, OfficeError> {
        let device = self.view.device.as_ref().ok_or(OfficeError::NotEnrolled)?;
        let directory = self.view.directory.as_ref();
        let public = PublicPart {
            id,
            author: Author {
                office,
                person: device.person,
                device: device.device,
                capacity,
            },
            claimed: self.clock.now(),
            seen: self.view.seen(),
            previous: self.view.previous(),
            directory: directory.ok_or(OfficeError::NoDirectory)?.version(),
            matter,
        };
        let key = match capacity {
            Capacity::Machine => &device.machine_key,
            Capacity::Person => &device.person_key,
        };
        let act = public.sign(key);
        let expected = self.view.expected_directory();
        let expected = expected.ok_or(OfficeError::NoDirectory)?;
        let handover = act.public().handover();
        let handover = handover.and_then(|about| self.view.handovers.get(&about.handover));
        would_be_taken(handover, &act)?;
        if let Some(handover) = handover.filter(|_| needs_the_course(&act)) {
            let course = handover.thread().and_then(|id| self.reader().course(id));
            let says = (handover, course.as_ref());
            telling::is_so(&expected, says, act.public(), self.clock.now())?;
        }
        let around = Around::of(&act, |id| self.view.handovers.get(&id));
        let permitted = permit(&expected, around, act, self.clock.now())?;
        let known = Known {
            act: permitted.into_act(),
            order: self.view.next_order(),
            receipt: None,
            refused: None,
        };
        self.put(Change::Act {
            row: known.row(),
            body,
        })?;
        Ok(id)
    }

    pub(super) fn fresh_act(&mut self) -> ActId {
        self.random(ActId::random)
    }
}

/// Whether it is asked too early, or corrected too late, is known here, where the course is.
fn needs_the_course(act: &Act) -> bool {
    let about = act.public().handover();
    about.is_some_and(|about| {
        about.verb == Verb::Correct || about.verb == Verb::Course(CourseVerb::CheckEffect)
    })
}

/// What a person does has to do what they mean by it; devices only report what is so.
fn would_be_taken(handover: Option<&Handover>, act: &Act) -> Result<(), OfficeError> {
    let public = act.public();
    let verb = public.handover().map(|about| about.verb);
    match handover.zip(verb) {
        Some((_, Verb::Countersign)) | None => Ok(()),
        Some((handover, verb)) => {
            let by_person = public.author.capacity == Capacity::Person;
            if by_person && !handover.takes(public, act.hash()) {
                return Err(OfficeError::NotNow {
                    handover: handover.id,
                    state: handover.state,
                    verb,
                });
            }
            Ok(())
        }
    }
}

pub(super) fn on_handover(act: HandoverAct) -> Matter {
    Matter::Handover(Box::new(act))
}
