//! *Foreslå et andet kontor*: the sender decides.

use stafet_shared::{
    content::{Form as _, Proposal},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "foreslaa",
    verb: Verb::ProposeRedirect,
    key: |_| "propose-redirect",
    fits: always,
    blanks: Proposal::blanks,
    deed: |typed, _| filled(typed).map(Deed::ProposeRedirect),
};
