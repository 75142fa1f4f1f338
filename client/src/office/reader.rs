//! What is known on this device, for whoever shows it: nothing here opens a seal, waits or writes.

use std::fmt;

use stafet_blobs::Blobs;
use stafet_shared::{
    access::second::{First, Signer},
    course::matters::Matters,
    handover::Handover,
    id::{ActId, HandoverId, PersonId},
    invitation::Enrol,
    obligation::{self, Obligation},
    party::{OfficeId, directory::Directory},
    refusal::Refusal,
    time::{Clock, Timestamp},
    wire::{
        frame::{FrameReader, SMALL_BYTES_MAX},
        v1::message::Request,
    },
    words::Verb,
};

use super::{Office, OfficeError, Standing, values, view::View};
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
        /// All that begin so.
        ids: Vec<HandoverId>,
    },
}

/// One profile as it is known at one revision. Copies are the same profile.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub(super) view: &'a View,
    pub(super) blobs: &'a dyn Blobs,
    clock: &'a dyn Clock,
}

impl<S: Store> Office<S> {
    /// What is known here.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            view: &self.view,
            blobs: &*self.blobs,
            clock: &*self.clock,
        }
    }
}

impl<'a> Reader<'a> {
    /// How far this device has come into an office.
    #[must_use]
    pub fn standing(self) -> Standing {
        let Some(device) = &self.view.device else {
            return Standing::NotEnrolled;
        };
        let memberships = self.view.memberships();
        if memberships.is_empty() {
            return Standing::WaitingForApproval;
        }
        let keyless = self
            .view
            .case_offices()
            .find(|office| self.view.seeds(office).is_empty());
        if let Some(office) = keyless {
            return Standing::WaitingForKey(office.clone());
        }
        Standing::Member {
            offices: memberships.iter().map(|own| own.office.clone()).collect(),
            roles: memberships.iter().map(|own| own.role).collect(),
            name: device.name.clone(),
        }
    }

    /// The revision of the profile that is shown.
    #[must_use]
    pub const fn revision(self) -> u64 {
        self.view.revision
    }

