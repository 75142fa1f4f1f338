//! The machine's clock and chance: the only place that asks it for either.

use std::time::{SystemTime, UNIX_EPOCH};

use stafet_shared::{
    entropy::Entropy,
    time::{Clock, Timestamp},
};

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> Timestamp {
        // A clock before 1970 is told as 1970: nothing here was ever done earlier.
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's source of chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::panic,
        reason = "without chance there are no safe keys or ids: the trait demands to stop"
    )]
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_tells_a_time_after_this_program_was_written() {
        assert!(SystemClock.now() > Timestamp::from_unix_ms(1_700_000_000_000));
    }

    #[test]
    fn chance_does_not_repeat_itself() {
        let (first, second): ([u8; 32], [u8; 32]) = (SystemEntropy.array(), SystemEntropy.array());
        assert_ne!(first, second);
    }
}
