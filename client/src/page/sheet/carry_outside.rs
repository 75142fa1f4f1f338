//! *Givet uden om Stafet*: by telephone, on paper or on a stick (R12); two sign.

use stafet_shared::{
    content::{Carried, Form as _},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "uden-om",
    verb: Verb::CarryOutside,
    key: |_| "carry-outside",
    fits: always,
    blanks: Carried::blanks,
    deed: |typed, _| filled(typed).map(Deed::CarryOutside),
};
