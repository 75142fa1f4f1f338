//! Who owes what until when: derived from a handover and the calendar, never stored as truth.
//!
//! Overdue is computed from now by whoever looks; nothing here is an act or a timer.

pub mod course;
mod list;
mod review;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{
    calendar::{Calendar, nearest_date},
    course::Course,
    handover::{
        Concern, Contradiction, Handover, Pending, Promise, Signature,
        table::{self, Ball, Next},
    },
    id::HandoverId,
    party::{
        OfficeId,
        directory::{Directory, ReviewRound},
    },
    policy::{ClockName, Policy},
    time::Timestamp,
    words::{Colour, Duty, Ending, Kind, Side, State, Verb},
};

/// How often a device wraps an envelope anew by itself; after that a person has to send a mended
/// one.
pub const REWRAPS_MAX: u16 = 3;

/// One thing that one office owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// About which handover.
    pub handover: HandoverId,
    /// Who owes it.
    pub owner: OfficeId,
    /// What: the usual next act.
    pub duty: Duty,
    /// How urgent it is.
    pub colour: Colour,
    /// Since when: its clock began then.
    pub since: Timestamp,
    /// When its clock runs out: from then on it is overdue.
    pub due: Timestamp,
}

impl Obligation {
    /// Whether it should have been met before now.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due < now
    }

    /// Whether it is told further by hand: it is late, or red.
    #[must_use]
    pub fn presses(&self, now: Timestamp) -> bool {
        self.is_overdue(now) || self.colour == Colour::Red
    }

    /// Whether an office is asked to meet it: its owner, and of what leaders sign every office of
    /// the organisation.
    #[must_use]
    pub fn is_asked_of(&self, office: &OfficeId) -> bool {
        let is_second = matches!(self.duty, Duty::Countersign(_) | Duty::Age);
        let is_near = office.organisation() == self.owner.organisation();
        *office == self.owner || (is_second && is_near)
    }
}

impl From<&Obligation> for Concern {
    fn from(owed: &Obligation) -> Self {
        Self {
            owner: owed.owner.clone(),
            duty: owed.duty,
            since: owed.since,
        }
    }
}

/// What deadlines are computed by: each office's calendar, and the policy.
pub trait Rules {
    /// The calendar in which `office`'s clocks run: its zone and holidays.
    fn calendar(&self, office: &OfficeId) -> Calendar;

    /// The policy for clocks that start at that instant.
    fn policy(&self, start: Timestamp) -> &Policy;

    /// The newest review round, if there was one.
    fn review_round(&self) -> Option<&ReviewRound> {
        None
    }
}

impl Rules for Directory {
    fn calendar(&self, office: &OfficeId) -> Calendar {
        self.calendar_of(office)
    }

    fn policy(&self, start: Timestamp) -> &Policy {
        self.policy_at(start)
    }

    fn review_round(&self) -> Option<&ReviewRound> {
        Self::review_round(self)
    }
}

/// Everything that is owed about a handover: one obligation for its state, one by the law and by
/// its age, and one for each matter that waits beside it.
#[must_use]
pub fn obligations(handover: &Handover, rules: &impl Rules) -> Vec<Obligation> {
    let mut owed: Vec<Obligation> = of_state(handover, rules).into_iter().collect();
    if let Some(by_law) = legal(handover, rules) {
        // One thing is missing once: by the earlier of the two clocks.
        owed.retain(|one| one.duty != by_law.duty);
        owed.push(by_law);
    }
    owed.extend(age(handover, rules));
    owed.extend(promised(handover, rules));
    owed.extend(
        beside(handover)
            .into_iter()
            .filter_map(|matter| of_matter(handover, &matter, rules)),
    );
    owed
}

/// Everything that is owed about a handover and about the course that it has opened: what lists
/// and the watch go by. `course` is the handover's own.
#[must_use]
pub fn all(handover: &Handover, course: Option<&Course>, rules: &impl Rules) -> Vec<Obligation> {
    let mut owed = obligations(handover, rules);
    if let Some(course) = course {
        owed.extend(course::obligations(course, rules));
        owed.extend(review::owed(handover, course, rules));
    }
    let of_course = course.into_iter().flat_map(|course| &course.contradictions);
    owed.extend(looks(handover, of_course, rules));
    owed
}

