//! *Barnet kom ikke*: on a day, and what is known about it.

use stafet_shared::{
    content::Blank,
    words::{CourseVerb, Verb},
};

use super::{
    course_paper::happened_on,
    paper::{Sheet, always, day_if_any, reason_if_any, remark},
};
use crate::office::{CourseDeed, Deed};

pub(super) static SHEET: Sheet = Sheet {
    path: "kom-ikke",
    verb: Verb::Course(CourseVerb::RecordNoShow),
    key: |_| "no-show",
    fits: always,
    blanks,
    deed: |typed, matter| {
        let day = day_if_any(typed, "day")?;
        let day = day.unwrap_or_else(|| matter.scene().today());
        let reason = reason_if_any(typed)?;
        Ok(Deed::Course(CourseDeed::RecordNoShow(day, reason)))
    },
};

fn blanks() -> Vec<Blank> {
    let mut blanks = happened_on();
    blanks.push(remark());
    blanks
}
