//! *Hvordan gik det med planen?*: what became of the plan that a matter was closed with.

use stafet_shared::{
    content::{Form as _, Reason},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "planen",
    verb: Verb::ReportPlan,
    key: |_| "report-plan",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(Deed::ReportPlan),
};
