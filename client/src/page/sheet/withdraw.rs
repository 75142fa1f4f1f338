//! *Træk tilbage*: what nobody has signed for is taken back.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "traek-tilbage",
    verb: Verb::Withdraw,
    key: |_| "withdraw",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::Withdraw),
};
