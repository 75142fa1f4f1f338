//! That the ladder's rung that is due is told in time, once, and never a lower one.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use stafet_server::{committer::GATHER, watch::PAUSE};
use stafet_shared::{
    handover::{Concern, Handover, Sent, WatchRecord},
    id::HandoverId,
    obligation::{Obligation, Rules as _},
    party::server,
    time::Timestamp,
    watch::{Climb, HOLDS_MAX, can_be_held},
    words::Rung,
};

use super::Lags;
use crate::world::truth::Truth;

/// How long after its time a rung is told at most, while server and database are up.
///
/// Or after they are up again. The watch may have begun to wait for the end of a burst of changes;
/// then it looks, and the act is in the log with one of the next batches.
pub const WATCH_BOUND: Duration = PAUSE
    .saturating_mul(2)
    .saturating_add(GATHER.saturating_mul(32));

/// What was told so far, and what has to be.
#[derive(Debug, Default)]
pub(in crate::world) struct Telling {
    /// Since when server and database are up, each time.
    up: Vec<Timestamp>,
    /// What was owed at the last look.
    owed: BTreeMap<(HandoverId, Concern), Arisen>,
    told: BTreeSet<(HandoverId, Concern, Rung)>,
}

/// Something that is owed.
#[derive(Debug)]
struct Arisen {
    owed: Obligation,
    /// When the act was deposited after which it was owed: its deadline may have been past then.
    at: Option<Timestamp>,
}

impl Telling {
    /// From now on server and database are up again.
    pub(in crate::world) fn up_since(&mut self, now: Timestamp) {
        self.up.push(now);
    }

    /// Looks at everything that was told since the last time, and at what was not. `sound` says
    /// whether nothing can have kept the server from telling since then.
    pub(super) fn look(&mut self, truth: &Truth, (now, sound): (Timestamp, bool), lags: &mut Lags) {
        let mut owed = BTreeMap::new();
        for handover in truth.handovers.values() {
            for one in truth.owed(handover) {
                let key = (handover.id, Concern::from(&one));
                let at = match self.owed.get(&key) {
                    // A machine's receipt may have moved it, and its steps with it.
                    Some(known) if known.owed.due == one.due => known.at,
                    Some(_) | None => truth.changed(handover.id, now),
                };
                owed.insert(key, Arisen { owed: one, at });
            }
        }
        for handover in truth.handovers.values() {
            for alarm in handover.watch_records.values() {
                self.told_in_time(truth, (handover, alarm, &owed), (sound, lags));
            }
        }
        if sound {
            for (key, one) in &owed {
                self.nothing_due_is_untold(truth, (key, one), now);
            }
        } else {
            self.up_since(now);
        }
        self.owed = owed;
    }

    fn told_in_time(
        &mut self,
        truth: &Truth,
        (handover, alarm, owed): (
            &Handover,
            &WatchRecord,
            &BTreeMap<(HandoverId, Concern), Arisen>,
        ),
        (sound, lags): (bool, &mut Lags),
    ) {
        let key = (handover.id, alarm.concern.clone());
        let by_the_server = |sent: &&Sent| sent.by.office == server::office();
        let mut highest = None;
        for Sent { rung, by } in alarm.sent.iter().filter(by_the_server) {
            assert!(
                Some(*rung) > highest,
                "{rung:?} was told after {highest:?} about {key:?}"
            );
            highest = Some(*rung);
            let is_new = self.told.insert((key.0, key.1.clone(), *rung));
            let before = self.owed.get(&key);
            let known = || before.into_iter().chain(owed.get(&key)).filter(|_| is_new);
            if known().next().is_none() {
                continue;
            }
            let late = bound_before(by.at);
            // A machine's receipt may have moved the deadline before or after it was told.
            let is_its_turn = |one: &&Arisen| {
                let climb = Climb::of(&one.owed, handover, truth.directory());
                let mut higher = Rung::ALL.into_iter().filter(|it| it > rung);
                climb.time_of(*rung) <= by.at && higher.all(|higher| climb.time_of(higher) > late)
            };
            // Of two deadlines the later is the one by which it was told.
            let turn = known().filter(is_its_turn);
            let one = turn
                .max_by_key(|one| Climb::of(&one.owed, handover, truth.directory()).time_of(*rung));
            let one = one.unwrap_or_else(|| {
                panic!("{rung:?} of {key:?} was told out of its turn at {}", by.at)
            });
            let climb = Climb::of(&one.owed, handover, truth.directory());
            if can_be_held(*rung, one.owed.colour) {
                nobody_has_it_in_hand(truth, (alarm, &one.owed), (late, by.at));
            }
            let time = climb.time_of(*rung);
            let up = self.up.iter().rfind(|up| **up <= by.at);
            let arisen = match before {
                Some(known) if known.owed.due == one.owed.due => known.at,
                Some(_) | None => truth.changed(key.0, by.at),
            };
            let ripe = arisen.map_or(time, |it| it.max(time));
            let from = up.map_or(ripe, |up| ripe.max(*up));
            let lag = by.at.ms_since(from);
            if sound && alarm.seen.is_empty() && alarm.taken.is_empty() {
                assert!(from >= late, "{rung:?} of {key:?} was told after {lag} ms");
                lags.told_ms.push(lag);
                lags.after_an_outage += usize::from(from > ripe);
            }
        }
    }

    fn nothing_due_is_untold(
        &self,
        truth: &Truth,
        (key, one): (&(HandoverId, Concern), &Arisen),
        now: Timestamp,
    ) {
        let handover = truth.handovers.get(&key.0).expect("it owes something");
        let climb = Climb::of(&one.owed, handover, truth.directory());
        let Some(rung) = climb.due(now) else {
            return;
        };
        let ripe = climb.next().map(|(_, at)| at);
        let from = ripe.max(one.at).max(self.up.last().copied());
        assert!(
            from >= Some(bound_before(now)),
            "{rung:?} is due since {from:?} and was not told at {now:?}: {key:?}"
        );
    }
}

/// Nobody is told while somebody looks after it; of two, whoever came first does.
fn nobody_has_it_in_hand(
    truth: &Truth,
    (alarm, owed): (&WatchRecord, &Obligation),
    (begun, told): (Timestamp, Timestamp),
) {
    let directory = truth.directory();
    let span = directory.policy(owed.since).ladder.taken_in_hand_holds;
    let calendar = directory.calendar(&owed.owner);
    let until = |since| calendar.end_of(span, since);
    let holder = alarm.in_hand(begun, (HOLDS_MAX, until));
    let holder = holder.filter(|(_, end)| told < *end);
    assert!(holder.is_none(), "told while it was in hand: {alarm:?}");
    if let [first, second, ..] = alarm.taken.as_slice()
        && second.by.at < until(first.by.at)
    {
        let holder = alarm.in_hand(second.by.at, (HOLDS_MAX, until));
        let holder = holder.map(|(taken, _)| taken);
        assert_eq!(holder, Some(first), "the second of two has it in hand");
    }
}

fn bound_before(at: Timestamp) -> Timestamp {
    let bound_ms = i64::try_from(WATCH_BOUND.as_millis()).expect("some seconds");
    at.plus_ms(bound_ms.saturating_neg())
}
