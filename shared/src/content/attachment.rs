//! The list of a document's attachments. The files themselves travel apart, as sealed blobs.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use super::text::Line;
use crate::hash::Hash;
use crate::seal::blob::{BlobKey, BlobRef, blob_bytes};

pub use crate::seal::blob::ATTACHMENT_BYTES_MAX;

/// Most attachments of one document.
pub const ATTACHMENTS_MAX: usize = 64;
/// Longest file name, in characters.
pub const FILE_NAME_CHARS_MAX: usize = 200;
/// Longest media type, in characters.
pub const MEDIA_TYPE_CHARS_MAX: usize = 100;
/// Bytes in a SHA-256 digest.
pub const DIGEST_BYTES: usize = 32;

/// One attached file as a program described it, before anything is checked.
#[derive(Clone, Default)]
pub struct RawAttachment {
    /// The file's name.
    pub name: Option<String>,
    /// The file's media type.
    pub media_type: Option<String>,
    /// The file's size before sealing, in bytes.
    pub size_bytes: u64,
    /// SHA-256 of the file before sealing.
    pub plaintext_sha256: [u8; DIGEST_BYTES],
    /// SHA-256 of the sealed blob, which is also the blob's address at the server.
    pub ciphertext_sha256: [u8; DIGEST_BYTES],
    /// The blob's key. Without one the file is only named, and does not travel.
    pub key: Option<BlobKey>,
}

/// One attached file.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    name: Line,
    media_type: Line,
    size_bytes: u64,
    plaintext_sha256: [u8; DIGEST_BYTES],
    ciphertext_sha256: [u8; DIGEST_BYTES],
    key: Option<BlobKey>,
}

/// The files that belong to a document, in the author's order; at most [`ATTACHMENTS_MAX`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Manifest(Vec<Attachment>);

sealed_debug!(RawAttachment, Attachment, Manifest);

impl Attachment {
    /// The file's name: no folders, safe to show on one line.
    #[must_use]
    pub const fn name(&self) -> &Line {
        &self.name
    }

    /// The file's media type, in lower case: `text/plain`.
    #[must_use]
    pub const fn media_type(&self) -> &Line {
        &self.media_type
    }

    /// The file's size before sealing, in bytes.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// SHA-256 of the file before sealing.
    #[must_use]
    pub const fn plaintext_sha256(&self) -> &[u8; DIGEST_BYTES] {
        &self.plaintext_sha256
    }

    /// SHA-256 of the sealed blob.
    #[must_use]
    pub const fn ciphertext_sha256(&self) -> &[u8; DIGEST_BYTES] {
        &self.ciphertext_sha256
    }

    /// The sealed blob's key, if the file travels.
    #[must_use]
    pub const fn key(&self) -> Option<&BlobKey> {
        self.key.as_ref()
    }

    /// The sealed blob, if the file travels.
    #[must_use]
    pub fn blob(&self) -> Option<BlobRef> {
        self.key.as_ref()?;
        Some(BlobRef {
            hash: Hash::from_bytes(self.ciphertext_sha256),
            bytes: blob_bytes(self.size_bytes)?,
        })
    }

    fn read(raw: RawAttachment, item: usize, faults: &mut Faults) -> Option<Self> {
        let name = faults.take_item("attachments.name", item, file_name(raw.name));
        let media_type =
            faults.take_item("attachments.media_type", item, media_type(raw.media_type));
        let size_bytes =
            faults.take_item("attachments.size_bytes", item, size_bytes(raw.size_bytes));
        Some(Self {
            name: name?,
            media_type: media_type?,
            size_bytes: size_bytes?,
            plaintext_sha256: raw.plaintext_sha256,
            ciphertext_sha256: raw.ciphertext_sha256,
            key: raw.key,
        })
    }
}

impl Manifest {
    /// The list that a program made.
    ///
    /// # Errors
    /// Everything that must be mended.
    pub fn parse(raw: Vec<RawAttachment>) -> Result<Self, ContentFaults> {
        gather(|faults| Self::read(raw, faults))
    }

    /// The blobs that travel with the document, in the author's order, each once.
    #[must_use]
    pub fn blobs(&self) -> Vec<BlobRef> {
        let mut blobs: Vec<BlobRef> = Vec::new();
        for blob in self.0.iter().filter_map(Attachment::blob) {
            if !blobs.contains(&blob) {
                blobs.push(blob);
            }
        }
        blobs
    }

    /// The attachments, in the author's order.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.0
    }

    pub(super) fn read(raw: Vec<RawAttachment>, faults: &mut Faults) -> Option<Self> {
        let (max, got) = (ATTACHMENTS_MAX, raw.len());
        if got > max {
            return faults.take("attachments", Err(Flaw::TooMany { max, got }));
        }
        // Every item is read before any is given up, so that all faults are named.
        let read: Vec<Option<Attachment>> = (1..)
            .zip(raw)
            .map(|(item, raw)| Attachment::read(raw, item, faults))
            .collect();
        read.into_iter().collect::<Option<_>>().map(Self)
    }
}

