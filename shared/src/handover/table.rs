//! The transition table of Machine A, as data.
//!
//! Everything that a handover can go through stands here and nowhere else: [`STATES`] says who
//! has the ball, what they owe and until when, [`TRANSITIONS`] what each act leads to, [`KINDS`]
//! which acts a kind knows and how it closes. The page `docs/transitions.md` is generated from it.

use crate::{
    calendar::Span,
    handover::{
        Colour, Kind,
        State::{
            self, Accepted, Acknowledged, AwaitingInformation, Closed, Declined, Deposited, Draft,
            EnteredInError, Opened, Queued, Unreadable, WithdrawalRequested, Withdrawn,
            WrongRecipient,
        },
        Verb,
    },
};

/// A side of a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The office that sends.
    Sender,
    /// The office that is to take it.
    Receiver,
}

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

/// What the office with the ball owes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Its device must reach the server; T02.
    Deposit,
    /// One of its people or devices must make this act.
    Act(Verb),
    /// A leader must sign second.
    Countersign(Verb),
    /// The course's first duty: say when the team comes.
    PlanVisit,
}

/// One state: who owes what until when.
#[derive(Clone, Copy, Debug)]
pub struct StateRow {
    /// The state.
    pub state: State,
    /// What people read.
    pub danish: &'static str,
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

/// How a handover ended. No child's matter ends without a plan, a decision or a new handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Accepted: the matter lives on as a course.
    CourseOpened,
    /// Signed for, which is all that this kind wants.
    Received,
    /// A closing report was read: treatment responsibility is back.
    ReportReceived,
    /// What was to be followed up has been reported.
    FollowedUp,
    /// The action taken on a notification was signed.
    ActionSigned,
    /// The municipality has said what happens to the child instead.
    Plan,
    /// The replacement, or the plan instead, has been named.
    Replaced,
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
    /// Whose.
    pub by: By,
    /// To where.
    pub to: Next,
    /// Whether a leader must sign second before it takes effect.
    pub two_signatures: bool,
    /// How the handover ends by it, if it does.
    pub ending: Option<Ending>,
}

/// One kind: which acts it knows and how it closes.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// Its number in the domain's table.
    pub number: &'static str,
    /// What people read.
    pub danish: &'static str,
    /// The acts that it does not know.
    pub without: &'static [Verb],
    /// The act that closes it and how it has ended then.
    pub closes: (Verb, Ending),
    /// Which side has authority responsibility for the child.
    pub authority: Side,
    /// Whether it is a child's matter, so that merely receiving it must not end it.
    pub is_matter: bool,
}

/// The states, in the order in which a handover usually meets them.
pub const STATES: &[StateRow] = &[
    state(
        Draft,
        "Kladde",
        SENDER,
        &[Duty::Act(Verb::Sign)],
        days(2, 5, 10),
    ),
    state(
        Queued,
        "I udbakke – ikke bekræftet",
        SENDER,
        &[Duty::Deposit],
        [
            Span::OfficeHours(1),
            Span::OfficeHours(4),
            Span::WorkingDays(1),
        ],
    ),
    state(
        Deposited,
        "Afsendt",
        RECEIVER,
        &[Duty::Act(Verb::Open)],
        soon(2),
    ),
    state(
        Unreadable,
        "Ulæselig",
        SENDER,
        &[Duty::Act(Verb::Rewrap)],
        soon(1),
    ),
    StateRow {
        at_most: Some(Span::CalendarHours(7 * 24)),
        ..state(
            Opened,
            "Åbnet",
            RECEIVER,
            &[Duty::Act(Verb::Acknowledge)],
            [
                Span::CalendarHours(24),
                Span::WorkingDays(3),
                Span::WorkingDays(5),
            ],
        )
    },
    state(
        Acknowledged,
        "Kvitteret",
        RECEIVER,
        &[
            Duty::Act(Verb::Accept),
            Duty::Act(Verb::Decline),
            Duty::Act(Verb::SignAction),
        ],
        days(2, 5, 10),
    ),
    state(
        AwaitingInformation,
        "Afventer oplysninger",
        SENDER,
        &[Duty::Act(Verb::Supply)],
        days(2, 5, 10),
    ),
    state(
        Accepted,
        "Accepteret",
        RECEIVER,
        &[Duty::Act(Verb::ReportFollowUp), Duty::Act(Verb::SignAction)],
        days(5, 10, 20),
    ),
    state(
        Declined,
        "Afvist – hos afsender",
        SENDER,
        &[
            Duty::Act(Verb::ReadDecline),
            Duty::Act(Verb::ClosePlan),
            Duty::Act(Verb::Resubmit),
            Duty::Act(Verb::Redirect),
        ],
        days(2, 5, 5),
    ),
    state(
        WrongRecipient,
        "Forkert modtager",
        SENDER,
        &[Duty::Act(Verb::Redirect), Duty::Act(Verb::ClosePlan)],
        soon(1),
    ),
    state(
        WithdrawalRequested,
        "Tilbagekaldelse ønsket",
        RECEIVER,
        &[
            Duty::Act(Verb::ConfirmWithdrawal),
            Duty::Act(Verb::RefuseWithdrawal),
        ],
        days(1, 2, 2),
    ),
    state(
        Withdrawn,
        "Tilbagekaldt",
        Ball::Authority,
        &[Duty::Act(Verb::RecordPlan)],
        days(5, 5, 5),
    ),
    state(
        EnteredInError,
        "Fejlsendt",
        SENDER,
        &[Duty::Act(Verb::CloseError)],
        days(1, 2, 5),
    ),
    CLOSED,
];

