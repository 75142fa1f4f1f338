//! A deployment on this computer: real sockets on the loopback address, a real database, real
//! sealing, and a clock that is stepped.
//!
//! The server's database is an SQLite file. It is a PostgreSQL database where one is named, or
//! where `STAFET_TEST_DATABASE` asks the whole suite to use one.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use stafet_blobs::{Blobs, folder::Folder};
use stafet_client::{
    clock::SystemEntropy,
    profile::{BLOBS_FOLDER, Profile},
    store::sqlite::SqliteStore as ClientStore,
};
use stafet_server::store::{StoreError, database::Database, sql::SqlStore};
use stafet_shared::{
    entropy::Entropy,
    seal::{AgeSealing, Sealing},
    time::Clock,
};

use crate::{clock::SteppedClock, platform::Platform, postgres::Lent};

/// The server's folder.
const SERVER: &str = "server";

/// The server's database, below the server's folder.
const DATABASE: &str = "stafet.sqlite";

/// The server's sealed files, below the server's folder.
const BLOBS: &str = "blobs";

/// The loopback platform of one folder.
#[derive(Debug)]
pub struct Loopback {
    dir: PathBuf,
    clock: SteppedClock,
    address: SocketAddr,
    /// Where devices are told that the server listens.
    told: SocketAddr,
    database: Database,
    /// The test's own database, which is there as long as this is.
    _lent: Option<Lent>,
    holder: Mutex<Option<Holder>>,
}

/// Who has the server's address.
#[derive(Debug)]
enum Holder {
    /// Nobody yet: it is reserved.
    Reserved(UdpSocket),
    /// A server, which may have ended since.
    Server(quinn::Endpoint),
}

impl Holder {
    /// Frees the address at once, as when a machine dies: an endpoint would keep it as long as
    /// its connections need to end.
    fn let_go(self) -> io::Result<()> {
        match self {
            Self::Reserved(socket) => drop(socket),
            // An endpoint holds on to the socket before its present one.
            Self::Server(endpoint) => {
                endpoint.rebind(any_port()?)?;
                endpoint.rebind(any_port()?)?;
            }
        }
        Ok(())
    }
}

fn any_port() -> io::Result<UdpSocket> {
    UdpSocket::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
}

impl Loopback {
    /// A deployment that keeps everything below `dir`. The system chooses the server's port,
    /// which is held until the server takes it.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn new(dir: &Path, clock: SteppedClock) -> io::Result<Self> {
        let socket = any_port()?;
        let address = socket.local_addr()?;
        let lent = Lent::if_asked_for();
        let database = lent.as_ref().map_or_else(
            || Database::File(dir.join(SERVER).join(DATABASE)),
            |lent| Database::Postgres(lent.url.parse().expect("a URL of ours")),
        );
        Ok(Self {
            dir: dir.to_owned(),
            clock,
            address,
            told: address,
            database,
            _lent: lent,
            holder: Mutex::new(Some(Holder::Reserved(socket))),
        })
    }

    /// The same, where devices reach the server by way of another address.
    #[must_use]
    pub const fn via(mut self, address: SocketAddr) -> Self {
        self.told = address;
        self
    }

    /// The same, where the server keeps its log in another database.
    #[must_use]
    pub fn in_database(mut self, database: Database) -> Self {
        self.database = database;
        self
    }

    /// The server's folder.
    #[must_use]
    pub fn server_dir(&self) -> PathBuf {
        self.dir.join(SERVER)
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
    type ServerStore = SqlStore;
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

    fn server_blobs(&self) -> Arc<dyn Blobs> {
        Arc::new(Folder::at(&self.server_dir().join(BLOBS)))
    }

    fn client_blobs(&self, label: &str) -> Arc<dyn Blobs> {
        Arc::new(Folder::at(&self.client_dir(label).join(BLOBS_FOLDER)))
    }

    fn server_address(&self) -> SocketAddr {
        self.told
    }

    fn server_endpoint(&self, config: quinn::ServerConfig) -> io::Result<quinn::Endpoint> {
        let mut holder = self.holder.lock().expect("nobody panics while holding it");
        holder.take().map_or(Ok(()), Holder::let_go)?;
        let endpoint = quinn::Endpoint::server(config, self.address)?;
        *holder = Some(Holder::Server(endpoint.clone()));
        Ok(endpoint)
    }

    fn client_endpoint(&self, _label: &str) -> io::Result<quinn::Endpoint> {
        quinn::Endpoint::client(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }

    async fn server_store(&self) -> SqlStore {
        std::fs::create_dir_all(self.server_dir()).expect("the folder can be made");
        let store = match self.database.create().await {
            Err(StoreError::Exists) => self.database.open().await,
            made => made,
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
