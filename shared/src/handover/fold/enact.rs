//! What a fitting act changes: state, custody, envelope, and what is owed beside the state.

use super::Step;
use crate::{
    handover::{
        Destroyed, Effect, Entered, Envelope, Handover, Pause, Saying,
        table::{self, Next, Transition},
    },
    party::OfficeId,
    words::{Check, Ending, State, Verb},
};

impl Handover {
    /// Makes the transition. `says` is what the act says beside its verb: the first signer's act
    /// where `step` is the second signature.
    pub(super) fn enact(&mut self, row: &Transition, step: &Step<'_>, says: &Saying) -> Effect {
        self.links.extend(says.link);
        if row.verb == Verb::Settle {
            return self.settle(step);
        }
        self.change(row, step, says);
        let held = says.envelope.as_ref().is_some_and(|it| !it.reaches);
        let to = match row.to {
            Next::To(State::Deposited) if held => State::Held,
            Next::To(state) => state,
            Next::Back => self.back(row.verb),
            Next::Stay => return Effect::Fact,
        };
        self.enter((to, row.verb), row.ending, step);
        self.close_by_kind(row.verb, step);
        Effect::Moved
    }

    /// What the act changes beside the state.
    fn change(&mut self, row: &Transition, step: &Step<'_>, says: &Saying) {
        let was = self.state;
        match row.verb {
            Verb::Open if row.to == Next::Stay => self.open_passed(step),
            Verb::Open => self.open(step),
            Verb::PassOn => self.pass_on(row, step, says),
            Verb::CloseError => self.promise_by(says, step),
            Verb::ReportPlan | Verb::Reopen => self.promise = None,
            Verb::ClosePlan | Verb::RecordPlan => self.end_by_plan(says, step),
            Verb::Fetch => self.awaits_attachments = None,
            Verb::Acknowledge if row.to == Next::Stay => {
                self.unread = None;
                self.await_attachments(step);
            }
            Verb::Acknowledge => self.take_custody(step),
            Verb::Accept | Verb::Decline => self.decide(row.verb, step),
            Verb::NeedInformation => self.request = Some(step.signature()),
            Verb::Supply => self.request = None,
            Verb::ProposeRedirect => self.proposal = Some(step.signature()),
            Verb::RefuseRedirect => self.proposal = None,
            Verb::WrongRecipient => self.misdirect(step),
            Verb::AskWithdrawal => {
                self.before = Some(was);
                self.asked_back = Some(step.signature());
            }
            Verb::ConfirmWithdrawal if row.to == Next::Stay => self.grant_the_wish(step),
            Verb::RefuseWithdrawal if row.to == Next::Stay => self.wish = None,
            Verb::Look => self.look(step),
            Verb::Withdraw | Verb::ConfirmWithdrawal | Verb::EnterInError => {
                // The giver takes it back, or the taker has agreed that it goes back.
                self.custodian = self.from.clone();
                self.owe_destruction(self.openers.clone(), step);
            }
            Verb::AttestDestruction => {
                let office = &step.public.author.office;
                self.openers.remove(office);
                // Nobody's copies are withheld from them that they did not have to destroy.
                if self.destruction.remove(office).is_some() {
                    let (leg, place) = (step.act.leg, step.index());
                    let word = Destroyed { leg, place };
                    self.destroyed.insert(office.clone(), word);
                }
            }
            Verb::ReadDecline if row.to == Next::Stay => self.effect_unread = None,
            Verb::ReadDecline => self.return_custody(),
            Verb::ReportFollowUp => {
                self.followed = says.outcome.and_then(Check::from_code);
                self.effect_unread = Some(step.at());
            }
            Verb::Resubmit => {
                self.resubmits = self.resubmits.saturating_add(1);
                self.begin_leg((was, step), says);
            }
            Verb::Redirect => self.begin_leg((was, step), says),
            Verb::Correct | Verb::Rewrap => self.replace_envelope(row, step, says),
            Verb::Pause => {
                self.paused = says.day.map(|until_day| Pause {
                    until_day,
                    since: step.at(),
                });
            }
            Verb::Resume => self.paused = None,
            Verb::Sign
            | Verb::Settle
            | Verb::Unreadable
            | Verb::RefuseWithdrawal
            | Verb::CarryOutside
            | Verb::SignAction
            | Verb::Course(_)
            | Verb::Watch(_)
            | Verb::Drop
            | Verb::Countersign => {}
        }
    }

