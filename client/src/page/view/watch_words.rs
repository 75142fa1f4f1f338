//! What more than one of the administrators' pages says about an office.

use stafet_shared::{overview::OwedEnd, party::OfficeId};

use crate::{
    face::{scene::Scene, when},
    text::say,
};

/// When an office was last on the net.
#[must_use]
pub fn heard(office: &OfficeId, end: &OwedEnd, scene: &Scene<'_>) -> String {
    match end.heard.get(office) {
        Some(at) => {
            let time = when::moment(*at, scene.now, &scene.own_zone(), scene.texts).words;
            say!(scene.texts, "watch-heard", time = time)
        }
        None => say!(scene.texts, "watch-never-heard"),
    }
}

/// When an office was last on the net, where the head of a column says that it is about that.
#[must_use]
pub fn last(office: &OfficeId, end: &OwedEnd, scene: &Scene<'_>) -> String {
    let zone = scene.own_zone();
    let at = end.heard.get(office);
    at.map_or_else(
        || say!(scene.texts, "watch-never"),
        |at| when::moment(*at, scene.now, &zone, scene.texts).words,
    )
}
