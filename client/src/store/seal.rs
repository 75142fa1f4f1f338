//! Seals one field of one row: what lies on the disk can neither be read nor moved.
//!
//! A sealed value is a random nonce followed by the value in XChaCha20-Poly1305. Table, row and
//! column are authenticated with it, so a value opens only where it was written. What is not
//! hidden: how long a value is, and that an older value of the same field was put back.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use stafet_shared::entropy::Entropy;
use zeroize::Zeroizing;

use super::StoreError;

/// Bytes in a store key.
pub const KEY_BYTES: usize = 32;
/// Bytes in a nonce: enough that random ones never meet.
const NONCE_BYTES: usize = 24;
/// Begins what is authenticated: tells this use of the key from any other, and its version.
const LABEL: &[u8] = b"stafet/store/1";

/// The secret that opens one profile's store. Zeroed when dropped, never shown.
pub struct StoreKey(Zeroizing<[u8; KEY_BYTES]>);

impl StoreKey {
    /// A fresh key.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        let mut key = Self(Zeroizing::new([0; KEY_BYTES]));
        entropy.fill(key.0.as_mut_slice());
        key
    }

    /// The key with these bytes, or `None` unless there are 32.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Self(Zeroizing::new([0; KEY_BYTES]));
        if bytes.len() != KEY_BYTES {
            return None;
        }
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    /// The secret bytes, to be kept where only the profile's owner can read.
    #[must_use]
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey([sealed])")
    }
}

/// One field of one row.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    /// The table's name.
    pub(super) table: &'static str,
    /// The row's primary key.
    pub(super) row: &'a [u8],
    /// The column's name.
    pub(super) column: &'static str,
}

impl Field<'_> {
    /// The field's name without ambiguity: each part is preceded by its length.
    fn authenticated(&self) -> Vec<u8> {
        let mut bytes = LABEL.to_vec();
        for part in [self.table.as_bytes(), self.row, self.column.as_bytes()] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part);
        }
        bytes
    }
}

/// Seals and opens the fields of one store.
pub(super) struct Sealer {
    key: StoreKey,
    /// Behind a lock because a nonce is drawn through a shared reference.
    entropy: Mutex<Box<dyn Entropy + Send>>,
}

impl Sealer {
    pub(super) fn new(key: StoreKey, entropy: impl Entropy + Send + 'static) -> Self {
        Self {
            key,
            entropy: Mutex::new(Box::new(entropy)),
        }
    }

    /// Seals `value` for one field.
    pub(super) fn seal(&self, field: Field<'_>, value: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut sealed = self.nonce().to_vec();
        let payload = Payload {
            msg: value,
            aad: &field.authenticated(),
        };
        let ciphertext = self
            .cipher()
            .encrypt(XNonce::from_slice(&sealed), payload)
            .map_err(|_| StoreError::Database("a value is too long to be sealed".to_owned()))?;
        sealed.extend(ciphertext);
        Ok(sealed)
    }

    /// Opens what was sealed for this field with this key.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] for anything else.
    pub(super) fn open(&self, field: Field<'_>, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (nonce, ciphertext) = sealed
            .split_at_checked(NONCE_BYTES)
            .ok_or(StoreError::Sealed)?;
        let payload = Payload {
            msg: ciphertext,
            aad: &field.authenticated(),
        };
        self.cipher()
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| StoreError::Sealed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.expose().into())
    }

    fn nonce(&self) -> [u8; NONCE_BYTES] {
        let mut entropy = self.entropy.lock().unwrap_or_else(PoisonError::into_inner);
        let mut nonce = [0; NONCE_BYTES];
        entropy.fill(&mut nonce);
        nonce
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Counting;
    use super::*;

    const FIELD: Field<'static> = Field {
        table: "acts",
        row: b"row",
        column: "signed",
    };

    fn sealer(seed: u64) -> Sealer {
        let key = StoreKey::generate(&mut Counting(seed));
        Sealer::new(key, Counting(seed << 32))
    }

    fn is_sealed(result: &Result<Vec<u8>, StoreError>) -> bool {
        matches!(result, Err(StoreError::Sealed))
    }

    #[test]
    fn a_value_opens_where_it_was_sealed() {
        for value in [&b""[..], b"x", &[7; 100_000]] {
            let sealed = sealer(1).seal(FIELD, value).unwrap();
            assert_eq!(sealer(1).open(FIELD, &sealed).unwrap(), value);
        }
    }

    #[test]
    fn the_same_value_is_never_sealed_the_same_twice() {
        let sealer = sealer(1);
        let sealed = || sealer.seal(FIELD, b"value").unwrap();
        assert_ne!(sealed(), sealed());
    }

    #[test]
    fn a_value_does_not_open_in_another_place() {
        let sealer = sealer(1);
        let sealed = sealer.seal(FIELD, b"value").unwrap();
        let elsewhere = [
            Field {
                table: "bodies",
                ..FIELD
            },
            Field {
                row: b"other",
                ..FIELD
            },
            Field {
                column: "receipt",
                ..FIELD
            },
            // The same letters, shared out differently.
            Field {
                row: b"rows",
                column: "igned",
                ..FIELD
            },
        ];
        for field in elsewhere {
            assert!(is_sealed(&sealer.open(field, &sealed)));
        }
    }

    #[test]
    fn a_value_with_any_flipped_bit_or_cut_anywhere_does_not_open() {
        let sealer = sealer(1);
        let sealed = sealer.seal(FIELD, b"value").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(is_sealed(&sealer.open(FIELD, &flipped)), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(is_sealed(&sealer.open(FIELD, &sealed[..length])));
        }
    }

    #[test]
    fn a_value_does_not_open_with_another_key() {
        let sealed = sealer(1).seal(FIELD, b"value").unwrap();
        assert!(is_sealed(&sealer(2).open(FIELD, &sealed)));
    }

    #[test]
    fn a_key_is_not_shown_and_has_32_bytes() {
        let key = StoreKey::generate(&mut Counting(1));
        assert_eq!(format!("{key:?}"), "StoreKey([sealed])");
        let copy = StoreKey::from_slice(key.expose()).unwrap();
        assert_eq!(copy.expose(), key.expose());
        assert!(StoreKey::from_slice(&[0; 31]).is_none());
        assert!(StoreKey::from_slice(&[0; 33]).is_none());
    }
}
