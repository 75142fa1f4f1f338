//! A deterministic UDP network in memory, for real quinn endpoints on tokio's paused clock.
//!
//! Everything that chance decides comes from one seed, and time passes only when every task
//! waits: three weeks of outage take milliseconds, and the same seed sends the same datagrams at
//! the same times in every process ([`Fabric::trace`] is the proof). What must hold for that:
//!
//! - [`run`] gives one runtime per seed: one thread, paused clock. No `spawn_blocking`, no
//!   threads, no real sockets inside it.
//! - `tokio::select!` is always `biased;`: tokio otherwise draws the order from a source that no
//!   seed reaches. No decision hangs on the order of a `HashMap`.
//! - Each endpoint is made with [`Fabric::endpoint`] or with [`endpoint_config`], because quinn
//!   draws packet number gaps and transport parameters of random length.
//! - MTU discovery is off, certificates are Ed25519 with serial numbers of a fixed length, and
//!   congestion control is not BBR, which draws from a source of its own. Only lengths matter:
//!   the contents of keys and ids may differ from run to run.
//!
//! The network itself is a plain function of its inputs (`fabric/network.rs`); sockets and timers
//! only drive it. There is no task per datagram: each socket waits for its own earliest arrival.

mod clock;
mod entropy;
mod link;
mod network;
mod runtime;
mod socket;
mod trace;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use quinn::AsyncUdpSocket;
use tokio::time::Instant;

pub use clock::SimClock;
pub use entropy::{SeededEntropy, endpoint_config};
pub use link::{Chance, Link};
pub use runtime::{SCENARIO_TIME_MAX, SimRuntime, run};
pub use trace::{Count, LINES_DEFAULT, Traffic};

use network::Network;
use socket::Socket;

/// The network that all parties of one simulated deployment share. Clones are handles to it.
#[derive(Clone, Debug)]
pub struct Fabric {
    seed: u64,
    origin: Instant,
    network: Arc<Mutex<Network>>,
}

impl Fabric {
    /// A network where every pair of addresses is joined by `link` until told otherwise. Its time
    /// starts now, on tokio's clock.
    #[must_use]
    pub fn new(seed: u64, link: Link) -> Self {
        Self {
            seed,
            origin: runtime::tokio_now(),
            network: Arc::new(Mutex::new(Network::new(seed, link))),
        }
    }

    /// A socket at `address`. An earlier one there is replaced, as when a machine crashes and
    /// starts again: what it had not received is gone, its endpoint ends without a farewell.
    ///
    /// # Panics
    /// When called outside a tokio runtime.
    #[must_use]
    pub fn socket(&self, address: SocketAddr) -> Arc<dyn AsyncUdpSocket> {
        let generation = self.lock().open(address);
        Arc::new(Socket::new(self.clone(), address, generation))
    }

    /// A quinn endpoint at `address`, seeded by this fabric's seed and the address.
    ///
    /// # Errors
    /// Those of quinn; the fabric has none of its own.
    ///
    /// # Panics
    /// When called outside a tokio runtime.
    pub fn endpoint(
        &self,
        address: SocketAddr,
        server: Option<quinn::ServerConfig>,
    ) -> io::Result<quinn::Endpoint> {
        quinn::Endpoint::new_with_abstract_socket(
            endpoint_config(self.seed, &address.to_string()),
            server,
            self.socket(address),
            Arc::new(SimRuntime),
        )
    }

    /// Takes the socket at `address` away, as a crash does: its endpoint hears no more, nothing
    /// that it still sends leaves, and its connections end with an error on that side only.
    pub fn close(&self, address: SocketAddr) {
        let waker = self.lock().close(address);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Joins by `link` every pair that has no link of its own.
    pub fn set_default_link(&self, link: Link) {
        self.lock().links.everywhere = link;
    }

    /// Gives `party` its own access link, used for what it sends and for what it receives.
    pub fn set_link(&self, party: SocketAddr, link: Link) {
        self.lock().links.by_party.insert(party, link);
    }

    /// Gives a pair its own link, in both directions; it goes before the parties' links.
    pub fn set_pair_link(&self, one: SocketAddr, other: SocketAddr, link: Link) {
        self.lock()
            .links
            .by_pair
            .insert(link::pair(one, other), link);
    }

    /// Cuts `party` off from everybody, or connects it again. What is under way to it is lost.
    pub fn set_down(&self, party: SocketAddr, down: bool) {
        self.lock().set_down(party, down);
    }

    /// Cuts a pair apart, or joins it again. What is under way between the two is lost.
    pub fn set_partition(&self, one: SocketAddr, other: SocketAddr, apart: bool) {
        self.lock().set_partition(one, other, apart);
    }

    /// What `party` has sent, lost and received so far; kept when its socket is replaced.
    #[must_use]
    pub fn traffic(&self, party: SocketAddr) -> Traffic {
        self.lock().ledger.traffic(party)
    }

    /// A hash over time, source, destination, length and fate of every datagram sent so far, and
    /// over every mark. Equal traces mean equal runs.
    #[must_use]
    pub fn trace(&self) -> u64 {
        self.lock().ledger.hash()
    }

    /// Writes an event of the scenario, such as a crash, into the trace.
    pub fn mark(&self, event: &str) {
        let now = self.elapsed();
        self.lock().ledger.mark(now, event);
    }

    /// Keeps the newest `max` lines of the trace for [`Self::trace_text`], instead of
    /// [`LINES_DEFAULT`].
    pub fn keep_lines(&self, max: usize) {
        self.lock().ledger.keep_lines(max);
    }

    /// The newest lines of the trace, one per datagram sent or mark, for a person to read.
    #[must_use]
    pub fn trace_text(&self) -> String {
        self.lock().ledger.text()
    }

    /// Time since the fabric was made.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        runtime::tokio_now().duration_since(self.origin)
    }

    /// The network. Nothing may await while the guard lives.
    fn lock(&self) -> MutexGuard<'_, Network> {
        self.network.lock().expect("no code panics under this lock")
    }
}
