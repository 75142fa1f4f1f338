//! What was told to whom when, and what could not be: the rows of the tables `recipients` and
//! `notices`. Retries never end; they only get rarer.

use std::collections::BTreeMap;

use stafet_shared::time::{MS_PER_HOUR, Timestamp};

use super::{
    Letter, Recipient, Subject,
    fault::{DeliveryError, Fault},
};

/// The shortest pause before a failed letter is tried again, in ms: one minute. It doubles.
pub const PAUSE_MIN_MS: i64 = 60_000;
/// The longest pause between two attempts, in ms: six hours.
pub const PAUSE_MAX_MS: i64 = 6 * MS_PER_HOUR;
/// How long a recipient is left to the server that began a delivery, in ms: ten minutes. After
/// that it has crashed.
pub const CLAIM_MS: i64 = 10 * 60_000;
/// After so many attempts the pause is the longest one.
const DOUBLINGS_MAX: u32 = 9;

/// What every recipient has been told.
pub type Outbox = BTreeMap<Recipient, Account>;

/// What one recipient has been told, and how it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Counts the writes of this account: of two servers that write over the same one, the second
    /// writes nothing.
    pub version: u64,
    /// What was told of what stands, and how high each had climbed.
    pub told: BTreeMap<Subject, u8>,
    /// How many letters were delivered.
    pub letters: u64,
    /// When the last one was.
    pub last: Option<Timestamp>,
    /// When the last digest was.
    pub digested: Option<Timestamp>,
    /// When the last weekly list was.
    pub listed: Option<Timestamp>,
    /// Until when a server is at it.
    pub claimed: Option<Timestamp>,
    /// The attempts since the last delivery, if there were any.
    pub failing: Option<Failing>,
}

/// Attempts that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// When the first of them was.
    pub since: Timestamp,
    /// How many there were.
    pub attempts: u32,
    /// When the next one is.
    pub next: Timestamp,
    /// Why the last one failed.
    pub fault: Fault,
    /// How many notices it should have told: none if it was the weekly list.
    pub waiting: u32,
}

impl Account {
    /// Whether the recipient is to be left alone: a server is at it, or an attempt has just
    /// failed. A clock that was set back ends the pause.
    #[must_use]
    pub fn rests(&self, now: Timestamp) -> bool {
        let next = self.failing.map(|failing| failing.next);
        is_within(now, self.claimed, CLAIM_MS) || is_within(now, next, PAUSE_MAX_MS)
    }

    /// A server begins a delivery.
    pub fn claim(&mut self, now: Timestamp) {
        self.claimed = Some(now.plus_ms(CLAIM_MS));
    }

    /// The letter was delivered.
    pub fn delivered(&mut self, letter: &Letter, now: Timestamp) {
        self.letters = self.letters.saturating_add(1);
        if letter.weekly.is_some() {
            self.listed = Some(now);
        } else {
            self.told.clone_from(&letter.told);
            self.last = Some(now);
        }
        if letter.digest {
            self.digested = Some(now);
        }
        self.claimed = None;
        self.failing = None;
    }

    /// The letter was not delivered.
    pub fn failed(&mut self, letter: &Letter, error: DeliveryError, now: Timestamp) {
        let attempts = self.failing.map_or(0, |failing| failing.attempts);
        let pause = match error {
            DeliveryError::Later(_) => pause_ms(attempts),
            DeliveryError::Never(_) => PAUSE_MAX_MS,
        };
        self.claimed = None;
        self.failing = Some(Failing {
            since: self.failing.map_or(now, |failing| failing.since),
            attempts: attempts.saturating_add(1),
            next: now.plus_ms(pause),
            fault: error.fault(),
            waiting: u32::try_from(letter.count()).unwrap_or(u32::MAX),
        });
    }
}

/// The pause after so many attempts and one more.
fn pause_ms(attempts: u32) -> i64 {
    let doubled = 1_i64 << attempts.min(DOUBLINGS_MAX);
    PAUSE_MIN_MS.saturating_mul(doubled).min(PAUSE_MAX_MS)
}

/// Whether `until` is still to come, and not further off than it can have been set.
fn is_within(now: Timestamp, until: Option<Timestamp>, most_ms: i64) -> bool {
    until.is_some_and(|until| now < until && until.ms_since(now) <= most_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_a_minute_to_six_hours_and_never_end() {
        let minutes: Vec<i64> = (0..11).map(|nth| pause_ms(nth) / PAUSE_MIN_MS).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(pause_ms(u32::MAX), PAUSE_MAX_MS);
    }
}
