//! When each office was last heard of: while a device that serves it is connected, and when it ends.
//!
//! It is held in memory and goes to the store every few minutes and at an orderly end; a crash
//! forgets the minutes since. It is no part of the log, and nobody is refused or told anything by it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use stafet_shared::{
    hash::Hash,
    party::{OfficeId, directory::Directory},
    time::{Clock, Timestamp},
};
use tokio::{sync::watch, time::timeout};

use crate::{live::Published, store::LastHeard};

/// How often what was heard goes to the store: what a crash may forget of it.
pub const KEEP_PAUSE: Duration = Duration::from_mins(5);

/// When each office was last heard of. Clones share it.
///
/// A connection counts as heard of for as long as it lives, which is at most
/// [`IDLE_TIMEOUT_MS`](crate::transport::limits::IDLE_TIMEOUT_MS) longer than its device does.
#[derive(Clone)]
pub struct Heard {
    standing: watch::Receiver<Arc<Published>>,
    clock: Arc<dyn Clock>,
    noted: Arc<Mutex<Noted>>,
}

#[derive(Debug, Default)]
struct Noted {
    next: u64,
    /// The hashes of the TLS keys at the other ends of connections.
    connected: BTreeMap<u64, Hash>,
    /// What was heard since the start.
    last: BTreeMap<OfficeId, Timestamp>,
}

impl fmt::Debug for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Heard")
    }
}

impl Heard {
    pub(crate) fn new(standing: watch::Receiver<Arc<Published>>, clock: Arc<dyn Clock>) -> Self {
        Self {
            standing,
            clock,
            noted: Arc::default(),
        }
    }

    /// Whoever holds this TLS key is heard of until the answer is dropped. Which device that is,
    /// and which offices it serves, is looked up whenever somebody asks.
    pub(crate) fn connected(&self, key: Hash) -> Connected {
        let mut noted = self.lock();
        let number = noted.next;
        noted.next = number.wrapping_add(1);
        noted.connected.insert(number, key);
        drop(noted);
        Connected {
            heard: self.clone(),
            number,
        }
    }

    /// When each office was last heard of, where `kept` is what the store has of it.
    #[must_use]
    pub fn last(&self, mut kept: BTreeMap<OfficeId, Timestamp>) -> BTreeMap<OfficeId, Timestamp> {
        merge(&mut kept, &self.looked().last);
        kept
    }

    /// Writes to the store what was heard, until nobody publishes how far the log goes any more,
    /// and then once more.
    pub(crate) async fn keep(self, store: Arc<impl LastHeard>) {
        let mut standing = self.standing.clone();
        let mut kept = BTreeMap::new();
        loop {
            let end = async { while standing.changed().await.is_ok() {} };
            let has_ended = timeout(KEEP_PAUSE, end).await.is_ok();
            self.write(&*store, &mut kept).await;
            if has_ended {
                return;
            }
        }
    }

    /// Writes what is not `kept` yet.
    async fn write(&self, store: &impl LastHeard, kept: &mut BTreeMap<OfficeId, Timestamp>) {
        let mut news = self.last(BTreeMap::new());
        news.retain(|office, at| kept.get(office) != Some(at));
        if news.is_empty() {
            return;
        }
        match store.keep_heard(&news).await {
            Ok(()) => kept.extend(news),
            Err(error) => tracing::error!(%error, "who was heard of is kept in memory only"),
        }
    }

    /// What was heard, with whoever is connected now.
    fn looked(&self) -> MutexGuard<'_, Noted> {
        let directory = Arc::clone(&self.standing.borrow().directory);
        let now = self.clock.now();
        let mut noted = self.lock();
        let heard = serving(&directory, noted.connected.values(), now);
        merge(&mut noted.last, &heard);
        noted
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        // Nothing panics while the lock is held, and what was noted is whole at every moment.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection whose device is heard of until this is dropped.
#[derive(Debug)]
pub(crate) struct Connected {
    heard: Heard,
    number: u64,
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.heard.looked().connected.remove(&self.number);
    }
}

/// The offices that devices with these keys serve now.
fn serving<'a>(
    directory: &Directory,
    keys: impl Iterator<Item = &'a Hash>,
    now: Timestamp,
) -> BTreeMap<OfficeId, Timestamp> {
    let keys: BTreeSet<&Hash> = keys.collect();
    let devices = directory.devices().map(|(_, device)| device);
    let connected = devices.filter(|device| keys.contains(&device.keys.tls));
    let memberships = connected.flat_map(|device| &device.memberships);
    let serving = memberships.filter(|it| it.covers(now));
    serving.map(|it| (it.office.clone(), now)).collect()
}

/// The later of both instants for each office.
fn merge(into: &mut BTreeMap<OfficeId, Timestamp>, from: &BTreeMap<OfficeId, Timestamp>) {
    for (office, at) in from {
        let known = into.entry(office.clone()).or_insert(*at);
        *known = (*known).max(*at);
    }
}
