//! The acts of the course that a referral has opened, as far as the referral knows them.
//!
//! They are kept in order, with two signatures where two are needed. What they lead to depends on
//! the reports and follow-ups of the course, and is for [`crate::course`] to say.

use super::{Moves, Step};
use crate::{
    handover::{
        CourseAct, Effect, Handover, Move, Saying,
        table::course::{by, needs_second},
    },
    party::OfficeId,
    sign::Capacity,
    time::MS_PER_DAY,
    words::{Check, CourseVerb, Ending, FollowUpDecision, State},
};

impl Handover {
    /// Whether the referral has a course, and the act is its author's to make and says what it
    /// has to.
    pub(super) fn may_be_done(&self, verb: CourseVerb, step: &Step<'_>) -> bool {
        let author = &step.public.author;
        self.is_for(verb, &author.office)
            && author.capacity == Capacity::Person
            && says_enough(verb, step)
            && self.answers_the_question(verb, step)
    }

    /// Whoever answers for a child that has moved answers the question that stands, and so does
    /// whoever takes it back.
    fn answers_the_question(&self, verb: CourseVerb, step: &Step<'_>) -> bool {
        let asked = self.asked_to_take_over().map(|one| one.asked.hash);
        let answers = matches!(
            verb,
            CourseVerb::TakeOverChild | CourseVerb::RefuseChild | CourseVerb::UnaskChild
        );
        !answers || step.act.about == asked
    }

    /// Whether an office may do this now, in what concerns the referral itself: looked at for each
    /// of two signatures, since the child may have moved in between.
    pub(super) fn is_for(&self, verb: CourseVerb, office: &OfficeId) -> bool {
        let is_open = self.state == State::Closed && self.ending == Some(Ending::CourseOpened);
        // One at a time: the first has to answer, or the child has two offices or none.
        let is_asked = self.asked_to_take_over().is_some();
        let is_free = match verb {
            CourseVerb::MoveChild => !is_asked,
            CourseVerb::UnaskChild => is_asked,
            CourseVerb::PlanVisit
            | CourseVerb::PostponeVisit
            | CourseVerb::NoteStatus
            | CourseVerb::BeginAssessment
            | CourseVerb::BeginTreatment
            | CourseVerb::RecordNoShow
            | CourseVerb::HoldLastSession
            | CourseVerb::Interrupt
            | CourseVerb::DecideFollowUp
            | CourseVerb::CheckEffect
            | CourseVerb::CloseCourse
            | CourseVerb::TakeOverChild
            | CourseVerb::RefuseChild
            | CourseVerb::GiveOutside => true,
        };
        let is_done = verb != CourseVerb::CloseCourse || self.is_settled();
        is_open && is_free && is_done && by(verb).includes(self, office)
    }

    /// Whether nothing about the referral itself waits: no version unread, no two decisions, no
    /// copies to be destroyed, no attachments on their way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.unread.is_none()
            && self.dispute.is_none()
            && self.destruction.is_empty()
            && self.awaits_attachments.is_none()
    }

    /// One act of the course that is its author's to make.
    pub(super) fn on_course(&mut self, verb: CourseVerb, step: &Step<'_>) -> Effect {
        let today = step.at().unix_ms().div_euclid(MS_PER_DAY);
        let today = i32::try_from(today).unwrap_or_default();
        let ahead = step.act.asserted_day.map(|day| day.saturating_sub(today));
        if needs_second(verb, step.act.outcome, ahead) {
            self.sign_one_of_two(Moves::It, step)
        } else {
            self.deed(verb, step, &step.saying())
        }
    }

    /// The course goes on no further, because of what was agreed about the referral.
    pub(super) fn interrupt(&mut self, step: &Step<'_>) {
        let accepted = self.decided.as_ref().map(|(_, signature)| signature.hash);
        self.deeds.push(CourseAct {
            verb: CourseVerb::Interrupt,
            signature: step.signature(),
            day: None,
            outcome: None,
            tour: None,
            to: None,
            about: accepted,
            words: None,
        });
    }

    /// Keeps what was done. `says` is what the first signer's act says where `step` is the second.
    pub(super) fn deed(&mut self, verb: CourseVerb, step: &Step<'_>, says: &Saying) -> Effect {
        self.links.extend(says.link);
        let to = says.envelope.as_ref().map(|envelope| envelope.to.clone());
        let signature = step.signature();
        let asked = self.moves.last_mut().filter(|one| one.is_asked());
        match (verb, asked) {
            (CourseVerb::MoveChild, None) => self.moves.extend(to.clone().map(|to| Move {
                to,
                asked: signature.clone(),
                taken: None,
                ended: None,
            })),
            (CourseVerb::TakeOverChild, Some(one)) => one.taken = Some(signature.clone()),
            (CourseVerb::RefuseChild | CourseVerb::UnaskChild, Some(one)) => {
                one.ended = Some(signature.clone());
            }
            _ => {}
        }
        self.deeds.push(CourseAct {
            verb,
            signature,
            day: says.day,
            outcome: says.outcome,
            tour: says.tour,
            to,
            about: says.about,
            words: says.words,
        });
        Effect::Fact
    }
}

/// What a clock needs stands in the act, and why stands under seal, or the act says nothing.
fn says_enough(verb: CourseVerb, step: &Step<'_>) -> bool {
    let code = step.act.outcome;
    let has_words = step.act.sealed.is_some();
    match verb {
        CourseVerb::PlanVisit
        | CourseVerb::BeginAssessment
        | CourseVerb::BeginTreatment
        | CourseVerb::RecordNoShow
        | CourseVerb::HoldLastSession => step.act.asserted_day.is_some(),
        CourseVerb::DecideFollowUp => match code.and_then(FollowUpDecision::from_code) {
            Some(decision) => has_words || !decision.has_to_be_said(),
            None => false,
        },
        CourseVerb::CheckEffect => code.and_then(Check::of_numbered).is_some(),
        CourseVerb::PostponeVisit
        | CourseVerb::NoteStatus
        | CourseVerb::Interrupt
        | CourseVerb::MoveChild
        | CourseVerb::RefuseChild
        | CourseVerb::GiveOutside => has_words,
        CourseVerb::CloseCourse | CourseVerb::TakeOverChild | CourseVerb::UnaskChild => true,
    }
}
