//! The two authorities of a deployment: the offline [`Root`], and [`Issuing`], which it signs.
//!
//! Both live in the administrator's folder, never on the server. Nothing here asks for the time
//! or for chance by itself, and nothing is written: callers keep the DER bytes.

mod signing;

use rcgen::{ExtendedKeyUsagePurpose, SanType};
use rustls::pki_types::CertificateDer;
use stafet_shared::entropy::Entropy;
use stafet_shared::id::DeviceId;
use stafet_shared::time::{MS_PER_HOUR, Timestamp};
use zeroize::Zeroizing;

use self::signing::{Authority, Rank, Signer, params};
use crate::fingerprint::CertificateError;
pub use crate::fingerprint::Validity;
use crate::key::{KeyError, PublicKey, SEED_BYTES, SecretKey};

/// How long a root certificate is valid, in days of 24 hours: about 20 years.
pub const ROOT_VALIDITY_DAYS: i64 = 7_300;
/// How long an issuing certificate is valid, in days of 24 hours: about 10 years.
pub const ISSUING_VALIDITY_DAYS: i64 = 3_650;
/// How long a server certificate is valid, in days of 24 hours: about 2 years.
pub const SERVER_VALIDITY_DAYS: i64 = 730;
/// How much earlier than asked every certificate begins, in ms, so that a machine whose clock is
/// up to an hour slow accepts a fresh one.
pub const CLOCK_SKEW_MS: i64 = MS_PER_HOUR;

/// The DNS name in every server certificate, which clients ask for whatever the server's address.
pub const SERVER_NAME: &str = "server.stafet";
/// The URI in every server certificate.
pub const SERVER_URI: &str = "stafet:server";
/// What precedes the device's id in the URI of its certificate.
pub const DEVICE_URI_PREFIX: &str = "stafet:device:";

/// The deployment's root: it signs issuing authorities and, once, the genesis act.
#[derive(Debug)]
pub struct Root(Authority);

impl Root {
    /// A new root, self-signed, valid from `now` for [`ROOT_VALIDITY_DAYS`].
    ///
    /// # Errors
    /// [`IssueError`] when the certificate cannot be made.
    pub fn generate(now: Timestamp, entropy: &mut impl Entropy) -> Result<Self, IssueError> {
        let key = SecretKey::generate(entropy);
        let name = Rank::Root.name(key.public());
        let validity = Validity {
            from: now,
            until: now.plus_days(ROOT_VALIDITY_DAYS),
        };
        let mut params = params(&name, validity, entropy)?;
        Rank::Root.describe(&mut params);
        let certificate = params.self_signed(&Signer(&key))?.der().clone();
        Ok(Self(Authority {
            key,
            certificate,
            name,
            until: validity.until,
        }))
    }

    /// The root whose certificate and key were kept.
    ///
    /// # Errors
    /// [`AuthorityError`] when they are not a root's, or do not belong together.
    pub fn parse(certificate_der: &[u8], key_der: &[u8]) -> Result<Self, AuthorityError> {
        Authority::parse(certificate_der, key_der, Rank::Root).map(Self)
    }

    /// The root certificate: public, pinned by every client.
    #[must_use]
    pub const fn certificate(&self) -> &CertificateDer<'static> {
        &self.0.certificate
    }

    /// The secret key in PKCS#8, to be kept offline.
    #[must_use]
    pub fn key_der(&self) -> Zeroizing<Vec<u8>> {
        self.0.key.to_pkcs8_der()
    }

    /// The secret seed, with which the genesis act is signed.
    #[must_use]
    pub const fn key_seed(&self) -> &Zeroizing<[u8; SEED_BYTES]> {
        self.0.key.seed()
    }
}

/// The issuing authority: it certifies the server and, on the administrator's machine, devices.
#[derive(Debug)]
pub struct Issuing(Authority);

