//! *Overblik*: what is owed everywhere, as administrators see it. Whom to ring first, with the
//! sentence to say; then the five lists. Never a name or content.

use std::collections::BTreeMap;

use askama::Template;
use stafet_shared::{
    id::HandoverId, overview::OwedItem, party::OfficeId, watch::gaps, words::List,
};

use super::{watch_panel::Panel, watch_words::heard};
use crate::{
    face::{
        attention,
        naming::spoken,
        overview::Line,
        scene::Scene,
        side::of_owed,
        told::gap,
        watch::{is_about_the_way, missing, place, to_say},
        when::{self, Nearness, When},
    },
    page::{
        frame::{Frame, Place},
        overlook::Answer,
        rows::{Urgency, icon},
        site::Eyes,
        tone::Tone,
        watch_act::bound_to,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "watch.html")]
pub struct Watch {
    frame: Frame,
    asked: bool,
    lead: String,
    late: String,
    told: Option<String>,
    /// Levels of the ladder of which nobody hears.
    gaps: Vec<String>,
    tabs: Vec<Tab>,
    calls: Vec<Call>,
    calling: usize,
    tables: Vec<Table>,
    /// What stands out beside deadlines.
    attention: Vec<String>,
    panel: Option<Panel>,
    /// Whether the reader may do something about it.
    acts: bool,
}

/// One of the lists, as one goes to it.
#[derive(Debug)]
struct Tab {
    key: &'static str,
    title: String,
    count: usize,
    late: bool,
}

/// An office that somebody has to ring up.
#[derive(Debug)]
struct Call {
    office: String,
    phone: Option<String>,
    about: Vec<CallAbout>,
}

/// One thing that one rings about.
#[derive(Debug)]
struct CallAbout {
    missing: String,
    late: String,
    spoken: String,
    heard: Option<String>,
    sentence: String,
    href: String,
}

/// One list.
#[derive(Debug)]
struct Table {
    key: &'static str,
    icon: &'static str,
    title: String,
    note: String,
    heads: [String; 7],
    rows: Vec<TableRow>,
}

/// One thing that is owed.
#[derive(Debug)]
struct TableRow {
    class: &'static str,
    is_open: bool,
    due: When,
    name: String,
    href: String,
    urgency: Urgency,
    spoken: String,
    id: String,
    who: String,
    state: &'static str,
    icon: &'static str,
    place: String,
    since: String,
    told: Vec<String>,
    held: Option<String>,
    nobody: bool,
    what: String,
    bound: String,
    takes: Option<String>,
}

/// What is shown of it.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The handover in the panel, and what of all that is owed about it.
    pub panel: Option<(HandoverId, Option<String>)>,
    /// What was just done, as the address says it.
    pub done: Option<String>,
}

impl Watch {
    /// The page as the server has last told it.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, chosen: &Chosen) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let answer = eyes.overlook.clone();
        let items = answer.as_ref().map_or(&[][..], |it| &it.items);
        let now = answer.as_ref().map_or(scene.now, |it| it.end.as_of);
        let lines = items.iter().map(|it| Line::of(it, now, scene));
        let lines: Vec<Line<'_>> = lines.filter(|line| line.owed.is_near(now)).collect();
        let late = lines.iter().filter(|line| line.owed.overdue);
        let held = late.clone().filter(|line| line.owed.known.held.is_some());
        let (late, held) = (late.count(), held.count());
        let offices = scene.directory.offices().count();
        let calls = calls(&lines, answer.as_deref(), scene);
        let open = chosen.panel.as_ref();
        let panel = open.and_then(|(id, what)| Panel::of(*id, what.as_deref(), eyes));
        let opened = panel.as_ref().and(open).map(|(id, _)| *id);
        let tables = tables(&lines, opened, scene);
        let noticed = attention::noticed(items, now, scene);
        let mut noticed = attention::about_handovers(&noticed);
        noticed.extend(attention::refused(eyes.reader, scene));
        let calling: usize = calls.iter().map(|call| call.about.len()).sum();
        Self {
            frame: Frame::of(eyes, Place::Watch, title(late, opened, eyes)).living("paa=vagt"),
            asked: answer.is_some(),
            lead: say!(texts, "watch-lead", count = offices),
            late: say!(texts, "watch-lead-late", late = late, held = held),
            told: chosen.done.as_deref().and_then(|done| told(done, eyes)),
            gaps: gaps(scene.directory, now)
                .iter()
                .map(|one| gap(one, scene))
                .collect(),
            tabs: tabs(calling, &tables, scene),
            calls,
            calling,
            tables,
            attention: noticed,
            panel,
            acts: eyes.reader.administers().is_some(),
        }
    }
}

fn title(late: usize, opened: Option<HandoverId>, eyes: &Eyes<'_>) -> String {
    let texts = eyes.scene.texts;
    match opened {
        Some(id) => format!("{} – {}", spoken(&id.short()), say!(texts, "page-overview")),
        None => say!(texts, "watch-title", late = late),
    }
}

/// What was just done, if the address names an act.
fn told(done: &str, eyes: &Eyes<'_>) -> Option<String> {
    let texts = eyes.scene.texts;
    crate::page::watch_act::find(done)?;
    let waits = !eyes.reader.unconfirmed().is_empty();
    Some(if waits {
        say!(texts, "watch-done-waits")
    } else {
        say!(texts, "watch-done")
    })
}

