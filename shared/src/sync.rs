//! What to send and what to fetch, in which order: pure planning for one sync.

use std::collections::BTreeMap;

use crate::{
    id::ActId,
    log::{Cursor, Mailbox},
    time::{MS_PER_SECOND, Timestamp},
};

/// The most acts that one sync deposits on one stream before it reads again.
pub const BATCH_ACTS: usize = 32;
/// The first pause after a failed sync, in ms.
pub const PAUSE_FIRST_MS: i64 = 2 * MS_PER_SECOND;
/// The longest pause between two attempts while a link may exist, in ms: 15 minutes.
pub const PAUSE_LONGEST_MS: i64 = 900 * MS_PER_SECOND;

/// What a device has.
#[derive(Clone, Debug, Default)]
pub struct Have {
    /// Acts in the outbox that no receipt has come for, the oldest first.
    pub outbox: Vec<ActId>,
    /// How far each mailbox has been read.
    pub cursors: BTreeMap<Mailbox, Cursor>,
}

/// What one sync does: deposits first, since they carry what others wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The acts to deposit, in batches, in order.
    pub deposits: Vec<Vec<ActId>>,
    /// The mailboxes to read, and from where: the directory first, since it tells whom to believe.
    pub subscribe: Vec<(Mailbox, u64)>,
}

/// Plans one sync of a device that has `have` and reads the mailboxes `wanted`.
#[must_use]
pub fn plan(have: &Have, wanted: impl IntoIterator<Item = Mailbox>) -> Plan {
    let mut mailboxes: Vec<Mailbox> = wanted.into_iter().collect();
    mailboxes.push(Mailbox::Directory);
    mailboxes.sort_unstable();
    mailboxes.dedup();
    Plan {
        deposits: have
            .outbox
            .chunks(BATCH_ACTS)
            .map(<[ActId]>::to_vec)
            .collect(),
        subscribe: mailboxes
            .into_iter()
            .map(|mailbox| {
                let seq = have.cursors.get(&mailbox).map_or(0, |cursor| cursor.seq);
                (mailbox, seq)
            })
            .collect(),
    }
}

/// When to try again: pauses double up to a bound and never end; half of each is chance, so that
/// a whole coast does not come back in the same second. A link that returns cuts the pause short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// After a sync that worked.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }

    /// After a sync that failed at `now`: when to try next. `chance` is any random number.
    #[must_use]
    pub fn failed(&mut self, now: Timestamp, chance: u64) -> Timestamp {
        let doublings = self.failures.min(16);
        self.failures = self.failures.saturating_add(1);
        let longest = PAUSE_FIRST_MS
            .saturating_mul(1_i64 << doublings)
            .min(PAUSE_LONGEST_MS);
        let half = longest.checked_div(2).unwrap_or(PAUSE_FIRST_MS).max(1);
        let share =
            i64::try_from(chance.checked_rem(half.unsigned_abs()).unwrap_or(0)).unwrap_or(0);
        now.plus_ms(half.saturating_add(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_bound_and_attempts_never_end() {
        let mut backoff = Backoff::default();
        let mut longest = 0;
        for attempt in 0..10_000_u64 {
            let pause = backoff
                .failed(Timestamp::EPOCH, attempt.wrapping_mul(7919))
                .unix_ms();
            assert!((PAUSE_FIRST_MS / 2..=PAUSE_LONGEST_MS).contains(&pause));
            longest = longest.max(pause);
        }
        assert!(longest > PAUSE_LONGEST_MS / 2);
        backoff.succeeded();
        assert!(backoff.failed(Timestamp::EPOCH, 0).unix_ms() <= PAUSE_FIRST_MS);
    }

    #[test]
    fn a_plan_deposits_in_order_and_reads_the_directory_first() {
        let outbox: Vec<ActId> = (0..40).map(|n| ActId::from_bytes([n; 16])).collect();
        let office = Mailbox::parse("a/b").unwrap();
        let cursor = Cursor {
            seq: 9,
            chain: crate::hash::Hash::ZERO,
        };
        let have = Have {
            outbox: outbox.clone(),
            cursors: BTreeMap::from([(office.clone(), cursor)]),
        };
        let plan = plan(&have, [office.clone()]);
        assert_eq!(plan.deposits.concat(), outbox);
        assert_eq!(plan.subscribe, [(Mailbox::Directory, 0), (office, 9)]);
    }
}
