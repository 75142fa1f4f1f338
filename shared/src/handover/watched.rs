//! What was told about one obligation, who has seen it, and who has it in hand.

use super::Signature;
use crate::{
    party::OfficeId,
    time::Timestamp,
    words::{Duty, HandReason, Rung},
};

/// Which obligation an act of the watch is about: the same one for everybody who computes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concern {
    /// Who owes it.
    pub owner: OfficeId,
    /// What is owed: an act, a document or a second signature.
    pub duty: Duty,
    /// Since when: its clock began then. When it runs out may still change, by what machines
    /// receipt and by what was promised.
    pub since: Timestamp,
}

/// What the log says about the watch over one obligation.
///
/// It outlives the obligation: whether anything is owed still is for
/// [`obligations`](crate::obligation::obligations) to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchRecord {
    /// The obligation that it is about.
    pub concern: Concern,
    /// What was told, in order.
    pub sent: Vec<Sent>,
    /// Who has seen it (R11), in order.
    pub seen: Vec<Seen>,
    /// Who wanted to take it in hand, in order. Of two the first has it: see
    /// [`WatchRecord::in_hand`].
    pub taken: Vec<Taken>,
}

/// A reminder or an escalation that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which rung it told.
    pub rung: Rung,
    /// By whom, and when.
    pub by: Signature,
}

/// R11: somebody has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The highest rung that had been told to their knowledge.
    pub rung: Rung,
    /// What they did.
    pub did: HandReason,
    /// Who, and when.
    pub by: Signature,
}

/// An administrator wanted to take it in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What is done about it meanwhile, as a code.
    pub reason: HandReason,
    /// Who, and when.
    pub by: Signature,
}

impl WatchRecord {
    /// A record in which nothing was said yet.
    #[must_use]
    pub const fn about(concern: Concern) -> Self {
        Self {
            concern,
            sent: Vec::new(),
            seen: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// The highest rung that was told.
    #[must_use]
    pub fn rung(&self) -> Option<Rung> {
        self.sent.iter().map(|one| one.rung).max()
    }

    /// When the highest rung was told first.
    #[must_use]
    pub fn told_at(&self) -> Option<Timestamp> {
        let mut sent = self.sent.iter();
        sent.find(|one| Some(one.rung) == self.rung())
            .map(|one| one.by.at)
    }

    /// How often somebody was reminded or told.
    #[must_use]
    pub const fn times(&self) -> usize {
        self.sent.len()
    }

    /// Who has it in hand at `now`, where each hold ends at `until(since)`. Whoever comes while
    /// somebody else has it does not get it, nobody gets it twice, and after `most` persons nobody
    /// does: what is late cannot be held for ever.
    pub fn in_hand(
        &self,
        now: Timestamp,
        (most, until): (usize, impl Fn(Timestamp) -> Timestamp),
    ) -> Option<(&Taken, Timestamp)> {
        let mut holders: Vec<(&Taken, Timestamp)> = Vec::new();
        for taken in self.taken.iter().filter(|taken| taken.by.at <= now) {
            let is_free = holders.last().is_none_or(|(_, end)| *end <= taken.by.at);
            let person = taken.by.person;
            let is_new = holders.iter().all(|(held, _)| held.by.person != person);
            if is_free && is_new && holders.len() < most {
                holders.push((taken, until(taken.by.at)));
            }
        }
        holders.pop().filter(|(_, end)| now < *end)
    }
}
