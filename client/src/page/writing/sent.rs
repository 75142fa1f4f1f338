//! What became of a form that was signed: where it stands, and what happens now.

use askama::Template;
use stafet_shared::{handover::Handover, id::HandoverId};

use crate::{
    face::{entry::Entry, naming::spoken, promise::acknowledged_by, scene::Scene, side::Standing},
    page::{
        frame::{Frame, Place},
        site::Eyes,
        track::{Stop, track},
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-sent.html")]
pub struct Sent {
    frame: Frame,
    heading: String,
    number: String,
    track: Vec<Stop>,
    stands: String,
    then: Vec<String>,
    see: String,
    see_words: String,
}

impl Sent {
    /// What became of it. `None` if the handover is not known here.
    #[must_use]
    pub fn of(id: HandoverId, eyes: &Eyes<'_>) -> Option<Self> {
        let scene = &eyes.scene;
        let texts = scene.texts;
        let handover = eyes.reader.handover(id)?;
        let entry = Entry::of(handover, scene);
        let stands = Standing::of(&entry, scene);
        let (it, them) = (texts.the(handover.kind), scene.short_office(&handover.to));
        let at_start = texts.the_at_start(handover.kind);
        // Without a connection it is not on its way.
        let is_saved = handover.unconfirmed > 0 && !eyes.line.reached;
        let held = handover.cannot_be_read();
        let heading = if held {
            say!(texts, "page-sent-waits-title", it = at_start)
        } else if is_saved {
            say!(texts, "page-sent-saved-title", it = at_start)
        } else {
            say!(texts, "page-sent-title", it = at_start)
        };
        let mut then = vec![say!(texts, "page-sent-close")];
        if held {
            then.extend(scene.ways_beside(&handover.to));
        } else {
            then.push(acknowledge(handover, &them, scene));
            then.push(say!(texts, "page-sent-else", it = it.as_str()));
        }
        Some(Self {
            frame: Frame::of(eyes, Place::Nowhere, heading.clone()),
            heading,
            number: spoken(&id.short()),
            track: track(handover, scene),
            stands: stands.sentence.plain(),
            then,
            see: format!("/overdragelse/{}", id.short()),
            see_words: say!(texts, "page-sent-see", it = it),
        })
    }
}

/// Who signs for it, and by when if it reaches them now.
fn acknowledge(handover: &Handover, them: &str, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let it = texts.the(handover.kind);
    let what = (handover.kind, handover.colour);
    match acknowledged_by(what, &handover.to, scene) {
        Some(due) => {
            // What is abbreviated ends with a full stop itself.
            let when = due.words.trim_end_matches('.');
            say!(
                texts,
                "page-sent-then-by",
                them = them,
                it = it,
                when = when
            )
        }
        None => say!(texts, "page-sent-then", them = them, it = it),
    }
}
