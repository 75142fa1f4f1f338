//! What stands under the seal: one encoding for each sealed part, and nothing past the limits.

use std::collections::BTreeSet;

use stafet_shared::{
    content::{ATTACHMENTS_MAX, SealedPart, commitment, display_safe_line},
    seal::blob::BLOB_BYTES_MAX,
    wire::v1::content::{SEALED_PART_BYTES_MAX, decode, encode, encode_content},
};

use super::Canary;

/// A sealed part, as it comes out of the seal.
///
/// # Panics
/// When a sealed part has two encodings, holds what no author could have written, or is bound to
/// another commitment than its bytes'.
pub fn run(data: &[u8], canary: Canary) {
    let Ok(part) = decode(data) else {
        return;
    };
    let mut written = encode(&part);
    if canary.spoils(is_from_a_numbered_office(&part)) {
        written.pop();
    }
    assert_eq!(*written, data, "two encodings of one sealed part");
    assert!(data.len() <= SEALED_PART_BYTES_MAX);
    is_bound(&part);
    if let Some(subject) = part.content.subject() {
        assert!(!subject.expose().is_empty());
        assert_eq!(display_safe_line(subject.expose()), subject.expose());
    }
    if let Some(manifest) = part.content.attachments() {
        let blobs = manifest.blobs();
        let hashes: BTreeSet<_> = blobs.iter().map(|blob| blob.hash).collect();
        assert_eq!(hashes.len(), blobs.len(), "a blob stands twice");
        assert!(manifest.attachments().len() <= ATTACHMENTS_MAX);
        assert!(
            blobs
                .iter()
                .all(|blob| (1..=BLOB_BYTES_MAX).contains(&blob.bytes))
        );
    }
}

/// The commitment covers the document and its salt, and nothing else.
fn is_bound(part: &SealedPart) {
    let document = encode_content(&part.content);
    assert_eq!(part.commitment(), commitment(&part.salt, &document));
    let mut salt = part.salt;
    salt[0] ^= 1;
    assert_ne!(part.commitment(), commitment(&salt, &document));
}

/// No office of the test data has a number in its name.
fn is_from_a_numbered_office(part: &SealedPart) -> bool {
    part.office
        .as_str()
        .contains(|letter: char| letter.is_ascii_digit())
}
