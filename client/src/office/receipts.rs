//! The receipts for a handover, read off its history.

use stafet_shared::{
    handover::Verb,
    id::{ActId, HandoverId},
    party::Author,
    time::Timestamp,
};

use super::Office;
use crate::store::Store;

/// Which receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReceiptKind {
    /// Durable in the sender's own outbox.
    R0,
    /// Durable in the server's log.
    R1,
    /// Fetched and opened by a device of the recipient.
    R3,
    /// Not to be opened by the recipient's device.
    R3N,
    /// A named person has signed for it.
    R4,
    /// A named person has decided.
    R5,
}

impl ReceiptKind {
    /// The receipt's number, as people and JSON read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::R0 => "R0",
            Self::R1 => "R1",
            Self::R3 => "R3",
            Self::R3N => "R3N",
            Self::R4 => "R4",
            Self::R5 => "R5",
        }
    }
}

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

impl<S: Store> Office<S> {
    /// The receipts for a handover, in the order of its history.
    #[must_use]
    pub fn receipts(&self, id: HandoverId) -> Vec<Receipt> {
        let Some(handover) = self.view.handovers.get(&id) else {
            return Vec::new();
        };
        let own = self.view.device.as_ref().map(|own| own.device);
        let mut receipts: Vec<Receipt> = Vec::new();
        let mut signed_for = false;
        for event in &handover.history {
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
            let kinds = stands_for(event.verb);
            // A decision is the R4 too, where nobody had signed for the leg before.
            let decides = kinds.contains(&ReceiptKind::R5);
            for kind in kinds {
                if !(decides && signed_for && *kind == ReceiptKind::R4) {
                    push(*kind, deposited.unwrap_or(event.claimed));
                }
            }
            signed_for |= kinds.contains(&ReceiptKind::R4);
            signed_for &= !matches!(event.verb, Verb::Resubmit | Verb::Redirect);
        }
        receipts
    }
}

/// The receipts that an act stands for.
const fn stands_for(verb: Verb) -> &'static [ReceiptKind] {
    match verb {
        Verb::Open => &[ReceiptKind::R3],
        Verb::Unreadable => &[ReceiptKind::R3N],
        Verb::Acknowledge => &[ReceiptKind::R4],
        Verb::Accept | Verb::Decline => &[ReceiptKind::R4, ReceiptKind::R5],
        Verb::Sign
        | Verb::Resubmit
        | Verb::Redirect
        | Verb::Rewrap
        | Verb::NeedInformation
        | Verb::Supply
        | Verb::WrongRecipient
        | Verb::ProposeRedirect
        | Verb::RefuseRedirect
        | Verb::ReadDecline
        | Verb::ClosePlan
        | Verb::Correct
        | Verb::Withdraw
        | Verb::AskWithdrawal
        | Verb::ConfirmWithdrawal
        | Verb::RefuseWithdrawal
        | Verb::RecordPlan
        | Verb::EnterInError
        | Verb::CloseError
        | Verb::AttestDestruction
        | Verb::CarryOutside
        | Verb::ReportFollowUp
        | Verb::SignAction
        | Verb::Pause
        | Verb::Resume
        | Verb::Reopen
        | Verb::Countersign => &[],
    }
}
