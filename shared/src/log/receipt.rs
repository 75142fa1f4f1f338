//! R1: the server's signature over an act's place in the log.
//!
//! A receipt repeats nothing that its reader holds already: the hashes of the act and its body
//! go into what is signed, not into what is sent.

use crate::{
    hash::Hash,
    id::ActId,
    log::{Entry, Leaf, Mailbox, SALT_BYTES},
    sign::{SIGNATURE_BYTES, SigningKey, VerifyingKey},
    time::Timestamp,
    wire,
};

/// Label that a receipt's signature covers.
const RECEIPT_LABEL: &[u8] = b"stafet/receipt/1";

/// What the server has promised about one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The act.
    pub act: ActId,
    /// Its leaf's index in the log, from 0.
    pub index: u64,
    /// The server's time of deposit.
    pub deposited: Timestamp,
    /// The leaf's salt.
    pub salt: [u8; SALT_BYTES],
    /// The act's place in each mailbox that it concerns.
    pub entries: Vec<Entry>,
    /// The server's signature over all of this and the hashes of act and body.
    pub signature: [u8; SIGNATURE_BYTES],
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

    /// The act's place in one mailbox, if it stands there.
    #[must_use]
    pub fn entry(&self, mailbox: &Mailbox) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.mailbox == *mailbox)
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
