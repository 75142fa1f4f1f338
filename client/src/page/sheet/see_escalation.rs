//! *Set*: somebody who was told that something is overdue says what they did (R11).

use stafet_shared::words::{Verb, WatchVerb};

use super::{late::to_see, paper::Sheet};
use crate::{
    office::{Deed, Watching},
    page::reason,
};

pub(super) static SHEET: Sheet = Sheet {
    path: "set",
    verb: Verb::Watch(WatchVerb::SeeEscalation),
    key: |_| "see-escalation",
    fits: |matter| to_see(matter).is_some(),
    blanks: reason::blanks,
    deed: |typed, matter| {
        let owed = to_see(matter).map(|one| one.known.owed.clone());
        let did = reason::read(typed)?;
        Ok(Deed::Watch(Watching::SeeEscalation(did), owed))
    },
};
