//! *Nej, den bliver her*.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "nej-tilbage",
    verb: Verb::RefuseWithdrawal,
    key: |_| "refuse-withdrawal",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::RefuseWithdrawal),
};
