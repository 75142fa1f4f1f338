//! What stands under the seal beside the document.

use std::fmt;

use super::Content;
use crate::id::ActId;
use crate::party::OfficeId;

/// Bytes in the salt of a commitment.
pub const SALT_BYTES: usize = 16;

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

/// Salt and content are left out.
impl fmt::Debug for SealedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedPart")
            .field("act", &self.act)
            .field("office", &self.office)
            .finish_non_exhaustive()
    }
}
