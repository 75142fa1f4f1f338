//! Review rounds: a municipality signs, by a day, that it has gone through each of its open cases.

use super::{Obligation, Rules};
use crate::{
    calendar::nearest_date,
    course::Course,
    handover::Handover,
    words::{Duty, Stage, Verb, WatchVerb},
};

/// What the municipality owes in the newest round about the course that a referral has opened. A
/// case that was opened after the round is not in it.
pub(super) fn owed(referral: &Handover, course: &Course, rules: &impl Rules) -> Option<Obligation> {
    let round = rules.review_round()?;
    let owner = &course.municipality;
    let due = rules
        .calendar(owner)
        .close_of(nearest_date(round.until_day));
    let reviewed = referral.reviewed.get(owner);
    let is_done = reviewed.is_some_and(|(newest, _)| *newest >= round.number);
    let is_case = course.stage != Stage::Closed && course.opened <= round.opened;
    (is_case && !is_done).then(|| Obligation {
        handover: referral.id,
        owner: owner.clone(),
        duty: Duty::Act(Verb::Watch(WatchVerb::Review)),
        colour: course.colour,
        since: round.opened.min(due),
        due,
    })
}
