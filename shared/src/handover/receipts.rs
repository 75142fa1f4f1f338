//! The receipts R2 to R12, read off a handover's history: one place says which act is which.
//!
//! R0 and R1 belong to every act: that it was signed, and that the server has it.

use super::{Concern, Effect, Event, Handover};
use crate::{
    id::ActId,
    time::Timestamp,
    words::{CourseVerb, Kind, Rung, State, Validity, Verb, WatchVerb},
};

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
    /// All loops of a course are closed: signed by two persons.
    R8,
    /// Taken back: asked for, agreed to, or at once.
    R9,
    /// Copies were destroyed.
    R10,
    /// Whoever a matter was escalated to has seen it, and says what they did.
    R11,
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
            Self::R8 => "R8",
            Self::R9 => "R9",
            Self::R10 => "R10",
            Self::R11 => "R11",
            Self::R12 => "R12",
        }
    }
}

impl Handover {
    /// Of what an act of the watch has told which rung, and when; `None` of any other act.
    #[must_use]
    pub fn told_by(&self, act: ActId) -> Option<(&Concern, Rung, Timestamp)> {
        let records = self.watch_records.values();
        let mut sent = records.flat_map(|record| {
            let sent = record.sent.iter();
            sent.map(|one| (&record.concern, one))
        });
        sent.find(|(_, one)| one.by.act == act)
            .map(|(concern, one)| (concern, one.rung, one.by.at))
    }

    /// Every event of the history with the receipts that it is. A decision is the R4 too, where
    /// nobody had signed for the leg before; an act that contradicts what stands is none.
    pub fn receipts(&self) -> impl Iterator<Item = (&Event, Vec<ReceiptKind>)> {
        let mut signed_for = false;
        self.history.iter().map(move |event| {
            let mut kinds = of_event(self.kind, event).to_vec();
            if !counts(event) {
                kinds.clear();
            }
            if signed_for && kinds.contains(&ReceiptKind::R5) {
                kinds.retain(|kind| *kind != ReceiptKind::R4);
            }
            signed_for |= kinds.contains(&ReceiptKind::R4);
            signed_for &= !matches!(event.verb, Verb::Resubmit | Verb::Redirect);
            (event, kinds)
        })
    }
}

/// Whether an act is a receipt for what stands: one that contradicts it is not, and a signature
/// for another leg or version is not either.
fn counts(event: &Event) -> bool {
    let is_unsigned = event
        .position
        .is_some_and(|it| it.validity == Validity::Unsigned);
    if is_unsigned {
        return false;
    }
    let signs = matches!(event.verb, Verb::Acknowledge | Verb::Accept | Verb::Decline);
    event.effect != Effect::Conflict && (event.fits || event.effect == Effect::Moved || !signs)
}

/// The receipts that an act stands for.
fn of_event(kind: Kind, event: &Event) -> &'static [ReceiptKind] {
    match event.second_of {
        Some(Verb::CarryOutside) => return &[ReceiptKind::R12],
        Some(Verb::Course(CourseVerb::CloseCourse)) => return &[ReceiptKind::R8],
        Some(Verb::Course(CourseVerb::DecideFollowUp)) => return &[ReceiptKind::R7],
        Some(_) | None => {}
    }
    // What was signed anew is a receipt like the act itself.
    let verb = event.second_of.unwrap_or(event.verb);
    let signs = matches!(verb, Verb::Acknowledge | Verb::Accept | Verb::Decline);
    if signs && event.state == State::WithdrawalRequested && event.effect == Effect::Moved {
        // It has crossed a withdrawal: signed for, and not decided.
        return &[ReceiptKind::R4];
    }
    if verb == Verb::Acknowledge && kind == Kind::ClosingReport {
        return &[ReceiptKind::R4, ReceiptKind::R6];
    }
    let decides = event.verb == Verb::Course(CourseVerb::DecideFollowUp);
    if decides && event.effect == Effect::FirstSignature {
        // Deciding against any follow-up is one once the leader has signed.
        return &[];
    }
    let row = RECEIPTS.iter().find(|(known, _)| *known == verb);
    row.map_or(&[], |(_, kinds)| *kinds)
}

/// The acts that are receipts by themselves; every other is none.
const RECEIPTS: &[(Verb, &[ReceiptKind])] = &[
    (Verb::Fetch, &[ReceiptKind::R2]),
    (Verb::Open, &[ReceiptKind::R3]),
    (Verb::Unreadable, &[ReceiptKind::R3N]),
    (Verb::Acknowledge, &[ReceiptKind::R4]),
    (Verb::Accept, &[ReceiptKind::R4, ReceiptKind::R5]),
    (Verb::Decline, &[ReceiptKind::R4, ReceiptKind::R5]),
    (Verb::NeedInformation, &[ReceiptKind::R5]),
    (Verb::WrongRecipient, &[ReceiptKind::R5]),
    (Verb::ProposeRedirect, &[ReceiptKind::R5]),
    (Verb::ReportFollowUp, &[ReceiptKind::R7]),
    (Verb::Course(CourseVerb::DecideFollowUp), &[ReceiptKind::R7]),
    (Verb::Course(CourseVerb::TakeOverChild), &[ReceiptKind::R4]),
    (Verb::Withdraw, &[ReceiptKind::R9]),
    (Verb::AskWithdrawal, &[ReceiptKind::R9]),
    (Verb::ConfirmWithdrawal, &[ReceiptKind::R9]),
    (Verb::RefuseWithdrawal, &[ReceiptKind::R9]),
    (Verb::AttestDestruction, &[ReceiptKind::R10]),
    (Verb::Watch(WatchVerb::SeeEscalation), &[ReceiptKind::R11]),
];
