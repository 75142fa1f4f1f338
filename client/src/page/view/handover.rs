//! One handover: whose turn it is, who answers for what, what it says, and what has happened.

use askama::Template;
use stafet_shared::{handover::Handover, id::HandoverId, sign::Capacity};

use crate::{
    face::{
        case::{self, Fact, Said, baton, facts},
        document::Mask,
        entry::Entry,
        handover::Page,
        naming::{came, spoken, way},
        scene::Scene,
        side::{self, Whose},
        when,
    },
    office::{ActContent, AttachmentState},
    page::{
        frame::{Frame, Place},
        rows::{Link, Urgency},
        sheet::{self, Offer},
        site::Eyes,
        track::{Stop, track},
        view::{
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
    side: &'static str,
    turn_icon: &'static str,
    standing: side::Standing,
    primary: Option<Offer>,
    others: Vec<Offer>,
    track: Vec<Stop>,
    baton: String,
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
    name: String,
    about: String,
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
        let entry = &page.entry;
        let standing = side::Standing::of(entry, scene);
        let kind = texts.kind(handover.kind);
        let heading = format!("{kind} {}", way(handover, scene));
        let short = handover.id.short();
        let (primary, others) = sheet::offers(entry, eyes);
        let is_sent = scene.is_own(&handover.from);
        let owes = standing.whose == Whose::Ours;
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
            side: side_class(standing.whose),
            turn_icon: turn_icon(standing.whose),
            standing,
            primary,
            others,
            track: track(handover, scene),
            baton: baton(handover, scene),
            facts: facts(entry, scene),
            about: parties(handover, scene),
            related: related(handover),
            notes: page.notes.clone(),
            documents: contents
                .iter()
                .map(|act| document(act, &short, mask, scene))
                .collect(),
            versions: Versions::of(handover, &opened.contents, mask, scene),
            older: older
                .iter()
                .map(|act| document(act, &short, mask, scene))
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

/// Where a handover stands, as the part of its page that is kept up to date.
#[derive(Debug, Template)]
#[template(path = "standing_live.html")]
pub struct Stands {
    frame: Frame,
    side: &'static str,
    turn_icon: &'static str,
    standing: side::Standing,
    primary: Option<Offer>,
    others: Vec<Offer>,
    track: Vec<Stop>,
    baton: String,
}

impl Stands {
    /// Where a handover stands now; `None` if it is not known here.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: HandoverId) -> Option<Self> {
        let scene = &eyes.scene;
        let entry = Entry::of(eyes.reader.handover(id)?, scene);
        let standing = side::Standing::of(&entry, scene);
        let (primary, others) = sheet::offers(&entry, eyes);
        Some(Self {
            frame: Frame::of(eyes, Place::Nowhere, String::new()),
            side: side_class(standing.whose),
            turn_icon: turn_icon(standing.whose),
            standing,
            primary,
            others,
            track: track(entry.handover, scene),
            baton: baton(entry.handover, scene),
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

const fn side_class(whose: Whose) -> &'static str {
    match whose {
        Whose::Ours => "ours",
        Whose::Theirs | Whose::ByItself => "theirs",
        Whose::Nobody => "nobody",
    }
}

const fn turn_icon(whose: Whose) -> &'static str {
    match whose {
        Whose::Ours => "turn",
        Whose::Theirs => "wait",
        Whose::ByItself => "sent",
        Whose::Nobody => "done",
    }
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

fn document(act: &ActContent, handover: &str, mask: Mask, scene: &Scene<'_>) -> Document {
    let document = case::Document::of(act, mask, scene);
    let files = document.files.into_iter().enumerate();
    let files = files.map(|(place, file)| File {
        href: (file.state == AttachmentState::Here).then(|| {
            let act = act.act.short();
            format!("/overdragelse/{handover}/bilag/{act}/{place}")
        }),
        percent: percent(file.state),
        name: file.name,
        about: file.about,
    });
    Document {
        title: document.title,
        said: document.said,
        trouble: document.trouble,
        files: files.collect(),
    }
}

/// How much of a file has come, in hundredths.
fn percent(state: AttachmentState) -> Option<u64> {
    if let AttachmentState::Missing { here, of } = state {
        u64::from(here)
            .saturating_mul(100)
            .checked_div(u64::from(of))
    } else {
        None
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
