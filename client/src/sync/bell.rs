//! The alarm of the office's own clock: what becomes overdue is told here when it does, whatever
//! the server does, and also while none can be reached.

use std::{collections::BTreeSet, time::Duration};

use stafet_shared::{
    handover::Concern,
    id::HandoverId,
    obligation::Obligation,
    time::{MS_PER_SECOND, Timestamp},
};

/// How long it sleeps at most, in ms: a computer that slept, or whose clock was set, is late by
/// no more than this.
pub(super) const LOOK_MAX_MS: i64 = 60 * MS_PER_SECOND;

/// What was told, and when the next deadline passes.
#[derive(Debug, Default)]
pub(super) struct Bell {
    told: BTreeSet<(HandoverId, Concern)>,
    next: Option<Timestamp>,
}

impl Bell {
    /// What of everything that is owed is overdue, and was not told since it became so.
    #[must_use]
    pub(super) fn ring(&mut self, owed: Vec<Obligation>, now: Timestamp) -> Vec<Obligation> {
        let ahead = owed.iter().filter(|one| !one.is_overdue(now));
        self.next = ahead.map(|one| one.due).min();
        let late = owed.into_iter().filter(|one| one.is_overdue(now));
        let late: Vec<(_, Obligation)> = late
            .map(|one| ((one.handover, Concern::from(&one)), one))
            .collect();
        let names = late.iter().map(|(name, _)| name.clone()).collect();
        let told = std::mem::replace(&mut self.told, names);
        late.into_iter()
            .filter(|(name, _)| !told.contains(name))
            .map(|(_, one)| one)
            .collect()
    }

    /// Whether a deadline has passed since it was last asked.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        self.next.is_some_and(|due| due < now)
    }

    /// How long there is nothing to tell.
    #[must_use]
    pub(super) fn pause(&self, now: Timestamp) -> Duration {
        // Overdue is what was due before now: the deadline itself is still in time.
        let next = self.next.map(|due| due.plus_ms(1).ms_since(now));
        let pause = next.unwrap_or(LOOK_MAX_MS).clamp(0, LOOK_MAX_MS);
        Duration::from_millis(u64::try_from(pause).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use stafet_shared::{
        party::OfficeId,
        words::{Colour, Duty, Kind, Verb},
    };

    use super::*;

    fn owed(nth: u8, due: Timestamp) -> Obligation {
        Obligation {
            handover: HandoverId::from_bytes([nth; 16]),
            owner: OfficeId::parse("team/rejsehold").unwrap(),
            duty: if nth == 0 {
                Duty::Send(Kind::InterimReport)
            } else {
                Duty::Act(Verb::Acknowledge)
            },
            colour: Colour::Yellow,
            since: Timestamp::EPOCH,
            due,
        }
    }

    #[test]
    fn each_deadline_that_passes_is_told_once() {
        let now = Timestamp::EPOCH.plus_days(9);
        let (past, soon) = (owed(1, now.plus_ms(-1)), owed(2, now.plus_ms(500)));
        let far = owed(3, now.plus_days(1));
        let all = vec![past.clone(), soon.clone(), far];
        let mut bell = Bell::default();
        assert_eq!(bell.ring(all.clone(), now), [past]);
        assert_eq!(bell.ring(all.clone(), now), [], "it was told");
        assert_eq!(bell.pause(now), Duration::from_millis(501));
        assert_eq!(bell.ring(all.clone(), soon.due), [], "it is still in time");
        let later = now.plus_ms(501);
        assert_eq!(bell.pause(later), Duration::ZERO);
        assert_eq!(bell.ring(all, later), [soon]);
        assert_eq!(bell.pause(later), Duration::from_mins(1));
    }

    #[test]
    fn what_was_done_and_is_owed_again_is_told_again() {
        let now = Timestamp::EPOCH.plus_days(9);
        let first = owed(0, now.plus_ms(-1));
        let mut bell = Bell::default();
        let told = bell.ring(vec![first.clone()], now);
        assert_eq!(told, std::slice::from_ref(&first));
        let next = owed(0, now.plus_days(60));
        assert_eq!(bell.ring(vec![next.clone()], now), [], "the report came");
        let later = now.plus_days(61);
        assert_eq!(bell.ring(vec![next.clone()], later), [next]);
        assert_eq!(bell.ring(Vec::new(), later), []);
        let told = bell.ring(vec![first.clone()], later);
        assert_eq!(told, std::slice::from_ref(&first));
    }

    #[test]
    fn it_looks_again_within_a_minute_whatever_the_clock_says() {
        let now = Timestamp::EPOCH.plus_days(9);
        let mut bell = Bell::default();
        assert_eq!(bell.pause(now), Duration::from_mins(1));
        assert_eq!(bell.ring(vec![owed(1, now.plus_ms(10))], now), []);
        assert_eq!(bell.pause(now.plus_days(-400)), Duration::from_mins(1));
    }
}
