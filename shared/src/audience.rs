//! Who hears of an act.
//!
//! An act stands in the mailboxes of everybody whom it concerns, and nowhere else. The server
//! writes it there, and whoever knows the same acts computes the same mailboxes: that nobody was
//! left out can be checked, not only believed.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::{
    act::{HandoverAct, Matter, PublicPart},
    handover::Handover,
    log::{ENTRIES_MAX, Mailbox},
    party::{
        OfficeId, OrganisationId,
        directory::{Directory, Statement},
    },
    watch::watchers,
    words::Role,
};

/// An act and what stands around it: who hears of it follows from that.
#[derive(Clone, Copy, Debug)]
pub struct Audience<'a> {
    /// Who exists when it is deposited.
    pub directory: &'a Directory,
    /// What was said or done.
    pub act: &'a PublicPart,
    /// Its handover before it.
    pub before: Option<&'a Handover>,
    /// Its handover after it.
    pub after: Option<&'a Handover>,
    /// The referral to whose course the handover belongs.
    pub course: Option<&'a Handover>,
}

impl Audience<'_> {
    /// Where the act stands: with everybody who has a part in the handover, or had it until now,
    /// and with the team and the municipality of the course that it belongs to, which have to know
    /// when everything in it has ended. What is said about the directory is for all, but for
    /// wrapped seeds, which are for their office.
    ///
    /// Who is told without having a part in it is told while a receipt has room, the nearest first.
    /// More than [`ENTRIES_MAX`] are answered only where so many have a part in it: such an act is
    /// refused.
    #[must_use]
    pub fn mailboxes(&self) -> BTreeSet<Mailbox> {
        let (mut mailboxes, told) = self.concerned();
        for office in told {
            if mailboxes.len() >= ENTRIES_MAX {
                break;
            }
            mailboxes.insert(Mailbox::Office(office));
        }
        mailboxes
    }

    /// Who has to hear of the act, and who is told beside them, the nearest first.
    fn concerned(&self) -> (BTreeSet<Mailbox>, Vec<OfficeId>) {
        let about = match &self.act.matter {
            Matter::Directory(Statement::Grant(grant), _) => {
                let office = Mailbox::Office(grant.office.clone());
                return (BTreeSet::from([office]), Vec::new());
            }
            Matter::Directory(..) => return (BTreeSet::from([Mailbox::Directory]), Vec::new()),
            Matter::Handover(about) => about,
        };
        let sides = self.before.into_iter().chain(self.after);
        let course = self.course.into_iter();
        let parts = sides
            .flat_map(Handover::parties)
            .chain([&self.act.author.office])
            .chain(about.readers())
            .chain(course.flat_map(Handover::hears_of_its_course))
            .cloned()
            .map(Mailbox::Office);
        let mut told = self.asked_to_sign();
        told.extend(self.told(about));
        (parts.collect(), told)
    }

    /// The mailboxes in which the act may come to stand, whatever `after` will be: a writer loads
    /// them before it decides.
    #[must_use]
    pub fn reach(&self) -> BTreeSet<Mailbox> {
        let unchanged = Self {
            after: self.before,
            ..*self
        };
        let (mut reached, told) = unchanged.concerned();
        reached.extend(told.into_iter().map(Mailbox::Office));
        // The course may be opened by an act that is decided upon together with this one.
        let parties = self.course.into_iter().flat_map(Handover::parties);
        reached.extend(parties.cloned().map(Mailbox::Office));
        let organisation = self.act.author.office.organisation();
        reached.extend(leaders(self.directory, &organisation).map(Mailbox::Office));
        if let Some(terms) = self.act.handover().and_then(|about| about.terms.as_ref()) {
            reached.insert(Mailbox::Office(terms.to.clone()));
        }
        reached
    }

    /// A first signature is told to wherever somebody can sign second, sealed to them or not.
    fn asked_to_sign(&self) -> Vec<OfficeId> {
        let waiting = self.after.into_iter().flat_map(Handover::waiting);
        let mut waiting = waiting.filter(|pending| pending.signature.act == self.act.id);
        match waiting.next() {
            Some(pending) => {
                let organisation = pending.signature.office.organisation();
                leaders(self.directory, &organisation).collect()
            }
            None => Vec::new(),
        }
    }

    /// Who is told of what is overdue without having a part in it: from the third rung on leaders
    /// and administrators, on the fourth the supervising authority.
    fn told(&self, about: &HandoverAct) -> Vec<OfficeId> {
        match (&about.concern, self.after.or(self.before)) {
            (Some((concern, rung)), Some(handover)) => watchers(
                self.directory,
                (concern, *rung),
                [&handover.from, &handover.to],
            ),
            (None, _) | (_, None) => Vec::new(),
        }
    }
}

/// The offices of an organisation that have a leader.
fn leaders(directory: &Directory, organisation: &OrganisationId) -> impl Iterator<Item = OfficeId> {
    let offices = directory.offices().map(|(id, _)| id);
    offices
        .filter(move |id| id.organisation() == *organisation)
        .filter(|id| {
            let mut members = directory.members(id);
            members.any(|(_, _, place)| place.role == Role::Leader)
        })
        .cloned()
}
