//! What the server keeps: a narrow trait for each who asks, and plain rows.
//!
//! A trait stands in the file of the table that answers it, with its answers from a database:
//! [`Log`], [`Owed`], [`Enrolments`], [`LastHeard`], and that of [`notices`]. `sql` connects, and
//! `model` answers all of them in memory.
//!
//! Only modules below this one know SQL. The committer is the one writer of acts; readers page.
//! Nothing here can open content: bodies are ciphertext, and no row holds a key.

mod acts;
mod attachments;
mod columns;
mod connection;
pub mod database;
mod enrolments;
#[cfg(test)]
mod fixture;
mod handovers;
mod head;
mod heard;
mod log;
mod mailboxes;
mod many;
pub mod model;
pub mod notices;
mod owed;
pub mod postgres;
mod rows;
pub mod sql;
pub mod sqlite;

pub use self::{
    acts::HANDOVER_ACTS_MAX,
    attachments::ANNOUNCEMENTS_MAX,
    enrolments::{ENROLMENTS_PER_INVITATION_MAX, EnrolmentRow, Enrolments},
    handovers::Which,
    heard::LastHeard,
    log::Log,
    owed::{Owed, Owes, Ripe},
    rows::{ActRow, AttachmentRow, Changes, HandoverRow, MailboxRow, OwedRow, StageRow},
};

/// All that a server keeps beside its notices.
pub trait Store: Log + Owed + Enrolments + LastHeard {}

impl<S: Log + Owed + Enrolments + LastHeard> Store for S {}

/// Which part of a long list to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The last one that was read already, if this is not the first page.
    pub after: Option<T>,
    /// The most that are read.
    pub limit: u32,
}

impl<T> Page<T> {
    /// The first page.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }
}

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is durable.
    Done,
    /// The log has another size than expected: somebody else committed. Nothing was written.
    Moved,
}

/// Why the store could not do its work. The server stops confirming, goes on reading and says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed; what it says is for the operator's log.
    #[error("the database failed: {0}")]
    Database(String),
    /// It is somebody else's, or damaged at its very beginning: it is left as it is.
    #[error("this is no database of this server: name another one, or restore a backup")]
    Foreign,
    /// A new database was asked for where there is one.
    #[error(
        "there is a database of this server already, and it is left as it is: name another one"
    )]
    Exists,
    /// It is no URL of a database that this server can use.
    #[error(
        "this is no URL of a database; write it as postgres://USER@HOST/DATABASE, or as \
         postgres:///DATABASE?host=FOLDER&user=USER for a socket in that folder"
    )]
    Url,
    /// The file cannot be made or found.
    #[error("the database file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// A row holds what no version of this program writes.
    #[error("the database holds a value that this program never wrote: {0}")]
    Corrupt(&'static str),
    /// The database is set up so that an acknowledged commit could be lost.
    #[error("the database would lose acknowledged commits: {0}")]
    NotDurable(&'static str),
}
