//! What stands under the seal beside the document, and the commitment that binds the document to
//! the public part of its act.

use std::fmt;

use sha2::{Digest, Sha256};

use super::Content;
use super::attachment::DIGEST_BYTES;
use crate::id::ActId;
use crate::party::OfficeId;
use crate::wire::v1::content::encode_content;

/// Bytes in the salt of a commitment.
pub const SALT_BYTES: usize = 16;

/// Keeps commitments apart from every other digest of the protocol.
const COMMITMENT_LABEL: &[u8] = b"stafet/1 content commitment\0";

/// All that is sealed for one act.
///
/// The act and the sender's office are repeated from the public part, so that sealed content
/// cannot be moved to another act: whoever opens it compares both, and the commitment.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedPart {
    /// The act that carries the content.
    pub act: ActId,
    /// The sender's office.
    pub office: OfficeId,
    /// Random bytes without which the commitment cannot be guessed from likely content.
    pub salt: [u8; SALT_BYTES],
    /// The document.
    pub content: Content,
}

impl SealedPart {
    /// The commitment to the content that stands in the act's public part.
    #[must_use]
    pub fn commitment(&self) -> [u8; DIGEST_BYTES] {
        commitment(&self.salt, &encode_content(&self.content))
    }
}

/// Salt and content are left out.
impl fmt::Debug for SealedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedPart")
            .field("act", &self.act)
            .field("office", &self.office)
            .finish_non_exhaustive()
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
