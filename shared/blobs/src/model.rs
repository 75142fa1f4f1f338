//! Blobs in memory, for simulations: the same answers in every run.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stafet_shared::{hash::Hash, seal::blob::BlobRef};

use crate::{Blobs, BlobsError, Finished, Held, NewBlob, end_of, is_sync_due};

/// Blobs in memory. Clones share them, as processes share a disk.
#[derive(Clone, Debug, Default)]
pub struct ModelBlobs(Arc<Mutex<Disk>>);

impl ModelBlobs {
    /// An empty place.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cuts the power: parts lose what was not synchronised.
    pub fn crash(&self) {
        for entry in self.disk().entries.values_mut() {
            if !entry.whole {
                entry.bytes.truncate(entry.synced);
            }
        }
    }

    /// Leaves no room from now on.
    pub fn fill_up(&self) {
        self.disk().full = true;
    }

    /// Makes room again.
    pub fn make_room(&self) {
        self.disk().full = false;
    }

    /// All bytes that lie here, for a search of what must not.
    #[must_use]
    pub fn contents(&self) -> Vec<Vec<u8>> {
        let disk = self.disk();
        disk.entries.values().map(|it| it.bytes.clone()).collect()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        // Nothing panics while it holds the lock, and each change is complete.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug, Default)]
struct Disk {
    entries: BTreeMap<Hash, Entry>,
    full: bool,
}

#[derive(Debug, Default)]
struct Entry {
    bytes: Vec<u8>,
    whole: bool,
    /// Bytes of a part that a power cut leaves.
    synced: usize,
}

impl Disk {
    fn whole(&self, blob: BlobRef) -> Result<&[u8], BlobsError> {
        let entry = self.entries.get(&blob.hash).filter(|entry| entry.whole);
        entry
            .map(|entry| entry.bytes.as_slice())
            .ok_or(BlobsError::Missing)
    }

    fn held(&mut self, blob: BlobRef) -> Held {
        let Some(entry) = self.entries.get(&blob.hash) else {
            return Held::Part(0);
        };
        if entry.whole {
            return Held::Whole;
        }
        match u32::try_from(entry.bytes.len()) {
            Ok(bytes) if bytes <= blob.bytes => Held::Part(bytes),
            Ok(_) | Err(_) => {
                self.entries.remove(&blob.hash);
                Held::Part(0)
            }
        }
    }

    const fn room(&self) -> Result<(), BlobsError> {
        if self.full {
            Err(BlobsError::DiskFull)
        } else {
            Ok(())
        }
    }
}

impl Blobs for ModelBlobs {
    fn is_on_disk(&self) -> bool {
        false
    }

    fn held(&self, blob: BlobRef) -> Result<Held, BlobsError> {
        Ok(self.disk().held(blob))
    }

    fn write(&self, blob: BlobRef, offset: u32, bytes: &[u8]) -> Result<(), BlobsError> {
        let mut disk = self.disk();
        let Held::Part(here) = disk.held(blob) else {
            return Ok(());
        };
        let end = end_of(blob, offset, bytes, here)?;
        disk.room()?;
        let entry = disk.entries.entry(blob.hash).or_default();
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let until = usize::try_from(end).unwrap_or(usize::MAX);
        let tail = entry.bytes.get(until..).map(<[u8]>::to_vec);
        entry.bytes.truncate(start);
        entry.bytes.extend_from_slice(bytes);
        entry.bytes.extend(tail.unwrap_or_default());
        if is_sync_due(offset, end) {
            entry.synced = entry.bytes.len();
        }
        Ok(())
    }

    fn finish(&self, blob: BlobRef) -> Result<Finished, BlobsError> {
        let mut disk = self.disk();
        match disk.held(blob) {
            Held::Whole => return Ok(Finished::Kept),
            Held::Part(here) if here == blob.bytes => {}
            Held::Part(_) => return Err(BlobsError::Gap),
        }
        disk.room()?;
        let entry = disk.entries.entry(blob.hash).or_default();
        if Hash::of(&entry.bytes) == blob.hash {
            entry.whole = true;
            Ok(Finished::Kept)
        } else {
            disk.entries.remove(&blob.hash);
            Ok(Finished::Dropped)
        }
    }

    fn read(&self, blob: BlobRef, offset: u32, most: usize) -> Result<Vec<u8>, BlobsError> {
        let disk = self.disk();
        let bytes = disk.whole(blob)?;
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = bytes.get(start..).unwrap_or_default();
        Ok(rest.get(..most).unwrap_or(rest).to_vec())
    }

    fn open(&self, blob: BlobRef) -> Result<Box<dyn Read + Send>, BlobsError> {
        Ok(Box::new(Cursor::new(self.disk().whole(blob)?.to_vec())))
    }

    fn create(&self) -> Result<Box<dyn NewBlob>, BlobsError> {
        Ok(Box::new(NewBytes {
            place: self.clone(),
            bytes: Vec::new(),
        }))
    }

    fn remove(&self, blob: BlobRef) -> Result<(), BlobsError> {
        self.disk().entries.remove(&blob.hash);
        Ok(())
    }
}

/// Bytes that become a blob.
struct NewBytes {
    place: ModelBlobs,
    bytes: Vec<u8>,
}

impl Write for NewBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.place.disk().full {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewBlob for NewBytes {
    fn keep(mut self: Box<Self>, blob: BlobRef) -> Result<(), BlobsError> {
        let bytes = std::mem::take(&mut self.bytes);
        let mut disk = self.place.disk();
        disk.room()?;
        let entry = Entry {
            bytes,
            whole: true,
            synced: 0,
        };
        disk.entries.insert(blob.hash, entry);
        Ok(())
    }
}
