//! Who signs second. The server and every client ask this one rule.
//!
//! What ends a child's matter, or sends it on for long, is signed second by a leader, unless a
//! leader has signed first; a mere fact or flag by any colleague; what an administrator has
//! recorded by another administrator. A pause silences whoever owes, who cannot agree to that among
//! themselves: it is signed second by the other side, or by a leader outside the organisation that
//! owes.
//!
//! What came so long after its author's membership had ended that it counts for nothing is signed
//! anew by a leader whose office it was sealed to: nobody answers for what they cannot read. Where
//! nobody can, any leader of the organisation may refuse it, and its office does the same again.

use super::{ADMINISTRATORS, Denied};
use crate::{
    handover::{Handover, Pending, Unsigned},
    hash::Hash,
    id::{DeviceId, PersonId},
    obligation::{self, Obligation},
    party::{Membership, OfficeId, directory::Directory},
    time::Timestamp,
    words::{Duty, Role, Verb},
};

/// A first signature, given or about to be: of what, and whose.
#[derive(Clone, Copy, Debug)]
pub struct First<'a> {
    /// What it is about.
    pub verb: Verb,
    /// In whose name it is given.
    pub office: &'a OfficeId,
    /// Who gives it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The handover that it is about.
    pub handover: &'a Handover,
    /// What it says, if it counts for nothing until a leader signs it anew.
    pub unsigned: Option<&'a Unsigned>,
}

/// Somebody who may be asked to sign second: a person, and the memberships in which they work.
#[derive(Clone, Copy, Debug)]
pub struct Signer<'a> {
    /// The person, who never signs second what they have signed first.
    pub person: PersonId,
    /// As what, and where.
    pub places: &'a [Membership],
}

impl<'a> First<'a> {
    /// The first signature that waits for a second, if one does.
    #[must_use]
    pub fn waiting(handover: &'a Handover) -> Option<Self> {
        let pending = handover.waiting().next()?;
        Some(Self::of(handover, pending))
    }

    /// The first signature that an act names, or else the one that waits.
    #[must_use]
    pub fn named(handover: &'a Handover, named: Option<Hash>) -> Option<Self> {
        let pending = handover.awaited(named)?;
        Some(Self::of(handover, pending))
    }

    /// What has to be signed anew, where that is what is owed.
    #[must_use]
    pub fn anew(handover: &'a Handover, owed: &Obligation) -> Option<Self> {
        let is_owed = |pending: &Pending| {
            let since = pending.verb == Verb::Sign || pending.signature.at == owed.since;
            let by_whom = pending.signature.office == owed.owner;
            owed.duty == Duty::Countersign(pending.verb) && by_whom && since
        };
        let mut unsigned = handover.unsigned.iter().map(|it| &it.first);
        let pending = unsigned.find(|pending| is_owed(pending))?;
        Some(Self::of(handover, pending))
    }

    fn of(handover: &'a Handover, pending: &'a Pending) -> Self {
        let signature = &pending.signature;
        Self {
            verb: pending.verb,
            office: &signature.office,
            person: signature.person,
            device: signature.device,
            handover,
            unsigned: handover.unsigned.iter().find(|it| it.first == *pending),
        }
    }
}

