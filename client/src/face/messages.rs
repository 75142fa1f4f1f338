//! The messages about a handover: who wrote what when, and how far each has come.

use stafet_shared::{
    content::{Content, display_safe_line},
    handover::Handover,
    id::HandoverId,
    words::Kind,
};

use super::{
    courses::begun,
    document::{Mask, answer},
    entry::Entry,
    scene::Scene,
    when::{self, When},
};
use crate::text::say;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its own number.
    pub id: HandoverId,
    /// Whether the reader's office wrote it.
    pub is_own: bool,
    /// Who wrote it, for which office.
    pub who: String,
    /// When.
    pub when: When,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub state: String,
}

/// The messages about a handover, the oldest first.
#[must_use]
pub fn about(id: HandoverId, scene: &Scene<'_>) -> Vec<HandoverId> {
    let messages = scene.known.values();
    let messages = messages.filter(|it| it.kind == Kind::Message && it.relates_to == Some(id));
    let mut messages: Vec<&Handover> = messages.collect();
    messages.sort_by_key(|it| (begun(it), it.id));
    messages.iter().map(|it| it.id).collect()
}

impl Message {
    /// A message, with what it says as far as that can be read here.
    #[must_use]
    pub fn of(message: &Handover, content: Option<&Content>, scene: &Scene<'_>) -> Self {
        let texts = scene.texts;
        let person = scene.person(&message.author.person);
        let office = scene.short_office(&message.from);
        let text = content.and_then(|it| written(it, scene));
        Self {
            id: message.id,
            is_own: scene.is_own(&message.from),
            who: display_safe_line(&format!("{person}, {office}")),
            when: when::moment(begun(message), scene.now, &scene.own_zone(), texts),
            text: text.unwrap_or_else(|| say!(texts, "content-missing")),
            state: Entry::of(message, scene).standing(scene),
        }
    }
}

/// What a message says.
fn written(content: &Content, scene: &Scene<'_>) -> Option<String> {
    let answered = content.answered();
    let mut fields = answered.fields.iter();
    let text = fields.find(|field| field.name == "text")?;
    Some(answer(text, Mask::Masked, scene))
}
