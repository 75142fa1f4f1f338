//! *Begynd behandlingen*: the treatment has begun.

use stafet_shared::words::{CourseVerb, Verb};

use super::{
    course_paper::{happened_on, on_day},
    paper::{Sheet, always},
};
use crate::office::CourseDeed;

pub(super) static SHEET: Sheet = Sheet {
    path: "behandling",
    verb: Verb::Course(CourseVerb::BeginTreatment),
    key: |_| "begin-treatment",
    fits: always,
    blanks: happened_on,
    deed: |typed, matter| on_day(typed, matter, CourseDeed::BeginTreatment),
};
