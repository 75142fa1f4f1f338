//! *Udsæt besøget*: of this child alone. A whole tour has a sheet of its own.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said, Shape},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, day_if_any, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "udsaet-besoeg",
    verb: Verb::Course(CourseVerb::PostponeVisit),
    key: |_| "postpone-visit",
    fits: always,
    blanks,
    deed: |typed, _| {
        let until = day_if_any(typed, "until")?;
        Ok(Deed::Course(CourseDeed::PostponeVisit(
            until,
            filled(typed)?,
        )))
    },
};

fn blanks() -> Vec<Blank> {
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
