//! Sealing: content that only the offices it is meant for can read.
//!
//! Content is packed (deflated where that helps), encrypted as a standard age file to
//! post-quantum hybrid office keys (`mlkem768x25519`), and padded so that its size says little.
//! Opening goes the same way back and releases nothing before all of it has proved whole. This is
//! the only module that names the age crate, and the one place of the pure core that draws
//! randomness of its own, because age does.
//!
//! Sealing says nothing about *who* sealed: the signature over the act's public part does, with
//! its commitment to the content. A file here never mixes hybrid and classical recipients.
//! The layers, outermost first: [`padding`], the age file, [`codec`]. Attached files are sealed
//! apart, as streams: [`blob`].

mod age_blob;
mod age_file;
pub mod blob;
pub mod codec;
mod hybrid;
mod key;
pub mod padding;
mod seed;
mod text;

#[cfg(test)]
mod tests;

use std::{
    fmt,
    io::{Read, Write},
};

use zeroize::Zeroizing;

use self::blob::{BlobError, BlobKey};
pub use key::{FINGERPRINT_BYTES, Fingerprint, PUBLIC_KEY_BYTES, PublicKey};
pub use seed::{SEED_BYTES, Seed};
pub use text::KeyError;

/// The most recipients of one object: a handover has two or three offices.
pub const MAX_RECIPIENTS: usize = 32;

/// Seals content to offices and opens it again.
///
/// [`AgeSealing`] is the real one; the simulation has one that draws from its seed.
pub trait Sealing: Send + Sync {
    /// Seals `content` so that each of the keys in `to` opens it.
    ///
    /// # Errors
    /// [`SealError`] when content or recipients are outside the limits.
    fn seal(&self, content: &[u8], to: &[PublicKey]) -> Result<Sealed, SealError>;

    /// Opens `object` with the first of the seeds that fits: the current one should come first.
    /// Each is first tried on the recipient with the number `likely`, and then on all others.
    ///
    /// # Errors
    /// [`OpenError`]: nothing of the content is released.
    fn open(&self, object: &[u8], with: &[Seed], likely: usize) -> Result<Opened, OpenError>;

    /// Encrypts a stream to a blob's key. [`blob::seal_file`] calls it with a padded file.
    ///
    /// # Errors
    /// [`BlobError::File`] when a stream fails.
    fn seal_stream(
        &self,
        key: &BlobKey,
        plain: &mut dyn Read,
        blob: &mut dyn Write,
    ) -> Result<(), BlobError>;

    /// Decrypts a stream with a blob's key. [`blob::open_file`] calls it and checks what comes.
    ///
    /// # Errors
    /// [`BlobError`]: nothing that was written may be used.
    fn open_stream(
        &self,
        key: &BlobKey,
        blob: &mut dyn Read,
        plain: &mut dyn Write,
    ) -> Result<(), BlobError>;
}

/// The real [`Sealing`]: age files, with randomness from the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct AgeSealing;

impl Sealing for AgeSealing {
    fn seal(&self, content: &[u8], to: &[PublicKey]) -> Result<Sealed, SealError> {
        let packed = codec::pack(content)?;
        let file = age_file::encrypt(&packed, to)?;
        padding::pad(&file).map(Sealed::from_bytes)
    }

    fn open(&self, object: &[u8], with: &[Seed], likely: usize) -> Result<Opened, OpenError> {
        let file = padding::unpad(object)?;
        let packed = age_file::decrypt(file, with, likely)?;
        Ok(Opened {
            plaintext: codec::unpack(&packed.plaintext)?,
            recipients: packed.recipients,
        })
    }

    fn seal_stream(
        &self,
        key: &BlobKey,
        plain: &mut dyn Read,
        blob: &mut dyn Write,
    ) -> Result<(), BlobError> {
        age_blob::encrypt(key, plain, blob)
    }

    fn open_stream(
        &self,
        key: &BlobKey,
        blob: &mut dyn Read,
        plain: &mut dyn Write,
    ) -> Result<(), BlobError> {
        age_blob::decrypt(key, blob, plain)
    }
}

