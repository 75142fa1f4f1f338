//! Saving attached files: opened, checked, and under a name that can do no harm.

mod name;

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use serde::Serialize;
use stafet_shared::content::{Attachment, Content, display_safe_line};

use super::{
    exit::{Exit, Failure},
    output::Format,
    session::Session,
};
use crate::{
    office::{AttachmentState, OfficeError},
    text::say,
};

/// How many names are tried before a file is given up.
const NAMES_TRIED_MAX: u32 = 1_000;

/// A file that was saved.
#[derive(Debug, Serialize)]
struct SavedJson {
    /// Its name, as the sender wrote it.
    name: String,
    /// Where it is now.
    path: String,
    /// Its size in bytes.
    bytes: u64,
}

/// Saves the files of a handover, or the one with that name, in a folder. Nothing is overwritten.
pub(super) async fn save(
    session: &mut Session<'_>,
    typed: &str,
    wanted: Option<&str>,
    folder: &Path,
) -> Result<Exit, Failure> {
    let id = session.find(typed)?;
    let texts = session.texts;
    let not_found = |text| Err(Failure::new(Exit::NotFound, text));
    if !folder.is_dir() {
        let path = display_safe_line(&folder.display().to_string());
        return not_found(say!(texts, "attachment-no-folder", path = path));
    }
    let content = session.check(session.office.content(id).await)?;
    let content = content.and_then(Result::ok);
    let manifest = content.as_ref().and_then(Content::attachments);
    let all = manifest.map_or(&[][..], |manifest| manifest.attachments());
    let chosen: Vec<&Attachment> = all
        .iter()
        .filter(|one| wanted.is_none_or(|name| one.name().expose() == name))
        .collect();
    if chosen.is_empty() {
        let id = id.short();
        return not_found(match wanted {
            Some(name) if !all.is_empty() => {
                let name = display_safe_line(name);
                say!(texts, "attachment-no-such", id = id, name = name)
            }
            Some(_) | None => say!(texts, "attachment-none", id = id),
        });
    }
    save_all(session, &chosen, folder)
}

/// Saves what is here; what is not ends the command as waiting.
fn save_all(
    session: &mut Session<'_>,
    chosen: &[&Attachment],
    folder: &Path,
) -> Result<Exit, Failure> {
    let mut saved = Vec::new();
    let mut failed = None;
    for attachment in chosen {
        if let Some(failure) = missing(session, attachment) {
            failed = failed.or(Some(failure));
            continue;
        }
        match session.check(save_one(session, attachment, folder)) {
            Ok(path) => {
                let shown = display_safe_line(&path.display().to_string());
                if session.output.format == Format::Text {
                    session.output.data(&shown);
                }
                saved.push(SavedJson {
                    name: display_safe_line(attachment.name().expose()),
                    path: path.display().to_string(),
                    bytes: attachment.size_bytes(),
                });
            }
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    if session.output.format == Format::Json && (failed.is_none() || !saved.is_empty()) {
        session.output.json(&saved);
    }
    match failed {
        Some(failure) => Err(failure),
        None => Ok(Exit::Done),
    }
}

/// Why a file cannot be saved now, if so.
fn missing(session: &Session<'_>, attachment: &Attachment) -> Option<Failure> {
    let texts = session.texts;
    let (exit, text) = match session.office.attachment_state(attachment) {
        AttachmentState::Here => return None,
        AttachmentState::Missing { .. } => (Exit::Waiting, say!(texts, "attachment-not-here")),
        AttachmentState::Spoilt => {
            let text = say!(texts, "attachment-not-as-described");
            (Exit::Verification, text)
        }
        AttachmentState::OnlyNamed => (Exit::Failed, say!(texts, "attachment-only-named")),
    };
    Some(Failure::new(exit, text))
}

/// Opens a file beside its place, and puts it there when all of it has proved right.
fn save_one(
    session: &Session<'_>,
    attachment: &Attachment,
    folder: &Path,
) -> Result<PathBuf, OfficeError> {
    let of_file = |error: io::Error| OfficeError::Blobs(error.into());
    let name = name::safe(attachment.name().expose());
    let (path, place) = reserve(folder, &name).map_err(of_file)?;
    drop(place);
    let part = part_of(&path);
    let opened = private(&part).map_err(of_file).and_then(|mut file| {
        session.office.open_attachment(attachment, &mut file)?;
        file.sync_all().map_err(of_file)
    });
    let moved = opened.and_then(|()| fs::rename(&part, &path).map_err(of_file));
    if let Err(error) = moved {
        // Nothing of a file that did not prove right stays.
        drop(fs::remove_file(&part));
        drop(fs::remove_file(&path));
        return Err(error);
    }
    Ok(path)
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
