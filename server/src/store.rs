//! What the server keeps: narrow traits, one for each who asks, and plain rows (`rows`).
//!
//! What is no part of the log has its trait in its table's file: `enrolments`, `heard` and
//! [`notices`].
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
mod mailboxes;
mod many;
pub mod model;
pub mod notices;
mod owed;
pub mod postgres;
mod rows;
pub mod sql;
pub mod sqlite;

use std::future::Future;

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox, tree::Tree},
    obligation::List,
    overview::{Place, Tally},
    party::OfficeId,
    time::Timestamp,
};

pub use self::{
    enrolments::{ENROLMENTS_PER_INVITATION_MAX, EnrolmentRow, Enrolments},
    heard::LastHeard,
    rows::{ActRow, AttachmentRow, Changes, HandoverRow, MailboxRow, OwedRow, StageRow},
};

/// All that a server keeps beside its notices.
pub trait Store: Log + Owed + Enrolments + LastHeard {}

impl<S: Log + Owed + Enrolments + LastHeard> Store for S {}

/// The log itself, as whoever writes and reads it asks for it.
///
/// An error of `commit` leaves the outcome unknown: the caller stops, looks the acts up by id and
/// only then goes on.
pub trait Log: Send + Sync + 'static {
    /// The tree over all acts; empty at the beginning.
    fn tree(&self) -> impl Future<Output = Result<Tree, StoreError>> + Send;

    /// Writes a batch in one durable transaction if the log has `expected` leaves.
    fn commit(
        &self,
        expected: u64,
        changes: Changes,
    ) -> impl Future<Output = Result<Outcome, StoreError>> + Send;

    /// The act with this id.
    fn act(&self, id: ActId) -> impl Future<Output = Result<Option<ActRow>, StoreError>> + Send;

    /// The acts with these ids, as far as there are any, without their bodies, in the log's order.
    fn acts(&self, ids: &[ActId]) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// The acts about a handover, in the log's order, without their bodies. At most
    /// [`HANDOVER_ACTS_MAX`].
    fn acts_of(
        &self,
        handover: HandoverId,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// Up to `limit` entries of a mailbox after entry `after`, with their acts, in order.
    fn page(
        &self,
        mailbox: &Mailbox,
        after: u64,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(MailboxRow, ActRow)>, StoreError>> + Send;

    /// A mailbox's newest entry, or [`Cursor::START`].
    fn cursor(&self, mailbox: &Mailbox) -> impl Future<Output = Result<Cursor, StoreError>> + Send;

    /// The acts in a mailbox that announce a sealed file, in the log's order, without their
    /// bodies. At most [`ANNOUNCEMENTS_MAX`].
    fn announcements(
        &self,
        hash: Hash,
        mailbox: &Mailbox,
    ) -> impl Future<Output = Result<Vec<ActRow>, StoreError>> + Send;

    /// Which of these handovers there are, in the order of their ids.
    fn known(
        &self,
        ids: &[HandoverId],
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;

    /// The handovers that name a course, by id.
    fn of_course(
        &self,
        course: HandoverId,
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;
}

/// What is derived from the log with each commit, as lists, the watch and whoever counts ask for it.
pub trait Owed: Send + Sync + 'static {
    /// Handovers with the earliest deadline first, those without one last, then by id.
    fn handovers(
        &self,
        which: Which,
    ) -> impl Future<Output = Result<Vec<HandoverRow>, StoreError>> + Send;

    /// Up to `limit` handovers behind one, by id.
    fn ids(
        &self,
        after: Option<HandoverId>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<HandoverId>, StoreError>> + Send;

    /// Up to `limit` handovers behind one, by id, each with when the first of what it owes in
    /// [`List::FollowUp`] is due.
    fn facts(
        &self,
        after: Option<HandoverId>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<(HandoverRow, Option<Timestamp>)>, StoreError>> + Send;

    /// Up to `limit` obligations behind a place, the earliest deadline first, with their
    /// handovers.
    fn owed(
        &self,
        which: &Owes,
        page: (Option<Place>, u32),
    ) -> impl Future<Output = Result<Vec<(OwedRow, HandoverRow)>, StoreError>> + Send;

    /// How much is owed, by list and kind.
    fn tally(&self, now: Timestamp) -> impl Future<Output = Result<Vec<Tally>, StoreError>> + Send;

    /// Up to `limit` handovers about which a rung has to be told at `now`, those first that have
    /// waited longest, each with since when; those behind `after`.
    fn ripe(
        &self,
        now: Timestamp,
        page: (Option<(Timestamp, HandoverId)>, u32),
    ) -> impl Future<Output = Result<Vec<(Timestamp, HandoverId)>, StoreError>> + Send;

    /// When the next rung has to be told about anything.
    fn next_ripe(&self) -> impl Future<Output = Result<Option<Timestamp>, StoreError>> + Send;

    /// By which rules everything was derived, as the caller has noted.
    fn rules(&self) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>> + Send;

    /// Notes by which rules everything was derived.
    fn set_rules(&self, rules: Vec<u8>) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is durable.
    Done,
    /// The log has another size than expected: somebody else committed. Nothing was written.
    Moved,
}

/// Which handovers to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Deposited, but nobody has signed for them.
    Unacknowledged,
}

/// Which obligations to list. What is `None` is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owes {
    /// Those of one list.
    pub list: Option<List>,
    /// Those of one office.
    pub owner: Option<OfficeId>,
    /// Those about one handover.
    pub about: Option<HandoverId>,
    /// Those due before that instant.
    pub due_before: Option<Timestamp>,
}

/// The most acts about one handover that are loaded.
pub const HANDOVER_ACTS_MAX: u32 = 1_000;
/// The most acts in one mailbox that are looked at for a sealed file.
pub const ANNOUNCEMENTS_MAX: u32 = 64;

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
