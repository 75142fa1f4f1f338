//! *Fik barnet hjælpen?*: asked some months after follow-up began.

use stafet_shared::{
    content::{Blank, Choice, Said, Shape},
    words::{Check, CourseVerb, Language, Verb},
};

use super::paper::{Sheet, always, missing, reason_if_any, remark};
use crate::office::{CourseDeed, Deed};

/// What can be found.
static CHECKS: [Choice; 3] = [choice(Check::Yes), choice(Check::Partly), choice(Check::No)];

pub(super) static SHEET: Sheet = Sheet {
    path: "fik-barnet-det",
    verb: Verb::Course(CourseVerb::CheckEffect),
    key: |_| "check-effect",
    fits: always,
    blanks,
    deed: |typed, _| {
        let found = typed.text("reached").and_then(Check::meant);
        let found = found.ok_or_else(|| missing("reached"))?;
        let reason = reason_if_any(typed)?;
        Ok(Deed::Course(CourseDeed::CheckEffect(found, reason)))
    },
};

const fn choice(found: Check) -> Choice {
    Choice {
        name: found.name(),
        said: Said {
            da: found.words(Language::Danish),
            en: found.words(Language::English),
        },
    }
}

fn blanks() -> Vec<Blank> {
    let reached = Blank {
        name: "reached",
        label: Said {
            da: "Fik barnet det, der var besluttet?",
            en: "Did the child get what was decided?",
        },
        purpose: Said {
            da: "Svarer du nej, skal der besluttes noget nyt.",
            en: "If you say no, something new has to be decided.",
        },
        is_required: true,
        shape: Shape::Word(&CHECKS),
    };
    vec![reached, remark()]
}
