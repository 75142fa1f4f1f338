//! What the block device below a folder has done, as the system counts it.

use std::{fs, io, os::unix::fs::MetadataExt as _, path::Path, path::PathBuf};

/// Where a sysfs `stat` file counts written sectors of 512 bytes, from 0.
const SECTORS_WRITTEN: usize = 6;
/// Where it counts flushes, from 0: `Documentation/ABI/stable/sysfs-block` numbers it 16.
const FLUSHES: usize = 15;
const SECTOR_BYTES: u64 = 512;

/// The device that holds a folder.
#[derive(Clone, Debug)]
pub struct Disk {
    stat: PathBuf,
    /// What the system calls it.
    pub name: String,
}

/// Counts since the system started. Whoever else uses the device is in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Flushes that were completed.
    pub flushes: u64,
    /// Bytes that were written.
    pub bytes_written: u64,
}

impl Disk {
    /// The device below `folder`.
    ///
    /// # Errors
    /// When the folder lies on no block device, or the system does not count flushes.
    pub fn below(folder: &Path) -> io::Result<Self> {
        let device = fs::metadata(folder)?.dev();
        // The kernel's own split of a device's number, for numbers below 2^20.
        let (major, minor) = (
            (device >> 8) & 0xfff,
            (device & 0xff) | ((device >> 12) & 0xfff00),
        );
        let place = fs::canonicalize(format!("/sys/dev/block/{major}:{minor}"))?;
        // Flushes go to the whole device, whose partitions lie below it.
        let whole = match place.parent() {
            Some(parent) if place.join("partition").exists() => parent.to_owned(),
            Some(_) | None => place,
        };
        let name = whole.file_name().unwrap_or_default();
        let disk = Self {
            name: name.to_string_lossy().into_owned(),
            stat: whole.join("stat"),
        };
        disk.counts().map(|_| disk)
    }

    /// The counts now.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn counts(&self) -> io::Result<Counts> {
        let text = fs::read_to_string(&self.stat)?;
        let fields: Vec<u64> = text
            .split_whitespace()
            .filter_map(|field| field.parse().ok())
            .collect();
        let field = |at: usize| {
            let missing = || io::Error::other("this system does not count flushes");
            fields.get(at).copied().ok_or_else(missing)
        };
        Ok(Counts {
            flushes: field(FLUSHES)?,
            bytes_written: field(SECTORS_WRITTEN)? * SECTOR_BYTES,
        })
    }
}

impl Counts {
    /// What came since `before`.
    #[must_use]
    pub const fn since(self, before: Self) -> Self {
        Self {
            flushes: self.flushes - before.flushes,
            bytes_written: self.bytes_written - before.bytes_written,
        }
    }
}
