//! The commitment that binds what is sealed to the public part of its act.

use sha2::{Digest, Sha256};

use super::attachment::DIGEST_BYTES;
use super::sealed::{SALT_BYTES, SealedPart};
use crate::wire::v1::content::encode_content;

/// Keeps commitments apart from every other digest of the protocol.
const COMMITMENT_LABEL: &[u8] = b"stafet/1 content commitment\0";

impl SealedPart {
    /// The commitment to the content that stands in the act's public part.
    #[must_use]
    pub fn commitment(&self) -> [u8; DIGEST_BYTES] {
        commitment(&self.salt, &encode_content(&self.content))
    }
}

/// SHA-256 of a label, the salt and the content's canonical bytes.
///
/// It covers the content alone, so that content sealed again for another envelope keeps it.
#[must_use]
pub fn commitment(salt: &[u8; SALT_BYTES], content_bytes: &[u8]) -> [u8; DIGEST_BYTES] {
    Sha256::new()
        .chain_update(COMMITMENT_LABEL)
        .chain_update(salt)
        .chain_update(content_bytes)
        .finalize()
        .into()
}
