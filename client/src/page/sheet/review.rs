//! *Set, at barnet kan vente*: a leader of the sender has looked at a referral that is not decided
//! after weeks, or a municipality at a case in a round of reviews.

use stafet_shared::words::{Duty, Verb, WatchVerb};

use super::paper::{Matter, Sheet, nothing};
use crate::{
    face::{owed::Turn, step::lets_it_wait},
    office::{Deed, Watching},
};

pub(super) static SHEET: Sheet = Sheet {
    path: "gennemgaa",
    verb: Verb::Watch(WatchVerb::Review),
    key,
    fits: |matter| asked(matter).is_some(),
    blanks: nothing,
    deed: |_, _| Ok(Deed::Watch(Watching::Review, None)),
};

fn key(matter: &Matter<'_, '_>) -> &'static str {
    match asked(matter) {
        Some(Duty::Age) => "review-age",
        Some(_) | None => "review",
    }
}

/// What the reader's office is asked to look at.
fn asked(matter: &Matter<'_, '_>) -> Option<Duty> {
    let owed = matter.entry.owed.iter();
    let mut ours = owed.filter(|one| one.turn != Turn::Others);
    let review = Duty::Act(Verb::Watch(WatchVerb::Review));
    let leads = lets_it_wait(matter.handover(), matter.scene());
    let asks = |duty| (duty == Duty::Age && leads) || duty == review;
    let asked = ours.find(|one| asks(one.duty()));
    asked.map(crate::face::owed::Owed::duty)
}
