//! Machine A: what can happen to a handover, and what has.
//!
//! [`table`] holds the whole transition table as data, [`fold`](Handover::fold) applies acts by
//! it, and [`crate::obligation`] tells who owes what until when. Nothing here reads content,
//! knows a clock or does I/O: server, clients and simulator compute the same state from the same
//! acts.

mod answering;
mod fold;
mod history;
mod receipts;
mod room;
pub mod table;
mod watched;

#[cfg(test)]
mod tests;

pub use self::{
    fold::{LEADER_LEG, LEADER_RESUBMIT},
    history::{Effect, Entered, Event, Position, Signature},
    receipts::ReceiptKind,
    room::{FACT_ACTS_MAX, MOVING_ACTS_MAX, NEARLY_FULL_ACTS, WATCH_ACTS_MAX},
    watched::{Concern, Seen, Sent, Taken, WatchRecord},
};

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    act::PublicPart,
    hash::Hash,
    id::{ActId, HandoverId, TourId},
    party::{Author, OfficeId},
    time::Timestamp,
    words::{Check, Colour, CourseVerb, Ending, Kind, Side, State, Verb},
};

/// A handover after the acts about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Names it, through all versions and legs.
    pub id: HandoverId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that sends.
    pub from: OfficeId,
    /// The office that is to take it, on the current leg.
    pub to: OfficeId,
    /// Everybody who was to take it, by leg: the last is `to`.
    pub recipients: Vec<OfficeId>,
    /// Who signed it.
    pub author: Author,
    /// The handover that it follows.
    pub relates_to: Option<HandoverId>,
    /// By when its sender asks that what it wants is done. It shortens clocks, and lengthens none.
    pub deadline: Option<Timestamp>,
    /// The thread that it belongs to, by the id of the referral that has begun it: its course, once
    /// that is accepted. Of a referral: the course that it has come from.
    pub course: Option<HandoverId>,
    /// The current version, from 1.
    pub version: u16,
    /// The current leg, from 1.
    pub leg: u16,
    /// How often the current leg was wrapped, from 1.
    pub attempt: u16,
    /// The envelope of the current leg: what the receiver's acts answer.
    pub envelope: Hash,
    /// The act whose body holds the current content.
    pub envelope_act: ActId,
    /// What the current envelope says, as a commitment; wrapping it anew does not change it.
    pub commitment: Option<Hash>,
    /// Whether an envelope was ever sealed to an office that was to take it.
    pub reached: bool,
    /// Where it stands.
    pub state: State,
    /// Since when the state's clock runs: the time of deposit of the act that led here.
    pub since: Timestamp,
    /// When the current envelope was deposited: from then on a person's receipt for it is owed,
    /// whatever machines do meanwhile.
    pub sent: Timestamp,
    /// When the first envelope of the current leg was deposited.
    pub leg_sent: Timestamp,
    /// When it was first deposited.
    pub first_sent: Timestamp,
    /// Since when the child's matter waits: since it was first deposited, or since a leader has
    /// last seen that it may.
    pub waits_since: Timestamp,
    /// How often it was sent to the same office again after a decline.
    pub resubmits: u16,
    /// The act that led here.
    pub entered: Entered,
    /// The state to which a refused withdrawal returns.
    pub before: Option<State>,
    /// The office that has custody.
    pub custodian: OfficeId,
    /// When a device of the current recipient first opened the current leg.
    pub opened: Option<Timestamp>,
    /// The offices that have said that it is not for them: what is said later is not for them.
    pub misdirected: BTreeSet<OfficeId>,
    /// Every office of which a device has opened an envelope, and that has not attested since
    /// that its copies are destroyed.
    pub openers: BTreeSet<OfficeId>,
    /// Who signed for the current leg.
    pub acknowledged: Option<Signature>,
    /// What was decided on the current leg.
    pub decided: Option<(Verb, Signature)>,
    /// Another decision that was made at the same time; a leader has to say which one holds.
    pub dispute: Option<(Verb, Signature)>,
    /// Whether the sender has signed for the decline of the current leg.
    pub decline_read: bool,
    /// A first signature that waits for its second.
    pub pending: Option<Pending>,
    /// Acts that came so long after their author's membership had ended that a leader has to sign
    /// them anew, in order.
    pub unsigned: Vec<Unsigned>,
    /// The question that the sender has not answered yet.
    pub request: Option<Signature>,
    /// The receiver's proposal of another office that the sender has not answered yet.
    pub proposal: Option<Signature>,
    /// Since when a corrected version waits to be read by who signed for an earlier one.
    pub unread: Option<Timestamp>,
    /// The receiving office that handed it on to the current leg, if it was not the sender.
    pub redirected_by: Option<OfficeId>,
    /// The offices that have to destroy their copies and say so (R10), and since when.
    pub destruction: BTreeMap<OfficeId, Timestamp>,
    /// The offices that have attested that their copies are destroyed.
    pub destroyed: BTreeMap<OfficeId, Destroyed>,
    /// Since when attachments of the current envelope have not all come to a device of the
    /// receiver: since it was deposited, and once the receiver has its text, since then.
    pub awaits_attachments: Option<Timestamp>,
    /// Until which day letters to the office that owes are silenced. No deadline moves by it, and
    /// it ends with the leg and version for which it was signed.
    pub paused: Option<Pause>,
    /// How many items of the current version are still to come, where the sender has said so:
    /// case information with zero is complete.
    pub missing: Option<u16>,
    /// The day on which they are expected, as days since 1970-01-01.
    pub expected: Option<i32>,
    /// What was done in the course that this referral has opened, in order; whether it did what
    /// its author meant is for [`crate::course`] to say.
    pub deeds: Vec<CourseAct>,
    /// The offices that a paper of the child's file was passed on to, which read it and have no other
    /// part in it.
    pub passed: BTreeMap<OfficeId, Passed>,
    /// The plan by which it has ended, while nobody has told what became of it.
    pub promise: Option<Promise>,
    /// The municipalities that were asked to take the child over, in order.
    pub moves: Vec<Move>,
    /// What the watch has told about what was owed, and who has seen it.
    pub watch_records: BTreeMap<Concern, WatchRecord>,
    /// The newest round of reviews in which each office has looked at it, and who did.
    pub reviewed: BTreeMap<OfficeId, (u16, Signature)>,
    /// Other handovers that acts about this one name: a supply, a replacement, its reopening.
    pub links: Vec<HandoverId>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// Whether the child got what a follow-up was to give it, once that was reported.
    pub followed: Option<Check>,
    /// Since when what was reported on a follow-up (R7) waits to be read by its sender.
    pub effect_unread: Option<Timestamp>,
    /// Acts that are kept although they did not fit.
    pub conflicts: Vec<ActId>,
    /// Those of them that their offices have neither looked at nor done anew.
    pub contradictions: Vec<Contradiction>,
    /// How many acts, those of the watch aside, each office has looked over since one of its own did
    /// not fit.
    pub looked: BTreeMap<OfficeId, usize>,
    /// A withdrawal that crossed what has ended the handover: a question to who took it.
    pub wish: Option<Signature>,
    /// Who asked to take back what was signed for already.
    pub asked_back: Option<Signature>,
    /// Acts that nobody has confirmed yet: the newest is only in the local outbox.
    pub unconfirmed: u32,
    /// Everything that happened, in order.
    pub history: Vec<Event>,
}

