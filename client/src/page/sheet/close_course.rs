//! *Luk forløbet*: nothing in it is open; a leader signs second.

use stafet_shared::words::{CourseVerb, Verb};

use super::paper::{Sheet, always, nothing};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "luk-forloeb",
    verb: Verb::Course(CourseVerb::CloseCourse),
    key: |_| "close-course",
    fits: always,
    blanks: nothing,
    deed: |_, _| Ok(Deed::Course(CourseDeed::CloseCourse)),
};
