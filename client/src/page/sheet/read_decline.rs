//! *Afvisningen er læst*: custody is back with the sender.

use stafet_shared::words::Verb;

use super::paper::{Sheet, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "afvisning-laest",
    verb: Verb::ReadDecline,
    key: |_| "read-decline",
    fits: |matter| !matter.handover().decline_read,
    blanks: nothing,
    deed: |_, _| Ok(Deed::ReadDecline),
};
