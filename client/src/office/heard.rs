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
}
