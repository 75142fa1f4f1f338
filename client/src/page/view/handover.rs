//! One handover: whose turn it is, who answers for what, what it says, and what has happened.

use askama::Template;
use stafet_shared::{
    content::{Content, CprAnswer, Manifest, Value},
    handover::Handover,
    id::HandoverId,
    party::OfficeId,
    sign::Capacity,
    words::State,
};

use crate::{
    face::{
        document::{self, Mask},
        entry::Entry,
        handover::Page,
        naming::spoken,
        scene::Scene,
        side::{self, Whose},
        when,
    },
    office::{ActContent, AttachmentState},
    page::{
        frame::{Frame, Place},
        rows::{Link, Urgency, came, way},
        sheet::{self, Offer},
        site::Eyes,
        track::{Stop, track},
        view::{
            thread::{Opened, Thread},
            versions::{self, Versions},
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
}

/// One thing that is known, with a line on it.
#[derive(Debug)]
struct Fact {
    name: String,
    value: String,
    more: String,
}

/// What one act says under seal.
#[derive(Debug)]
struct Document {
    title: String,
    said: Vec<Said>,
    trouble: Option<String>,
    files: Vec<File>,
}

/// One field of it.
#[derive(Debug)]
struct Said {
    label: String,
    text: String,
    /// Whether a part of it is hidden that can be shown for a while.
    is_masked: bool,
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
        let (contents, older) = versions::split(&opened.contents);
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
            about: about(handover, scene),
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

fn baton(handover: &Handover, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let it = texts.the(handover.kind);
    let custodian = scene.short_office(&handover.custodian);
    let is_open = handover.state.is_unacknowledged() || handover.state == State::Queued;
    if is_open && handover.custodian == handover.from {
        let them = scene.short_office(&handover.to);
        say!(
            texts,
            "baton-until",
            office = custodian,
            it = it,
            them = them
        )
    } else {
        say!(texts, "baton", office = custodian, it = it)
    }
}

/// Who has what: the ball, custody of the handover, treatment, authority.
fn facts(entry: &Entry<'_>, scene: &Scene<'_>) -> Vec<Fact> {
    let texts = scene.texts;
    let handover = entry.handover;
    let standing = side::Standing::of(entry, scene);
    let name = |office: &OfficeId| {
        if scene.is_own(office) {
            say!(texts, "fact-you")
        } else {
            scene.short_office(office)
        }
    };
    let ball = entry.foremost();
    let ball = ball.map_or_else(
        || say!(texts, "fact-nobody"),
        |one| name(&one.known.owed.owner),
    );
    let mut facts = vec![
        Fact {
            name: say!(texts, "fact-next"),
            value: ball,
            more: standing.sentence.plain(),
        },
        Fact {
            name: say!(texts, "fact-custody"),
            value: name(&handover.custodian),
            more: String::new(),
        },
    ];
    if let Some(course) = &entry.course {
        facts.push(Fact {
            name: say!(texts, "fact-treatment"),
            value: name(&course.treatment),
            more: String::new(),
        });
        facts.push(Fact {
            name: say!(texts, "fact-authority"),
            value: name(&course.municipality),
            more: String::new(),
        });
    }
    facts
}

fn about(handover: &Handover, scene: &Scene<'_>) -> Vec<Fact> {
    let texts = scene.texts;
    vec![
        Fact {
            name: say!(texts, "fact-from"),
            value: scene.office(&handover.from),
            more: scene.organisation(&handover.from),
        },
        Fact {
            name: say!(texts, "fact-to"),
            value: scene.office(&handover.to),
            more: scene.organisation(&handover.to),
        },
        Fact {
            name: say!(texts, "fact-number"),
            value: spoken(&handover.id.short()),
            more: say!(texts, "fact-number-say"),
        },
    ]
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
    let texts = scene.texts;
    let read = act.content.as_ref();
    let content = read.and_then(|read| read.as_ref().ok());
    let trouble = match read {
        Some(Ok(_)) => None,
        Some(Err(why)) => Some(texts.unreadable(*why)),
        None => Some(say!(texts, "content-missing")),
    };
    let manifest = content.and_then(Content::attachments);
    Document {
        title: texts.done(act.verb),
        said: content.map_or_else(Vec::new, |it| said(it, mask, scene)),
        trouble,
        files: manifest.map_or_else(Vec::new, |it| files(it, act, handover, scene)),
    }
}

fn said(content: &Content, mask: Mask, scene: &Scene<'_>) -> Vec<Said> {
    let answered = content.answered();
    let leaves = document::leaves(&answered.fields).into_iter();
    let said = leaves.map(|it| {
        let known = matches!(it.field.value, Some(Value::Cpr(CprAnswer::Known(_))));
        Said {
            label: scene.texts.said(it.field.label).to_owned(),
            text: document::answer(it.field, mask, scene),
            is_masked: known && mask == Mask::Masked,
        }
    });
    said.collect()
}

fn files(manifest: &Manifest, act: &ActContent, handover: &str, scene: &Scene<'_>) -> Vec<File> {
    let files = manifest.attachments().iter().zip(&act.attachments);
    let files = files.enumerate().map(|(place, (one, state))| {
        let size = document::size(one.size_bytes());
        let state_words = scene.texts.attachment(*state);
        File {
            name: stafet_shared::content::display_safe_line(one.name().expose()),
            about: format!("{size} · {state_words}"),
            href: (*state == AttachmentState::Here).then(|| {
                let act = act.act.short();
                format!("/overdragelse/{handover}/bilag/{act}/{place}")
            }),
            percent: percent(*state),
        }
    });
    files.collect()
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
