//! What somebody does about a handover, with everything they say with it.

use jiff::civil::Date;
use stafet_shared::{
    calendar::day_of,
    content::{
        ActionTaken, Carried, Content, DeclineReason, FollowUpReport, InformationRequest, Plan,
        Proposal, Reached, Reason,
    },
    handover::Handover,
    hash::Hash,
    id::{HandoverId, TourId},
    obligation::Obligation,
    party::OfficeId,
    words::{Check, Verb},
};

use super::{CourseDeed, OfficeError, Reader, Watching};

/// One thing that a person does about a handover. What is optional may be left unsaid.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Signs for it (R4, for a closing report R6), or for having read a corrected version.
    Acknowledge,
    /// Asks for what is missing.
    NeedInformation(InformationRequest),
    /// Answers the question: with case information that was sent, or why there is none.
    Supply(Supplied),
    /// Takes the matter on (R5).
    Accept,
    /// Hands the ball back (R5).
    Decline(DeclineReason),
    /// This is not for us.
    WrongRecipient(Reason),
    /// Another office would suit better.
    ProposeRedirect(Proposal),
    /// It shall stay where it is.
    RefuseRedirect(Reason),
    /// Hands it on to another office, as it was signed.
    Redirect(OfficeId, Option<Reason>),
    /// Signs for a decline; custody is back.
    ReadDecline,
    /// Says what happens to the child instead. A leader signs second.
    ClosePlan(Plan),
    /// Sends it to the same office again, mended.
    Resubmit(Content),
    /// Sends a corrected version.
    Correct(Content),
    /// Takes back what nobody has signed for, and asks to take back what somebody has.
    Withdraw(Reason),
    /// Agrees that it is taken back.
    ConfirmWithdrawal,
    /// Does not agree that it is taken back.
    RefuseWithdrawal(Reason),
    /// Says what happens to the child after a withdrawal.
    RecordPlan(Plan),
    /// Tells what became of the plan by which it was ended.
    ReportPlan(Reason),
    /// It should never have been sent.
    EnterInError(Reason),
    /// Closes an error: with what replaces it, or with the plan for the child. A leader signs
    /// second.
    CloseError(Amends),
    /// Signs that copies are destroyed (R10).
    AttestDestruction,
    /// Notes that it was carried outside (R12). A colleague signs second.
    CarryOutside(Carried),
    /// Tells what really happened (R7).
    ReportFollowUp(FollowUpReport),
    /// Signs what was done after a notification.
    SignAction(ActionTaken),
    /// Silences notices to whoever owes, until a day. Somebody on the other side signs second.
    Pause(Date, Reason),
    /// Lets notices sound again. A colleague signs second.
    Resume,
    /// Says, as a leader, which of two decisions holds: the act with this hash.
    Settle(Hash),
    /// Has seen what holds instead of an own act that does not.
    Look,
    /// Takes back an own first signature, or refuses another's with a reason.
    Drop(Option<Reason>),
    /// Does something about the course that the referral has opened.
    Course(CourseDeed),
    /// Signs second what a colleague has signed first.
    Countersign,
    /// Does something about what is late: about this, or about what is most urgent.
    Watch(Watching, Option<Obligation>),
}

/// What answers a question.
#[derive(Clone, Debug)]
pub enum Supplied {
    /// Case information that was sent.
    With(HandoverId),
    /// Nothing: it is not to be had, and why.
    NotAvailable(Reason),
}

/// What makes an error good.
#[derive(Clone, Debug)]
pub enum Amends {
    /// The handover that takes its place.
    Replacement(HandoverId),
    /// What happens to the child instead.
    Plan(Plan),
}

