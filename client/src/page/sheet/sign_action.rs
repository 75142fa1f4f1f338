//! *Hvad der er gjort* after a notification.

use stafet_shared::{
    content::{ActionTaken, Form as _},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "handling",
    verb: Verb::SignAction,
    key: |_| "sign-action",
    fits: always,
    blanks: ActionTaken::blanks,
    deed: |typed, _| filled(typed).map(Deed::SignAction),
};
