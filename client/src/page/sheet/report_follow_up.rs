//! *Fortæl, hvordan det gik*: what really happened (R7).

use stafet_shared::{
    content::{FollowUpReport, Form as _},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "fortael",
    verb: Verb::ReportFollowUp,
    key: |_| "report-follow-up",
    fits: always,
    blanks: FollowUpReport::blanks,
    deed: |typed, _| filled(typed).map(Deed::ReportFollowUp),
};
