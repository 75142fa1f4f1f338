//! The TLS settings of server and clients: TLS 1.3 only, post-quantum hybrid key exchange first,
//! the deployment's own root and no other.
//!
//! A device's session may be resumed within a day, and may begin to speak before the handshake is
//! complete (0-RTT). A resumed session skips the check of the peer's certificates: the server has
//! to look at them itself. The time comes from the injected clock.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::{self, kx_group};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime};
use rustls::server::{ServerSessionMemoryCache, VerifierBuilderError, WebPkiClientVerifier};
use rustls::time_provider::TimeProvider;
use rustls::version::TLS13;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use stafet_shared::time::Clock;

use crate::fingerprint::RootPin;
use crate::joining::PinnedRootVerifier;
use crate::key::SecretKey;

/// The application protocol, agreed in every handshake.
pub const ALPN: &[u8] = b"stafet/1";

/// Session tickets that the server sends after a handshake: each is good for one resumption.
const TICKETS: usize = 1;
/// The most sessions that the server remembers, of about 1.5 kB each; the oldest go first.
const SESSIONS_MAX: usize = 8_192;
/// Bytes that the server takes before the handshake is complete: QUIC knows no other bound but
/// none, and has its windows instead.
const EARLY_DATA_BYTES_MAX: u32 = u32::MAX;
/// The servers of which a device remembers sessions.
const SERVERS_MAX: usize = 8;

/// A key with the certificates that vouch for it.
#[derive(Debug)]
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: SecretKey,
}

impl Identity {
    /// The server's. It presents the root too, in which a joining device finds the certificate
    /// that its invitation names.
    #[must_use]
    pub fn server(
        key: SecretKey,
        certificate: CertificateDer<'static>,
        issuing: CertificateDer<'static>,
        root: CertificateDer<'static>,
    ) -> Self {
        Self {
            chain: vec![certificate, issuing, root],
            key,
        }
    }

    /// A device's.
    #[must_use]
    pub fn device(
        key: SecretKey,
        certificate: CertificateDer<'static>,
        issuing: CertificateDer<'static>,
    ) -> Self {
        Self {
            chain: vec![certificate, issuing],
            key,
        }
    }

    /// The key's own certificate.
    #[must_use]
    pub fn certificate(&self) -> Option<&CertificateDer<'static>> {
        self.chain.first()
    }

    fn private_key(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.to_pkcs8_der().to_vec()).into()
    }
}

/// Settings of a server that lets in devices certified under `root`, and peers without a
/// certificate.
///
/// A peer without a certificate may only enrol, and a certificate alone permits nothing either:
/// look its [key hash](crate::fingerprint::key_hash) up in the directory at every request.
///
/// # Errors
/// [`TlsError`] when a certificate or the key cannot be used.
pub fn server_config(
    identity: &Identity,
    root: &CertificateDer<'_>,
    time: Arc<dyn TimeProvider>,
) -> Result<ServerConfig, TlsError> {
    let provider = Arc::new(provider());
    let devices =
        WebPkiClientVerifier::builder_with_provider(Arc::new(trust(root)?), Arc::clone(&provider))
            .allow_unauthenticated()
            .build()
            .map_err(TlsError::Verifier)?;
    let mut config = ServerConfig::builder_with_details(provider, time)
        .with_protocol_versions(&[&TLS13])
        .map_err(TlsError::Provider)?
        .with_client_cert_verifier(devices)
        .with_single_cert(identity.chain.clone(), identity.private_key())
        .map_err(TlsError::Identity)?;
    config.alpn_protocols = vec![ALPN.to_vec()];
    config.session_storage = ServerSessionMemoryCache::new(SESSIONS_MAX);
    config.send_tls13_tickets = TICKETS;
    config.max_early_data_size = EARLY_DATA_BYTES_MAX;
    Ok(config)
}

/// Settings of a client that trusts the server certified under `root` and nobody else.
///
/// Connect to [`SERVER_NAME`](crate::authority::SERVER_NAME). Without an `identity` the server
/// lets the client enrol and nothing more.
///
/// Sessions are remembered with these very settings: use them again to resume one.
///
/// # Errors
/// [`TlsError`] when a certificate or the key cannot be used.
pub fn client_config(
    identity: Option<&Identity>,
    root: &CertificateDer<'_>,
    time: Arc<dyn TimeProvider>,
) -> Result<ClientConfig, TlsError> {
    let builder = ClientConfig::builder_with_details(Arc::new(provider()), time)
        .with_protocol_versions(&[&TLS13])
        .map_err(TlsError::Provider)?
        .with_root_certificates(trust(root)?);
    let Some(identity) = identity else {
        return Ok(common_to_clients(builder.with_no_client_auth()));
    };
    let config = builder
        .with_client_auth_cert(identity.chain.clone(), identity.private_key())
        .map_err(TlsError::Identity)?;
    let mut config = common_to_clients(config);
    config.resumption = Resumption::in_memory_sessions(SERVERS_MAX);
    config.enable_early_data = true;
    Ok(config)
}

