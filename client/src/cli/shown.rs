//! Commands that only show: lists, one handover, the offices.

use comfy_table::{Table, presets::NOTHING};
use serde::Serialize;
use serde_json::{Value, json};
use stafet_shared::{content::display_safe_line, id::HandoverId, party::OfficeId};

use super::{
    arguments::Listing,
    exit::{Exit, Failure},
    json, list,
    output::{Face, Format},
    page,
};
use crate::{
    desk::Desk,
    face::{
        document::Mask,
        lists::{self, Children, Direction, Wanted, is_wanted},
        scene::Scene,
    },
    text::say,
};

/// An office that one can hand over to.
#[derive(Debug, Serialize)]
struct Contact {
    /// What travels.
    id: String,
    /// What people see.
    name: String,
    /// The organisation's name.
    organisation: String,
    /// The office's time zone.
    time_zone: String,
    /// Whether somebody there has joined, so that one can seal to it.
    ready: bool,
    /// Whether it is the reader's.
    own: bool,
    /// The hour in which it was last heard of.
    heard: Option<String>,
    /// The same in words.
    #[serde(skip)]
    heard_words: String,
}

/// The inbox or the outbox.
pub(super) async fn list(
    desk: &Desk,
    face: &mut Face<'_>,
    direction: Direction,
    what: Listing,
) -> Result<Exit, Failure> {
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let extent = what.extent();
    let wanted = Wanted {
        kind: what.kind,
        signed_by: desk.reader().person().filter(|_| what.mine),
        child: what.child,
    };
    let mut entries = lists::list(direction, extent, &scene);
    let mut children = Children::new();
    if what.names || wanted.child.is_some() {
        let ids: Vec<HandoverId> = entries.iter().map(|entry| entry.handover.id).collect();
        children = desk.office.children(&ids).await?;
    }
    entries.retain(|entry| is_wanted(entry, &wanted, &children));
    if !what.names {
        children.clear();
    }
    let rows = || json::handovers(&entries, extent, &children, &scene);
    face.show(
        || match direction {
            Direction::Inbox => Value::Array(rows()),
            Direction::Outbox => json!({"handovers": rows()}),
        },
        || {
            let asks = wanted != Wanted::default();
            if entries.is_empty() && asks {
                say!(scene.texts, "list-none-wanted")
            } else {
                list::text(direction, extent, &entries, &children, &scene)
            }
        },
    );
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
        return Ok(Exit::Waiting);
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
    let contacts: Vec<Contact> = scene
        .directory
        .offices()
        .map(|(id, office)| Contact {
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
            heard: heard_of(id, &scene),
            heard_words: scene.last_heard(id).map(|it| it.words).unwrap_or_default(),
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
                say!(texts, "contacts-heard"),
            ]);
            for contact in contacts {
                let ready = if contact.own {
                    say!(texts, "contacts-own")
                } else if contact.ready {
                    say!(texts, "contacts-ready-yes")
                } else {
                    say!(texts, "contacts-ready-no")
                };
                table.add_row([contact.id, contact.name, ready, contact.heard_words]);
            }
            face.output.data(&table.trim_fmt());
        }
    }
    Ok(Exit::Done)
}

/// The hour in which an office was last heard of.
fn heard_of(id: &OfficeId, scene: &Scene<'_>) -> Option<String> {
    let at = scene.heard?.told.of(id)?;
    Some(at.to_string())
}
