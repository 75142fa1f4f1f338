//! Applies acts to a handover, one after the other, by the table.
//!
//! Total: a valid act that does not fit the state is kept as a fact or a conflict, never lost and
//! never a reason to stop. An act without a position is an overlay of the local outbox.

use crate::{
    act::{HandoverAct, PublicPart, Terms},
    handover::{
        Effect, Event, Handover, Pending, Position, Signature, State, Verb,
        table::{self, By, Ending, Next, Side, Transition},
    },
    hash::Hash,
    party::Capacity,
    time::Timestamp,
};

/// One act, as the fold looks at it.
struct Step<'a> {
    public: &'a PublicPart,
    act: &'a HandoverAct,
    hash: Hash,
    position: Option<Position>,
}

impl Handover {
    /// The handover after one more act. `hash` names the signed act; `position` is its place in
    /// the log, or `None` while it is only in the local outbox.
    ///
    /// Answers `None` only when there is no handover yet and the act does not begin one.
    #[must_use]
    pub fn fold(
        before: Option<Self>,
        public: &PublicPart,
        hash: Hash,
        position: Option<Position>,
    ) -> Option<Self> {
        let Some(act) = public.handover() else {
            return before;
        };
        let step = Step {
            public,
            act,
            hash,
            position,
        };
        match before {
            Some(handover) => Some(handover.apply(&step)),
            None => Self::begin(&step),
        }
    }

    fn begin(step: &Step<'_>) -> Option<Self> {
        let terms = step
            .act
            .terms
            .as_ref()
            .filter(|_| step.act.verb == Verb::Sign)?;
        let state = if step.position.is_some() {
            State::Deposited
        } else {
            State::Queued
        };
        let mut handover = Self {
            id: step.act.handover,
            kind: terms.kind,
            colour: terms.colour,
            from: step.public.author.office.clone(),
            to: terms.to.clone(),
            author: step.public.author.clone(),
            relates_to: terms.relates_to,
            version: 1,
            leg: 1,
            attempt: 1,
            envelope: step.hash,
            envelope_act: step.public.id,
            state,
            since: step.at(),
            before: None,
            custodian: step.public.author.office.clone(),
            opened: None,
            acknowledged: None,
            decided: None,
            decline_read: false,
            pending: None,
            ending: None,
            conflicts: Vec::new(),
            unconfirmed: 0,
            history: Vec::new(),
        };
        handover.record(step, Effect::Moved);
        Some(handover)
    }

    fn apply(mut self, step: &Step<'_>) -> Self {
        let effect = if step.act.verb == Verb::Countersign {
            self.countersign(step)
        } else {
            match self.fitting(step) {
                Some(row) if row.two_signatures => self.sign_first(row, step),
                Some(row) => {
                    self.enact(row, step);
                    effect_of(row)
                }
                None => misfit(step.act.verb),
            }
        };
        if effect == Effect::Conflict {
            self.conflicts.push(step.public.id);
        }
        self.record(step, effect);
        self
    }

