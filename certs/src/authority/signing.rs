//! How certificates are written and signed, and what root and issuing authority have in common.

use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyUsagePurpose,
    PublicKeyData, SerialNumber, SignatureAlgorithm,
};
use rustls::pki_types::CertificateDer;
use stafet_shared::entropy::Entropy;
use stafet_shared::id::crockford;
use stafet_shared::time::{MS_PER_SECOND, Timestamp};

use super::{AuthorityError, CLOCK_SKEW_MS, IssueError};
use crate::fingerprint::{self, CertificateError, Validity};
use crate::key::{PublicKey, SecretKey};

/// Bytes in a serial number; X.509 allows 20.
const SERIAL_BYTES: usize = 16;
/// Bytes of the key hash that tell authorities of the same rank apart by name.
const NAME_HASH_BYTES: usize = 5;

/// What both authorities have in common.
#[derive(Debug)]
pub(super) struct Authority {
    pub(super) key: SecretKey,
    pub(super) certificate: CertificateDer<'static>,
    /// The common name, which is all there is to the subject.
    pub(super) name: String,
    /// The last second of the certificate.
    pub(super) until: Timestamp,
}

impl Authority {
    pub(super) fn parse(
        certificate_der: &[u8],
        key_der: &[u8],
        rank: Rank,
    ) -> Result<Self, AuthorityError> {
        let key = SecretKey::from_pkcs8_der(key_der)?;
        if fingerprint::public_key(certificate_der)? != *key.public() {
            return Err(AuthorityError::OtherKey);
        }
        let certificate = fingerprint::parse(certificate_der)?;
        let path_length = certificate
            .basic_constraints()
            .ok()
            .flatten()
            .filter(|constraints| constraints.value.ca)
            .and_then(|constraints| constraints.value.path_len_constraint);
        if path_length != Some(u32::from(rank.path_length())) {
            return Err(AuthorityError::OtherRank {
                expected: rank.title(),
            });
        }
        let name = certificate
            .subject()
            .iter_common_name()
            .next()
            .and_then(|name| name.as_str().ok())
            .ok_or(CertificateError::Malformed)?;
        let until_s = certificate.validity().not_after.timestamp();
        Ok(Self {
            key,
            certificate: CertificateDer::from(certificate_der.to_vec()),
            name: name.to_owned(),
            until: Timestamp::from_unix_ms(until_s.saturating_mul(MS_PER_SECOND)),
        })
    }

    /// `asked`, cut so that no certificate outlives its issuer: TLS does not look at the root's
    /// own end, so this is what makes an ended root powerless.
    pub(super) fn within(&self, asked: Validity) -> Result<Validity, IssueError> {
        let until = asked.until.min(self.until);
        if asked.from < until {
            Ok(Validity { until, ..asked })
        } else {
            Err(IssueError::EmptyValidity {
                from: asked.from,
                until,
            })
        }
    }

    pub(super) fn sign(
        &self,
        params: &CertificateParams,
        key: &PublicKey,
    ) -> Result<CertificateDer<'static>, IssueError> {
        let mut own = CertificateParams::default();
        own.distinguished_name = common_name(&self.name);
        let issuer = Issuer::new(own, Signer(&self.key));
        Ok(params.signed_by(key, &issuer)?.der().clone())
    }
}

/// The two ranks of authority, told apart by how many authorities may stand below.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rank {
    Root,
    Issuing,
}

impl Rank {
    const fn path_length(self) -> u8 {
        match self {
            Self::Root => 1,
            Self::Issuing => 0,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Issuing => "issuing",
        }
    }

    /// A name that no other authority bears: two deployments must not look like one another.
    pub(super) fn name(self, key: &PublicKey) -> String {
        let hash = key.hash();
        let short = hash.get(..NAME_HASH_BYTES).unwrap_or_default();
        format!("Stafet {} {}", self.title(), crockford(short))
    }

    pub(super) fn describe(self, params: &mut CertificateParams) {
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(self.path_length()));
        params.key_usages = match self {
            Self::Root => vec![
                KeyUsagePurpose::KeyCertSign,
                KeyUsagePurpose::DigitalSignature,
            ],
            Self::Issuing => vec![KeyUsagePurpose::KeyCertSign],
        };
    }
}

/// What all certificates have in common; those that are no authority's sign handshakes only.
pub(super) fn params(
    name: &str,
    validity: Validity,
    entropy: &mut impl Entropy,
) -> Result<CertificateParams, IssueError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(name);
    params.serial_number = Some(serial(entropy));
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    set_validity(&mut params, validity).ok_or(IssueError::EmptyValidity {
        from: validity.from,
        until: validity.until,
    })?;
    Ok(params)
}

/// Writes the validity in whole seconds. Instants before 1970 become 1970.
fn set_validity(params: &mut CertificateParams, validity: Validity) -> Option<()> {
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let since_epoch = |instant: Timestamp| {
        let ms = u64::try_from(instant.unix_ms()).unwrap_or_default();
        Duration::from_millis(ms).try_into().ok()
    };
    let from = validity.from.plus_ms(CLOCK_SKEW_MS.saturating_neg());
    params.not_before = epoch.checked_add(since_epoch(from)?)?;
    params.not_after = epoch.checked_add(since_epoch(validity.until)?)?;
    Some(())
}

fn common_name(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}

/// A random serial number, positive and always of the same length.
fn serial(entropy: &mut impl Entropy) -> SerialNumber {
    let mut bytes: [u8; SERIAL_BYTES] = entropy.array();
    if let Some(first) = bytes.first_mut() {
        *first = (*first & 0x7f) | 0x40;
    }
    SerialNumber::from_slice(&bytes)
}

/// A secret key as rcgen wants to see it.
pub(super) struct Signer<'a>(pub(super) &'a SecretKey);

impl PublicKeyData for Signer<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.0.public().as_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ED25519
    }
}

impl rcgen::SigningKey for Signer<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(self.0.sign(message).to_vec())
    }
}

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        self.as_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ED25519
    }
}
