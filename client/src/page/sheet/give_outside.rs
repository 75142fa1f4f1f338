//! *Givet videre uden om systemet*: who has taken on what was decided, when they are not here.

use stafet_shared::{
    content::Said,
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled, told};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "givet-videre",
    verb: Verb::Course(CourseVerb::GiveOutside),
    key: |_| "give-outside",
    fits: always,
    blanks: || {
        told(Said {
            da: "Hvem har taget imod, og hvornår?",
            en: "Who has taken it on, and when?",
        })
    },
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::GiveOutside(said))),
};
