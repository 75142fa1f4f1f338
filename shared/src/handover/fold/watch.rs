//! Acts of the watch: they are kept, and move nothing.

use super::Step;
use crate::{
    handover::{Effect, Handover},
    watch::{ALARMS_MAX, Alarm, Reason, Seen, Sent, Taken, WatchVerb},
};

impl Handover {
    /// Keeps what the watch has told, who has seen it, and who has taken it in hand.
    pub(super) fn watched(&mut self, verb: WatchVerb, step: &Step<'_>) -> Effect {
        let by = step.signature();
        let code = step.act.outcome;
        let reason = code.and_then(Reason::from_code).unwrap_or(Reason::Other);
        let Some((concern, rung)) = &step.act.concern else {
            if verb == WatchVerb::Review {
                let round = code.unwrap_or_default();
                let kept = self.reviewed.get(&by.office);
                if kept.is_none_or(|(newest, _)| *newest < round) {
                    self.reviewed.insert(by.office.clone(), (round, by));
                }
            }
            return Effect::Fact;
        };
        let known = self.alarms.iter().position(|it| it.concern == *concern);
        let mut alarm = match known {
            Some(place) => self.alarms.remove(place),
            None => Alarm::about(concern.clone()),
        };
        let rung = *rung;
        match verb {
            WatchVerb::Remind | WatchVerb::Escalate => alarm.sent.push(Sent { rung, by }),
            WatchVerb::SeeEscalation => alarm.seen.push(Seen {
                rung,
                did: reason,
                by,
            }),
            WatchVerb::TakeInHand => alarm.taken.push(Taken { reason, by }),
            WatchVerb::Review => {}
        }
        // The newest is last, and the oldest goes.
        self.alarms.push(alarm);
        let surplus = self.alarms.len().saturating_sub(ALARMS_MAX);
        self.alarms.drain(..surplus);
        Effect::Fact
    }
}