impl Handover {
    /// The office on one side of the current leg.
    #[must_use]
    pub const fn office(&self, side: Side) -> &OfficeId {
        match side {
            Side::Sender => &self.from,
            Side::Receiver => &self.to,
        }
    }

    /// The offices that have to hear of every act: both sides, who has custody, and whoever still
    /// owes something. An office that has handed it on and owes nothing hears no more of it.
    pub fn parties(&self) -> impl Iterator<Item = &OfficeId> {
        [&self.from, &self.to, &self.custodian]
            .into_iter()
            .chain(&self.redirected_by)
            .chain(self.waiting().map(|pending| &pending.signature.office))
            .chain(self.destruction.keys())
            .chain(
                self.moves
                    .iter()
                    .filter(|one| one.ended.is_none())
                    .map(|one| &one.to),
            )
            .chain(self.contradictions.iter().map(|one| &one.office))
            .chain(
                self.passed
                    .iter()
                    .filter(|(_, it)| it.opened.is_none())
                    .map(|(to, _)| to),
            )
    }

    /// Everything that waits for a second signature: the first of two, then what a leader has to sign
    /// anew.
    pub fn waiting(&self) -> impl Iterator<Item = &Pending> {
        let unsigned = self.unsigned.iter().map(|it| &it.first);
        self.pending.iter().chain(unsigned)
    }

