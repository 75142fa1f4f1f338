//! *Sig det videre*: the next step of the ladder is told what is overdue.

use stafet_shared::words::{Verb, WatchVerb};

use super::{
    late::to_tell,
    paper::{Sheet, nothing},
};
use crate::office::{Deed, Watching};

pub(super) static SHEET: Sheet = Sheet {
    path: "sig-videre",
    verb: Verb::Watch(WatchVerb::Escalate),
    key: |_| "escalate",
    fits: |matter| matter.has_part() && to_tell(matter).is_some(),
    blanks: nothing,
    deed: |_, matter| {
        let owed = to_tell(matter).map(|one| one.known.owed.clone());
        Ok(Deed::Watch(Watching::Escalate, owed))
    },
};
