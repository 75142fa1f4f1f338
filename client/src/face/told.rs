//! How far something late has climbed, who has seen it and who has it in hand: the same words in
//! every list.

use stafet_shared::{
    handover::Handover,
    obligation::Obligation,
    watch::{Climb, Held, Rung, SeenBy, Watched},
};

use super::scene::Scene;
use crate::text::say;

/// What the watch knows about one obligation of a handover that is here.
#[must_use]
pub fn watched(one: &Obligation, handover: &Handover, scene: &Scene<'_>) -> Watched {
    Climb::of(one, handover, scene.directory).watched(scene.now)
}

/// One line for a list: nothing while nobody was told.
#[must_use]
pub fn line(one: &Obligation, handover: &Handover, scene: &Scene<'_>) -> Option<String> {
    let known = watched(one, handover, scene);
    let rung = known.rung.map(|rung| told((rung, known.times), scene));
    let seen = known.seen.as_ref().map(|by| seen(by, scene));
    let held = known.held.as_ref().map(|by| hand(by, scene));
    let parts: Vec<String> = [rung, seen, held].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("↑ {}", parts.join(" · ")))
}

/// Up to where, and how often.
#[must_use]
pub fn told((rung, times): (Rung, usize), scene: &Scene<'_>) -> String {
    let rung = scene.texts.rung(rung);
    say!(scene.texts, "told-times", rung = rung, times = times)
}

/// Who has seen it, and what they did.
#[must_use]
pub fn seen(seen: &SeenBy, scene: &Scene<'_>) -> String {
    let (by, did) = (scene.office(&seen.by), scene.texts.did(seen.did));
    say!(scene.texts, "told-seen", office = by, did = did)
}

/// Who has it in hand, why, and until when.
#[must_use]
pub fn hand(held: &Held, scene: &Scene<'_>) -> String {
    say!(
        scene.texts,
        "told-in-hand",
        office = scene.office(&held.by),
        reason = scene.texts.did(held.reason),
        until = scene.time(held.until)
    )
}
