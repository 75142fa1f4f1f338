//! Blobs: attached files under seal, read and written as streams.
//!
//! A blob is a plain age file to one passphrase: a random key of 256 bits, which stands in the
//! sealed manifest of the document that the file belongs to. Padding lies inside the encryption:
//! zeros after the file, up to [`padded_len`]. So any age program opens a blob, and its length
//! follows from the file's, which the manifest tells. A blob is named by its length and SHA-256.

use std::fmt;
use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Sealing;
use super::padding::padded_len;
use crate::entropy::Entropy;
use crate::hash::Hash;
use crate::id::crockford;

/// Bytes in a blob's key.
pub const BLOB_KEY_BYTES: usize = 32;
/// The largest file that is attached, in bytes: 50 MiB.
pub const ATTACHMENT_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// The largest blob, in bytes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "50 MiB, and what age adds to them"
)]
pub const BLOB_BYTES_MAX: u32 = sealed_len(padded_len(ATTACHMENT_BYTES_MAX as usize)) as u32;

/// Bytes in the header of a blob's age file: version line, one stanza, authentication code.
pub const BLOB_HEADER_BYTES: usize = 149;
/// Bytes of the nonce before an age file's payload.
const NONCE_BYTES: usize = 16;
/// Bytes of payload in one chunk of an age file.
const CHUNK_BYTES: usize = 64 * 1024;
/// Bytes of the tag behind each chunk.
const TAG_BYTES: usize = 16;

/// The key of one blob: whoever holds it opens the blob. Zeroed when dropped, compared in
/// constant time, never shown.
#[derive(Clone)]
pub struct BlobKey(Zeroizing<[u8; BLOB_KEY_BYTES]>);

impl BlobKey {
    /// A fresh key.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        let mut key = Self(Zeroizing::new([0; BLOB_KEY_BYTES]));
        entropy.fill(key.0.as_mut_slice());
        key
    }

    /// The key with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; BLOB_KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The secret bytes, to be sealed, never shown.
    #[must_use]
    pub fn expose(&self) -> &[u8; BLOB_KEY_BYTES] {
        &self.0
    }

    /// The passphrase of the age file: the key in Crockford base32, 52 characters.
    #[must_use]
    pub fn passphrase(&self) -> Zeroizing<String> {
        Zeroizing::new(crockford(self.0.as_slice()))
    }
}

impl PartialEq for BlobKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl Eq for BlobKey {}

impl fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// Names a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlobRef {
    /// Its SHA-256.
    pub hash: Hash,
    /// Its length in bytes.
    pub bytes: u32,
}

/// What a file turned out to be while it was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The file's size in bytes.
    pub size_bytes: u64,
    /// The file's SHA-256.
    pub plain: Hash,
    /// The blob that was made of it.
    pub blob: BlobRef,
}

/// The length of the blob that a file of `size_bytes` becomes; `None` for a file that is too
/// large.
#[must_use]
pub fn blob_bytes(size_bytes: u64) -> Option<u32> {
    if size_bytes > ATTACHMENT_BYTES_MAX {
        return None;
    }
    let size = usize::try_from(size_bytes).ok()?;
    u32::try_from(sealed_len(padded_len(size))).ok()
}

/// Seals the file that `plain` reads, in memory that does not depend on its size.
///
/// # Errors
/// [`BlobError`]; what was written to `blob` is of no use then.
pub fn seal_file(
    sealing: &dyn Sealing,
    key: &BlobKey,
    plain: &mut dyn Read,
    blob: &mut dyn Write,
) -> Result<Measured, BlobError> {
    let mut padded = Padded::new(plain);
    let mut counted = Counted::new(blob);
    sealing.seal_stream(key, &mut padded, &mut counted)?;
    if padded.is_too_large() {
        return Err(BlobError::TooLarge {
            limit: ATTACHMENT_BYTES_MAX,
        });
    }
    let expected = blob_bytes(padded.size);
    let (bytes, hash) = counted.finish();
    let bytes = u32::try_from(bytes)
        .ok()
        .filter(|got| Some(*got) == expected);
    Ok(Measured {
        size_bytes: padded.size,
        plain: Hash::from_bytes(padded.digest.finalize().into()),
        blob: BlobRef {
            hash,
            // A sealing that makes other lengths could never be sent.
            bytes: bytes.ok_or(BlobError::Damaged)?,
        },
    })
}

