//! `stafet save`: what is here is saved; what is not ends the command as waiting.

use std::path::Path;

use serde::Serialize;
use stafet_shared::content::display_safe_line;

use super::{
    exit::{Exit, Failure},
    output::Face,
};
use crate::desk::{Desk, save};

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
    desk: &mut Desk,
    face: &mut Face<'_>,
    typed: &str,
    wanted: Option<&str>,
    folder: &Path,
) -> Result<Exit, Failure> {
    let id = desk.find(typed)?;
    save::folder(folder)?;
    let mut saved = Vec::new();
    let mut failed = None;
    for attachment in desk.attachments(id, wanted).await? {
        match desk.save(&attachment, folder).await {
            Ok(path) => {
                let path = path.display().to_string();
                face.words(&display_safe_line(&path));
                saved.push(SavedJson {
                    name: display_safe_line(attachment.name().expose()),
                    path,
                    bytes: attachment.size_bytes(),
                });
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    if failed.is_none() || !saved.is_empty() {
        face.shape(|| saved);
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(Exit::Done),
    }
}
