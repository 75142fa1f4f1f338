//! Acts as the view holds them, and rows on their way to becoming such.

use stafet_shared::{
    act::Act,
    handover::{Handover, Position},
    log::{Mailbox, receipt::Receipt},
    refusal::Refusal,
    sign::Signed,
    wire,
};

use crate::store::{ActRow, StoreError};

/// One act that the device has made or read, believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::office) struct Known {
    pub(in crate::office) act: Act,
    pub(in crate::office) order: u64,
    pub(in crate::office) receipt: Option<Receipt>,
    pub(in crate::office) refused: Option<Refusal>,
}

impl Known {
    /// The act's place in the log, once a receipt says so.
    pub(in crate::office) fn position(&self) -> Option<Position> {
        self.receipt.as_ref().map(Position::from)
    }

    /// Whether the act is in the outbox.
    pub(in crate::office) const fn waits(&self) -> bool {
        self.receipt.is_none() && self.refused.is_none()
    }

    pub(in crate::office) fn row(&self) -> ActRow {
        ActRow {
            id: self.act.id(),
            index: self.receipt.as_ref().map(|receipt| receipt.index),
            order: self.order,
            signed: self.act.signed().as_bytes().to_vec(),
            receipt: self.receipt.as_ref().map(wire::v1::receipt::encode),
            refused: self.refused.map(Refusal::code),
        }
    }

    /// By log position, and what has none behind that in the order of its making.
    pub(in crate::office) fn rank(&self) -> (u64, u64) {
        let index = self.receipt.as_ref().map_or(u64::MAX, |read| read.index);
        (index, self.order)
    }

    pub(in crate::office) fn directory_seq(&self) -> Option<u64> {
        let entry = self.receipt.as_ref()?.entry(&Mailbox::Directory)?;
        Some(entry.seq)
    }
}

/// The handover after these acts; refused ones do not count.
pub(super) fn fold<'a>(acts: impl Iterator<Item = &'a Known>) -> Option<Handover> {
    let acts = acts.filter(|known| known.refused.is_none());
    Handover::of(acts.map(|known| (&known.act, known.position())))
}

/// A row whose bytes have been taken apart.
pub(super) struct Row {
    pub(super) order: u64,
    pub(super) signed: Signed,
    pub(super) receipt: Option<Receipt>,
    pub(super) refused: Option<Refusal>,
}

/// Takes a stored row apart.
pub(super) fn read_row(row: ActRow) -> Result<Row, StoreError> {
    let receipt = row.receipt.as_deref().map(wire::v1::receipt::decode);
    Ok(Row {
        order: row.order,
        signed: Signed::from_bytes(row.signed).map_err(|_| StoreError::Corrupt("act"))?,
        receipt: receipt
            .transpose()
            .map_err(|_| StoreError::Corrupt("receipt"))?,
        refused: row.refused.map(Refusal::from_code),
    })
}
