//! The administrators' lists: where an obligation belongs.

use crate::words::{CourseVerb, Duty, Kind, List, State, Verb};

impl List {
    /// Where a duty belongs that is owed about a handover in that state. Each is in one list.
    #[must_use]
    pub fn of(duty: Duty, state: State) -> Self {
        match duty {
            Duty::Send(Kind::FollowUp | Kind::Referral)
            | Duty::Act(Verb::Course(
                CourseVerb::DecideFollowUp
                | CourseVerb::CheckEffect
                | CourseVerb::GiveOutside
                | CourseVerb::CloseCourse,
            ))
            | Duty::Countersign(Verb::Course(
                CourseVerb::DecideFollowUp | CourseVerb::GiveOutside | CourseVerb::CloseCourse,
            )) => Self::FollowUp,
            Duty::Send(_) | Duty::Act(Verb::Course(CourseVerb::NoteStatus)) => Self::Expected,
            Duty::Receipt => Self::Receipt,
            Duty::Deposit | Duty::Reach | Duty::SendAttachments | Duty::Act(Verb::PassOn) => {
                Self::Returned
            }
            Duty::Act(Verb::SignAction) => Self::Action,
            Duty::Age => Self::Other,
            Duty::Act(_) | Duty::Countersign(_) | Duty::ReadVersion | Duty::SeeThrough => {
                of_state(state)
            }
        }
    }
}

const fn of_state(state: State) -> List {
    match state {
        State::Deposited | State::Opened => List::Receipt,
        State::Held | State::Unreadable | State::Declined | State::WrongRecipient => List::Returned,
        State::Draft
        | State::Queued
        | State::Acknowledged
        | State::AwaitingInformation
        | State::Accepted
        | State::WithdrawalRequested
        | State::Withdrawn
        | State::EnteredInError
        | State::Closed => List::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_duty_is_in_the_list_that_its_name_says() {
        let closed = State::Closed;
        let course = |verb| Duty::Act(Verb::Course(verb));
        for (duty, state, list) in [
            (Duty::Act(Verb::Rewrap), State::Unreadable, List::Returned),
            (Duty::Reach, State::Held, List::Returned),
            (
                Duty::Act(Verb::ReadDecline),
                State::Declined,
                List::Returned,
            ),
            (Duty::Act(Verb::Accept), State::Acknowledged, List::Other),
            (Duty::Send(Kind::CaseInformation), closed, List::Expected),
            (Duty::Send(Kind::FollowUp), closed, List::FollowUp),
            (course(CourseVerb::NoteStatus), closed, List::Expected),
            (course(CourseVerb::DecideFollowUp), closed, List::FollowUp),
            (course(CourseVerb::PlanVisit), closed, List::Other),
            (Duty::Receipt, State::Opened, List::Receipt),
        ] {
            assert_eq!(List::of(duty, state), list, "{duty:?}");
        }
    }
}
