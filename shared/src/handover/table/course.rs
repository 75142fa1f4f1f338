//! Who makes the acts of the course that a referral has opened, and which need a second signature.

use crate::{
    handover::Handover,
    party::OfficeId,
    words::{CourseVerb, FollowUpDecision},
};

/// Who makes an act of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person of the team's office.
    Team,
    /// A person of the office with authority responsibility.
    Municipality,
    /// A person of either.
    Either,
    /// A person of the municipality that is asked to take the child over.
    AskedMunicipality,
}

impl By {
    /// Whether an office is one of those, as things stand with the referral.
    #[must_use]
    pub fn includes(self, referral: &Handover, office: &OfficeId) -> bool {
        let team = *office == referral.to;
        let municipality = office == referral.authority();
        match self {
            Self::Team => team,
            Self::Municipality => municipality,
            Self::Either => team || municipality,
            Self::AskedMunicipality => referral
                .asked_to_take_over()
                .is_some_and(|asked| asked.to == *office),
        }
    }
}

/// Who makes an act of the course.
#[must_use]
pub const fn by(verb: CourseVerb) -> By {
    match verb {
        CourseVerb::DecideFollowUp
        | CourseVerb::CheckEffect
        | CourseVerb::CloseCourse
        | CourseVerb::MoveChild
        | CourseVerb::UnaskChild
        | CourseVerb::GiveOutside => By::Municipality,
        CourseVerb::TakeOverChild | CourseVerb::RefuseChild => By::AskedMunicipality,
        CourseVerb::Interrupt => By::Either,
        CourseVerb::PlanVisit
        | CourseVerb::PostponeVisit
        | CourseVerb::NoteStatus
        | CourseVerb::BeginAssessment
        | CourseVerb::BeginTreatment
        | CourseVerb::RecordNoShow
        | CourseVerb::HoldLastSession => By::Team,
    }
}

/// How far ahead a visit may be planned without a leader, in days: about half a year.
pub const LEADER_DAYS_AHEAD: i32 = 183;

/// Whether somebody has to sign second.
///
/// A leader does for the end, for deciding that nothing follows, and for a visit that lies so many
/// days `ahead` that a child waits for half a year; a colleague for what was handed on outside.
#[must_use]
pub fn needs_second(verb: CourseVerb, outcome: Option<u16>, ahead: Option<i32>) -> bool {
    let decision = outcome.and_then(FollowUpDecision::from_code);
    match verb {
        CourseVerb::CloseCourse | CourseVerb::GiveOutside => true,
        CourseVerb::DecideFollowUp => decision.is_some_and(FollowUpDecision::ends),
        CourseVerb::PlanVisit | CourseVerb::PostponeVisit => ahead > Some(LEADER_DAYS_AHEAD),
        CourseVerb::NoteStatus
        | CourseVerb::BeginAssessment
        | CourseVerb::BeginTreatment
        | CourseVerb::RecordNoShow
        | CourseVerb::HoldLastSession
        | CourseVerb::Interrupt
        | CourseVerb::CheckEffect
        | CourseVerb::MoveChild
        | CourseVerb::UnaskChild
        | CourseVerb::TakeOverChild
        | CourseVerb::RefuseChild => false,
    }
}
