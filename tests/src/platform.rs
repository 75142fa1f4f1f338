//! Where a deployment lives. The same scenarios run on either platform: [`simulated`], with an
//! in-memory network, the stores' models and paused time, and [`loopback`], with real sockets
//! and real SQLite.

pub mod loopback;
pub mod simulated;

use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use stafet_blobs::Blobs;
use stafet_shared::{entropy::Entropy, seal::Sealing, time::Clock};

/// What a deployment needs of the place where it lives.
pub trait Platform: Send + Sync + 'static {
    /// How the server keeps its log.
    type ServerStore: stafet_server::store::Store;
    /// How a device keeps its profile.
    type ClientStore: stafet_client::store::Store;

    /// The clock that all parties share.
    fn clock(&self) -> Arc<dyn Clock>;

    /// The clock of one device, which may be wrong.
    fn client_clock(&self, _label: &str) -> Arc<dyn Clock> {
        self.clock()
    }

    /// One party's source of chance.
    fn entropy(&self, label: &str) -> Box<dyn Entropy + Send>;

    /// How content is sealed.
    fn sealing(&self) -> Arc<dyn Sealing>;

    /// Where the server keeps sealed files: the same whenever it is asked for.
    fn server_blobs(&self) -> Arc<dyn Blobs>;

    /// Where a device keeps sealed files: the same whenever it is asked for.
    fn client_blobs(&self, label: &str) -> Arc<dyn Blobs>;

    /// Where devices reach the server.
    fn server_address(&self) -> SocketAddr;

    /// The server's end of the network: always at the same address.
    ///
    /// # Errors
    /// When the address cannot be had.
    fn server_endpoint(&self, config: quinn::ServerConfig) -> io::Result<quinn::Endpoint>;

    /// A device's end of the network.
    ///
    /// # Errors
    /// When no address can be had.
    fn client_endpoint(&self, label: &str) -> io::Result<quinn::Endpoint>;

    /// The server's store: the same data whenever it is opened again.
    fn server_store(&self) -> impl Future<Output = Self::ServerStore> + Send;

    /// A device's store: the same data whenever it is opened again.
    fn client_store(&self, label: &str) -> impl Future<Output = Self::ClientStore> + Send;

    /// Lets time pass.
    fn pass(&self, how_long: Duration) -> impl Future<Output = ()> + Send;
}