impl Issuing {
    /// A new issuing authority under `root`, valid from `now` for [`ISSUING_VALIDITY_DAYS`], or
    /// until the root ends.
    ///
    /// # Errors
    /// [`IssueError`] when the root has ended or the certificate cannot be made.
    pub fn generate(
        root: &Root,
        now: Timestamp,
        entropy: &mut impl Entropy,
    ) -> Result<Self, IssueError> {
        let key = SecretKey::generate(entropy);
        let name = Rank::Issuing.name(key.public());
        let validity = root.0.within(Validity {
            from: now,
            until: now.plus_days(ISSUING_VALIDITY_DAYS),
        })?;
        let mut params = params(&name, validity, entropy)?;
        Rank::Issuing.describe(&mut params);
        let certificate = root.0.sign(&params, key.public())?;
        Ok(Self(Authority {
            key,
            certificate,
            name,
            until: validity.until,
        }))
    }

    /// The issuing authority whose certificate and key were kept.
    ///
    /// # Errors
    /// [`AuthorityError`] when they are not an issuing authority's, or do not belong together.
    pub fn parse(certificate_der: &[u8], key_der: &[u8]) -> Result<Self, AuthorityError> {
        Authority::parse(certificate_der, key_der, Rank::Issuing).map(Self)
    }

    /// The issuing certificate: public, sent along by the server and by every device.
    #[must_use]
    pub const fn certificate(&self) -> &CertificateDer<'static> {
        &self.0.certificate
    }

    /// The secret key in PKCS#8, to be kept by the administrator.
    #[must_use]
    pub fn key_der(&self) -> Zeroizing<Vec<u8>> {
        self.0.key.to_pkcs8_der()
    }

    /// A certificate for the server's `key`, valid from `now` for [`SERVER_VALIDITY_DAYS`], or
    /// until the issuing authority ends.
    ///
    /// # Errors
    /// [`IssueError`] when the issuing authority has ended or the certificate cannot be made.
    pub fn server_certificate(
        &self,
        key: &PublicKey,
        now: Timestamp,
        entropy: &mut impl Entropy,
    ) -> Result<CertificateDer<'static>, IssueError> {
        let validity = self.0.within(Validity {
            from: now,
            until: now.plus_days(SERVER_VALIDITY_DAYS),
        })?;
        let mut params = params("Stafet server", validity, entropy)?;
        params.subject_alt_names = vec![
            SanType::DnsName(SERVER_NAME.try_into()?),
            SanType::URI(SERVER_URI.try_into()?),
        ];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.0.sign(&params, key)
    }

    /// A certificate for the TLS `key` of `device`, valid as asked, or until the issuing
    /// authority ends.
    ///
    /// # Errors
    /// [`IssueError`] when the validity is empty or the certificate cannot be made.
    pub fn device_certificate(
        &self,
        device: DeviceId,
        key: &PublicKey,
        validity: Validity,
        entropy: &mut impl Entropy,
    ) -> Result<CertificateDer<'static>, IssueError> {
        let validity = self.0.within(validity)?;
        let mut params = params(&format!("Stafet device {device}"), validity, entropy)?;
        let uri = format!("{DEVICE_URI_PREFIX}{}", device.long());
        params.subject_alt_names = vec![SanType::URI(uri.try_into()?)];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.0.sign(&params, key)
    }
}

/// A certificate could not be issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The certificate would end before it begins.
    #[error(
        "a certificate from {from} would end at {until}: the administrator must ask for a later \
         end, or renew the authority that issues it"
    )]
    EmptyValidity {
        /// The first instant asked for.
        from: Timestamp,
        /// The last instant possible.
        until: Timestamp,
    },
    /// The certificate could not be encoded or signed.
    #[error("the certificate could not be written, which is a fault in this program")]
    Encoding(#[from] rcgen::Error),
}

/// An authority's kept files cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    /// The certificate cannot be read.
    #[error("the authority's certificate file is damaged: the administrator must restore it")]
    Certificate(#[from] CertificateError),
    /// The key cannot be read.
    #[error("the authority's key file is damaged: the administrator must restore it")]
    Key(#[from] KeyError),
    /// Certificate and key are of different authorities.
    #[error(
        "certificate and key do not belong together: the administrator must give the right pair"
    )]
    OtherKey,
    /// The files are of another kind of authority, or of none.
    #[error(
        "not the files of the {expected} authority: the administrator must give the right ones"
    )]
    OtherRank {
        /// Which authority was wanted.
        expected: &'static str,
    },
}

#[cfg(test)]
mod tests;
