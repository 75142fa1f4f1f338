//! Leaves and receipts.

use minicbor::{Decode, Encode, bytes::ByteArray};

use crate::{
    id::ActId,
    log::{Entry, Leaf, Mailbox, SALT_BYTES, receipt::Receipt},
    sign::SIGNATURE_BYTES,
    wire::{
        self, DecodeError,
        v1::{Bytes32, Id, act::instant, hash_from_wire, hash_to_wire},
    },
};

/// The most mailboxes that one act concerns.
pub const ENTRIES_MAX: usize = 16;

/// The record whose hash is a leaf of the log.
#[must_use]
pub fn encode_leaf(leaf: &Leaf) -> Vec<u8> {
    wire::encode(&LeafTwin {
        act: (*leaf.act.as_bytes()).into(),
        signed: hash_to_wire(leaf.signed),
        body: hash_to_wire(leaf.body),
        entries: leaf.entries.iter().map(EntryTwin::from).collect(),
        deposited_ms: leaf.deposited.unix_ms(),
        salt: leaf.salt.into(),
    })
}

/// The bytes of a receipt.
#[must_use]
pub fn encode(receipt: &Receipt) -> Vec<u8> {
    wire::encode(&ReceiptTwin::from(receipt))
}

/// A receipt, not yet verified.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode(bytes: &[u8]) -> Result<Receipt, DecodeError> {
    wire::decode::<ReceiptTwin>(bytes)?.read()
}

#[derive(Encode, Decode)]
struct LeafTwin {
    #[n(0)]
    act: Id,
    #[n(1)]
    signed: Bytes32,
    #[n(2)]
    body: Bytes32,
    #[n(3)]
    entries: Vec<EntryTwin>,
    #[n(4)]
    deposited_ms: i64,
    #[n(5)]
    salt: ByteArray<SALT_BYTES>,
}

#[derive(Encode, Decode)]
pub(crate) struct ReceiptTwin {
    #[n(0)]
    act: Id,
    #[n(1)]
    index: u64,
    #[n(2)]
    deposited_ms: i64,
    #[n(3)]
    salt: ByteArray<SALT_BYTES>,
    #[n(4)]
    entries: Vec<EntryTwin>,
    #[n(5)]
    signature: ByteArray<SIGNATURE_BYTES>,
}

#[derive(Encode, Decode)]
struct EntryTwin {
    #[n(0)]
    mailbox: String,
    #[n(1)]
    seq: u64,
    #[n(2)]
    chain: Bytes32,
}

impl From<&Entry> for EntryTwin {
    fn from(entry: &Entry) -> Self {
        Self {
            mailbox: entry.mailbox.name().to_owned(),
            seq: entry.seq,
            chain: hash_to_wire(entry.chain),
        }
    }
}

impl From<&Receipt> for ReceiptTwin {
    fn from(receipt: &Receipt) -> Self {
        Self {
            act: (*receipt.act.as_bytes()).into(),
            index: receipt.index,
            deposited_ms: receipt.deposited.unix_ms(),
            salt: receipt.salt.into(),
            entries: receipt.entries.iter().map(EntryTwin::from).collect(),
            signature: receipt.signature.into(),
        }
    }
}

impl ReceiptTwin {
    pub(crate) fn read(self) -> Result<Receipt, DecodeError> {
        if self.entries.len() > ENTRIES_MAX {
            return Err(DecodeError::Value("entries"));
        }
        let entries = self
            .entries
            .into_iter()
            .map(|entry| {
                Ok(Entry {
                    mailbox: Mailbox::parse(&entry.mailbox)
                        .map_err(|_| DecodeError::Value("mailbox"))?,
                    seq: entry.seq,
                    chain: hash_from_wire(entry.chain),
                })
            })
            .collect::<Result<_, DecodeError>>()?;
        Ok(Receipt {
            act: ActId::from_bytes(self.act.into()),
            index: self.index,
            deposited: instant(self.deposited_ms, "deposited")?,
            salt: self.salt.into(),
            entries,
            signature: self.signature.into(),
        })
    }
}
