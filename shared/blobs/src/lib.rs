//! Where sealed files (blobs) lie: the same at the server and on a device.
//!
//! A blob is named by its hash and comes in pieces: what has come so far is a part, which
//! survives a restart, and a part whose hash is right becomes whole. Only ciphertext comes here.
//! [`folder::Folder`] is the real place, [`model::ModelBlobs`] the simulator's. All calls wait
//! for the disk and not for anything else.

pub mod folder;
pub mod model;

#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};

use stafet_shared::seal::blob::BlobRef;

/// After how many bytes a part is synchronised: what a power cut can lose of it.
pub const SYNC_BYTES: u32 = 1024 * 1024;

/// How much of a blob is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// So many bytes from its start.
    Part(u32),
    /// All of it, durably, with the right hash.
    Whole,
}

/// What became of a part that has all its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It is whole, and durable.
    Kept,
    /// Its hash is another one. It has been dropped, and the blob begins anew.
    Dropped,
}

/// A place for blobs.
pub trait Blobs: Send + Sync + 'static {
    /// Whether calls may wait for a disk, so that a runtime's thread must not make them.
    fn is_on_disk(&self) -> bool;

    /// How much of a blob is here. A part that is longer than the blob is dropped.
    ///
    /// # Errors
    /// When the place fails.
    fn held(&self, blob: BlobRef) -> Result<Held, BlobsError>;

    /// Writes bytes of a blob at `offset`, which may lie in what is here but not beyond it.
    /// Two writers of the same blob write the same bytes. Does nothing to a whole blob.
    ///
    /// # Errors
    /// [`BlobsError::Longer`] and [`BlobsError::Gap`]: nothing was written.
    fn write(&self, blob: BlobRef, offset: u32, bytes: &[u8]) -> Result<(), BlobsError>;

    /// Makes a part that has all its bytes whole, if its hash is right.
    ///
    /// # Errors
    /// [`BlobsError::Gap`] when bytes are missing.
    fn finish(&self, blob: BlobRef) -> Result<Finished, BlobsError>;

    /// Up to `most` bytes of a whole blob from `offset` on; none at its end.
    ///
    /// # Errors
    /// [`BlobsError::Missing`] when it is not whole here.
    fn read(&self, blob: BlobRef, offset: u32, most: usize) -> Result<Vec<u8>, BlobsError>;

    /// A whole blob as a stream.
    ///
    /// # Errors
    /// [`BlobsError::Missing`] when it is not whole here.
    fn open(&self, blob: BlobRef) -> Result<Box<dyn Read + Send>, BlobsError>;

    /// Begins a blob whose name is known only when all of it has been written.
    ///
    /// # Errors
    /// When the place fails.
    fn create(&self) -> Result<Box<dyn NewBlob>, BlobsError>;

    /// Forgets a blob, whole or not.
    ///
    /// # Errors
    /// When the place fails.
    fn remove(&self, blob: BlobRef) -> Result<(), BlobsError>;
}

/// A blob that is being made. Dropped before it is kept, it leaves nothing behind.
pub trait NewBlob: Write + Send {
    /// Makes it durable under its name, whatever lay there before.
    ///
    /// # Errors
    /// When the place fails: nothing is kept then.
    fn keep(self: Box<Self>, blob: BlobRef) -> Result<(), BlobsError>;
}

/// Why a place could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum BlobsError {
    /// No room is left; free some, nothing has been lost.
    #[error("the disk is full: free some space and try again; what was saved before is safe")]
    DiskFull,
    /// The blob is not whole here.
    #[error("the sealed file is not here yet: sync and try again")]
    Missing,
    /// More bytes than the blob has.
    #[error("the sealed file is longer than was announced: its sender's program is at fault")]
    Longer,
    /// The bytes do not join those that are here.
    #[error("a piece of the sealed file is missing: it is sent again by itself")]
    Gap,
    /// A file could not be read or written.
    #[error("the folder of sealed files failed: {0}")]
    File(io::Error),
}

/// Whether there was no room. A file that may grow no further is no more use than a full disk.
#[must_use]
pub fn is_full(kind: io::ErrorKind) -> bool {
    let full = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::FileTooLarge,
    ];
    full.contains(&kind)
}

impl From<io::Error> for BlobsError {
    fn from(error: io::Error) -> Self {
        if is_full(error.kind()) {
            Self::DiskFull
        } else {
            Self::File(error)
        }
    }
}

/// Where the bytes end that are to be written, if they may be, `here` being how many there are.
fn end_of(blob: BlobRef, offset: u32, bytes: &[u8], here: u32) -> Result<u32, BlobsError> {
    let end = u32::try_from(bytes.len())
        .ok()
        .and_then(|count| offset.checked_add(count))
        .filter(|end| *end <= blob.bytes)
        .ok_or(BlobsError::Longer)?;
    if offset > here {
        return Err(BlobsError::Gap);
    }
    Ok(end)
}

/// Whether a part is to be synchronised that has grown from `before` to `after` bytes.
const fn is_sync_due(before: u32, after: u32) -> bool {
    before / SYNC_BYTES < after / SYNC_BYTES
}
