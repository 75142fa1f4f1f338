//! SHA-256 and what it names.

use std::{
    fmt,
    io::{self, Read},
};

use sha2::{Digest, Sha256};

/// Bytes in a hash.
pub const HASH_BYTES: usize = 32;
/// Bytes of a stream that are hashed at once.
const READ_BYTES: usize = 16 * 1024;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; HASH_BYTES]);

impl Hash {
    /// All zero bits: the chain hash before a mailbox's first entry. No input is known to have it.
    pub const ZERO: Self = Self([0; HASH_BYTES]);

    /// The hash of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of all that `from` reads, in memory that does not depend on its length.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_stream(from: &mut dyn Read) -> io::Result<Self> {
        let mut digest = Sha256::new();
        let mut buffer = [0; READ_BYTES];
        loop {
            let read = from.read(&mut buffer)?;
            if read == 0 {
                return Ok(Self(digest.finalize().into()));
            }
            digest.update(buffer.get(..read).unwrap_or_default());
        }
    }

    /// The hash of `parts`, one after the other. Callers fix the parts' lengths or prefix a
    /// label, so that two different lists never run together into the same bytes.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    /// The hash with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; HASH_BYTES]) -> Self {
        Self(bytes)
    }

    /// The hash's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }
}

/// All 64 hexadecimal digits.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The first eight hexadecimal digits.
impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .take(4)
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