    /// What waits under that name, or else what waits first.
    #[must_use]
    pub fn awaited(&self, named: Option<Hash>) -> Option<&Pending> {
        let is_named = |pending: &&Pending| Some(pending.first) == named;
        self.waiting()
            .find(is_named)
            .or_else(|| self.waiting().next())
    }

    /// Whether the envelope that stands counts for nothing until a leader has signed it anew.
    #[must_use]
    pub fn is_unsigned(&self) -> bool {
        let mut unsigned = self.unsigned.iter();
        self.state == State::Held && unsigned.any(|it| it.first.first == self.envelope)
    }

    /// The thread that it is in, by the referral that has begun it: the course, once that is accepted.
    #[must_use]
    pub fn thread(&self) -> Option<HandoverId> {
        if self.kind == Kind::Referral {
            Some(self.id)
        } else {
            self.course
        }
    }

    /// The office with authority responsibility for the child: what the kind says, or the office
    /// that has taken the child over since. An office that could never read anything has none.
    #[must_use]
    pub fn authority(&self) -> &OfficeId {
        let taken = self.moves.iter().rev().find(|one| one.taken.is_some());
        let first = || {
            if self.reached {
                self.office(table::kind_row(self.kind).authority)
            } else {
                &self.from
            }
        };
        taken.map_or_else(first, |one| &one.to)
    }

    /// The offices that hear of every handover of the course that this referral has opened,
    /// whether they have a part in it or not: the team, and who has authority responsibility.
    pub fn hears_of_its_course(&self) -> impl Iterator<Item = &OfficeId> {
        let opened = self.ending == Some(Ending::CourseOpened);
        let offices = [&self.to, self.authority()];
        offices.into_iter().filter(move |_| opened)
    }

    /// The office that has been asked to take the child over and has not answered yet.
    #[must_use]
    pub fn asked_to_take_over(&self) -> Option<&Move> {
        self.moves.last().filter(|one| one.is_asked())
    }

    /// Whether an office reads what is said about it as it stands: not once it has said that it is not
    /// for it, has to destroy its copies, or was left by the child.
    #[must_use]
    pub fn is_read_by(&self, office: &OfficeId) -> bool {
        let sides = [&self.from, &self.to, &self.custodian];
        let mut present = sides.into_iter().chain([self.authority()]);
        let is_there =
            present.any(|one| one == office) || self.redirected_by.as_ref() == Some(office);
        let is_gone = self.misdirected.contains(office) || self.destruction.contains_key(office);
        is_there && !is_gone && !self.was_left_by_the_child(office)
    }

    /// Whether the child has moved away from an office that has no other part in it.
    fn was_left_by_the_child(&self, office: &OfficeId) -> bool {
        let moved = self.kind == Kind::Referral && self.authority() != &self.from;
        moved && *office != self.to && office != self.authority()
    }

    /// The sides that read it as it stands: of a child that has moved whoever answers for it now, and
    /// not the office that it has left.
    pub fn reading_sides(&self) -> impl Iterator<Item = &OfficeId> {
        let sender = if self.was_left_by_the_child(&self.from) {
            self.authority()
        } else {
            &self.from
        };
        let sides = [sender, &self.to].into_iter();
        sides.filter(|side| self.is_read_by(side))
    }

    /// Whether its receiver, which has no key yet, cannot read it: it is held, or is going to be.
    #[must_use]
    pub fn cannot_be_read(&self) -> bool {
        match self.state {
            State::Held => !self.is_unsigned(),
            State::Queued => !self.reached,
            State::Draft
            | State::Deposited
            | State::Unreadable
            | State::Opened
            | State::Acknowledged
            | State::AwaitingInformation
            | State::Accepted
            | State::Declined
            | State::WrongRecipient
            | State::WithdrawalRequested
            | State::Withdrawn
            | State::EnteredInError
            | State::Closed => false,
        }
    }

    /// Whether an office has a part in it now.
    #[must_use]
    pub fn concerns(&self, office: &OfficeId) -> bool {
        self.parties().any(|party| party == office)
    }
}

