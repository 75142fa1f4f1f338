//! *Send igen*: what was declined, mended in a form of its own and sent to the same office.

use stafet_shared::words::Verb;

use super::paper::{Sheet, always, in_a_form, nothing};

pub(super) static SHEET: Sheet = Sheet {
    path: "send-igen",
    verb: Verb::Resubmit,
    key: |_| "resubmit",
    fits: always,
    blanks: nothing,
    deed: in_a_form,
};
