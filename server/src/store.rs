//! What the server keeps: narrow traits, one for each who asks, and plain rows.
//!
//! Only modules below this one know SQL. The committer is the one writer of acts; readers page.
//! Nothing here can open content: bodies are ciphertext, and no row holds a key.

mod acts;
mod attachments;
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
mod row;
pub mod sql;
pub mod sqlite;

use std::{collections::BTreeMap, future::Future};

use stafet_shared::{
    course::Stage,
    handover::{Colour, Kind, State, table::Duty},
    hash::Hash,
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    obligation::List,
    overview::{OwedItem, Place, Tally},
    party::OfficeId,
    time::Timestamp,
    watch::{Held, Rung, SeenBy},
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
    /// The course that it belongs to.
    pub course: Option<HandoverId>,
    /// Its leg, from 1.
    pub leg: u16,
    /// Its version, from 1.
    pub version: u16,
    /// When what has to be signed for was deposited.
    pub sent: Timestamp,
    /// Until when it has to be signed for, or had to be.
    pub receipt_due: Option<Timestamp>,
    /// When it was.
    pub acknowledged: Option<Timestamp>,
    /// Where the course stands that it has opened.
    pub stage: Option<StageRow>,
    /// The newest round of reviews in which the responsible office has looked at it.
    pub reviewed: Option<u16>,
    /// Until when nobody is told about it outside Stafet. No deadline moves by it.
    pub paused_until: Option<Timestamp>,
}

/// Where a course stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRow {
    /// The office with authority responsibility for the child.
    pub municipality: OfficeId,
    /// The stage.
    pub stage: Stage,
    /// Since when.
    pub since: Timestamp,
    /// How often somebody has asked whether the child got what was decided.
    pub checks: u8,
}

/// One obligation, as lists and the watch read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedRow {
    /// Its number among those of its handover, from 0.
    pub number: u16,
    /// Who owes it.
    pub owner: OfficeId,
    /// What.
    pub duty: Duty,
    /// In which of the administrators' lists it stands.
    pub list: List,
    /// Since when its clock runs.
    pub since: Timestamp,
    /// Until when.
    pub due: Timestamp,
    /// The highest rung of the ladder that was told.
    pub rung: Option<Rung>,
    /// How often somebody was told.
    pub times: u32,
    /// The next rung, and when it has to be told.
    pub next: Option<(Rung, Timestamp)>,
    /// Who has seen the highest rung.
    pub seen: Option<SeenBy>,
    /// Who has it in hand, or had it last.
    pub held: Option<Held>,
}

impl OwedRow {
    /// The obligation, with as much of its handover as a list shows.
    #[must_use]
    pub fn item(self, handover: HandoverRow) -> OwedItem {
        OwedItem {
            handover: handover.id,
            kind: handover.kind,
            colour: handover.colour,
            from: handover.from,
            to: handover.to,
            state: handover.state,
            leg: handover.leg,
            version: handover.version,
            sent: handover.sent,
            stage: handover.stage.map(|stage| stage.stage),
            owner: self.owner,
            duty: self.duty,
            list: self.list,
            since: self.since,
            due: self.due,
            rung: self.rung,
            times: self.times,
            next: self.next,
            seen: self.seen,
            held: self.held,
        }
    }

    /// Where it stands among all.
    #[must_use]
    pub const fn place(&self, handover: HandoverId) -> Place {
        Place {
            due: self.due,
            handover,
            number: self.number,
        }
    }
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
    /// Everything that is owed about these handovers afterwards. None is there twice.
    pub owed: Vec<(HandoverId, Vec<OwedRow>)>,
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

/// What is no part of the log: who applies to join, and when offices were last heard of.
pub trait Desk: Send + Sync + 'static {
    /// Keeps when offices were last heard of: of what is kept and what is told, the later.
    fn heard(
        &self,
        offices: &BTreeMap<OfficeId, Timestamp>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// When each office was last heard of, as far as it was kept.
    fn last_heard(
        &self,
    ) -> impl Future<Output = Result<BTreeMap<OfficeId, Timestamp>, StoreError>> + Send;

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

/// All that a server keeps beside its notices.
pub trait Store: Log + Owed + Desk {}

impl<S: Log + Owed + Desk> Store for S {}

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
