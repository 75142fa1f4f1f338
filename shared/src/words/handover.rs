//! The words of Machine A: kinds, colours, states and acts. What each may do stands in
//! [`table`](super::table).

use super::{course::CourseVerb, watch::WatchVerb};

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// H0, Underretning: anyone to a municipality; always red.
    Notification,
    /// H1, Henvisning: a municipal office to the travel team or a treatment centre.
    Referral,
    /// H2, Sagsoplysninger: to the team, before the visit.
    CaseInformation,
    /// H3, Afsluttende rapport: the team to the referring municipality.
    ClosingReport,
    /// H4, Opfølgning: a municipality to whoever gives the child what was recommended.
    FollowUp,
    /// H5, Delrapport: the team to the municipality, while treatment goes on.
    InterimReport,
    /// M, Besked: any office to any office, in the thread of a case.
    Message,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Notification,
        Self::Referral,
        Self::CaseInformation,
        Self::ClosingReport,
        Self::FollowUp,
        Self::InterimReport,
        Self::Message,
    ];

    /// The kind's name in files and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notification => "Notification",
            Self::Referral => "Referral",
            Self::CaseInformation => "CaseInformation",
            Self::ClosingReport => "ClosingReport",
            Self::FollowUp => "FollowUp",
            Self::InterimReport => "InterimReport",
            Self::Message => "Message",
        }
    }

    /// The kind with that name in files, in any case, hyphens passed over.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain = name.replace('-', "");
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(&plain))
    }
}

/// How urgent a handover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Rød.
    Red,
    /// Gul.
    Yellow,
    /// Grøn.
    Green,
}

impl Colour {
    /// Every colour, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Red, Self::Yellow, Self::Green];

    /// The colour's name in files and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }

    /// The colour with that name in files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// Where a handover stands. *Overdue* is no state: it is computed from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Kladde.
    Draft,
    /// I udbakke – ikke bekræftet.
    Queued,
    /// Afsendt.
    Deposited,
    /// Ulæselig.
    Unreadable,
    /// Åbnet: a technical receipt, nobody has answered for it yet.
    Opened,
    /// Kvitteret: a named person has signed for it.
    Acknowledged,
    /// Afventer oplysninger.
    AwaitingInformation,
    /// Accepteret.
    Accepted,
    /// Afvist – hos afsender.
    Declined,
    /// Forkert modtager.
    WrongRecipient,
    /// Tilbagekaldelse ønsket.
    WithdrawalRequested,
    /// Tilbagekaldt.
    Withdrawn,
    /// Fejlsendt.
    EnteredInError,
    /// Lukket.
    Closed,
}

impl State {
    /// Every state, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::Queued,
        Self::Deposited,
        Self::Unreadable,
        Self::Opened,
        Self::Acknowledged,
        Self::AwaitingInformation,
        Self::Accepted,
        Self::Declined,
        Self::WrongRecipient,
        Self::WithdrawalRequested,
        Self::Withdrawn,
        Self::EnteredInError,
        Self::Closed,
    ];

    /// The state's name in JSON and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Queued => "Queued",
            Self::Deposited => "Deposited",
            Self::Unreadable => "Unreadable",
            Self::Opened => "Opened",
            Self::Acknowledged => "Acknowledged",
            Self::AwaitingInformation => "AwaitingInformation",
            Self::Accepted => "Accepted",
            Self::Declined => "Declined",
            Self::WrongRecipient => "WrongRecipient",
            Self::WithdrawalRequested => "WithdrawalRequested",
            Self::Withdrawn => "Withdrawn",
            Self::EnteredInError => "EnteredInError",
            Self::Closed => "Closed",
        }
    }

    /// Deposited, but nobody has signed for it.
    #[must_use]
    pub const fn is_unacknowledged(self) -> bool {
        matches!(self, Self::Deposited | Self::Unreadable | Self::Opened)
    }
}

