//! A clock that stands still until it is stepped: the demo's, and that of deployments on real
//! sockets. Server, clients and TLS share it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use stafet_shared::time::{Clock, Timestamp};

/// A clock that only goes forward, and only when told to. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct SteppedClock(Arc<AtomicI64>);

impl SteppedClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(start.unix_ms())))
    }

    /// Lets time pass.
    pub fn step(&self, how_long: Duration) {
        let ms = i64::try_from(how_long.as_millis()).unwrap_or(i64::MAX);
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Moves on to `instant`; a clock that is later already stays where it is.
    pub fn step_to(&self, instant: Timestamp) {
        self.0.fetch_max(instant.unix_ms(), Ordering::SeqCst);
    }
}

impl Clock for SteppedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_holder_of_a_stepped_clock_sees_the_same_time() {
        let clock = SteppedClock::new(Timestamp::EPOCH);
        let other = clock.clone();
        clock.step(Duration::from_secs(60));
        assert_eq!(other.now(), Timestamp::from_unix_ms(60_000));
        other.step_to(Timestamp::EPOCH);
        assert_eq!(
            clock.now(),
            Timestamp::from_unix_ms(60_000),
            "time never goes back"
        );
    }
}
