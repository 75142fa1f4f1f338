//! Who is at the other end of a connection, and how much it may do at once.
//!
//! A connection knows a TLS key; which device that is, is asked of the newest directory each time:
//! a device may be stopped in the middle of a stream.

use std::sync::{Arc, Mutex, PoisonError};

use stafet_shared::{
    hash::Hash,
    id::DeviceId,
    party::directory::Directory,
    refusal::Refusal,
    time::{MS_PER_SECOND, Timestamp},
};
use tokio::sync::Semaphore;

/// The most applications to join from one connection within [`ENROLS_WINDOW_MS`].
pub(crate) const ENROLS_PER_CONNECTION_MAX: u32 = 60;
/// The most applications to join from everybody within [`ENROLS_WINDOW_MS`].
pub(crate) const ENROLS_MAX: u32 = 1_200;
/// The window in which applications are counted, in ms.
pub(crate) const ENROLS_WINDOW_MS: i64 = 60 * MS_PER_SECOND;

/// The other end of a connection.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The hash of its TLS key, if it has shown a certificate.
    pub(crate) key: Option<Hash>,
    pub(crate) lanes: Arc<Lanes>,
    pub(crate) enrols: Arc<Mutex<Allowance>>,
}

impl Caller {
    /// The device that the directory knows by the caller's key.
    pub(crate) fn device(&self, directory: &Directory) -> Result<DeviceId, Refusal> {
        let key = self.key.as_ref();
        let known = key.and_then(|key| directory.device_by_tls_key(key));
        known.ok_or(Refusal::UnknownDevice)
    }
}

/// How many streams of one connection may hold something large at once: it bounds its memory.
#[derive(Debug)]
pub(crate) struct Lanes {
    /// Deposits that are larger than a small frame.
    pub(crate) deposits: Semaphore,
    /// Pages of a mailbox.
    pub(crate) pages: Semaphore,
    /// Acts that were asked for one by one. Apart from pages, because a reader may ask for an act
    /// before it reads on in a page.
    pub(crate) fetches: Semaphore,
    /// Sealed files that are being put.
    pub(crate) puts: Semaphore,
    /// Sealed files that are being sent.
    pub(crate) gets: Semaphore,
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            deposits: Semaphore::new(1),
            pages: Semaphore::new(1),
            fetches: Semaphore::new(1),
            puts: Semaphore::new(1),
            gets: Semaphore::new(1),
        }
    }
}

/// Counts what may happen only so often within a window of time.
#[derive(Debug)]
pub(crate) struct Allowance {
    most: u32,
    since: Timestamp,
    used: u32,
}

impl Allowance {
    pub(crate) const fn new(most: u32) -> Self {
        Self {
            most,
            since: Timestamp::EPOCH,
            used: 0,
        }
    }

    /// Whether once more is allowed. A clock that has gone back begins a new window.
    fn take(&mut self, now: Timestamp) -> bool {
        if now < self.since || now.ms_since(self.since) >= ENROLS_WINDOW_MS {
            self.since = now;
            self.used = 0;
        }
        self.used = self.used.saturating_add(1);
        self.used <= self.most
    }
}

/// Whether an allowance that tasks share lets one more pass.
pub(crate) fn allows(allowance: &Mutex<Allowance>, now: Timestamp) -> bool {
    let mut held = allowance.lock().unwrap_or_else(PoisonError::into_inner);
    held.take(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_is_used_up_and_comes_back_also_when_the_clock_goes_back() {
        let mut allowance = Allowance::new(2);
        let now = Timestamp::from_unix_ms(1_700_000_000_000);
        assert!(allowance.take(now) && allowance.take(now));
        assert!(!allowance.take(now.plus_ms(ENROLS_WINDOW_MS - 1)));
        assert!(allowance.take(now.plus_ms(ENROLS_WINDOW_MS)));
        assert!(allowance.take(now));
    }
}