/// Seals `plaintext` for other programs: a plain age file, neither deflated nor padded, which
/// whoever holds one of the keys' seeds opens with any age program that knows hybrid keys.
///
/// # Errors
/// [`SealError`] when the recipients are outside the limits. The plaintext's size is not limited.
pub fn export(plaintext: &[u8], to: &[PublicKey]) -> Result<Vec<u8>, SealError> {
    age_file::encrypt(plaintext, to)
}

/// A sealed object, as it is stored and sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    bytes: Vec<u8>,
}

impl Sealed {
    /// The object that a [`Sealing`] made.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// The object's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The object's bytes, given away.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The padded size in bytes: everything that an outsider learns about the content's.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "a sealed object is never empty"
    )]
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}

/// What came out of an object that opened and proved whole.
pub struct Opened {
    /// The content, zeroed when dropped.
    pub plaintext: Zeroizing<Vec<u8>>,
    /// To how many hybrid keys the object is sealed. The caller compares it with the number of
    /// recipients in the signed public part, so that nobody is added or left out unseen.
    pub recipients: usize,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened([sealed], {} recipients)", self.recipients)
    }
}

/// Why content was not sealed. The first four are the caller's to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// There is nobody to seal to.
    #[error("there is no office key to seal to: wait until the office has one")]
    NoRecipient,
    /// More than [`MAX_RECIPIENTS`].
    #[error("sealing to {got} offices, {limit} at most: send it in turns")]
    TooManyRecipients {
        /// The most that are accepted.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// The same key stands twice among the recipients.
    #[error("the office key {0} stands twice among the recipients: name it once")]
    RepeatedRecipient(Fingerprint),
    /// The content is above [`codec::MAX_CONTENT_BYTES`].
    #[error("the content has {got} bytes, {limit} at most: shorten it or attach a part")]
    ContentTooLarge {
        /// The most bytes that are accepted.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// The library failed on input within the limits, which is a fault in this program.
    #[error("sealing failed inside this program: report it to the operator")]
    Internal,
}

/// Why an object was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// None of the given seeds fits: the office's move, it needs the right key or a re-wrap.
    #[error("no key of this office opens it: ask the sender to seal it to the office again")]
    NotForUs,
    /// The object is not whole, or never was: fetch it again, then it is the sender's move.
    #[error("the sealed object is damaged ({0}): fetch it again, or else ask the sender to resend")]
    Damaged(Damage),
    /// A recipient that is not hybrid: the sender's move, whose program does not keep the rules.
    #[error("it is also sealed to a key that is not post-quantum: the sender must seal it again")]
    ForeignRecipient,
    /// The object is above [`padding::MAX_OBJECT_BYTES`]: the sender's move.
    #[error("the object has {got} bytes, {limit} at most: the sender must send less")]
    TooLarge {
        /// The most bytes that are accepted.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// The content expands above [`codec::MAX_CONTENT_BYTES`]: the sender's move.
    #[error("the content has more than {limit} bytes: the sender must send less")]
    ContentTooLarge {
        /// The most bytes that are accepted.
        limit: usize,
    },
    /// A later format of the object: our move.
    #[error("the object has the unknown format {got}: update this program")]
    UnknownFormat {
        /// The format byte.
        got: u8,
    },
    /// A later codec: our move.
    #[error("the content has the unknown codec {got}: update this program")]
    UnknownCodec {
        /// The codec byte.
        got: u8,
    },
    /// A later dictionary: our move.
    #[error("the content needs the unknown dictionary {got}: update this program")]
    UnknownDictionary {
        /// The dictionary's id.
        got: u8,
    },
}

/// In which layer an object is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The object's length does not agree with the length it states.
    #[error("length")]
    Length,
    /// The padding is not zero.
    #[error("padding")]
    Padding,
    /// The age file's header does not parse, or has been changed.
    #[error("header")]
    Header,
    /// The age file's payload is cut off or has been changed.
    #[error("payload")]
    Payload,
    /// The packed content does not unpack.
    #[error("packing")]
    Packing,
}
