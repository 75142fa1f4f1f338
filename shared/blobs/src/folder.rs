//! Blobs as files in a folder: `HASH` for a whole one, `HASH.part` for a part.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use stafet_shared::{hash::Hash, seal::blob::BlobRef};

use crate::{Blobs, BlobsError, Finished, Held, NewBlob, end_of, is_sync_due};

/// Counts the blobs that this process begins, so that no two have one file.
static BEGUN: AtomicU32 = AtomicU32::new(0);

/// How the names of blobs end that somebody has begun to write.
const BEGUN_ENDING: &str = "new";

/// A folder of blobs, its owner's alone. Several processes may share it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The blobs in `path`. The folder is made when the first of them comes.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Removes what killed programs have begun and not ended. What somebody is writing is locked.
    pub fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.0) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_begun = path
                .extension()
                .is_some_and(|ending| ending == BEGUN_ENDING);
            let is_left = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
            if is_begun && is_left() {
                drop(fs::remove_file(&path));
            }
        }
    }

    /// Makes the folder if there is none.
    fn make(&self) -> io::Result<()> {
        if self.0.is_dir() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0)?;
        self.0.parent().map_or(Ok(()), sync_folder)
    }

    fn whole(&self, hash: Hash) -> PathBuf {
        self.0.join(hash.to_string())
    }

    fn part(&self, hash: Hash) -> PathBuf {
        self.0.join(format!("{hash}.part"))
    }

    /// The length of a file, or `None` where there is none.
    fn length(path: &Path) -> Result<Option<u64>, BlobsError> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a synchronised file a whole blob.
    fn promote(&self, from: &Path, hash: Hash) -> Result<(), BlobsError> {
        fs::rename(from, self.whole(hash))?;
        Ok(sync_folder(&self.0)?)
    }

    fn whole_file(&self, blob: BlobRef) -> Result<File, BlobsError> {
        File::open(self.whole(blob.hash)).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                BlobsError::Missing
            } else {
                error.into()
            }
        })
    }
}

impl Blobs for Folder {
    fn is_on_disk(&self) -> bool {
        true
    }

    fn held(&self, blob: BlobRef) -> Result<Held, BlobsError> {
        if Self::length(&self.whole(blob.hash))?.is_some() {
            return Ok(Held::Whole);
        }
        let part = self.part(blob.hash);
        let bytes = Self::length(&part)?.unwrap_or_default();
        match u32::try_from(bytes) {
            Ok(bytes) if bytes <= blob.bytes => Ok(Held::Part(bytes)),
            Ok(_) | Err(_) => {
                remove_file(&part)?;
                Ok(Held::Part(0))
            }
        }
    }

    fn write(&self, blob: BlobRef, offset: u32, bytes: &[u8]) -> Result<(), BlobsError> {
        let Held::Part(here) = self.held(blob)? else {
            return Ok(());
        };
        let end = end_of(blob, offset, bytes, here)?;
        self.make()?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let mut file = private(&mut options).open(self.part(blob.hash))?;
        file.seek(SeekFrom::Start(u64::from(offset)))?;
        file.write_all(bytes)?;
        if is_sync_due(offset, end) {
            file.sync_data()?;
        }
        Ok(())
    }

    fn finish(&self, blob: BlobRef) -> Result<Finished, BlobsError> {
        match self.held(blob)? {
            Held::Whole => return Ok(Finished::Kept),
            Held::Part(here) if here == blob.bytes => {}
            Held::Part(_) => return Err(BlobsError::Gap),
        }
        let part = self.part(blob.hash);
        let mut file = OpenOptions::new().read(true).write(true).open(&part)?;
        if Hash::of_stream(&mut file)? != blob.hash {
            remove_file(&part)?;
            return Ok(Finished::Dropped);
        }
        file.sync_all()?;
        drop(file);
        self.promote(&part, blob.hash)?;
        Ok(Finished::Kept)
    }

    fn read(&self, blob: BlobRef, offset: u32, most: usize) -> Result<Vec<u8>, BlobsError> {
        let mut file = self.whole_file(blob)?;
        file.seek(SeekFrom::Start(u64::from(offset)))?;
        let mut bytes = Vec::with_capacity(most);
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn open(&self, blob: BlobRef) -> Result<Box<dyn Read + Send>, BlobsError> {
        Ok(Box::new(self.whole_file(blob)?))
    }

    fn create(&self) -> Result<Box<dyn NewBlob>, BlobsError> {
        self.make()?;
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{number}.{BEGUN_ENDING}", std::process::id());
        let path = self.0.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let file = private(&mut options).open(&path)?;
        // Where files cannot be locked, nothing is swept either.
        file.try_lock().unwrap_or_default();
        Ok(Box::new(NewFile {
            folder: Self(self.0.clone()),
            path,
            file,
        }))
    }

    fn remove(&self, blob: BlobRef) -> Result<(), BlobsError> {
        remove_file(&self.whole(blob.hash))?;
        remove_file(&self.part(blob.hash))
    }
}

/// A file that becomes a blob.
struct NewFile {
    folder: Folder,
    path: PathBuf,
    file: File,
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewBlob for NewFile {
    fn keep(self: Box<Self>, blob: BlobRef) -> Result<(), BlobsError> {
        self.file.sync_all()?;
        self.folder.promote(&self.path, blob.hash)
    }
}

/// What was kept has another name by then.
impl Drop for NewFile {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn remove_file(path: &Path) -> Result<(), BlobsError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Files that are made are their owner's alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems synchronise a folder's entries with the files.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
