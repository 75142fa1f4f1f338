//! *Spørgsmålet trækkes tilbage*: the other municipality was asked by mistake.

use stafet_shared::words::{CourseVerb, Verb};

use super::paper::{Sheet, nothing};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "spoerg-ikke",
    verb: Verb::Course(CourseVerb::UnaskChild),
    key: |_| "unask-child",
    fits: |matter| matter.handover().asked_to_take_over().is_some(),
    blanks: nothing,
    deed: |_, _| Ok(Deed::Course(CourseDeed::UnaskChild)),
};
