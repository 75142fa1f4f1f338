//! The transitions: what each act leads to.

use crate::{
    handover::table::{By, Next, Only, Transition},
    words::{
        Ending, Kind, Side,
        State::{
            self, Accepted, Acknowledged, AwaitingInformation, Closed, Declined, Deposited, Draft,
            EnteredInError, Held, Opened, Queued, Unreadable, WithdrawalRequested, Withdrawn,
            WrongRecipient,
        },
        Verb,
    },
};

/// Every transition.
pub const TRANSITIONS: &[Transition] = &[
    step("T01", &[Draft], Verb::Sign, BY_S, Next::To(Queued)),
    step(
        "R2",
        ANY_BUT_DRAFT,
        Verb::Fetch,
        By::Device(Side::Receiver),
        Next::Stay,
    ),
    step(
        "T03",
        &[Deposited, Unreadable],
        Verb::Open,
        By::Device(Side::Receiver),
        Next::To(Opened),
    ),
    step("T03b", ANY_BUT_DRAFT, Verb::Open, By::Passed, Next::Stay)
        .only(Only::PassedHere)
        .of(FILE),
    step(
        "T04",
        &[Deposited],
        Verb::Unreadable,
        By::Device(Side::Receiver),
        Next::To(Unreadable),
    ),
    step(
        "T05",
        &[Unreadable, Held],
        Verb::Rewrap,
        By::Device(Side::Sender),
        Next::To(Deposited),
    )
    .only(Only::SameContent),
    step(
        "T06",
        &[Opened],
        Verb::Acknowledge,
        BY_R,
        Next::To(Acknowledged),
    )
    .only(Only::Unread),
    // A question about what is merely received does not keep anybody from signing for it.
    step(
        "T06b",
        &[AwaitingInformation],
        Verb::Acknowledge,
        BY_R,
        Next::To(Acknowledged),
    )
    .of(RECEIVED),
    step(
        "T07",
        &[Opened, Acknowledged],
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
    )
    .only(Only::AnswersRequest),
    step("T08b", &[Closed], Verb::Supply, BY_S, Next::Stay)
        .only(Only::AnswersRequest)
        .of(RECEIVED),
    step("T09", UNDECIDED, Verb::Accept, BY_R, Next::To(Accepted)),
    step("T10", UNDECIDED, Verb::Decline, BY_R, Next::To(Declined)),
    step(
        "T12",
        UNDECIDED,
        Verb::WrongRecipient,
        BY_R,
        Next::To(WrongRecipient),
    )
    .twice(),
    step("T13", UNDECIDED, Verb::ProposeRedirect, BY_R, Next::Stay),
    step("T13", UNDECIDED, Verb::RefuseRedirect, BY_S, Next::Stay).only(Only::AnswersProposal),
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
    )
    .only(Only::OtherOffice),
    // Its receiver cannot have read it.
    step("T14", &[Held], Verb::Redirect, BY_S, Next::To(Deposited)).only(Only::OtherOffice),
    step(
        "T15",
        &[Declined],
        Verb::ReadDecline,
        BY_S,
        Next::To(Declined),
    )
    .only(Only::DeclineUnread),
    step("T15b", &[Closed], Verb::ReadDecline, BY_S, Next::Stay).only(Only::EffectUnread),
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
    step("T18a", &[Queued], Verb::Correct, BY_S, Next::To(Queued)).only(Only::Mended),
    step(
        "T18b",
        &[Held, Deposited, Unreadable, Opened],
        Verb::Correct,
        BY_S,
        Next::To(Deposited),
    )
    .only(Only::Mended),
    step(
        "T18c",
        &[Acknowledged, AwaitingInformation, Accepted, Closed],
        Verb::Correct,
        BY_S,
        Next::Stay,
    )
    .only(Only::Mended),
    step(
        "T18c",
        &[Acknowledged, AwaitingInformation, Accepted, Closed],
        Verb::Acknowledge,
        BY_R,
        Next::Stay,
    )
    .only(Only::Unread),
    step("T19", UNSIGNED, Verb::Withdraw, BY_S, Next::To(Withdrawn)).twice(),
    step(
        "T20",
        &[Acknowledged, AwaitingInformation, Accepted],
        Verb::AskWithdrawal,
        BY_S,
        Next::To(WithdrawalRequested),
    )
    .twice(),
    step(
        "T21",
        &[WithdrawalRequested],
        Verb::ConfirmWithdrawal,
        BY_R,
        Next::To(Withdrawn),
    )
    .twice(),
    step(
        "T22",
        &[WithdrawalRequested],
        Verb::RefuseWithdrawal,
        BY_R,
        Next::Back,
    )
    .twice(),
    step("T21b", &[Closed], Verb::ConfirmWithdrawal, BY_R, Next::Stay).only(Only::Wished),
    step("T22b", &[Closed], Verb::RefuseWithdrawal, BY_R, Next::Stay).only(Only::Wished),
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
        "T24b",
        &[Closed],
        Verb::ReportPlan,
        By::Authority,
        Next::Stay,
    )
    .only(Only::Promised),
    step(
        "T25",
        &[
            Queued,
            Held,
            Deposited,
            Unreadable,
            Opened,
            Acknowledged,
            AwaitingInformation,
        ],
        Verb::EnterInError,
        BY_S,
        Next::To(EnteredInError),
    )
    .twice(),
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
        ANY_BUT_DRAFT,
        Verb::AttestDestruction,
        By::Opener,
        Next::Stay,
    ),
    Transition {
        two_signatures: true,
        ..step(
            "T28",
            ANY_BUT_DRAFT,
            Verb::CarryOutside,
            By::EitherOrWatch,
            Next::Stay,
        )
        .only(Only::GoesOn)
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
            ANY_BUT_DRAFT,
            Verb::Pause,
            By::EitherOrWatch,
            Next::Stay,
        )
        .only(Only::GoesOn)
    },
    Transition {
        two_signatures: true,
        ..step(
            "T44",
            ANY_BUT_DRAFT,
            Verb::Resume,
            By::EitherOrWatch,
            Next::Stay,
        )
        .only(Only::Paused)
    },
    step("T46", &[Closed], Verb::Reopen, By::Either, Next::Stay),
    // A report that nobody has signed for goes on to whoever answers for the child now.
    step(
        "T47",
        &[Held, Deposited, Unreadable, Opened, AwaitingInformation],
        Verb::PassOn,
        By::Bearer,
        Next::To(Deposited),
    )
    .only(Only::NotThere)
    .of(REPORTS),
    // What was signed for, and what the team needs, is read there too.
    step("T47b", &[Closed], Verb::PassOn, By::Bearer, Next::Stay)
        .only(Only::NotThere)
        .of(REPORTS),
    step(
        "T47b",
        &[Deposited, Unreadable, Opened, AwaitingInformation, Closed],
        Verb::PassOn,
        By::Bearer,
        Next::Stay,
    )
    .only(Only::NotThere)
    .of(INFORMATION),
    step(
        "M3",
        &[Accepted, Declined, Closed],
        Verb::Settle,
        By::Near(Side::Receiver),
        Next::Stay,
    )
    .only(Only::NamesDecision),
    step("M4", ANY_BUT_DRAFT, Verb::Look, By::Anybody, Next::Stay),
];

