//! The transition table of Machine A, as data.
//!
//! Everything that a handover can go through stands here and nowhere else: [`STATES`] says who
//! has the ball, what they owe and until when, [`TRANSITIONS`] what each act leads to, [`KINDS`]
//! which acts a kind knows and how it closes. The page `docs/transitions.md` is generated from it.

pub mod course;
mod kinds;
mod states;
mod transitions;

pub use self::{
    kinds::KINDS,
    states::STATES,
    transitions::{TRANSITIONS, UNDECIDED},
};

use crate::{
    calendar::Span,
    words::{Colour, Duty, Ending, Kind, Side, State, Verb},
};

/// Who has the ball in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ball {
    /// One side's office.
    With(Side),
    /// The office with authority responsibility for the child.
    Authority,
    /// Nobody: the handover is closed.
    Nobody,
}

/// One state: who owes what until when.
#[derive(Clone, Copy, Debug)]
pub struct StateRow {
    /// The state.
    pub state: State,
    /// Who has the ball.
    pub ball: Ball,
    /// What moves it on, the usual act first.
    pub duties: &'static [Duty],
    /// How long the owner has, for red, yellow and green.
    pub clock: Option<[Span; 3]>,
    /// A legal bound that no colour or holiday extends.
    pub at_most: Option<Span>,
}

/// Who makes an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person of one side's office.
    Person(Side),
    /// A device of one side's office, by itself.
    Device(Side),
    /// A person of the office with authority responsibility.
    Authority,
    /// A person of either office.
    Either,
    /// A person of either office, or an administrator. Who is one, only the access table knows,
    /// and nobody else comes so far.
    EitherOrWatch,
    /// A person of any office that has opened it.
    Opener,
    /// A person of any office of one side's organisation.
    Near(Side),
    /// A person of any office whose act does not hold. Which these are, the access table asks.
    Anybody,
    /// A device, by itself, of an office that sends it or was to take it.
    Bearer,
    /// A device, by itself, of an office that it was passed on to.
    Passed,
}

/// Where an act leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To a state.
    To(State),
    /// Back to the state before the interruption.
    Back,
    /// Nowhere: the act is a fact, a flag or a proposal.
    Stay,
}

/// One transition.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    /// Its number in the domain's table.
    pub number: &'static str,
    /// From which states.
    pub from: &'static [State],
    /// By which act.
    pub verb: Verb,
    /// Whose act it has to be, and made by a person or a device.
    pub by: By,
    /// The state that it leads to, if it moves the handover.
    pub to: Next,
    /// Whether a leader must sign second before it takes effect.
    pub two_signatures: bool,
    /// How the handover ends by it, if it does.
    pub ending: Option<Ending>,
    /// What else has to hold.
    pub only: Only,
    /// Which kinds it is for.
    pub kinds: &'static [Kind],
    /// Whether two who do it at the same time mean the same. What carries another question, plan
    /// or envelope does not.
    pub twice: bool,
}

/// What else has to hold for a transition: what the act names, and the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// What it names stays with the same office.
    SameOffice,
    /// It goes to another office, and its author may send it there.
    OtherOffice,
    /// The same office gets a new version. Only a referral that has opened a course, and a closing
    /// report, are corrected after they were closed.
    Mended,
    /// The same office gets the same content.
    SameContent,
    /// The decline has not been read.
    DeclineUnread,
    /// What was reported on the follow-up has not been read.
    EffectUnread,
    /// There is something to read: once somebody has signed for it, only a new version.
    Unread,
    /// It answers the question that was asked.
    AnswersRequest,
    /// It answers the office that was proposed.
    AnswersProposal,
    /// It names one of two decisions that crossed.
    NamesDecision,
    /// Notices are silenced.
    Paused,
    /// A withdrawal has crossed what ended it.
    Wished,
    /// It has ended by a plan that names a day.
    Promised,
    /// It goes to an office that has not got it.
    NotThere,
    /// It answers what was passed on to its author's office.
    PassedHere,
    /// It is not closed, or the course that it has opened goes on.
    GoesOn,
}

/// One kind: which acts it knows and how it closes.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// Its number in the domain's table.
    pub number: &'static str,
    /// The acts that it does not know.
    pub without: &'static [Verb],
    /// The act that closes it and how it has ended then.
    pub closes: (Verb, Ending),
    /// Which side has authority responsibility for the child.
    pub authority: Side,
    /// Whether it is a child's matter, so that merely receiving it must not end it.
    pub is_matter: bool,
}

/// A notification's action is owed 24 hours after it was accepted: calendar time, by law.
pub(crate) const ACTION_CLOCK: [Span; 3] = [
    Span::CalendarHours(24),
    Span::CalendarHours(24),
    Span::CalendarHours(24),
];

/// How long the team has to name a visit date after it accepted a referral.
pub const VISIT_CLOCK: Span = Span::WorkingDays(20);

/// The row of a state.
#[must_use]
pub fn state_row(state: State) -> &'static StateRow {
    // Every state has a row; a test holds the table to it.
    STATES
        .iter()
        .find(|row| row.state == state)
        .unwrap_or(&states::CLOSED)
}

/// The row of a kind.
#[must_use]
pub fn kind_row(kind: Kind) -> &'static KindRow {
    // Every kind has a row; a test holds the table to it.
    KINDS
        .iter()
        .find(|row| row.kind == kind)
        .unwrap_or(&kinds::MESSAGE)
}

/// The transition that an act usually makes from a state, if the kind knows it there.
#[must_use]
pub fn transition(kind: Kind, state: State, verb: Verb) -> Option<&'static Transition> {
    transitions(kind, state, verb).next()
}

/// The transitions that an act can make from a state, the usual one first.
pub fn transitions(
    kind: Kind,
    state: State,
    verb: Verb,
) -> impl Iterator<Item = &'static Transition> {
    let is_known = !kind_row(kind).without.contains(&verb);
    let rows = TRANSITIONS.iter().filter(move |_| is_known);
    rows.filter(move |row| {
        row.verb == verb && row.from.contains(&state) && row.kinds.contains(&kind)
    })
}

/// Whether an act is a fact, a flag or a proposal wherever it fits: it moves nothing.
#[must_use]
pub fn is_fact_by_nature(verb: Verb) -> bool {
    let mut rows = TRANSITIONS.iter().filter(|row| row.verb == verb);
    matches!(verb, Verb::Countersign | Verb::Drop) || rows.all(|row| row.to == Next::Stay)
}

/// What the owner of a state may owe for this kind: only acts that the kind knows there.
pub fn duties(kind: Kind, state: State) -> impl Iterator<Item = Duty> {
    state_row(state)
        .duties
        .iter()
        .copied()
        .filter(move |duty| match duty {
            Duty::Act(verb) => transition(kind, state, *verb).is_some(),
            Duty::Deposit
            | Duty::Countersign(_)
            | Duty::Send(_)
            | Duty::Receipt
            | Duty::Age
            | Duty::ReadVersion
            | Duty::SendAttachments
            | Duty::SeeThrough
            | Duty::Reach => true,
        })
}

/// How long the owner of a state has.
#[must_use]
pub fn clock(kind: Kind, state: State, colour: Colour) -> Option<Span> {
    let spans = match (kind, state) {
        (Kind::Notification, State::Accepted) => Some(ACTION_CLOCK),
        _ => state_row(state).clock,
    };
    let [red, yellow, green] = spans?;
    Some(match colour {
        Colour::Red => red,
        Colour::Yellow => yellow,
        Colour::Green => green,
    })
}
