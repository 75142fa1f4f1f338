//! *Søg*: what was found for words that stand in no address and are kept nowhere.

use askama::Template;
use jiff::civil::Date;
use stafet_shared::{party::OfficeId, words::Kind};

use crate::{
    face::{courses::begun, entry::Entry, finding::Excerpt, naming::spoken, side::of_owed, when},
    page::{
        finder::{Found, SHOWN_MAX},
        form::{Offered, offices},
        frame::{Frame, Place},
        rows::{Urgency, icon, tone, way},
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "search.html")]
pub struct Search {
    frame: Frame,
    typed: String,
    kinds: Vec<Offered>,
    offices: Vec<Offered>,
    from: String,
    narrowed: bool,
    found: Option<String>,
    more: Option<String>,
    hits: Vec<Hit>,
    unread: Option<String>,
}

/// Something that was found.
#[derive(Debug)]
struct Hit {
    href: String,
    kind: String,
    way: String,
    urgency: Urgency,
    spoken: String,
    when: String,
    tone: Tone,
    icon: &'static str,
    state: String,
    place: Option<Excerpt>,
}

/// What was typed, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The words.
    pub typed: String,
    /// The kind.
    pub kind: Option<Kind>,
    /// The office.
    pub office: Option<OfficeId>,
    /// The first day.
    pub from: Option<Date>,
}

impl Search {
    /// The page, with what was found if something was looked for.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, asked: Asked, found: Option<&Found>) -> Self {
        let texts = eyes.scene.texts;
        let chosen = asked.office.as_ref().map(ToString::to_string);
        let hits = found.map(|found| &found.hits);
        let hits = hits.into_iter().flatten();
        let count = found.map_or(0, |found| found.count);
        let unread = found.map_or(0, |found| found.unread);
        Self {
            frame: Frame::of(eyes, Place::Search, say!(texts, "page-search")),
            kinds: kinds(asked.kind, eyes),
            offices: offices(&chosen.unwrap_or_default(), &eyes.scene),
            narrowed: asked.kind.is_some() || asked.office.is_some() || asked.from.is_some(),
            from: asked.from.map(|day| day.to_string()).unwrap_or_default(),
            typed: asked.typed,
            found: found.map(|_| say!(texts, "page-search-found", count = count)),
            more: (count > SHOWN_MAX).then(|| say!(texts, "page-search-first", count = SHOWN_MAX)),
            hits: hits
                .filter_map(|(id, place)| {
                    let handover = eyes.reader.handover(*id)?;
                    let entry = Entry::of(handover, &eyes.scene);
                    Some(hit(&entry, place.clone(), eyes))
                })
                .collect(),
            unread: (unread > 0).then(|| say!(texts, "page-search-unread", count = unread)),
        }
    }
}

fn kinds(chosen: Option<Kind>, eyes: &Eyes<'_>) -> Vec<Offered> {
    let all = Kind::ALL.into_iter().map(|kind| Offered {
        value: kind.name().to_owned(),
        label: eyes.scene.texts.kind(kind),
        chosen: chosen == Some(kind),
    });
    all.collect()
}

fn hit(entry: &Entry<'_>, place: Option<Excerpt>, eyes: &Eyes<'_>) -> Hit {
    let (scene, handover) = (&eyes.scene, entry.handover);
    let owed = entry.foremost();
    let due = owed.map(|one| of_owed(one, scene));
    let id = handover.id.short();
    let day = scene.own_zone().day(begun(handover));
    Hit {
        href: format!("/overdragelse/{id}"),
        kind: scene.texts.kind(handover.kind),
        way: way(handover, scene),
        urgency: Urgency::of(handover.colour, scene),
        spoken: spoken(&id),
        when: when::plain_date(day, scene.texts),
        tone: tone(owed, due.as_ref(), handover),
        icon: icon(handover.state),
        state: entry.standing(scene),
        place,
    }
}
