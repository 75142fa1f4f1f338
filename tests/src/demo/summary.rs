//! What the demo counted, as one JSON object.

use std::{collections::BTreeMap, time::Duration};

use serde::Serialize;
use stafet_shared::{handover::Handover, obligation, party::directory::Directory};

use crate::ledger::Ledger;

/// The object that `--json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Handovers in the log.
    pub handovers: usize,
    /// Acts in the log, those on the directory included.
    pub acts: u64,
    /// How often each receipt was given, by its number.
    pub receipts: BTreeMap<&'static str, u64>,
    /// What nobody has signed for.
    pub unacknowledged: Vec<Unacknowledged>,
    /// Offices that have joined.
    pub offices: usize,
    /// UDP payload from all devices to the server, in bytes.
    pub bytes_up: u64,
    /// UDP payload from the server to all devices, in bytes.
    pub bytes_down: u64,
    /// How long the demo took, in ms.
    pub wall_ms: u128,
}

/// One handover that nobody has signed for.
#[derive(Clone, Debug, Serialize)]
pub struct Unacknowledged {
    /// The eight characters that people see.
    pub id: String,
    /// What is handed over.
    pub kind: &'static str,
    /// The office that sent it, and still has custody.
    pub from: String,
    /// The office that is to take it.
    pub to: String,
    /// Where it stands.
    pub state: &'static str,
    /// Who owes the next act.
    pub owner: String,
    /// Until when, RFC 3339.
    pub due: String,
}

impl Summary {
    /// Counts a log.
    #[must_use]
    pub fn of(ledger: &Ledger, offices: usize, bytes: (u64, u64), wall: Duration) -> Self {
        let mut receipts = ledger.receipts();
        // Whatever stands in the log was first signed in an outbox; the genesis alone was not.
        receipts.insert("R0", ledger.size.saturating_sub(1));
        Self {
            handovers: ledger.handovers.len(),
            acts: ledger.size,
            receipts,
            unacknowledged: ledger
                .handovers
                .values()
                .filter(|handover| handover.state.is_unacknowledged())
                .flat_map(|handover| unacknowledged(handover, &ledger.directory))
                .collect(),
            offices,
            bytes_up: bytes.0,
            bytes_down: bytes.1,
            wall_ms: wall.as_millis(),
        }
    }
}

fn unacknowledged(handover: &Handover, directory: &Directory) -> Vec<Unacknowledged> {
    obligation::obligations(handover, directory)
        .into_iter()
        .map(|owed| Unacknowledged {
            id: handover.id.short(),
            kind: handover.kind.name(),
            from: handover.from.to_string(),
            to: handover.to.to_string(),
            state: handover.state.name(),
            owner: owed.owner.to_string(),
            due: owed.due.to_string(),
        })
        .collect()
}
