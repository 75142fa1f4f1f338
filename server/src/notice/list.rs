//! What waits to be delivered, for the operator: as a table and as JSON.

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};

use super::{
    Recipient,
    outbox::{Failing, Outbox},
};

/// The recipients that have not got their letter, whoever waits longest first.
#[must_use]
pub fn waiting(outbox: &Outbox) -> Vec<(&Recipient, &Failing)> {
    let mut waiting: Vec<(&Recipient, &Failing)> = outbox
        .iter()
        .filter_map(|(recipient, account)| Some((recipient, account.failing.as_ref()?)))
        .collect();
    waiting.sort_by_key(|(recipient, failing)| (failing.since, *recipient));
    waiting
}

/// What a recipient waits for, if it is no notices.
const WEEKLY: &str = "weekly list";

/// What waits as a JSON array.
#[must_use]
pub fn to_json(waiting: &[(&Recipient, &Failing)]) -> Value {
    let row = |(recipient, failing): &(&Recipient, &Failing)| {
        json!({
            "office": recipient.office.as_str(),
            "way": recipient.way.name(),
            "letter": if failing.waiting == 0 { "weekly" } else { "notices" },
            "notices": failing.waiting,
            "since": failing.since.to_string(),
            "attempts": failing.attempts,
            "next_attempt": failing.next.to_string(),
            "error": failing.fault.to_string(),
            "next_step": failing.fault.next_step(),
        })
    };
    waiting.iter().map(row).collect()
}

/// What waits as a table for people, with what to do about each.
#[must_use]
pub fn to_table(waiting: &[(&Recipient, &Failing)]) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header([
            "OFFICE", "WAY", "NOTICES", "SINCE", "ATTEMPTS", "NEXT", "WHY",
        ]);
    for (recipient, failing) in waiting {
        table.add_row([
            recipient.office.to_string(),
            recipient.way.name().to_owned(),
            match failing.waiting {
                0 => WEEKLY.to_owned(),
                notices => notices.to_string(),
            },
            failing.since.to_string(),
            failing.attempts.to_string(),
            failing.next.to_string(),
            format!("{}; next: {}", failing.fault, failing.fault.next_step()),
        ]);
    }
    table.trim_fmt()
}
