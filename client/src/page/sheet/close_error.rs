//! *Luk fejlen med en plan*: what happens to the child instead; two sign.

use stafet_shared::{
    content::{Form as _, Plan},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::{Amends, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "luk-fejl",
    verb: Verb::CloseError,
    key: |_| "close-error",
    fits: always,
    blanks: Plan::blanks,
    deed: |typed, _| filled(typed).map(|it| Deed::CloseError(Amends::Plan(it))),
};