/// What an act does to a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// T01: sign and send.
    Sign,
    /// All attachments of an opened envelope are on a device; the technical receipt R2.
    Fetch,
    /// T03: fetched and opened; the device's technical receipt R3.
    Open,
    /// T04: cannot be opened; R3N.
    Unreadable,
    /// T05: wrap the same content anew.
    Rewrap,
    /// T06: a named person takes the ball; R4, for a closing report R6.
    Acknowledge,
    /// T07: ask for what is missing.
    NeedInformation,
    /// T08: supply it, or say why not.
    Supply,
    /// T09: take the matter on.
    Accept,
    /// T10: hand the ball back, with a reason.
    Decline,
    /// T12: this is not for us.
    WrongRecipient,
    /// T13: propose another office.
    ProposeRedirect,
    /// T13: refuse that proposal.
    RefuseRedirect,
    /// T14: hand on to another office.
    Redirect,
    /// T15: sign that the decline was read; custody returns.
    ReadDecline,
    /// T16: close with a plan for the child.
    ClosePlan,
    /// T17: send to the same office again.
    Resubmit,
    /// T18: a new version.
    Correct,
    /// T19: take back what nobody has signed for.
    Withdraw,
    /// T20: ask to take back what somebody has signed for.
    AskWithdrawal,
    /// T21: agree to that.
    ConfirmWithdrawal,
    /// T22: refuse it.
    RefuseWithdrawal,
    /// T24: record the plan for the child after a withdrawal.
    RecordPlan,
    /// T25: this should never have been sent.
    EnterInError,
    /// T26: close an error, naming the replacement or the plan.
    CloseError,
    /// T27: attest that copies are destroyed; R10.
    AttestDestruction,
    /// T28: handed over by phone, paper or USB; R12.
    CarryOutside,
    /// T30 for a follow-up: what really happened; R7.
    ReportFollowUp,
    /// T30 for a notification: the action that was taken.
    SignAction,
    /// T44: silence notices until a day.
    Pause,
    /// T44: notices again.
    Resume,
    /// T46: a new, linked handover takes the matter up again.
    Reopen,
    /// The second of two signatures.
    Countersign,
    /// Which of two concurrent decisions holds: a leader of the receiving office signs.
    Settle,
    /// An act of the course that an accepted referral has opened: Machine B's.
    Course(CourseVerb),
    /// An act of the watch over what is owed: it moves nothing.
    Watch(WatchVerb),
}

impl Verb {
    /// Every verb, in the order of the table. Their numbers on the wire are in `wire::v1::act`.
    pub const ALL: [Self; 53] = [
        Self::Sign,
        Self::Fetch,
        Self::Open,
        Self::Unreadable,
        Self::Rewrap,
        Self::Acknowledge,
        Self::NeedInformation,
        Self::Supply,
        Self::Accept,
        Self::Decline,
        Self::WrongRecipient,
        Self::ProposeRedirect,
        Self::RefuseRedirect,
        Self::Redirect,
        Self::ReadDecline,
        Self::ClosePlan,
        Self::Resubmit,
        Self::Correct,
        Self::Withdraw,
        Self::AskWithdrawal,
        Self::ConfirmWithdrawal,
        Self::RefuseWithdrawal,
        Self::RecordPlan,
        Self::EnterInError,
        Self::CloseError,
        Self::AttestDestruction,
        Self::CarryOutside,
        Self::ReportFollowUp,
        Self::SignAction,
        Self::Pause,
        Self::Resume,
        Self::Reopen,
        Self::Countersign,
        Self::Settle,
        Self::Course(CourseVerb::PlanVisit),
        Self::Course(CourseVerb::PostponeVisit),
        Self::Course(CourseVerb::NoteStatus),
        Self::Course(CourseVerb::BeginAssessment),
        Self::Course(CourseVerb::BeginTreatment),
        Self::Course(CourseVerb::RecordNoShow),
        Self::Course(CourseVerb::HoldLastSession),
        Self::Course(CourseVerb::Interrupt),
        Self::Course(CourseVerb::DecideFollowUp),
        Self::Course(CourseVerb::CheckEffect),
        Self::Course(CourseVerb::CloseCourse),
        Self::Course(CourseVerb::MoveChild),
        Self::Course(CourseVerb::TakeOverChild),
        Self::Course(CourseVerb::RefuseChild),
        Self::Watch(WatchVerb::Remind),
        Self::Watch(WatchVerb::Escalate),
        Self::Watch(WatchVerb::SeeEscalation),
        Self::Watch(WatchVerb::TakeInHand),
        Self::Watch(WatchVerb::Review),
    ];

    /// Whether it is an act of the course that an accepted referral has opened: Machine B's.
    #[must_use]
    pub const fn is_of_course(self) -> bool {
        matches!(self, Self::Course(_))
    }
}