/// A notification's action is owed 24 hours after it was accepted: calendar time, by law.
const ACTION_CLOCK: [Span; 3] = [
    Span::CalendarHours(24),
    Span::CalendarHours(24),
    Span::CalendarHours(24),
];

/// How long the team has to name a visit date after it accepted a referral.
pub const VISIT_CLOCK: Span = Span::WorkingDays(20);

/// Every transition.
pub const TRANSITIONS: &[Transition] = &[
    step("T01", &[Draft], Verb::Sign, BY_S, Next::To(Queued)),
    step(
        "T03",
        &[Deposited, Unreadable],
        Verb::Open,
        By::Device(Side::Receiver),
        Next::To(Opened),
    ),
    step(
        "T04",
        &[Deposited],
        Verb::Unreadable,
        By::Device(Side::Receiver),
        Next::To(Unreadable),
    ),
    step(
        "T05",
        &[Unreadable],
        Verb::Rewrap,
        By::Device(Side::Sender),
        Next::To(Deposited),
    ),
    step(
        "T06",
        &[Opened],
        Verb::Acknowledge,
        BY_R,
        Next::To(Acknowledged),
    ),
    step(
        "T07",
        UNDECIDED,
        Verb::NeedInformation,
        BY_R,
        Next::To(AwaitingInformation),
    ),
    step(
        "T08",
        &[AwaitingInformation],
        Verb::Supply,
        BY_S,
        Next::Back,
    ),
    step(
        "T09",
        UNDECIDED_OR_AWAITING,
        Verb::Accept,
        BY_R,
        Next::To(Accepted),
    ),
    step(
        "T10",
        UNDECIDED_OR_AWAITING,
        Verb::Decline,
        BY_R,
        Next::To(Declined),
    ),
    step(
        "T12",
        UNDECIDED_OR_AWAITING,
        Verb::WrongRecipient,
        BY_R,
        Next::To(WrongRecipient),
    ),
    step(
        "T13",
        UNDECIDED_OR_AWAITING,
        Verb::ProposeRedirect,
        BY_R,
        Next::Stay,
    ),
    step(
        "T13",
        UNDECIDED_OR_AWAITING,
        Verb::RefuseRedirect,
        BY_S,
        Next::Stay,
    ),
    step(
        "T14",
        &[
            Opened,
            Acknowledged,
            AwaitingInformation,
            Declined,
            WrongRecipient,
        ],
        Verb::Redirect,
        By::Either,
        Next::To(Deposited),
    ),
    step(
        "T15",
        &[Declined],
        Verb::ReadDecline,
        BY_S,
        Next::To(Declined),
    ),
    Transition {
        two_signatures: true,
        ending: Some(Ending::Plan),
        ..step(
            "T16",
            &[Declined, WrongRecipient],
            Verb::ClosePlan,
            BY_S,
            Next::To(Closed),
        )
    },
    step(
        "T17",
        &[Declined],
        Verb::Resubmit,
        BY_S,
        Next::To(Deposited),
    ),
    step("T18a", &[Queued], Verb::Correct, BY_S, Next::To(Queued)),
    step(
        "T18b",
        &[Deposited, Unreadable, Opened],
        Verb::Correct,
        BY_S,
        Next::To(Deposited),
    ),
    step(
        "T18c",
        &[Acknowledged, AwaitingInformation, Accepted, Closed],
        Verb::Correct,
        BY_S,
        Next::Stay,
    ),
    step("T19", UNSIGNED, Verb::Withdraw, BY_S, Next::To(Withdrawn)),
    step(
        "T20",
        &[Acknowledged, AwaitingInformation, Accepted],
        Verb::AskWithdrawal,
        BY_S,
        Next::To(WithdrawalRequested),
    ),
    step(
        "T21",
        &[WithdrawalRequested],
        Verb::ConfirmWithdrawal,
        BY_R,
        Next::To(Withdrawn),
    ),
    step(
        "T22",
        &[WithdrawalRequested],
        Verb::RefuseWithdrawal,
        BY_R,
        Next::Back,
    ),
    Transition {
        ending: Some(Ending::Plan),
        ..step(
            "T24",
            &[Withdrawn],
            Verb::RecordPlan,
            By::Authority,
            Next::To(Closed),
        )
    },
    step(
        "T25",
        &[
            Queued,
            Deposited,
            Unreadable,
            Opened,
            Acknowledged,
            AwaitingInformation,
        ],
        Verb::EnterInError,
        BY_S,
        Next::To(EnteredInError),
    ),
    Transition {
        two_signatures: true,
        ending: Some(Ending::Replaced),
        ..step(
            "T26",
            &[EnteredInError],
            Verb::CloseError,
            BY_S,
            Next::To(Closed),
        )
    },
    step(
        "T27",
        &[WrongRecipient, EnteredInError, Withdrawn, Closed],
        Verb::AttestDestruction,
        BY_R,
        Next::Stay,
    ),
    Transition {
        two_signatures: true,
        ..step(
            "T28",
            NEITHER_DRAFT_NOR_CLOSED,
            Verb::CarryOutside,
            By::Either,
            Next::Stay,
        )
    },
    Transition {
        ending: Some(Ending::FollowedUp),
        ..step(
            "T30",
            &[Acknowledged, Accepted],
            Verb::ReportFollowUp,
            BY_R,
            Next::To(Closed),
        )
    },
    Transition {
        ending: Some(Ending::ActionSigned),
        ..step(
            "T30",
            &[Acknowledged, Accepted],
            Verb::SignAction,
            BY_R,
            Next::To(Closed),
        )
    },
    Transition {
        two_signatures: true,
        ..step(
            "T44",
            NEITHER_DRAFT_NOR_CLOSED,
            Verb::Pause,
            By::Either,
            Next::Stay,
        )
    },
    Transition {
        two_signatures: true,
        ..step(
            "T44",
            NEITHER_DRAFT_NOR_CLOSED,
            Verb::Resume,
            By::Either,
            Next::Stay,
        )
    },
    step("T46", &[Closed], Verb::Reopen, By::Either, Next::Stay),
];

