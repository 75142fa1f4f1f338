//! Who may fetch what: which mailboxes a device reads, and of which acts it gets what is sealed.
//!
//! The server asks before it sends anything. A device can ask the same of itself, and so can tell
//! what it has no right to from what was kept from it.

#[cfg(test)]
mod tests;

use super::copies;
use crate::{
    act::{Matter, PublicPart},
    handover::{Effect, Handover},
    id::DeviceId,
    log::Mailbox,
    party::{
        Device, Membership, OfficeId,
        directory::{Directory, Statement},
    },
    time::Timestamp,
    words::{Role, State},
};

/// A device that the directory knows, at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    device: &'a Device,
    now: Timestamp,
}

impl<'a> Reader<'a> {
    /// The device, unless the directory does not know it.
    #[must_use]
    pub fn of(directory: &'a Directory, device: &DeviceId, now: Timestamp) -> Option<Self> {
        let device = directory.device(device)?;
        Some(Self { device, now })
    }

    /// Whether it serves the office.
    #[must_use]
    pub fn serves(&self, office: &OfficeId) -> bool {
        self.offices().any(|served| served == office)
    }

    /// The offices that it serves.
    pub fn offices(&self) -> impl Iterator<Item = &'a OfficeId> {
        self.memberships().map(|it| &it.office)
    }

    /// Whether it is an administrator's.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.memberships().any(|it| it.role == Role::Administrator)
    }

    /// Whether it reads a mailbox: everybody who serves some office reads the directory's.
    #[must_use]
    pub fn reads(&self, mailbox: &Mailbox) -> bool {
        match mailbox {
            Mailbox::Directory => self.memberships().next().is_some(),
            Mailbox::Office(office) => self.serves(office),
        }
    }

    /// Whether what the act has sealed is for one of its offices. Whoever only has to know that
    /// something happened does not pay for bytes that they cannot open.
    ///
    /// An approval's seal is for its office, whose members wrap seeds for the new device, and for
    /// administrators; a grant's for the office whose seed it holds.
    #[must_use]
    pub fn is_addressed(&self, act: &PublicPart) -> bool {
        match &act.matter {
            Matter::Handover(about) => about.readers().any(|office| self.serves(office)),
            Matter::Directory(Statement::Approve(approve), _) => {
                self.administers() || self.serves(&approve.membership.office)
            }
            Matter::Directory(Statement::Grant(grant), _) => self.serves(&grant.office),
            Matter::Directory(..) => false,
        }
    }

    /// Whether it gets what the act has sealed. `handovers` are the one that the act is about, as
    /// it stands now, and [those that it follows](Handover::followed): what has been taken back is
    /// kept from those who have not seen it, and what an office has destroyed from that office.
    #[must_use]
    pub fn may_open(&self, act: &PublicPart, handovers: &[&Handover]) -> bool {
        let is_withheld = |handover: &&Handover| {
            self.is_withheld(handover) || self.is_unsigned_for_it(act, handover)
        };
        self.is_addressed(act)
            && !handovers.first().is_some_and(is_withheld)
            && !copies::are_destroyed(act, handovers, |office| self.serves(office))
    }

    /// What counts for nothing until a leader of its author's organisation has signed it anew is read
    /// there alone.
    fn is_unsigned_for_it(&self, act: &PublicPart, handover: &Handover) -> bool {
        let authors = act.author.office.organisation();
        let mut unsigned = handover.unsigned.iter();
        unsigned.any(|it| it.first.signature.act == act.id)
            && !self.offices().any(|it| it.organisation() == authors)
    }

    /// Once its sender has said that a handover should never have been sent, nobody but the
    /// sender's organisation fetches any of it; once it was withdrawn, nobody who had not opened
    /// it before. That holds for good, whatever state comes after.
    fn is_withheld(&self, handover: &Handover) -> bool {
        let senders = handover.from.organisation();
        if self.offices().any(|it| it.organisation() == senders) {
            return false;
        }
        let has_opened = self.offices().any(|it| handover.openers.contains(it));
        let history = handover.history.iter();
        let mut moves = history.filter(|event| event.effect == Effect::Moved);
        moves.any(|event| {
            let in_error = event.state == State::EnteredInError;
            in_error || (event.state == State::Withdrawn && !has_opened)
        })
    }

    fn memberships(&self) -> impl Iterator<Item = &'a Membership> {
        let now = self.now;
        let memberships = self.device.memberships.iter();
        memberships.filter(move |it| it.covers(now))
    }
}

/// Whether an office may bring a file that the act announces: it has sent the act, or may fetch
/// what it announces.
#[must_use]
pub fn may_bring(act: &PublicPart, office: &OfficeId) -> bool {
    act.author.office == *office || may_fetch(act, office)
}

/// Whether an office may fetch a file that the act announces: it was sealed to the office.
#[must_use]
pub fn may_fetch(act: &PublicPart, office: &OfficeId) -> bool {
    let about = act.handover();
    about.is_some_and(|about| about.readers().any(|reader| reader == office))
}
