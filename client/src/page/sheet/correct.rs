//! *Ret*: a new version, which is written in a form of its own.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, in_a_form, nothing};

pub(super) static SHEET: Sheet = Sheet {
    path: "ret",
    verb: Verb::Correct,
    key: |_| "correct",
    fits: always,
    blanks: nothing,
    deed: in_a_form,
};
