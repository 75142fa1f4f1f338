//! What the sheets of the watch are about: what is owed about a handover that somebody does
//! something about without moving it.

use stafet_shared::{access::goes_by_itself, words::Rung};

use super::paper::Matter;
use crate::face::owed::{Owed, Turn};

/// What another office owes, of which it can be reminded: as much of the time has gone as the policy
/// says.
#[must_use]
pub(super) fn to_remind_of<'a>(matter: &Matter<'a, '_>) -> Option<&'a Owed> {
    let now = matter.scene().now;
    let mut theirs = theirs(matter);
    theirs.find(|one| one.known.is_to_be_reminded_of(now))
}

/// What another office is late with, of which not everybody has been told.
#[must_use]
pub(super) fn to_tell<'a>(matter: &Matter<'a, '_>) -> Option<&'a Owed> {
    let mut theirs = theirs(matter);
    theirs.find(|one| one.overdue && one.known.rung != Some(Rung::Authority))
}

/// What was told to others, and nobody has signed for having seen it.
#[must_use]
pub(super) fn to_see<'a>(matter: &Matter<'a, '_>) -> Option<&'a Owed> {
    let mut owed = matter.entry.owed.iter();
    owed.find(|one| one.known.rung > Some(Rung::Reminder) && one.known.seen.is_none())
}

fn theirs<'a>(matter: &Matter<'a, '_>) -> impl Iterator<Item = &'a Owed> {
    let entry = matter.entry;
    let theirs = entry.owed.iter().filter(|one| one.turn == Turn::Others);
    theirs.filter(|one| !goes_by_itself(one.duty()))
}