impl First<'_> {
    /// Whether a person may sign second in one of their memberships.
    ///
    /// # Errors
    /// [`Denied`] says why not.
    pub fn may_be_followed(
        self,
        directory: &Directory,
        (person, place): (PersonId, &Membership),
    ) -> Result<(), Denied> {
        let is_near = place.office.organisation() == self.office.organisation();
        let (in_role, near) = match place.role {
            Role::Administrator => {
                let recorded = ADMINISTRATORS.contains(&self.verb);
                (
                    self.unsigned.is_none()
                        && recorded
                        && self.is_by(directory, Role::Administrator)
                        && is_near,
                    true,
                )
            }
            _ if self.verb == Verb::Pause && self.unsigned.is_none() => {
                (true, self.is_paused_by(place))
            }
            Role::Leader => (true, is_near),
            Role::Caseworker | Role::Psychologist | Role::Coordinator => {
                (!self.waits_for_a_leader(directory), is_near)
            }
        };
        if !in_role {
            Err(Denied::Role)
        } else if !near {
            Err(Denied::Office)
        } else if person == self.person {
            Err(Denied::SamePerson)
        } else if !self.is_read_in(&place.office) {
            Err(Denied::Unread)
        } else {
            Ok(())
        }
    }

    /// Whether a person may refuse it in one of their memberships: whoever may sign second; and what
    /// nobody can sign, since nobody who may can read it, any leader of the organisation.
    ///
    /// # Errors
    /// [`Denied`] says why not.
    pub fn may_be_refused(
        self,
        directory: &Directory,
        second: (PersonId, &Membership),
        now: Timestamp,
    ) -> Result<(), Denied> {
        match self.may_be_followed(directory, second) {
            Err(Denied::Unread) if self.is_unread(directory, now) => Ok(()),
            answer => answer,
        }
    }

    /// Whether it has to be signed anew, and nobody who may can read it: its office does the same
    /// again, or a leader refuses it.
    #[must_use]
    pub fn is_unread(self, directory: &Directory, now: Timestamp) -> bool {
        self.unsigned.is_some() && self.offices_that_may(directory, now).is_empty()
    }

    /// Whether what has to be signed anew was sealed to the office, if it says anything under seal.
    fn is_read_in(self, office: &OfficeId) -> bool {
        let act = self.unsigned.and_then(|it| it.public.handover());
        act.is_none_or(|act| act.sealed.is_none() || act.readers().any(|reader| reader == office))
    }

    /// Whether a pause may be signed second there: on the other side than where it was signed first,
    /// or by a leader outside the organisation that owes.
    fn is_paused_by(self, place: &Membership) -> bool {
        let handover = self.handover;
        // An office that reads nothing of it any more agrees to nothing.
        let mut sides = handover.reading_sides();
        let is_side = handover.reading_sides().any(|side| *side == place.office);
        let theirs = place.office.organisation();
        let first = self.office.organisation();
        let owner = obligation::owner(handover).unwrap_or(self.office);
        let is_other = place.office != *self.office
            && (theirs != first || handover.from.organisation() == handover.to.organisation());
        let leads = place.role == Role::Leader && theirs != owner.organisation();
        let is_theirs = |side: &OfficeId| side.organisation() == theirs;
        let has_part = sides.any(is_theirs);
        (is_side && is_other) || (leads && has_part)
    }

    /// The offices to which it is sealed beside both sides, so that whoever signs second can read
    /// what: none where somebody in the signer's own office may, else every one of the organisation
    /// in which somebody may and that has a key.
    #[must_use]
    pub fn shown_to(self, directory: &Directory, now: Timestamp) -> Vec<OfficeId> {
        let near = self.offices_that_may(directory, now);
        if near.iter().any(|office| office == self.office) {
            return Vec::new();
        }
        let has_key = |office: &OfficeId| directory.office_key(office).is_some();
        near.into_iter().filter(has_key).collect()
    }

    /// Whether nobody in the organisation may sign second, nor anybody on the other side.
    #[must_use]
    pub fn waits_for_nobody(self, directory: &Directory, now: Timestamp) -> bool {
        let mut sides = self.handover.reading_sides();
        let near = self.offices_that_may(directory, now);
        near.is_empty() && !sides.any(|side| self.may_be_given_in(directory, side, now))
    }

    /// The offices of the signer's organisation in which somebody may sign second.
    fn offices_that_may(self, directory: &Directory, now: Timestamp) -> Vec<OfficeId> {
        let offices = directory.offices().map(|(id, _)| id);
        let near = offices.filter(|id| id.organisation() == self.office.organisation());
        let may = near.filter(|id| self.may_be_given_in(directory, id, now));
        may.cloned().collect()
    }

    fn may_be_given_in(self, directory: &Directory, office: &OfficeId, now: Timestamp) -> bool {
        directory.members(office).any(|(_, other, place)| {
            let second = (other.person, place);
            place.covers(now) && self.may_be_followed(directory, second).is_ok()
        })
    }

    /// Whether only a leader may sign second, and no other colleague.
    #[must_use]
    pub fn waits_for_a_leader(self, directory: &Directory) -> bool {
        let by_anybody = self.verb.is_seconded_by_anybody() || self.is_by(directory, Role::Leader);
        self.unsigned.is_some() || !by_anybody
    }

    /// Whether it is given in this role.
    fn is_by(self, directory: &Directory, role: Role) -> bool {
        let device = directory.device(&self.device);
        let mut places = device.into_iter().flat_map(|device| &device.memberships);
        places.any(|place| place.office == *self.office && place.role == role)
    }
}

