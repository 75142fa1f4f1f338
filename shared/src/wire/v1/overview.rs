//! The overview's questions and answers, and the facts for reports.

mod heard;

use minicbor::{Decode, Encode};

use self::heard::HeardTwin;
use crate::{
    course::Stage,
    handover::{Colour, Kind, State},
    id::HandoverId,
    obligation::List,
    overview::{
        FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion, PAGE_ITEMS_MAX, Place, Tally,
        Which,
    },
    report::{CourseFact, Fact},
    time::Timestamp,
    watch::{Held, Reason, Rung, SeenBy},
    wire::{
        DecodeError,
        v1::{
            Id,
            act::{colour_code, duty, duty_code, instant, kind_code, office},
        },
    },
};

/// The most tallies in one answer: one for each list and kind.
pub const TALLIES_MAX: usize = List::ALL.len() * Kind::ALL.len();

#[derive(Encode, Decode)]
pub(super) struct OwedQuestionTwin {
    #[n(0)]
    list: Option<u8>,
    #[n(1)]
    owner: Option<String>,
    #[n(2)]
    about: Option<Id>,
    #[n(3)]
    overdue: bool,
    #[n(4)]
    after: Option<PlaceTwin>,
    #[n(5)]
    limit: u16,
}

impl From<&OwedQuestion> for OwedQuestionTwin {
    fn from(question: &OwedQuestion) -> Self {
        Self {
            list: question.list.map(list_code),
            owner: question.owner.as_ref().map(ToString::to_string),
            about: question.about.map(|id| (*id.as_bytes()).into()),
            overdue: question.which == Which::Overdue,
            after: question.after.as_ref().map(PlaceTwin::from),
            limit: question.limit,
        }
    }
}

impl OwedQuestionTwin {
    pub(super) fn read(self) -> Result<OwedQuestion, DecodeError> {
        Ok(OwedQuestion {
            list: self.list.map(list).transpose()?,
            owner: self.owner.as_deref().map(office).transpose()?,
            about: self.about.map(|id| HandoverId::from_bytes(id.into())),
            which: match self.overdue {
                true => Which::Overdue,
                false => Which::All,
            },
            after: self.after.map(PlaceTwin::read).transpose()?,
            limit: limit(self.limit)?,
        })
    }
}

#[derive(Encode, Decode)]
struct PlaceTwin {
    #[n(0)]
    due_ms: i64,
    #[n(1)]
    handover: Id,
    #[n(2)]
    number: u16,
}

impl From<&Place> for PlaceTwin {
    fn from(place: &Place) -> Self {
        Self {
            due_ms: place.due.unix_ms(),
            handover: (*place.handover.as_bytes()).into(),
            number: place.number,
        }
    }
}

impl PlaceTwin {
    fn read(self) -> Result<Place, DecodeError> {
        Ok(Place {
            due: instant(self.due_ms, "due")?,
            handover: HandoverId::from_bytes(self.handover.into()),
            number: self.number,
        })
    }
}

#[derive(Encode, Decode)]
pub(super) struct OwedItemTwin {
    #[n(0)]
    handover: Id,
    #[n(1)]
    kind: u8,
    #[n(2)]
    colour: u8,
    #[n(3)]
    from: String,
    #[n(4)]
    to: String,
    #[n(5)]
    state: String,
    #[n(6)]
    leg: u16,
    #[n(7)]
    version: u16,
    #[n(8)]
    sent_ms: i64,
    #[n(9)]
    stage: Option<String>,
    #[n(10)]
    owner: String,
    #[n(11)]
    duty: u16,
    #[n(12)]
    list: u8,
    #[n(13)]
    since_ms: i64,
    #[n(14)]
    due_ms: i64,
    #[n(15)]
    rung: Option<u8>,
    #[n(16)]
    times: u32,
    #[n(17)]
    next: Option<NextTwin>,
    #[n(18)]
    seen: Option<SeenTwin>,
    #[n(19)]
    held: Option<HeldTwin>,
}

