//! Where the handovers stand, for the operator: as a table and as JSON. Metadata only.

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};
use stafet_shared::{
    overview::{Attention, OwedItem},
    party::{
        OfficeId,
        directory::{Directory, OutageOwed},
    },
    time::Timestamp,
    watch::{Told, Unheard},
    words::{Language, Rung, Stage},
};

use crate::store::HandoverRow;

/// Whether the owner should have acted before now.
#[must_use]
pub fn is_overdue(row: &HandoverRow, now: Timestamp) -> bool {
    row.due.is_some_and(|due| due < now)
}

/// The rows as a JSON array, under the keys of [`owed_json`]; times are RFC 3339.
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

/// What is owed as a JSON array, in the words and under the keys of `stafet overview --json`.
#[must_use]
pub fn owed_json(items: &[OwedItem], directory: &Directory, now: Timestamp) -> Value {
    let items = items.iter();
    items
        .map(|item| item_to_json(item, directory, now))
        .collect()
}

/// What is owed and what stands out beside deadlines, under the keys of `stafet overview --json`.
#[must_use]
pub fn overview_json(
    (items, noticed): (&[OwedItem], &[Attention]),
    directory: &Directory,
    now: Timestamp,
) -> Value {
    let noticed = noticed.iter().map(|what| {
        json!({
            "what": what.name(),
            "id": what.handover().map(|id| id.long()),
            "office": what.office().map(OfficeId::as_str),
            "at": what.at().map(|at| at.to_string()),
        })
    });
    json!({
        "as_of": now.to_string(),
        "owed": owed_json(items, directory, now),
        "attention": noticed.collect::<Vec<_>>(),
    })
}

/// The same as tables for people.
#[must_use]
pub fn overview_table(items: &[OwedItem], noticed: &[Attention], now: Timestamp) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(["LOOK AFTER", "ID", "OFFICE", "AT"]);
    for what in noticed {
        let organisation = match what {
            Attention::NoLeader(organisation) => organisation.to_string(),
            Attention::NoSecond(..)
            | Attention::Contradicted(..)
            | Attention::NearlyFull(_)
            | Attention::Waits(..)
            | Attention::Paused(..)
            | Attention::OutageOwed(..)
            | Attention::Outage(..)
            | Attention::NoMember(_)
            | Attention::NoDeputy(_)
            | Attention::Ends(..) => String::new(),
        };
        let id = what.handover().map(|id| id.short());
        table.add_row([
            what.name().to_owned(),
            id.unwrap_or_default(),
            what.office().map_or(organisation, ToString::to_string),
            what.at().map(|at| at.to_string()).unwrap_or_default(),
        ]);
    }
    format!("{}\n\n{}", owed_table(items, now), table.trim_fmt())
}

/// What is owed about outages as a table for people.
#[must_use]
pub fn outages_table(owed: &[OutageOwed]) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(["OUTAGE", "OWNER", "OWES", "DUE"]);
    for one in owed {
        table.add_row([
            one.outage.short(),
            one.owner.to_string(),
            "declare that it goes on, or that it is over".to_owned(),
            one.due.to_string(),
        ]);
    }
    table.trim_fmt()
}

/// What is owed as a table for people.
#[must_use]
pub fn owed_table(items: &[OwedItem], now: Timestamp) -> String {
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
    for item in items {
        let mark = if item.is_overdue(now) { " OVERDUE" } else { "" };
        let rung = item.rung.map(|rung| rung.code().to_string());
        let held = item.in_hand(now);
        let held = held.map(|it| format!("{} ({}) until {}", it.by, it.reason.name(), it.until));
        table.add_row([
            item.handover.short(),
            item.kind.name().to_owned(),
            format!("{} → {}", item.from, item.to),
            item.owner.to_string(),
            item.duty.words(Language::English),
            format!("{}{mark}", item.due),
            rung.unwrap_or_default(),
            held.unwrap_or_default(),
        ]);
    }
    table.trim_fmt()
}

