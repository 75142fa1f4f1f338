//! The store in memory: what the simulator runs on, and what the real store is compared with.
//!
//! It never waits and draws no chance, so a seeded run replays exactly. Clones share one disk, as
//! processes do. Its faults are those that a disk has: a commit fails before or after it is
//! written, no room is left, and, as a planted bug, an answered commit is lost.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stafet_shared::id::ActId;

use super::{ActRow, Change, Changes, Outcome, Snapshot, Store, StoreError};

/// The largest position that a store keeps, as SQLite's integers have it.
const POSITION_MAX: u64 = i64::MAX.unsigned_abs();

/// A store in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct ModelStore {
    disk: Arc<Mutex<Disk>>,
}

/// How a commit fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written.
    BeforeWriting,
    /// All was written, but whoever committed is not told so.
    AfterWriting,
}

impl ModelStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the `nth` commit from now fail; 0 is the next. A commit that is answered with *moved*
    /// counts too. A second call replaces the first.
    pub fn fail_commit(&self, nth: u32, fault: Fault) {
        self.disk().planned = Some((nth, fault));
    }

    /// Forgets the failure that was planned, and makes room.
    pub fn heal(&self) {
        let mut disk = self.disk();
        disk.planned = None;
        disk.full = false;
    }

    /// Leaves no room for any commit from now on.
    pub fn fill_up(&self) {
        self.disk().full = true;
    }

    /// Makes room again.
    pub fn make_room(&self) {
        self.disk().full = false;
    }

    /// Plants the bug: *done* is answered before the commit is synchronised. Each commit only
    /// makes the one before it safe, and a [`crash`](Self::crash) loses the last.
    pub fn forget_unsynced(&self) {
        self.disk().forgets_unsynced = true;
    }

    /// Cuts the power: what was not synchronised is gone. All other commits stay.
    pub fn crash(&self) {
        let mut disk = self.disk();
        if let Some(synced) = disk.synced.take() {
            disk.content = synced;
        }
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for ModelStore {
    async fn load(&self) -> Result<Snapshot, StoreError> {
        Ok(self.disk().content.snapshot())
    }

    async fn changes_since(&self, revision: u64) -> Result<Changes, StoreError> {
        Ok(self.disk().content.changes_since(revision))
    }

    async fn revision(&self) -> Result<u64, StoreError> {
        Ok(self.disk().content.revision)
    }

    async fn body(&self, act: ActId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.disk().content.bodies.get(&act).cloned())
    }

    async fn commit(&self, expected: u64, changes: Vec<Change>) -> Result<Outcome, StoreError> {
        self.disk().commit(expected, changes)
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Disk {
    content: Content,
    /// What a power cut would leave, while that is less than `content`.
    synced: Option<Content>,
    planned: Option<(u32, Fault)>,
    full: bool,
    forgets_unsynced: bool,
}

impl Disk {
    fn commit(&mut self, expected: u64, changes: Vec<Change>) -> Result<Outcome, StoreError> {
        let fault = self.fault_of_this_commit();
        if fault == Some(Fault::BeforeWriting) {
            return Err(StoreError::Database(
                "simulated: nothing written".to_owned(),
            ));
        }
        if self.content.revision != expected {
            return Ok(Outcome::Moved);
        }
        if self.full {
            return Err(StoreError::DiskFull);
        }
        check_positions(&changes)?;
        self.synced = self.forgets_unsynced.then(|| self.content.clone());
        let revision = self.content.make(changes);
        if fault == Some(Fault::AfterWriting) {
            return Err(StoreError::Database(
                "simulated: unknown outcome".to_owned(),
            ));
        }
        Ok(Outcome::Done(revision))
    }

    fn fault_of_this_commit(&mut self) -> Option<Fault> {
        let (nth, fault) = self.planned.take()?;
        match nth.checked_sub(1) {
            Some(left) => {
                self.planned = Some((left, fault));
                None
            }
            None => Some(fault),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Content {
    revision: u64,
    /// Each with the revision that changed it last; forgotten ones too.
    values: BTreeMap<String, (u64, Option<Vec<u8>>)>,
    acts: BTreeMap<ActId, (u64, ActRow)>,
    bodies: BTreeMap<ActId, Vec<u8>>,
}

impl Content {
    fn snapshot(&self) -> Snapshot {
        let values = self.values.iter();
        Snapshot {
            revision: self.revision,
            values: values
                .filter_map(|(name, (_, value))| Some((name.clone(), value.clone()?)))
                .collect(),
            acts: self.acts_since(0),
        }
    }

    fn acts_since(&self, revision: u64) -> Vec<ActRow> {
        let acts = self.acts.values().filter(|(last, _)| *last > revision);
        let mut acts: Vec<ActRow> = acts.map(|(_, row)| row.clone()).collect();
        acts.sort_by_key(|act| (act.order, act.id));
        acts
    }

    fn changes_since(&self, revision: u64) -> Changes {
        let values = self.values.iter().filter(|(_, (last, _))| *last > revision);
        let values = values.map(|(name, (_, value))| {
            let name = name.clone();
            match value.clone() {
                Some(value) => Change::Set { name, value },
                None => Change::Unset { name },
            }
        });
        let acts = self.acts_since(revision).into_iter();
        Changes {
            revision: self.revision,
            changes: values
                .chain(acts.map(|row| Change::Act { row, body: None }))
                .collect(),
        }
    }

    /// Makes all changes; answers the new revision.
    fn make(&mut self, changes: Vec<Change>) -> u64 {
        self.revision = self.revision.saturating_add(1);
        for change in changes {
            match change {
                Change::Set { name, value } => {
                    self.values.insert(name, (self.revision, Some(value)));
                }
                Change::Unset { name } => {
                    if let Some(named) = self.values.get_mut(&name) {
                        *named = (self.revision, None);
                    }
                }
                Change::Act { row, body } => {
                    if let Some(body) = body {
                        self.bodies.insert(row.id, body);
                    }
                    self.acts.insert(row.id, (self.revision, row));
                }
                Change::Forget { act } => drop(self.bodies.remove(&act)),
            }
        }
        self.revision
    }
}

fn check_positions(changes: &[Change]) -> Result<(), StoreError> {
    let too_far = changes.iter().any(|change| match change {
        Change::Act { row, .. } => row.order.max(row.index.unwrap_or_default()) > POSITION_MAX,
        Change::Set { .. } | Change::Unset { .. } | Change::Forget { .. } => false,
    });
    if too_far {
        return Err(StoreError::Corrupt("a position of 2^63 or more"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(value: u8) -> Vec<Change> {
        vec![Change::Set {
            name: "a".to_owned(),
            value: vec![value],
        }]
    }

    #[tokio::test]
    async fn clones_share_one_disk_and_the_later_commit_has_to_look_again() {
        let one = ModelStore::new();
        let two = one.clone();
        assert_eq!(one.commit(0, set(1)).await.unwrap(), Outcome::Done(1));
        assert_eq!(two.commit(0, set(2)).await.unwrap(), Outcome::Moved);
        assert_eq!(two.commit(1, set(2)).await.unwrap(), Outcome::Done(2));
        assert_eq!(one.load().await.unwrap().values["a"], [2]);
    }

    #[tokio::test]
    async fn a_planned_fault_strikes_once_before_or_after_writing() {
        let store = ModelStore::new();
        store.fail_commit(1, Fault::BeforeWriting);
        assert_eq!(store.commit(0, set(1)).await.unwrap(), Outcome::Done(1));
        assert!(store.commit(1, set(2)).await.is_err());
        assert_eq!(store.revision().await.unwrap(), 1);

        store.fail_commit(0, Fault::AfterWriting);
        assert!(store.commit(1, set(2)).await.is_err());
        assert_eq!(store.revision().await.unwrap(), 2);
        assert_eq!(store.commit(2, set(3)).await.unwrap(), Outcome::Done(3));
    }

    #[tokio::test]
    async fn a_full_disk_takes_nothing_until_there_is_room() {
        let store = ModelStore::new();
        store.fill_up();
        let full = store.commit(0, set(1)).await;
        assert!(matches!(full, Err(StoreError::DiskFull)));
        assert_eq!(store.load().await.unwrap(), Snapshot::default());
        store.make_room();
        assert_eq!(store.commit(0, set(1)).await.unwrap(), Outcome::Done(1));
    }

    #[tokio::test]
    async fn a_crash_loses_a_commit_only_with_the_planted_bug() {
        let store = ModelStore::new();
        store.commit(0, set(1)).await.unwrap();
        store.crash();
        assert_eq!(store.revision().await.unwrap(), 1);

        store.forget_unsynced();
        store.commit(1, set(2)).await.unwrap();
        store.commit(2, set(3)).await.unwrap();
        store.crash();
        assert_eq!(store.load().await.unwrap().values["a"], [2]);
        store.crash();
        assert_eq!(store.revision().await.unwrap(), 2);
    }
}
