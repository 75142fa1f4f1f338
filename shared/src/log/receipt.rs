//! R1: the server's signature over an act's place in the log.
//!
//! A receipt repeats nothing that its reader holds already: the hashes of the act and its body
//! go into what is signed, not into what is sent.

use super::{Entry, Mailbox, SALT_BYTES};
use crate::{id::ActId, sign::SIGNATURE_BYTES, time::Timestamp, words::Validity};

/// The longest receipt, in bytes: one that names as many mailboxes as it can, with the longest ids.
pub const RECEIPT_BYTES_MAX: usize = 8 * 1024;

/// What the server has promised about one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The act.
    pub act: ActId,
    /// Its leaf's index in the log, from 0.
    pub index: u64,
    /// The server's time of deposit.
    pub deposited: Timestamp,
    /// What the act counts for.
    pub validity: Validity,
    /// The leaf's salt.
    pub salt: [u8; SALT_BYTES],
    /// The act's place in each mailbox that it concerns.
    pub entries: Vec<Entry>,
    /// The server's signature over all of this and the hashes of act and body.
    pub signature: [u8; SIGNATURE_BYTES],
}

impl Receipt {
    /// The act's place in one mailbox, if it stands there.
    #[must_use]
    pub fn entry(&self, mailbox: &Mailbox) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.mailbox == *mailbox)
    }
}
