//! What somebody does about a course: the acts of Machine B.

use jiff::civil::Date;
use stafet_shared::{
    content::{Content, Reason},
    course::{
        Course,
        table::{self, Cause},
    },
    handover::{
        Handover,
        table::course::{By, by},
    },
    hash::Hash,
    id::{HandoverId, ID_BYTES, TourId},
    party::OfficeId,
    words::{Check, CourseVerb, FollowUpDecision, Stage, Verb},
};

use super::{OfficeError, Reader};

/// One thing that a person does about a course. Words go under seal; days, decisions and tours
/// do not, because clocks need them.
#[derive(Clone, Debug)]
pub enum CourseDeed {
    /// Says when the team comes, and on which tour.
    PlanVisit(Date, Option<TourId>),
    /// Says that it does not come then; another day may be known already.
    PostponeVisit(Option<Date>, Reason),
    /// Tells how a waiting child's matter stands.
    NoteStatus(Reason),
    /// Has met the child on that day.
    BeginAssessment(Date),
    /// Has begun to treat it on that day.
    BeginTreatment(Date),
    /// The child did not come on that day.
    RecordNoShow(Date, Option<Reason>),
    /// Has held the last session on that day.
    HoldLastSession(Date),
    /// It goes on no further.
    Interrupt(Reason),
    /// Says what the child gets now. Against anything, a reason and a leader are needed.
    DecideFollowUp(FollowUpDecision, Option<Reason>),
    /// Says whether the child got it.
    CheckEffect(Check, Option<Reason>),
    /// Closes it. A leader signs second.
    CloseCourse,
    /// Asks another municipality to take the child over.
    MoveChild(OfficeId, Option<Reason>),
    /// Takes the child over.
    TakeOverChild,
    /// Leaves the child where it is, and says why.
    RefuseChild(Reason),
    /// Takes the question to the other municipality back.
    UnaskChild,
    /// Says who has taken on what was decided, when they are not here. A colleague signs second.
    GiveOutside(Reason),
}

impl CourseDeed {
    /// The act's verb.
    #[must_use]
    pub const fn verb(&self) -> CourseVerb {
        match self {
            Self::PlanVisit(..) => CourseVerb::PlanVisit,
            Self::PostponeVisit(..) => CourseVerb::PostponeVisit,
            Self::NoteStatus(_) => CourseVerb::NoteStatus,
            Self::BeginAssessment(_) => CourseVerb::BeginAssessment,
            Self::BeginTreatment(_) => CourseVerb::BeginTreatment,
            Self::RecordNoShow(..) => CourseVerb::RecordNoShow,
            Self::HoldLastSession(_) => CourseVerb::HoldLastSession,
            Self::Interrupt(_) => CourseVerb::Interrupt,
            Self::DecideFollowUp(..) => CourseVerb::DecideFollowUp,
            Self::CheckEffect(..) => CourseVerb::CheckEffect,
            Self::CloseCourse => CourseVerb::CloseCourse,
            Self::MoveChild(..) => CourseVerb::MoveChild,
            Self::TakeOverChild => CourseVerb::TakeOverChild,
            Self::RefuseChild(_) => CourseVerb::RefuseChild,
            Self::UnaskChild => CourseVerb::UnaskChild,
            Self::GiveOutside(_) => CourseVerb::GiveOutside,
        }
    }

    /// What is said under seal.
    pub(super) fn content(&self) -> Option<Content> {
        let reason = match self {
            Self::PostponeVisit(_, reason)
            | Self::NoteStatus(reason)
            | Self::Interrupt(reason)
            | Self::RefuseChild(reason)
            | Self::GiveOutside(reason) => Some(reason),
            Self::RecordNoShow(_, reason)
            | Self::DecideFollowUp(_, reason)
            | Self::CheckEffect(_, reason) => reason.as_ref(),
            Self::PlanVisit(..)
            | Self::BeginAssessment(_)
            | Self::BeginTreatment(_)
            | Self::HoldLastSession(_)
            | Self::CloseCourse
            | Self::MoveChild(..)
            | Self::UnaskChild
            | Self::TakeOverChild => None,
        };
        reason.cloned().map(Content::Reason)
    }

    /// The day that a clock needs.
    pub(super) const fn day(&self) -> Option<Date> {
        match self {
            Self::PlanVisit(day, _)
            | Self::BeginAssessment(day)
            | Self::BeginTreatment(day)
            | Self::RecordNoShow(day, _)
            | Self::HoldLastSession(day) => Some(*day),
            Self::PostponeVisit(day, _) => *day,
            Self::NoteStatus(_)
            | Self::Interrupt(_)
            | Self::DecideFollowUp(..)
            | Self::CheckEffect(..)
            | Self::CloseCourse
            | Self::MoveChild(..)
            | Self::TakeOverChild
            | Self::UnaskChild
            | Self::GiveOutside(_)
            | Self::RefuseChild(_) => None,
        }
    }

