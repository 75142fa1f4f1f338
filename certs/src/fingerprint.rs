//! What a certificate is known by: its own hash, and the hash of the key in it.
//!
//! The directory lists peers by key hash. Subject and alternative names are for people who read
//! a certificate; nothing is decided by them except that a client expects the server's name.

use rustls::pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use stafet_shared::time::{MS_PER_SECOND, Timestamp};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use crate::key::PublicKey;

/// Bytes of a [`RootPin`]: 128 bits, which nobody can match with a root of his own making.
pub const PIN_BYTES: usize = 16;

/// From when until when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first instant. The certificate begins [`CLOCK_SKEW_MS`](crate::authority::CLOCK_SKEW_MS) earlier.
    pub from: Timestamp,
    /// The last second.
    pub until: Timestamp,
}

/// SHA-256 of a certificate in DER.
#[must_use]
pub fn certificate_hash(certificate_der: &[u8]) -> [u8; 32] {
    Sha256::digest(certificate_der).into()
}

/// SHA-256 of the `SubjectPublicKeyInfo` in a certificate: stays the same when a key is certified
/// anew.
///
/// # Errors
/// [`CertificateError`] when the certificate cannot be read or holds no Ed25519 key.
pub fn key_hash(certificate_der: &[u8]) -> Result<[u8; 32], CertificateError> {
    Ok(public_key(certificate_der)?.hash())
}

/// The key that a certificate is about. Does not ask who signed the certificate.
///
/// # Errors
/// [`CertificateError`] when the certificate cannot be read or holds no Ed25519 key.
pub fn public_key(certificate_der: &[u8]) -> Result<PublicKey, CertificateError> {
    let certificate = parse(certificate_der)?;
    PublicKey::from_spki_der(certificate.public_key().raw).ok_or(CertificateError::NotEd25519)
}

/// From when until when a certificate is valid, to the second.
///
/// # Errors
/// [`CertificateError`] when the certificate cannot be read.
pub fn validity(certificate_der: &[u8]) -> Result<Validity, CertificateError> {
    let certificate = parse(certificate_der)?;
    let at = |seconds: i64| Timestamp::from_unix_ms(seconds.saturating_mul(MS_PER_SECOND));
    Ok(Validity {
        from: at(certificate.validity().not_before.timestamp()),
        until: at(certificate.validity().not_after.timestamp()),
    })
}

/// Reads a certificate with nothing after it.
pub(crate) fn parse(certificate_der: &[u8]) -> Result<X509Certificate<'_>, CertificateError> {
    let (rest, certificate) =
        X509Certificate::from_der(certificate_der).map_err(|_| CertificateError::Malformed)?;
    if rest.is_empty() {
        Ok(certificate)
    } else {
        Err(CertificateError::Malformed)
    }
}

/// A certificate cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// The bytes are not one certificate in DER.
    #[error("not a certificate in DER: whoever sent it must send it again")]
    Malformed,
    /// The certificate is about a key of another algorithm.
    #[error("the certificate's key is not an Ed25519 key: its holder must make a new key")]
    NotEd25519,
}

/// The first 16 bytes of the hash of the root certificate: an invitation carries it, so that a
/// new device knows the deployment at first contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RootPin([u8; PIN_BYTES]);

impl RootPin {
    /// The pin of this root certificate.
    #[must_use]
    pub fn of(root_der: &[u8]) -> Self {
        let mut pin = [0; PIN_BYTES];
        for (to, from) in pin.iter_mut().zip(certificate_hash(root_der)) {
            *to = from;
        }
        Self(pin)
    }

    /// The pin with these bytes, as an invitation carries them.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; PIN_BYTES]) -> Self {
        Self(bytes)
    }

    /// The pin's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; PIN_BYTES] {
        &self.0
    }

    /// The certificate that this pin names, of those that a server presented.
    #[must_use]
    pub fn find<'a, 'c>(
        self,
        presented: &'a [CertificateDer<'c>],
    ) -> Option<&'a CertificateDer<'c>> {
        presented
            .iter()
            .find(|certificate| Self::of(certificate) == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{CLOCK_SKEW_MS, ROOT_VALIDITY_DAYS};
    use crate::fixture::{Deployment, Seeded, now};
    use crate::key::SecretKey;

    #[test]
    fn the_key_hash_stays_when_the_key_is_certified_anew() {
        let deployment = Deployment::new(1);
        let key = SecretKey::generate(&mut Seeded::new(7));
        let certify = |chance| {
            deployment
                .issuing
                .server_certificate(key.public(), now(), &mut Seeded::new(chance))
                .unwrap()
        };
        let (first, second) = (certify(1), certify(2));
        assert_ne!(certificate_hash(&first), certificate_hash(&second));
        assert_eq!(key_hash(&first), Ok(key.public().hash()));
        assert_eq!(key_hash(&first), key_hash(&second));
        assert_eq!(public_key(&first), Ok(*key.public()));
    }

    #[test]
    fn a_certificate_tells_how_long_it_is_valid() {
        let root = Deployment::new(1).root.certificate().to_vec();
        let valid = validity(&root).unwrap();
        assert_eq!(valid.from, now().plus_ms(-CLOCK_SKEW_MS));
        assert_eq!(valid.until, now().plus_days(ROOT_VALIDITY_DAYS));
    }

    #[test]
    fn a_cut_or_lengthened_certificate_has_no_key() {
        let root = Deployment::new(1).root.certificate().to_vec();
        let longer = [root.as_slice(), &[0]].concat();
        for wrong in [&root[..root.len() - 1], &longer, b"", b"stafet"] {
            assert_eq!(key_hash(wrong), Err(CertificateError::Malformed));
        }
    }

    #[test]
    fn a_pin_finds_the_root_in_a_chain_and_nothing_in_another() {
        let deployment = Deployment::new(1);
        let root = deployment.root.certificate().clone();
        let chain = [deployment.issuing.certificate().clone(), root.clone()];
        let pin = RootPin::from_bytes(*RootPin::of(&root).as_bytes());
        assert_eq!(pin.find(&chain), Some(&root));
        assert_eq!(RootPin::of(b"another").find(&chain), None);
    }
}
