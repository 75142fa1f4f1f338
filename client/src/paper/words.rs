//! What papers about handovers have in common.

use stafet_shared::handover::Handover;

use super::block::{Block, Field, Level, Manner};
use crate::{
    face::{
        case::Fact,
        naming::{came, capital, spoken, way},
        scene::Scene,
    },
    text::{Texts, say},
};

/// What a paper is called: by kind and number, never by a child.
pub(super) fn title(handover: &Handover, texts: &Texts) -> String {
    let (kind, number) = (texts.kind(handover.kind), spoken(&handover.id.short()));
    format!("{kind} {number}")
}

/// The heading of the whole, and what stands below it.
pub(super) fn meta(handover: &Handover, scene: &Scene<'_>) -> Vec<Block> {
    let texts = scene.texts;
    let kind = texts.kind(handover.kind);
    let mut known = vec![
        capital(&texts.colour(handover.colour)),
        spoken(&handover.id.short()),
    ];
    if handover.version > 1 {
        let number = handover.version.to_string();
        known.push(say!(texts, "page-version", number = number));
    }
    known.push(came(handover, scene));
    vec![
        Block::Heading(Level::Title, format!("{kind} {}", way(handover, scene))),
        Block::Text(Manner::Quiet, known.join(" · ")),
    ]
}

/// What is known, with what there is to say about each.
pub(super) fn facts(facts: Vec<Fact>) -> Block {
    let fields = facts.into_iter().map(|fact| Field {
        name: fact.name,
        text: fact.value,
        more: fact.more,
    });
    Block::Fields(fields.collect())
}
