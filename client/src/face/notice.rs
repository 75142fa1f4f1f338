//! What is told on the desktop to somebody who looks at something else.
//!
//! It is what has come for the reader's offices to do, and what of it has become late; nothing
//! that names a child, because everybody in the room can read it.

use std::collections::BTreeMap;

use stafet_shared::{
    id::HandoverId,
    sign::Capacity,
    words::{Colour, Duty},
};

use super::{entry::Entry, scene::Scene};
use crate::text::say;

/// The most handovers that one notice names.
pub const NAMED_MAX: usize = 3;

/// What is the reader's to do, and how urgent: to be compared with what is later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending(BTreeMap<(HandoverId, Duty, u16, u16), Matter>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Matter {
    is_late: bool,
    colour: Colour,
    /// Whether somebody else's act has led to it.
    is_from_others: bool,
    /// What it is, and whose.
    named: String,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub head: String,
    /// Which handovers.
    pub text: String,
    /// Whether it may wait for nothing: something is red or late.
    pub is_urgent: bool,
}

impl Pending {
    /// What the reader's offices have to do now.
    #[must_use]
    pub fn of(scene: &Scene<'_>, entries: &[Entry<'_>]) -> Self {
        let matters = entries.iter().flat_map(|entry| {
            let own = entry.owed.iter().filter(|one| one.is_ours_to_do());
            own.map(|one| {
                let handover = entry.handover;
                // What computers did after it is nobody's news.
                let mut events = handover.history.iter().rev();
                let last = events.find(|event| event.author.capacity == Capacity::Person);
                let from_others = last.is_none_or(|event| !scene.is_own(&event.author.office));
                let key = (handover.id, one.duty(), handover.leg, handover.version);
                let matter = Matter {
                    is_late: one.overdue,
                    colour: handover.colour,
                    is_from_others: from_others,
                    named: say!(
                        scene.texts,
                        "notice-named",
                        kind = scene.texts.kind(handover.kind),
                        office = scene.office(scene.opposite(handover))
                    ),
                };
                (key, matter)
            })
        });
        Self(matters.collect())
    }

    /// What is to be told of what was not `before`, if anything is.
    #[must_use]
    pub fn since(&self, before: &Self, scene: &Scene<'_>) -> Option<Notice> {
        let texts = scene.texts;
        let known = |key| before.0.get(key);
        let late = self.0.iter().filter(|(key, matter)| {
            matter.is_late && known(key).is_none_or(|before| !before.is_late)
        });
        let late: Vec<&Matter> = late.map(|(_, matter)| matter).collect();
        let fresh = self.0.iter().filter(|(key, matter)| {
            !matter.is_late && matter.is_from_others && known(key).is_none()
        });
        let mut fresh: Vec<&Matter> = fresh.map(|(_, matter)| matter).collect();
        fresh.sort_by_key(|matter| matter.colour != Colour::Red);
        let is_red = fresh
            .first()
            .is_some_and(|matter| matter.colour == Colour::Red);
        let head = match (late.is_empty(), fresh.is_empty()) {
            (true, true) => return None,
            (false, _) => say!(texts, "notice-late", count = late.len()),
            (true, false) if is_red => say!(texts, "notice-red"),
            (true, false) => say!(texts, "notice-fresh", count = fresh.len()),
        };
        let is_urgent = !late.is_empty() || is_red;
        let all: Vec<&Matter> = late.into_iter().chain(fresh).collect();
        let named = all
            .iter()
            .take(NAMED_MAX)
            .map(|matter| matter.named.clone());
        let mut lines: Vec<String> = named.collect();
        let more = all.len().saturating_sub(NAMED_MAX);
        if more > 0 {
            lines.push(say!(texts, "notice-more", count = more));
        }
        Some(Notice {
            head,
            text: lines.join("\n"),
            is_urgent,
        })
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::State;

    use super::*;
    use crate::{
        face::{
            lists,
            samples::{Stage, known},
        },
        text::tests::danish,
    };

    #[test]
    fn what_comes_is_told_once_and_what_becomes_late_once_more() {
        let stage = Stage::new();
        let texts = danish();
        let nothing = known([]);
        let opened = stage.referral(1, State::Opened);
        let one = known([&opened]);
        let scene = |known, now| Scene {
            known,
            now,
            ..stage.at_team(&texts)
        };
        let now = stage.at_team(&texts).now;
        let pending = |scene: &Scene<'_>| Pending::of(scene, &lists::all(scene));
        let before = pending(&scene(&nothing, now));
        let here = scene(&one, now);
        let after = pending(&here);
        let told = after.since(&before, &here).unwrap();
        assert_eq!(told.head, "1 ny overdragelse venter på jer");
        assert!(told.text.contains("Henvisning"), "{told:?}");
        assert!(!told.is_urgent);
        assert_eq!(after.since(&after, &here), None);

        let later = scene(&one, now.plus_ms(400 * 24 * 60 * 60 * 1000));
        let late = pending(&later);
        let told = late.since(&after, &later).unwrap();
        assert_eq!(told.head, "1 frist er overskredet");
        assert!(told.is_urgent);
        assert_eq!(late.since(&late, &later), None);
        // At the sender's nothing of it is to be done.
        let sender = Scene {
            known: &one,
            ..stage.at_sender(&texts)
        };
        assert_eq!(pending(&sender).since(&Pending::default(), &sender), None);
    }

    #[test]
    fn g4_something_red_is_told_on_the_desktop_with_kind_and_sender() {
        let stage = Stage::new();
        let texts = danish();
        let mut red = stage.referral(1, State::Opened);
        red.colour = Colour::Red;
        let known = known([&red]);
        let scene = Scene {
            known: &known,
            ..stage.at_team(&texts)
        };
        let told = Pending::of(&scene, &lists::all(&scene));
        let told = told.since(&Pending::default(), &scene).unwrap();
        assert_eq!(told.head, "Noget rødt venter på jer");
        assert_eq!(told.text, "Henvisning: Børn og Unge, Nanortalik");
        assert!(told.is_urgent);
    }
}