/// What did not hold is looked at by its author's office: once, since the oldest of it.
fn looks<'a>(
    handover: &'a Handover,
    of_course: impl Iterator<Item = &'a Contradiction>,
    rules: &impl Rules,
) -> Vec<Obligation> {
    let mut oldest: BTreeMap<&OfficeId, Timestamp> = BTreeMap::new();
    for one in handover.contradictions.iter().chain(of_course) {
        let since = oldest.entry(&one.office).or_insert(one.at);
        *since = (*since).min(one.at);
    }
    let owed = oldest.into_iter().map(|(office, since)| {
        let clock = rules.policy(since).clock(ClockName::Look);
        Obligation {
            handover: handover.id,
            owner: office.clone(),
            duty: Duty::Act(Verb::Look),
            colour: handover.colour,
            since,
            due: clock.end(handover.colour, &rules.calendar(office), since),
        }
    });
    owed.collect()
}

/// The office that has the ball: it owes the next act. `None` once the handover is closed.
#[must_use]
pub fn owner(handover: &Handover) -> Option<&OfficeId> {
    match table::state_row(handover.state).ball {
        Ball::With(Side::Receiver) => Some(seeing_through(handover).unwrap_or(&handover.to)),
        Ball::With(Side::Sender) => Some(&handover.from),
        Ball::Authority => Some(handover.authority()),
        Ball::Nobody => None,
    }
}

/// What the handover's owner owes next.
#[must_use]
pub fn duty(handover: &Handover) -> Option<Duty> {
    if handover.is_unsigned() {
        return Some(Duty::Countersign(Verb::Sign));
    }
    if let Some(pending) = &handover.pending
        && pending_beside(handover).is_none()
    {
        return Some(Duty::Countersign(pending.verb));
    }
    if seeing_through(handover).is_some() {
        return Some(Duty::SeeThrough);
    }
    let mut duties = table::duties(handover.kind, handover.state)
        .filter(|duty| !(handover.decline_read && is(*duty, Verb::ReadDecline)))
        .filter(|duty| !(handover.attempt > REWRAPS_MAX && is(*duty, Verb::Rewrap)));
    duties.next()
}

/// The office that got a notification wrongly and has handed it on keeps the ball until the
/// right one has signed.
fn seeing_through(handover: &Handover) -> Option<&OfficeId> {
    let waits = handover.state.is_unacknowledged() && handover.kind == Kind::Notification;
    handover.redirected_by.as_ref().filter(|_| waits)
}

/// Since when attachments have not come, while they are still wanted (*Bilag mangler*).
///
/// It is the sender's to see that they do, once the receiver has the text: until then the receiver's
/// own clock runs, and files that are whole at the server are nobody's to send.
#[must_use]
pub fn attachments_missing(handover: &Handover) -> Option<Timestamp> {
    let taken_back = matches!(
        handover.state,
        State::Withdrawn | State::EnteredInError | State::WrongRecipient
    );
    let ended = matches!(handover.ending, Some(Ending::Plan | Ending::Replaced));
    let has_text = handover.opened.is_some() && handover.unread.is_none();
    handover
        .awaits_attachments
        .filter(|_| !taken_back && !ended && has_text && is_sent(handover))
}

/// Whether its receiver could have it.
const fn is_sent(handover: &Handover) -> bool {
    !matches!(handover.state, State::Draft | State::Queued | State::Held)
}

/// Whose clock a second signature has that waits beside the state: that of a decline which waits
/// for its reader, and of a course's second signature.
const COUNTERSIGNED: State = State::Declined;

/// A matter beside the state.
struct Matter<'a> {
    owner: &'a OfficeId,
    duty: Duty,
    since: Timestamp,
    /// The state whose clock it has.
    clock: State,
}

