//! *Forkert modtager*: it was not for this office.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "forkert-modtager",
    verb: Verb::WrongRecipient,
    key: |_| "wrong-recipient",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::WrongRecipient),
};
