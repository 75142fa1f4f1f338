//! *Hvordan gik det med planen?*: what became of the plan that a matter was closed with.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said},
    words::Verb,
};

use super::paper::{Sheet, always, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "planen",
    verb: Verb::ReportPlan,
    key: |_| "report-plan",
    fits: always,
    blanks,
    deed: |typed, _| filled(typed).map(Deed::ReportPlan),
};

/// What is said, under its own name: it is no reason for anything.
fn blanks() -> Vec<Blank> {
    let asked = Said {
        da: "Hvordan gik det?",
        en: "How did it go?",
    };
    let blanks = Reason::blanks().into_iter();
    let asked = blanks.map(|blank| Blank {
        label: asked,
        purpose: asked,
        ..blank
    });
    asked.collect()
}