impl From<&OwedItem> for OwedItemTwin {
    fn from(item: &OwedItem) -> Self {
        Self {
            handover: (*item.handover.as_bytes()).into(),
            kind: kind_code(item.kind),
            colour: colour_code(item.colour),
            from: item.from.to_string(),
            to: item.to.to_string(),
            state: item.state.name().to_owned(),
            leg: item.leg,
            version: item.version,
            sent_ms: item.sent.unix_ms(),
            stage: item.stage.map(|stage| stage.name().to_owned()),
            owner: item.owner.to_string(),
            duty: duty_code(item.duty),
            list: list_code(item.list),
            since_ms: item.since.unix_ms(),
            due_ms: item.due.unix_ms(),
            rung: item.rung.map(Rung::number),
            times: item.times,
            next: item.next.map(|(rung, at)| NextTwin {
                rung: rung.number(),
                at_ms: at.unix_ms(),
            }),
            seen: item.seen.as_ref().map(SeenTwin::from),
            held: item.held.as_ref().map(HeldTwin::from),
        }
    }
}

impl OwedItemTwin {
    pub(super) fn read(self) -> Result<OwedItem, DecodeError> {
        Ok(OwedItem {
            handover: HandoverId::from_bytes(self.handover.into()),
            kind: kind(self.kind)?,
            colour: colour(self.colour)?,
            from: office(&self.from)?,
            to: office(&self.to)?,
            state: state(&self.state)?,
            leg: self.leg,
            version: self.version,
            sent: instant(self.sent_ms, "sent")?,
            stage: self.stage.as_deref().map(stage).transpose()?,
            owner: office(&self.owner)?,
            duty: duty(self.duty).ok_or(DecodeError::Value("duty"))?,
            list: list(self.list)?,
            since: instant(self.since_ms, "since")?,
            due: instant(self.due_ms, "due")?,
            rung: self.rung.map(rung).transpose()?,
            times: self.times,
            next: self.next.map(NextTwin::read).transpose()?,
            seen: self.seen.map(SeenTwin::read).transpose()?,
            held: self.held.map(HeldTwin::read).transpose()?,
        })
    }
}

#[derive(Encode, Decode)]
struct NextTwin {
    #[n(0)]
    rung: u8,
    #[n(1)]
    at_ms: i64,
}

impl NextTwin {
    fn read(self) -> Result<(Rung, Timestamp), DecodeError> {
        Ok((rung(self.rung)?, instant(self.at_ms, "next")?))
    }
}

#[derive(Encode, Decode)]
struct SeenTwin {
    #[n(0)]
    by: String,
    #[n(1)]
    did: u16,
    #[n(2)]
    at_ms: i64,
}

impl From<&SeenBy> for SeenTwin {
    fn from(seen: &SeenBy) -> Self {
        Self {
            by: seen.by.to_string(),
            did: seen.did.code(),
            at_ms: seen.at.unix_ms(),
        }
    }
}

impl SeenTwin {
    fn read(self) -> Result<SeenBy, DecodeError> {
        Ok(SeenBy {
            by: office(&self.by)?,
            did: reason(self.did)?,
            at: instant(self.at_ms, "seen")?,
        })
    }
}

#[derive(Encode, Decode)]
struct HeldTwin {
    #[n(0)]
    by: String,
    #[n(1)]
    reason: u16,
    #[n(2)]
    since_ms: i64,
    #[n(3)]
    until_ms: i64,
}

impl From<&Held> for HeldTwin {
    fn from(held: &Held) -> Self {
        Self {
            by: held.by.to_string(),
            reason: held.reason.code(),
            since_ms: held.since.unix_ms(),
            until_ms: held.until.unix_ms(),
        }
    }
}

impl HeldTwin {
    fn read(self) -> Result<Held, DecodeError> {
        Ok(Held {
            by: office(&self.by)?,
            reason: reason(self.reason)?,
            since: instant(self.since_ms, "since")?,
            until: instant(self.until_ms, "until")?,
        })
    }
}

#[derive(Encode, Decode)]
pub(super) struct OwedEndTwin {
    #[n(0)]
    as_of_ms: i64,
    #[n(1)]
    tallies: Vec<TallyTwin>,
    #[n(2)]
    more: Option<PlaceTwin>,
    #[n(3)]
    heard: Option<Vec<HeardTwin>>,
}

#[derive(Encode, Decode)]
struct TallyTwin {
    #[n(0)]
    list: u8,
    #[n(1)]
    kind: u8,
    #[n(2)]
    open: u64,
    #[n(3)]
    overdue: u64,
}