const BY_S: By = By::Person(Side::Sender);
const BY_R: By = By::Person(Side::Receiver);
const UNSIGNED: &[State] = &[Queued, Held, Deposited, Unreadable, Opened];
/// What is merely signed for.
const RECEIVED: &[Kind] = &[
    Kind::CaseInformation,
    Kind::ClosingReport,
    Kind::InterimReport,
    Kind::Message,
];
/// The papers of the child's file.
const FILE: &[Kind] = &[
    Kind::CaseInformation,
    Kind::ClosingReport,
    Kind::InterimReport,
];
const REPORTS: &[Kind] = &[Kind::ClosingReport, Kind::InterimReport];
const INFORMATION: &[Kind] = &[Kind::CaseInformation];
/// The states in which the receiver has it and has not decided.
pub const UNDECIDED: &[State] = &[Opened, Acknowledged, AwaitingInformation];
const ANY_BUT_DRAFT: &[State] = match State::ALL.split_first() {
    Some((_draft, rest)) => rest,
    None => &[],
};

impl Transition {
    const fn only(self, only: Only) -> Self {
        Self { only, ..self }
    }

    const fn of(self, kinds: &'static [Kind]) -> Self {
        Self { kinds, ..self }
    }

    const fn twice(self) -> Self {
        Self {
            twice: true,
            ..self
        }
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
        only: Only::SameOffice,
        kinds: &Kind::ALL,
        twice: false,
    }
}
