//! What the demo counted, as one JSON object.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use serde::Serialize;
use stafet_shared::{
    course::Course,
    handover::{Concern, Handover},
    id::HandoverId,
    obligation::{self, Obligation},
    party::{OfficeId, directory::Directory},
    time::Timestamp,
    words::{Duty, Rung, Stage},
};

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
    /// What somebody owes and is late with.
    pub overdue: Vec<Owed>,
    /// What was told up the ladder, by whom it was seen, and who had it in hand.
    pub escalations: Vec<Escalation>,
    /// What was expected in a course and was never sent.
    pub expected_missing: Vec<Owed>,
    /// Courses of which the closing report was signed for, and which are not closed.
    pub follow_ups_open: Vec<FollowUpOpen>,
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

/// One thing that is owed.
#[derive(Clone, Debug, Serialize)]
pub struct Owed {
    /// The eight characters that people see, of the handover or of the referral whose course it is.
    pub id: String,
    /// The office that owes it.
    pub owner: String,
    /// What, by its name in JSON.
    pub duty: String,
    /// Until when, RFC 3339.
    pub due: String,
}

/// One obligation that climbed the ladder.
#[derive(Clone, Debug, Serialize)]
pub struct Escalation {
    /// The eight characters that people see, of the handover or of the referral whose course it is.
    pub id: String,
    /// The office that owes it, or owed it.
    pub owner: String,
    /// What, by its name in JSON.
    pub duty: String,
    /// Since when its clock ran, RFC 3339.
    pub since: String,
    /// The highest rung that was told: 1 reminder to 4 supervising authority.
    pub level: u8,
    /// When that was, RFC 3339.
    pub at: String,
    /// The office that has seen it (R11).
    pub seen_by: Option<String>,
    /// The office that took it in hand.
    pub in_hand_by: Option<String>,
    /// Whether it has been met since.
    pub cleared: bool,
}

/// A course that waits for its follow-up.
#[derive(Clone, Debug, Serialize)]
pub struct FollowUpOpen {
    /// The eight characters that people see of its referral.
    pub id: String,
    /// The office that answers for the child.
    pub owner: String,
    /// Where the course stands.
    pub stage: &'static str,
    /// Since when, RFC 3339.
    pub since: String,
}

impl Summary {
    /// Counts a log, as things stand at `now`.
    #[must_use]
    pub fn of(
        (ledger, now): (&Ledger, Timestamp),
        offices: usize,
        bytes: (u64, u64),
        wall: Duration,
    ) -> Self {
        let overdue: Vec<Obligation> = ledger.owed();
        let overdue: Vec<&Obligation> = overdue.iter().filter(|it| it.is_overdue(now)).collect();
        let mut receipts = ledger.receipts();
        // Whatever stands in the log was first signed in an outbox, but for the genesis and what the
        // server itself has told.
        let by_server = told_by_server(ledger).saturating_add(1);
        receipts.insert("R0", ledger.size.saturating_sub(by_server));
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
            overdue: overdue.iter().map(|one| owed(one)).collect(),
            escalations: escalations(ledger),
            expected_missing: overdue
                .iter()
                .filter(|one| matches!(one.duty, Duty::Send(_)))
                .map(|one| owed(one))
                .collect(),
            follow_ups_open: ledger.courses().filter_map(|it| follow_up(&it)).collect(),
            offices,
            bytes_up: bytes.0,
            bytes_down: bytes.1,
            wall_ms: wall.as_millis(),
        }
    }
}

/// How many acts the server's watch has signed.
fn told_by_server(ledger: &Ledger) -> u64 {
    let watch = OfficeId::root_watch();
    let events = ledger.handovers.values().flat_map(|it| &it.history);
    let many = events.filter(|event| event.author.office == watch).count();
    u64::try_from(many).unwrap_or(u64::MAX)
}

/// Everything that was told when it was overdue.
fn escalations(ledger: &Ledger) -> Vec<Escalation> {
    let standing: BTreeSet<(HandoverId, Concern)> = ledger
        .owed()
        .iter()
        .map(|one| (one.handover, Concern::from(one)))
        .collect();
    let watch_records = ledger.handovers.values();
    watch_records
        .flat_map(|handover| {
            handover
                .watch_records
                .values()
                .map(move |alarm| (handover, alarm))
        })
        .filter(|(_, alarm)| alarm.rung() > Some(Rung::Reminder))
        .filter_map(|(handover, alarm)| {
            let highest = alarm.sent.iter().max_by_key(|sent| sent.rung)?;
            let Concern { owner, duty, since } = &alarm.concern;
            let seen = alarm.seen.last();
            let taken = alarm.taken.last();
            Some(Escalation {
                id: handover.id.short(),
                owner: owner.to_string(),
                duty: duty.name(),
                since: since.to_string(),
                level: highest.rung.code(),
                at: highest.by.at.to_string(),
                seen_by: seen.map(|seen| seen.by.office.to_string()),
                in_hand_by: taken.map(|taken| taken.by.office.to_string()),
                cleared: !standing.contains(&(handover.id, alarm.concern.clone())),
            })
        })
        .collect()
}

fn owed(one: &Obligation) -> Owed {
    Owed {
        id: one.handover.short(),
        owner: one.owner.to_string(),
        duty: one.duty.name(),
        due: one.due.to_string(),
    }
}

fn follow_up(course: &Course) -> Option<FollowUpOpen> {
    let waits = matches!(
        course.stage,
        Stage::ReportAcknowledged | Stage::FollowUpDecided | Stage::FollowUpUnderWay
    );
    waits.then(|| FollowUpOpen {
        id: course.id.short(),
        owner: course.municipality.to_string(),
        stage: course.stage.name(),
        since: course.since.to_string(),
    })
}

fn unacknowledged(handover: &Handover, directory: &Directory) -> Vec<Unacknowledged> {
    obligation::obligations(handover, directory)
        .into_iter()
        .filter(|owed| owed.duty == Duty::Receipt)
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