/// What waits beside the state and takes the ball from nobody.
fn beside(handover: &Handover) -> Vec<Matter<'_>> {
    // Each ends by the fold's rule for what it looks at, not by the clock: what is answered, taken
    // back or overtaken is no longer there to be looked at, and so no longer owed.
    let mut matters = Vec::new();
    let mut owe = |owner, duty, since, clock| {
        matters.push(Matter {
            owner,
            duty,
            since,
            clock,
        });
    };
    if seeing_through(handover).is_some() {
        owe(&handover.to, Duty::Receipt, handover.sent, handover.state);
    }
    // That of a course is the course's.
    if let Some(pending) = pending_beside(handover).filter(|it| !it.verb.is_of_course()) {
        let Signature { office, at, .. } = &pending.signature;
        let duty = Duty::Countersign(pending.verb);
        // A pause is agreed to by the other side, as long as it reads what it agrees to.
        let mut sides = handover.reading_sides().filter(|side| *side != office);
        let other = sides.next().filter(|_| pending.verb == Verb::Pause);
        let second = other.unwrap_or(office);
        // The same whatever else happens meanwhile.
        owe(second, duty, *at, COUNTERSIGNED);
    }
    for (office, verb, since) in unsigned(handover) {
        owe(office, Duty::Countersign(verb), since, COUNTERSIGNED);
    }
    if let Some(since) = handover.unread {
        owe(&handover.to, Duty::ReadVersion, since, State::Opened);
    }
    if let Some(since) = attachments_missing(handover) {
        let duty = Duty::SendAttachments;
        owe(&handover.from, duty, since, State::Deposited);
    }
    if let Some(proposal) = &handover.proposal {
        let duty = Duty::Act(Verb::RefuseRedirect);
        owe(
            &handover.from,
            duty,
            proposal.at,
            State::AwaitingInformation,
        );
    }
    if let Some(request) = &handover.request
        && handover.state == State::Closed
    {
        let duty = Duty::Act(Verb::Supply);
        owe(&handover.from, duty, request.at, State::AwaitingInformation);
    }
    if let Some(wish) = &handover.wish {
        let duty = Duty::Act(Verb::ConfirmWithdrawal);
        owe(&handover.to, duty, wish.at, State::WithdrawalRequested);
    }
    if let Some(since) = handover.effect_unread {
        let duty = Duty::Act(Verb::ReadDecline);
        owe(&handover.from, duty, since, State::Declined);
    }
    if let Some((_, second)) = &handover.dispute {
        let duty = Duty::Act(Verb::Settle);
        owe(&handover.to, duty, second.at, State::Acknowledged);
    }
    for (office, since) in &handover.destruction {
        let duty = Duty::Act(Verb::AttestDestruction);
        owe(office, duty, *since, State::Withdrawn);
    }
    matters
}

/// What leaders have to sign anew, beside the envelope that stands: of each office and act the oldest.
fn unsigned(handover: &Handover) -> Vec<(&OfficeId, Verb, Timestamp)> {
    let mut oldest: Vec<(&OfficeId, Verb, Timestamp)> = Vec::new();
    let sent = handover.is_unsigned().then_some(handover.envelope);
    let waiting = handover.unsigned.iter().map(|it| &it.first);
    for one in waiting.filter(|it| Some(it.first) != sent) {
        let of_it = (&one.signature.office, one.verb);
        if !oldest.iter().any(|it| (it.0, it.1) == of_it) {
            oldest.push((of_it.0, of_it.1, one.signature.at));
        }
    }
    oldest
}

fn of_matter(handover: &Handover, matter: &Matter<'_>, rules: &impl Rules) -> Option<Obligation> {
    let clock = (matter.clock, matter.owner);
    let due = if matter.duty == Duty::Receipt {
        receipt_due(handover, matter.since, rules)?
    } else {
        end_of_clock((handover, clock), rules, matter.since)?
    };
    Some(Obligation {
        handover: handover.id,
        owner: matter.owner.clone(),
        duty: matter.duty,
        colour: handover.colour,
        since: matter.since,
        due,
    })
}

fn of_state(handover: &Handover, rules: &impl Rules) -> Option<Obligation> {
    let owner = owner(handover)?.clone();
    let duty = duty(handover)?;
    let (since, due) = if matches!(duty, Duty::Receipt | Duty::SeeThrough) {
        let sent = handover.sent;
        (sent, receipt_due(handover, sent, rules)?)
    } else {
        let clock = (handover.state, &owner);
        let since = handover.since;
        let usual = end_of_clock((handover, clock), rules, since)?;
        (
            since,
            asked_for(handover, (&owner, since), rules).map_or(usual, |asked| usual.min(asked)),
        )
    };
    Some(Obligation {
        handover: handover.id,
        owner,
        duty,
        colour: handover.colour,
        since,
        due,
    })
}

/// Until when somebody has to sign for what was deposited at `sent`, or had to.
///
/// What nobody opens is due by the clock of what was deposited. A device that opens it in time shows
/// that the office is reached, and gives its people the longer clock, from the same deposit: no
/// machine makes anything less late. After a question has been answered, and in that case only,
/// there is the shortest fair time again. The law's week runs from the leg's first envelope.
#[must_use]
pub fn receipt_due(handover: &Handover, sent: Timestamp, rules: &impl Rules) -> Option<Timestamp> {
    let (kind, colour) = (handover.kind, handover.colour);
    let calendar = rules.calendar(&handover.to);
    let policy = rules.policy(sent);
    let unopened = policy.of_state(kind, State::Deposited)?;
    let unopened = unopened.end(colour, &calendar, sent);
    let opened = policy.of_state(kind, State::Opened)?;
    let usual = calendar.end_of(opened.span(colour), sent);
    let in_time = |at: Timestamp| at <= unopened && at <= usual;
    let mut due = match handover.opened {
        Some(at) if in_time(at) => usual,
        Some(_) | None => unopened,
    };
    if handover.state == State::Opened && handover.entered.verb != Verb::Open {
        due = due.max(fair(handover, (&handover.to, handover.since), rules));
    }
    let bound = opened.at_most.map(|bound| {
        let first = handover.leg_sent.min(sent);
        calendar.end_of(bound, first)
    });
    Some(bound.map_or(due, |bound| due.min(bound)))
}

