//! *Set, hvad der gælder*: an act of the office does not hold, and somebody has seen what does.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "se-hvad-der-gaelder",
    verb: Verb::Look,
    key: |_| "look",
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Look),
};
