//! The sealed part of an act, in deterministic CBOR (RFC 8949 §4.2): arrays, no maps, no tags.
//!
//! A sealed part has exactly one encoding. Whatever decodes but would be encoded otherwise is
//! refused, so that a commitment, a signature and a golden file can never disagree about what
//! was said.

mod told;
mod twins;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use minicbor::{CborLen, Encode};
use thiserror::Error;
use zeroize::Zeroizing;

use self::twins::{ContentTwin, SealedPartTwin};
use crate::content::{Content, ContentFaults, SealedPart};

/// Largest sealed part, in bytes: 256 KiB, more than the largest document that `parse` lets pass.
pub const SEALED_PART_BYTES_MAX: usize = 262_144;

/// Why bytes are not a sealed part. The move is the sender's program's in every case: the
/// recipient can only answer that the content is unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// More bytes than a sealed part may have.
    #[error("sealed part of {got_bytes} bytes, where the sender may send {max_bytes}")]
    TooLarge {
        /// The most bytes that are allowed.
        max_bytes: usize,
        /// The bytes that there are.
        got_bytes: usize,
    },
    /// A document of a kind that this version does not know; a later version may.
    #[error("the sender sent a kind of document that this version does not know")]
    UnknownKind,
    /// Not CBOR, cut off, or not the arrays of a sealed part.
    #[error("the sender sent a malformed sealed part")]
    Malformed,
    /// The sender's office is not written as an office's id.
    #[error("the sender named its office wrongly")]
    Office,
    /// Fields that the sender should never have let pass.
    #[error("the sender sent a faulty document: {0}")]
    Content(#[from] ContentFaults),
    /// The same sealed part would be encoded otherwise: longer integers, superfluous bytes or
    /// fields, text that is not in its one form.
    #[error("the sender did not encode the sealed part in its one form")]
    NotCanonical,
}

/// The one encoding of a sealed part.
#[must_use]
pub fn encode(part: &SealedPart) -> Zeroizing<Vec<u8>> {
    write(&SealedPartTwin::from(part))
}

/// The one encoding of a document alone, for its commitment.
#[must_use]
pub fn encode_content(content: &Content) -> Zeroizing<Vec<u8>> {
    write(&ContentTwin::from(content))
}

/// The sealed part that `bytes` hold.
///
/// # Errors
/// The sender's program's move: see [`DecodeError`].
pub fn decode(bytes: &[u8]) -> Result<SealedPart, DecodeError> {
    if bytes.len() > SEALED_PART_BYTES_MAX {
        return Err(DecodeError::TooLarge {
            max_bytes: SEALED_PART_BYTES_MAX,
            got_bytes: bytes.len(),
        });
    }
    let part = read(bytes)?.parse()?;
    if encode(&part).as_slice() != bytes {
        return Err(DecodeError::NotCanonical);
    }
    Ok(part)
}

/// The twin that `bytes` hold, of which nothing has been checked.
fn read(bytes: &[u8]) -> Result<SealedPartTwin<'_>, DecodeError> {
    minicbor::decode(bytes).map_err(|error| {
        if error.is_unknown_variant() {
            DecodeError::UnknownKind
        } else {
            DecodeError::Malformed
        }
    })
}

fn write<T: Encode<()> + CborLen<()>>(twin: &T) -> Zeroizing<Vec<u8>> {
    // All of it is reserved first: a vector that grew would leave plaintext behind in memory.
    let mut bytes = Zeroizing::new(Vec::with_capacity(minicbor::len(twin)));
    let written = minicbor::encode(twin, &mut *bytes);
    debug_assert!(written.is_ok(), "a vector takes every byte");
    bytes
}
