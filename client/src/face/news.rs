//! What has happened since somebody last looked: what is new, what has moved, what is overdue. What
//! is red comes first and is called so.

use std::collections::BTreeMap;

use stafet_shared::{
    course::matters::Matters, handover::Handover, id::HandoverId, obligation::Obligation,
    watch::Haste, words::State,
};

use super::{entry::Entry, owed::Owed, scene::Scene};
use crate::text::say;

/// Where a handover stood, and whether it could not wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    state: State,
    haste: Haste,
}

impl From<&Handover> for Stood {
    fn from(row: &Handover) -> Self {
        Self {
            state: row.state,
            haste: Haste::of(row.colour),
        }
    }
}

/// Where every handover stands, to be compared with [`since`].
#[must_use]
pub fn standings(known: &Matters) -> BTreeMap<HandoverId, Stood> {
    known
        .iter()
        .map(|(id, row)| (*id, Stood::from(row)))
        .collect()
}

/// What has come to the reader's offices, red first, and what others have done with what they sent.
#[must_use]
pub fn since(before: &BTreeMap<HandoverId, Stood>, scene: &Scene<'_>) -> Vec<String> {
    let known = scene.known.values();
    let (sent, others): (Vec<_>, Vec<_>) = known.partition(|row| scene.is_own(&row.from));
    let has_come = |row: &&Handover| {
        let has_part = row.parties().any(|party| scene.is_own(party));
        let is_new = !before.contains_key(&row.id);
        has_part && (is_new || has_become_red(before, row))
    };
    let has_moved = |row: &&Handover| {
        let stood = before.get(&row.id).map(|stood| stood.state);
        stood.is_some_and(|state| state != State::Queued && state != row.state)
    };
    let mut come: Vec<&Handover> = others.into_iter().filter(has_come).collect();
    come.sort_by_key(|row| Haste::of(row.colour));
    let fresh = come.into_iter().map(|row| {
        let (id, kind) = (row.id.short(), scene.texts.kind(row.kind));
        let office = scene.office(&row.from);
        match Haste::of(row.colour) {
            Haste::AtOnce => say!(
                scene.texts,
                "sync-red",
                id = id,
                kind = kind,
                office = office
            ),
            Haste::InTheMorning => say!(
                scene.texts,
                "sync-new",
                id = id,
                kind = kind,
                office = office
            ),
        }
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

/// Whether its sender has corrected it to red.
fn has_become_red(before: &BTreeMap<HandoverId, Stood>, row: &Handover) -> bool {
    let waited = |stood: &Stood| stood.haste != Haste::AtOnce;
    Haste::of(row.colour) == Haste::AtOnce && before.get(&row.id).is_some_and(waited)
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
    use stafet_shared::words::Colour;

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
        let stood = Stood {
            state: State::Opened,
            haste: Haste::InTheMorning,
        };
        let before = BTreeMap::from([(accepted.id, stood)]);
        assert_eq!(
            since(&before, &scene),
            ["Ændret: 040G2081 Henvisning til Børnerejseholdet: Forløb: Venter på besøg"]
        );
    }

    #[test]
    fn g4_what_comes_red_is_told_first_with_kind_and_sender() {
        let stage = Stage::new();
        let texts = danish();
        let plain = stage.referral(1, State::Opened);
        let mut red = stage.referral(2, State::Opened);
        red.colour = Colour::Red;
        let known = known([&plain, &red]);
        let scene = Scene {
            known: &known,
            ..stage.at_team(&texts)
        };
        let lines = since(&BTreeMap::new(), &scene);
        let id = red.id.short();
        let first =
            format!("RØDT: {id} Henvisning fra Børn og Unge, Nanortalik. Det kan ikke vente.");
        assert_eq!(lines[0], first);
        assert!(lines[1].starts_with("Nyt: "), "{lines:?}");
        assert_eq!(since(&standings(&known), &scene), Vec::<String>::new());
    }

    #[test]
    fn g4_what_is_corrected_to_red_is_told_again() {
        let stage = Stage::new();
        let texts = danish();
        let mut row = stage.referral(1, State::Opened);
        let before = standings(&known([&row]));
        row.colour = Colour::Red;
        let known = known([&row]);
        let scene = Scene {
            known: &known,
            ..stage.at_team(&texts)
        };
        let lines = since(&before, &scene);
        assert!(
            lines.len() == 1 && lines[0].starts_with("RØDT: "),
            "{lines:?}"
        );
    }
}
