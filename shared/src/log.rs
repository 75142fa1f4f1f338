//! The append-only log: leaves, the RFC 6962 tree over them, mailboxes and receipts.
//!
//! Every act that is taken in becomes one leaf and one entry in each mailbox that it concerns.
//! The receipt R1 is the server's signature over both, so that a gap, a rewrite or a dropped act
//! shows in an ordinary sync, without any proof on the wire.

pub mod head;
mod proof;
pub mod receipt;
pub mod tree;

#[cfg(test)]
mod tests;

pub use self::proof::BadReceipt;

use crate::{hash::Hash, party::OfficeId, words::Validity};

/// Where acts are read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mailbox {
    /// The directory's statements: everybody reads them.
    Directory,
    /// What concerns one office: its members read it.
    Office(OfficeId),
}

impl Mailbox {
    /// The mailbox's name in stores and on the wire: `directory` or the office's id.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Directory => DIRECTORY_MAILBOX,
            Self::Office(office) => office.as_str(),
        }
    }

    /// The mailbox with that name.
    ///
    /// # Errors
    /// When it is neither `directory` nor an office's id.
    pub fn parse(name: &str) -> Result<Self, crate::party::BadPartyId> {
        if name == DIRECTORY_MAILBOX {
            Ok(Self::Directory)
        } else {
            OfficeId::parse(name).map(Self::Office)
        }
    }
}

/// An act's place in one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The mailbox in which it stands.
    pub mailbox: Mailbox,
    /// The entry's number in it, from 1.
    pub seq: u64,
    /// Links all entries up to this one.
    pub chain: Hash,
}

/// How far a mailbox has been read or written: its newest entry, or zero before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The newest entry's number.
    pub seq: u64,
    /// Its chain hash.
    pub chain: Hash,
}

impl Cursor {
    /// Before the first entry.
    pub const START: Self = Self {
        seq: 0,
        chain: Hash::ZERO,
    };

    /// The cursor after one more act.
    #[must_use]
    pub fn after(self, act: Hash) -> Self {
        Self {
            seq: self.seq.saturating_add(1),
            chain: Hash::of_parts(&[CHAIN_LABEL, self.chain.as_bytes(), act.as_bytes()]),
        }
    }
}

/// What the leaf of an act says. Its hash is salted, so that a published tree tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The act's id.
    pub act: crate::id::ActId,
    /// Hash of the signed act.
    pub signed: Hash,
    /// Hash of its body, or zero.
    pub body: Hash,
    /// Its places in mailboxes.
    pub entries: Vec<Entry>,
    /// The server's time of deposit.
    pub deposited: crate::time::Timestamp,
    /// What it counts for.
    pub validity: Validity,
    /// Random bytes that keep the leaf's hash from being guessed.
    pub salt: [u8; SALT_BYTES],
}

/// The most mailboxes in which one act stands: a receipt that names more cannot be read.
pub const ENTRIES_MAX: usize = 64;
/// Bytes of a leaf's salt.
pub const SALT_BYTES: usize = 16;
const DIRECTORY_MAILBOX: &str = "directory";
const CHAIN_LABEL: &[u8] = b"stafet/mailbox/1";