/// In which membership somebody may give a second signature that a handover waits for. `None` if
/// it is not theirs to give, or nothing waits for one.
#[must_use]
pub fn countersigns_in<'a>(
    directory: &Directory,
    handover: &Handover,
    signer: Signer<'a>,
) -> Option<&'a Membership> {
    seconds(directory, handover, signer).map(|(_, place)| place)
}

/// The same, with the first signature that it is about.
#[must_use]
pub fn seconds<'a, 'h>(
    directory: &Directory,
    handover: &'h Handover,
    signer: Signer<'a>,
) -> Option<(&'h Pending, &'a Membership)> {
    handover.waiting().find_map(|pending| {
        let first = First::of(handover, pending);
        let may = |place: &&Membership| {
            let second = (signer.person, *place);
            first.may_be_followed(directory, second).is_ok()
        };
        Some((pending, signer.places.iter().find(may)?))
    })
}

/// Whether somebody could sign anew what waits, if only they could read it.
#[must_use]
pub fn is_unread_by(directory: &Directory, handover: &Handover, signer: Signer<'_>) -> bool {
    let unread = |pending: &Pending| {
        let first = First::of(handover, pending);
        let mut places = signer.places.iter();
        places.any(|place| {
            let answer = first.may_be_followed(directory, (signer.person, place));
            answer == Err(Denied::Unread)
        })
    };
    handover.waiting().any(unread)
}

/// The first signature that somebody may end, and in whose name: one's own, or one that they may
/// refuse.
#[must_use]
pub fn drops<'h>(
    directory: &Directory,
    handover: &'h Handover,
    signer: Signer<'_>,
    now: Timestamp,
) -> Option<(&'h Pending, OfficeId)> {
    handover.waiting().find_map(|pending| {
        if pending.signature.person == signer.person {
            return Some((pending, pending.signature.office.clone()));
        }
        let first = First::of(handover, pending);
        let may = |place: &&Membership| {
            let second = (signer.person, *place);
            first.may_be_refused(directory, second, now).is_ok()
        };
        let place = signer.places.iter().find(may)?;
        Some((pending, place.office.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{
        Story, administrator, directory, person, stranger, team, town, town_hall,
    };

    /// Whether a person may sign second in the office, once a caseworker of the town has begun.
    fn may(story: &Story, number: u8, office: &OfficeId) -> bool {
        let (directory, author) = (directory(), person(office, number));
        let device = directory.device(&author.device).unwrap();
        let signer = Signer {
            person: author.person,
            places: &device.memberships,
        };
        let place = countersigns_in(&directory, &story.handover, signer);
        assert!(place.is_none_or(|place| place.office == *office));
        place.is_some()
    }

    #[test]
    fn who_may_sign_second_follows_from_what_was_signed_and_by_whom() {
        let by = |number, verb| Story::declined().then(&person(&town(), number), verb);
        for (first, verb, leader, colleague) in [
            (1, Verb::ClosePlan, true, false),
            (2, Verb::ClosePlan, false, true),
            (1, Verb::CarryOutside, true, true),
        ] {
            let story = by(first, verb);
            assert_eq!(may(&story, 2, &town()), leader, "{verb:?}");
            assert_eq!(may(&story, 3, &town()), colleague, "{verb:?}");
            assert!(!may(&story, first, &town()), "{verb:?}: who signed first");
            assert!(may(&story, 4, &town_hall()), "{verb:?}: a leader elsewhere");
            assert!(!may(&story, 12, &team()), "{verb:?}: the other side");
            assert!(!may(&story, 31, &stranger()), "{verb:?}: an outsider");
        }
    }

    #[test]
    fn nobody_signs_second_where_nothing_waits_and_no_administrator_for_a_caseworker() {
        assert!(!may(&Story::declined(), 2, &town()));
        let paused = Story::declined().then(&person(&town(), 1), Verb::Pause);
        let directory = directory();
        let device = directory.device(&administrator().device).unwrap();
        let signer = Signer {
            person: administrator().person,
            places: &device.memberships,
        };
        assert_eq!(countersigns_in(&directory, &paused.handover, signer), None);
    }
}
