//! Review rounds: every office goes through its open cases by a day.

use super::{Directory, StatementError};
use crate::time::{MS_PER_DAY, Timestamp};

/// Every office's open cases have to be signed as reviewed by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewRound {
    /// Counts the rounds: one more than the one before, the first is 1.
    pub number: u16,
    /// The last day, in days since 1970-01-01 of each office's calendar.
    pub until_day: i32,
    /// When the round began: it is about the cases that were open then.
    pub opened: Timestamp,
}

impl ReviewRound {
    /// Whether its last day has passed, in UTC.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        i64::from(self.until_day) < day_of(now)
    }
}

impl Directory {
    /// The newest review round.
    #[must_use]
    pub const fn review_round(&self) -> Option<&ReviewRound> {
        self.review.as_ref()
    }

    /// The number that the next review round has to have.
    #[must_use]
    pub fn next_review_number(&self) -> u16 {
        let last = self.review.map_or(0, |round| round.number);
        last.saturating_add(1)
    }

    pub(super) fn check_review(&self, round: &ReviewRound) -> Result<(), StatementError> {
        if round.number != self.next_review_number() {
            Err(StatementError::Number)
        } else if i64::from(round.until_day) < day_of(round.opened) {
            Err(StatementError::Backwards)
        } else {
            Ok(())
        }
    }
}

/// The day in UTC, in days since 1970-01-01.
const fn day_of(instant: Timestamp) -> i64 {
    instant.unix_ms().div_euclid(MS_PER_DAY)
}
