//! How connections are made, and how they are made again.

use std::{
    fmt, io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use quinn::{
    ClientConfig, Connecting, Endpoint, IdleTimeout, TransportConfig, VarInt,
    congestion::CubicConfig, crypto::rustls::QuicClientConfig,
};
use rustls::pki_types::CertificateDer;
use stafet_certs::{
    authority::SERVER_NAME,
    tls::{self, ClockTime, Identity},
};
use stafet_shared::time::Clock;
use tokio::time::timeout;

use super::{
    CONNECT_DEADLINE, Connection, IDLE_TIMEOUT_MS, INITIAL_RTT, INITIAL_WINDOW_BYTES, KEEP_ALIVE,
    LinkError, STREAM_RECEIVE_WINDOW_BYTES, lost, probe,
};
use crate::office::Credentials;

/// How long the last words of connections may take.
const FAREWELL: Duration = Duration::from_millis(100);

/// Makes connections.
pub struct Connector {
    endpoint: Endpoint,
    clock: Arc<dyn Clock>,
    /// With these settings a session can be resumed.
    device: Mutex<Option<Device>>,
    /// Where the server was found last.
    found: Mutex<Option<(String, SocketAddr)>>,
    /// Whether this machine's network can be probed: a simulated one cannot.
    probes: bool,
}

/// The settings of a device, which hold the sessions that it may resume.
struct Device {
    root: CertificateDer<'static>,
    certificate: Option<CertificateDer<'static>>,
    config: ClientConfig,
}

impl Connector {
    /// Makes connections on `endpoint`; certificates are looked at by `clock`.
    #[must_use]
    pub const fn new(endpoint: Endpoint, clock: Arc<dyn Clock>) -> Self {
        Self {
            endpoint,
            clock,
            device: Mutex::new(None),
            found: Mutex::new(None),
            probes: false,
        }
    }

    /// Makes connections on a socket of its own, with any port.
    ///
    /// # Errors
    /// When no socket can be opened.
    pub fn bind(clock: Arc<dyn Clock>) -> io::Result<Self> {
        let endpoint = Endpoint::client((Ipv6Addr::UNSPECIFIED, 0).into())
            .or_else(|_| Endpoint::client((Ipv4Addr::UNSPECIFIED, 0).into()))?;
        let probes = true;
        Ok(Self {
            probes,
            ..Self::new(endpoint, clock)
        })
    }

    /// Connects as `credentials` allow.
    ///
    /// # Errors
    /// When the server is not reached within [`CONNECT_DEADLINE`], or is another one.
    pub async fn connect(&self, credentials: &Credentials) -> Result<Connection, LinkError> {
        finish(self.begin(credentials).await?).await
    }

    /// Connects, and where a session can be resumed does not wait for the server: what is asked
    /// goes out at once (0-RTT).
    ///
    /// # Errors
    /// As [`connect`](Self::connect). Whatever is asked may fail with [`LinkError::TooEarly`] when
    /// the server remembers no session: it can then be asked again on the same connection.
    pub async fn connect_early(&self, credentials: &Credentials) -> Result<Connection, LinkError> {
        match self.begin(credentials).await?.into_0rtt() {
            // Whether it was accepted shows in what becomes of the streams.
            Ok((connection, _accepted)) => Ok(Connection(connection)),
            Err(connecting) => finish(connecting).await,
        }
    }

    /// Waits until something answers at the server's address, however long that takes. It costs
    /// one datagram for each question, asked ever more seldom.
    ///
    /// # Errors
    /// When that cannot be found out: there is no socket for it or no such address, or the machine
    /// is there and only the server is not.
    pub async fn answered(&self, server: &str) -> Result<(), LinkError> {
        if !self.probes {
            return Err(LinkError::NoAnswer);
        }
        let address = self.resolve(server).await?;
        let answered = probe::answered(address).await;
        answered.map_err(|error| LinkError::Unreachable(error.to_string()))
    }

    /// Waits until the last words of closed connections are said, and not much longer: that they
    /// were heard is worth no round trips.
    pub async fn close(&self) {
        timeout(FAREWELL, self.endpoint.wait_idle())
            .await
            .unwrap_or_default();
    }

    async fn begin(&self, credentials: &Credentials) -> Result<Connecting, LinkError> {
        let (server, config) = match credentials {
            Credentials::Joining { server, pin } => {
                let tls = tls::joining_config(*pin, self.time())?;
                (server, settings(tls)?)
            }
            Credentials::Device {
                server,
                root,
                identity,
            } => (server, self.device(root, identity)?),
        };
        let address = timeout(CONNECT_DEADLINE, self.resolve(server)).await;
        let address = address.map_err(|_| LinkError::NoAnswer)??;
        self.endpoint
            .connect_with(config, address, SERVER_NAME)
            .map_err(|error| LinkError::Unreachable(error.to_string()))
    }

    /// The settings of a device: those of the last time, if it is the same device.
    fn device(
        &self,
        root: &CertificateDer<'static>,
        identity: &Identity,
    ) -> Result<ClientConfig, LinkError> {
        let mut held = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(device) = held.as_ref()
            && device.root == *root
            && device.certificate.as_ref() == identity.certificate()
        {
            return Ok(device.config.clone());
        }
        let config = settings(tls::client_config(Some(identity), root, self.time())?)?;
        *held = Some(Device {
            root: root.clone(),
            certificate: identity.certificate().cloned(),
            config: config.clone(),
        });
        Ok(config)
    }

    fn time(&self) -> Arc<ClockTime> {
        Arc::new(ClockTime::new(Arc::clone(&self.clock)))
    }

    /// The server's socket. Names are asked for only where there is one: the simulation has none.
    /// While nobody answers for a name it is taken to mean what it meant before.
    async fn resolve(&self, server: &str) -> Result<SocketAddr, LinkError> {
        if let Ok(address) = server.parse() {
            return Ok(address);
        }
        let looked_up = tokio::net::lookup_host(server).await;
        let address = looked_up.ok().and_then(|mut addresses| addresses.next());
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = address {
            *found = Some((server.to_owned(), address));
            return Ok(address);
        }
        let before = found.as_ref().filter(|(name, _)| name == server);
        before
            .map(|(_, address)| *address)
            .ok_or_else(|| LinkError::Address(server.to_owned()))
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connector({:?})", self.endpoint.local_addr().ok())
    }
}

async fn finish(connecting: Connecting) -> Result<Connection, LinkError> {
    let connection = timeout(CONNECT_DEADLINE, connecting).await;
    let connection = connection.map_err(|_| LinkError::NoAnswer)?;
    Ok(Connection(connection.map_err(lost)?))
}

fn settings(tls: rustls::ClientConfig) -> Result<ClientConfig, LinkError> {
    let mut config = ClientConfig::new(Arc::new(QuicClientConfig::try_from(tls)?));
    config.transport_config(Arc::new(transport()));
    Ok(config)
}

fn transport() -> TransportConfig {
    let mut congestion = CubicConfig::default();
    congestion.initial_window(INITIAL_WINDOW_BYTES);
    let mut transport = TransportConfig::default();
    transport
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(IDLE_TIMEOUT_MS))))
        .keep_alive_interval(Some(KEEP_ALIVE))
        .initial_rtt(INITIAL_RTT)
        .stream_receive_window(VarInt::from_u32(STREAM_RECEIVE_WINDOW_BYTES))
        .congestion_controller_factory(Arc::new(congestion))
        .max_concurrent_bidi_streams(VarInt::from_u32(0))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .datagram_receive_buffer_size(None)
        // Probing for a larger MTU doubles the bytes of a short conversation.
        .mtu_discovery_config(None);
    transport
}
