//! *Bed om oplysninger*: the ball goes to the sender until it is answered.

use stafet_shared::{
    content::{Form as _, InformationRequest},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "bed-om",
    verb: Verb::NeedInformation,
    key: |_| "need-information",
    fits: always,
    blanks: InformationRequest::blanks,
    deed: |typed, _| filled(typed).map(Deed::NeedInformation),
};
