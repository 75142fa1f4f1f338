//! A handover as one row of a list.

use stafet_shared::{
    course::{self, Course},
    handover::{Handover, table::Duty},
    obligation::{self, Obligation},
    party::directory::Directory,
};

use crate::store::HandoverRow;

/// Where a handover stands and who owes what until when.
///
/// A referral that was accepted is closed, but until the team has met the child its course still
/// owes what the referral's own acts tell: a visit, and notes on the child that waits. What is
/// owed later depends on the course's other handovers, which are not looked at here.
#[must_use]
pub fn handover_row(handover: &Handover, directory: &Directory) -> HandoverRow {
    let course = Course::of(handover, []).filter(Course::is_before_the_visit);
    let of_course = course.map(|it| course::owed::obligations(&it, directory));
    let owed = obligation::obligations(handover, directory)
        .into_iter()
        .chain(of_course.into_iter().flatten())
        .filter(|one| !matches!(one.duty, Duty::Send(_)))
        .min_by_key(|obligation| obligation.due);
    let (owner, due) = match owed {
        Some(Obligation { owner, due, .. }) => (Some(owner), Some(due)),
        None => (obligation::owner(handover).cloned(), None),
    };
    HandoverRow {
        id: handover.id,
        kind: handover.kind,
        colour: handover.colour,
        from: handover.from.clone(),
        to: handover.to.clone(),
        state: handover.state,
        owner,
        since: handover.since,
        due,
    }
}
