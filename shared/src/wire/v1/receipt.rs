//! Leaves and receipts.

use crate::{
    hash::Hash,
    id::ActId,
    log::{ENTRIES_MAX, Entry, Leaf, Mailbox, SALT_BYTES, receipt::Receipt},
    sign::SIGNATURE_BYTES,
    time::Timestamp,
    wire::{
        self, DecodeError,
        v1::{codes::lists::AtMost, twin::twin},
    },
    words::Validity,
};

/// The record whose hash is a leaf of the log.
#[must_use]
pub fn encode_leaf(leaf: &Leaf) -> Vec<u8> {
    wire::write::<Leaf>(leaf)
}

/// The bytes of a receipt.
#[must_use]
pub fn encode(receipt: &Receipt) -> Vec<u8> {
    wire::write::<Receipt>(receipt)
}

/// A receipt, not yet verified.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode(bytes: &[u8]) -> Result<Receipt, DecodeError> {
    wire::read::<Receipt>(bytes)
}

twin! {
    Leaf {
        0 act: ActId,
        1 signed: Hash,
        2 body: Hash,
        3 entries: Vec<Entry>,
        4 deposited: Timestamp,
        5 salt: [u8; SALT_BYTES],
        6 validity: Validity,
    }
}

twin! {
    Receipt {
        0 act: ActId,
        1 index: u64,
        2 deposited: Timestamp,
        3 salt: [u8; SALT_BYTES],
        4 entries: AtMost<ENTRIES_MAX, Vec<Entry>>,
        5 signature: [u8; SIGNATURE_BYTES],
        6 validity: Validity,
    }
}

twin! {
    Entry { 0 mailbox: Mailbox, 1 seq: u64, 2 chain: Hash }
}
