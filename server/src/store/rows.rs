//! The rows of the store: what a commit writes, and what lists and readers get.

use stafet_shared::{
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Mailbox, tree::Tree},
    overview::{OwedItem, Place},
    party::OfficeId,
    time::Timestamp,
    watch::{Held, SeenBy},
    words::{Colour, Duty, Kind, List, Rung, Stage, State},
};

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
    /// Whose mailbox.
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
    /// Whether it is near its bound of acts.
    pub nearly_full: bool,
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
    /// What is owed.
    pub duty: Duty,
    /// In which of the administrators' lists it stands.
    pub list: List,
    /// Since when its clock runs.
    pub since: Timestamp,
    /// Until when.
    pub due: Timestamp,
    /// The highest rung of the ladder that was told.
    pub rung: Option<Rung>,
    /// When that was.
    pub told: Option<Timestamp>,
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
        let before_visit = handover.stage.as_ref();
        let before_visit = before_visit.filter(|stage| stage.stage.is_before_visit());
        OwedItem {
            waits_since: before_visit.map(|_| handover.since),
            paused_until: handover.paused_until,
            is_nearly_full: handover.nearly_full,
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
            told: self.told,
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
