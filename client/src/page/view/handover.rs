//! One handover: whose turn it is, who answers for what, what it says, and what has happened.

use std::collections::BTreeMap;

use askama::Template;
use stafet_shared::{handover::Handover, id::HandoverId, sign::Capacity, words::Verb};

use crate::{
    face::{
        case::{self, Fact, Said, facts},
        document::Mask,
        entry::Entry,
        handover::Page,
        naming::{came, spoken, way},
        scene::Scene,
        side::Whose,
        step::Step,
        when,
    },
    office::{ActContent, AttachmentState},
    page::{
        frame::{Frame, Place},
        rows::{Link, Urgency},
        sheet::Offer,
        site::Eyes,
        view::{
            moving::{self, Moving},
            standing::Stands,
            thread::{Opened, Thread},
            versions::Versions,
        },
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "handover.html")]
pub struct Shown {
    frame: Frame,
    back: Link,
    heading: String,
    spoken: String,
    urgency: Urgency,
    version: Option<String>,
    came: String,
    stands: Stands,
    /// What is signed for having read it, offered once more below what is read.
    read: Option<Offer>,
    facts: Vec<Fact>,
    about: Vec<Fact>,
    related: Vec<Link>,
    notes: Vec<String>,
    documents: Vec<Document>,
    happened: Vec<Happened>,
    versions: Option<Versions>,
    older: Vec<Document>,
    thread: Thread,
    cpr: Option<String>,
    is_whole: bool,
    /// Where it is to be had as a paper.
    paper: String,
}

/// What one act says under seal, with the way to its files.
#[derive(Debug)]
struct Document {
    title: String,
    said: Vec<Said>,
    trouble: Option<String>,
    files: Vec<File>,
}

/// One attached file.
#[derive(Debug)]
struct File {
    id: String,
    name: String,
    size: String,
    state: String,
    href: Option<String>,
    percent: Option<u64>,
}

/// One act.
#[derive(Debug)]
struct Happened {
    by_person: bool,
    icon: &'static str,
    what: String,
    when: when::When,
    notes: Vec<String>,
}

impl Shown {
    /// A handover as it stands; `None` if it is not known here.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: HandoverId, opened: &Opened) -> Option<Self> {
        let is_whole = eyes.session.shows_cpr(id, eyes.now());
        let mask = if is_whole { Mask::Whole } else { Mask::Masked };
        let (contents, older) = case::split(&opened.contents);
        let scene = &eyes.scene;
        let texts = scene.texts;
        let handover = eyes.reader.handover(id)?;
        let page = Page::of(handover, scene);
        let moving = moving::all(id, eyes);
        let entry = &page.entry;
        let mut stands = Stands::of(eyes, id)?;
        stands.is_open = opened.is_open;
        let kind = texts.kind(handover.kind);
        let heading = format!("{kind} {}", way(handover, scene));
        let short = handover.id.short();
        let is_sent = scene.is_own(&handover.from);
        let owes = stands.standing.whose == Whose::Ours;
        let place = if owes || !is_sent {
            Place::Inbox
        } else {
            Place::Outbox
        };
        let back = if place == Place::Inbox {
            (say!(texts, "page-inbox"), "/indbakke")
        } else {
            (say!(texts, "page-outbox"), "/udbakke")
        };
        Some(Self {
            frame: Frame::of(eyes, place, heading.clone())
                .living(&format!("paa=overdragelse&id={short}")),
            back: Link {
                label: back.0,
                href: back.1.to_owned(),
            },
            spoken: spoken(&short),
            urgency: Urgency::of(handover.colour, scene),
            version: (handover.version > 1)
                .then(|| say!(texts, "page-version", number = handover.version.to_string())),
            came: came(handover, scene),
            read: signs_for_reading(entry, scene)
                .then(|| stands.primary.clone())
                .flatten(),
            stands,
            facts: facts(entry, scene),
            about: parties(handover, scene),
            related: related(handover),
            notes: notes(&page, eyes),
            documents: contents
                .iter()
                .map(|act| document(act, &short, mask, (&moving, scene)))
                .collect(),
            versions: Versions::of(handover, &opened.contents, mask, scene),
            older: older
                .iter()
                .map(|act| document(act, &short, mask, (&moving, scene)))
                .collect(),
            thread: Thread::new(handover, opened, eyes),
            cpr: (!is_whole).then(|| format!("/overdragelse/{short}/vis-cpr")),
            is_whole,
            paper: format!("/overdragelse/{short}/pdf"),
            happened: happened(handover, &page, scene),
            heading,
        })
    }
}

