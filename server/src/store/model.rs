//! The store in memory, for simulations: no thread, no timer, the same answers in every run.
//!
//! A [`Disk`] outlives the server that uses it. [`Disk::crash`] does what a power cut does: open
//! stores stop working and what was not synchronised is gone. A simulation schedules failures
//! through [`Faults`], and may plant the bugs that it has to find: a commit that is acknowledged
//! before it is durable, and obligations of courses that are forgotten.

mod owed;
mod tables;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    overview::{Place, Tally},
    party::OfficeId,
    time::Timestamp,
};

use self::tables::Tables;
use super::{
    ActRow, Changes, ENROLMENTS_PER_INVITATION_MAX, EnrolmentRow, Enrolments, HandoverRow,
    LastHeard, Log, MailboxRow, Outcome, Owed, OwedRow, Owes, Page, Ripe, StoreError, Which,
};

/// How a commit fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Before anything is written.
    BeforeWriting,
    /// After everything has become durable: only the answer is lost.
    AfterWriting,
}

/// What survives a crash. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<Medium>>);

impl Disk {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens the store on it, as a server does when it starts.
    #[must_use]
    pub fn open(&self) -> ModelStore {
        ModelStore {
            disk: self.clone(),
            life: self.medium().life,
        }
    }

    /// Cuts the power: loses what was not synchronised, and ends every open store.
    pub fn crash(&self) {
        let mut medium = self.medium();
        medium.life = medium.life.saturating_add(1);
        if let Some(durable) = medium.durable.take() {
            medium.tables = durable;
        }
    }

    /// Makes everything durable that has been written so far.
    pub fn synchronise(&self) {
        self.medium().durable = None;
    }

    /// The handle by which a simulation makes the disk fail.
    #[must_use]
    pub fn faults(&self) -> Faults {
        Faults(self.clone())
    }

    fn medium(&self) -> MutexGuard<'_, Medium> {
        // Nothing panics while it holds the lock, and each change of the tables is complete.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes a disk fail. Clones work on the same disk.
#[derive(Clone, Debug)]
pub struct Faults(Disk);

impl Faults {
    /// Lets the `nth` commit from now on fail: 1 is the next one. A later word for the same
    /// commit replaces an earlier one.
    pub fn fail_commit(&self, nth: u64, fault: Fault) {
        let mut medium = self.0.medium();
        let commit = medium.commits.saturating_add(nth);
        medium.faults.insert(commit, fault);
    }

    /// Forgets the failures that have not happened yet.
    pub fn heal(&self) {
        self.0.medium().faults.clear();
    }

    /// Plants the bug: from now on a commit answers *done*, and a crash loses it unless
    /// [`Disk::synchronise`] came between.
    pub fn acknowledge_before_durable(&self) {
        self.0.medium().acknowledges_early = true;
    }

    /// Plants another bug: from now on nothing is kept of what is owed about courses.
    pub fn forget_courses(&self) {
        self.0.medium().forgets_courses = true;
    }

    /// How many commits there have been ones included.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.0.medium().commits
    }
}

/// An open store, usable until the disk crashes.
#[derive(Clone, Debug)]
pub struct ModelStore {
    disk: Disk,
    life: u64,
}

impl ModelStore {
    fn read<T>(&self, read: impl FnOnce(&Tables) -> T) -> Result<T, StoreError> {
        self.alive().map(|medium| read(&medium.tables))
    }

    fn alive(&self) -> Result<MutexGuard<'_, Medium>, StoreError> {
        let medium = self.disk.medium();
        if medium.life == self.life {
            Ok(medium)
        } else {
            Err(StoreError::Database("the power was cut".to_owned()))
        }
    }
}

impl Log for ModelStore {
    async fn tree(&self) -> Result<Tree, StoreError> {
        self.read(|tables| tables.tree().clone())
    }

    async fn commit(&self, expected: u64, changes: Changes) -> Result<Outcome, StoreError> {
        let mut medium = self.alive()?;
        let fault = medium.next_fault();
        if fault == Some(Fault::BeforeWriting) {
            return Err(failed());
        }
        if medium.tables.tree().size() != expected {
            return Ok(Outcome::Moved);
        }
        let changes = medium.remembered(changes);
        medium.write(|tables| tables.apply(changes))?;
        match fault {
            Some(Fault::AfterWriting) => Err(failed()),
            Some(Fault::BeforeWriting) | None => Ok(Outcome::Done),
        }
    }

    async fn act(&self, id: ActId) -> Result<Option<ActRow>, StoreError> {
        self.read(|tables| tables.act(id).cloned())
    }

    async fn acts(&self, ids: &[ActId]) -> Result<Vec<ActRow>, StoreError> {
        self.read(|tables| tables.acts(ids))
    }

    async fn acts_of(&self, handover: HandoverId) -> Result<Vec<ActRow>, StoreError> {
        self.read(|tables| tables.acts_of(handover))
    }

    async fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(MailboxRow, ActRow)>, StoreError> {
        self.read(|tables| tables.page(mailbox, after, limit))
    }

    async fn cursor(&self, mailbox: &Mailbox) -> Result<Cursor, StoreError> {
        self.read(|tables| tables.cursor(mailbox))
    }

