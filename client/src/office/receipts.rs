//! The receipts of a handover as it is shown: those of its current version on its current leg,
//! each a fact of its own, never one tick for all.

use stafet_shared::{
    handover::{Effect, Event, Handover},
    id::PersonId,
    time::Timestamp,
    words::Verb,
};

/// When each receipt came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// R0, *Gemt i udbakke*: when the sender claims to have signed.
    pub saved: Option<Timestamp>,
    /// R1, *Afsendt*: when the server had it.
    pub sent: Option<Timestamp>,
    /// R2, *Leveret*: when all of it, every attached file too, was on a device of the recipient,
    /// whether or not it could be opened there.
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
        let mut history = handover.history.iter();
        let envelope = history.position(|event| event.act == handover.envelope_act);
        let since = handover.history.get(envelope.unwrap_or_default()..);
        let since = since.unwrap_or_default();
        let first = |verbs: &[Verb]| {
            let mut fitting = since.iter().filter(|event| event.fits);
            fitting.find(|event| verbs.contains(&event.verb)).map(known)
        };
        let signed = since.iter().find(|event| signs_for_it(event));
        // No device opens a version that comes after the signature; whoever signs has read it.
        let opened = first(&[Verb::Open]).or_else(|| signed.map(known));
        // What was opened or tried is here, and so are its files unless they are waited for.
        let complete = first(&[Verb::Fetch])
            .or_else(|| first(&[Verb::Open, Verb::Unreadable]))
            .or(opened);
        Self {
            saved: since.first().map(|event| event.claimed),
            sent: since.first().and_then(confirmed),
            delivered: complete.filter(|_| handover.awaits_attachments.is_none()),
            opened,
            acknowledged: signed.map(|event| (known(event), event.author.person)),
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

/// Whether a person has signed for what stands; a decision is a signature too, also one that has
/// crossed a withdrawal.
fn signs_for_it(event: &Event) -> bool {
    matches!(event.verb, Verb::Acknowledge | Verb::Accept | Verb::Decline)
        && event.effect != Effect::Conflict
        && (event.fits || event.effect == Effect::Moved)
}
