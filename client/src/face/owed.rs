//! What is owed, and what the watch knows about it: the same for lists, pages and the overview.

use stafet_shared::{
    access::{
        goes_by_itself,
        second::{countersigns_in, drops},
    },
    handover::Handover,
    obligation::Obligation,
    overview::OwedItem,
    party::OfficeId,
    time::Timestamp,
    watch::{Climb, Told, Watched},
    words::Duty,
};

use super::{scene::Scene, told};
use crate::text::say;

/// One thing that an office owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Who owes what until when, how far that was told, who has seen it and who has it in hand.
    pub known: Watched,
    /// Who was told of its highest rung, and who could not be.
    pub told: Told,
    /// Whether its deadline has passed.
    pub overdue: bool,
    /// Whose turn it is.
    pub turn: Turn,
}

/// Whose turn it is, as the reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One of the reader's offices owes it.
    Own,
    /// Another office of the organisation owes it, and the reader can sign second, or refuse what
    /// nobody can sign.
    Second,
    /// Others owe it.
    Others,
}

/// Whether the reader may sign second, where that is what is owed, or refuse what nobody can sign.
fn seconds(owed: &Obligation, scene: &Scene<'_>) -> bool {
    let Duty::Countersign(_) = owed.duty else {
        return true;
    };
    // Of what is not known here it is not known either.
    let known = scene.known.get(&owed.handover).zip(scene.signer);
    known.is_none_or(|(handover, signer)| {
        let refuses = || drops(scene.directory, handover, signer, scene.now).is_some();
        countersigns_in(scene.directory, handover, signer).is_some() || refuses()
    })
}

impl Owed {
    /// An obligation about a handover that is known here.
    #[must_use]
    pub fn of(one: &Obligation, handover: &Handover, scene: &Scene<'_>) -> Self {
        let known = Climb::of(one, handover, scene.directory).watched(scene.now);
        Self::known(known, [&handover.from, &handover.to], scene.now, scene)
    }

    /// An obligation as the server tells it, whose present was `now`.
    #[must_use]
    pub fn of_item(item: &OwedItem, now: Timestamp, scene: &Scene<'_>) -> Self {
        Self::known(item.watched(now), [&item.from, &item.to], now, scene)
    }

    fn known(known: Watched, sides: [&OfficeId; 2], now: Timestamp, scene: &Scene<'_>) -> Self {
        let owed = &known.owed;
        let turn = if scene.is_own(&owed.owner) {
            Turn::Own
        } else if scene.own.iter().any(|own| owed.is_asked_of(own)) && seconds(owed, scene) {
            Turn::Second
        } else {
            Turn::Others
        };
        Self {
            told: Told::about(scene.directory, &known, sides, now),
            overdue: known.owed.is_overdue(now),
            turn,
            known,
        }
    }

    /// Whether it is worth a line: that a child has waited for long is, once half of that time has
    /// gone.
    #[must_use]
    pub fn is_near(&self, now: Timestamp) -> bool {
        self.duty() != Duty::Age || self.known.is_to_be_reminded_of(now)
    }

    /// What is owed.
    #[must_use]
    pub const fn duty(&self) -> Duty {
        self.known.owed.duty
    }

    /// Whether a person of the reader's offices has to do something about it.
    #[must_use]
    pub fn is_ours_to_do(&self) -> bool {
        self.turn != Turn::Others && !goes_by_itself(self.duty())
    }

    /// Who has to do what by when.
    #[must_use]
    pub fn sentence(&self, scene: &Scene<'_>) -> String {
        let (texts, owed) = (scene.texts, &self.known.owed);
        let (office, duty) = (scene.office(&owed.owner), texts.owed(owed.duty));
        let who = say!(texts, "list-waits", office = office, duty = duty);
        let time = scene.time(owed.due);
        let when = if self.overdue {
            say!(texts, "list-overdue", time = time)
        } else {
            say!(texts, "list-due", time = time)
        };
        format!("{who}, {when}")
    }

    /// To whom it was told, to whom it could not be, and how often; nothing while nobody was.
    #[must_use]
    pub fn climbed(&self, scene: &Scene<'_>) -> Option<String> {
        let rung = told::told(&self.told, self.known.rung?, scene);
        let times = self.known.times;
        Some(say!(scene.texts, "told-times", rung = rung, times = times))
    }

    /// Who has seen it, and what they did.
    #[must_use]
    pub fn seen(&self, scene: &Scene<'_>) -> Option<String> {
        let seen = self.known.seen.as_ref()?;
        let (by, did) = (scene.office(&seen.by), scene.texts.did(seen.did));
        Some(say!(scene.texts, "told-seen", office = by, did = did))
    }

    /// Who has it in hand, why, and until when.
    #[must_use]
    pub fn in_hand(&self, scene: &Scene<'_>) -> Option<String> {
        let held = self.known.held.as_ref()?;
        Some(say!(
            scene.texts,
            "told-in-hand",
            office = scene.office(&held.by),
            reason = scene.texts.did(held.reason),
            until = scene.time(held.until)
        ))
    }

    /// All that the watch knows, in one line: nothing while nobody was told.
    #[must_use]
    pub fn watch(&self, scene: &Scene<'_>) -> Option<String> {
        let parts = [self.climbed(scene), self.seen(scene), self.in_hand(scene)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("↑ {}", parts.join(" · ")))
    }
}
