//! *Ja, træk den tilbage*.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, nothing};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "ja-tilbage",
    verb: Verb::ConfirmWithdrawal,
    key: |matter| match matter.handover().wish {
        Some(_) => "confirm-wish",
        None => "confirm-withdrawal",
    },
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::ConfirmWithdrawal),
};
