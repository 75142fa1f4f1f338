//! *Hvad der nu sker for barnet*, after a withdrawal.

use stafet_shared::{
    content::{Form as _, Plan},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "plan",
    verb: Verb::RecordPlan,
    key: |_| "record-plan",
    fits: always,
    blanks: Plan::blanks,
    deed: |typed, _| filled(typed).map(Deed::RecordPlan),
};