/// Settings of a device at first contact, which knows of the deployment only the pin in its
/// invitation.
///
/// After the handshake, [`RootPin::find`] gets the root out of the server's certificates, to be
/// kept for [`client_config`].
///
/// # Errors
/// [`TlsError`] when the cryptographic provider cannot be used.
pub fn joining_config(pin: RootPin, time: Arc<dyn TimeProvider>) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(provider());
    let verifier = PinnedRootVerifier::new(pin, Arc::clone(&provider));
    let config = ClientConfig::builder_with_details(provider, time)
        .with_protocol_versions(&[&TLS13])
        .map_err(TlsError::Provider)?
        // "Dangerous" in that rustls leaves the check of the server to this verifier.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(common_to_clients(config))
}

/// Checks that a server which trusts `root` lets the device with this identity in, before the
/// device relies on it.
///
/// # Errors
/// [`TlsError`] when the certificates do not lead to the root, have ended, or are not the key's.
pub fn check_device(
    identity: &Identity,
    root: &CertificateDer<'_>,
    time: &Arc<dyn TimeProvider>,
) -> Result<(), TlsError> {
    client_config(Some(identity), root, Arc::clone(time))?;
    let now = time.current_time().ok_or(TlsError::Clock)?;
    let (device, issuers) = identity
        .chain
        .split_first()
        .ok_or(TlsError::Identity(rustls::Error::NoCertificatesPresented))?;
    WebPkiClientVerifier::builder_with_provider(Arc::new(trust(root)?), Arc::new(provider()))
        .build()
        .map_err(TlsError::Verifier)?
        .verify_client_cert(device, issuers, now)
        .map(|_| ())
        .map_err(TlsError::Identity)
}

/// Tells rustls the time of a [`Clock`].
pub struct ClockTime(Arc<dyn Clock>);

impl ClockTime {
    /// The time of `clock`.
    #[must_use]
    pub const fn new(clock: Arc<dyn Clock>) -> Self {
        Self(clock)
    }
}

impl TimeProvider for ClockTime {
    /// `None`, which fails the handshake, when the clock stands before 1970.
    fn current_time(&self) -> Option<UnixTime> {
        let ms = u64::try_from(self.0.now().unix_ms()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_millis(ms)))
    }
}

impl fmt::Debug for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClockTime({})", self.0.now())
    }
}

/// A TLS configuration could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The root certificate cannot be a trust anchor.
    #[error(
        "the deployment's root certificate is damaged: the administrator must hand it out again"
    )]
    Root(#[source] rustls::Error),
    /// Key and certificates do not form an identity.
    #[error(
        "own key and certificate do not fit: the administrator must certify this machine again"
    )]
    Identity(#[source] rustls::Error),
    /// The verifier of client certificates cannot be made.
    #[error("client certificates cannot be checked, which is a fault in this program")]
    Verifier(#[source] VerifierBuilderError),
    /// The clock stands before 1970.
    #[error("the clock of this machine stands before 1970: set it")]
    Clock,
    /// The provider does not support TLS 1.3.
    #[error("TLS 1.3 cannot be spoken, which is a fault in this program")]
    Provider(#[source] rustls::Error),
}

fn common_to_clients(mut config: ClientConfig) -> ClientConfig {
    config.alpn_protocols = vec![ALPN.to_vec()];
    config.resumption = Resumption::disabled();
    config
}

/// aws-lc-rs with the hybrid group first. X25519 stays for outside programs that know no other:
/// the choice is covered by the handshake's signatures, so nobody in between can force it.
fn provider() -> CryptoProvider {
    CryptoProvider {
        kx_groups: vec![kx_group::X25519MLKEM768, kx_group::X25519],
        ..aws_lc_rs::default_provider()
    }
}

fn trust(root: &CertificateDer<'_>) -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    roots
        .add(root.clone().into_owned())
        .map_err(TlsError::Root)?;
    Ok(roots)
}

#[cfg(test)]
mod tests;
