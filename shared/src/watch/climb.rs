//! How an obligation climbs the ladder: which rung has to be told, and when.
//!
//! Each step has to be acknowledged or it climbs. A signature that it was seen, or that somebody has
//! it in hand, holds it where it is for some days and never for good: a reminder that was seen holds
//! nothing, that something is late is told whoever has it in hand, and of what is red the leaders
//! hear in any case. Who comes back after a long silence tells the highest rung that is due, once,
//! and not every rung that was missed.

use crate::{
    calendar::Calendar,
    handover::{Concern, Handover, Seen, Taken, WatchRecord},
    obligation::{Obligation, Rules},
    party::OfficeId,
    policy::Ladder,
    time::Timestamp,
    words::{Colour, HandReason, Rung},
};

/// How many persons have a matter in hand, one after the other, at most: then it climbs.
pub const HOLDS_MAX: usize = 2;

/// One obligation on the ladder.
#[derive(Clone, Debug)]
pub struct Climb<'a> {
    owed: &'a Obligation,
    record: Option<&'a WatchRecord>,
    ladder: &'a Ladder,
    calendar: Calendar,
}

/// An obligation, and what the watch has to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// What is owed.
    pub owed: Obligation,
    /// The highest rung that was told.
    pub rung: Option<Rung>,
    /// When that was.
    pub told: Option<Timestamp>,
    /// How often somebody was told.
    pub times: usize,
    /// The next rung, and when it has to be told.
    pub next: Option<(Rung, Timestamp)>,
    /// Who has seen the highest rung that was told.
    pub seen: Option<SeenBy>,
    /// Who has it in hand.
    pub held: Option<Held>,
}

impl Watched {
    /// Whether so much of its time has gone that its owner is reminded.
    #[must_use]
    pub fn is_to_be_reminded_of(&self, now: Timestamp) -> bool {
        let next = self.next.map(|(_, at)| at);
        self.rung.is_some() || next.is_none_or(|at| at <= now)
    }
}

/// R11: who has seen that something is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenBy {
    /// In whose name.
    pub by: OfficeId,
    /// What they did.
    pub did: HandReason,
    /// When the server had their signature.
    pub at: Timestamp,
}

/// Who has something in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// In whose name.
    pub by: OfficeId,
    /// What is done about it meanwhile, as a code.
    pub reason: HandReason,
    /// When they said so; it holds as long as the policy says.
    pub since: Timestamp,
    /// When it expires.
    pub until: Timestamp,
}

impl<'a> Climb<'a> {
    /// The ladder of one obligation of a handover, or of the course that it has opened.
    #[must_use]
    pub fn of(owed: &'a Obligation, handover: &'a Handover, rules: &'a impl Rules) -> Self {
        let concern = Concern::from(owed);
        Self {
            record: handover.watch_records.get(&concern),
            ..Self::untold(owed, rules)
        }
    }

    /// The ladder of something of which nobody was told anything yet.
    #[must_use]
    pub fn untold(owed: &'a Obligation, rules: &'a impl Rules) -> Self {
        Self {
            owed,
            record: None,
            ladder: &rules.policy(owed.since).ladder,
            calendar: rules.calendar(&owed.owner),
        }
    }

    /// Everything about it, at `now`.
    #[must_use]
    pub fn watched(&self, now: Timestamp) -> Watched {
        let rung = self.rung();
        Watched {
            owed: self.owed.clone(),
            rung,
            told: self.record.and_then(WatchRecord::told_at),
            times: self.record.map_or(0, WatchRecord::times),
            next: self.next(),
            seen: self.seen().map(|seen| SeenBy {
                by: seen.by.office.clone(),
                did: seen.did,
                at: seen.by.at,
            }),
            held: self.in_hand(now).map(|(taken, until)| Held {
                by: taken.by.office.clone(),
                reason: taken.reason,
                since: taken.by.at,
                until,
            }),
        }
    }

    /// The rung that has to be told at `now`: the highest whose time has come.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Option<Rung> {
        let mut higher = Rung::ALL
            .into_iter()
            .filter(|rung| Some(*rung) > self.rung());
        higher.rfind(|rung| self.time_with_holds(*rung) <= now)
    }

    /// The next rung, and when it has to be told. `None` at the top.
    #[must_use]
    pub fn next(&self) -> Option<(Rung, Timestamp)> {
        let mut higher = Rung::ALL
            .into_iter()
            .filter(|rung| Some(*rung) > self.rung());
        let rung = higher.next()?;
        Some((rung, self.time_with_holds(rung)))
    }

    /// When a rung has to be told, whoever holds it.
    fn time_with_holds(&self, rung: Rung) -> Timestamp {
        let time = self.time_of(rung);
        let is_held = can_be_held(rung, self.owed.colour);
        let until = self.held_until().filter(|_| is_held);
        until.map_or(time, |until| time.max(until))
    }

    /// When a rung has to be told, if nothing holds it.
    #[must_use]
    pub fn time_of(&self, rung: Rung) -> Timestamp {
        let Obligation { since, due, .. } = *self.owed;
        match rung {
            Rung::Reminder => {
                let whole = due.ms_since(since).max(0);
                let share = i64::from(self.ladder.reminder_percent);
                // A share of at most a hundred hundredths: no larger than the whole.
                since.plus_ms(
                    whole
                        .checked_div(HUNDRED)
                        .unwrap_or(0)
                        .saturating_mul(share),
                )
            }
            Rung::Overdue => due,
            Rung::Leaders => self.calendar.end_of(self.ladder.leaders_after, due),
            Rung::Authority => self.calendar.end_of(self.ladder.authority_after, due),
        }
    }

    /// The highest rung that was told.
    #[must_use]
    pub fn rung(&self) -> Option<Rung> {
        self.record.and_then(WatchRecord::rung)
    }

    /// The first who has seen the highest rung. Whoever signs for it again does not hold it again:
    /// an owner could be silent for good. Nor does a reminder that was seen: it is not late yet.
    fn seen(&self) -> Option<&'a Seen> {
        let rung = self.rung();
        let mut seen = self.record?.seen.iter();
        seen.find(|seen| Some(seen.rung) == rung)
    }

    /// Who has it in hand at `now`, and until when.
    #[must_use]
    pub fn in_hand(&self, now: Timestamp) -> Option<(&'a Taken, Timestamp)> {
        let span = self.ladder.taken_in_hand_holds;
        let until = |since| self.calendar.end_of(span, since);
        let record = self.record?;
        record.in_hand(now, (HOLDS_MAX, until))
    }

    /// Until when a signature keeps it from climbing: that it was seen, or taken in hand.
    fn held_until(&self) -> Option<Timestamp> {
        let seen = self.seen().filter(|seen| seen.rung > Rung::Reminder);
        let seen = seen.map(|seen| {
            let span = self.ladder.seen_holds;
            self.calendar.end_of(span, seen.by.at)
        });
        let taken = self.record.and_then(|record| record.taken.last());
        let in_hand = taken.and_then(|taken| self.in_hand(taken.by.at));
        seen.max(in_hand.map(|(_, until)| until))
    }
}

/// Whether somebody's word that they look after it keeps a rung from being told: that something is
/// late is told in any case, and of what is red the leaders hear too.
#[must_use]
pub const fn can_be_held(rung: Rung, colour: Colour) -> bool {
    match rung {
        Rung::Reminder | Rung::Overdue => false,
        Rung::Leaders => !matches!(colour, Colour::Red),
        Rung::Authority => true,
    }
}

const HUNDRED: i64 = 100;
