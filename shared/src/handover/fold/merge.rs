//! What becomes of acts that do not fit because others were made at the same time.
//!
//! The server's order decides. Both acts are always kept and shown; nobody's work is thrown away.

use super::Step;
use crate::{
    handover::{
        Effect, Handover,
        table::{self, By, Next, Transition},
    },
    words::{Ending, Side, State, Verb},
};

impl Handover {
    /// An act that does not fit as things stand.
    pub(super) fn merge(&mut self, step: &Step<'_>) -> Effect {
        if !self.binds(step) {
            return misfit(step.act.verb);
        }
        if self.crosses_a_signature(step) {
            self.ask_instead((self.state, Verb::AskWithdrawal), step)
        } else if self.crosses_a_withdrawal(step) {
            self.take_custody(step);
            self.destruction.remove(&self.to);
            self.ask_instead((State::Acknowledged, Verb::AskWithdrawal), step)
        } else if self.crosses_an_end(step) {
            self.wish = Some(step.signature());
            Effect::Fact
        } else if let Some(row) = self.crosses_a_wish(step) {
            let asked = self.asked_back.take();
            self.state = self.before.take().unwrap_or(self.state);
            let effect = self.enact(row, step, &step.saying());
            self.wish = asked;
            effect
        } else if self.crosses_a_decision(step) {
            self.dispute = Some((step.act.verb, step.signature()));
            Effect::Conflict
        } else if self.repeats(step) {
            Effect::Fact
        } else if step.act.verb == Verb::Rewrap {
            // Not a colleague's device that was second, but another content.
            Effect::Conflict
        } else {
            misfit(step.act.verb)
        }
    }

    /// A leader of the receiving office says which of two decisions holds.
    pub(super) fn settle(&mut self, step: &Step<'_>) -> Effect {
        let Some((verb, signature)) = self.dispute.take() else {
            return Effect::Fact;
        };
        if step.act.about != Some(signature.hash) {
            return Effect::Fact;
        }
        if verb == Verb::Decline && !self.deeds.is_empty() {
            // The child is being treated: what follows from an end is owed, and nothing vanishes.
            self.interrupt(step);
            return Effect::Fact;
        }
        self.decided = Some((verb, signature));
        self.decline_read = false;
        self.custodian = self.to.clone();
        let state = if verb == Verb::Accept {
            State::Accepted
        } else {
            State::Declined
        };
        self.enter((state, Verb::Settle), None, step);
        self.close_by_kind(verb, step);
        Effect::Moved
    }

    /// A withdrawal by somebody who could not know that it has been signed for (or asked about)
    /// meanwhile: the wish is put to the receiver instead.
    fn crosses_a_signature(&self, step: &Step<'_>) -> bool {
        step.act.verb == Verb::Withdraw
            && self.is_right_side(By::Person(Side::Sender), step)
            && table::transition(self.kind, self.state, Verb::AskWithdrawal).is_some()
            && step.is_blind_to(self.entered.index, self.entered.device)
    }

    /// Somebody signs for what, unknown to them, has been withdrawn: the custody is theirs, and
    /// the withdrawal is a wish put to them.
    fn crosses_a_withdrawal(&self, step: &Step<'_>) -> bool {
        let signs = matches!(
            step.act.verb,
            Verb::Acknowledge | Verb::Accept | Verb::Decline
        );
        signs
            && self.state == State::Withdrawn
            && self.entered.verb == Verb::Withdraw
            && self.is_right_side(By::Person(Side::Receiver), step)
            && table::transition(self.kind, State::Opened, step.act.verb).is_some()
            && step.is_blind_to(self.entered.index, self.entered.device)
    }

    /// A withdrawal by somebody who could not know that the matter has been taken on for good, or
    /// brought to its end.
    fn crosses_an_end(&self, step: &Step<'_>) -> bool {
        let takes_back = matches!(step.act.verb, Verb::Withdraw | Verb::AskWithdrawal);
        let was_taken = matches!(
            self.ending,
            Some(Ending::CourseOpened | Ending::ActionSigned | Ending::FollowedUp)
        );
        takes_back
            && was_taken
            && self.state == State::Closed
            && self.is_right_side(By::Person(Side::Sender), step)
            && step.is_blind_to(self.entered.index, self.entered.device)
    }

    /// Somebody takes the matter on for good, or brings it to its end, who could not know that its
    /// sender wants it back: what was done holds, and the wish is put to them.
    fn crosses_a_wish(&self, step: &Step<'_>) -> Option<&'static Transition> {
        let ends = matches!(
            step.act.verb,
            Verb::Accept | Verb::SignAction | Verb::ReportFollowUp
        );
        let crosses = ends
            && self.state == State::WithdrawalRequested
            && self.asked_back.is_some()
            && self.is_right_side(By::Person(Side::Receiver), step)
            && step.is_blind_to(self.entered.index, self.entered.device);
        let row = table::transition(self.kind, self.before?, step.act.verb);
        row.filter(|_| crosses)
    }

    /// Accepted and declined at the same time.
    fn crosses_a_decision(&self, step: &Step<'_>) -> bool {
        let decides = matches!(step.act.verb, Verb::Accept | Verb::Decline);
        let crossed = self.decided.as_ref().is_some_and(|(verb, first)| {
            *verb != step.act.verb && step.is_blind_to(first.index, first.device)
        });
        decides
            && crossed
            && self.dispute.is_none()
            && matches!(
                self.state,
                State::Accepted | State::Declined | State::Closed
            )
            && self.is_right_side(By::Person(Side::Receiver), step)
    }

    fn ask_instead(&mut self, (before, verb): (State, Verb), step: &Step<'_>) -> Effect {
        self.before = Some(before);
        self.enter((State::WithdrawalRequested, verb), None, step);
        Effect::Moved
    }

    /// Whether the act says again what stands already, by somebody else or on another device.
    fn repeats(&self, step: &Step<'_>) -> bool {
        let decided = self.decided.as_ref().map(|(verb, _)| *verb);
        let verb = step.act.verb;
        decided == Some(verb) || (self.entered.verb == verb && rows(verb).any(|row| row.twice))
    }
}

/// The rows of an act, from whatever state.
fn rows(verb: Verb) -> impl Iterator<Item = &'static Transition> {
    let all = table::TRANSITIONS.iter();
    all.filter(move |row| row.verb == verb)
}

/// What becomes of an act that does not fit: a repeated receipt is simply true; anything that
/// wanted to move the handover contradicts what stands, and people must look at it.
fn misfit(verb: Verb) -> Effect {
    let moves = |row: &Transition| match (row.by, row.to) {
        (By::Device(_) | By::Bearer | By::Passed, _) | (_, Next::Stay) => false,
        (_, Next::Back) => true,
        (_, Next::To(state)) => row.from != [state],
    };
    if verb != Verb::Acknowledge && rows(verb).any(moves) {
        Effect::Conflict
    } else {
        Effect::Fact
    }
}