fn tabs(calling: usize, tables: &[Table], scene: &Scene<'_>) -> Vec<Tab> {
    let first = Tab {
        key: "ring",
        title: say!(scene.texts, "watch-ring"),
        count: calling,
        late: calling > 0,
    };
    let others = tables.iter().map(|table| Tab {
        key: table.key,
        title: table.title.clone(),
        count: table.rows.len(),
        late: false,
    });
    std::iter::once(first).chain(others).collect()
}

/// Whom to ring, the longest overdue first; an office once, whatever it is about.
fn calls(lines: &[Line<'_>], answer: Option<&Answer>, scene: &Scene<'_>) -> Vec<Call> {
    let mut order: Vec<&OfficeId> = Vec::new();
    let mut by_office: BTreeMap<&OfficeId, Call> = BTreeMap::new();
    for line in lines {
        let Some(call) = &line.call else {
            continue;
        };
        if !by_office.contains_key(call.office) {
            order.push(call.office);
        }
        let entry = by_office.entry(call.office).or_insert_with(|| Call {
            office: scene.office(call.office),
            phone: call.phone.map(ToString::to_string),
            about: Vec::new(),
        });
        entry.about.push(about(line, answer, scene));
    }
    let calls = order.into_iter();
    calls
        .filter_map(|office| by_office.remove(office))
        .collect()
}

fn about(line: &Line<'_>, answer: Option<&Answer>, scene: &Scene<'_>) -> CallAbout {
    let item = line.item;
    let (id, what) = (item.handover.short(), item.duty.name());
    CallAbout {
        missing: format!("{}: {}", scene.texts.kind(item.kind), missing(item, scene)),
        late: of_owed(&line.owed, scene).words,
        spoken: spoken(&id),
        heard: answer.map(|answer| heard(&item.owner, &answer.end, scene)),
        sentence: to_say(item, scene),
        href: format!("/vagt/{id}/tag-haand?hvad={what}"),
    }
}

fn tables(lines: &[Line<'_>], opened: Option<HandoverId>, scene: &Scene<'_>) -> Vec<Table> {
    let tables = List::ALL.into_iter().filter_map(|list| {
        let of_list = lines.iter().filter(|line| line.item.list == list);
        let rows: Vec<TableRow> = of_list.map(|line| row(line, opened, scene)).collect();
        (list != List::Other || !rows.is_empty()).then(|| table(list, rows, scene))
    });
    tables.collect()
}

fn table(list: List, rows: Vec<TableRow>, scene: &Scene<'_>) -> Table {
    let texts = scene.texts;
    let (key, icon, note) = match list {
        List::Action => ("handling", "bell", say!(texts, "watch-note-action")),
        List::Receipt => ("kvit", "wait", say!(texts, "watch-note-receipt")),
        List::Expected => ("vent", "file", say!(texts, "watch-note-expected")),
        List::FollowUp => ("opf", "course", say!(texts, "watch-note-follow-up")),
        List::Returned => ("retur", "back", say!(texts, "watch-note-returned")),
        List::Other => ("andet", "clock", say!(texts, "watch-note-other")),
    };
    let (what, who, why) = if is_about_the_way(list) {
        (
            say!(texts, "watch-head-handover"),
            say!(texts, "watch-head-way"),
            say!(texts, "watch-head-place"),
        )
    } else {
        (
            say!(texts, "watch-head-what"),
            say!(texts, "watch-head-owner"),
            say!(texts, "watch-head-why"),
        )
    };
    Table {
        key,
        icon,
        title: texts.owed_list(list),
        note,
        heads: [
            say!(texts, "watch-head-due"),
            what,
            who,
            why,
            say!(texts, "watch-head-told"),
            say!(texts, "watch-head-held"),
            say!(texts, "watch-head-do"),
        ],
        rows,
    }
}

fn row(line: &Line<'_>, opened: Option<HandoverId>, scene: &Scene<'_>) -> TableRow {
    let item = line.item;
    let due = of_owed(&line.owed, scene);
    let (class, tone) = match due.nearness {
        Nearness::Late => ("is-late", Tone::Late),
        Nearness::Soon => ("is-soon", Tone::Soon),
        Nearness::Calm => ("", Tone::Rest),
    };
    let (id, what) = (item.handover.short(), item.duty.name());
    let held = line.held(scene);
    TableRow {
        class,
        is_open: opened == Some(item.handover),
        nobody: held.is_none() && line.owed.overdue,
        takes: held
            .is_none()
            .then(|| format!("/vagt/{id}/tag-haand?hvad={what}")),
        name: name(item, scene),
        href: format!("/vagt?vis={id}&hvad={what}"),
        urgency: Urgency::of(item.colour, scene),
        spoken: spoken(&id),
        who: who(item, scene),
        state: tone.state(),
        icon: icon(item.state),
        place: place(item, scene),
        since: since(item, scene),
        told: line.told(scene),
        held,
        bound: bound_to(item),
        due,
        id,
        what,
    }
}

/// What is on its way, or what somebody has to do.
fn name(item: &OwedItem, scene: &Scene<'_>) -> String {
    if is_about_the_way(item.list) {
        scene.texts.kind(item.kind)
    } else {
        missing(item, scene)
    }
}

fn who(item: &OwedItem, scene: &Scene<'_>) -> String {
    if is_about_the_way(item.list) {
        let (from, to) = (&item.from, &item.to);
        format!("{} → {}", scene.short_office(from), scene.short_office(to))
    } else {
        scene.short_office(&item.owner)
    }
}

fn since(item: &OwedItem, scene: &Scene<'_>) -> String {
    let since = when::moment(item.since, scene.now, &scene.own_zone(), scene.texts).words;
    say!(scene.texts, "watch-since", time = since)
}
