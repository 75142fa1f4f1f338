//! *Barnet er flyttet*: another municipality is asked to take the matter over.

use stafet_shared::{
    content::{Blank, Said, Shape},
    party::OfficeId,
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, missing, reason_if_any, remark};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "flyttet",
    verb: Verb::Course(CourseVerb::MoveChild),
    key: |_| "move-child",
    fits: always,
    blanks,
    deed: |typed, _| {
        let to = typed.text("to").and_then(|text| OfficeId::parse(text).ok());
        let to = to.ok_or_else(|| missing("to"))?;
        let reason = reason_if_any(typed)?;
        Ok(Deed::Course(CourseDeed::MoveChild(to, reason)))
    },
};

fn blanks() -> Vec<Blank> {
    vec![
        Blank {
            name: "to",
            label: Said {
                da: "Kontoret, hvor barnet bor nu",
                en: "The office where the child lives now",
            },
            purpose: Said {
                da: "Intet flytter, før de har skrevet under.",
                en: "Nothing moves before they have signed.",
            },
            is_required: true,
            shape: Shape::Office,
        },
        remark(),
    ]
}
