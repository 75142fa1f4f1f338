//! The network: the only module that names quinn.
//!
//! [`Server`] owns every task. There is one way to shut down; dropping the server stops its tasks
//! where they are, as a crash would. Memory for each connection is bounded by the constants of
//! [`limits`]: windows for what the network holds, lanes (`session`) for what requests hold.

mod connection;
pub mod limits;
pub(crate) mod stream;

use std::{
    fmt, io,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use quinn::{Connection, ConnectionError, Endpoint, Incoming, ZeroRttAccepted};
use stafet_blobs::Blobs;
use stafet_certs::{fingerprint, founding::ServerKeys};
use stafet_shared::{
    entropy::Entropy,
    time::{Clock, Timestamp},
};
use tokio::{
    sync::{Notify, Semaphore, mpsc, watch},
    task::JoinSet,
    time::timeout,
};

pub use self::limits::server_config;
use crate::{
    caller::{Allowance, ENROLS_MAX},
    committer::{Committer, QUEUE_ACTS_MAX, Tools},
    heard::Heard,
    keeper::Keeper,
    live::{Live, Published},
    log::{OpenError, read_genesis},
    reader::{self, StoreReader},
    services::Services,
    store::Store,
    watch::Watch,
};

/// How long peers are told that the server goes, before it goes.
const FAREWELL: Duration = Duration::from_millis(500);
/// The code with which connections are closed at shutdown.
const SHUTDOWN_CODE: u32 = 0;

/// A running server.
pub struct Server {
    endpoint: Endpoint,
    tasks: JoinSet<()>,
    bell: Arc<Notify>,
    standing: watch::Receiver<Arc<Published>>,
    heard: Heard,
    certificate_until: Option<Timestamp>,
}

impl Server {
    /// Serves what `store` and `blobs` hold on `endpoint`, which the caller has made with
    /// [`server_config`].
    ///
    /// # Errors
    /// When keys and log are not of one deployment, or the log cannot be read.
    pub async fn start(
        endpoint: Endpoint,
        (store, blobs): (impl Store, Arc<dyn Blobs>),
        keys: &ServerKeys,
        clock: Arc<dyn Clock>,
        entropy: Box<dyn Entropy + Send>,
    ) -> Result<Self, OpenError> {
        let store = Arc::new(store);
        let live = Live::default();
        let tools = Tools {
            clock: Arc::clone(&clock),
            entropy,
            key: keys.receipts.clone(),
            live: live.clone(),
        };
        let founded = read_genesis(keys)?;
        let (committer, standing) = Committer::open(Arc::clone(&store), &founded, tools).await?;
        let (deposits, deposited) = mpsc::channel(QUEUE_ACTS_MAX);
        let mut tasks = JoinSet::new();
        tasks.spawn(committer.run(deposited));
        let (asked, questions) = StoreReader::channels();
        for questions in questions {
            tasks.spawn(reader::answer(Arc::clone(&store), questions));
        }
        let published = standing.clone();
        let bell = Arc::new(Notify::new());
        let watch = Watch {
            store: Arc::clone(&store),
            standing: standing.clone(),
            deposits: deposits.downgrade(),
            clock: Arc::clone(&clock),
            key: keys.receipts.clone(),
            bell: Arc::clone(&bell),
        };
        tasks.spawn(watch.run());
        let heard = Heard::new(standing.clone(), Arc::clone(&clock));
        tasks.spawn(heard.clone().keep(Arc::clone(&store)));
        let services = Services {
            standing,
            deposits,
            store: asked,
            live,
            heard: heard.clone(),
            blobs: Keeper::new(blobs),
            clock,
            key: Arc::new(keys.receipts.clone()),
            enrols: Arc::new(Mutex::new(Allowance::new(ENROLS_MAX))),
        };
        tasks.spawn(accept(endpoint.clone(), services));
        let valid = fingerprint::validity(&keys.certificate);
        Ok(Self {
            endpoint,
            tasks,
            standing: published,
            bell,
            heard,
            certificate_until: valid.ok().map(|valid| valid.until),
        })
    }

    /// How far the log goes, and who exists, as it grows.
    #[must_use]
    pub fn standing(&self) -> watch::Receiver<Arc<Published>> {
        self.standing.clone()
    }

    /// When each office was last heard of.
    #[must_use]
    pub fn heard(&self) -> Heard {
        self.heard.clone()
    }

    /// Until when the certificate is valid that the server shows, which it has read at its start.
    #[must_use]
    pub const fn certificate_until(&self) -> Option<Timestamp> {
        self.certificate_until
    }

    /// Lets the watch look now: for whoever has moved the clock.
    pub fn look(&self) {
        self.bell.notify_one();
    }

    /// Takes in nothing more, ends every connection and waits until all tasks have ended: acts
    /// that are being written are written.
    pub async fn shutdown(mut self) {
        self.endpoint
            .close(SHUTDOWN_CODE.into(), b"the server goes");
        while self.tasks.join_next().await.is_some() {}
        // Those who are not there to hear it find out by themselves.
        let _ = timeout(FAREWELL, self.endpoint.wait_idle()).await;
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({:?})", self.endpoint.local_addr().ok())
    }
}

/// An endpoint that listens on a UDP socket of this machine.
///
/// # Errors
/// When the address is taken or not this machine's.
pub fn listen(at: SocketAddr, config: quinn::ServerConfig) -> io::Result<Endpoint> {
    Endpoint::server(config, at)
}

/// Lets connections in until the endpoint is closed.
async fn accept(endpoint: Endpoint, services: Services) {
    let rooms = Rooms::default();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            Some(_) = connections.join_next() => {}
            incoming = endpoint.accept() => match incoming {
                None => break,
                Some(incoming) => {
                    connections.spawn(let_in(incoming, services.clone(), rooms.clone()));
                }
            },
        }
    }
    while connections.join_next().await.is_some() {}
}

