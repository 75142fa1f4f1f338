//! *Genoptag påmindelser*: two sign.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "genoptag",
    verb: Verb::Resume,
    key: |_| "resume",
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Resume),
};