    /// The transition that the act makes here, if it binds to what stands and is the right side's.
    fn fitting(&self, step: &Step<'_>) -> Option<&'static Transition> {
        let row = table::transition(self.kind, self.state, step.act.verb)?;
        let right_side = match row.by {
            By::Person(side) => self.is_by(step, side, Capacity::Person),
            By::Device(side) => self.is_by(step, side, Capacity::Machine),
            By::Authority => {
                self.is_by(step, table::kind_row(self.kind).authority, Capacity::Person)
            }
            By::Either => {
                self.is_by(step, Side::Sender, Capacity::Person)
                    || self.is_by(step, Side::Receiver, Capacity::Person)
            }
        };
        (right_side && self.binds(step) && self.agrees(step)).then_some(row)
    }

    /// What the table's rows cannot say: conditions on the envelope's terms and on the past.
    fn agrees(&self, step: &Step<'_>) -> bool {
        let HandoverAct { verb, terms, .. } = step.act;
        let same_kind = terms.as_ref().is_none_or(|terms| terms.kind == self.kind);
        let same_office = terms.as_ref().is_none_or(|terms| terms.to == self.to);
        let by_sender = step.public.author.office == self.from;
        let same_organisation = terms
            .as_ref()
            .is_some_and(|terms| terms.to.organisation() == self.to.organisation());
        let may_go_there = if *verb == Verb::Redirect {
            by_sender || same_organisation
        } else {
            same_office
        };
        // Only a referral whose course is open is corrected after it was closed.
        let is_open = self.state != State::Closed || self.ending == Some(Ending::CourseOpened);
        let is_news = *verb != Verb::ReadDecline || !self.decline_read;
        same_kind && may_go_there && is_news && (*verb != Verb::Correct || is_open)
    }

    fn is_by(&self, step: &Step<'_>, side: Side, capacity: Capacity) -> bool {
        let author = &step.public.author;
        author.office == *self.office(side) && author.capacity == capacity
    }

    /// Whether the act means the leg, version and attempt that stand. What begins a new one must
    /// be the very next.
    fn binds(&self, step: &Step<'_>) -> bool {
        let HandoverAct {
            verb,
            leg,
            version,
            attempt,
            ..
        } = *step.act;
        let stands = (self.leg, self.version, self.attempt);
        match envelope(verb) {
            Some(Envelope::Leg) => (leg, version, attempt) == (next(stands.0), stands.1, 1),
            Some(Envelope::Version) => (leg, version, attempt) == (stands.0, next(stands.1), 1),
            Some(Envelope::Attempt) => {
                (leg, version, attempt) == (stands.0, stands.1, next(stands.2))
            }
            // A technical receipt answers one envelope, and so one attempt.
            None if is_technical(verb) => step.act.about == Some(self.envelope),
            None => (leg, version) == (stands.0, stands.1),
        }
    }

    /// The first of two signatures. A waiting fact or flag gives way to what moves the handover
    /// (the other side must not be able to hold it up by a pause), and to nothing else.
    fn sign_first(&mut self, row: &Transition, step: &Step<'_>) -> Effect {
        if let Some(pending) = &self.pending {
            let waits_to_move = table::transition(self.kind, self.state, pending.verb)
                .is_some_and(|waiting| waiting.to != Next::Stay);
            if pending.verb == row.verb {
                return Effect::Fact;
            } else if waits_to_move || row.to == Next::Stay {
                return Effect::Conflict;
            }
        }
        self.pending = Some(Pending {
            verb: step.act.verb,
            first: step.hash,
            signature: step.signature(),
        });
        Effect::FirstSignature
    }

    /// The second of two signatures: by somebody else of the same organisation, about the first.
    /// That the second is a leader's is for the access table, which knows the roles.
    fn countersign(&mut self, step: &Step<'_>) -> Effect {
        let author = &step.public.author;
        let Some(pending) = self.pending.take_if(|pending| {
            step.act.about == Some(pending.first)
                && author.person != pending.signature.person
                && author.capacity == Capacity::Person
                && author.office.organisation() == pending.signature.office.organisation()
        }) else {
            return Effect::Fact;
        };
        match table::transition(self.kind, self.state, pending.verb) {
            Some(row) => {
                self.enact(row, step);
                effect_of(row)
            }
            None => Effect::Conflict,
        }
    }

    fn enact(&mut self, row: &Transition, step: &Step<'_>) {
        let was = self.state;
        match row.verb {
            Verb::Open => self.opened = Some(step.at()),
            Verb::Acknowledge => self.take_custody(step),
            Verb::Accept | Verb::Decline => {
                // A decision without an earlier R4 is the R4 too: one click, two facts.
                if self.acknowledged.is_none() {
                    self.take_custody(step);
                }
                self.decided = Some((row.verb, step.signature()));
            }
            Verb::AskWithdrawal => self.before = Some(was),
            Verb::ReadDecline | Verb::ClosePlan => self.return_custody(),
            Verb::Resubmit | Verb::Redirect => {
                if was == State::Declined && step.public.author.office == self.from {
                    self.return_custody();
                }
                self.begin_leg(step);
            }
            Verb::Correct | Verb::Rewrap => self.replace_envelope(row, step),
            Verb::Sign
            | Verb::Unreadable
            | Verb::NeedInformation
            | Verb::Supply
            | Verb::WrongRecipient
            | Verb::ProposeRedirect
            | Verb::RefuseRedirect
            | Verb::Withdraw
            | Verb::ConfirmWithdrawal
            | Verb::RefuseWithdrawal
            | Verb::RecordPlan
            | Verb::EnterInError
            | Verb::CloseError
            | Verb::AttestDestruction
            | Verb::CarryOutside
            | Verb::ReportFollowUp
            | Verb::SignAction
            | Verb::Pause
            | Verb::Resume
            | Verb::Reopen
            | Verb::Countersign => {}
        }
        let to = match row.to {
            Next::To(state) => state,
            Next::Back => self.back(row.verb),
            Next::Stay => return,
        };
        self.enter(to, row.ending, step);
        let (closing, ending) = table::kind_row(self.kind).closes;
        if row.verb == closing {
            self.enter(State::Closed, Some(ending), step);
        }
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

    /// A first signature waits on while the state stays: reading a decline does not undo a plan.
    fn enter(&mut self, state: State, ending: Option<Ending>, step: &Step<'_>) {
        if self.state != state {
            self.pending = None;
        }
        self.state = state;
        self.since = step.at();
        self.ending = ending;
    }

    fn take_custody(&mut self, step: &Step<'_>) {
        self.acknowledged = Some(step.signature());
        self.custodian = self.to.clone();
    }

    fn return_custody(&mut self) {
        self.decline_read = self.state == State::Declined;
        self.custodian = self.from.clone();
    }

    fn begin_leg(&mut self, step: &Step<'_>) {
        self.leg = step.act.leg;
        self.attempt = 1;
        self.set_envelope(step);
    }

    /// A new version or wrapping. Only one that is to be opened again loses what the receiver did.
    fn replace_envelope(&mut self, row: &Transition, step: &Step<'_>) {
        self.version = step.act.version;
        self.attempt = step.act.attempt;
        if row.to == Next::Stay {
            self.envelope = step.hash;
            self.envelope_act = step.public.id;
        } else {
            self.set_envelope(step);
        }
    }

    fn set_envelope(&mut self, step: &Step<'_>) {
        if let Some(Terms { to, colour, .. }) = &step.act.terms {
            self.to = to.clone();
            self.colour = *colour;
        }
        self.envelope = step.hash;
        self.envelope_act = step.public.id;
        self.opened = None;
        self.acknowledged = None;
        self.decided = None;
        self.decline_read = false;
    }

    fn record(&mut self, step: &Step<'_>, effect: Effect) {
        if step.position.is_none() {
            self.unconfirmed = self.unconfirmed.saturating_add(1);
        }
        self.history.push(Event {
            act: step.public.id,
            verb: step.act.verb,
            author: step.public.author.clone(),
            claimed: step.public.claimed,
            position: step.position,
            effect,
            state: self.state,
        });
    }

    /// The office on one side of the current leg.
    #[must_use]
    pub const fn office(&self, side: Side) -> &crate::party::OfficeId {
        match side {
            Side::Sender => &self.from,
            Side::Receiver => &self.to,
        }
    }
}

impl Step<'_> {
    /// When the act counts: the time of deposit, or the claimed time while it has none.
    fn at(&self) -> Timestamp {
        self.position
            .map_or(self.public.claimed, |position| position.deposited)
    }

    fn signature(&self) -> Signature {
        Signature {
            act: self.public.id,
            office: self.public.author.office.clone(),
            person: self.public.author.person,
            at: self.at(),
        }
    }
}

/// Which number an envelope raises.
enum Envelope {
    Leg,
    Version,
    Attempt,
}

fn envelope(verb: Verb) -> Option<Envelope> {
    const LEGS: &[Verb] = &[Verb::Resubmit, Verb::Redirect];
    if LEGS.contains(&verb) {
        Some(Envelope::Leg)
    } else if verb == Verb::Correct {
        Some(Envelope::Version)
    } else {
        (verb == Verb::Rewrap).then_some(Envelope::Attempt)
    }
}

fn is_technical(verb: Verb) -> bool {
    verb == Verb::Open || verb == Verb::Unreadable
}

const fn next(number: u16) -> u16 {
    number.saturating_add(1)
}

const fn effect_of(row: &Transition) -> Effect {
    match row.to {
        Next::To(_) | Next::Back => Effect::Moved,
        Next::Stay => Effect::Fact,
    }
}

/// What becomes of an act that does not fit: a repeated receipt is simply true; anything that
/// wanted to move the handover contradicts what stands, and people must look at it.
const fn misfit(verb: Verb) -> Effect {
    match verb {
        Verb::Open
        | Verb::Unreadable
        | Verb::Acknowledge
        | Verb::ReadDecline
        | Verb::ProposeRedirect
        | Verb::RefuseRedirect
        | Verb::AttestDestruction
        | Verb::CarryOutside
        | Verb::Pause
        | Verb::Resume
        | Verb::Reopen
        | Verb::Countersign => Effect::Fact,
        Verb::Sign
        | Verb::Rewrap
        | Verb::NeedInformation
        | Verb::Supply
        | Verb::Accept
        | Verb::Decline
        | Verb::WrongRecipient
        | Verb::Redirect
        | Verb::ClosePlan
        | Verb::Resubmit
        | Verb::Correct
        | Verb::Withdraw
        | Verb::AskWithdrawal
        | Verb::ConfirmWithdrawal
        | Verb::RefuseWithdrawal
        | Verb::RecordPlan
        | Verb::EnterInError
        | Verb::CloseError
        | Verb::ReportFollowUp
        | Verb::SignAction => Effect::Conflict,
    }
}
