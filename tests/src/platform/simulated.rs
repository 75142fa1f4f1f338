//! A deployment in memory: seeded network, paused time, the stores' models.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use stafet_blobs::{Blobs, model::ModelBlobs};
use stafet_client::store::model::ModelStore as ClientModel;
use stafet_server::store::model::{Disk, ModelStore as ServerModel};
use stafet_shared::{
    entropy::Entropy,
    seal::Sealing,
    time::{Clock, Timestamp},
};

use crate::{
    fabric::{Fabric, Link, SeededEntropy, SimClock},
    platform::Platform,
    sealing::SimSealing,
};

/// When every simulated deployment begins, in ms since the Unix epoch: 2026-11-02T12:00:00Z, a Monday.
pub const START_MS: i64 = 1_793_620_800_000;
/// The port that the simulated server listens on.
const SERVER_PORT: u16 = 4433;
/// The first port of a simulated device.
const FIRST_CLIENT_PORT: u16 = 10_000;

/// The simulated platform of one seed.
#[derive(Debug)]
pub struct Simulated {
    seed: u64,
    fabric: Fabric,
    clock: SimClock,
    server_disk: Disk,
    server_blobs: ModelBlobs,
    parties: Mutex<BTreeMap<String, Place>>,
}

/// Where one device sits.
#[derive(Clone, Debug)]
struct Place {
    address: SocketAddr,
    disk: ClientModel,
    blobs: ModelBlobs,
    clock: SimClock,
    drawn: u32,
}

impl Simulated {
    /// The platform of `seed`, where everybody is joined by `link` until told otherwise. To be
    /// made inside [`crate::fabric::run`].
    #[must_use]
    pub fn new(seed: u64, link: Link) -> Self {
        Self {
            seed,
            fabric: Fabric::new(seed, link),
            clock: SimClock::new(Timestamp::from_unix_ms(START_MS)),
            server_disk: Disk::new(),
            server_blobs: ModelBlobs::new(),
            parties: Mutex::new(BTreeMap::new()),
        }
    }

    /// The network.
    #[must_use]
    pub const fn fabric(&self) -> &Fabric {
        &self.fabric
    }

    /// What the server's store leaves behind, with its faults.
    #[must_use]
    pub const fn server_disk(&self) -> &Disk {
        &self.server_disk
    }

    /// The server's sealed files, with their faults.
    #[must_use]
    pub const fn server_files(&self) -> &ModelBlobs {
        &self.server_blobs
    }

    /// A device's sealed files, with their faults.
    #[must_use]
    pub fn client_files(&self, label: &str) -> ModelBlobs {
        self.place(label).blobs
    }

    /// What a device's store leaves behind, with its faults.
    #[must_use]
    pub fn client_disk(&self, label: &str) -> ClientModel {
        self.place(label).disk
    }

    /// Where a device sits on the network.
    #[must_use]
    pub fn client_address(&self, label: &str) -> SocketAddr {
        self.place(label).address
    }

    /// Makes a device's clock wrong by so many milliseconds: fast when positive.
    pub fn set_client_skew_ms(&self, label: &str, skew_ms: i64) {
        self.place(label).clock.set_skew_ms(skew_ms);
    }

    fn place(&self, label: &str) -> Place {
        let mut parties = self
            .parties
            .lock()
            .expect("no party panics while it holds the map");
        let port = FIRST_CLIENT_PORT + u16::try_from(parties.len()).expect("few parties");
        parties
            .entry(label.to_owned())
            .or_insert_with(|| Place {
                address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
                disk: ClientModel::new(),
                blobs: ModelBlobs::new(),
                clock: self.clock.for_party(),
                drawn: 0,
            })
            .clone()
    }
}

impl Platform for Simulated {
    type ServerStore = ServerModel;
    type ClientStore = ClientModel;

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }

    fn client_clock(&self, label: &str) -> Arc<dyn Clock> {
        Arc::new(self.place(label).clock)
    }

    /// Each call draws anew: a process that starts again does not repeat its ids.
    fn entropy(&self, label: &str) -> Box<dyn Entropy + Send> {
        self.place(label);
        let mut parties = self
            .parties
            .lock()
            .expect("no party panics while it holds the map");
        let place = parties.get_mut(label).expect("made just now");
        place.drawn += 1;
        Box::new(SeededEntropy::new(
            self.seed,
            &format!("{label}/{}", place.drawn),
        ))
    }

    fn sealing(&self) -> Arc<dyn Sealing> {
        Arc::new(SimSealing)
    }

    fn server_blobs(&self) -> Arc<dyn Blobs> {
        Arc::new(self.server_blobs.clone())
    }

    fn client_blobs(&self, label: &str) -> Arc<dyn Blobs> {
        Arc::new(self.place(label).blobs)
    }

    fn server_address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, SERVER_PORT))
    }

    fn server_endpoint(&self, config: quinn::ServerConfig) -> io::Result<quinn::Endpoint> {
        self.fabric.endpoint(self.server_address(), Some(config))
    }

    fn client_endpoint(&self, label: &str) -> io::Result<quinn::Endpoint> {
        self.fabric.endpoint(self.client_address(label), None)
    }

    async fn server_store(&self) -> ServerModel {
        self.server_disk.open()
    }

    async fn client_store(&self, label: &str) -> ClientModel {
        self.client_disk(label)
    }

    async fn pass(&self, how_long: Duration) {
        tokio::time::sleep(how_long).await;
    }
}
