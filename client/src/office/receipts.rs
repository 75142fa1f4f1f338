//! The receipts for a handover, as this device knows them.

pub use stafet_shared::handover::ReceiptKind;
use stafet_shared::{
    id::{ActId, HandoverId},
    party::Author,
    time::Timestamp,
};

use super::Reader;

/// One receipt for a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which.
    pub kind: ReceiptKind,
    /// By the server's clock; for what is only in the own outbox, by the own.
    pub at: Timestamp,
    /// Who acted: for R1 whoever sent.
    pub who: Author,
    /// The act that it stands on.
    pub act: ActId,
}

impl Reader<'_> {
    /// The receipts for a handover, in the order of its history.
    #[must_use]
    pub fn receipts(self, id: HandoverId) -> Vec<Receipt> {
        let Some(handover) = self.view.handovers.get(&id) else {
            return Vec::new();
        };
        let own = self.view.device.as_ref().map(|own| own.device);
        let mut receipts: Vec<Receipt> = Vec::new();
        for (event, kinds) in handover.receipts() {
            let deposited = event.position.map(|position| position.deposited);
            let mut push = |kind, at| {
                receipts.push(Receipt {
                    kind,
                    at,
                    who: event.author.clone(),
                    act: event.act,
                });
            };
            if Some(event.author.device) == own {
                push(ReceiptKind::R0, event.claimed);
            }
            if let Some(at) = deposited {
                push(ReceiptKind::R1, at);
            }
            for kind in kinds {
                push(kind, deposited.unwrap_or(event.claimed));
            }
        }
        receipts
    }
}
