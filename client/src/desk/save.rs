//! Saving attached files: opened, checked, and under a name that can do no harm.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use stafet_blobs::BlobsError;
use stafet_shared::{
    content::{Attachment, Content, display_safe_line},
    id::HandoverId,
    seal::blob::BlobError,
};

use super::{Desk, DeskError, SaveError, name};
use crate::office::{AttachmentState, OfficeError};

/// How many names are tried before a file is given up.
const NAMES_TRIED_MAX: u32 = 1_000;
/// How the names of files begin and end that are not whole yet.
const PART_BEGINNING: &str = ".stafet-";
const PART_ENDING: &str = ".part";

impl Desk {
    /// The files that are attached to a handover, or the one with that name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn attachments(
        &self,
        id: HandoverId,
        wanted: Option<&str>,
    ) -> Result<Vec<Attachment>, DeskError> {
        let content = self.office.content(id).await?.and_then(Result::ok);
        let manifest = content.as_ref().and_then(Content::attachments);
        let all = manifest.map_or(&[][..], |manifest| manifest.attachments());
        let is_meant = |one: &Attachment| wanted.is_none_or(|name| one.name().expose() == name);
        let meant: Vec<Attachment> = all.iter().filter(|one| is_meant(one)).cloned().collect();
        match wanted {
            Some(name) if meant.is_empty() && !all.is_empty() => {
                let name = display_safe_line(name);
                Err(SaveError::NoSuchFile { id, name }.into())
            }
            Some(_) | None if meant.is_empty() => Err(SaveError::Nothing(id).into()),
            Some(_) | None => Ok(meant),
        }
    }

    /// Saves an attached file in a folder, and says where it is now. Nothing is overwritten.
    ///
    /// # Errors
    /// When the file is not here or does not prove right; nothing of it stays then. One that has
    /// changed on the own disk is fetched anew by the next sync.
    pub async fn save(
        &mut self,
        attachment: &Attachment,
        folder: &Path,
    ) -> Result<PathBuf, DeskError> {
        let saved = self.try_to_save(attachment, folder);
        let unfit = matches!(
            saved,
            Err(DeskError::Office(OfficeError::Blob(
                BlobError::Damaged | BlobError::OtherFile
            )))
        );
        let is_here = self.reader().attachment_state(attachment) == AttachmentState::Here;
        if unfit && is_here && self.office.forget_if_rotten(attachment).await? {
            return Err(OfficeError::Rotten.into());
        }
        saved
    }

    fn try_to_save(&self, attachment: &Attachment, folder: &Path) -> Result<PathBuf, DeskError> {
        let of_file = |error: io::Error| OfficeError::Blobs(error.into());
        match self.reader().attachment_state(attachment) {
            AttachmentState::Here => {}
            AttachmentState::Missing { .. } => {
                return Err(OfficeError::Blobs(BlobsError::Missing).into());
            }
            AttachmentState::Spoilt => return Err(OfficeError::Blob(BlobError::OtherFile).into()),
            AttachmentState::OnlyNamed => return Err(OfficeError::OnlyNamed.into()),
        }
        let name = name::safe(attachment.name().expose());
        let part = part_in(folder);
        // Beside its place, and there only when all of it has proved right.
        let opened = private(&part).map_err(of_file).and_then(|mut file| {
            self.office.open_attachment(attachment, &mut file)?;
            file.sync_all().map_err(of_file)
        });
        let kept = opened.and_then(|()| keep(&part, folder, &name).map_err(of_file));
        if kept.is_err() {
            drop(fs::remove_file(&part));
        }
        Ok(kept?)
    }
}

/// A name for a file that others have named: it stays in its folder, is not hidden, and can be
/// written on every system.
#[must_use]
pub fn safe_name(name: &str) -> String {
    name::safe(name)
}

/// What is done with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is left alone.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes a file that somebody named: all of it or nothing, and over another only if it may be replaced.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when there is another, which is left as it is.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    sweep(folder);
    let part = part_in(folder);
    let written = fresh(&part)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| {
            if existing == Existing::Replace {
                Ok(())
            } else {
                fresh(path).map(drop)
            }
        })
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        drop(fs::remove_file(&part));
    }
    written
}

/// Removes what killed programs have left half written in `folder`. What somebody is writing is
/// locked.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_part = name.starts_with(PART_BEGINNING) && name.ends_with(PART_ENDING);
        let is_left = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if is_part && is_left() {
            drop(fs::remove_file(&path));
        }
    }
}

/// Whether files can be saved in `folder`.
///
/// # Errors
/// When there is no such folder.
pub fn folder(folder: &Path) -> Result<(), SaveError> {
    if folder.is_dir() {
        sweep(folder);
        Ok(())
    } else {
        let shown = display_safe_line(&folder.display().to_string());
        Err(SaveError::NoFolder(shown))
    }
}

/// Gives what is whole the first free name, by making an empty file there first.
fn keep(part: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    for number in 1..=NAMES_TRIED_MAX {
        let path = folder.join(name::numbered(name, number));
        match fresh(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(_) => return fs::rename(part, &path).map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Where this program writes what is not whole yet. No attachment's name begins with a dot, and
/// other programs have other numbers.
fn part_in(folder: &Path) -> PathBuf {
    let number = std::process::id();
    folder.join(format!("{PART_BEGINNING}{number}{PART_ENDING}"))
}

/// A new file for its owner alone; never one that lies there already.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    open_new(&mut options, path)
}

/// A new file as this system makes them; never one that lies there already.
fn fresh(path: &Path) -> io::Result<File> {
    open_new(&mut OpenOptions::new(), path)
}

fn open_new(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let file = options.write(true).create_new(true).open(path)?;
    // Where files cannot be locked, nothing is swept either.
    file.try_lock().unwrap_or_default();
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_only_when_that_was_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("note.md");
        write(&path, b"first", Existing::Keep).unwrap();
        let again = write(&path, b"second", Existing::Keep).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        write(&path, b"third", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"third");
        assert_eq!(names(home.path()), ["note.md"]);
    }

    #[test]
    fn what_killed_programs_left_half_written_is_swept() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(".stafet-4711.part"), b"half").unwrap();
        let others = home.path().join(".stafet-4712.part");
        let writing = private(&others).unwrap();
        fs::write(home.path().join(".stafet.part.txt"), b"a person's").unwrap();
        folder(home.path()).unwrap();
        let mut left = names(home.path());
        left.sort();
        assert_eq!(left, [".stafet-4712.part", ".stafet.part.txt"]);
        drop(writing);
        folder(home.path()).unwrap();
        assert!(!others.exists());
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let home = tempfile::tempdir().unwrap();
        let part = home.path().join("part");
        for name in ["a.pdf", "a (2).pdf"] {
            fs::write(&part, name).unwrap();
            let path = keep(&part, home.path(), "a.pdf").unwrap();
            assert_eq!(path, home.path().join(name));
        }
    }
}
