//! The half-yearly status note (statusnotat): how each office signs for what it is sent, what is
//! open, and how the courses stand.

mod courses;
mod open;
mod receipts;

use std::collections::BTreeSet;

pub(in crate::report) use self::open::AGES;
use super::{Fact, Period, Thresholds};
use crate::{time::Timestamp, words::Kind};

pub use self::{
    courses::{Courses, FollowUp, FollowUps},
    open::{Age, Open, OpenCounts},
    receipts::{KindReceipts, Receipts, in_time},
};

/// A status note. Rows are there only for offices and kinds with something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusNote {
    /// What was sent within it is counted.
    pub period: Period,
    /// When it was computed: what is open then is open.
    pub written: Timestamp,
    /// By what it was judged.
    pub thresholds: Thresholds,
    /// Receipts for everything that was sent.
    pub receipts: Receipts,
    /// Receipts by kind, each with its receiving offices.
    pub kinds: Vec<KindReceipts>,
    /// What is open.
    pub open: Open,
    /// Courses and what follows from them.
    pub courses: Courses,
}

impl StatusNote {
    /// The status note on a period, as things are known now.
    #[must_use]
    pub fn new(facts: &[Fact], period: Period, thresholds: Thresholds, now: Timestamp) -> Self {
        let (receipts, kinds) = receipts::receipts((facts, period, now), thresholds);
        Self {
            period,
            written: now,
            thresholds,
            receipts,
            kinds,
            open: open::open(facts, thresholds, now),
            courses: courses::courses((facts, period, now), thresholds),
        }
    }
}

/// The kinds of some rows, in order, each once.
fn kinds<T>(rows: &[(Kind, T)]) -> impl Iterator<Item = Kind> + use<T> {
    let kinds: BTreeSet<Kind> = rows.iter().map(|(kind, _)| *kind).collect();
    kinds.into_iter()
}
