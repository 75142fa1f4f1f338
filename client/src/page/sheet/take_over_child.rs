//! *Overtag barnets sag*: a child that has moved here.

use stafet_shared::words::{CourseVerb, Verb};

use super::paper::{Sheet, always, nothing};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "overtag",
    verb: Verb::Course(CourseVerb::TakeOverChild),
    key: |_| "take-over-child",
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Course(CourseDeed::TakeOverChild)),
};
