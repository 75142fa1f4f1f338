//! Public keys of offices: X-Wing, that is ML-KEM-768 and X25519 together.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use hpke::kem::XWing;
use hpke::{Deserializable, Kem, Serializable};
use sha2::{Digest, Sha256};

use super::text::{self, KeyError};

/// Bytes in a public key: 1,184 of ML-KEM-768, then 32 of X25519.
pub const PUBLIC_KEY_BYTES: usize = 1_216;
/// Bytes in a [`Fingerprint`].
pub const FINGERPRINT_BYTES: usize = 32;

/// Bytes in an X25519 public key or share.
pub(super) const SHARE_BYTES: usize = 32;

/// How many bytes of a fingerprint people see, in hexadecimal.
const SHOWN_BYTES: usize = 8;

/// The public key as hpke knows it.
pub(super) type HpkePublicKey = <XWing as Kem>::PublicKey;

/// Names a public key: SHA-256 of its bytes.
///
/// Shown by its first 64 bits, which tell keys apart but prove nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; FINGERPRINT_BYTES]);

impl Fingerprint {
    /// The fingerprint with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; FINGERPRINT_BYTES]) -> Self {
        Self(bytes)
    }

    /// The fingerprint's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; FINGERPRINT_BYTES] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().take(SHOWN_BYTES);
        shown
            .into_iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// A public key to which content is sealed, known to be one. Cheap to clone.
#[derive(Clone)]
pub struct PublicKey(Arc<Parsed>);

struct Parsed {
    hpke: HpkePublicKey,
    bytes: Vec<u8>,
    fingerprint: Fingerprint,
}

impl PublicKey {
    /// The public key with these bytes.
    ///
    /// # Errors
    /// [`KeyError`] when they are not [`PUBLIC_KEY_BYTES`] many, or no key that protects anything.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        if bytes.len() != PUBLIC_KEY_BYTES {
            return Err(KeyError::Length {
                expected: PUBLIC_KEY_BYTES,
                got: bytes.len(),
            });
        }
        let share: &[u8; SHARE_BYTES] = bytes.last_chunk().ok_or(KeyError::NotAKey)?;
        if !contributes(share) {
            return Err(KeyError::LowOrder);
        }
        HpkePublicKey::from_bytes(bytes)
            .map(Self::from_hpke)
            .map_err(|_| KeyError::NotAKey)
    }

    pub(super) fn from_hpke(hpke: HpkePublicKey) -> Self {
        let bytes = hpke.to_bytes().to_vec();
        let fingerprint = Fingerprint(Sha256::digest(&bytes).into());
        Self(Arc::new(Parsed {
            hpke,
            bytes,
            fingerprint,
        }))
    }

    pub(super) fn hpke(&self) -> &HpkePublicKey {
        &self.0.hpke
    }

    /// The key's [`PUBLIC_KEY_BYTES`] bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The key's name.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.bytes == other.0.bytes
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint())
    }
}

/// The recipient as age programs take it: `age1pq1…`, 1,959 characters.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::PUBLIC.write(self.as_bytes(), f)
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::from_bytes(&text::PUBLIC.read(text)?)
    }
}

/// Whether an X25519 share adds a secret: not so the points of low order, with which every
/// scalar gives zero. The specification demands the check and hpke leaves it to its caller.
pub(super) fn contributes(share: &[u8; SHARE_BYTES]) -> bool {
    x25519_dalek::x25519(ANY_SCALAR, *share) != [0; SHARE_BYTES]
}

/// Clamping makes a multiple of eight of any scalar, so that one speaks for all.
const ANY_SCALAR: [u8; SHARE_BYTES] = [9; SHARE_BYTES];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::Seed;

    #[test]
    fn a_public_key_survives_bytes_and_text() {
        let key = Seed::from_bytes([3; 32]).public_key();
        assert_eq!(PublicKey::from_bytes(key.as_bytes()), Ok(key.clone()));
        assert_eq!(key.to_string().parse(), Ok(key.clone()));
        assert_eq!(key.to_string().len(), 1_959);
        assert!(key.to_string().starts_with("age1pq1"));
    }

    #[test]
    fn bytes_that_are_no_key_are_refused() {
        let key = Seed::from_bytes([3; 32]).public_key();
        let short = &key.as_bytes()[1..];
        let length = KeyError::Length {
            expected: PUBLIC_KEY_BYTES,
            got: PUBLIC_KEY_BYTES - 1,
        };
        assert_eq!(PublicKey::from_bytes(short), Err(length));

        let mut out_of_range = key.as_bytes().to_vec();
        out_of_range[..3].fill(0xFF);
        assert_eq!(PublicKey::from_bytes(&out_of_range), Err(KeyError::NotAKey));

        let mut weak = key.as_bytes().to_vec();
        weak[PUBLIC_KEY_BYTES - SHARE_BYTES..].fill(0);
        assert_eq!(PublicKey::from_bytes(&weak), Err(KeyError::LowOrder));
    }

    #[test]
    fn only_the_canonical_text_is_taken() {
        let text = Seed::from_bytes([3; 32]).public_key().to_string();
        let secret = Seed::from_bytes([3; 32]).to_text();
        let mistyped = text.replacen('q', "p", 2);
        for wrong in [
            &text.to_uppercase(),
            &mistyped,
            &format!(" {text}"),
            &*secret,
            "",
            "age1pq1",
        ] {
            assert_eq!(wrong.parse::<PublicKey>(), Err(KeyError::Text));
        }
    }

    #[test]
    fn debug_shows_the_fingerprint_only() {
        let key = Seed::from_bytes([3; 32]).public_key();
        let shown = format!("{key:?} {:?}", key.fingerprint());
        let short = key.fingerprint().to_string();
        assert_eq!(short.len(), 2 * SHOWN_BYTES);
        assert_eq!(shown, format!("PublicKey({short}) Fingerprint({short})"));
    }
}
