//! *Udsæt besøget*: of this child alone. A whole tour has a sheet of its own.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said, Shape},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, day_if_any, filled};
use crate::{
    form::Wrong,
    office::{CourseDeed, Deed},
    page::form::Typed,
};

pub(super) static SHEET: Sheet = Sheet {
    path: "udsaet-besoeg",
    verb: Verb::Course(CourseVerb::PostponeVisit),
    key: |_| "postpone-visit",
    fits: always,
    blanks,
    deed: |typed, _| deed(typed),
};

/// What was filled in.
///
/// # Errors
/// What has to be mended.
pub(super) fn deed(typed: &Typed) -> Result<Deed, Vec<Wrong>> {
    let until = day_if_any(typed, "until")?;
    let said = filled(typed)?;
    Ok(Deed::Course(CourseDeed::PostponeVisit(until, said)))
}

/// When they come instead, and why.
pub(super) fn blanks() -> Vec<Blank> {
    let until = Blank {
        name: "until",
        label: Said {
            da: "Hvornår kommer I i stedet?",
            en: "When do you come instead?",
        },
        purpose: Said {
            da: "Lad feltet være tomt, hvis I ikke ved det. Så skal I melde en dag senere.",
            en: "Leave the field empty if you do not know. Then you have to name a day later.",
        },
        is_required: false,
        shape: Shape::Day,
    };
    let mut blanks = vec![until];
    blanks.extend(Reason::blanks());
    blanks
}
