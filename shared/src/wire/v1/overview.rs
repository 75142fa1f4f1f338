//! The overview's questions and answers, and the facts for reports.

mod heard;

use self::heard::Heard;
use crate::{
    heard::{OfficesHeard, is_hour},
    id::HandoverId,
    overview::{
        FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion, PAGE_ITEMS_MAX, Place, Tally,
        Which,
    },
    party::OfficeId,
    report::{CourseFact, Fact},
    time::Timestamp,
    watch::{Held, SeenBy},
    wire::{
        DecodeError,
        v1::{
            codes::lists::AtMost,
            twin::{Code, twin},
        },
    },
    words::{Colour, Duty, HandReason, Kind, List, Rung, Stage, State},
};

/// The most tallies in one answer: one for each list and kind.
pub const TALLIES_MAX: usize = List::ALL.len() * Kind::ALL.len();

twin! {
    OwedQuestion {
        0 list: Option<List>,
        1 owner: Option<OfficeId>,
        2 about: Option<HandoverId>,
        3 which: Which,
        4 after: Option<Place>,
        5 limit: Limit,
    }
}

twin! {
    Place { 0 due: Timestamp, 1 handover: HandoverId, 2 number: u16 }
}

twin! {
    OwedItem {
        0 handover: HandoverId,
        1 kind: Kind,
        2 colour: Colour,
        3 from: OfficeId,
        4 to: OfficeId,
        5 state: State,
        6 leg: u16,
        7 version: u16,
        8 sent: Timestamp,
        9 stage: Option<Stage>,
        10 owner: OfficeId,
        11 duty: Duty,
        12 list: List,
        13 since: Timestamp,
        14 due: Timestamp,
        15 rung: Option<Rung>,
        16 times: u32,
        17 next: Option<(Rung, Timestamp)>,
        18 seen: Option<SeenBy>,
        19 held: Option<Held>,
        20 told: Option<Timestamp>,
        21 paused_until: Option<Timestamp>,
        22 is_nearly_full: bool,
        23 waits_since: Option<Timestamp>,
    }
}

twin! {
    (Rung, Timestamp): (rung, next) = { 0 rung: Rung, 1 next: Timestamp }
}

twin! {
    SeenBy { by, did, at: seen } = { 0 by: OfficeId, 1 did: HandReason, 2 seen: Timestamp }
}

twin! {
    Held { 0 by: OfficeId, 1 reason: HandReason, 2 since: Timestamp, 3 until: Timestamp }
}

twin! {
    OwedEnd {
        0 as_of: Timestamp,
        1 tallies: AtMost<TALLIES_MAX, Vec<Tally>>,
        2 more: Option<Place>,
        3 heard: Heard,
    }
}

twin! {
    OfficesHeard if is_to_the_hour { 0 as_of: Timestamp, 1 last: Heard }
}

/// Nobody is told, and nobody believes, more than the hour.
fn is_to_the_hour(told: &OfficesHeard) -> Result<(), DecodeError> {
    let is_whole = told.last.values().all(|at| is_hour(*at));
    is_whole.then_some(()).ok_or(DecodeError::Value("last"))
}

twin! {
    Tally { 0 list: List, 1 kind: Kind, 2 open: u64, 3 overdue: u64 }
}

twin! {
    FactsQuestion { 0 after: Option<HandoverId>, 1 limit: Limit }
}

twin! {
    Fact {
        0 handover: HandoverId,
        1 kind: Kind,
        2 colour: Colour,
        3 from: OfficeId,
        4 to: OfficeId,
        5 state: State,
        6 sent: Timestamp,
        7 ack_due: Timestamp,
        8 acknowledged: Option<Timestamp>,
        9 owner: Option<OfficeId>,
        10 due: Option<Timestamp>,
        11 closed: Option<Timestamp>,
        12 course: Option<CourseFact>,
    }
}

twin! {
    CourseFact {
        0 municipality: OfficeId,
        1 stage: Stage,
        2 since: Timestamp,
        3 follow_up_decided: bool,
        4 checks: u8,
        5 follow_up_due: Option<Timestamp>,
        6 reviewed_in_round: Option<u16>,
    }
}

twin! {
    FactsEnd { 0 as_of: Timestamp, 1 more: Option<HandoverId> }
}

/// On the wire: whether only what is overdue is asked about.
impl Code for Which {
    type Value = Self;
    type Twin = bool;

    fn write(value: &Self) -> bool {
        *value == Self::Overdue
    }

    fn read(twin: bool, _: &'static str) -> Result<Self, DecodeError> {
        Ok(match twin {
            true => Self::Overdue,
            false => Self::All,
        })
    }
}

/// How many items a page may have: at least one, at most [`PAGE_ITEMS_MAX`].
struct Limit;

impl Code for Limit {
    type Value = u16;
    type Twin = u16;

    fn write(value: &u16) -> u16 {
        *value
    }

    fn read(twin: u16, field: &'static str) -> Result<u16, DecodeError> {
        if (1..=PAGE_ITEMS_MAX).contains(&twin) {
            Ok(twin)
        } else {
            Err(DecodeError::Value(field))
        }
    }
}