impl From<&OwedEnd> for OwedEndTwin {
    fn from(end: &OwedEnd) -> Self {
        let twin = |tally: &Tally| TallyTwin {
            list: list_code(tally.list),
            kind: kind_code(tally.kind),
            open: tally.open,
            overdue: tally.overdue,
        };
        Self {
            as_of_ms: end.as_of.unix_ms(),
            tallies: end.tallies.iter().map(twin).collect(),
            more: end.more.as_ref().map(PlaceTwin::from),
            heard: heard::twins(&end.heard),
        }
    }
}

impl OwedEndTwin {
    pub(super) fn read(self) -> Result<OwedEnd, DecodeError> {
        if self.tallies.len() > TALLIES_MAX {
            return Err(DecodeError::Value("tallies"));
        }
        let tallies = self.tallies.into_iter().map(|tally| {
            Ok(Tally {
                list: list(tally.list)?,
                kind: kind(tally.kind)?,
                open: tally.open,
                overdue: tally.overdue,
            })
        });
        Ok(OwedEnd {
            as_of: instant(self.as_of_ms, "as_of")?,
            tallies: tallies.collect::<Result<_, DecodeError>>()?,
            more: self.more.map(PlaceTwin::read).transpose()?,
            heard: heard::read(self.heard)?,
        })
    }
}

#[derive(Encode, Decode)]
pub(super) struct FactsQuestionTwin {
    #[n(0)]
    after: Option<Id>,
    #[n(1)]
    limit: u16,
}

impl From<&FactsQuestion> for FactsQuestionTwin {
    fn from(question: &FactsQuestion) -> Self {
        Self {
            after: question.after.map(|id| (*id.as_bytes()).into()),
            limit: question.limit,
        }
    }
}

impl FactsQuestionTwin {
    pub(super) fn read(self) -> Result<FactsQuestion, DecodeError> {
        Ok(FactsQuestion {
            after: self.after.map(|id| HandoverId::from_bytes(id.into())),
            limit: limit(self.limit)?,
        })
    }
}

#[derive(Encode, Decode)]
pub(super) struct FactTwin {
    #[n(0)]
    handover: Id,
    #[n(1)]
    kind: u8,
    #[n(2)]
    colour: u8,
    #[n(3)]
    from: String,
    #[n(4)]
    to: String,
    #[n(5)]
    state: String,
    #[n(6)]
    sent_ms: i64,
    #[n(7)]
    ack_due_ms: i64,
    #[n(8)]
    acknowledged_ms: Option<i64>,
    #[n(9)]
    owner: Option<String>,
    #[n(10)]
    due_ms: Option<i64>,
    #[n(11)]
    closed_ms: Option<i64>,
    #[n(12)]
    course: Option<CourseTwin>,
}

#[derive(Encode, Decode)]
struct CourseTwin {
    #[n(0)]
    municipality: String,
    #[n(1)]
    stage: String,
    #[n(2)]
    since_ms: i64,
    #[n(3)]
    follow_up_decided: bool,
    #[n(4)]
    checks: u8,
    #[n(5)]
    follow_up_due_ms: Option<i64>,
    #[n(6)]
    reviewed_in_round: Option<u16>,
}

impl From<&Fact> for FactTwin {
    fn from(fact: &Fact) -> Self {
        Self {
            handover: (*fact.handover.as_bytes()).into(),
            kind: kind_code(fact.kind),
            colour: colour_code(fact.colour),
            from: fact.from.to_string(),
            to: fact.to.to_string(),
            state: fact.state.name().to_owned(),
            sent_ms: fact.sent.unix_ms(),
            ack_due_ms: fact.ack_due.unix_ms(),
            acknowledged_ms: fact.acknowledged.map(Timestamp::unix_ms),
            owner: fact.owner.as_ref().map(ToString::to_string),
            due_ms: fact.due.map(Timestamp::unix_ms),
            closed_ms: fact.closed.map(Timestamp::unix_ms),
            course: fact.course.as_ref().map(CourseTwin::from),
        }
    }
}

impl From<&CourseFact> for CourseTwin {
    fn from(course: &CourseFact) -> Self {
        Self {
            municipality: course.municipality.to_string(),
            stage: course.stage.name().to_owned(),
            since_ms: course.since.unix_ms(),
            follow_up_decided: course.follow_up_decided,
            checks: course.checks,
            follow_up_due_ms: course.follow_up_due.map(Timestamp::unix_ms),
            reviewed_in_round: course.reviewed_in_round,
        }
    }
}