/// Opens a blob to the file of `size_bytes` that has the hash `plain`. Nothing that was written
/// to `file` may be used before this has answered without an error.
///
/// # Errors
/// [`BlobError`] says whether the blob is damaged or holds another file than described.
pub fn open_file(
    sealing: &dyn Sealing,
    (key, size_bytes, plain): (&BlobKey, u64, Hash),
    blob: &mut dyn Read,
    file: &mut dyn Write,
) -> Result<(), BlobError> {
    let mut unpadded = Unpadded::new(file, size_bytes);
    sealing.open_stream(key, blob, &mut unpadded)?;
    if unpadded.is_file(size_bytes) && Hash::from_bytes(unpadded.digest.finalize().into()) == plain
    {
        Ok(())
    } else {
        Err(BlobError::OtherFile)
    }
}

/// The length of the age file with a payload of `payload` bytes.
const fn sealed_len(payload: usize) -> usize {
    let chunks = payload.div_ceil(CHUNK_BYTES);
    payload
        .saturating_add(chunks.saturating_mul(TAG_BYTES))
        .saturating_add(BLOB_HEADER_BYTES + NONCE_BYTES)
}

/// Why a file could not be sealed, or a blob not opened.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The file is above [`ATTACHMENT_BYTES_MAX`].
    #[error("the file has more than {limit} bytes: send a part of it, or bring it another way")]
    TooLarge {
        /// The most bytes that are accepted.
        limit: u64,
    },
    /// The blob is not whole, or its key is another one.
    #[error("the sealed file is damaged: fetch it again, or else ask the sender to send it again")]
    Damaged,
    /// The blob holds another file than its sender has described.
    #[error("the sealed file is not the one that its sender has described: ask the sender")]
    OtherFile,
    /// The file or the blob could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(#[from] io::Error),
}

/// A file with its padding behind it. Counts and hashes the file alone.
struct Padded<'a> {
    file: &'a mut dyn Read,
    size: u64,
    digest: Sha256,
    /// How much padding is left, once the file has ended.
    padding: Option<usize>,
}

impl<'a> Padded<'a> {
    fn new(file: &'a mut dyn Read) -> Self {
        Self {
            file,
            size: 0,
            digest: Sha256::new(),
            padding: None,
        }
    }

    const fn is_too_large(&self) -> bool {
        self.size > ATTACHMENT_BYTES_MAX
    }
}

impl Read for Padded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.padding.is_none() && !buffer.is_empty() {
            let read = self.file.read(buffer)?;
            self.size = self.size.saturating_add(read as u64);
            if self.is_too_large() {
                return Ok(0);
            }
            if read > 0 {
                self.digest.update(buffer.get(..read).unwrap_or_default());
                return Ok(read);
            }
            let size = usize::try_from(self.size).unwrap_or(usize::MAX);
            self.padding = Some(padded_len(size).saturating_sub(size));
        }
        let left = self.padding.unwrap_or_default();
        let zeros = left.min(buffer.len());
        buffer.iter_mut().take(zeros).for_each(|byte| *byte = 0);
        self.padding = self.padding.map(|left| left.saturating_sub(zeros));
        Ok(zeros)
    }
}

/// Lets the first bytes through, hashing them, and looks whether the rest is the padding.
struct Unpadded<'a> {
    file: &'a mut dyn Write,
    left: u64,
    digest: Sha256,
    padding: u64,
    only_zeros: bool,
}

impl<'a> Unpadded<'a> {
    fn new(file: &'a mut dyn Write, size: u64) -> Self {
        Self {
            file,
            left: size,
            digest: Sha256::new(),
            padding: 0,
            only_zeros: true,
        }
    }

    /// Whether exactly a file of that size with its padding has come.
    fn is_file(&self, size: u64) -> bool {
        let padded = usize::try_from(size).map(padded_len).unwrap_or_default();
        let came = usize::try_from(size.saturating_add(self.padding));
        self.left == 0 && self.only_zeros && came == Ok(padded)
    }
}

impl Write for Unpadded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let own = usize::try_from(self.left).unwrap_or(usize::MAX);
        let (file, padding) = bytes.split_at_checked(own).unwrap_or((bytes, &[]));
        self.file.write_all(file)?;
        self.digest.update(file);
        self.left = self.left.saturating_sub(file.len() as u64);
        self.padding = self.padding.saturating_add(padding.len() as u64);
        self.only_zeros &= padding.iter().all(|byte| *byte == 0);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Counts and hashes what is written.
struct Counted<'a> {
    out: &'a mut dyn Write,
    bytes: u64,
    digest: Sha256,
}

impl<'a> Counted<'a> {
    fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            bytes: 0,
            digest: Sha256::new(),
        }
    }

    fn finish(self) -> (u64, Hash) {
        (self.bytes, Hash::from_bytes(self.digest.finalize().into()))
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
