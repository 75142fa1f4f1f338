//! What the server keeps: a narrow trait, and plain rows.
//!
//! Only modules below this one know SQL. The committer is the one writer of acts; readers page.
//! Nothing here can open content: bodies are ciphertext, and no row holds a key.

mod acts;
mod attachments;
pub mod database;
mod enrolments;
#[cfg(test)]
mod fixture;
mod handovers;
mod head;
mod mailboxes;
mod many;
pub mod model;
pub mod notices;
pub mod postgres;
mod row;
pub mod sql;
pub mod sqlite;

use std::future::Future;

use stafet_shared::{
    handover::{Colour, Kind, State},
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    party::OfficeId,
    time::Timestamp,
};

/// One act in the log, as it was deposited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// The leaf's index, from 0: the primary key.
    pub index: u64,
    /// The act's id: unique.
    pub id: ActId,
    /// Hash of the signed act.
    pub hash: Hash,
    /// The handover that it is about, if it is about one.
    pub handover: Option<HandoverId>,
    /// The signed act.
    pub signed: Vec<u8>,
    /// Its body, if it has one.
    pub body: Option<Vec<u8>>,
    /// The encoded receipt R1.
    pub receipt: Vec<u8>,
}

/// One entry of a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxRow {
    /// Whose.
    pub mailbox: Mailbox,
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// The chain hash up to it.
    pub chain: Hash,
    /// The act's index in the log.
    pub index: u64,
}

/// A sealed file that an act announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The file's SHA-256.
    pub hash: Hash,
    /// The act's index in the log.
    pub index: u64,
    /// The file's length in bytes.
    pub bytes: u32,
}

/// Where a handover stands: written anew by each act about it, so that lists need no fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverRow {
    /// Names it.
    pub id: HandoverId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that sends.
    pub from: OfficeId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// Where it stands.
    pub state: State,
    /// Who owes the next act; nobody once it is closed.
    pub owner: Option<OfficeId>,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub due: Option<Timestamp>,
}

/// An application to join that waits for an administrator: the encoded request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// By which invitation.
    pub invitation: InvitationId,
    /// SHA-256 of the request: the same application twice is one row.
    pub hash: Hash,
    /// The encoded `Enrol`.
    pub request: Vec<u8>,
}

/// Everything that one batch of acts changes. All of it is written in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The acts, in the order of their indices.
    pub acts: Vec<ActRow>,
    /// Their places in mailboxes.
    pub mailboxes: Vec<MailboxRow>,
    /// The sealed files that the acts announce.
    pub attachments: Vec<AttachmentRow>,
    /// Where the handovers stand afterwards: one row each, the last state only. None is there twice.
    pub handovers: Vec<HandoverRow>,
    /// The tree afterwards.
    pub tree: Tree,
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

/// Durable storage of the log and what is derived from it.
///
/// An error of `commit` leaves the outcome unknown: the caller stops, looks the acts up by id and
/// only then goes on.
pub trait Store: Send + Sync + 'static {
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

    /// Handovers with the earliest deadline first, those without one last, then by id.
    fn handovers(
        &self,
        which: Which,
    ) -> impl Future<Output = Result<Vec<HandoverRow>, StoreError>> + Send;

    /// Keeps an application, unless there are [`ENROLMENTS_PER_INVITATION_MAX`] already for its
    /// invitation. Answers whether it is kept; the same one again is.
    fn keep_enrolment(
        &self,
        row: EnrolmentRow,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// The applications that wait, in the order of their invitations, then of their hashes.
    fn enrolments(&self) -> impl Future<Output = Result<Vec<EnrolmentRow>, StoreError>> + Send;

    /// Forgets the applications by an invitation that has been used or has expired.
    fn drop_enrolments(
        &self,
        invitation: InvitationId,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The most acts about one handover that are loaded.
pub const HANDOVER_ACTS_MAX: u32 = 1_000;
/// The most acts in one mailbox that are looked at for a sealed file.
pub const ANNOUNCEMENTS_MAX: u32 = 64;
/// The most applications that are kept for one invitation.
pub const ENROLMENTS_PER_INVITATION_MAX: u32 = 8;

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
