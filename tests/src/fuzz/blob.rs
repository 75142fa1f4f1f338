//! Blobs, which are opened as streams: nothing opens but what was sealed, and damage is called
//! damage.

use stafet_shared::{
    hash::Hash,
    seal::{
        AgeSealing,
        blob::{BLOB_HEADER_BYTES, BlobError, BlobKey, open_file},
    },
};

use super::Canary;

/// The file in `shared/tests/golden/seal/blob.age.hex`.
const FILE: &[u8] = include_bytes!("../../../shared/tests/golden/seal/letters.txt");
/// SHA-256 of that blob.
const SEALED: &str = "9fea2b9e5d90928aa457879c17f007fcbaf7010418d4f908ad6db90ef390bec3";

/// A blob.
///
/// # Panics
/// When a blob opens that was never sealed, or when its damage is taken for something else.
pub fn run(data: &[u8], canary: Canary) {
    let key = BlobKey::from_bytes([1; 32]);
    let described = (&key, FILE.len() as u64, Hash::of(FILE));
    let mut file = Vec::new();
    let mut outcome = open_file(&AgeSealing, described, &mut &*data, &mut file);
    if canary.spoils(outcome.is_err() && has_another_work_factor(data)) {
        outcome = Ok(());
    }
    assert!(file.len() <= FILE.len());
    match outcome {
        Ok(()) => {
            assert_eq!(Hash::of(data).to_string(), SEALED, "never sealed");
            assert_eq!(file, FILE);
        }
        Err(BlobError::Damaged) => {}
        Err(error @ (BlobError::TooLarge { .. } | BlobError::OtherFile | BlobError::File(_))) => {
            panic!("damage is called '{error}'")
        }
    }
}

/// A header of the one known form that asks for more than the least work.
fn has_another_work_factor(data: &[u8]) -> bool {
    let header = data.get(..BLOB_HEADER_BYTES).unwrap_or_default();
    let mut lines = header.split(|byte| *byte == b'\n');
    let stanza = lines.nth(1).unwrap_or_default();
    let factor = stanza.strip_prefix(b"-> scrypt ").and_then(<[u8]>::last);
    factor.is_some_and(|digit| (b'2'..=b'9').contains(digit)) && lines.count() == 3
}
