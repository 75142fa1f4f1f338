//! *Acceptér*: the office takes the matter on (R5).

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "accepter",
    verb: Verb::Accept,
    key: |_| "accept",
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Accept),
};
