//! How much of anything one peer may have: together about 4 MB for each connection.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use quinn::{
    IdleTimeout, TimeSource, TransportConfig, ValidationTokenConfig, VarInt,
    crypto::rustls::{NoInitialCipherSuite, QuicServerConfig},
};
use stafet_certs::{
    founding::ServerKeys,
    tls::{self, ClockTime, TlsError},
};
use stafet_shared::time::Clock;

/// The most connections.
pub const CONNECTIONS_MAX: usize = 8_192;
/// The most connections of devices that the directory does not know: they may only apply to join
/// and must never take the places of those who work.
pub const STRANGERS_MAX: usize = 512;
/// While fewer places than this are free, peers must prove their address before a handshake.
pub const CONNECTIONS_FREE_MIN: usize = 2_048;
/// The most handshakes that wait to be looked at.
pub const INCOMING_MAX: usize = 256;
/// Bytes that are kept for one handshake before it is looked at.
pub const INCOMING_BYTES_MAX: u64 = 16 * 1024;
/// The same for all of them together.
pub const INCOMING_BYTES_TOTAL_MAX: u64 = 2 * 1024 * 1024;
/// The most requests at once on one connection.
pub const STREAMS_MAX: u32 = 16;
/// Bytes of one connection that were received but not yet read.
pub const RECEIVE_WINDOW_BYTES: u32 = 512 * 1024;
/// Bytes of one stream that were received but not yet read.
pub const STREAM_RECEIVE_WINDOW_BYTES: u32 = 256 * 1024;
/// Bytes of one connection that were sent but not yet confirmed.
pub const SEND_WINDOW_BYTES: u64 = 512 * 1024;
/// How long a silent connection is kept, in ms.
pub const IDLE_TIMEOUT_MS: u32 = 120_000;
/// The round trip that is assumed before one was measured. What is not answered in three times as
/// long is sent again: a satellite's answer is there by then, and a lost packet costs no more.
pub const INITIAL_RTT: Duration = Duration::from_millis(320);
/// How long a handshake may take.
pub const HANDSHAKE_DEADLINE: Duration = Duration::from_secs(60);
/// How long the next piece of a request may be awaited, or the next piece of an answer be taken.
pub const PIECE_DEADLINE: Duration = Duration::from_secs(120);
/// The most bytes that are read from a stream at once.
pub const PIECE_BYTES_MAX: usize = 16 * 1024;

/// Settings of an endpoint on which a server of this deployment listens.
///
/// # Errors
/// When the keys cannot be used.
pub fn server_config(
    keys: &ServerKeys,
    clock: Arc<dyn Clock>,
) -> Result<quinn::ServerConfig, TransportError> {
    let time = Arc::new(ClockTime::new(Arc::clone(&clock)));
    // Each token would cost bytes in every handshake, and saves a round trip only under attack.
    let mut tokens = ValidationTokenConfig::default();
    tokens.sent(0);
    let tls = tls::server_config(&keys.identity(), &keys.root, time)?;
    let mut config = quinn::ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(tls)?));
    config
        .transport_config(Arc::new(transport()))
        .validation_token_config(tokens)
        .time_source(Arc::new(TokenTime(clock)))
        .max_incoming(INCOMING_MAX)
        .incoming_buffer_size(INCOMING_BYTES_MAX)
        .incoming_buffer_size_total(INCOMING_BYTES_TOTAL_MAX);
    Ok(config)
}

/// Why an endpoint's settings cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// Certificates or keys do not fit.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The cryptographic provider lacks what QUIC begins with.
    #[error("QUIC cannot be spoken, which is a fault in this program")]
    Quic(#[from] NoInitialCipherSuite),
}

/// Tells quinn the time of a [`Clock`], by which it judges how old a retry token is.
struct TokenTime(Arc<dyn Clock>);

impl TimeSource for TokenTime {
    fn now(&self) -> SystemTime {
        let ms = u64::try_from(self.0.now().unix_ms()).unwrap_or(0);
        let since = Duration::from_millis(ms);
        UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
    }
}

fn transport() -> TransportConfig {
    let mut transport = TransportConfig::default();
    transport
        .max_concurrent_bidi_streams(VarInt::from_u32(STREAMS_MAX))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .receive_window(VarInt::from_u32(RECEIVE_WINDOW_BYTES))
        .stream_receive_window(VarInt::from_u32(STREAM_RECEIVE_WINDOW_BYTES))
        .send_window(SEND_WINDOW_BYTES)
        .datagram_receive_buffer_size(None)
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(IDLE_TIMEOUT_MS))))
        .initial_rtt(INITIAL_RTT)
        // Each connection would keep room for a whole burst, 12 kB, for as long as it lives. Most
        // answers are one datagram, and the links of this network are slower than any socket.
        .enable_segmentation_offload(false)
        // Probing for a larger MTU doubles the bytes of a short conversation.
        .mtu_discovery_config(None);
    transport
}
