//! What was handed on to whoever gives the child what was decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    id::HandoverId,
    words::{FollowUpDecision, Kind},
};

/// What was handed on since the report was read, and stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FollowUps {
    sent: BTreeMap<HandoverId, Kind>,
    /// Referrals back to the team that have a course of their own by now.
    taken: BTreeSet<HandoverId>,
}

impl FollowUps {
    /// One was sent: a follow-up, or a referral that sends the child back to the team.
    pub(super) fn send(&mut self, id: HandoverId, kind: Kind) {
        self.sent.insert(id, kind);
    }

    /// One fell: nobody gives what it asked for.
    pub(super) fn fall(&mut self, id: HandoverId) {
        self.sent.remove(&id);
    }

    /// A referral has opened a course.
    pub(super) fn take(&mut self, id: HandoverId) {
        self.taken.insert(id);
    }

    /// Whether it stands.
    pub(super) fn contains(&self, id: HandoverId) -> bool {
        self.sent.contains_key(&id)
    }

    /// None of them is what the child gets.
    pub(super) fn clear(&mut self) {
        self.sent.clear();
    }

    /// Whether one of them gives what was decided. A referral is an answer to nothing but that the
    /// child goes back to the team.
    pub(super) fn give(&self, decision: FollowUpDecision) -> bool {
        let back = decision == FollowUpDecision::BackToTeam;
        let mut kinds = self.sent.values();
        !decision.ends() && kinds.any(|kind| back || *kind != Kind::Referral)
    }

    /// Whether the team has taken the child on once more: a course of its own goes on from there.
    pub(super) fn went_back(&self, decision: FollowUpDecision) -> bool {
        let mut back = self.sent.keys();
        decision == FollowUpDecision::BackToTeam && back.any(|id| self.taken.contains(id))
    }
}