/// How many connections there may be: all of them, and those of devices that nobody knows.
#[derive(Clone, Debug)]
struct Rooms {
    all: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(limits::CONNECTIONS_MAX)),
            strangers: Arc::new(Semaphore::new(limits::STRANGERS_MAX)),
        }
    }
}

async fn let_in(incoming: Incoming, services: Services, rooms: Rooms) {
    let Ok(place) = Arc::clone(&rooms.all).try_acquire_owned() else {
        incoming.refuse();
        return;
    };
    let is_busy = rooms.all.available_permits() < limits::CONNECTIONS_FREE_MIN;
    if is_busy && incoming.may_retry() && !incoming.remote_address_validated() {
        // Costs a round trip, and proves that the peer is where it says. It comes again.
        drop(incoming.retry());
        return;
    }
    match timeout(limits::HANDSHAKE_DEADLINE, shake_hands(incoming)).await {
        Ok(Ok((connection, early))) => {
            connection::serve(connection, early, services, &rooms.strangers).await;
        }
        Ok(Err(error)) => tracing::debug!(%error, "no handshake"),
        Err(_) => {}
    }
    drop(place);
}

/// Answers a connection as soon as it is known who is at the other end: with a resumed session
/// that is before the handshake is complete.
///
/// What a peer says so early may be repeated by others, which does nothing: every request is
/// idempotent. Answers are sealed for whoever holds the session. With the connection comes what
/// tells when the handshake is complete, if it is not.
async fn shake_hands(
    incoming: Incoming,
) -> Result<(Connection, Option<ZeroRttAccepted>), ConnectionError> {
    let mut connecting = incoming.accept()?;
    drop(connecting.handshake_data().await?);
    match connecting.into_0rtt() {
        Ok((connection, complete)) => {
            if connection.peer_identity().is_some() {
                return Ok((connection, Some(complete)));
            }
            complete.await;
            Ok((connection, None))
        }
        // A server's connection can always be had before its handshake is complete.
        Err(connecting) => Ok((connecting.await?, None)),
    }
}

#[cfg(test)]
mod tests;