/// By when the sender asks that its receiver has done what it wants, if that is set: not before the
/// receiver has had the shortest fair time.
fn asked_for(
    handover: &Handover,
    (owner, since): (&OfficeId, Timestamp),
    rules: &impl Rules,
) -> Option<Timestamp> {
    let asked = handover.deadline.filter(|_| *owner == handover.to)?;
    Some(asked.max(fair(handover, (owner, since), rules)))
}

/// The shortest time that an office has which learns at `since` that something is owed.
fn fair(
    handover: &Handover,
    (office, since): (&OfficeId, Timestamp),
    rules: &impl Rules,
) -> Timestamp {
    let clock = rules.policy(since).clock(ClockName::Fair);
    clock.end(handover.colour, &rules.calendar(office), since)
}

/// On a notification somebody acts within a day of the calendar from its first deposit, by law: in
/// every state, whoever has it, and no question, version or new leg begins that day anew.
fn legal(handover: &Handover, rules: &impl Rules) -> Option<Obligation> {
    let waits = !matches!(handover.state, State::Draft | State::Queued);
    let owner = owner(handover).filter(|_| waits && handover.kind == Kind::Notification)?;
    let since = handover.first_sent;
    let clock = rules
        .policy(since)
        .of_state(handover.kind, State::Accepted)?;
    Some(Obligation {
        handover: handover.id,
        owner: owner.clone(),
        duty: Duty::Act(Verb::SignAction),
        colour: handover.colour,
        since,
        due: clock.end(handover.colour, &rules.calendar(owner), since),
    })
}

/// A referral that is not decided is looked at by a leader of its sender after some weeks, over
/// legs and versions: each of them has a clock, and none of them is ever late in a matter that goes
/// back and forth.
fn age(handover: &Handover, rules: &impl Rules) -> Option<Obligation> {
    let waits = !matches!(
        handover.state,
        State::Draft | State::Queued | State::Closed | State::EnteredInError
    );
    if !waits || handover.kind != Kind::Referral {
        return None;
    }
    let since = handover.waits_since;
    let clock = rules.policy(since).clock(ClockName::Age);
    Some(Obligation {
        handover: handover.id,
        owner: handover.from.clone(),
        duty: Duty::Age,
        colour: handover.colour,
        since,
        due: clock.end(handover.colour, &rules.calendar(&handover.from), since),
    })
}

/// A plan by which a matter was ended names a day: until then whoever answers for the child tells
/// what became of it.
fn promised(handover: &Handover, rules: &impl Rules) -> Option<Obligation> {
    let Promise { day, since } = handover.promise?;
    let owner = handover.authority();
    let calendar = rules.calendar(owner);
    let fair = fair(handover, (owner, since), rules);
    Some(Obligation {
        handover: handover.id,
        owner: owner.clone(),
        duty: Duty::Act(Verb::ReportPlan),
        colour: handover.colour,
        since,
        due: calendar.close_of(nearest_date(day)).max(fair),
    })
}

/// A first signature that takes the ball from nobody: of a mere fact or flag (carried outside,
/// paused), or of a redirection by the side that has not the ball.
fn pending_beside(handover: &Handover) -> Option<&Pending> {
    handover.pending.as_ref().filter(|pending| {
        table::transition(handover.kind, handover.state, pending.verb)
            .is_none_or(|row| row.to == Next::Stay || !is_owners(handover, pending))
    })
}

/// Whether the first signer's office has the ball.
fn is_owners(handover: &Handover, pending: &Pending) -> bool {
    owner(handover) == Some(&pending.signature.office)
}

fn end_of_clock(
    (handover, (state, owner)): (&Handover, (State, &OfficeId)),
    rules: &impl Rules,
    since: Timestamp,
) -> Option<Timestamp> {
    let clock = rules.policy(since).of_state(handover.kind, state)?;
    Some(clock.end(handover.colour, &rules.calendar(owner), since))
}

fn is(duty: Duty, verb: Verb) -> bool {
    duty == Duty::Act(verb)
}
