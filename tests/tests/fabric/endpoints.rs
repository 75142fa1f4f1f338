//! A quinn server that echoes, and clients for it, with the smallest TLS that is deterministic.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use quinn::{
    ClientConfig, Connection, ConnectionError, Endpoint, ServerConfig, TransportConfig,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use stafet_shared::{entropy::Entropy as _, time::Timestamp};
use stafet_tests::fabric::{Fabric, SeededEntropy, SimClock};

/// Where the server listens.
pub const SERVER: SocketAddr = address(1);
/// Where the first client is.
pub const CLIENT: SocketAddr = address(2);

/// The name in the server's certificate.
const SERVER_NAME: &str = "server.invalid";
/// Bytes that an echo may carry.
const ECHO_BYTES_MAX: usize = 1_000_000;
/// How long a peer may be silent.
const IDLE_MAX: Duration = Duration::from_secs(30);
/// PKCS #8 around the 32 bytes of an Ed25519 private key (RFC 8410).
const ED25519_PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

const fn address(host: u8) -> SocketAddr {
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(10, 0, 0, host)), 4433)
}

/// What server and clients need to trust each other.
pub struct Tls {
    server: ServerConfig,
    client: ClientConfig,
}

impl Tls {
    /// A server's certificate and a client that trusts it, told the time by a simulated clock.
    pub fn new(seed: u64) -> Self {
        let clock = Arc::new(SimClock::new(Timestamp::from_unix_ms(1_795_000_000_000)));
        let (certificate, key) = certificate(seed);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());

        let server = rustls::ServerConfig::builder_with_details(provider.clone(), clock.clone())
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        let client = rustls::ClientConfig::builder_with_details(provider, clock.clone())
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();

        let mut transport = TransportConfig::default();
        transport
            .mtu_discovery_config(None)
            .max_idle_timeout(Some(IDLE_MAX.try_into().unwrap()));
        let transport = Arc::new(transport);
        let mut server =
            ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(server).unwrap()));
        server.transport_config(transport.clone());
        server.time_source(clock);
        let mut client = ClientConfig::new(Arc::new(QuicClientConfig::try_from(client).unwrap()));
        client.transport_config(transport);
        Self { server, client }
    }

    /// One attempt to connect to the server.
    pub async fn connect(&self, endpoint: &Endpoint) -> Result<Connection, ConnectionError> {
        endpoint
            .connect_with(self.client.clone(), SERVER, SERVER_NAME)
            .unwrap()
            .await
    }

    /// Attempts to connect until one succeeds.
    pub async fn connect_until_it_works(&self, endpoint: &Endpoint) -> Connection {
        loop {
            if let Ok(connection) = self.connect(endpoint).await {
                return connection;
            }
        }
    }
}

/// A certificate of the same length for every seed: Ed25519, with a fixed serial number.
fn certificate(seed: u64) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let secret: [u8; 32] = SeededEntropy::new(seed, "server certificate").array();
    let pkcs8 = PrivatePkcs8KeyDer::from([&ED25519_PKCS8_PREFIX[..], &secret].concat());
    let key = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &rcgen::PKCS_ED25519).unwrap();
    let mut params = rcgen::CertificateParams::new([SERVER_NAME.to_owned()]).unwrap();
    params.serial_number = Some(1.into());
    let certificate = params.self_signed(&key).unwrap();
    (certificate.der().clone(), pkcs8.into())
}

/// Starts a server that sends back what each stream brings, for as long as the runtime lives.
#[expect(
    clippy::disallowed_methods,
    reason = "the server lives as long as its runtime, which drops it"
)]
pub fn start_server(fabric: &Fabric, tls: &Tls) {
    let endpoint = fabric.endpoint(SERVER, Some(tls.server.clone())).unwrap();
    tokio::spawn(async move {
        while let Some(incoming) = endpoint.accept().await {
            tokio::spawn(async move {
                if let Ok(connection) = incoming.await {
                    serve(connection).await;
                }
            });
        }
    });
}

async fn serve(connection: Connection) {
    while let Ok((mut send, mut receive)) = connection.accept_bi().await {
        let Ok(received) = receive.read_to_end(ECHO_BYTES_MAX).await else {
            return;
        };
        if send.write_all(&received).await.is_err() || send.finish().is_err() {
            return;
        }
    }
}

/// Sends `bytes` and answers what comes back.
pub async fn echo_once(
    connection: &Connection,
    bytes: &[u8],
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let (mut send, mut receive) = connection.open_bi().await?;
    send.write_all(bytes).await?;
    send.finish()?;
    Ok(receive.read_to_end(ECHO_BYTES_MAX).await?)
}
