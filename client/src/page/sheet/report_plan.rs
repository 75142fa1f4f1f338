//! *Hvordan gik det med planen?*: what became of the plan that a matter was closed with.

use stafet_shared::{content::Said, words::Verb};

use super::paper::{Sheet, always, filled, told};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "planen",
    verb: Verb::ReportPlan,
    key: |_| "report-plan",
    fits: always,
    blanks: || {
        told(Said {
            da: "Hvordan gik det?",
            en: "How did it go?",
        })
    },
    deed: |typed, _| filled(typed).map(Deed::ReportPlan),
};
