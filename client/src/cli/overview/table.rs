//! The overview for people: one table for each list, whom to ring, and the offices.

use comfy_table::{ContentArrangement, Table, presets::NOTHING};
use stafet_shared::{
    obligation::List,
    overview::OwedItem,
    time::{MS_PER_HOUR, Timestamp},
};

use super::call;
use crate::{
    face::{
        offices::{OfficeLine, date},
        scene::Scene,
        told,
    },
    text::say,
};

/// Hours from which on a delay is counted in days.
const DAYS_FROM_HOURS: i64 = 48;
const HOURS_PER_DAY: i64 = 24;

/// The whole page.
pub(super) fn page(
    items: &[OwedItem],
    now: Timestamp,
    offices: &[OfficeLine],
    scene: &Scene<'_>,
) -> String {
    let texts = scene.texts;
    let mut parts = vec![say!(texts, "overview-title", time = scene.time(now))];
    if items.is_empty() {
        parts.push(say!(texts, "overview-nothing"));
    }
    for list in List::ALL {
        let of_list: Vec<&OwedItem> = items.iter().filter(|item| item.list == list).collect();
        if !of_list.is_empty() {
            let title = texts.owed_list(list);
            let count = of_list.len();
            let table = owed(&of_list, now, scene);
            parts.push(format!("{title} ({count})\n{table}"));
        }
    }
    let calls = calls(items, now, scene);
    if !calls.is_empty() {
        let title = say!(texts, "overview-calls");
        parts.push(format!("{title}\n  {}", calls.join("\n  ")));
    }
    let title = say!(texts, "overview-offices");
    parts.push(format!("{title}\n{}", of_offices(offices, scene)));
    parts.join("\n\n")
}

fn owed(items: &[&OwedItem], now: Timestamp, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let mut table = plain([
        say!(texts, "overview-head-id"),
        say!(texts, "overview-head-kind"),
        say!(texts, "overview-head-way"),
        say!(texts, "overview-head-owner"),
        say!(texts, "overview-head-owed"),
        say!(texts, "overview-head-since"),
        say!(texts, "overview-head-due"),
        say!(texts, "overview-head-late"),
        say!(texts, "overview-head-told"),
        say!(texts, "overview-head-hand"),
    ]);
    for item in items {
        let kind = texts.kind(item.kind);
        let colour = texts.colour(item.colour);
        table.add_row([
            item.handover.short(),
            format!("{kind} · {colour}"),
            format!("{} → {}", scene.office(&item.from), scene.office(&item.to)),
            scene.office(&item.owner),
            texts.owed(item.duty),
            scene.time(item.since),
            scene.time(item.due),
            late(item, now, scene),
            told(item, scene),
            hand(item, now, scene),
        ]);
    }
    table.trim_fmt()
}

/// How long ago the deadline passed.
fn late(item: &OwedItem, now: Timestamp, scene: &Scene<'_>) -> String {
    if !item.is_overdue(now) {
        return String::new();
    }
    let hours = now.ms_since(item.due).checked_div(MS_PER_HOUR).unwrap_or(0);
    if hours < DAYS_FROM_HOURS {
        say!(scene.texts, "overview-late-hours", hours = hours)
    } else {
        let days = hours.checked_div(HOURS_PER_DAY).unwrap_or(0);
        say!(scene.texts, "overview-late-days", days = days)
    }
}

/// How far and how often it was told, and who has seen it.
fn told(item: &OwedItem, scene: &Scene<'_>) -> String {
    let Some(rung) = item.rung else {
        return String::new();
    };
    let times = usize::try_from(item.times).unwrap_or(usize::MAX);
    let told = told::told((rung, times), scene);
    match &item.seen {
        Some(seen) => format!("{told}, {}", told::seen(seen, scene)),
        None => told,
    }
}

/// Who has it in hand, why, and until when.
fn hand(item: &OwedItem, now: Timestamp, scene: &Scene<'_>) -> String {
    item.in_hand(now)
        .map(|held| told::hand(held, scene))
        .unwrap_or_default()
}

/// Whom to ring up, each office once, with what it is about.
fn calls(items: &[OwedItem], now: Timestamp, scene: &Scene<'_>) -> Vec<String> {
    let mut calls: Vec<String> = Vec::new();
    for item in items {
        let Some(phone) = call(item, now, scene) else {
            continue;
        };
        let office = scene.office(&item.owner);
        let id = item.handover.short();
        let text = match phone {
            Some(phone) => say!(
                scene.texts,
                "overview-call",
                office = office,
                phone = phone,
                id = id
            ),
            None => say!(
                scene.texts,
                "overview-call-unknown",
                office = office,
                id = id
            ),
        };
        calls.push(text);
    }
    calls
}

fn of_offices(offices: &[OfficeLine], scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let mut table = plain([
        say!(texts, "overview-head-office"),
        say!(texts, "overview-head-devices"),
        say!(texts, "overview-head-heard"),
        say!(texts, "overview-head-deputy"),
        say!(texts, "overview-head-phone"),
        say!(texts, "overview-head-away"),
        say!(texts, "overview-head-outage"),
    ]);
    for line in offices {
        let away = line
            .away
            .map(|(first, last)| format!("{} – {}", date(first), date(last)));
        let outage = line.outage.map(|(cause, until)| {
            let cause = texts.cause(cause);
            match until {
                Some(until) => format!("{cause} → {}", scene.time(until)),
                None => cause,
            }
        });
        table.add_row([
            format!("{} ({})", scene.office(&line.id), line.id),
            line.devices.to_string(),
            line.heard.map(|at| scene.time(at)).unwrap_or_default(),
            line.deputy
                .as_ref()
                .map(|id| scene.office(id))
                .unwrap_or_default(),
            line.phone.clone().unwrap_or_default(),
            away.unwrap_or_default(),
            outage.unwrap_or_default(),
        ]);
    }
    table.trim_fmt()
}

fn plain<const N: usize>(head: [String; N]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(head);
    table
}
