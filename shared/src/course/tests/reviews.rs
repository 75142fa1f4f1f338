//! Review rounds: each open case is owed a signature by a day.

use super::{Log, ZERO, elsewhere, id};
use crate::{
    calendar::Calendar,
    course::Course,
    handover::{Handover, Signature},
    hash::Hash,
    id::{ActId, DeviceId, PersonId},
    obligation::{self, Obligation, Rules},
    party::{OfficeId, directory::ReviewRound},
    policy::Policy,
    testing::{at, monday, town},
    time::Timestamp,
    words::{Duty, Stage, Verb, WatchVerb},
};

struct InRound(ReviewRound);

impl Rules for InRound {
    fn calendar(&self, office: &OfficeId) -> Calendar {
        ZERO.calendar(office)
    }

    fn policy(&self, start: Timestamp) -> &Policy {
        ZERO.policy(start)
    }

    fn review_round(&self) -> Option<&ReviewRound> {
        Some(&self.0)
    }
}

/// 2026-11-30, as statements write days.
const LAST_DAY: i32 = 20_787;

fn round(number: u16) -> InRound {
    InRound(ReviewRound {
        number,
        until_day: LAST_DAY,
        opened: monday().plus_days(7),
    })
}

fn in_round(referral: &Handover, course: &Course, number: u16) -> Option<Obligation> {
    let review = Duty::Act(Verb::Watch(WatchVerb::Review));
    let owed = obligation::all(referral, Some(course), &round(number));
    owed.into_iter().find(|one| one.duty == review)
}

fn signed(office: OfficeId) -> Signature {
    Signature {
        act: ActId::from_bytes([1; 16]),
        hash: Hash::ZERO,
        office,
        person: PersonId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([1; 16]),
        index: None,
        at: monday().plus_days(8),
    }
}

#[test]
fn an_open_case_is_owed_a_review_until_its_municipality_has_signed() {
    let log = Log::accepted();
    let (mut referral, mut course) = (log.handovers[&id()].clone(), log.course());
    let owed = in_round(&referral, &course, 2).unwrap();
    assert_eq!((&owed.owner, owed.since), (&town(), monday().plus_days(7)));
    assert_eq!(owed.due, at("2026-11-30T18:00:00Z"), "the office closes");

    let by_another = (2, signed(elsewhere()));
    referral.reviewed.insert(elsewhere(), by_another);
    assert!(in_round(&referral, &course, 2).is_some(), "not by another");
    referral.reviewed.insert(town(), (1, signed(town())));
    assert!(in_round(&referral, &course, 2).is_some(), "not before");
    referral.reviewed.insert(town(), (2, signed(town())));
    assert_eq!(in_round(&referral, &course, 2), None);
    assert!(in_round(&referral, &course, 3).is_some(), "the next round");

    course.stage = Stage::Closed;
    assert_eq!(in_round(&referral, &course, 3), None, "it is no open case");
    course.stage = Stage::Waiting;
    assert!(in_round(&referral, &course, 3).is_some());
}

#[test]
fn g6_only_what_was_open_when_the_round_was_opened_is_in_it() {
    let log = Log::accepted();
    let (referral, mut course) = (log.handovers[&id()].clone(), log.course());
    let opened = round(1).0.opened;
    course.opened = opened;
    assert!(in_round(&referral, &course, 1).is_some());
    course.opened = opened.plus_ms(1);
    assert_eq!(in_round(&referral, &course, 1), None, "it came afterwards");
}
