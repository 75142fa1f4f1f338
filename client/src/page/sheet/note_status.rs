//! *Skriv status*: how a waiting child's matter stands.

use stafet_shared::{
    content::{Form as _, Reason},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, filled};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "status",
    verb: Verb::Course(CourseVerb::NoteStatus),
    key: |_| "note-status",
    fits: always,
    blanks: Reason::blanks,
    deed: |typed, _| filled(typed).map(|said| Deed::Course(CourseDeed::NoteStatus(said))),
};
