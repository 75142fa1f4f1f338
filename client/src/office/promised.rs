//! The days that a document promises, as far as clocks run by them.

use stafet_shared::{
    calendar::day_of,
    content::Content,
    party::{OfficeId, directory::Directory},
    time::Timestamp,
};

/// The days that a document promises, as far as clocks run by them.
pub(super) struct Promised {
    /// The day on which items of case information are expected.
    pub(super) day: Option<i32>,
    /// By when its author asks that something is done: until the receiving office closes on that day.
    pub(super) deadline: Option<Timestamp>,
}

/// What a document to an office promises.
pub(super) fn promised(content: &Content, to: &OfficeId, directory: &Directory) -> Promised {
    let asked = content.asked_by();
    Promised {
        day: content.items_expected().map(day_of),
        deadline: asked.map(|day| directory.calendar_of(to).close_of(day)),
    }
}