/// One act of a course that its author might make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseAct {
    /// What was done.
    pub verb: CourseVerb,
    /// By whom; of two signatures the second, with which it took effect.
    pub signature: Signature,
    /// The day that it asserts, as days since 1970-01-01.
    pub day: Option<i32>,
    /// What was decided or found, as a code.
    pub outcome: Option<u16>,
    /// On which tour.
    pub tour: Option<TourId>,
    /// The municipality that is asked to take over.
    pub to: Option<OfficeId>,
    /// What it answers: the plan, report, decision or question as its author knew it.
    pub about: Option<Hash>,
    /// What it says under seal, as a commitment.
    pub words: Option<Hash>,
}

impl CourseAct {
    /// Whether another act means the very same: colleagues who have not heard of one another.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let says = |it: &Self| (it.verb, it.about, it.day, it.outcome);
        says(self) == says(other) && self.to == other.to && self.words == other.words
    }
}

/// An act that did not fit, and that its office has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Whose act it is.
    pub office: OfficeId,
    /// What was meant to be done.
    pub verb: Verb,
    /// Names the act.
    pub hash: Hash,
    /// Its place among the acts that are not of the watch, from 0.
    pub place: usize,
    /// When the server had it.
    pub at: Timestamp,
}

/// A paper of the child's file that was passed on to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The act whose body holds it for that office.
    pub act: ActId,
    /// Names that act: what the office's device answers.
    pub envelope: Hash,
    /// When the server had it.
    pub at: Timestamp,
    /// When a device of the office has opened it.
    pub opened: Option<Timestamp>,
}

/// A plan for a child, with a day on which somebody tells what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The day, as days since 1970-01-01.
    pub day: i32,
    /// When the matter was ended by it.
    pub since: Timestamp,
}

/// A municipality that was asked to take a child over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The office that was asked.
    pub to: OfficeId,
    /// Who asked, and when.
    pub asked: Signature,
    /// Who has signed for the child there.
    pub taken: Option<Signature>,
    /// Who has said that it does not come there: somebody there, or who had asked.
    pub ended: Option<Signature>,
}

impl Move {
    /// Whether the question waits for an answer.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        self.taken.is_none() && self.ended.is_none()
    }
}

/// That an office has no copies any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destroyed {
    /// Up to which leg: what is sent there again later is another copy.
    pub leg: u16,
    /// The place of its word in the log; `None` while that is only in the local outbox.
    pub place: Option<u64>,
}

/// Silence about a handover that two persons have signed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Until which day, as days since 1970-01-01.
    pub until_day: i32,
    /// When the second of them had signed.
    pub since: Timestamp,
}

/// The first of two signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// What takes effect with the second signature.
    pub verb: Verb,
    /// The first act's hash, which the countersignature names.
    pub first: Hash,
    /// Who signed first; somebody else must sign second.
    pub signature: Signature,
    /// What the first act says beside its verb.
    pub says: Saying,
}

/// An act that counts for nothing until a leader of its author's organisation has signed it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// It, as the first of two signatures.
    pub first: Pending,
    /// All of what it says in public: it is judged when the leader signs.
    pub public: Box<PublicPart>,
}

/// What an act says beside its verb, kept until its second signature comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// In whose name.
    pub office: OfficeId,
    /// The envelope, if it sends one.
    pub envelope: Option<Box<Envelope>>,
    /// The other handover that it names.
    pub link: Option<HandoverId>,
    /// The day that it asserts, as days since 1970-01-01.
    pub day: Option<i32>,
    /// What was decided or found, as a code.
    pub outcome: Option<u16>,
    /// The tour that it names.
    pub tour: Option<TourId>,
    /// What it answers.
    pub about: Option<Hash>,
    /// What it says under seal, as a commitment.
    pub words: Option<Hash>,
}

/// An envelope, as the fold looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The signed act that brings it.
    pub hash: Hash,
    /// That act's id.
    pub act: ActId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// How urgent it says it is.
    pub colour: Colour,
    /// Which leg, version and attempt.
    pub numbers: (u16, u16, u16),
    /// What it says.
    pub commitment: Option<Hash>,
    /// Whether it announces attachments.
    pub has_attachments: bool,
    /// How many items are still to come, where the sender says so.
    pub missing: Option<u16>,
    /// Whether it is sealed to the office that is to take it.
    pub reaches: bool,
    /// The day on which they are expected.
    pub expected: Option<i32>,
    /// By when its sender asks that what it wants is done.
    pub deadline: Option<Timestamp>,
}
