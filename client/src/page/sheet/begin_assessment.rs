//! *Begynd udredningen*: the team has met the child.

use stafet_shared::words::{CourseVerb, Verb};

use super::{
    course_paper::{happened_on, on_day},
    paper::{Sheet, always},
};
use crate::office::CourseDeed;

pub(super) static SHEET: Sheet = Sheet {
    path: "udredning",
    verb: Verb::Course(CourseVerb::BeginAssessment),
    key: |_| "begin-assessment",
    fits: always,
    blanks: happened_on,
    deed: |typed, matter| on_day(typed, matter, CourseDeed::BeginAssessment),
};
