//! The receipts for a handover, read off its history.

use stafet_shared::{
    handover::{Effect, Event, Kind, Verb},
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
    /// All of it, attachments too, is on a device of the recipient.
    R2,
    /// Fetched and opened by a device of the recipient.
    R3,
    /// Not to be opened by the recipient's device.
    R3N,
    /// A named person has signed for it.
    R4,
    /// A named person has decided.
    R5,
    /// A named person has read the closing report: treatment responsibility is back.
    R6,
    /// What was decided on follow-up, or what really happened.
    R7,
    /// Taken back: asked for, agreed to, or at once.
    R9,
    /// Copies were destroyed.
    R10,
    /// Carried outside, by two persons.
    R12,
}

impl ReceiptKind {
    /// The receipt's number, as people and JSON read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::R0 => "R0",
            Self::R1 => "R1",
            Self::R2 => "R2",
            Self::R3 => "R3",
            Self::R3N => "R3N",
            Self::R4 => "R4",
            Self::R5 => "R5",
            Self::R6 => "R6",
            Self::R7 => "R7",
            Self::R9 => "R9",
            Self::R10 => "R10",
            Self::R12 => "R12",
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
            if event.effect == Effect::Conflict {
                continue;
            }
            let kinds = stands_for(handover.kind, event);
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
fn stands_for(kind: Kind, event: &Event) -> &'static [ReceiptKind] {
    if event.second_of == Some(Verb::CarryOutside) {
        return &[ReceiptKind::R12];
    }
    match event.verb {
        Verb::Fetch => &[ReceiptKind::R2],
        Verb::Open => &[ReceiptKind::R3],
        Verb::Unreadable => &[ReceiptKind::R3N],
        Verb::Acknowledge if kind == Kind::ClosingReport => &[ReceiptKind::R4, ReceiptKind::R6],
        Verb::Acknowledge => &[ReceiptKind::R4],
        Verb::Accept | Verb::Decline => &[ReceiptKind::R4, ReceiptKind::R5],
        Verb::NeedInformation | Verb::WrongRecipient | Verb::ProposeRedirect => &[ReceiptKind::R5],
        Verb::ReportFollowUp => &[ReceiptKind::R7],
        Verb::Withdraw | Verb::AskWithdrawal | Verb::ConfirmWithdrawal | Verb::RefuseWithdrawal => {
            &[ReceiptKind::R9]
        }
        Verb::AttestDestruction => &[ReceiptKind::R10],
        Verb::Sign
        | Verb::Resubmit
        | Verb::Redirect
        | Verb::Rewrap
        | Verb::Supply
        | Verb::RefuseRedirect
        | Verb::ReadDecline
        | Verb::ClosePlan
        | Verb::Correct
        | Verb::RecordPlan
        | Verb::EnterInError
        | Verb::CloseError
        | Verb::CarryOutside
        | Verb::SignAction
        | Verb::Pause
        | Verb::Resume
        | Verb::Reopen
        | Verb::Settle
        | Verb::Countersign => &[],
    }
}
