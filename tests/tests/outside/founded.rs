//! A founded deployment on this computer, of which the test holds every key: the server's, the
//! administrator's and those of devices that nobody knows.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use rustls::pki_types::CertificateDer;
use stafet_blobs::folder::Folder;
use stafet_certs::{
    authority::Validity,
    fingerprint,
    founding::{self, AdminKeys, Plan, ServerKeys},
    key::SecretKey,
};
use stafet_client::clock::{SystemClock, SystemEntropy};
use stafet_server::{Server, founding::init, store::sqlite, transport};
use stafet_shared::{
    id::DeviceId,
    sign::VerifyingKey,
    time::{Clock as _, Timestamp},
};
use stafet_tests::ledger::Ledger;

/// How long certificates of the tests' devices hold, in days.
const DEVICE_DAYS: i64 = 30;

/// The server's database, below its folder.
const DATABASE: &str = "stafet.sqlite";

/// A deployment's keys.
pub(crate) struct Founded {
    pub(crate) server: ServerKeys,
    pub(crate) admin: AdminKeys,
}

impl Founded {
    /// Draws every key now, by the machine's clock: programs of others know no other.
    pub(crate) fn now() -> Self {
        let plan = Plan {
            administrator: "Overdragelsesvagten",
            server: "localhost:0",
            now: SystemClock.now(),
        };
        let (server, admin) = founding::found(&plan, &mut SystemEntropy).unwrap();
        Self { server, admin }
    }

    /// A device that is certified and stands in no directory: its TLS key and certificate.
    pub(crate) fn stranger(&self) -> (SecretKey, CertificateDer<'static>) {
        let now = SystemClock.now();
        self.device_until(now, now.plus_days(DEVICE_DAYS))
    }

    /// A device that is certified for that time.
    pub(crate) fn device_until(
        &self,
        from: Timestamp,
        until: Timestamp,
    ) -> (SecretKey, CertificateDer<'static>) {
        let key = SecretKey::generate(&mut SystemEntropy);
        let id = DeviceId::random(&mut SystemEntropy);
        let validity = Validity { from, until };
        let certificate =
            self.admin
                .issuing
                .device_certificate(id, key.public(), validity, &mut SystemEntropy);
        (key, certificate.unwrap())
    }

    /// Starts the server on a port of its own, with a database below `dir`.
    pub(crate) async fn serve(&self, dir: &Path) -> (Server, SocketAddr) {
        let clock = Arc::new(SystemClock);
        let store = sqlite::create(&dir.join(DATABASE)).await.unwrap();
        init(&store, &self.server, clock.now(), &mut SystemEntropy)
            .await
            .unwrap();
        let config = transport::server_config(&self.server, clock.clone()).unwrap();
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let endpoint = transport::listen(any_port, config).unwrap();
        let address = endpoint.local_addr().unwrap();
        let places = (store, Arc::new(Folder::at(&dir.join("blobs"))) as _);
        let entropy = Box::new(SystemEntropy);
        let server = Server::start(endpoint, places, &self.server, clock, entropy);
        (server.await.unwrap(), address)
    }

    /// What the server has taken in below `dir`, verified.
    pub(crate) async fn ledger(&self, dir: &Path) -> Ledger {
        let store = sqlite::open(&dir.join(DATABASE)).await.unwrap();
        let root = fingerprint::public_key(&self.server.root).unwrap();
        let root = VerifyingKey::from_bytes(root.as_bytes()).unwrap();
        Ledger::read(&store, &root).await
    }
}
