//! The overview and the facts for reports.

use std::collections::BTreeMap;

use crate::{
    heard::OfficesHeard,
    id::HandoverId,
    overview::{FactsEnd, FactsQuestion, OwedEnd, OwedItem, OwedQuestion, Place, Tally, Which},
    report::{CourseFact, Fact},
    testing::{clinic, monday, team, town},
    watch::{Held, SeenBy},
    words::{Colour, CourseVerb, Duty, HandReason, Kind, List, Rung, Stage, State, Verb},
};

pub(super) fn owed_question() -> OwedQuestion {
    OwedQuestion {
        list: Some(List::FollowUp),
        owner: Some(town()),
        about: Some(HandoverId::from_bytes([9; 16])),
        which: Which::Overdue,
        after: Some(place()),
        limit: 50,
    }
}

pub(super) fn facts_question() -> FactsQuestion {
    FactsQuestion {
        after: Some(HandoverId::from_bytes([9; 16])),
        limit: 500,
    }
}

pub(super) fn item() -> OwedItem {
    OwedItem {
        state: State::Closed,
        stage: Some(Stage::ReportAcknowledged),
        duty: Duty::Act(Verb::Course(CourseVerb::DecideFollowUp)),
        list: List::FollowUp,
        owner: town(),
        rung: Some(Rung::Leaders),
        told: Some(monday().plus_days(6)),
        times: 3,
        next: Some((Rung::Authority, monday().plus_days(9))),
        seen: Some(SeenBy {
            by: town(),
            did: HandReason::Called,
            at: monday().plus_days(7),
        }),
        held: Some(Held {
            by: clinic(),
            reason: HandReason::Staffing,
            since: monday().plus_days(6),
            until: monday().plus_days(9),
        }),
        paused_until: Some(monday().plus_days(12)),
        is_nearly_full: true,
        waits_since: Some(monday().plus_days(-70)),
        ..plain_item()
    }
}

pub(super) fn plain_item() -> OwedItem {
    OwedItem {
        handover: HandoverId::from_bytes([9; 16]),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        from: town(),
        to: team(),
        state: State::Deposited,
        leg: 1,
        version: 2,
        sent: monday(),
        stage: None,
        owner: team(),
        duty: Duty::Act(Verb::Open),
        list: List::Receipt,
        since: monday(),
        due: monday().plus_days(5),
        rung: None,
        told: None,
        times: 0,
        next: None,
        seen: None,
        held: None,
        paused_until: None,
        is_nearly_full: false,
        waits_since: None,
    }
}

pub(super) fn owed_end() -> OwedEnd {
    OwedEnd {
        as_of: monday().plus_days(8),
        tallies: vec![Tally {
            list: List::Receipt,
            kind: Kind::Referral,
            open: 12,
            overdue: 3,
        }],
        more: Some(place()),
        heard: BTreeMap::new(),
    }
}

pub(super) fn owed_end_heard() -> OwedEnd {
    OwedEnd {
        more: None,
        heard: BTreeMap::from([(team(), monday().plus_days(8)), (town(), monday())]),
        ..owed_end()
    }
}

pub(super) fn heard() -> OfficesHeard {
    OfficesHeard::told(monday().plus_days(8), owed_end_heard().heard)
}

pub(super) fn heard_nobody() -> OfficesHeard {
    OfficesHeard::told(monday(), BTreeMap::new())
}

pub(super) fn fact() -> Fact {
    Fact {
        acknowledged: Some(monday().plus_days(1)),
        owner: Some(town()),
        due: Some(monday().plus_days(30)),
        closed: Some(monday().plus_days(2)),
        state: State::Closed,
        course: Some(CourseFact {
            municipality: town(),
            stage: Stage::FollowUpDecided,
            since: monday().plus_days(20),
            follow_up_decided: true,
            checks: 1,
            follow_up_due: Some(monday().plus_days(40)),
            reviewed_in_round: Some(2),
        }),
        ..plain_fact()
    }
}

pub(super) fn plain_fact() -> Fact {
    Fact {
        handover: HandoverId::from_bytes([9; 16]),
        kind: Kind::Referral,
        colour: Colour::Red,
        from: town(),
        to: team(),
        state: State::Deposited,
        sent: monday(),
        ack_due: monday().plus_days(1),
        acknowledged: None,
        owner: None,
        due: None,
        closed: None,
        course: None,
    }
}

pub(super) const fn facts_end() -> FactsEnd {
    FactsEnd {
        as_of: crate::time::Timestamp::EPOCH,
        more: None,
    }
}

fn place() -> Place {
    Place {
        due: monday().plus_days(5),
        handover: HandoverId::from_bytes([9; 16]),
        number: 1,
    }
}
