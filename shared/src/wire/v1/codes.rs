//! How values without fields of their own lie on the wire, and the numbers of verbs, duties, kinds
//! and colours.

pub(super) mod leaves;
pub(super) mod lists;

use crate::{
    course::CourseVerb,
    handover::{Colour, Kind, Verb, table::Duty},
    watch::WatchVerb,
};

/// Whether an act sends an envelope, and so names its kind and recipient.
#[must_use]
pub const fn sends_envelope(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Sign
            | Verb::Rewrap
            | Verb::Redirect
            | Verb::Resubmit
            | Verb::Correct
            | Verb::Course(CourseVerb::MoveChild)
    )
}

/// The number of a verb on the wire. Numbers are never used again.
#[must_use]
pub const fn verb_code(verb: Verb) -> u8 {
    match verb {
        Verb::Sign => 1,
        Verb::Fetch => 2,
        Verb::Open => 3,
        Verb::Unreadable => 4,
        Verb::Rewrap => 5,
        Verb::Acknowledge => 6,
        Verb::NeedInformation => 7,
        Verb::Supply => 8,
        Verb::Accept => 9,
        Verb::Decline => 10,
        Verb::WrongRecipient => 12,
        Verb::ProposeRedirect => 13,
        Verb::Redirect => 14,
        Verb::ReadDecline => 15,
        Verb::ClosePlan => 16,
        Verb::Resubmit => 17,
        Verb::Correct => 18,
        Verb::Withdraw => 19,
        Verb::AskWithdrawal => 20,
        Verb::ConfirmWithdrawal => 21,
        Verb::RefuseWithdrawal => 22,
        Verb::RefuseRedirect => 23,
        Verb::RecordPlan => 24,
        Verb::EnterInError => 25,
        Verb::CloseError => 26,
        Verb::AttestDestruction => 27,
        Verb::CarryOutside => 28,
        Verb::ReportFollowUp => 30,
        Verb::SignAction => 31,
        Verb::Pause => 44,
        Verb::Resume => 45,
        Verb::Reopen => 46,
        Verb::Course(verb) => course_verb_code(verb),
        Verb::Watch(verb) => watch_verb_code(verb),
        Verb::Countersign => 60,
        Verb::Settle => 61,
    }
}

const fn course_verb_code(verb: CourseVerb) -> u8 {
    match verb {
        CourseVerb::PlanVisit => 32,
        CourseVerb::PostponeVisit => 33,
        CourseVerb::NoteStatus => 34,
        CourseVerb::BeginAssessment => 35,
        CourseVerb::BeginTreatment => 36,
        CourseVerb::RecordNoShow => 37,
        CourseVerb::HoldLastSession => 38,
        CourseVerb::Interrupt => 39,
        CourseVerb::DecideFollowUp => 40,
        CourseVerb::CheckEffect => 41,
        CourseVerb::CloseCourse => 42,
        CourseVerb::MoveChild => 43,
        CourseVerb::TakeOverChild => 47,
        CourseVerb::RefuseChild => 48,
    }
}

const fn watch_verb_code(verb: WatchVerb) -> u8 {
    match verb {
        WatchVerb::Remind => 49,
        WatchVerb::Escalate => 50,
        WatchVerb::SeeEscalation => 51,
        WatchVerb::TakeInHand => 52,
        WatchVerb::Review => 53,
    }
}

/// The number of a duty on the wire and in databases: its sort in the upper byte, and the act or
/// kind that it is about in the lower one. Numbers are never used again.
#[must_use]
pub const fn duty_code(duty: Duty) -> u16 {
    let (sort, about) = match duty {
        Duty::Deposit => (0, 0),
        Duty::Act(verb) => (1, verb_code(verb)),
        Duty::Countersign(verb) => (2, verb_code(verb)),
        Duty::Send(kind) => (3, kind_code(kind)),
        Duty::ReadReport => (4, 0),
        Duty::ReadVersion => (5, 0),
        Duty::SendAttachments => (6, 0),
        Duty::SeeThrough => (7, 0),
    };
    u16::from_be_bytes([sort, about])
}

/// The duty with that number.
#[must_use]
pub fn duty(code: u16) -> Option<Duty> {
    let [sort, about] = code.to_be_bytes();
    let duty = match sort {
        0 => Duty::Deposit,
        1 => Duty::Act(verb(about)?),
        2 => Duty::Countersign(verb(about)?),
        3 => Duty::Send(
            Kind::ALL
                .into_iter()
                .find(|kind| kind_code(*kind) == about)?,
        ),
        4 => Duty::ReadReport,
        5 => Duty::ReadVersion,
        6 => Duty::SendAttachments,
        7 => Duty::SeeThrough,
        _ => return None,
    };
    // One number for each, so that what is read is written alike.
    (duty_code(duty) == code).then_some(duty)
}

/// The verb with that number on the wire.
#[must_use]
pub fn verb(code: u8) -> Option<Verb> {
    Verb::ALL.into_iter().find(|verb| verb_code(*verb) == code)
}

pub(crate) const fn kind_code(kind: Kind) -> u8 {
    match kind {
        Kind::Notification => 0,
        Kind::Referral => 1,
        Kind::CaseInformation => 2,
        Kind::ClosingReport => 3,
        Kind::FollowUp => 4,
        Kind::InterimReport => 5,
        Kind::Message => 6,
    }
}

pub(crate) const fn colour_code(colour: Colour) -> u8 {
    match colour {
        Colour::Red => 0,
        Colour::Yellow => 1,
        Colour::Green => 2,
    }
}
