//! A deployment on this computer: real sockets on the loopback address, real SQLite in a folder,
//! real sealing, and a clock that is stepped.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::Duration,
};

use stafet_client::{
    clock::SystemEntropy, profile::Profile, store::sqlite::SqliteStore as ClientStore,
};
use stafet_server::store::sqlite::SqliteStore as ServerStore;
use stafet_shared::{
    entropy::Entropy,
    seal::{AgeSealing, Sealing},
    time::Clock,
};

use crate::{clock::SteppedClock, platform::Platform};

/// The server's database, below the server's folder.
const DATABASE: &str = "stafet.sqlite";

/// The loopback platform of one folder.
#[derive(Debug)]
pub struct Loopback {
    dir: PathBuf,
    clock: SteppedClock,
    address: OnceLock<SocketAddr>,
}

impl Loopback {
    /// A deployment that keeps everything below `dir`.
    #[must_use]
    pub fn new(dir: &Path, clock: SteppedClock) -> Self {
        Self {
            dir: dir.to_owned(),
            clock,
            address: OnceLock::new(),
        }
    }

    /// The server's folder.
    #[must_use]
    pub fn server_dir(&self) -> PathBuf {
        self.dir.join("server")
    }

    /// A device's folder.
    #[must_use]
    pub fn client_dir(&self, label: &str) -> PathBuf {
        self.dir.join("offices").join(label.replace('/', "-"))
    }

    /// The clock that the deployment lives by.
    #[must_use]
    pub const fn stepped(&self) -> &SteppedClock {
        &self.clock
    }
}

impl Platform for Loopback {
    type ServerStore = ServerStore;
    type ClientStore = ClientStore;

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }

    fn entropy(&self, _label: &str) -> Box<dyn Entropy + Send> {
        Box::new(SystemEntropy)
    }

    fn sealing(&self) -> Arc<dyn Sealing> {
        Arc::new(AgeSealing)
    }

    /// # Panics
    /// Before the server's endpoint was made: the system chooses its port.
    fn server_address(&self) -> SocketAddr {
        *self
            .address
            .get()
            .expect("the server's endpoint comes first")
    }

    fn server_endpoint(&self, config: quinn::ServerConfig) -> io::Result<quinn::Endpoint> {
        let wanted = self.address.get().copied();
        let wanted = wanted.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let endpoint = quinn::Endpoint::server(config, wanted)?;
        let address = endpoint.local_addr()?;
        self.address.get_or_init(|| address);
        Ok(endpoint)
    }

    fn client_endpoint(&self, _label: &str) -> io::Result<quinn::Endpoint> {
        quinn::Endpoint::client(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }

    async fn server_store(&self) -> ServerStore {
        let path = self.server_dir().join(DATABASE);
        std::fs::create_dir_all(self.server_dir()).expect("the folder can be made");
        let store = if path.exists() {
            ServerStore::open(&path).await
        } else {
            ServerStore::create(&path).await
        };
        store.expect("the server's database opens")
    }

    async fn client_store(&self, label: &str) -> ClientStore {
        let dir = self.client_dir(label);
        let profile = if dir.exists() {
            Profile::open(&dir, SystemEntropy).await
        } else {
            Profile::create(&dir, SystemEntropy).await
        };
        profile.expect("the profile opens").store().clone()
    }

    async fn pass(&self, how_long: Duration) {
        self.clock.step(how_long);
    }
}
