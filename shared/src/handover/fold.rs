//! Applies acts to a handover, one after the other, by the table.
//!
//! Total: a valid act that does not fit the state is kept as a fact or a conflict, never lost and
//! never a reason to stop. An act without a position is an overlay of the local outbox. This file
//! says which act fits, [`enact`] what it changes, [`merge`] what becomes of acts that were made
//! at the same time.

mod course;
mod enact;
mod merge;
mod passing;
mod step;
mod unsigned;
mod watch;

use std::collections::{BTreeMap, BTreeSet};

use self::step::Step;
use crate::{
    act::{Act, HandoverAct, PublicPart, Terms},
    handover::{
        Contradiction, Effect, Entered, Event, Handover, Pending, Position, Signature,
        table::{self, By, Next, Only, Transition},
    },
    hash::Hash,
    sign::Capacity,
    words::{Ending, Kind, Side, State, Verb},
};

/// From this leg on a redirection needs a leader's second signature: nobody shall be sent on for
/// ever.
pub const LEADER_LEG: u16 = 4;
/// From this time on that a referral is sent to the same office again, it needs a leader's second
/// signature too.
pub const LEADER_RESUBMIT: u16 = 2;

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

    /// The handover after all of these acts, each with its place in the log: those of the log in
    /// its order first, then those that wait in the outbox.
    #[must_use]
    pub fn of<'a>(acts: impl IntoIterator<Item = (&'a Act, Option<Position>)>) -> Option<Self> {
        acts.into_iter().fold(None, |before, (act, position)| {
            Self::fold(before, act.public(), act.hash(), position)
        })
    }

    /// Whether an act fits as things stand, so that it would do what its author means by it.
    #[must_use]
    pub fn takes(&self, public: &PublicPart, hash: Hash) -> bool {
        let step = public.handover().map(|act| Step {
            public,
            act,
            hash,
            position: None,
        });
        step.is_some_and(|step| {
            if let Verb::Course(verb) = step.act.verb {
                return self.may_be_done(verb, &step);
            }
            if let Verb::Watch(_) = step.act.verb {
                return true;
            }
            if step.act.verb == Verb::Drop {
                return self.is_about_the_first(&step);
            }
            let row = self.fitting(&step);
            row.is_some_and(|row| {
                let first = |mut it: Self| it.sign_first(row, &step) == Effect::FirstSignature;
                !self.needs_second(row) || first(self.clone())
            })
        })
    }

    /// Whether an act may fit as things stand, whatever else it says: what faces offer.
    #[must_use]
    pub fn is_open_to(&self, verb: Verb) -> bool {
        let row = table::transition(self.kind, self.state, verb);
        row.is_some_and(|row| match row.only {
            Only::SameOffice
            | Only::OtherOffice
            | Only::Mended
            | Only::SameContent
            | Only::NotThere => true,
            Only::PassedHere => !self.passed.is_empty(),
            Only::Promised => self.promise.is_some(),
            Only::DeclineUnread => !self.decline_read,
            Only::EffectUnread => self.effect_unread.is_some(),
            Only::Unread => self.state == State::Opened || self.unread.is_some(),
            Only::AnswersRequest => self.request.is_some(),
            Only::AnswersProposal => self.proposal.is_some(),
            Only::NamesDecision => self.dispute.is_some(),
            Only::Paused => self.paused.is_some(),
            Only::Wished => self.wish.is_some(),
            Only::GoesOn => {
                self.state != State::Closed || self.ending == Some(Ending::CourseOpened)
            }
        })
    }

    fn begin(step: &Step<'_>) -> Option<Self> {
        let terms = step
            .act
            .terms
            .as_ref()
            .filter(|_| step.act.verb == Verb::Sign)?;
        let state = match step.position {
            Some(_) if step.reaches(&terms.to) && !step.is_unsigned() => State::Deposited,
            Some(_) => State::Held,
            None => State::Queued,
        };
        let mut handover = Self::new(step, terms, state);
        if step.is_unsigned() {
            handover.reached = false;
            handover.keep_unsigned(step);
        } else {
            let began = Became {
                effect: Effect::Moved,
                second_of: None,
                fits: true,
            };
            handover.record(step, began);
        }
        Some(handover)
    }

    /// A handover of which nothing is known but its first envelope.
    fn new(step: &Step<'_>, terms: &Terms, state: State) -> Self {
        let author = &step.public.author;
        Self {
            id: step.act.handover,
            kind: terms.kind,
            colour: terms.colour,
            from: author.office.clone(),
            to: terms.to.clone(),
            recipients: vec![terms.to.clone()],
            author: author.clone(),
            relates_to: terms.relates_to,
            deadline: terms.deadline,
            course: terms.course,
            version: 1,
            leg: 1,
            attempt: 1,
            envelope: step.hash,
            envelope_act: step.public.id,
            commitment: step.act.sealed.as_ref().map(|sealed| sealed.commitment),
            reached: step.reaches(&terms.to),
            state,
            since: step.at(),
            sent: step.at(),
            leg_sent: step.at(),
            first_sent: step.at(),
            waits_since: step.at(),
            resubmits: 0,
            entered: Entered {
                verb: step.act.verb,
                device: author.device,
                index: step.index(),
            },
            before: None,
            custodian: author.office.clone(),
            opened: None,
            misdirected: BTreeSet::new(),
            openers: BTreeSet::new(),
            acknowledged: None,
            decided: None,
            dispute: None,
            decline_read: false,
            pending: None,
            unsigned: Vec::new(),
            request: None,
            proposal: None,
            unread: None,
            redirected_by: None,
            destruction: BTreeMap::new(),
            destroyed: BTreeMap::new(),
            awaits_attachments: step.brings_attachments().then(|| step.at()),
            paused: None,
            missing: step.act.outcome,
            expected: step.act.asserted_day,
            deeds: Vec::new(),
            passed: BTreeMap::new(),
            promise: None,
            moves: Vec::new(),
            watch_records: BTreeMap::new(),
            reviewed: BTreeMap::new(),
            links: Vec::new(),
            ending: None,
            followed: None,
            effect_unread: None,
            conflicts: Vec::new(),
            contradictions: Vec::new(),
            looked: BTreeMap::new(),
            wish: None,
            asked_back: None,
            unconfirmed: 0,
            history: Vec::new(),
        }
    }

    fn apply(mut self, step: &Step<'_>) -> Self {
        if step.is_unsigned() {
            self.keep_unsigned(step);
            return self;
        }
        let first = self.awaited(step.act.about).map(|pending| pending.verb);
        let waits = |it: &Self| it.waiting().any(|it| step.act.about == Some(it.first));
        let waited = waits(&self);
        let mut fits = false;
        let effect = if step.act.verb == Verb::Countersign {
            self.countersign(step)
        } else if step.act.verb == Verb::Drop {
            fits = self.is_about_the_first(step);
            self.drop_first(step)
        } else if let Verb::Course(verb) = step.act.verb {
            fits = self.may_be_done(verb, step);
            if fits {
                self.on_course(verb, step)
            } else {
                Effect::Conflict
            }
        } else if let Verb::Watch(verb) = step.act.verb {
            fits = true;
            self.watched(verb, step)
        } else {
            let row = self.fitting(step);
            fits = row.is_some();
            match row {
                Some(row) if self.needs_second(row) => self.sign_first(row, step),
                Some(row) => self.enact(row, step, &step.saying()),
                None => self.merge(step),
            }
        };
        let signed = step.act.verb == Verb::Countersign && waited && !waits(&self);
        let became = Became {
            effect,
            second_of: first.filter(|_| signed),
            fits: fits || signed,
        };
        self.contradict(became, step);
        self.record(step, became);
        self
    }

    /// The transition that the act makes here, if it binds to what stands and is the right side's.
    fn fitting(&self, step: &Step<'_>) -> Option<&'static Transition> {
        let mut rows = table::transitions(self.kind, self.state, step.act.verb);
        rows.find(|row| {
            // Whoever opens what was passed on to them answers that, and not the envelope.
            let binds = row.only == Only::PassedHere || self.binds(step);
            binds && self.is_right_side(row.by, step) && self.agrees(row.only, step)
        })
    }

    fn is_right_side(&self, by: By, step: &Step<'_>) -> bool {
        match by {
            By::Person(side) => self.is_by(step, side, Capacity::Person),
            By::Device(side) => self.is_by(step, side, Capacity::Machine),
            By::Authority => {
                let author = &step.public.author;
                author.capacity == Capacity::Person && author.office == *self.authority()
            }
            By::Either => {
                self.is_by(step, Side::Sender, Capacity::Person)
                    || self.is_by(step, Side::Receiver, Capacity::Person)
            }
            By::EitherOrWatch => step.public.author.capacity == Capacity::Person,
            By::Near(side) => {
                let author = &step.public.author;
                let near = self.office(side).organisation();
                author.capacity == Capacity::Person && author.office.organisation() == near
            }
            By::Anybody => step.public.author.capacity == Capacity::Person,
            By::Bearer => {
                let author = &step.public.author;
                let has_it = author.office == self.from || self.recipients.contains(&author.office);
                author.capacity == Capacity::Machine && has_it
            }
            By::Passed => {
                let author = &step.public.author;
                let is_there = self.passed.contains_key(&author.office);
                author.capacity == Capacity::Machine && is_there
            }
            By::Opener => {
                let author = &step.public.author;
                author.capacity == Capacity::Person && self.openers.contains(&author.office)
            }
        }
    }

    /// What the act names, and the past, as the row asks of them.
    fn agrees(&self, only: Only, step: &Step<'_>) -> bool {
        let HandoverAct {
            terms,
            about,
            sealed,
            ..
        } = step.act;
        let same_kind = terms.as_ref().is_none_or(|terms| terms.kind == self.kind);
        let same_office = terms.as_ref().is_none_or(|terms| terms.to == self.to);
        let answers = |asked: Option<&Signature>| asked.is_some_and(|it| *about == Some(it.hash));
        same_kind
            && match only {
                Only::SameOffice => same_office,
                Only::OtherOffice => !same_office && self.may_redirect(step),
                Only::Mended => {
                    let goes_on = matches!(
                        self.ending,
                        Some(Ending::CourseOpened | Ending::ReportReceived)
                    );
                    same_office && (self.state != State::Closed || goes_on)
                }
                Only::SameContent if self.is_unsigned() => false,
                Only::SameContent => {
                    let commitment = sealed.as_ref().map(|sealed| sealed.commitment);
                    same_office && commitment == self.commitment
                }
                Only::DeclineUnread => !self.decline_read,
                Only::EffectUnread => self.effect_unread.is_some(),
                Only::Unread => self.state == State::Opened || self.unread.is_some(),
                Only::AnswersRequest => answers(self.request.as_ref()),
                Only::AnswersProposal => answers(self.proposal.as_ref()),
                Only::NamesDecision => {
                    let mut decisions = self.dispute.iter().chain(&self.decided);
                    decisions.any(|(_, signature)| answers(Some(signature)))
                }
                Only::Paused => self.paused.is_some(),
                Only::Wished => self.wish.is_some(),
                Only::Promised => self.promise.is_some(),
                Only::NotThere => {
                    let to = terms.as_ref().map(|terms| &terms.to);
                    !same_office && to.is_some_and(|to| !self.passed.contains_key(to))
                }
                Only::PassedHere => {
                    let passed = self.passed.get(&step.public.author.office);
                    passed.is_some_and(|it| it.opened.is_none() && *about == Some(it.envelope))
                }
                Only::GoesOn => {
                    self.state != State::Closed || self.ending == Some(Ending::CourseOpened)
                }
            }
    }

    /// The receiver hands on inside its organisation; only a notification, which nobody may send
    /// back, is handed on by whoever got it wrongly to wherever it belongs.
    fn may_redirect(&self, step: &Step<'_>) -> bool {
        let author = &step.public.author;
        let inside =
            |office: &crate::party::OfficeId| office.organisation() == author.office.organisation();
        let to = step.act.terms.as_ref().map(|terms| &terms.to);
        author.office == self.from || self.kind == Kind::Notification || to.is_some_and(inside)
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
        match raises(verb) {
            Some(Raised::Leg) => (leg, version, attempt) == (next(stands.0), stands.1, 1),
            Some(Raised::Version) => (leg, version, attempt) == (stands.0, next(stands.1), 1),
            Some(Raised::Attempt) => {
                (leg, version, attempt) == (stands.0, stands.1, next(stands.2))
            }
            // A technical receipt answers one envelope, and so one attempt.
            None if is_technical(verb) => step.act.about == Some(self.envelope),
            // Copies of any leg and version are destroyed.
            None if verb == Verb::AttestDestruction => true,
            None => (leg, version) == (stands.0, stands.1),
        }
    }

    /// The first of two signatures. A newer one takes the place of what waits: nobody shall be
    /// held up by a signature that no second person wants to give. Only a fact or a flag gives way
    /// to what is there already.
    fn sign_first(&mut self, row: &Transition, step: &Step<'_>) -> Effect {
        let moves = if row.to == Next::Stay {
            Moves::Nothing
        } else {
            Moves::It
        };
        self.sign_one_of_two(moves, step)
    }

    /// The first signature of an act that moves `moves`.
    fn sign_one_of_two(&mut self, moves: Moves, step: &Step<'_>) -> Effect {
        if let Some(pending) = &self.pending {
            // A fact may renew itself, but it must not push out what somebody else waits for: a
            // pause would otherwise undo a redirection that only lacks its second signature.
            let waits_to_move = table::transition(self.kind, self.state, pending.verb)
                .is_some_and(|waiting| waiting.to != Next::Stay);
            let other = pending.verb != step.act.verb;
            let theirs =
                pending.signature.office.organisation() != step.public.author.office.organisation();
            if moves == Moves::Nothing && (other || theirs || waits_to_move) {
                return Effect::Conflict;
            }
        }
        self.pending = Some(Pending {
            verb: step.act.verb,
            first: step.hash,
            signature: step.signature(),
            says: step.saying(),
        });
        Effect::FirstSignature
    }

    /// Whether an act names the first signature that waits.
    fn is_about_the_first(&self, step: &Step<'_>) -> bool {
        let mut waiting = self.waiting();
        waiting.any(|pending| step.act.about == Some(pending.first))
    }

    /// A first signature that its signer takes back, or that nobody wants to second, waits no longer.
    fn drop_first(&mut self, step: &Step<'_>) -> Effect {
        let is_named = self.is_about_the_first(step);
        let by_person = step.public.author.capacity == Capacity::Person;
        if !(is_named && by_person) {
            return Effect::Fact;
        }
        let named = |pending: &mut Pending| step.act.about == Some(pending.first);
        if self.pending.take_if(named).is_some() {
            return Effect::Fact;
        }
        self.drop_unsigned(step)
    }

    /// The second of two signatures: by somebody else about the first, of the same organisation but
    /// for a pause, which the other side agrees to. Who may is for the access table, which knows
    /// roles.
    fn countersign(&mut self, step: &Step<'_>) -> Effect {
        let author = &step.public.author;
        if let Some(kept) = self.take_unsigned(step) {
            return self.sign_anew(&kept, step);
        }
        let Some(pending) = self.pending.take_if(|pending| {
            step.act.about == Some(pending.first)
                && author.person != pending.signature.person
                && author.capacity == Capacity::Person
                && (pending.verb == Verb::Pause
                    || author.office.organisation() == pending.signature.office.organisation())
        }) else {
            return Effect::Fact;
        };
        if let Verb::Course(verb) = pending.verb {
            return if self.is_for(verb, &pending.signature.office) {
                self.deed(verb, step, &pending.says)
            } else {
                Effect::Conflict
            };
        }
        match table::transition(self.kind, self.state, pending.verb) {
            Some(row) => self.enact(row, step, &pending.says),
            None => Effect::Conflict,
        }
    }

    /// Whether somebody else has to sign before an act takes effect here.
    #[must_use]
    pub fn is_signed_twice(&self, verb: Verb) -> bool {
        let row = table::transition(self.kind, self.state, verb);
        row.is_some_and(|row| self.needs_second(row))
    }

    /// Nobody shall be sent on for ever, nor back and forth.
    fn needs_second(&self, row: &Transition) -> bool {
        let goes_far = row.verb == Verb::Redirect && next(self.leg) >= LEADER_LEG;
        let comes_back = row.verb == Verb::Resubmit && next(self.resubmits) >= LEADER_RESUBMIT;
        row.two_signatures || goes_far || comes_back
    }

    /// What does not fit is kept and shown, and its office has to look at it, until it has done the
    /// same so that it fits.
    fn contradict(&mut self, became: Became, step: &Step<'_>) {
        let (office, verb) = (&step.public.author.office, step.act.verb);
        if became.effect == Effect::Conflict {
            self.conflicts.push(step.public.id);
            self.contradictions.push(Contradiction {
                office: office.clone(),
                verb,
                hash: step.hash,
                place: self.others(),
                at: step.at(),
            });
        } else if became.fits || became.effect == Effect::Moved {
            let is_done = |one: &Contradiction| one.office == *office && one.verb == verb;
            self.contradictions.retain(|one| !is_done(one));
            self.done_again(step);
        }
    }

    fn record(&mut self, step: &Step<'_>, became: Became) {
        if step.position.is_none() {
            self.unconfirmed = self.unconfirmed.saturating_add(1);
        }
        self.history.push(Event {
            act: step.public.id,
            hash: step.hash,
            verb: step.act.verb,
            second_of: became.second_of,
            author: step.public.author.clone(),
            claimed: step.public.claimed,
            position: step.position,
            effect: became.effect,
            fits: became.fits,
            state: self.state,
            to: self.to.clone(),
            envelope: self.envelope,
        });
    }
}

/// What became of an act.
#[derive(Clone, Copy)]
struct Became {
    effect: Effect,
    /// For a second signature: what it has signed.
    second_of: Option<Verb>,
    /// Whether it fitted as things stood.
    fits: bool,
}

/// What an act does once it is signed for twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moves {
    /// It moves the handover.
    It,
    /// It is a fact or a flag.
    Nothing,
}

/// Which number an envelope raises.
enum Raised {
    Leg,
    Version,
    Attempt,
}

fn raises(verb: Verb) -> Option<Raised> {
    const LEGS: &[Verb] = &[Verb::Resubmit, Verb::Redirect];
    if LEGS.contains(&verb) {
        Some(Raised::Leg)
    } else if verb == Verb::Correct {
        Some(Raised::Version)
    } else {
        (verb == Verb::Rewrap).then_some(Raised::Attempt)
    }
}

fn is_technical(verb: Verb) -> bool {
    matches!(verb, Verb::Open | Verb::Unreadable | Verb::Fetch)
}

const fn next(number: u16) -> u16 {
    number.saturating_add(1)
}
