//! *Send påmindelse*: to the office that owes something, once half of its time has gone.

use stafet_shared::words::{Verb, WatchVerb};

use super::{
    late::to_remind_of,
    paper::{Sheet, nothing},
};
use crate::office::{Deed, Watching};

pub(super) static SHEET: Sheet = Sheet {
    path: "paamind",
    verb: Verb::Watch(WatchVerb::Remind),
    key: |_| "remind",
    fits: |matter| matter.has_part() && to_remind_of(matter).is_some(),
    blanks: nothing,
    deed: |_, matter| {
        let owed = to_remind_of(matter).map(|one| one.known.owed.clone());
        Ok(Deed::Watch(Watching::Remind, owed))
    },
};
