//! *Afvis*: the ball goes back with a reason (R5).

use stafet_shared::{
    content::{DeclineReason, Form as _},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "afvis",
    verb: Verb::Decline,
    key: |_| "decline",
    fits: always,
    blanks: DeclineReason::blanks,
    deed: |typed, _| filled(typed).map(Deed::Decline),
};
