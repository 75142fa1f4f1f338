//! Acts that came so long after their author's membership had ended that a leader signs them anew.
//!
//! Such an act is kept and changes nothing. What a leader of the author's organisation signs counts
//! from then on as if it had come then, with the content as it was sealed.

use super::{Became, Step};
use crate::{
    handover::{Effect, Handover, Pending, Unsigned},
    sign::Capacity,
    words::{State, Verb},
};

impl Handover {
    /// Keeps an act for a leader to look at.
    pub(super) fn keep_unsigned(&mut self, step: &Step<'_>) {
        self.unsigned.push(Unsigned {
            first: Pending {
                verb: step.act.verb,
                first: step.hash,
                signature: step.signature(),
                says: step.saying(),
            },
            public: Box::new(step.public.clone()),
        });
        let became = Became {
            effect: Effect::FirstSignature,
            second_of: None,
            fits: false,
        };
        self.record(step, became);
    }

    /// Takes out the act that a leader signs anew: another person of the author's organisation.
    pub(super) fn take_unsigned(&mut self, step: &Step<'_>) -> Option<Unsigned> {
        let author = &step.public.author;
        let place = self.unsigned.iter().position(|it| {
            let first = &it.first.signature;
            step.act.about == Some(it.first.first)
                && author.person != first.person
                && author.capacity == Capacity::Person
                && author.office.organisation() == first.office.organisation()
        })?;
        Some(self.unsigned.remove(place))
    }

    /// The act counts from now on: what becomes of it is judged as if it came now.
    pub(super) fn sign_anew(&mut self, kept: &Unsigned, step: &Step<'_>) -> Effect {
        let Some(act) = kept.public.handover() else {
            return Effect::Fact;
        };
        let anew = Step {
            public: &kept.public,
            act,
            hash: kept.first.first,
            position: step.position,
        };
        if let Verb::Course(verb) = act.verb {
            return if self.may_be_done(verb, &anew) {
                self.deed(verb, &anew, &anew.saying())
            } else {
                Effect::Conflict
            };
        }
        if act.verb == Verb::Sign {
            return self.send_anew(&anew);
        }
        match self.fitting(&anew) {
            Some(row) => self.enact(row, &anew, &anew.saying()),
            None => self.merge(&anew),
        }
    }

    /// The first envelope goes out, or waits for a key of its receiver's.
    fn send_anew(&mut self, anew: &Step<'_>) -> Effect {
        if self.state != State::Held || self.envelope != anew.hash {
            return Effect::Fact;
        }
        let reaches = anew.reaches(&self.to);
        let state = if reaches {
            State::Deposited
        } else {
            State::Held
        };
        self.reached |= reaches;
        self.sent = anew.at();
        self.leg_sent = anew.at();
        self.awaits_attachments = anew.brings_attachments().then(|| anew.at());
        self.enter((state, Verb::Sign), None, anew);
        Effect::Moved
    }

    /// Its office has done the same again, by somebody who had seen that it did not count: nothing is
    /// left to be signed anew.
    pub(super) fn done_again(&mut self, step: &Step<'_>) {
        self.unsigned.retain(|it| {
            let first = &it.first.signature;
            let is_same =
                it.first.verb == step.act.verb && first.office == step.public.author.office;
            !is_same || step.is_blind_to(first.index, first.device)
        });
    }

    /// A leader does not want it: it never counts. A handover that it would have begun was sent in
    /// error, and its sender says what takes its place.
    pub(super) fn drop_unsigned(&mut self, step: &Step<'_>) -> Effect {
        let is_envelope = self.is_unsigned() && step.act.about == Some(self.envelope);
        self.unsigned
            .retain(|it| step.act.about != Some(it.first.first));
        if !is_envelope {
            return Effect::Fact;
        }
        self.enter((State::EnteredInError, Verb::Drop), None, step);
        Effect::Moved
    }
}
