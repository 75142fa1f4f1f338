//! When offices were last heard of, as the server has told it: kept so that it is known without a
//! line too, with its own age.

use stafet_shared::{
    heard::OfficesHeard,
    time::Timestamp,
    wire::{
        frame::{FrameReader, LARGE_BYTES_MAX},
        v1::message::Response,
    },
};

/// For how long an answer stands before a sync asks again, in milliseconds: it is to the hour.
pub const HEARD_EVERY_MS: i64 = 15 * 60 * 1_000;
/// From which age on an answer is told with its age: what may have changed since.
pub const HEARD_STALE_MS: i64 = 60 * 60 * 1_000;

/// From how much on it counts that this device's clock is not the server's, in milliseconds.
const SKEW_MS: i64 = 5 * 60 * 1_000;

/// That this device's clock is not the server's, and by how many milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skew {
    /// It is ahead.
    Ahead(i64),
    /// It is behind.
    Behind(i64),
}

/// What the server has told, and when by this device's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// When it was asked.
    pub asked: Timestamp,
    /// What it has told.
    pub told: OfficesHeard,
}

impl Heard {
    /// How old the answer is, by this device's clock. `None` if that clock has gone back since, so
    /// that nobody knows.
    #[must_use]
    pub fn age_ms(&self, now: Timestamp) -> Option<i64> {
        Some(now.ms_since(self.asked)).filter(|age| *age >= 0)
    }

    /// Whether the answer is so old that it is told with its age.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.age_ms(now).is_none_or(|age| age >= HEARD_STALE_MS)
    }

    /// How far this device's clock is off, as far as the answer tells: it holds the server's own
    /// time. Of a clock that has gone back since it was asked only that is known which the server
    /// has had already.
    #[must_use]
    pub fn skew(&self, now: Timestamp) -> Option<Skew> {
        let ahead = self.asked.ms_since(self.told.as_of);
        match self.age_ms(now) {
            Some(_) if ahead >= SKEW_MS => Some(Skew::Ahead(ahead)),
            // A clock that was put right has gone on for as long as it was behind.
            Some(age) if ahead <= -SKEW_MS && age < HEARD_STALE_MS => {
                Some(Skew::Behind(ahead.saturating_neg()))
            }
            Some(_) | None => {
                let behind = self.told.as_of.ms_since(now);
                (behind >= SKEW_MS).then_some(Skew::Behind(behind))
            }
        }
    }

    /// Whether it is time to ask again.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        self.age_ms(now).is_none_or(|age| age >= HEARD_EVERY_MS)
    }

    /// The answer as it is kept.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let told = Response::Heard(Box::new(self.told.clone()));
        let asked = self.asked.unix_ms().to_be_bytes();
        [asked.as_slice(), &told.to_frame().to_bytes()].concat()
    }

    /// What was kept; an answer that cannot be read any more is asked for again.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (asked, frame) = bytes.split_first_chunk::<8>()?;
        let frames = FrameReader::new(LARGE_BYTES_MAX).push(frame).ok()?;
        let told = Response::from_frame(frames.first()?).ok()?.heard()?;
        let asked = Timestamp::from_unix_ms(i64::from_be_bytes(*asked));
        Some(Self { asked, told })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use stafet_shared::party::OfficeId;

    use super::*;

    fn heard() -> Heard {
        let office = OfficeId::parse("kujalleq/nanortalik").unwrap();
        let as_of = Timestamp::EPOCH.plus_days(20_000);
        let told = OfficesHeard::told(as_of, BTreeMap::from([(office, as_of)]));
        let asked = as_of.plus_ms(-3 * HEARD_STALE_MS);
        Heard { asked, told }
    }

    #[test]
    fn what_was_told_is_kept_and_read_back_and_nothing_finer_than_the_hour() {
        let heard = heard();
        let bytes = heard.to_bytes();
        assert_eq!(Heard::from_bytes(&bytes), Some(heard.clone()));
        assert_eq!(Heard::from_bytes(&bytes[..bytes.len() - 1]), None);
        let mut finer = heard;
        let first = finer.told.last.values_mut().next().unwrap();
        *first = first.plus_ms(1);
        assert_eq!(Heard::from_bytes(&finer.to_bytes()), None);
    }

    #[test]
    fn an_answer_grows_old_and_a_clock_that_has_gone_back_makes_it_old_at_once() {
        let heard = heard();
        let now = heard.asked;
        assert!(!heard.is_due(now) && !heard.is_stale(now));
        assert!(heard.is_due(now.plus_ms(HEARD_EVERY_MS)));
        assert!(!heard.is_stale(now.plus_ms(HEARD_EVERY_MS)));
        assert!(heard.is_stale(now.plus_ms(HEARD_STALE_MS)));
        let back = now.plus_ms(-1);
        assert!(heard.is_due(back) && heard.is_stale(back));
    }

    /// An answer that came when this device's clock was so far ahead of the server's.
    fn off_by(ms: i64) -> Heard {
        let as_of = Timestamp::EPOCH.plus_days(20_000);
        Heard {
            asked: as_of.plus_ms(ms),
            told: OfficesHeard::told(as_of, BTreeMap::new()),
        }
    }

    #[test]
    fn a_clock_that_is_not_the_servers_is_known_by_the_servers_last_answer() {
        const DAYS_MS: i64 = 3 * 24 * 3_600_000;
        for right in [0, SKEW_MS - 1, 1 - SKEW_MS] {
            let heard = off_by(right);
            assert_eq!(heard.skew(heard.asked), None, "{right}");
            assert_eq!(heard.skew(heard.asked.plus_ms(DAYS_MS)), None, "{right}");
        }
        let ahead = off_by(DAYS_MS);
        for later in [0, HEARD_STALE_MS, DAYS_MS] {
            let skew = ahead.skew(ahead.asked.plus_ms(later));
            assert_eq!(skew, Some(Skew::Ahead(DAYS_MS)), "{later}");
        }
        let behind = off_by(-DAYS_MS);
        let skew = behind.skew(behind.asked.plus_ms(1));
        assert_eq!(skew, Some(Skew::Behind(DAYS_MS)));
    }

    #[test]
    fn a_clock_that_was_put_right_is_blamed_no_more_and_one_that_was_put_back_at_once() {
        const DAYS_MS: i64 = 3 * 24 * 3_600_000;
        for off in [DAYS_MS, -DAYS_MS] {
            let heard = off_by(off);
            assert_eq!(heard.skew(heard.told.as_of.plus_ms(1)), None, "{off}");
        }
        let heard = off_by(0);
        let back = heard.skew(heard.asked.plus_ms(-DAYS_MS));
        assert_eq!(back, Some(Skew::Behind(DAYS_MS)));
    }
}