    async fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> Result<Vec<ActRow>, StoreError> {
        self.read(|tables| tables.announcements(hash, mailbox))
    }

    async fn announced(&self, hashes: &[Hash]) -> Result<Vec<Hash>, StoreError> {
        self.read(|tables| tables.announced(hashes))
    }

    async fn known(&self, ids: &[HandoverId]) -> Result<Vec<HandoverId>, StoreError> {
        self.read(|tables| tables.known(ids))
    }

    async fn of_course(&self, course: HandoverId) -> Result<Vec<HandoverId>, StoreError> {
        self.read(|tables| tables.of_course(course))
    }
}

impl Owed for ModelStore {
    async fn handovers(&self, which: Which) -> Result<Vec<HandoverRow>, StoreError> {
        self.read(|tables| tables.handovers(which))
    }

    async fn ids(&self, page: Page<HandoverId>) -> Result<Vec<HandoverId>, StoreError> {
        self.read(|tables| tables.ids(page))
    }

    async fn facts(
        &self,
        page: Page<HandoverId>,
    ) -> Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError> {
        self.read(|tables| tables.facts(page))
    }

    async fn owed(
        &self,
        which: &Owes,
        page: Page<Place>,
    ) -> Result<Vec<(OwedRow, HandoverRow)>, StoreError> {
        self.read(|tables| tables.owed(which, page))
    }

    async fn tally(&self, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
        self.read(|tables| tables.tally(now))
    }

    async fn ripe(&self, now: Timestamp, page: Page<Ripe>) -> Result<Vec<Ripe>, StoreError> {
        self.read(|tables| tables.ripe(now, page))
    }

    async fn next_ripe(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(Tables::next_ripe)
    }

    async fn rules(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|tables| tables.rules.clone())
    }

    async fn set_rules(&self, rules: Vec<u8>) -> Result<(), StoreError> {
        self.alive()?.write(|tables| {
            tables.rules = Some(rules);
            Ok(())
        })
    }
}

impl LastHeard for ModelStore {
    async fn keep_heard(&self, offices: &BTreeMap<OfficeId, Timestamp>) -> Result<(), StoreError> {
        self.alive()?.write(|tables| {
            for (office, at) in offices {
                let kept = tables.heard.entry(office.clone()).or_insert(*at);
                *kept = (*kept).max(*at);
            }
            Ok(())
        })
    }

    async fn last_heard(&self) -> Result<BTreeMap<OfficeId, Timestamp>, StoreError> {
        self.read(|tables| tables.heard.clone())
    }
}

impl Enrolments for ModelStore {
    async fn keep_enrolment(&self, row: EnrolmentRow) -> Result<bool, StoreError> {
        self.alive()?.write(|tables| {
            let rows = &mut tables.enrolments;
            let of_invitation = rows.keys().filter(|(of, _)| *of == row.invitation);
            let has_room = of_invitation.count() < tables::whole(ENROLMENTS_PER_INVITATION_MAX);
            let is_kept = has_room || rows.contains_key(&(row.invitation, row.hash));
            if is_kept {
                rows.entry((row.invitation, row.hash))
                    .or_insert(row.request);
            }
            Ok(is_kept)
        })
    }

    async fn enrolments(&self) -> Result<Vec<EnrolmentRow>, StoreError> {
        self.read(|tables| {
            let row =
                |((invitation, hash), request): (&(InvitationId, Hash), &Vec<u8>)| EnrolmentRow {
                    invitation: *invitation,
                    hash: *hash,
                    request: request.clone(),
                };
            tables.enrolments.iter().map(row).collect()
        })
    }

    async fn drop_enrolments(&self, invitation: InvitationId) -> Result<(), StoreError> {
        self.alive()?.write(|tables| {
            tables.enrolments.retain(|(of, _), _| *of != invitation);
            Ok(())
        })
    }
}

/// A disk's state.
#[derive(Debug, Default)]
struct Medium {
    /// What is read.
    tables: Tables,
    /// What a crash leaves, if that is something else.
    durable: Option<Tables>,
    /// Counts the crashes: a store belongs to one life.
    life: u64,
    /// Counts the commits.
    commits: u64,
    /// Which commits are going to fail.
    faults: BTreeMap<u64, Fault>,
    /// A planted bug.
    acknowledges_early: bool,
    /// A planted bug.
    forgets_courses: bool,
}

impl Medium {
    fn next_fault(&mut self) -> Option<Fault> {
        self.commits = self.commits.saturating_add(1);
        self.faults.remove(&self.commits)
    }

    /// What is written of some changes: everything, but for a planted bug.
    fn remembered(&self, mut changes: Changes) -> Changes {
        if self.forgets_courses {
            for (_, rows) in &mut changes.owed {
                rows.retain(|row| !row.duty.is_of_course());
            }
        }
        changes
    }

    fn write<T>(
        &mut self,
        write: impl FnOnce(&mut Tables) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.acknowledges_early && self.durable.is_none() {
            self.durable = Some(self.tables.clone());
        }
        write(&mut self.tables)
    }
}

fn failed() -> StoreError {
    StoreError::Database("the disk failed".to_owned())
}
