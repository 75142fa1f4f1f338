//! A handover as one row of a list.

use stafet_shared::{
    handover::Handover,
    obligation::{self, Obligation},
    party::directory::Directory,
};

use crate::store::HandoverRow;

/// Where a handover stands and who owes what until when. A referral that was accepted is closed;
/// what its course owes is derived from all of the course's handovers, and is no row of its own.
#[must_use]
pub fn handover_row(handover: &Handover, directory: &Directory) -> HandoverRow {
    let owed = obligation::obligations(handover, directory)
        .into_iter()
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
