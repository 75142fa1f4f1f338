//! Acts of the watch: they are kept, and move nothing.

use super::Step;
use crate::{
    handover::{Concern, Effect, Handover, Seen, Sent, Taken, WatchRecord},
    words::{Ending, HandReason, WatchVerb},
};

impl Handover {
    /// Keeps what the watch has told, who has seen it, and who has taken it in hand.
    pub(super) fn watched(&mut self, verb: WatchVerb, step: &Step<'_>) -> Effect {
        let by = step.signature();
        let code = step.act.outcome;
        let reason = code
            .and_then(HandReason::from_code)
            .unwrap_or(HandReason::Other);
        let Some((concern, rung)) = &step.act.concern else {
            if verb == WatchVerb::Review && self.ending != Some(Ending::CourseOpened) {
                self.waits_since = by.at;
            } else if verb == WatchVerb::Review {
                let round = code.unwrap_or_default();
                let kept = self.reviewed.get(&by.office);
                if kept.is_none_or(|(newest, _)| *newest < round) {
                    self.reviewed.insert(by.office.clone(), (round, by));
                }
            }
            return Effect::Fact;
        };
        let record = self.record_about(concern);
        let rung = *rung;
        match verb {
            WatchVerb::Remind | WatchVerb::Escalate => record.sent.push(Sent { rung, by }),
            WatchVerb::SeeEscalation => record.seen.push(Seen {
                rung,
                did: reason,
                by,
            }),
            WatchVerb::TakeInHand => record.taken.push(Taken { reason, by }),
            WatchVerb::Review => {}
        }
        Effect::Fact
    }

    /// What is known about one obligation, from the first act about it on.
    fn record_about(&mut self, concern: &Concern) -> &mut WatchRecord {
        self.watch_records
            .entry(concern.clone())
            .or_insert_with(|| WatchRecord::about(concern.clone()))
    }
}
