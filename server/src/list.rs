//! Where the handovers stand, for the operator: as a table and as JSON. Metadata only.

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};
use stafet_shared::{
    time::Timestamp,
    words::{Language, Rung},
};

use crate::store::{HandoverRow, OwedRow};

/// Whether the owner should have acted before now.
#[must_use]
pub fn is_overdue(row: &HandoverRow, now: Timestamp) -> bool {
    row.due.is_some_and(|due| due < now)
}

/// The rows as a JSON array; times are RFC 3339, ids as people see them.
#[must_use]
pub fn to_json(rows: &[HandoverRow], now: Timestamp) -> Value {
    rows.iter().map(|row| row_to_json(row, now)).collect()
}

/// The rows as a table for people.
#[must_use]
pub fn to_table(rows: &[HandoverRow], now: Timestamp) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(["ID", "KIND", "FROM → TO", "STATE", "OWNER", "DUE"]);
    for row in rows {
        let due = row.due.map(|due| due.to_string()).unwrap_or_default();
        let mark = if is_overdue(row, now) { " OVERDUE" } else { "" };
        table.add_row([
            row.id.short(),
            row.kind.name().to_owned(),
            format!("{} → {}", row.from, row.to),
            row.state.name().to_owned(),
            row.owner
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            format!("{due}{mark}"),
        ]);
    }
    table.trim_fmt()
}

/// What is owed as a JSON array; times are RFC 3339, ids as people see them.
#[must_use]
pub fn owed_json(rows: &[(OwedRow, HandoverRow)], now: Timestamp) -> Value {
    rows.iter()
        .map(|(owed, handover)| {
            let held = owed.held.as_ref().filter(|held| now < held.until);
            json!({
                "id": handover.id.short(),
                "kind": handover.kind.name(),
                "colour": handover.colour.name(),
                "from": handover.from.as_str(),
                "to": handover.to.as_str(),
                "list": owed.list.name(),
                "owner": owed.owner.as_str(),
                "duty": owed.duty.name(),
                "since": owed.since.to_string(),
                "due": owed.due.to_string(),
                "overdue": owed.due < now,
                "level": owed.rung.map(Rung::code),
                "told": owed.times,
                "next": owed.next.map(|(_, at)| at.to_string()),
                "seen_by": owed.seen.as_ref().map(|seen| seen.by.as_str()),
                "in_hand": held.map(|held| json!({
                    "by": held.by.as_str(),
                    "reason": held.reason.name(),
                    "since": held.since.to_string(),
                    "until": held.until.to_string(),
                })),
            })
        })
        .collect()
}

/// What is owed as a table for people.
#[must_use]
pub fn owed_table(rows: &[(OwedRow, HandoverRow)], now: Timestamp) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header([
            "ID",
            "KIND",
            "FROM → TO",
            "OWNER",
            "OWES",
            "DUE",
            "LEVEL",
            "IN HAND",
        ]);
    for (owed, handover) in rows {
        let mark = if owed.due < now { " OVERDUE" } else { "" };
        let held = owed.held.as_ref().filter(|held| now < held.until);
        table.add_row([
            handover.id.short(),
            handover.kind.name().to_owned(),
            format!("{} → {}", handover.from, handover.to),
            owed.owner.to_string(),
            owed.duty.words(Language::English),
            format!("{}{mark}", owed.due),
            owed.rung
                .map(|rung| rung.code().to_string())
                .unwrap_or_default(),
            held.map(|held| format!("{} ({}) until {}", held.by, held.reason.name(), held.until))
                .unwrap_or_default(),
        ]);
    }
    table.trim_fmt()
}

fn row_to_json(row: &HandoverRow, now: Timestamp) -> Value {
    json!({
        "id": row.id.short(),
        "kind": row.kind.name(),
        "colour": row.colour.name(),
        "from": row.from.as_str(),
        "to": row.to.as_str(),
        "state": row.state.name(),
        "owner": row.owner.as_ref().map(|office| office.as_str()),
        "since": row.since.to_string(),
        "due": row.due.map(|due| due.to_string()),
        "overdue": is_overdue(row, now),
    })
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        handover::{Colour, Kind, State},
        id::HandoverId,
        party::OfficeId,
    };

    use super::*;

    #[test]
    fn a_row_tells_who_has_the_ball_and_whether_it_is_overdue() {
        let due = Timestamp::from_unix_ms(1_795_269_600_000);
        let row = HandoverRow {
            id: HandoverId::from_bytes([8; 16]),
            kind: Kind::Referral,
            colour: Colour::Red,
            from: OfficeId::parse("kujalleq/nanortalik").unwrap(),
            to: OfficeId::parse("team/rejsehold").unwrap(),
            state: State::Deposited,
            owner: Some(OfficeId::parse("team/rejsehold").unwrap()),
            since: due.plus_days(-1),
            due: Some(due),
            course: None,
            leg: 1,
            version: 1,
            sent: due.plus_days(-1),
            receipt_due: Some(due),
            acknowledged: None,
            stage: None,
            reviewed: None,
            paused_until: None,
        };
        let shown = to_json(std::slice::from_ref(&row), due.plus_ms(1));
        assert_eq!(
            shown,
            json!([{
                "id": "1040G208", "kind": "Referral", "colour": "red",
                "from": "kujalleq/nanortalik", "to": "team/rejsehold",
                "state": "Deposited", "owner": "team/rejsehold",
                "since": "2026-11-20T14:00:00Z", "due": "2026-11-21T14:00:00Z",
                "overdue": true,
            }])
        );
        let table = to_table(std::slice::from_ref(&row), due);
        assert!(table.contains("Referral") && table.contains("Deposited"));
        assert!(!table.contains("OVERDUE"));
        assert!(to_table(&[row], due.plus_ms(1)).contains("OVERDUE"));
    }
}