/// The media type of a file with that name, by its extension: a hint for people, never relied on.
#[must_use]
pub fn media_type_of(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    MEDIA_TYPES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension))
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// What offices attach.
const MEDIA_TYPES: [(&str, &str); 16] = [
    ("csv", "text/csv"),
    ("doc", "application/msword"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("eml", "message/rfc822"),
    ("heic", "image/heic"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("m4a", "audio/mp4"),
    ("mp4", "video/mp4"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("rtf", "application/rtf"),
    ("txt", "text/plain"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("zip", "application/zip"),
];

/// A name under which a recipient can save the file without leaving the folder chosen.
fn file_name(raw: Option<String>) -> Result<Line, Flaw> {
    let name = Line::required(raw, FILE_NAME_CHARS_MAX)?;
    let text = name.expose();
    if text.contains(['/', '\\', ':']) || text.chars().all(|character| character == '.') {
        return Err(Flaw::NotAFileName);
    }
    Ok(name)
}

fn media_type(raw: Option<String>) -> Result<Line, Flaw> {
    let line = Line::required(raw, MEDIA_TYPE_CHARS_MAX)?;
    match line.expose().split_once('/') {
        Some((kind, subkind)) if is_token(kind) && is_token(subkind) => Ok(line),
        _ => Err(Flaw::NotAMediaType),
    }
}

fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'!' | b'#' | b'$' | b'&' | b'-' | b'^' | b'_' | b'.' | b'+');
    !text.is_empty() && text.bytes().all(allowed)
}

const fn size_bytes(raw: u64) -> Result<u64, Flaw> {
    if raw > ATTACHMENT_BYTES_MAX {
        return Err(Flaw::TooLarge {
            max_bytes: ATTACHMENT_BYTES_MAX,
            got_bytes: raw,
        });
    }
    Ok(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(name: &str, media_type: &str, size_bytes: u64) -> RawAttachment {
        RawAttachment {
            name: Some(name.to_owned()),
            media_type: Some(media_type.to_owned()),
            size_bytes,
            ..RawAttachment::default()
        }
    }

    fn read(raw: Vec<RawAttachment>) -> Result<Manifest, ContentFaults> {
        gather(|faults| Manifest::read(raw, faults))
    }

    #[test]
    fn a_file_is_described_by_name_type_and_size() {
        let manifest = read(vec![raw(
            "§ 50 æøå.txt",
            "text/plain",
            ATTACHMENT_BYTES_MAX,
        )])
        .unwrap();
        assert_eq!(manifest.attachments()[0].name().expose(), "§ 50 æøå.txt");
        assert_eq!(read(Vec::new()), Ok(Manifest::default()));
    }

    #[test]
    fn all_faults_of_all_attachments_are_named() {
        let faults = read(vec![
            raw("../x", "text", 1),
            raw("x", "text/plain", 1),
            raw("", "text/plain", ATTACHMENT_BYTES_MAX + 1),
        ])
        .unwrap_err();
        let named: Vec<_> = faults
            .faults()
            .iter()
            .map(|fault| (fault.field, fault.item))
            .collect();
        assert_eq!(
            named,
            [
                ("attachments.name", Some(1)),
                ("attachments.media_type", Some(1)),
                ("attachments.name", Some(3)),
                ("attachments.size_bytes", Some(3)),
            ]
        );
    }

    #[test]
    fn a_file_name_cannot_leave_its_folder() {
        for name in ["a/b", "a\\b", "c:b", ".", "..", "a\u{202E}txt.exe"] {
            assert!(read(vec![raw(name, "text/plain", 1)]).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_media_type_is_two_tokens_in_lower_case() {
        for media_type in [
            "",
            "text",
            "text/",
            "/plain",
            "Text/plain",
            "a/b/c",
            "text/pl ain",
        ] {
            assert!(read(vec![raw("x", media_type, 1)]).is_err(), "{media_type}");
        }
    }

    #[test]
    fn only_files_with_a_key_travel_and_each_blob_once() {
        let with_key = RawAttachment {
            key: Some(BlobKey::from_bytes([7; 32])),
            ciphertext_sha256: [1; 32],
            ..raw("a.txt", "text/plain", 5)
        };
        let manifest = read(vec![
            raw("only named", "text/plain", 1),
            with_key.clone(),
            with_key,
        ])
        .unwrap();
        let blob = BlobRef {
            hash: Hash::from_bytes([1; 32]),
            bytes: blob_bytes(5).unwrap(),
        };
        assert_eq!(manifest.blobs(), [blob]);
    }

    #[test]
    fn a_media_type_is_guessed_from_the_extension_and_fits_the_rules() {
        assert_eq!(media_type_of("Notat.PDF"), "application/pdf");
        assert_eq!(media_type_of("a.b.txt"), "text/plain");
        for name in ["", "x", "x.", "x.exe"] {
            assert_eq!(media_type_of(name), "application/octet-stream");
        }
        for (extension, media_type) in MEDIA_TYPES {
            let name = format!("x.{extension}");
            assert!(read(vec![raw(&name, media_type, 1)]).is_ok(), "{name}");
        }
    }

    #[test]
    fn one_attachment_too_many_is_refused() {
        let (max, got) = (ATTACHMENTS_MAX, ATTACHMENTS_MAX + 1);
        assert!(read(vec![raw("x", "text/plain", 1); max]).is_ok());
        let faults = read(vec![raw("x", "text/plain", 1); got]).unwrap_err();
        assert_eq!(faults.faults()[0].flaw, Flaw::TooMany { max, got });
    }
}
