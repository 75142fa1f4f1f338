//! Copies that are destroyed: what an office has attested that it has no more (R10).
//!
//! A device deletes by this what it has before it signs, its colleagues' devices when they read
//! the act, and the server gives none of it out again.

use crate::{
    act::PublicPart,
    handover::{Destroyed, Handover},
    id::HandoverId,
    party::OfficeId,
    words::{State, Verb},
};

/// The most handovers of a thread that are gone through upwards.
pub const FOLLOWED_MAX: usize = 16;

/// Whether what an act says is destroyed at every one of its readers that `serves` names.
///
/// `handovers` are the one that the act is about, and [those that it follows](Handover::followed).
/// Of the one that an office has attested about, all is destroyed that came up to the leg that it
/// had then: what is sent there again is another copy. Of what follows that one, all that the
/// office had sent or opened before it attested.
#[must_use]
pub fn are_destroyed(
    act: &PublicPart,
    handovers: &[&Handover],
    serves: impl Fn(&OfficeId) -> bool,
) -> bool {
    let Some((about, (handover, followed))) = act.handover().zip(handovers.split_first()) else {
        return false;
    };
    let is_destroyed = |office: &OfficeId| {
        let own = handover.destroyed.get(office);
        let with_them = || {
            let mut words = followed.iter().filter_map(|it| it.destroyed.get(office));
            words.any(|word| had_before(handover, act, (office, *word)))
        };
        own.is_some_and(|word| about.leg <= word.leg) || with_them()
    };
    let mut own = about.readers().filter(|office| serves(office)).peekable();
    own.peek().is_some() && own.all(is_destroyed)
}

/// Whether an office had an act about a handover when it gave its word about another one that the
/// handover follows.
fn had_before(
    handover: &Handover,
    act: &PublicPart,
    (office, word): (&OfficeId, Destroyed),
) -> bool {
    let before = word.place.unwrap_or(u64::MAX);
    let mut earlier = handover.history.iter().filter(|event| {
        let place = event.position.map_or(u64::MAX, |position| position.index);
        place < before || word.place.is_none()
    });
    if handover.state == State::Held {
        // Nobody else has it yet: it is no copy, and waits to be sent.
        return false;
    }
    let has_opened = handover.from == *office
        || earlier
            .clone()
            .any(|event| event.verb == Verb::Open && event.author.office == *office);
    has_opened && earlier.any(|event| event.act == act.id)
}

impl Handover {
    /// The handovers that this one follows, the nearest first, among those that `known` finds: up
    /// to what has begun the thread.
    pub fn followed<'a>(&self, known: impl Fn(HandoverId) -> Option<&'a Self>) -> Vec<&'a Self> {
        let mut all: Vec<&Self> = Vec::new();
        let mut next = self.follows().find_map(&known);
        while let Some(handover) = next.filter(|it| it.id != self.id && all.len() < FOLLOWED_MAX) {
            all.push(handover);
            next = handover.follows().find_map(&known);
        }
        all
    }

    /// The handover that this one follows, and the one that has begun the thread.
    pub fn follows(&self) -> impl Iterator<Item = HandoverId> {
        let thread = self.thread().filter(|thread| *thread != self.id);
        self.relates_to.into_iter().chain(thread)
    }

    /// As it will be when an office has attested that its copies are destroyed.
    #[must_use]
    pub fn as_destroyed_by(mut self, office: &OfficeId) -> Self {
        let word = Destroyed {
            leg: self.leg,
            place: None,
        };
        self.destroyed.insert(office.clone(), word);
        self
    }
}
