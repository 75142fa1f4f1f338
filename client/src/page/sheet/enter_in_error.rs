//! *Fejlsendt*: it should never have been sent.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "fejlsendt",
    verb: Verb::EnterInError,
    key: |_| "enter-in-error",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::EnterInError),
};
