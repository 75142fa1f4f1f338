//! Machine A: what can happen to a handover, and what has.
//!
//! [`table`] holds the whole transition table as data, [`fold`](Handover::fold) applies acts by
//! it, and [`crate::obligation`] tells who owes what until when. Nothing here reads content,
//! knows a clock or does I/O: server, clients and simulator compute the same state from the same
//! acts.

mod fold;
pub mod page;
pub mod table;

#[cfg(test)]
mod tests;

use crate::{
    hash::Hash,
    id::{ActId, HandoverId, PersonId},
    party::{Author, OfficeId},
    time::Timestamp,
};

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
}

impl Verb {
    /// Every verb, in the order of the table. Their numbers on the wire are in `wire::v1::act`.
    pub const ALL: [Self; 32] = [
        Self::Sign,
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
    ];
}

/// Where an act stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The leaf's index, from 0.
    pub index: u64,
    /// The server's time of deposit: all deadlines run on it.
    pub deposited: Timestamp,
}

/// A handover after the acts about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Names it, through all versions and legs.
    pub id: HandoverId,
    /// What is handed over.
    pub kind: Kind,
    /// How urgent it is.
    pub colour: Colour,
    /// The office that sends.
    pub from: OfficeId,
    /// The office that is to take it, on the current leg.
    pub to: OfficeId,
    /// Who signed it.
    pub author: Author,
    /// The handover that it follows.
    pub relates_to: Option<HandoverId>,
    /// The current version, from 1.
    pub version: u16,
    /// The current leg, from 1.
    pub leg: u16,
    /// How often the current leg was wrapped, from 1.
    pub attempt: u16,
    /// The envelope of the current leg: what the receiver's acts answer.
    pub envelope: Hash,
    /// The act whose body holds the current content.
    pub envelope_act: ActId,
    /// Where it stands.
    pub state: State,
    /// Since when the state's clock runs: the time of deposit of the act that led here.
    pub since: Timestamp,
    /// The state to which a refused withdrawal returns.
    pub before: Option<State>,
    /// The office that has custody.
    pub custodian: OfficeId,
    /// When a device of the current recipient first opened the current leg.
    pub opened: Option<Timestamp>,
    /// Who signed for the current leg.
    pub acknowledged: Option<Signature>,
    /// What was decided on the current leg.
    pub decided: Option<(Verb, Signature)>,
    /// Whether the sender has signed for the decline of the current leg.
    pub decline_read: bool,
    /// A first signature that waits for its second.
    pub pending: Option<Pending>,
    /// How it ended.
    pub ending: Option<table::Ending>,
    /// Acts that are kept although they did not fit.
    pub conflicts: Vec<ActId>,
    /// Acts that nobody has confirmed yet: the newest is only in the local outbox.
    pub unconfirmed: u32,
    /// Everything that happened, in order.
    pub history: Vec<Event>,
}

/// Who signed, and when the server had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The act.
    pub act: ActId,
    /// In whose name.
    pub office: OfficeId,
    /// Who.
    pub person: PersonId,
    /// The time of deposit; for an act still in the outbox, the claimed time.
    pub at: Timestamp,
}

/// The first of two signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// What takes effect with the second signature.
    pub verb: Verb,
    /// The first act's hash, which the countersignature names.
    pub first: Hash,
    /// Who signed first; somebody else must sign second.
    pub signature: Signature,
}

/// One act in a handover's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The act.
    pub act: ActId,
    /// What was done.
    pub verb: Verb,
    /// Who.
    pub author: Author,
    /// When the author claims to have done it.
    pub claimed: Timestamp,
    /// Where it stands in the log, once it does.
    pub position: Option<Position>,
    /// What it led to.
    pub effect: Effect,
    /// The state afterwards.
    pub state: State,
}

/// What an act led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It moved the handover.
    Moved,
    /// It is true and kept, and moved nothing: a second R3, a colleague's second R4.
    Fact,
    /// It contradicts what stands before it in the log; people must look at it.
    Conflict,
    /// The first of two signatures; the second is owed.
    FirstSignature,
}
