//! What is hashed and signed of a leaf: the one place where the log meets its encoding.

use super::{Leaf, receipt::Receipt, tree::leaf_hash};
use crate::{
    hash::Hash,
    sign::{SigningKey, VerifyingKey},
    wire,
};

/// Label that a receipt's signature covers.
const RECEIPT_LABEL: &[u8] = b"stafet/receipt/1";

impl Leaf {
    /// The leaf's hash in the tree.
    #[must_use]
    pub fn hash(&self) -> Hash {
        leaf_hash(&wire::v1::receipt::encode_leaf(self))
    }
}

impl Receipt {
    /// Signs for a leaf.
    #[must_use]
    pub fn sign(leaf: Leaf, index: u64, key: &SigningKey) -> Self {
        let signature = key.sign(&statement(&leaf, index));
        Self {
            act: leaf.act,
            index,
            deposited: leaf.deposited,
            validity: leaf.validity,
            salt: leaf.salt,
            entries: leaf.entries,
            signature,
        }
    }

    /// The leaf that the receipt is about, given the hashes that the reader holds.
    #[must_use]
    pub fn leaf(&self, signed: Hash, body: Option<Hash>) -> Leaf {
        Leaf {
            act: self.act,
            signed,
            body: body.unwrap_or(Hash::ZERO),
            entries: self.entries.clone(),
            deposited: self.deposited,
            validity: self.validity,
            salt: self.salt,
        }
    }

    /// Checks that the server with this key has signed for exactly this act and body.
    ///
    /// # Errors
    /// [`BadReceipt`]: the server, or somebody between, has broken its promise.
    pub fn verify(
        &self,
        signed: Hash,
        body: Option<Hash>,
        key: &VerifyingKey,
    ) -> Result<(), BadReceipt> {
        if key.has_signed(
            &statement(&self.leaf(signed, body), self.index),
            &self.signature,
        ) {
            Ok(())
        } else {
            Err(BadReceipt)
        }
    }
}

/// A receipt that the server's key has not signed for this act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the receipt is not the server's for this act; the act counts as not confirmed")]
pub struct BadReceipt;

fn statement(leaf: &Leaf, index: u64) -> Vec<u8> {
    let mut bytes = RECEIPT_LABEL.to_vec();
    bytes.extend_from_slice(&index.to_be_bytes());
    bytes.extend_from_slice(&wire::v1::receipt::encode_leaf(leaf));
    bytes
}
