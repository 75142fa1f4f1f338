//! What a device keeps: a narrow trait, and plain rows.
//!
//! Only modules below this one know SQL. Everything but random ids, positions and state codes is
//! sealed field by field before it reaches the disk. Two processes may share one profile: a
//! commit names the revision that it was decided on, and answers *moved* when another came first.
//! Each row keeps the revision that changed it last, so that a process reads only what is new to it.

pub mod model;
pub mod seal;
pub mod sqlite;

#[cfg(test)]
pub(crate) mod fixture;

use std::future::Future;

use stafet_shared::id::ActId;

/// One act that the device has made or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// The act.
    pub id: ActId,
    /// Its index in the log, once a verified receipt says so; before that it is in the outbox.
    pub index: Option<u64>,
    /// The order in which the device made or read it, from 1.
    pub order: u64,
    /// The signed act.
    pub signed: Vec<u8>,
    /// The encoded receipt, once there is one.
    pub receipt: Option<Vec<u8>>,
    /// Why the server has refused it, as a stable code; the person has to do something.
    pub refused: Option<u16>,
}

/// One thing to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets a named value: identity, seeds, cursors, drafts' index. Names are fixed in code.
    Set {
        /// The value's name.
        name: String,
        /// The value.
        value: Vec<u8>,
    },
    /// Forgets a named value.
    Unset {
        /// The value's name.
        name: String,
    },
    /// Keeps an act, with its body if the device has it. An act with the same id is replaced;
    /// `None` for the body leaves a body that is there.
    Act {
        /// The act.
        row: ActRow,
        /// Its body.
        body: Option<Vec<u8>>,
    },
    /// Forgets the body of an act: the device has no copy of it any more.
    Forget {
        /// The act.
        act: ActId,
    },
}

impl Change {
    /// The change without the body of its act.
    #[must_use]
    pub fn without_body(&self) -> Self {
        match self {
            Self::Act { row, body: _ } => Self::Act {
                row: row.clone(),
                body: None,
            },
            Self::Set { .. } | Self::Unset { .. } | Self::Forget { .. } => self.clone(),
        }
    }
}

/// Everything but the bodies, as it was at one revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Counts the commits.
    pub revision: u64,
    /// The named values, by name.
    pub values: std::collections::BTreeMap<String, Vec<u8>>,
    /// The acts, in their order.
    pub acts: Vec<ActRow>,
}

/// What was changed in the store after one revision, bodies apart: what each name and each act was
/// changed to last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Counts the commits.
    pub revision: u64,
    /// The names in their order, and then the acts in theirs.
    pub changes: Vec<Change>,
}

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is durable, at this revision.
    Done(u64),
    /// Another process committed first; nothing was written. Load again and decide again.
    Moved,
}

/// Durable storage of one profile.
pub trait Store: Send + Sync + 'static {
    /// Everything but the bodies.
    fn load(&self) -> impl Future<Output = Result<Snapshot, StoreError>> + Send;

    /// What was changed after `revision`: what another process has committed.
    fn changes_since(
        &self,
        revision: u64,
    ) -> impl Future<Output = Result<Changes, StoreError>> + Send;

    /// The present revision: cheap, to notice another process.
    fn revision(&self) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// The body of an act, if the device has it.
    fn body(&self, act: ActId) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>> + Send;

    /// Writes all changes in one durable transaction if the revision is still `expected`.
    ///
    /// After [`StoreError::DiskFull`] nothing was written. Any other error leaves the outcome
    /// unknown: load again and look.
    fn commit(
        &self,
        expected: u64,
        changes: Vec<Change>,
    ) -> impl Future<Output = Result<Outcome, StoreError>> + Send;

    /// Sees to it that what was forgotten lies nowhere on the disk any more.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process still reads what was there before.
    fn scrub(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Why the store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room is left; free some, nothing has been lost.
    #[error("the disk is full: free some space and try again; what was saved before is safe")]
    DiskFull,
    /// Another program has the database; nothing was written.
    #[error("another program is using this profile: try again")]
    Busy,
    /// The file is no database, or a damaged one.
    #[error("the local database is damaged: restore it from a backup of the profile")]
    Damaged,
    /// A newer version of this program has written it.
    #[error("the local database was written by a newer version of this program: use that one")]
    Newer,
    /// The operating system does not let the file be read or written.
    #[error("the local database cannot be read or written: {0}")]
    Unreadable(String),
    /// The database failed.
    #[error("the local database failed: {0}")]
    Database(String),
    /// A value does not open with this profile's key.
    #[error(
        "the local database does not open with this profile's key, or was changed by another program"
    )]
    Sealed,
    /// A row holds what no version of this program writes.
    #[error("the local database holds a value that this program never wrote: {0}")]
    Corrupt(&'static str),
    /// The database is set up so that a saved act could be lost.
    #[error("the local database would lose saved acts: {0}")]
    NotDurable(&'static str),
}