    /// Enters a state. What waited for another act of the state before waits no longer; a first
    /// signature waits on while the state stays: reading a decline does not undo a plan.
    pub(super) fn enter(
        &mut self,
        (state, verb): (State, Verb),
        ending: Option<Ending>,
        step: &Step<'_>,
    ) {
        if self.state != state {
            // What moves nothing may still be signed for: that it was read out on the telephone.
            let kind = self.kind;
            self.pending.take_if(|pending| {
                table::transition(kind, state, pending.verb).is_none_or(|row| row.to != Next::Stay)
            });
        }
        if state != State::Held {
            // It has been sent otherwise, or is not to be sent.
            self.unsigned.retain(|it| it.first.verb != Verb::Sign);
        }
        // Each of what follows waits only where it can still be answered. Kept any longer it would be
        // owed for ever, since no act fits any more by which it could be met.
        let reads_on = matches!(
            state,
            State::Acknowledged
                | State::AwaitingInformation
                | State::Accepted
                | State::WithdrawalRequested
        );
        // A closed referral whose course is open is corrected and read on like an open one.
        if !reads_on && ending != Some(Ending::CourseOpened) {
            self.unread = None;
        }
        if !table::UNDECIDED.contains(&state) {
            self.proposal = None;
        }
        // What is merely received is signed for although a question about it waits.
        let is_received = table::kind_row(self.kind).closes.0 == Verb::Acknowledge
            && (state == State::Acknowledged || verb == Verb::Acknowledge);
        let is_asked = matches!(
            state,
            State::AwaitingInformation | State::WithdrawalRequested
        );
        if !is_asked && !is_received {
            self.request = None;
        }
        let decided = [State::Accepted, State::Declined, State::WithdrawalRequested];
        if !decided.contains(&state) && ending != Some(Ending::CourseOpened) {
            self.dispute = None;
        }
        // Whatever its sender does meanwhile, it is one time that it cannot be sent.
        if (self.state, state) != (State::Held, State::Held) {
            self.since = step.at();
        }
        self.state = state;
        self.ending = ending;
        self.entered = Entered {
            verb,
            device: step.public.author.device,
            index: step.index(),
        };
    }

    /// The act that closes a kind closes it as soon as it is made, and a kind that closes when it
    /// is signed for stays so when a withdrawal is refused.
    pub(super) fn close_by_kind(&mut self, verb: Verb, step: &Step<'_>) {
        let (closing, ending) = table::kind_row(self.kind).closes;
        let is_signed_for = self.state == State::Acknowledged && closing == Verb::Acknowledge;
        let closes = verb == closing && self.state != State::Closed;
        if closes || is_signed_for {
            self.enter((State::Closed, verb), Some(ending), step);
        }
    }

    pub(super) fn take_custody(&mut self, step: &Step<'_>) {
        self.acknowledged = Some(step.signature());
        self.custodian = self.to.clone();
        // Whoever handed it on has seen it arrive.
        self.redirected_by = None;
    }

    /// Takes the matter on, or hands the ball back. A decision without an earlier R4 is the R4 too: one
    /// click, two facts.
    fn decide(&mut self, verb: Verb, step: &Step<'_>) {
        self.unread = None;
        if self.acknowledged.is_none() {
            self.take_custody(step);
        }
        self.decided = Some((verb, step.signature()));
    }

    /// It was not for who got it.
    fn misdirect(&mut self, step: &Step<'_>) {
        self.misdirected.insert(self.to.clone());
        self.owe_destruction([self.to.clone()], step);
    }

    fn end_by_plan(&mut self, says: &Saying, step: &Step<'_>) {
        self.return_custody();
        self.promise_by(says, step);
    }

    /// The office has seen what stands instead of its own acts, up to the one that it names.
    fn look(&mut self, step: &Step<'_>) {
        let office = &step.public.author.office;
        let Some(place) = step.act.about.and_then(|hash| self.place_of(hash)) else {
            return;
        };
        self.contradictions
            .retain(|one| one.office != *office || place < one.place);
        let seen = self.looked.entry(office.clone()).or_default();
        *seen = (*seen).max(place.saturating_add(1));
    }

