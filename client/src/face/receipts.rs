//! The receipts of a handover's current leg, each a word of its own: never one tick for all.

use stafet_shared::{
    handover::{Event, Handover, Verb},
    id::PersonId,
    time::Timestamp,
};

/// What has been receipted on the current leg, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// R0, *Gemt i udbakke*: when the sender claims to have signed.
    pub saved: Option<Timestamp>,
    /// R1, *Afsendt*: when the server had it.
    pub sent: Option<Timestamp>,
    /// R2, *Leveret*: when a device of the recipient had it, whether or not it could be opened.
    pub delivered: Option<Timestamp>,
    /// R3, *Åbnet*: when a device of the recipient had opened and verified it.
    pub opened: Option<Timestamp>,
    /// R4, *Kvitteret*: when a named person signed for it, and who.
    pub acknowledged: Option<(Timestamp, PersonId)>,
}

impl Receipts {
    /// The receipts of a handover.
    #[must_use]
    pub fn of(handover: &Handover) -> Self {
        let envelope = handover
            .history
            .iter()
            .position(|event| event.act == handover.envelope_act);
        let leg = handover.history.get(envelope.unwrap_or_default()..);
        let leg = leg.unwrap_or_default();
        let sent = leg.first();
        let delivered = leg
            .iter()
            .find(|event| matches!(event.verb, Verb::Open | Verb::Unreadable));
        Self {
            saved: sent.map(|event| event.claimed),
            sent: sent.and_then(confirmed),
            // A corrected version comes to who has opened the one before.
            delivered: delivered.map(known).or(handover.opened),
            opened: handover.opened,
            acknowledged: handover
                .acknowledged
                .as_ref()
                .map(|signature| (signature.at, signature.person)),
        }
    }
}

/// When the server had an act; while that is not confirmed, when its author claims to have made it.
#[must_use]
pub fn known(event: &Event) -> Timestamp {
    confirmed(event).unwrap_or(event.claimed)
}

fn confirmed(event: &Event) -> Option<Timestamp> {
    event.position.map(|position| position.deposited)
}