impl FactTwin {
    pub(super) fn read(self) -> Result<Fact, DecodeError> {
        Ok(Fact {
            handover: HandoverId::from_bytes(self.handover.into()),
            kind: kind(self.kind)?,
            colour: colour(self.colour)?,
            from: office(&self.from)?,
            to: office(&self.to)?,
            state: state(&self.state)?,
            sent: instant(self.sent_ms, "sent")?,
            ack_due: instant(self.ack_due_ms, "ack_due")?,
            acknowledged: some_instant(self.acknowledged_ms, "acknowledged")?,
            owner: self.owner.as_deref().map(office).transpose()?,
            due: some_instant(self.due_ms, "due")?,
            closed: some_instant(self.closed_ms, "closed")?,
            course: self.course.map(CourseTwin::read).transpose()?,
        })
    }
}

impl CourseTwin {
    fn read(self) -> Result<CourseFact, DecodeError> {
        Ok(CourseFact {
            municipality: office(&self.municipality)?,
            stage: stage(&self.stage)?,
            since: instant(self.since_ms, "since")?,
            follow_up_decided: self.follow_up_decided,
            checks: self.checks,
            follow_up_due: some_instant(self.follow_up_due_ms, "follow_up_due")?,
            reviewed_in_round: self.reviewed_in_round,
        })
    }
}

#[derive(Encode, Decode)]
pub(super) struct FactsEndTwin {
    #[n(0)]
    as_of_ms: i64,
    #[n(1)]
    more: Option<Id>,
}

impl From<&FactsEnd> for FactsEndTwin {
    fn from(end: &FactsEnd) -> Self {
        Self {
            as_of_ms: end.as_of.unix_ms(),
            more: end.more.map(|id| (*id.as_bytes()).into()),
        }
    }
}

impl FactsEndTwin {
    pub(super) fn read(self) -> Result<FactsEnd, DecodeError> {
        Ok(FactsEnd {
            as_of: instant(self.as_of_ms, "as_of")?,
            more: self.more.map(|id| HandoverId::from_bytes(id.into())),
        })
    }
}

/// The number of a list on the wire; never used again.
pub(crate) const fn list_code(list: List) -> u8 {
    match list {
        List::Receipt => 1,
        List::Expected => 2,
        List::FollowUp => 3,
        List::Returned => 4,
        List::Other => 5,
    }
}

fn list(code: u8) -> Result<List, DecodeError> {
    let mut lists = List::ALL.into_iter();
    let known = lists.find(|list| list_code(*list) == code);
    known.ok_or(DecodeError::Value("list"))
}

fn kind(code: u8) -> Result<Kind, DecodeError> {
    let mut kinds = Kind::ALL.into_iter();
    let known = kinds.find(|kind| kind_code(*kind) == code);
    known.ok_or(DecodeError::Value("kind"))
}

fn colour(code: u8) -> Result<Colour, DecodeError> {
    let mut colours = Colour::ALL.into_iter();
    let known = colours.find(|colour| colour_code(*colour) == code);
    known.ok_or(DecodeError::Value("colour"))
}

fn state(name: &str) -> Result<State, DecodeError> {
    let mut states = State::ALL.into_iter();
    let known = states.find(|state| state.name() == name);
    known.ok_or(DecodeError::Value("state"))
}

fn stage(name: &str) -> Result<Stage, DecodeError> {
    let mut stages = Stage::ALL.into_iter();
    let known = stages.find(|stage| stage.name() == name);
    known.ok_or(DecodeError::Value("stage"))
}

fn rung(number: u8) -> Result<Rung, DecodeError> {
    Rung::from_number(number).ok_or(DecodeError::Value("rung"))
}

fn reason(code: u16) -> Result<Reason, DecodeError> {
    Reason::from_code(code).ok_or(DecodeError::Value("reason"))
}

fn limit(limit: u16) -> Result<u16, DecodeError> {
    if (1..=PAGE_ITEMS_MAX).contains(&limit) {
        Ok(limit)
    } else {
        Err(DecodeError::Value("limit"))
    }
}

fn some_instant(ms: Option<i64>, field: &'static str) -> Result<Option<Timestamp>, DecodeError> {
    ms.map(|ms| instant(ms, field)).transpose()
}
