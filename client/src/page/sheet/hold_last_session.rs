//! *Den sidste session*: the closing report is owed from then on.

use stafet_shared::words::{CourseVerb, Verb};

use super::{
    course_paper::{happened_on, on_day},
    paper::{Sheet, always},
};
use crate::office::CourseDeed;

pub(super) static SHEET: Sheet = Sheet {
    path: "sidste-session",
    verb: Verb::Course(CourseVerb::HoldLastSession),
    key: |_| "last-session",
    fits: always,
    blanks: happened_on,
    deed: |typed, matter| on_day(typed, matter, CourseDeed::HoldLastSession),
};
