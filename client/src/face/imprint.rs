//! What stands on everything that is printed: where, when and by whom.

use super::{scene::Scene, when};
use crate::text::say;

/// What is printed holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something about a child.
    Personal,
    /// Nothing about anybody.
    Nothing,
}

/// Where, when and by whom it was printed, and how it is to be kept.
#[must_use]
pub fn imprint(holds: Holds, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let offices: Vec<String> = scene.own.iter().map(|own| scene.office(own)).collect();
    let office = offices.join(" · ");
    let person = scene.signer.map(|it| scene.person(&it.person));
    let person = person.unwrap_or_default();
    let when = when::moment(scene.now, scene.now, &scene.own_zone(), texts).full;
    match holds {
        Holds::Personal => say!(
            texts,
            "page-printed",
            office = office,
            when = when,
            person = person
        ),
        Holds::Nothing => say!(
            texts,
            "page-printed-watch",
            office = office,
            when = when,
            person = person
        ),
    }
}
