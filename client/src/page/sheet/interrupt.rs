//! *Afbryd forløbet*: it goes on no further.

use stafet_shared::{
    content::{Form as _, Reason},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "afbryd",
    verb: Verb::Course(CourseVerb::Interrupt),
    key: |_| "interrupt",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::Interrupt(said))),
};
