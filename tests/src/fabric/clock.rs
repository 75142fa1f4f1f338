//! Wall clocks that run on the simulation's time, one per party, right or wrong.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime},
};

use rustls::{pki_types::UnixTime, time_provider::TimeProvider};
use stafet_shared::time::{Clock, Timestamp};
use tokio::time::Instant;

use super::runtime::tokio_now;

/// A party's wall clock: a start, plus the time that has passed on tokio's clock, plus the
/// party's own error. Clones are the same clock.
///
/// Acts, TLS (as [`TimeProvider`]) and quinn's tokens (as [`quinn::TimeSource`]) tell the time by
/// it; timers run on tokio's clock, which no skew reaches.
#[derive(Clone, Debug)]
pub struct SimClock {
    start: Timestamp,
    origin: Instant,
    skew_ms: Arc<AtomicI64>,
}

impl SimClock {
    /// A right clock that shows `start` now.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self {
            start,
            origin: tokio_now(),
            skew_ms: Arc::default(),
        }
    }

    /// Another party's clock of the same world: as right as the world's time, with an error of
    /// its own that is zero at first.
    #[must_use]
    pub fn for_party(&self) -> Self {
        Self {
            skew_ms: Arc::default(),
            ..self.clone()
        }
    }

    /// Makes this clock wrong by `skew_ms` milliseconds: fast when positive, slow when negative.
    pub fn set_skew_ms(&self, skew_ms: i64) {
        self.skew_ms.store(skew_ms, Ordering::Relaxed);
    }

    /// Time since 1970 by this clock; before that, zero.
    fn since_epoch(&self) -> Duration {
        let ms = u64::try_from(Clock::now(self).unix_ms()).unwrap_or_default();
        Duration::from_millis(ms)
    }
}

impl Clock for SimClock {
    fn now(&self) -> Timestamp {
        let elapsed = tokio_now().duration_since(self.origin).as_millis();
        let elapsed_ms = i64::try_from(elapsed).unwrap_or(i64::MAX);
        self.start
            .plus_ms(elapsed_ms)
            .plus_ms(self.skew_ms.load(Ordering::Relaxed))
    }
}

impl TimeProvider for SimClock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(self.since_epoch()))
    }
}

impl quinn::TimeSource for SimClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.since_epoch()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fabric::run;

    #[test]
    fn each_party_has_its_own_error_and_all_share_the_time() {
        run(0, async |_| {
            let right = SimClock::new(Timestamp::EPOCH);
            let wrong = right.for_party();
            wrong.set_skew_ms(-250);
            tokio::time::sleep(Duration::from_secs(2)).await;
            assert_eq!(Clock::now(&right).unix_ms(), 2_000);
            assert_eq!(Clock::now(&wrong).unix_ms(), 1_750);
            assert_eq!(
                wrong.current_time(),
                Some(UnixTime::since_unix_epoch(Duration::from_millis(1_750)))
            );
        });
    }
}
