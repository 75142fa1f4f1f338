//! The states: who has the ball, what they owe and until when.

use crate::{
    calendar::Span,
    handover::table::{Ball, StateRow},
    words::{
        Duty, Side,
        State::{
            self, Accepted, Acknowledged, AwaitingInformation, Closed, Declined, Deposited, Draft,
            EnteredInError, Held, Opened, Queued, Unreadable, WithdrawalRequested, Withdrawn,
            WrongRecipient,
        },
        Verb,
    },
};

/// The states, in the order in which a handover usually meets them.
pub const STATES: &[StateRow] = &[
    state(Draft, SENDER, &[Duty::Act(Verb::Sign)], days(2, 5, 10)),
    state(Queued, SENDER, &[Duty::Deposit], ON_ITS_WAY),
    state(Held, SENDER, &[Duty::Reach], ON_ITS_WAY),
    state(Deposited, RECEIVER, &[Duty::Receipt], soon(2)),
    state(
        Unreadable,
        SENDER,
        &[Duty::Act(Verb::Rewrap), Duty::Act(Verb::Correct)],
        soon(1),
    ),
    StateRow {
        at_most: Some(Span::CalendarHours(7 * 24)),
        ..state(
            Opened,
            RECEIVER,
            &[Duty::Receipt],
            [
                Span::CalendarHours(24),
                Span::WorkingDays(3),
                Span::WorkingDays(5),
            ],
        )
    },
    state(
        Acknowledged,
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
        SENDER,
        &[Duty::Act(Verb::Supply)],
        days(2, 5, 10),
    ),
    state(
        Accepted,
        RECEIVER,
        &[Duty::Act(Verb::ReportFollowUp), Duty::Act(Verb::SignAction)],
        days(5, 10, 20),
    ),
    state(
        Declined,
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
        SENDER,
        &[Duty::Act(Verb::Redirect), Duty::Act(Verb::ClosePlan)],
        soon(1),
    ),
    state(
        WithdrawalRequested,
        RECEIVER,
        &[
            Duty::Act(Verb::ConfirmWithdrawal),
            Duty::Act(Verb::RefuseWithdrawal),
        ],
        days(1, 2, 2),
    ),
    state(
        Withdrawn,
        Ball::Authority,
        &[Duty::Act(Verb::RecordPlan)],
        days(5, 5, 5),
    ),
    state(
        EnteredInError,
        SENDER,
        &[Duty::Act(Verb::CloseError)],
        days(1, 2, 5),
    ),
    CLOSED,
];

pub(super) const CLOSED: StateRow = StateRow {
    state: Closed,
    ball: Ball::Nobody,
    duties: &[],
    clock: None,
    at_most: None,
};
/// How long something may be on its way to where its receiver could read it.
const ON_ITS_WAY: [Span; 3] = [
    Span::OfficeHours(1),
    Span::OfficeHours(4),
    Span::WorkingDays(1),
];
const SENDER: Ball = Ball::With(Side::Sender);
const RECEIVER: Ball = Ball::With(Side::Receiver);
const fn state(state: State, ball: Ball, duties: &'static [Duty], clock: [Span; 3]) -> StateRow {
    StateRow {
        state,
        ball,
        duties,
        clock: Some(clock),
        at_most: None,
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