    /// Whoever took it agrees that it goes back: a course that was opened goes on no further.
    fn grant_the_wish(&mut self, step: &Step<'_>) {
        self.wish = None;
        if self.ending == Some(Ending::CourseOpened) {
            self.interrupt(step);
        }
    }

    /// Somebody has the text now: from here on they wait for what is attached to it, if it has not come.
    fn await_attachments(&mut self, step: &Step<'_>) {
        self.awaits_attachments = self.awaits_attachments.map(|_| step.at());
    }

    fn open(&mut self, step: &Step<'_>) {
        self.opened = Some(step.at());
        self.await_attachments(step);
        self.openers.insert(self.to.clone());
    }

    /// Where an interruption ends. A supply returns to what the receiver has signed for: an
    /// asked and refused withdrawal in between must not make it forget.
    fn back(&mut self, verb: Verb) -> State {
        let signed = if self.acknowledged.is_some() {
            State::Acknowledged
        } else {
            State::Opened
        };
        if verb == Verb::Supply {
            signed
        } else {
            self.before.take().unwrap_or(signed)
        }
    }

    fn return_custody(&mut self) {
        self.decline_read = self.state == State::Declined;
        self.custodian = self.from.clone();
    }

    fn owe_destruction(&mut self, offices: impl IntoIterator<Item = OfficeId>, step: &Step<'_>) {
        for office in offices {
            if self.openers.contains(&office) {
                self.destruction.entry(office).or_insert_with(|| step.at());
            }
        }
    }

    fn begin_leg(&mut self, (was, step): (State, &Step<'_>), says: &Saying) {
        if was == State::Declined && says.office == self.from {
            self.return_custody();
        }
        let Some(envelope) = &says.envelope else {
            return;
        };
        let by_receiver = says.office != self.from;
        let asked_by = self.deadline;
        let handed_on = by_receiver.then(|| self.to.clone());
        self.go_to(envelope, step);
        self.redirected_by = handed_on;
        if by_receiver {
            // Whoever sends it on says nothing about when its sender asks for it.
            self.deadline = asked_by;
        }
    }

    /// On to an office, as a leg of its own.
    pub(super) fn go_to(&mut self, envelope: &Envelope, step: &Step<'_>) {
        self.to = envelope.to.clone();
        self.recipients.push(self.to.clone());
        self.destruction.remove(&self.to);
        self.misdirected.remove(&self.to);
        self.leg_sent = step.at();
        self.set_envelope(envelope, step);
    }

    /// A new version or wrapping. Only one that is to be opened again loses what the receiver did.
    fn replace_envelope(&mut self, row: &Transition, step: &Step<'_>, says: &Saying) {
        let Some(envelope) = &says.envelope else {
            return;
        };
        if self.state == State::Held {
            // Nobody could read the leg before.
            self.leg_sent = step.at();
        }
        if row.to == Next::Stay {
            self.name_envelope(envelope, step);
            self.unread = Some(step.at());
            // A redirection that waits for its second signature sends on what is outdated now.
            self.pending
                .take_if(|pending| pending.says.envelope.is_some());
        } else {
            self.set_envelope(envelope, step);
        }
    }

    fn set_envelope(&mut self, envelope: &Envelope, step: &Step<'_>) {
        self.name_envelope(envelope, step);
        self.opened = None;
        self.acknowledged = None;
        self.decided = None;
        self.dispute = None;
        self.decline_read = false;
        self.unread = None;
    }

    fn name_envelope(&mut self, envelope: &Envelope, step: &Step<'_>) {
        if (self.leg, self.version) != (envelope.numbers.0, envelope.numbers.1) {
            self.paused = None;
        }
        (self.leg, self.version, self.attempt) = envelope.numbers;
        let before = self.envelope;
        self.unsigned.retain(|it| it.first.first != before);
        self.envelope = envelope.hash;
        self.envelope_act = envelope.act;
        self.sent = step.at();
        self.commitment = envelope.commitment;
        self.reached |= envelope.reaches;
        self.colour = envelope.colour;
        // Who wraps it anew or sends it on says nothing about its items.
        if envelope.missing.is_some() {
            self.missing = envelope.missing;
            self.expected = envelope.expected;
        }
        self.deadline = envelope.deadline;
        self.awaits_attachments = envelope.has_attachments.then(|| step.at());
    }
}
