//! What has happened since somebody last looked: what is new, what has moved, what is overdue.

use std::collections::BTreeMap;

use stafet_shared::{
    course::matters::Matters, handover::Handover, id::HandoverId, obligation::Obligation,
    words::State,
};

use super::{entry::Entry, owed::Owed, scene::Scene};
use crate::text::say;

/// Where every handover stands, to be compared with [`since`].
#[must_use]
pub fn standings(known: &Matters) -> BTreeMap<HandoverId, State> {
    known.iter().map(|(id, row)| (*id, row.state)).collect()
}

/// What has come to the reader's offices, and what others have done with what they sent.
#[must_use]
pub fn since(before: &BTreeMap<HandoverId, State>, scene: &Scene<'_>) -> Vec<String> {
    let known = scene.known.values();
    let (sent, others): (Vec<_>, Vec<_>) = known.partition(|row| scene.is_own(&row.from));
    let has_come = |row: &&Handover| {
        !before.contains_key(&row.id) && row.parties().any(|party| scene.is_own(party))
    };
    let has_moved = |row: &&Handover| {
        let state = before.get(&row.id);
        state.is_some_and(|state| *state != State::Queued && *state != row.state)
    };
    let fresh = others.into_iter().filter(has_come).map(|row| {
        let (id, kind) = (row.id.short(), scene.texts.kind(row.kind));
        let office = scene.office(&row.from);
        say!(
            scene.texts,
            "sync-new",
            id = id,
            kind = kind,
            office = office
        )
    });
    let moved = sent.into_iter().filter(has_moved).map(|row| {
        let (id, kind) = (row.id.short(), scene.texts.kind(row.kind));
        let (office, state) = (scene.office(&row.to), Entry::of(row, scene).standing(scene));
        say!(
            scene.texts,
            "sync-moved",
            id = id,
            kind = kind,
            office = office,
            state = state
        )
    });
    fresh.chain(moved).collect()
}

/// What has become overdue: whose move it is, and where to look.
#[must_use]
pub fn overdue(late: &[Obligation], scene: &Scene<'_>) -> Vec<String> {
    let line = |one: &Obligation| {
        let handover = scene.known.get(&one.handover)?;
        let (id, kind) = (handover.id.short(), scene.texts.kind(handover.kind));
        let owed = Owed::of(one, handover, scene).sentence(scene);
        Some(format!("{id} {kind}  ! {owed}"))
    };
    late.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        face::samples::{Stage, known},
        text::tests::danish,
    };

    #[test]
    fn a_referral_whose_course_runs_is_not_told_of_as_closed() {
        let stage = Stage::new();
        let texts = danish();
        let accepted = stage.referral(1, State::Accepted);
        let known = known([&accepted]);
        let scene = Scene {
            known: &known,
            ..stage.at_sender(&texts)
        };
        let before = BTreeMap::from([(accepted.id, State::Opened)]);
        assert_eq!(
            since(&before, &scene),
            ["Ændret: 040G2081 Henvisning til Børnerejseholdet: Forløb: Venter på besøg"]
        );
    }
}
