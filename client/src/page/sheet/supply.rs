//! *Findes ikke*: what was asked for is not to be had, and why. What is to be had goes as case
//! information of its own.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::{Deed, Supplied};

pub(super) static SHEET: Sheet = Sheet {
    path: "findes-ikke",
    verb: Verb::Supply,
    key: |_| "supply",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(|it| Deed::Supply(Supplied::NotAvailable(it))),
};
