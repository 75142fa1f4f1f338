//! The server's signed word on how far the log goes.

use crate::{
    hash::Hash,
    sign::{SIGNATURE_BYTES, SigningKey, VerifyingKey},
    time::Timestamp,
};

/// Label that a head's signature covers.
const HEAD_LABEL: &[u8] = b"stafet/head/1";

/// The log's size and root, as the server has signed them for a reader whose mailboxes are
/// complete up to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Leaves in the log.
    pub size: u64,
    /// The RFC 6962 root over them.
    pub root: Hash,
    /// The server's time.
    pub at: Timestamp,
    /// The signature with the receipt key.
    pub signature: [u8; SIGNATURE_BYTES],
}

impl Head {
    /// Signs for the log as it is.
    #[must_use]
    pub fn sign(size: u64, root: Hash, at: Timestamp, key: &SigningKey) -> Self {
        Self {
            size,
            root,
            at,
            signature: key.sign(&statement(size, root, at)),
        }
    }

    /// Whether the server with this key has signed it.
    #[must_use]
    pub fn is_by(&self, key: &VerifyingKey) -> bool {
        key.has_signed(&statement(self.size, self.root, self.at), &self.signature)
    }
}

fn statement(size: u64, root: Hash, at: Timestamp) -> Vec<u8> {
    [
        HEAD_LABEL,
        &size.to_be_bytes(),
        root.as_bytes(),
        &at.unix_ms().to_be_bytes(),
    ]
    .concat()
}
