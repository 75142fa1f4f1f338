//! What will be owed about a handover that is not sent yet.

use stafet_shared::{
    obligation::Rules as _,
    party::OfficeId,
    words::{Colour, Kind, State},
};

use super::{
    scene::Scene,
    when::{When, deadline},
};

/// By when a person at an office signs for it, if it reaches them now.
#[must_use]
pub fn acknowledged_by(
    (kind, colour): (Kind, Colour),
    office: &OfficeId,
    scene: &Scene<'_>,
) -> Option<When> {
    let now = scene.now;
    let clock = scene.directory.policy(now).of_state(kind, State::Opened)?;
    let due = clock.end(colour, &scene.directory.calendar(office), now);
    Some(deadline(due, now, &scene.zone(office), scene.texts))
}