    /// The present, by this device's clock.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.clock.now()
    }

    /// The handover whose id begins with what a person typed.
    ///
    /// # Errors
    /// When none or several do.
    pub fn find(self, prefix: &str) -> Result<HandoverId, Lookup> {
        let known = self.view.handovers.keys().copied();
        let ids: Vec<HandoverId> = known.filter(|id| id.starts_with(prefix)).collect();
        match ids.as_slice() {
            [id] => Ok(*id),
            [] => Err(Lookup::NotFound(prefix.to_owned())),
            [_, _, ..] => Err(Lookup::Ambiguous { ids }),
        }
    }

    /// Every handover, by id.
    pub fn handovers(self) -> impl Iterator<Item = &'a Handover> {
        self.view.handovers.values()
    }

    /// Every handover, by id.
    #[must_use]
    pub const fn known(self) -> &'a Matters {
        &self.view.handovers
    }

    /// One handover.
    #[must_use]
    pub fn handover(self, id: HandoverId) -> Option<&'a Handover> {
        self.view.handovers.get(&id)
    }

    /// Everything that anybody owes about the handovers known here, the earliest deadline first.
    #[must_use]
    pub fn obligations(self) -> Vec<Obligation> {
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
                let course = self.view.handovers.course(handover);
                obligation::all(handover, course.as_ref(), directory)
            })
            .collect();
        owed.sort_by_key(|obligation| (obligation.due, obligation.handover));
        owed
    }

    /// The directory, once it has been read.
    #[must_use]
    pub const fn directory(self) -> Option<&'a Directory> {
        self.view.directory.as_ref()
    }

    /// The directory as it will be when what this profile has said is in the log.
    #[must_use]
    pub fn expected_directory(self) -> Option<Directory> {
        self.view.expected_directory()
    }

    /// Where the server listens, as the invitation said.
    #[must_use]
    pub fn server(self) -> Option<&'a str> {
        let server = self.view.value(values::SERVER)?;
        std::str::from_utf8(server).ok()
    }

    /// The application that waits for an administrator's answer.
    #[must_use]
    pub fn application(self) -> Option<Enrol> {
        let frames = FrameReader::new(SMALL_BYTES_MAX)
            .push(self.view.value(values::ENROL)?)
            .ok()?;
        let request = Request::from_frame(frames.first()?).ok()?;
        request.enrol()
    }

    /// Own acts that the server has not confirmed yet, in order.
    #[must_use]
    pub fn unconfirmed(self) -> Vec<ActId> {
        self.have().outbox
    }

    /// Why the server has refused an own act, if it has.
    #[must_use]
    pub fn refusal_of(self, act: ActId) -> Option<Refusal> {
        self.view.acts.get(&act)?.refused
    }

    /// Own acts that the server has refused for good and that leave somebody something to do, with
    /// whose move it is.
    #[must_use]
    pub fn refusals(self) -> Vec<(ActId, Option<HandoverId>, Refusal)> {
        self.view
            .acts
            .values()
            .filter_map(|known| {
                let handover = known.act.public().handover().map(|act| act.handover);
                let refused = known.refused.filter(|refusal| !refusal.is_done())?;
                Some((known.act.id(), handover, refused))
            })
            .collect()
    }

    /// Where something is kept that did not verify.
    pub fn quarantined(self) -> impl Iterator<Item = &'a str> {
        self.view
            .values_under(values::QUARANTINE)
            .map(|(place, _)| place)
    }

    /// Which mailboxes the server has broken its promise about, and how.
    pub fn breaches(self) -> impl Iterator<Item = (&'a str, String)> {
        self.view
            .values_under(values::ALARMS)
            .map(|(place, what)| (place, String::from_utf8_lossy(what).into_owned()))
    }

    /// Who works here.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        self.view.device.as_ref().map(|own| own.person)
    }

    /// Who works here, and as what: who may be asked to sign second.
    #[must_use]
    pub fn signer(self) -> Option<Signer<'a>> {
        let person = self.person()?;
        let places = self.view.memberships();
        Some(Signer { person, places })
    }

    /// What the person here is about to sign first, in the name of an office.
    #[must_use]
    pub fn about_to_sign_first<'b>(
        self,
        handover: &'b Handover,
        (office, verb): (&'b OfficeId, Verb),
    ) -> Option<First<'b>> {
        let device = self.view.device.as_ref()?;
        Some(First {
            verb,
            office,
            person: device.person,
            device: device.device,
            handover,
            unsigned: None,
        })
    }

    /// Whether what the person here is about to sign needs a second signature that nobody in the
    /// organisation can give as things stand.
    #[must_use]
    pub fn nobody_could_second(self, handover: &Handover, verb: Verb) -> bool {
        if !handover.is_signed_twice(verb) {
            return false;
        }
        let (Some(directory), Ok((own, _))) = (self.directory(), self.sides(handover, verb)) else {
            return false;
        };
        let first = self.about_to_sign_first(handover, (&own, verb));
        first.is_some_and(|first| first.waits_for_nobody(directory, self.now()))
    }

    /// Whether an office of this device has a part in a handover.
    #[must_use]
    pub fn has_part(self, id: HandoverId) -> bool {
        let handover = self.handover(id);
        handover.is_some_and(|it| it.parties().any(|party| self.view.serves(party)))
    }

    /// Whether a colleague in the own organisation has signed first.
    fn waits_for_a_second_signature(self, handover: &Handover) -> bool {
        let first = handover.waiting().next();
        let organisation = first.map(|pending| pending.signature.office.organisation());
        let mut own = self.view.case_offices();
        organisation.is_some_and(|it| own.any(|office: &OfficeId| office.organisation() == it))
    }

    pub(super) fn known_handover(self, id: HandoverId) -> Result<&'a Handover, OfficeError> {
        self.handover(id).ok_or(OfficeError::UnknownHandover(id))
    }
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader(revision {})", self.view.revision)
    }
}
