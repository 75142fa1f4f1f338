//! How many acts a handover has room for.
//!
//! A handover is read again act by act, so that there is an end; but none of those who have a part
//! in it, and nobody who only watches, can use up what the others need to move it on.

use super::{Handover, table::is_fact_by_nature};
use crate::{
    act::{Act, HandoverAct},
    hash::Hash,
    words::Verb,
};

/// The most acts with which a handover is moved on, facts included.
pub const MOVING_ACTS_MAX: usize = 1_000;
/// The most acts after which a mere fact or flag is still taken: what is left is for acts that
/// move it.
pub const FACT_ACTS_MAX: usize = 800;
/// From so many acts on everybody is told that its end is near.
pub const NEARLY_FULL_ACTS: usize = 700;
/// The most acts of the watch, which take no room from the others.
pub const WATCH_ACTS_MAX: usize = 2_000;

impl Handover {
    /// Whether one more act is taken. The last room is for what moves the handover, or may move its
    /// course: whoever signs again and again what does not fit cannot use it up.
    #[must_use]
    pub fn has_room_for(&self, act: &Act) -> bool {
        let (of_watch, others) = self.acts();
        let Some(about) = act.public().handover() else {
            return true;
        };
        if let Verb::Watch(_) = about.verb {
            of_watch < WATCH_ACTS_MAX
        } else {
            others < FACT_ACTS_MAX || (others < MOVING_ACTS_MAX && self.would_move(act, about))
        }
    }

    /// Whether an act would do something beyond being true.
    fn would_move(&self, act: &Act, about: &HandoverAct) -> bool {
        if about.verb == Verb::Countersign {
            let mut waiting = self.waiting();
            return waiting.any(|pending| about.about == Some(pending.first));
        }
        let may = about.verb.is_of_course() || about.verb == Verb::Drop;
        (may || !is_fact_by_nature(about.verb)) && self.takes(act.public(), act.hash())
    }

    /// Whether it has so many acts that somebody should close it and begin another.
    #[must_use]
    pub fn is_nearly_full(&self) -> bool {
        let (_, others) = self.acts();
        others >= NEARLY_FULL_ACTS
    }

    /// The place of an act among those that are not of the watch, from 0.
    #[must_use]
    pub fn place_of(&self, hash: Hash) -> Option<usize> {
        let history = self.history.iter();
        let mut others = history.filter(|event| !matches!(event.verb, Verb::Watch(_)));
        others.position(|event| event.hash == hash)
    }

    /// How many acts there are that are not of the watch.
    #[must_use]
    pub fn others(&self) -> usize {
        self.acts().1
    }

    /// How many acts of the watch there are, and how many others.
    fn acts(&self) -> (usize, usize) {
        let history = self.history.iter();
        let watch = history.filter(|event| matches!(event.verb, Verb::Watch(_)));
        let of_watch = watch.count();
        (of_watch, self.history.len().saturating_sub(of_watch))
    }
}
