//! *Den bliver her*: the sender does not follow a proposal.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "bliver-her",
    verb: Verb::RefuseRedirect,
    key: |_| "refuse-redirect",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::RefuseRedirect),
};
