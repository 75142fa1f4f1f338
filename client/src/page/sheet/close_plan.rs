//! *Luk med en plan for barnet*: two sign.

use stafet_shared::{
    content::{Form as _, Plan},
    words::Verb,
};

use super::paper::{Sheet, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "luk-med-plan",
    verb: Verb::ClosePlan,
    key: |_| "close-plan",
    fits: |matter| matter.handover().decline_read,
    blanks: Plan::blanks,
    deed: |typed, _| filled(typed).map(Deed::ClosePlan),
};
