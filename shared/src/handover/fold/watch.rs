//! Acts of the watch: they are kept, and move nothing.

use super::Step;
use crate::{
    handover::{Alarm, Concern, Effect, Handover, Seen, Sent, Taken},
    words::{Reason, WatchVerb},
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
        let alarm = self.alarm_about(concern);
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
        Effect::Fact
    }

    /// What is known about one obligation, from the first act about it on.
    fn alarm_about(&mut self, concern: &Concern) -> &mut Alarm {
        self.alarms
            .entry(concern.clone())
            .or_insert_with(|| Alarm::about(concern.clone()))
    }
}