impl Shown {
    /// Whether a whole CPR number stands there, which is not to stay.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }
}

/// Whether what comes next is to sign for having read it.
fn signs_for_reading(entry: &Entry<'_>, scene: &Scene<'_>) -> bool {
    matches!(
        entry.step(scene),
        Some(Step::Do(Verb::Acknowledge | Verb::ReadDecline, _))
    )
}

/// Between whom it is, and when they were last heard of.
fn parties(handover: &Handover, scene: &Scene<'_>) -> Vec<Fact> {
    let mut facts = case::about(handover, scene);
    for (fact, office) in facts.iter_mut().zip([&handover.from, &handover.to]) {
        if let Some(heard) = scene.last_heard(office) {
            fact.more = format!("{} · {}", fact.more, heard.words);
        }
    }
    facts
}

/// What is unusual about it, here too.
fn notes(page: &Page<'_>, eyes: &Eyes<'_>) -> Vec<String> {
    let id = page.entry.handover.id;
    let is_held = eyes.reader.holds_files(id) && !eyes.reader.unsent_files(id).is_empty();
    let held = is_held.then(|| say!(eyes.scene.texts, "page-out-held"));
    held.into_iter().chain(page.notes.iter().cloned()).collect()
}

fn related(handover: &Handover) -> Vec<Link> {
    let before = handover.relates_to.into_iter();
    let course = handover.course.into_iter();
    let mut ids: Vec<HandoverId> = before.chain(course).collect();
    ids.extend(&handover.links);
    ids.dedup();
    let link = |id: HandoverId| Link {
        label: spoken(&id.short()),
        href: format!("/overdragelse/{}", id.short()),
    };
    ids.into_iter().map(link).collect()
}

/// How far files have come, by their names on the page.
type Files = BTreeMap<String, Moving>;

fn document(
    act: &ActContent,
    handover: &str,
    mask: Mask,
    (moving, scene): (&Files, &Scene<'_>),
) -> Document {
    let document = case::Document::of(act, mask, scene);
    let files = document.files.into_iter().enumerate();
    let files = files.map(|(place, file)| {
        let id = file.blob.map(|blob| moving::name(&blob.hash));
        let moves = id.as_ref().and_then(|id| moving.get(id));
        File {
            href: (file.state == AttachmentState::Here).then(|| {
                let act = act.act.short();
                format!("/overdragelse/{handover}/bilag/{act}/{place}")
            }),
            state: moves.map_or_else(
                || scene.texts.attachment(file.state),
                |moves| moves.words.clone(),
            ),
            percent: moves.map(|moves| moves.percent),
            id: id.unwrap_or_default(),
            name: file.name,
            size: file.size,
        }
    });
    Document {
        title: document.title,
        said: document.said,
        trouble: document.trouble,
        files: files.collect(),
    }
}

fn happened(handover: &Handover, page: &Page<'_>, scene: &Scene<'_>) -> Vec<Happened> {
    let zone = scene.own_zone();
    let events = handover.history.iter().zip(&page.timeline);
    let events = events.map(|(event, told)| {
        let at = crate::office::receipts::known(event);
        Happened {
            by_person: event.author.capacity == Capacity::Person,
            icon: if event.author.capacity == Capacity::Person {
                "pen"
            } else {
                "delivered"
            },
            what: format!("{} – {}", told.done, told.who),
            when: when::moment(at, scene.now, &zone, scene.texts),
            notes: told.notes.clone(),
        }
    });
    events.collect()
}
