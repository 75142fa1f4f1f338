//! *Overtager ikke barnet*: and why.

use stafet_shared::{
    content::{Form as _, Reason},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "overtag-ikke",
    verb: Verb::Course(CourseVerb::RefuseChild),
    key: |_| "refuse-child",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::RefuseChild(said))),
};
