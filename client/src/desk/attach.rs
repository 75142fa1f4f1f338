//! Files that go along with a document: looked at before any is sealed, sealed before anything is
//! sent. A file that the handover has already is named again and not sent twice.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use stafet_shared::{
    content::{
        ATTACHMENTS_MAX, Attachment, Content, Manifest, RawAttachment, display_safe_line,
        media_type_of,
    },
    hash::Hash,
    id::HandoverId,
    seal::blob::{ATTACHMENT_BYTES_MAX, BlobRef},
    words::spelling::composed,
};

use super::{AttachError, Desk, DeskError};

/// Files that were sealed for a document, to be forgotten if it is not sent.
#[derive(Debug, Default)]
pub(super) struct Attached(Vec<BlobRef>);

/// A file that is to go along, wherever it lies.
pub struct Enclosure {
    name: String,
    /// What its author calls it.
    shown: String,
    read: Opener,
}

/// Begins to read a file; a file may be read twice.
type Opener = Box<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync>;

impl fmt::Debug for Enclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enclosure([sealed])")
    }
}

impl Enclosure {
    /// A file called `name`, of so many bytes.
    ///
    /// # Errors
    /// When it is too large, or recipients do not accept its name.
    pub fn new(
        name: &str,
        bytes: u64,
        read: impl Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync + 'static,
    ) -> Result<Self, AttachError> {
        Self::shown_as(display_safe_line(name), name, bytes, Box::new(read))
    }

    fn shown_as(shown: String, name: &str, bytes: u64, read: Opener) -> Result<Self, AttachError> {
        if bytes > ATTACHMENT_BYTES_MAX {
            let (name, got) = (shown, bytes);
            return Err(AttachError::TooLarge { name, got });
        }
        // What a Mac calls a file is written as everybody else writes it.
        let name = composed(name);
        let raw = RawAttachment {
            name: Some(name.clone()),
            media_type: Some(media_type_of(&name).to_owned()),
            ..RawAttachment::default()
        };
        if Manifest::parse(vec![raw]).is_err() {
            return Err(AttachError::Name(shown));
        }
        Ok(Self { name, shown, read })
    }

    /// The file at `path`.
    fn at(path: &Path) -> Result<Self, AttachError> {
        let shown = display_safe_line(&path.display().to_string());
        let metadata = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return Err(AttachError::NoFile(shown)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(AttachError::Missing(shown));
            }
            Err(error) => return Err(AttachError::Unreadable { name: shown, error }),
        };
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(AttachError::Name(shown));
        };
        let owned = path.to_owned();
        let read: Opener = Box::new(move || Ok(Box::new(File::open(&owned)?)));
        Self::shown_as(shown, name, metadata.len(), read)
    }

    fn unreadable(&self, error: io::Error) -> AttachError {
        let name = self.shown.clone();
        AttachError::Unreadable { name, error }
    }

    /// The same as one of these, under the name that it has now.
    fn again(&self, known: &[Attachment]) -> Result<Option<RawAttachment>, AttachError> {
        if !known.iter().any(|known| known.key().is_some()) {
            return Ok(None);
        }
        let hash = (self.read)().and_then(|mut file| Hash::of_stream(&mut *file));
        let hash = hash.map_err(|error| self.unreadable(error))?;
        let mut travelling = known.iter().filter(|known| known.key().is_some());
        let same = travelling.find(|it| it.plaintext_sha256() == hash.as_bytes());
        Ok(same.map(|same| RawAttachment {
            name: Some(self.name.clone()),
            media_type: Some(media_type_of(&self.name).to_owned()),
            size_bytes: same.size_bytes(),
            plaintext_sha256: *same.plaintext_sha256(),
            ciphertext_sha256: *same.ciphertext_sha256(),
            key: same.key().cloned(),
        }))
    }
}

/// The files at these paths, all of them looked at.
///
/// # Errors
/// When one of them cannot be sent.
pub fn at(paths: &[PathBuf]) -> Result<Vec<Enclosure>, AttachError> {
    few_enough(paths.len())?;
    paths.iter().map(|path| Enclosure::at(path)).collect()
}

/// Where the files lie that a document's own file names: beside it, unless they say otherwise.
#[must_use]
pub fn beside(file: &Path, named: &[String]) -> Vec<PathBuf> {
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    named.iter().map(|path| folder.join(path)).collect()
}

impl Desk {
    /// The document with files that go along, all of them sealed and durable.
    pub(super) async fn attach(
        &mut self,
        content: Content,
        files: &[Enclosure],
        before: Option<HandoverId>,
    ) -> Result<(Content, Attached), DeskError> {
        let mut attached = Attached::default();
        if files.is_empty() {
            return Ok((content, attached));
        }
        if !content.is_document() {
            return Err(AttachError::NoPlace.into());
        }
        few_enough(files.len())?;
        let known = self.known_files(before).await?;
        let mut raw = Vec::new();
        for one in files {
            match self.seal(one, &known).await {
                Ok((sealed, blob)) => {
                    raw.push(sealed);
                    attached.0.extend(blob);
                }
                Err(error) => {
                    self.forget(attached).await;
                    return Err(error);
                }
            }
        }
        let got = files.len();
        // Names and sizes were looked at before.
        let manifest = Manifest::parse(raw).map_err(|_| AttachError::TooMany { got })?;
        Ok((content.with_attachments(manifest), attached))
    }

    /// Forgets what was sealed, because nothing was sent.
    pub(super) async fn forget(&mut self, attached: Attached) {
        for blob in attached.0 {
            // What is left lying is sealed, and costs room only.
            self.office.detach(blob).await.unwrap_or_default();
        }
    }

    /// The files that the handover has already.
    async fn known_files(&self, before: Option<HandoverId>) -> Result<Vec<Attachment>, DeskError> {
        let Some(id) = before else {
            return Ok(Vec::new());
        };
        let content = self.office.content(id).await?.and_then(Result::ok);
        let manifest = content.as_ref().and_then(Content::attachments);
        Ok(manifest.map_or_else(Vec::new, |manifest| manifest.attachments().to_vec()))
    }

    async fn seal(
        &mut self,
        one: &Enclosure,
        known: &[Attachment],
    ) -> Result<(RawAttachment, Option<BlobRef>), DeskError> {
        if let Some(known) = one.again(known)? {
            return Ok((known, None));
        }
        let mut file = (one.read)().map_err(|error| one.unreadable(error))?;
        let (raw, blob) = self.office.attach(&one.name, &mut *file).await?;
        Ok((raw, Some(blob)))
    }
}

fn few_enough(got: usize) -> Result<(), AttachError> {
    if got > ATTACHMENTS_MAX {
        return Err(AttachError::TooMany { got });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_every_letter_in_its_one_form() {
        let empty = || Ok(Box::new(io::empty()) as Box<dyn Read + Send>);
        let one = Enclosure::new("A\u{30A}se.pdf", 0, empty).unwrap();
        assert_eq!(one.name, "Åse.pdf");
    }
}
