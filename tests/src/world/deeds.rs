//! What people in World do about a handover: mostly what fits where it stands, now and then
//! anything else, which must be refused or kept, and nothing else may happen.

use jiff::{Span, civil::Date};
use stafet_client::office::{Amends, CourseDeed, Deed, Supplied};
use stafet_shared::{
    calendar::Zone,
    handover::{
        Handover,
        table::{self, By},
    },
    id::HandoverId,
    party::OfficeId,
    words::{Check, CourseVerb, Ending, FollowUpDecision, Side, Verb},
};

use super::{chance::Dice, people};
use crate::{deployment::office_id, texts};

/// How often, in a hundred, somebody tries what does not fit.
const STRAY_PERCENT: usize = 10;

/// How often, in a hundred, somebody names a day that is wrong, or far away.
const WRONG_DAY_PERCENT: usize = 15;
/// How far such a day is from today.
const WRONG_DAYS: [i64; 9] = [-800, -30, -2, 1, 3, 13, 16, 300, 3_600];

/// Something for somebody in `own` to do today; `other` is a handover that they know.
pub(super) fn choose(
    dice: &mut Dice,
    handover: &Handover,
    (own, other, today): (&OfficeId, HandoverId, Date),
) -> Deed {
    let fitting: Vec<Verb> = PEOPLE
        .iter()
        .copied()
        .filter(|verb| fits(handover, *verb, own))
        .collect();
    let stray = dice.percent(STRAY_PERCENT) || fitting.is_empty();
    let choices = if stray { PEOPLE } else { &fitting };
    let verb = dice.one_of(choices).copied().unwrap_or(Verb::Acknowledge);
    deed(dice, handover, (verb, other, today))
}

fn fits(handover: &Handover, verb: Verb, own: &OfficeId) -> bool {
    if verb == Verb::Countersign {
        let pending = handover.pending.as_ref();
        return pending.is_some_and(|it| it.signature.office.organisation() == own.organisation());
    }
    if let Verb::Course(verb) = verb {
        let opened = handover.ending == Some(Ending::CourseOpened);
        return opened && table::course::by(verb).includes(handover, own);
    }
    let asked = if verb == Verb::Withdraw {
        &[Verb::Withdraw, Verb::AskWithdrawal][..]
    } else {
        &[verb]
    };
    let mut rows = asked
        .iter()
        .filter_map(|verb| table::transition(handover.kind, handover.state, *verb));
    rows.any(|row| match row.by {
        By::Person(side) => own == handover.office(side),
        By::Device(_) | By::Bearer | By::Passed => false,
        By::Authority => own == handover.authority(),
        By::Either | By::EitherOrWatch => {
            own == handover.office(Side::Sender) || own == handover.office(Side::Receiver)
        }
        By::Near(side) => own.organisation() == handover.office(side).organisation(),
        By::Anybody => handover.contradictions.iter().any(|one| one.office == *own),
        By::Opener => handover.destruction.contains_key(own),
    })
}

/// Does that, today.
pub(super) fn deed(
    dice: &mut Dice,
    handover: &Handover,
    (verb, other, today): (Verb, HandoverId, Date),
) -> Deed {
    let offices = people::OFFICES.map(office_id);
    let anywhere = dice.one_of(&offices).cloned().expect("offices");
    let document = || texts::document(handover.kind);
    let day = a_day(dice, handover, today);
    match verb {
        Verb::NeedInformation => Deed::NeedInformation(texts::request()),
        Verb::Supply if dice.percent(50) => Deed::Supply(Supplied::With(other)),
        Verb::Supply => Deed::Supply(Supplied::NotAvailable(texts::reason())),
        Verb::Accept => Deed::Accept,
        Verb::Decline => Deed::Decline(texts::decline()),
        Verb::WrongRecipient => Deed::WrongRecipient(texts::reason()),
        Verb::ProposeRedirect => Deed::ProposeRedirect(texts::proposal(&anywhere)),
        Verb::RefuseRedirect => Deed::RefuseRedirect(texts::reason()),
        Verb::Redirect => Deed::Redirect(anywhere, Some(texts::reason())),
        Verb::ReadDecline => Deed::ReadDecline,
        Verb::ClosePlan => Deed::ClosePlan(texts::plan()),
        Verb::Resubmit => Deed::Resubmit(document()),
        Verb::Correct => Deed::Correct(document()),
        Verb::Withdraw | Verb::AskWithdrawal => Deed::Withdraw(texts::reason()),
        Verb::ConfirmWithdrawal => Deed::ConfirmWithdrawal,
        Verb::RefuseWithdrawal => Deed::RefuseWithdrawal(texts::reason()),
        Verb::RecordPlan => Deed::RecordPlan(texts::plan()),
        Verb::EnterInError => Deed::EnterInError(texts::reason()),
        Verb::CloseError if dice.percent(50) => Deed::CloseError(Amends::Replacement(other)),
        Verb::CloseError => Deed::CloseError(Amends::Plan(texts::plan())),
        Verb::AttestDestruction => Deed::AttestDestruction,
        Verb::CarryOutside => Deed::CarryOutside(texts::carried()),
        Verb::ReportFollowUp => Deed::ReportFollowUp(texts::follow_up_report()),
        Verb::SignAction => Deed::SignAction(texts::action()),
        Verb::Pause => Deed::Pause(day, texts::reason()),
        Verb::Resume => Deed::Resume,
        Verb::Settle => {
            let decisions = handover.decided.iter().chain(&handover.dispute);
            let hashes: Vec<_> = decisions.map(|(_, signature)| signature.hash).collect();
            Deed::Settle(dice.one_of(&hashes).copied().unwrap_or(handover.envelope))
        }
        Verb::Countersign => Deed::Countersign,
        Verb::Look => Deed::Look,
        Verb::ReportPlan => Deed::ReportPlan(texts::reason()),
        Verb::Drop => Deed::Drop(Some(texts::reason())),
        Verb::Course(verb) => Deed::Course(of_course(dice, (verb, anywhere), day)),
        Verb::Acknowledge
        | Verb::Sign
        | Verb::Fetch
        | Verb::Open
        | Verb::Unreadable
        | Verb::Rewrap
        | Verb::PassOn
        | Verb::Watch(_)
        | Verb::Reopen => Deed::Acknowledge,
    }
}

