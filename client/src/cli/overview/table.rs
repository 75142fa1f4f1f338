//! The overview for people: one table for each list, whom to ring, and the offices.

use comfy_table::{ContentArrangement, Table, presets::NOTHING};
use stafet_shared::{time::Timestamp, words::List};

use crate::{
    face::{
        attention::{about_handovers, about_offices},
        offices::OfficeLine,
        overview::{Line, Overview},
        scene::{Scene, day},
        told::gap,
    },
    text::say,
};

/// The whole page.
pub(super) fn page(overview: &Overview<'_>, scene: &Scene<'_>) -> String {
    let (texts, now) = (scene.texts, overview.as_of);
    let mut parts = vec![say!(texts, "overview-title", time = scene.time(now))];
    for one in &overview.gaps {
        parts.push(format!("⚠ {}", gap(one, scene)));
    }
    if overview.lines.is_empty() {
        parts.push(say!(texts, "overview-nothing"));
    }
    for list in List::ALL {
        let lines = overview.lines.iter();
        let of_list: Vec<_> = lines.filter(|line| line.item.list == list).collect();
        if !of_list.is_empty() {
            let title = texts.owed_list(list);
            let count = of_list.len();
            let table = owed(&of_list, now, scene);
            parts.push(format!("{title} ({count})\n{table}"));
        }
    }
    let rings = overview.rings();
    let calls: Vec<String> = rings.iter().map(|ring| ring.sentence(scene)).collect();
    if !calls.is_empty() {
        let title = say!(texts, "overview-calls");
        parts.push(format!("{title}\n  {}", calls.join("\n  ")));
    }
    let mut noticed = about_handovers(&overview.attention);
    noticed.extend(about_offices(&overview.attention, scene));
    if !noticed.is_empty() {
        let title = say!(texts, "attention-title");
        parts.push(format!("{title}\n  {}", noticed.join("\n  ")));
    }
    let title = say!(texts, "overview-offices");
    let offices = of_offices(&overview.offices, scene);
    parts.push(format!("{title}\n{offices}"));
    parts.join("\n\n")
}

fn owed(lines: &[&Line<'_>], now: Timestamp, scene: &Scene<'_>) -> String {
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
    for line in lines {
        let (item, owed) = (line.item, &line.owed);
        let kind = texts.kind(item.kind);
        let colour = texts.colour(item.colour);
        let told = [owed.climbed(scene), owed.seen(scene)];
        table.add_row([
            item.handover.short(),
            format!("{kind} · {colour}"),
            format!("{} → {}", scene.office(&item.from), scene.office(&item.to)),
            scene.office(&item.owner),
            texts.owed(item.duty),
            scene.time(item.since),
            scene.time(item.due),
            line.late(now, scene).unwrap_or_default(),
            told.into_iter().flatten().collect::<Vec<_>>().join(", "),
            owed.in_hand(scene).unwrap_or_default(),
        ]);
    }
    table.trim_fmt()
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
            .and_then(|(first, last)| Some(format!("{} – {}", day(first)?, day(last)?)));
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
