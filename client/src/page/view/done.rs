//! What a signature has led to: its receipt, who answers for the matter now, and what comes next.

use askama::Template;
use stafet_shared::{
    handover::{Event, Handover},
    id::HandoverId,
    sign::Capacity,
};

use crate::{
    face::{
        naming::{spoken, way},
        scene::Scene,
        when,
    },
    page::{
        frame::{Frame, Place},
        rows::Link,
        sheet::{self, paper::Sheet},
        site::Eyes,
        view::standing::Stands,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "done.html")]
pub struct Done {
    frame: Frame,
    heading: String,
    lead: String,
    facts: Vec<(String, String)>,
    paper: String,
    stands: Stands,
    onward: Link,
}

impl Done {
    /// What the reader's office has last signed with this sheet; `None` if it has signed nothing.
    #[must_use]
    pub fn of(sheet: &Sheet, id: HandoverId, eyes: &Eyes<'_>) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let handover = eyes.reader.handover(id)?;
        let event = signed(sheet, handover, scene)?;
        let stands = Stands::of(eyes, id)?;
        let what = texts.done(event.verb).to_lowercase();
        // Without a connection nobody else can know of it yet.
        let waits = event.position.is_none() && !eyes.line.reached;
        let (heading, lead) = if waits {
            (
                say!(texts, "done-saved-title", what = what),
                say!(texts, "done-saved"),
            )
        } else {
            (
                say!(texts, "done-title", what = what),
                say!(texts, "done-told"),
            )
        };
        let home = sheet::home(sheet, id);
        Some(Self {
            frame: Frame::of(eyes, Place::Nowhere, heading.clone()),
            heading,
            lead,
            facts: facts(handover, event, scene),
            paper: format!("/overdragelse/{}/pdf/kvitteringer", id.short()),
            onward: Link {
                label: if home.starts_with("/forloeb") {
                    say!(texts, "done-see-course")
                } else {
                    say!(texts, "page-see-handover")
                },
                href: home,
            },
            stands,
        })
    }
}

/// The last act of a person of the reader's that the sheet is for.
fn signed<'a>(sheet: &Sheet, handover: &'a Handover, scene: &Scene<'_>) -> Option<&'a Event> {
    let mut events = handover.history.iter().rev();
    events.find(|event| {
        let by_person = event.author.capacity == Capacity::Person;
        by_person && event.verb == sheet.verb && scene.is_own(&event.author.office)
    })
}

fn facts(handover: &Handover, event: &Event, scene: &Scene<'_>) -> Vec<(String, String)> {
    let texts = scene.texts;
    let zone = scene.own_zone();
    let time = |at| when::moment(at, scene.now, &zone, texts).words;
    let by = say!(
        texts,
        "done-by",
        time = time(event.claimed),
        person = scene.person(&event.author.person),
        office = scene.office(&event.author.office)
    );
    let confirmed = event.position.map_or_else(
        || say!(texts, "done-not-yet"),
        |position| time(position.deposited),
    );
    let mut about = format!("{} {}", texts.kind(handover.kind), way(handover, scene));
    if handover.version > 1 {
        let number = handover.version.to_string();
        about = format!("{about}, {}", say!(texts, "page-version", number = number));
    }
    vec![
        (say!(texts, "done-signed"), by),
        (say!(texts, "done-confirmed"), confirmed),
        (
            say!(texts, "done-about"),
            format!("{about}, {}", spoken(&handover.id.short())),
        ),
    ]
}
