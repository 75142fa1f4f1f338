//! *Medunderskriv*: the second of two signatures, by another person than the first.

use stafet_shared::words::Verb;

use super::paper::{Sheet, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "medunderskriv",
    verb: Verb::Countersign,
    key: |_| "countersign",
    fits: |matter| matter.signs_second(),
    blanks: nothing,
    deed: |_, _| Ok(Deed::Countersign),
};
