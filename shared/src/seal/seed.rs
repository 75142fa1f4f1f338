//! The secret half of an office key.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use hpke::kem::XWing;
use hpke::{Deserializable, Kem};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::key::PublicKey;
use super::text::{self, KeyError};
use crate::entropy::Entropy;

/// Bytes in a seed.
pub const SEED_BYTES: usize = 32;
/// Characters in a seed's text: prefix, separator, 52 for the seed and 6 for the checksum.
const TEXT_CHARS: usize = 77;

/// The secret key as hpke knows it.
pub(super) type HpkePrivateKey = <XWing as Kem>::PrivateKey;

/// The secret from which an X-Wing key pair follows. Whoever holds it opens what is sealed to
/// its public key. Zeroed when dropped, compared in constant time, never shown.
#[derive(Clone)]
pub struct Seed {
    bytes: Zeroizing<[u8; SEED_BYTES]>,
    /// The key pair, once it was asked for: to find it costs about as much as to open something.
    pair: Arc<OnceLock<HpkePrivateKey>>,
}

impl Seed {
    /// A fresh seed.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        let mut seed = Self::from_bytes([0; SEED_BYTES]);
        entropy.fill(seed.bytes.as_mut_slice());
        seed
    }

    /// The seed with these bytes: any will do, if they are secret.
    #[must_use]
    pub fn from_bytes(bytes: [u8; SEED_BYTES]) -> Self {
        Self {
            bytes: Zeroizing::new(bytes),
            pair: Arc::default(),
        }
    }

    /// The secret bytes, to be sealed and stored, never shown.
    #[must_use]
    pub fn expose(&self) -> &[u8; SEED_BYTES] {
        &self.bytes
    }

    /// The public key to which others seal.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_hpke(XWing::sk_to_pk(self.hpke()))
    }

    /// The identity as age programs take it: `AGE-SECRET-KEY-PQ-1…`, a secret itself.
    #[must_use]
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "a String takes any text, and 32 bytes always have one"
    )]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(TEXT_CHARS));
        let written = text::SECRET.write(self.bytes.as_slice(), &mut *text);
        written.expect("writing to a String does not fail");
        text
    }

    pub(super) fn hpke(&self) -> &HpkePrivateKey {
        #[expect(clippy::expect_used, reason = "any 32 bytes are a seed")]
        self.pair.get_or_init(|| {
            HpkePrivateKey::from_bytes(self.bytes.as_slice())
                .expect("the array has the right length")
        })
    }
}

impl FromStr for Seed {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = text::SECRET.read(text)?;
        let mut seed = Self::from_bytes([0; SEED_BYTES]);
        if bytes.len() != SEED_BYTES {
            return Err(KeyError::Length {
                expected: SEED_BYTES,
                got: bytes.len(),
            });
        }
        seed.bytes.copy_from_slice(&bytes);
        Ok(seed)
    }
}

impl PartialEq for Seed {
    fn eq(&self, other: &Self) -> bool {
        self.bytes.as_slice().ct_eq(other.bytes.as_slice()).into()
    }
}

impl Eq for Seed {}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(u8);

    impl Entropy for Counting {
        fn fill(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0;
                self.0 = self.0.wrapping_add(1);
            }
        }
    }

    #[test]
    fn a_seed_comes_from_the_given_chance_alone() {
        let mut entropy = Counting(0);
        let first = Seed::generate(&mut entropy);
        let second = Seed::generate(&mut entropy);
        assert_eq!(first.expose()[..4], [0, 1, 2, 3]);
        assert_eq!(second.expose()[..4], [32, 33, 34, 35]);
        assert_ne!(first, second);
        assert_ne!(first.public_key(), second.public_key());
    }

    #[test]
    fn a_seed_survives_text() {
        let seed = Seed::from_bytes([7; SEED_BYTES]);
        assert_eq!(seed.to_text().len(), TEXT_CHARS);
        assert_eq!(seed.to_text().parse(), Ok(seed));
    }

    #[test]
    fn only_the_canonical_text_of_a_seed_is_taken() {
        let text = Seed::from_bytes([7; SEED_BYTES]).to_text();
        let mut short = String::new();
        text::SECRET.write(&[7; 31], &mut short).unwrap();
        assert_eq!(text.to_lowercase().parse::<Seed>(), Err(KeyError::Text));
        assert_eq!(
            text.replacen('Q', "P", 2).parse::<Seed>(),
            Err(KeyError::Text)
        );
        let length = KeyError::Length {
            expected: SEED_BYTES,
            got: 31,
        };
        assert_eq!(short.parse::<Seed>(), Err(length));
    }

    #[test]
    fn debug_shows_nothing_of_a_seed() {
        assert_eq!(format!("{:?}", Seed::from_bytes([7; 32])), "[sealed]");
    }
}