/// Every kind.
pub const KINDS: &[KindRow] = &[
    KindRow {
        kind: Kind::Notification,
        number: "H0",
        danish: "Underretning",
        without: &[
            Verb::Decline,
            Verb::ReadDecline,
            Verb::Resubmit,
            Verb::ReportFollowUp,
        ],
        closes: (Verb::SignAction, Ending::ActionSigned),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::Referral,
        number: "H1",
        danish: "Henvisning",
        without: &[Verb::ReportFollowUp, Verb::SignAction],
        closes: (Verb::Accept, Ending::CourseOpened),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::CaseInformation,
        number: "H2",
        danish: "Sagsoplysninger",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::Received),
        authority: Side::Sender,
        is_matter: false,
    },
    KindRow {
        kind: Kind::ClosingReport,
        number: "H3",
        danish: "Afsluttende rapport",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::ReportReceived),
        authority: Side::Receiver,
        is_matter: true,
    },
    KindRow {
        kind: Kind::FollowUp,
        number: "H4",
        danish: "Opfølgning",
        without: &[Verb::SignAction],
        closes: (Verb::ReportFollowUp, Ending::FollowedUp),
        authority: Side::Sender,
        is_matter: true,
    },
    KindRow {
        kind: Kind::InterimReport,
        number: "H5",
        danish: "Delrapport",
        without: RECEIVED_ONLY,
        closes: (Verb::Acknowledge, Ending::Received),
        authority: Side::Receiver,
        is_matter: false,
    },
    MESSAGE,
];

