//! Files that go along with a document: looked at before any is sealed, sealed before anything is
//! sent. A file that the handover has already is named again and not sent twice.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use stafet_shared::{
    content::{
        ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, Attachment, Content, Manifest, RawAttachment,
        display_safe_line, media_type_of,
    },
    hash::Hash,
    id::HandoverId,
    seal::blob::BlobRef,
};

use super::{
    exit::{Exit, Failure},
    session::Session,
};
use crate::text::{Texts, say};

/// Files that were sealed for a document, to be forgotten if it is not sent.
#[derive(Debug, Default)]
pub(super) struct Attached(Vec<BlobRef>);

/// One file that is to go along.
struct Chosen<'a> {
    path: &'a Path,
    name: String,
}

/// Where the files lie that a document's own file names: beside it, unless they say otherwise.
pub(super) fn beside(file: &Path, named: &[String]) -> Vec<PathBuf> {
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    named.iter().map(|path| folder.join(path)).collect()
}

/// The document with files that go along, all of them sealed and durable.
///
/// # Errors
/// When one of them cannot be sent; nothing has been sealed then.
pub(super) async fn attach(
    session: &mut Session<'_>,
    content: Content,
    paths: &[PathBuf],
    before: Option<HandoverId>,
) -> Result<(Content, Attached), Failure> {
    let mut attached = Attached::default();
    if paths.is_empty() {
        return Ok((content, attached));
    }
    if !content.is_document() {
        let text = say!(session.texts, "attachment-no-place");
        return Err(Failure::new(Exit::Usage, text));
    }
    let chosen = look(paths, session.texts)?;
    let known = known(session, before).await?;
    let mut raw = Vec::new();
    for one in chosen {
        match again(&one, &known, session.texts)? {
            Some(known) => raw.push(known),
            None => match seal(session, &one).await {
                Ok((sealed, blob)) => {
                    raw.push(sealed);
                    attached.0.push(blob);
                }
                Err(failure) => {
                    attached.forget(session).await;
                    return Err(failure);
                }
            },
        }
    }
    let manifest = Manifest::parse(raw);
    // Names and sizes were looked at before.
    let manifest = manifest.map_err(|_| too_many(paths.len(), session.texts))?;
    Ok((content.with_attachments(manifest), attached))
}

impl Attached {
    /// Forgets what was sealed, because nothing was sent.
    pub(super) async fn forget(&self, session: &mut Session<'_>) {
        for blob in &self.0 {
            if let Err(error) = session.office.detach(*blob).await {
                session.output.murmur(&error.to_string());
            }
        }
    }
}

/// Looks at all files before the first is sealed.
fn look<'a>(paths: &'a [PathBuf], texts: &Texts) -> Result<Vec<Chosen<'a>>, Failure> {
    if paths.len() > ATTACHMENTS_MAX {
        return Err(too_many(paths.len(), texts));
    }
    paths.iter().map(|path| look_at(path, texts)).collect()
}

fn look_at<'a>(path: &'a Path, texts: &Texts) -> Result<Chosen<'a>, Failure> {
    let shown = shown(path);
    let usage = |text| Err(Failure::new(Exit::Usage, text));
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return usage(say!(texts, "attachment-file-missing", path = shown));
        }
        Err(error) => return Err(unreadable(path, &error, texts)),
    };
    if !metadata.is_file() {
        return usage(say!(texts, "attachment-file-folder", path = shown));
    }
    if metadata.len() > ATTACHMENT_BYTES_MAX {
        return usage(say!(
            texts,
            "attachment-file-too-large",
            path = shown,
            got = metadata.len().to_string(),
            max = ATTACHMENT_BYTES_MAX.to_string()
        ));
    }
    let name = path.file_name().and_then(|name| name.to_str());
    match name.filter(|name| is_sendable(name)) {
        Some(name) => Ok(Chosen {
            path,
            name: name.to_owned(),
        }),
        None => usage(say!(texts, "attachment-file-name", path = shown)),
    }
}

/// Whether recipients accept a file of that name.
fn is_sendable(name: &str) -> bool {
    let raw = RawAttachment {
        name: Some(name.to_owned()),
        media_type: Some(media_type_of(name).to_owned()),
        ..RawAttachment::default()
    };
    Manifest::parse(vec![raw]).is_ok()
}

/// The files that the handover has already.
async fn known(
    session: &Session<'_>,
    before: Option<HandoverId>,
) -> Result<Vec<Attachment>, Failure> {
    let Some(id) = before else {
        return Ok(Vec::new());
    };
    let content = session.check(session.office.content(id).await)?;
    let content = content.and_then(Result::ok);
    let manifest = content.as_ref().and_then(Content::attachments);
    Ok(manifest.map_or_else(Vec::new, |manifest| manifest.attachments().to_vec()))
}

/// A file that the handover has already, under the name that it has now.
fn again(
    one: &Chosen<'_>,
    known: &[Attachment],
    texts: &Texts,
) -> Result<Option<RawAttachment>, Failure> {
    let travels = |attachment: &&Attachment| attachment.key().is_some();
    let known: Vec<&Attachment> = known.iter().filter(travels).collect();
    if known.is_empty() {
        return Ok(None);
    }
    let read = hash_of(one.path);
    let hash = read.map_err(|error| unreadable(one.path, &error, texts))?;
    let same = known
        .into_iter()
        .find(|it| it.plaintext_sha256() == hash.as_bytes());
    Ok(same.map(|same| RawAttachment {
        name: Some(one.name.clone()),
        media_type: Some(media_type_of(&one.name).to_owned()),
        size_bytes: same.size_bytes(),
        plaintext_sha256: *same.plaintext_sha256(),
        ciphertext_sha256: *same.ciphertext_sha256(),
        key: same.key().cloned(),
    }))
}

async fn seal(
    session: &mut Session<'_>,
    one: &Chosen<'_>,
) -> Result<(RawAttachment, BlobRef), Failure> {
    let file = File::open(one.path);
    let mut file = file.map_err(|error| unreadable(one.path, &error, session.texts))?;
    let sealed = session.office.attach(&one.name, &mut file).await;
    let (raw, blob) = session.check(sealed)?;
    Ok((raw, blob))
}

fn hash_of(path: &Path) -> std::io::Result<Hash> {
    Hash::of_stream(&mut File::open(path)?)
}

fn too_many(got: usize, texts: &Texts) -> Failure {
    let (got, max) = (got.to_string(), ATTACHMENTS_MAX.to_string());
    let text = say!(texts, "attachment-too-many", got = got, max = max);
    Failure::new(Exit::Usage, text)
}

fn unreadable(path: &Path, error: &std::io::Error, texts: &Texts) -> Failure {
    let text = say!(
        texts,
        "attachment-file-unreadable",
        path = shown(path),
        why = error.to_string()
    );
    Failure::new(Exit::Usage, text)
}

fn shown(path: &Path) -> String {
    display_safe_line(&path.display().to_string())
}
