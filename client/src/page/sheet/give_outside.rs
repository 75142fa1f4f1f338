//! *Givet videre uden om systemet*: who has taken on what was decided, when they are not here.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "givet-videre",
    verb: Verb::Course(CourseVerb::GiveOutside),
    key: |_| "give-outside",
    fits: always,
    blanks,
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::GiveOutside(said))),
};

/// What is said, under its own name: it is no reason for anything.
fn blanks() -> Vec<Blank> {
    let asked = Said {
        da: "Hvem har taget imod, og hvornår?",
        en: "Who has taken it on, and when?",
    };
    let blanks = Reason::blanks().into_iter();
    let asked = blanks.map(|blank| Blank {
        label: asked,
        purpose: asked,
        ..blank
    });
    asked.collect()
}
