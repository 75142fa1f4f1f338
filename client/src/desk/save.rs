//! Saving attached files: opened, checked, and under a name that can do no harm.

use std::{
    fs::{self, File, OpenOptions},
    io,
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
    /// When the file is not here or does not prove right; nothing of it stays then.
    pub fn save(&self, attachment: &Attachment, folder: &Path) -> Result<PathBuf, DeskError> {
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
        let (path, place) = reserve(folder, &name).map_err(of_file)?;
        drop(place);
        let part = part_of(&path);
        // Beside its place, and there only when all of it has proved right.
        let opened = private(&part).map_err(of_file).and_then(|mut file| {
            self.office.open_attachment(attachment, &mut file)?;
            file.sync_all().map_err(of_file)
        });
        let moved = opened.and_then(|()| fs::rename(&part, &path).map_err(of_file));
        if let Err(error) = moved {
            drop(fs::remove_file(&part));
            drop(fs::remove_file(&path));
            return Err(error.into());
        }
        Ok(path)
    }
}

/// Whether files can be saved in `folder`.
///
/// # Errors
/// When there is no such folder.
pub fn folder(folder: &Path) -> Result<(), SaveError> {
    if folder.is_dir() {
        Ok(())
    } else {
        let shown = display_safe_line(&folder.display().to_string());
        Err(SaveError::NoFolder(shown))
    }
}
/// Takes the first free name, by making an empty file there.
fn reserve(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    for number in 1..=NAMES_TRIED_MAX {
        let path = folder.join(name::numbered(name, number));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) => return Ok((path, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn part_of(path: &Path) -> PathBuf {
    // No attachment's name begins with a dot, and other savings have other numbers.
    path.with_file_name(format!(".stafet-{}.part", std::process::id()))
}

/// A new file for its owner alone; never one that lies there already.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
