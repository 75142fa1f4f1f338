//! *Givet videre uden om systemet*: who has taken on what was decided, when they are not here.

use stafet_shared::{
    content::{Form as _, Reason},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "givet-videre",
    verb: Verb::Course(CourseVerb::GiveOutside),
    key: |_| "give-outside",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::GiveOutside(said))),
};
