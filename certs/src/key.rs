//! Ed25519 keys: 32 secret bytes from [`Entropy`], and the public key that follows from them.
//!
//! Every key of the deployment's authority, of the server and of a device's TLS has this form.
//! Secret keys are written as PKCS#8 version 1 (RFC 8410), which every tool reads; version 2,
//! which carries the public key too, is refused by OpenSSL 3.0.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use stafet_shared::entropy::Entropy;
use zeroize::Zeroizing;

/// Bytes in an Ed25519 seed, the secret from which the key pair follows.
pub const SEED_BYTES: usize = 32;
/// Bytes in an Ed25519 public key.
pub const PUBLIC_KEY_BYTES: usize = 32;
/// Bytes in an Ed25519 signature.
pub const SIGNATURE_BYTES: usize = 64;

/// What precedes the seed in a PKCS#8 version 1 key: version 0, the algorithm id-Ed25519
/// (1.3.101.112), and the headers of two nested octet strings (RFC 8410 §7).
const PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// What precedes the key in a `SubjectPublicKeyInfo`: the algorithm id-Ed25519 and the header of
/// a bit string without unused bits (RFC 8410 §4).
const SPKI_PREFIX: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// An Ed25519 public key: harmless, and all that ever leaves the machine that made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; PUBLIC_KEY_BYTES]);

impl PublicKey {
    /// The key with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; PUBLIC_KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// The key's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; PUBLIC_KEY_BYTES] {
        &self.0
    }

    /// The key as X.509 writes it: a `SubjectPublicKeyInfo` in DER, 44 bytes.
    #[must_use]
    pub fn spki_der(&self) -> Vec<u8> {
        [SPKI_PREFIX.as_slice(), &self.0].concat()
    }

    /// The key in a `SubjectPublicKeyInfo`, or `None` when that is not an Ed25519 key.
    #[must_use]
    pub fn from_spki_der(der: &[u8]) -> Option<Self> {
        let bytes = der.strip_prefix(&SPKI_PREFIX)?;
        bytes.try_into().ok().map(Self)
    }

    /// SHA-256 of the `SubjectPublicKeyInfo`: the name under which the directory knows a peer.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.spki_der()).into()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// An Ed25519 key pair, zeroed when dropped.
///
/// It is generated where it is used and never leaves that machine: an authority's key stays in
/// the administrator's folder, the server's on the server, a device's on the device.
#[derive(Clone)]
pub struct SecretKey {
    seed: Zeroizing<[u8; SEED_BYTES]>,
    public: PublicKey,
}

impl SecretKey {
    /// A fresh key.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        let mut seed = Zeroizing::new([0; SEED_BYTES]);
        entropy.fill(seed.as_mut_slice());
        Self::from_seed(seed)
    }

    /// The key that follows from `seed`.
    #[must_use]
    pub fn from_seed(seed: Zeroizing<[u8; SEED_BYTES]>) -> Self {
        let public = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        Self {
            seed,
            public: PublicKey(public),
        }
    }

    /// The 32 secret bytes.
    #[must_use]
    pub const fn seed(&self) -> &Zeroizing<[u8; SEED_BYTES]> {
        &self.seed
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The key as a PKCS#8 version 1 document in DER, 48 bytes, of which the last 32 are the seed.
    #[must_use]
    pub fn to_pkcs8_der(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([PKCS8_PREFIX.as_slice(), self.seed.as_slice()].concat())
    }

    /// Reads what [`to_pkcs8_der`](Self::to_pkcs8_der) wrote.
    ///
    /// # Errors
    /// [`KeyError`] for anything else, including keys of other algorithms and of version 2.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        let secret = der.strip_prefix(&PKCS8_PREFIX).ok_or(KeyError)?;
        let mut seed = Zeroizing::new([0; SEED_BYTES]);
        if secret.len() != seed.len() {
            return Err(KeyError);
        }
        seed.copy_from_slice(secret);
        Ok(Self::from_seed(seed))
    }

    /// The signature over `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        SigningKey::from_bytes(&self.seed).sign(message).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([sealed])")
    }
}

/// A key file does not hold what [`SecretKey::to_pkcs8_der`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 key in PKCS#8 version 1: whoever keeps the key must restore its file")]
pub struct KeyError;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Seeded;

    #[test]
    fn the_same_chance_gives_the_same_key_and_other_chance_another() {
        let made = |seed| *SecretKey::generate(&mut Seeded::new(seed)).public();
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
    }

    #[test]
    fn the_public_key_of_rfc_8032_test_1_follows_from_its_seed() {
        let seed = [
            0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec,
            0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03,
            0x1c, 0xae, 0x7f, 0x60,
        ];
        let key = SecretKey::from_seed(Zeroizing::new(seed));
        let public = "PublicKey(d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a)";
        assert_eq!(format!("{:?}", key.public()), public);
    }

    #[test]
    fn a_written_key_is_read_back() {
        let key = SecretKey::generate(&mut Seeded::new(1));
        let read = SecretKey::from_pkcs8_der(&key.to_pkcs8_der()).unwrap();
        assert_eq!(read.seed(), key.seed());
        assert_eq!(read.public(), key.public());
        assert_eq!(
            PublicKey::from_spki_der(&key.public().spki_der()),
            Some(*key.public())
        );
    }

    #[test]
    fn a_key_that_is_cut_lengthened_or_of_another_kind_is_refused() {
        let der = SecretKey::generate(&mut Seeded::new(1)).to_pkcs8_der();
        let mut longer = der.to_vec();
        longer.push(0);
        let mut other_algorithm = der.to_vec();
        other_algorithm[11] = 0x71; // id-Ed448
        for wrong in [&der[..47], &longer, &other_algorithm, &[]] {
            assert!(SecretKey::from_pkcs8_der(wrong).is_err());
        }
    }

    #[test]
    fn a_secret_key_is_not_shown() {
        let key = SecretKey::generate(&mut Seeded::new(1));
        assert_eq!(format!("{key:?}"), "SecretKey([sealed])");
    }
}
