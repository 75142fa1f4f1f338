//! Commands that only show: lists, one handover, the offices.

use std::collections::BTreeMap;

use comfy_table::{Table, presets::NOTHING};
use serde::Serialize;
use stafet_shared::{
    content::display_safe_line, handover::State, id::HandoverId, obligation::Obligation,
};

use super::{
    arguments::Listing,
    content::Mask,
    exit::{Exit, Failure},
    json,
    list::{self, Direction},
    output::{Face, Format},
    page,
};
use crate::{
    desk::Desk,
    face::scene::Scene,
    office::Reader,
    text::{Texts, say},
};

/// A draft that waits for a key.
#[derive(Debug, Serialize)]
pub(super) struct DraftJson {
    /// The whole id that the handover will have.
    pub id: String,
    /// The eight characters that people see.
    pub short: String,
    /// The kind's name.
    pub kind: &'static str,
    /// `red`, `yellow` or `green`.
    pub urgency: &'static str,
    /// The office that sends.
    pub from: String,
    /// The office that is to take it.
    pub to: String,
}

/// The outbox.
#[derive(Debug, Serialize)]
pub(super) struct OutboxJson {
    /// Drafts that wait for a key.
    pub drafts: Vec<DraftJson>,
    /// What was sent, in the order of the list for people.
    pub handovers: Vec<json::HandoverJson>,
}

/// An office that one can hand over to.
#[derive(Debug, Serialize)]
pub(super) struct ContactJson {
    /// What travels.
    pub id: String,
    /// What people see.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// The office's time zone.
    pub time_zone: String,
    /// Whether somebody there has joined, so that one can seal to it.
    pub ready: bool,
    /// Whether it is the reader's.
    pub own: bool,
}

/// The inbox.
pub(super) fn inbox(desk: &Desk, face: &mut Face<'_>, what: Listing) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let rows = || desk.reader().inbox();
    let extent = what.extent();
    face.show(
        || json::handovers(rows(), extent, &scene),
        || list::text(Direction::Inbox, rows(), extent, &scene),
    );
    Ok(Exit::Done)
}

/// The outbox, with the drafts that wait for a key.
pub(super) fn outbox(desk: &Desk, face: &mut Face<'_>, what: Listing) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let rows = desk.reader().outbox();
    let drafts = desk.reader().drafts();
    match face.output.format {
        Format::Json => {
            let drafts = drafts.iter().map(|draft| DraftJson {
                id: draft.handover.long(),
                short: draft.handover.short(),
                kind: draft.kind.name(),
                urgency: draft.colour.name(),
                from: draft.from.to_string(),
                to: draft.to.to_string(),
            });
            let outbox = OutboxJson {
                drafts: drafts.collect(),
                handovers: json::handovers(rows, what.extent(), &scene),
            };
            face.output.json(&outbox);
        }
        Format::Text => {
            let mut page = list::text(Direction::Outbox, rows, what.extent(), &scene);
            if !drafts.is_empty() {
                page = format!("{page}\n\n{}", say!(scene.texts, "group-drafts"));
            }
            for draft in &drafts {
                let kind = scene.texts.kind(draft.kind);
                let to = say!(scene.texts, "list-to", office = scene.office(&draft.to));
                page = format!("{page}\n  {}  ✎ {kind} · {to}", draft.handover.short());
            }
            face.output.data(&page);
        }
    }
    Ok(Exit::Done)
}

/// One handover.
pub(super) async fn show(
    desk: &Desk,
    face: &mut Face<'_>,
    typed: &str,
    mask: Mask,
) -> Result<Exit, Failure> {
    let id = desk.find(typed)?;
    let own = desk.own();
    let Some(handover) = desk.reader().handover(id) else {
        return draft(desk, face, typed);
    };
    let contents = desk.office.contents(id).await?;
    let scene = face.scene(desk, &own)?;
    face.show(
        || json::page(handover, &contents, mask, &scene),
        || page::text(handover, &contents, mask, &scene),
    );
    Ok(Exit::Done)
}

