//! *Bed om at trække tilbage*: what somebody has signed for is asked back.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "bed-tilbage",
    verb: Verb::AskWithdrawal,
    key: |_| "ask-withdrawal",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::Withdraw),
};