impl Deed {
    /// The act's verb. A withdrawal is one only while nobody has signed; see
    /// [`Office::perform`](super::Office::perform).
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Acknowledge => Verb::Acknowledge,
            Self::NeedInformation(_) => Verb::NeedInformation,
            Self::Supply(_) => Verb::Supply,
            Self::Accept => Verb::Accept,
            Self::Decline(_) => Verb::Decline,
            Self::WrongRecipient(_) => Verb::WrongRecipient,
            Self::ProposeRedirect(_) => Verb::ProposeRedirect,
            Self::RefuseRedirect(_) => Verb::RefuseRedirect,
            Self::Redirect(..) => Verb::Redirect,
            Self::ReadDecline => Verb::ReadDecline,
            Self::ClosePlan(_) => Verb::ClosePlan,
            Self::Resubmit(_) => Verb::Resubmit,
            Self::Correct(_) => Verb::Correct,
            Self::Withdraw(_) => Verb::Withdraw,
            Self::ConfirmWithdrawal => Verb::ConfirmWithdrawal,
            Self::RefuseWithdrawal(_) => Verb::RefuseWithdrawal,
            Self::RecordPlan(_) => Verb::RecordPlan,
            Self::ReportPlan(_) => Verb::ReportPlan,
            Self::EnterInError(_) => Verb::EnterInError,
            Self::CloseError(_) => Verb::CloseError,
            Self::AttestDestruction => Verb::AttestDestruction,
            Self::CarryOutside(_) => Verb::CarryOutside,
            Self::ReportFollowUp(_) => Verb::ReportFollowUp,
            Self::SignAction(_) => Verb::SignAction,
            Self::Pause(..) => Verb::Pause,
            Self::Resume => Verb::Resume,
            Self::Settle(_) => Verb::Settle,
            Self::Look => Verb::Look,
            Self::Drop(_) => Verb::Drop,
            Self::Course(deed) => Verb::Course(deed.verb()),
            Self::Countersign => Verb::Countersign,
            Self::Watch(deed, _) => Verb::Watch(deed.verb()),
        }
    }

    /// What is said under seal. A redirection's content is what it sends on.
    pub(super) fn content(&self) -> Option<Content> {
        match self {
            Self::NeedInformation(request) => Some(Content::InformationRequest(request.clone())),
            Self::Decline(reason) => Some(Content::DeclineReason(reason.clone())),
            Self::Supply(Supplied::NotAvailable(reason))
            | Self::WrongRecipient(reason)
            | Self::RefuseRedirect(reason)
            | Self::Withdraw(reason)
            | Self::RefuseWithdrawal(reason)
            | Self::EnterInError(reason)
            | Self::ReportPlan(reason)
            | Self::Pause(_, reason) => Some(Content::Reason(reason.clone())),
            Self::ProposeRedirect(proposal) => Some(Content::Proposal(proposal.clone())),
            Self::ClosePlan(plan)
            | Self::RecordPlan(plan)
            | Self::CloseError(Amends::Plan(plan)) => Some(Content::Plan(plan.clone())),
            Self::Resubmit(content) | Self::Correct(content) => Some(content.clone()),
            Self::CarryOutside(carried) => Some(Content::Carried(carried.clone())),
            Self::ReportFollowUp(report) => Some(Content::FollowUpReport(report.clone())),
            Self::SignAction(action) => Some(Content::ActionTaken(action.clone())),
            Self::Course(deed) => deed.content(),
            Self::Drop(reason) => reason.clone().map(Content::Reason),
            Self::Acknowledge
            | Self::Supply(Supplied::With(_))
            | Self::Accept
            | Self::Redirect(..)
            | Self::ReadDecline
            | Self::ConfirmWithdrawal
            | Self::CloseError(Amends::Replacement(_))
            | Self::AttestDestruction
            | Self::Resume
            | Self::Settle(_)
            | Self::Look
            | Self::Countersign
            | Self::Watch(..) => None,
        }
    }

    /// The other handover that it names.
    pub(super) const fn link(&self) -> Option<HandoverId> {
        if let Self::Supply(Supplied::With(other)) | Self::CloseError(Amends::Replacement(other)) =
            self
        {
            Some(*other)
        } else {
            None
        }
    }

    /// The day that a clock needs, as days since 1970-01-01.
    pub(super) fn day(&self) -> Option<i32> {
        let day = if let Self::Pause(until, _) = self {
            Some(*until)
        } else if let Self::Course(deed) = self {
            deed.day()
        } else if let Self::ClosePlan(plan)
        | Self::RecordPlan(plan)
        | Self::CloseError(Amends::Plan(plan)) = self
        {
            plan.follow_up_by()
        } else {
            None
        };
        day.map(day_of)
    }

    /// The code that the act carries, and the tour that it names. That of a course hangs on where the
    /// course stands.
    pub(super) fn marks(&self) -> (Option<u16>, Option<TourId>) {
        if let Self::Course(deed) = self {
            (None, deed.tour())
        } else if let Self::ReportFollowUp(report) = self {
            let reached = match report.reached() {
                Reached::Yes => Check::Yes,
                Reached::Partly => Check::Partly,
                Reached::No => Check::No,
            };
            (Some(reached.code()), None)
        } else {
            (None, None)
        }
    }
}

impl Reader<'_> {
    /// Says which of two decisions that crossed each other holds.
    ///
    /// # Errors
    /// When nothing is disputed, or the decision is neither of the two.
    pub fn settling(self, id: HandoverId, holds: Verb) -> Result<Deed, OfficeError> {
        let handover = self.known_handover(id)?;
        let mut decisions = handover.decided.iter().chain(&handover.dispute);
        let chosen = decisions.find(|(verb, _)| *verb == holds);
        let chosen = chosen.filter(|_| handover.dispute.is_some());
        let (_, signature) = chosen.ok_or(OfficeError::NotNow {
            handover: id,
            state: handover.state,
            verb: Verb::Settle,
        })?;
        Ok(Deed::Settle(signature.hash))
    }
}

/// Whether an office that is proposed for a handover has it already, or has sent it: that is no
/// other place for the child.
#[must_use]
pub fn proposes_a_party(handover: &Handover, office: &OfficeId) -> bool {
    handover.parties().any(|party| party == office)
}
