//! *Kopier er slettet*: the office attests it (R10).

use stafet_shared::words::Verb;

use super::paper::{Sheet, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "slettet",
    verb: Verb::AttestDestruction,
    key: |_| "attest-destruction",
    fits: |matter| matter.owes(Verb::AttestDestruction),
    blanks: nothing,
    deed: |_, _| Ok(Deed::AttestDestruction),
};