/// Today, or the day in Nuuk on which a handover came where it stands (of a course, on which it was
/// accepted); and now and then another, which is refused or taken, and moves nothing beyond its bounds.
fn a_day(dice: &mut Dice, handover: &Handover, today: Date) -> Date {
    if dice.percent(WRONG_DAY_PERCENT) {
        let days = dice.one_of(&WRONG_DAYS).copied().unwrap_or_default();
        return today.saturating_add(Span::new().days(days));
    }
    if dice.percent(50) {
        today
    } else {
        Zone::nuuk().day(handover.since)
    }
}

fn of_course(dice: &mut Dice, (verb, anywhere): (CourseVerb, OfficeId), day: Date) -> CourseDeed {
    match verb {
        CourseVerb::PlanVisit => CourseDeed::PlanVisit(day, None),
        CourseVerb::PostponeVisit => CourseDeed::PostponeVisit(None, texts::reason()),
        CourseVerb::NoteStatus => CourseDeed::NoteStatus(texts::reason()),
        CourseVerb::BeginAssessment => CourseDeed::BeginAssessment(day),
        CourseVerb::BeginTreatment => CourseDeed::BeginTreatment(day),
        CourseVerb::RecordNoShow => CourseDeed::RecordNoShow(day, None),
        CourseVerb::HoldLastSession => CourseDeed::HoldLastSession(day),
        CourseVerb::Interrupt => CourseDeed::Interrupt(texts::reason()),
        CourseVerb::DecideFollowUp => {
            let decision = dice.one_of(&FollowUpDecision::ALL).copied();
            let decision = decision.unwrap_or(FollowUpDecision::FamilyCentre);
            let reason = Some(texts::reason());
            CourseDeed::DecideFollowUp(decision, reason)
        }
        CourseVerb::CheckEffect => {
            let found = dice.one_of(&Check::ALL).copied().unwrap_or(Check::Yes);
            CourseDeed::CheckEffect(found, None)
        }
        CourseVerb::CloseCourse => CourseDeed::CloseCourse,
        CourseVerb::MoveChild => CourseDeed::MoveChild(anywhere, None),
        CourseVerb::TakeOverChild => CourseDeed::TakeOverChild,
        CourseVerb::RefuseChild => CourseDeed::RefuseChild(texts::reason()),
        CourseVerb::UnaskChild => CourseDeed::UnaskChild,
        CourseVerb::GiveOutside => CourseDeed::GiveOutside(texts::reason()),
    }
}

/// What people do about a handover that is there.
const PEOPLE: &[Verb] = &[
    Verb::Acknowledge,
    Verb::NeedInformation,
    Verb::Supply,
    Verb::Accept,
    Verb::Decline,
    Verb::WrongRecipient,
    Verb::ProposeRedirect,
    Verb::RefuseRedirect,
    Verb::Redirect,
    Verb::ReadDecline,
    Verb::ClosePlan,
    Verb::Resubmit,
    Verb::Correct,
    Verb::Withdraw,
    Verb::ConfirmWithdrawal,
    Verb::RefuseWithdrawal,
    Verb::RecordPlan,
    Verb::EnterInError,
    Verb::CloseError,
    Verb::AttestDestruction,
    Verb::CarryOutside,
    Verb::ReportFollowUp,
    Verb::SignAction,
    Verb::Pause,
    Verb::Resume,
    Verb::Settle,
    Verb::Look,
    Verb::Drop,
    Verb::Countersign,
    Verb::Course(CourseVerb::PlanVisit),
    Verb::Course(CourseVerb::PostponeVisit),
    Verb::Course(CourseVerb::NoteStatus),
    Verb::Course(CourseVerb::BeginAssessment),
    Verb::Course(CourseVerb::BeginTreatment),
    Verb::Course(CourseVerb::RecordNoShow),
    Verb::Course(CourseVerb::HoldLastSession),
    Verb::Course(CourseVerb::Interrupt),
    Verb::Course(CourseVerb::DecideFollowUp),
    Verb::Course(CourseVerb::CheckEffect),
    Verb::Course(CourseVerb::CloseCourse),
    Verb::Course(CourseVerb::MoveChild),
    Verb::Course(CourseVerb::TakeOverChild),
    Verb::Course(CourseVerb::RefuseChild),
    Verb::Course(CourseVerb::UnaskChild),
    Verb::Course(CourseVerb::GiveOutside),
    Verb::ReportPlan,
];
