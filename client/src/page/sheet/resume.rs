//! *Genoptag påmindelser*: two sign.

use stafet_shared::words::Verb;

use super::paper::{Sheet, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "genoptag",
    verb: Verb::Resume,
    key: |_| "resume",
    fits: |matter| matter.handover().paused.is_some(),
    blanks: nothing,
    deed: |_, _| Ok(Deed::Resume),
};