fn row_to_json(row: &HandoverRow, now: Timestamp) -> Value {
    json!({
        "id": row.id.long(),
        "short": row.id.short(),
        "kind": row.kind.name(),
        "urgency": row.colour.name(),
        "from": row.from.as_str(),
        "to": row.to.as_str(),
        "state": row.state.name(),
        "leg": row.leg,
        "version": row.version,
        "sent": row.sent.to_string(),
        "owner": row.owner.as_ref().map(|office| office.as_str()),
        "since": row.since.to_string(),
        "due": row.due.map(|due| due.to_string()),
        "overdue": is_overdue(row, now),
    })
}

fn item_to_json(item: &OwedItem, directory: &Directory, now: Timestamp) -> Value {
    let sides = [&item.from, &item.to];
    let told = Told::about(directory, &item.watched(now), sides, now);
    let offices = told.offices.iter().map(OfficeId::as_str);
    json!({
        "id": item.handover.long(),
        "short": item.handover.short(),
        "kind": item.kind.name(),
        "urgency": item.colour.name(),
        "from": item.from.as_str(),
        "to": item.to.as_str(),
        "state": item.state.name(),
        "stage": item.stage.map(Stage::name),
        "leg": item.leg,
        "version": item.version,
        "sent": item.sent.to_string(),
        "list": item.list.name(),
        "owner": item.owner.as_str(),
        "duty": item.duty.name(),
        "since": item.since.to_string(),
        "due": item.due.to_string(),
        "overdue": item.is_overdue(now),
        "rung": item.rung.map(Rung::code),
        "told": offices.collect::<Vec<_>>(),
        "not_told": told.unheard.iter().map(Unheard::name).collect::<Vec<_>>(),
        "times": item.times,
        "next": item.next.map(|(rung, at)| json!({"rung": rung.code(), "at": at.to_string()})),
        "seen": item.seen.as_ref().map(|seen| json!({
            "by": seen.by.as_str(),
            "did": seen.did.name(),
            "at": seen.at.to_string(),
        })),
        "in_hand": item.in_hand(now).map(|held| json!({
            "by": held.by.as_str(),
            "reason": held.reason.name(),
            "since": held.since.to_string(),
            "until": held.until.to_string(),
        })),
    })
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        id::{HandoverId, OutageId},
        words::{Colour, Kind, State},
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
            nearly_full: false,
        };
        let shown = to_json(std::slice::from_ref(&row), due.plus_ms(1));
        assert_eq!(
            shown,
            json!([{
                "id": HandoverId::from_bytes([8; 16]).long(), "short": "1040G208",
                "kind": "Referral", "urgency": "red",
                "from": "kujalleq/nanortalik", "to": "team/rejsehold",
                "state": "Deposited", "leg": 1, "version": 1,
                "sent": "2026-11-20T14:00:00Z", "owner": "team/rejsehold",
                "since": "2026-11-20T14:00:00Z", "due": "2026-11-21T14:00:00Z",
                "overdue": true,
            }])
        );
        let table = to_table(std::slice::from_ref(&row), due);
        assert!(table.contains("Referral") && table.contains("Deposited"));
        assert!(!table.contains("OVERDUE"));
        assert!(to_table(&[row], due.plus_ms(1)).contains("OVERDUE"));
    }

    #[test]
    fn a15_an_outage_on_its_last_day_is_listed_with_its_owner_and_its_end() {
        let due = Timestamp::from_unix_ms(1_795_269_600_000);
        let table = outages_table(&[OutageOwed {
            outage: OutageId::from_bytes([8; 16]),
            owner: OfficeId::parse("root/administration").unwrap(),
            since: due.plus_days(-1),
            due,
        }]);
        for said in ["1040G208", "root/administration", "2026-11-21T14:00:00Z"] {
            assert!(table.contains(said), "{table}");
        }
    }
}