    /// The code that the act carries: of a check with its number in the course.
    pub(super) fn outcome(&self, course: Option<&Course>) -> Option<u16> {
        if let Self::DecideFollowUp(decision, _) = self {
            Some(decision.code())
        } else if let Self::CheckEffect(check, _) = self {
            Some(check.numbered(course.map_or(1, Course::next_check)))
        } else {
            None
        }
    }

    pub(super) const fn tour(&self) -> Option<TourId> {
        if let Self::PlanVisit(_, tour) = self {
            *tour
        } else {
            None
        }
    }
}

impl Reader<'_> {
    /// The course that a referral has opened, as far as its handovers are here.
    #[must_use]
    pub fn course(self, referral: HandoverId) -> Option<Course> {
        self.known().course(self.handover(referral)?)
    }

    /// Every course that is known here.
    pub fn courses(self) -> impl Iterator<Item = Course> {
        self.handovers()
            .filter_map(move |referral| self.known().course(referral))
    }

    /// The referrals whose visits are planned on the same tour by the same office, the one that is
    /// asked about first.
    #[must_use]
    pub fn on_the_same_tour(self, referral: HandoverId) -> Vec<HandoverId> {
        // Whom the team has met already is not postponed.
        let planned = |course: &Course| {
            let waits = course.stage == Stage::VisitPlanned;
            let tour = course.visit.filter(|_| waits)?.tour?;
            Some((course.team.clone(), tour))
        };
        let mut all = vec![referral];
        if let Some(tour) = self.course(referral).as_ref().and_then(planned) {
            let same = self
                .courses()
                .filter(|it| planned(it).as_ref() == Some(&tour));
            all.extend(same.map(|it| it.id).filter(|id| *id != referral));
        }
        all
    }

    /// A tour by the word that people call it: the same word for the same travelling office, whom
    /// the referral was sent to, is the same tour on every device.
    #[must_use]
    pub fn tour(self, referral: HandoverId, word: &str) -> TourId {
        let travels = self.handover(referral).map(|it| it.to.as_str());
        let word = word.trim().to_lowercase();
        let named = format!("stafet/tour/1\n{}\n{word}", travels.unwrap_or_default());
        let hash = Hash::of(named.as_bytes());
        let (id, _) = hash.as_bytes().split_at(ID_BYTES);
        TourId::from_bytes(id.try_into().unwrap_or([0; ID_BYTES]))
    }

    /// The own office, if an act of the course is its to make and fits where the course stands.
    pub(super) fn course_side(
        self,
        referral: &Handover,
        verb: CourseVerb,
    ) -> Result<OfficeId, OfficeError> {
        let not_now = || OfficeError::NotNow {
            handover: referral.id,
            state: referral.state,
            verb: Verb::Course(verb),
        };
        let course = self.course(referral.id).ok_or_else(not_now)?;
        let not_in_course = OfficeError::NotInCourse {
            referral: referral.id,
            stage: course.stage,
            verb,
        };
        if table::find(course.stage, Cause::Deed(verb)).is_none() {
            return Err(not_in_course);
        }
        if let (CourseVerb::MoveChild, Some((asked, _))) = (verb, &course.asked_to_take_over) {
            return Err(OfficeError::AlreadyAsked(asked.clone()));
        }
        if verb == CourseVerb::CloseCourse && !(course.may_close() && referral.is_settled()) {
            return Err(still_open(&course, referral));
        }
        let by = by(verb);
        let mut own = self.view.case_offices();
        if let Some(own) = own.find(|office| by.includes(referral, office)) {
            return Ok(own.clone());
        }
        Err(match (by, course.asked_to_take_over) {
            (By::AskedMunicipality, None) => not_in_course,
            (By::AskedMunicipality, Some((asked, _))) => OfficeError::NotYourOffice(asked),
            (By::Team, _) => OfficeError::NotYourOffice(course.team),
            (By::Municipality | By::Either, _) => OfficeError::NotYourOffice(course.municipality),
        })
    }
}

/// Why a course is not closed: what is open in it, the referral itself included, or that it has
/// not come so far.
fn still_open(course: &Course, referral: &Handover) -> OfficeError {
    let unsettled = (!referral.is_settled()).then_some(referral.id);
    let open: Vec<HandoverId> = unsettled.into_iter().chain(course.open.clone()).collect();
    if open.is_empty() {
        OfficeError::NotInCourse {
            referral: referral.id,
            stage: course.stage,
            verb: CourseVerb::CloseCourse,
        }
    } else {
        OfficeError::StillOpen(open)
    }
}
