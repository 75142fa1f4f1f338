//! *Læst*: a decline, with which custody is back with the sender, or what was reported on a
//! follow-up.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "laest",
    verb: Verb::ReadDecline,
    key: |matter| match matter.handover().effect_unread {
        Some(_) => "read-effect",
        None => "read-decline",
    },
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::ReadDecline),
};