/// The row of a state.
#[must_use]
pub fn state_row(state: State) -> &'static StateRow {
    // Every state has a row; a test holds the table to it.
    STATES
        .iter()
        .find(|row| row.state == state)
        .unwrap_or(&CLOSED)
}

/// The row of a kind.
#[must_use]
pub fn kind_row(kind: Kind) -> &'static KindRow {
    // Every kind has a row; a test holds the table to it.
    KINDS
        .iter()
        .find(|row| row.kind == kind)
        .unwrap_or(&MESSAGE)
}

/// The transition that an act makes from a state, if the kind knows it there.
#[must_use]
pub fn transition(kind: Kind, state: State, verb: Verb) -> Option<&'static Transition> {
    if kind_row(kind).without.contains(&verb) {
        return None;
    }
    TRANSITIONS
        .iter()
        .find(|row| row.verb == verb && row.from.contains(&state))
}

/// What the owner of a state may owe for this kind: only acts that the kind knows there.
pub fn duties(kind: Kind, state: State) -> impl Iterator<Item = Duty> {
    state_row(state)
        .duties
        .iter()
        .copied()
        .filter(move |duty| match duty {
            Duty::Act(verb) => transition(kind, state, *verb).is_some(),
            Duty::Deposit | Duty::Countersign(_) | Duty::PlanVisit => true,
        })
}

/// How long the owner of a state has.
#[must_use]
pub fn clock(kind: Kind, state: State, colour: Colour) -> Option<Span> {
    let spans = match (kind, state) {
        (Kind::Notification, Accepted) => Some(ACTION_CLOCK),
        _ => state_row(state).clock,
    };
    let [red, yellow, green] = spans?;
    Some(match colour {
        Colour::Red => red,
        Colour::Yellow => yellow,
        Colour::Green => green,
    })
}

const SENDER: Ball = Ball::With(Side::Sender);
const RECEIVER: Ball = Ball::With(Side::Receiver);
const BY_S: By = By::Person(Side::Sender);
const BY_R: By = By::Person(Side::Receiver);
const UNSIGNED: &[State] = &[Queued, Deposited, Unreadable, Opened];
const UNDECIDED: &[State] = &[Opened, Acknowledged];
const UNDECIDED_OR_AWAITING: &[State] = &[Opened, Acknowledged, AwaitingInformation];
const NEITHER_DRAFT_NOR_CLOSED: &[State] = &[
    Queued,
    Deposited,
    Unreadable,
    Opened,
    Acknowledged,
    AwaitingInformation,
    Accepted,
    Declined,
    WrongRecipient,
    WithdrawalRequested,
    Withdrawn,
    EnteredInError,
];
const RECEIVED_ONLY: &[Verb] = &[
    Verb::Accept,
    Verb::Decline,
    Verb::ReadDecline,
    Verb::Resubmit,
    Verb::ReportFollowUp,
    Verb::SignAction,
];
const CLOSED: StateRow = StateRow {
    state: Closed,
    danish: "Lukket",
    ball: Ball::Nobody,
    duties: &[],
    clock: None,
    at_most: None,
};
const MESSAGE: KindRow = KindRow {
    kind: Kind::Message,
    number: "M",
    danish: "Besked",
    without: RECEIVED_ONLY,
    closes: (Verb::Acknowledge, Ending::Received),
    authority: Side::Sender,
    is_matter: false,
};

const fn state(
    state: State,
    danish: &'static str,
    ball: Ball,
    duties: &'static [Duty],
    clock: [Span; 3],
) -> StateRow {
    StateRow {
        state,
        danish,
        ball,
        duties,
        clock: Some(clock),
        at_most: None,
    }
}

const fn step(
    number: &'static str,
    from: &'static [State],
    verb: Verb,
    by: By,
    to: Next,
) -> Transition {
    Transition {
        number,
        from,
        verb,
        by,
        to,
        two_signatures: false,
        ending: None,
    }
}

const fn days(red: u16, yellow: u16, green: u16) -> [Span; 3] {
    [
        Span::WorkingDays(red),
        Span::WorkingDays(yellow),
        Span::WorkingDays(green),
    ]
}

/// Four office hours for red, one working day for yellow, `green` working days for green.
const fn soon(green: u16) -> [Span; 3] {
    [
        Span::OfficeHours(4),
        Span::WorkingDays(1),
        Span::WorkingDays(green),
    ]
}