/// The offices.
pub(super) fn contacts(desk: &Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let contacts: Vec<ContactJson> = scene
        .directory
        .offices()
        .map(|(id, office)| ContactJson {
            id: id.to_string(),
            name: display_safe_line(&office.entry.name),
            organisation: scene
                .directory
                .organisation(&id.organisation())
                .map(|entry| display_safe_line(&entry.name))
                .unwrap_or_default(),
            time_zone: office.entry.zone.name().to_owned(),
            ready: !office.keys.is_empty(),
            own: scene.is_own(id),
        })
        .collect();
    let texts = face.texts;
    match face.output.format {
        Format::Json => face.output.json(&contacts),
        Format::Text if contacts.is_empty() => face.output.say(&say!(texts, "contacts-empty")),
        Format::Text => {
            let mut table = Table::new();
            table.load_preset(NOTHING).set_header([
                say!(texts, "contacts-id"),
                say!(texts, "contacts-office"),
                say!(texts, "contacts-ready"),
            ]);
            for contact in contacts {
                let ready = if contact.own {
                    say!(texts, "contacts-own")
                } else if contact.ready {
                    say!(texts, "contacts-ready-yes")
                } else {
                    say!(texts, "contacts-ready-no")
                };
                table.add_row([contact.id, contact.name, ready]);
            }
            face.output.data(&table.trim_fmt());
        }
    }
    Ok(Exit::Done)
}

/// A draft that waits for a key has no page of its own yet; it says what it waits for.
fn draft(desk: &Desk, face: &mut Face<'_>, typed: &str) -> Result<Exit, Failure> {
    let drafts = desk.reader().drafts();
    let draft = drafts.iter().find(|one| one.handover.starts_with(typed));
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    if let Some(draft) = draft {
        let (from, to) = (scene.office(&draft.from), scene.office(&draft.to));
        let id = draft.handover.short();
        let waits = say!(
            scene.texts,
            "act-waits-for-key",
            id = id,
            office = to.as_str()
        );
        let stands = scene.texts.stands(State::Draft, &from, &to);
        face.output.data(&format!("{stands}\n{waits}"));
    }
    Ok(Exit::Waiting)
}

/// Where every handover stands, to be compared with [`news`].
pub(super) fn standings(desk: &Desk) -> BTreeMap<HandoverId, State> {
    let rows = desk.reader().inbox().chain(desk.reader().outbox());
    rows.map(|row| (row.id, row.state)).collect()
}

/// What has become overdue: whose move it is, and where to look.
pub(super) fn overdue(reader: Reader<'_>, late: &[Obligation], texts: &Texts) -> Vec<String> {
    let own = reader.standing().into_offices();
    let Some(scene) = Scene::of(reader, &own, texts) else {
        return Vec::new();
    };
    let line = |one: &Obligation| {
        let handover = reader.handover(one.handover)?;
        let (id, kind) = (handover.id.short(), texts.kind(handover.kind));
        Some(format!("{id} {kind}  {}", list::duty(one, &scene)))
    };
    late.iter().filter_map(line).collect()
}

/// What has come to the reader's offices, and what others have done with what they sent.
pub(super) fn news(
    desk: &Desk,
    face: &Face<'_>,
    before: &BTreeMap<HandoverId, State>,
) -> Result<Vec<String>, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let texts = scene.texts;
    let fresh = desk.reader().inbox();
    let fresh = fresh.filter(|row| !before.contains_key(&row.id));
    let fresh = fresh.map(|row| {
        say!(
            texts,
            "sync-new",
            id = row.id.short(),
            kind = texts.kind(row.kind),
            office = scene.office(&row.from)
        )
    });
    let moved = desk.reader().outbox().filter(|row| {
        let known = before.get(&row.id).copied();
        known.is_some_and(|state| state != State::Queued && state != row.state)
    });
    let moved = moved.map(|row| {
        say!(
            texts,
            "sync-moved",
            id = row.id.short(),
            kind = texts.kind(row.kind),
            office = scene.office(&row.to),
            state = texts.state(row.state)
        )
    });
    Ok(fresh.chain(moved).collect())
}
