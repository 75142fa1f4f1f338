//! Acts that cross: each signer could not know of the other's.

use crate::{
    handover::Effect,
    party::Author,
    testing::{Story, device, next, person, team, town},
    words::{Ending, Kind, State, Verb},
};

fn opened(kind: Kind) -> Story {
    Story::deposited(kind).then(&device(&team(), 11), Verb::Open)
}

fn us() -> Author {
    person(&town(), 1)
}

fn them() -> Author {
    person(&team(), 11)
}

/// Two acts made on what stands, the first deposited before the second.
fn crossing(story: Story, first: (&Author, Verb), second: (&Author, Verb)) -> Story {
    let seen = u64::try_from(story.handover.history.len()).unwrap();
    let late = next(&story.handover, second.1);
    story.then(first.0, first.1).late(second.0, late, seen)
}

#[test]
fn a_withdrawal_that_crosses_a_signature_becomes_a_wish_in_either_order() {
    for signs in [Verb::Acknowledge, Verb::Accept, Verb::Decline] {
        let late = crossing(
            opened(Kind::FollowUp),
            (&us(), Verb::Withdraw),
            (&them(), signs),
        );
        assert_eq!(late.effect(), Effect::Moved);
        assert_eq!(late.handover.state, State::WithdrawalRequested);
        assert_eq!(
            late.handover.custodian,
            team(),
            "somebody has signed for it"
        );
        assert!(
            late.handover.destruction.is_empty(),
            "nothing is taken back yet"
        );
        let refused = late.then(&them(), Verb::RefuseWithdrawal);
        assert_eq!(refused.handover.state, State::Acknowledged);
    }
    for signs in [Verb::Acknowledge, Verb::NeedInformation] {
        let early = crossing(
            opened(Kind::Referral),
            (&them(), signs),
            (&us(), Verb::Withdraw),
        );
        assert_eq!(early.handover.state, State::WithdrawalRequested);
        let before = early.handover.before.unwrap();
        assert_eq!(
            early.then(&them(), Verb::RefuseWithdrawal).handover.state,
            before
        );
    }
}

#[test]
fn what_closes_when_it_is_signed_for_is_closed_again_by_a_refused_withdrawal() {
    let crossed = crossing(
        opened(Kind::Message),
        (&us(), Verb::Withdraw),
        (&them(), Verb::Acknowledge),
    );
    assert_eq!(crossed.handover.state, State::WithdrawalRequested);
    let refused = crossed.then(&them(), Verb::RefuseWithdrawal).handover;
    assert_eq!(
        (refused.state, refused.ending),
        (State::Closed, Some(Ending::Received))
    );
    let closed = crossing(
        opened(Kind::Message),
        (&them(), Verb::Acknowledge),
        (&us(), Verb::Withdraw),
    );
    assert_eq!(
        (closed.handover.state, closed.effect()),
        (State::Closed, Effect::Conflict)
    );
}

#[test]
fn a_withdrawal_by_who_knew_of_the_signature_is_a_conflict() {
    let story = opened(Kind::Referral).then(&them(), Verb::Acknowledge);
    let knowing = story.then(&us(), Verb::Withdraw);
    assert_eq!(
        (knowing.effect(), knowing.handover.state),
        (Effect::Conflict, State::Acknowledged)
    );
}

#[test]
fn a_confirmed_withdrawal_returns_custody_and_copies_are_to_be_destroyed() {
    let story = opened(Kind::Referral)
        .then(&them(), Verb::Acknowledge)
        .then(&us(), Verb::AskWithdrawal)
        .then(&them(), Verb::ConfirmWithdrawal);
    let handover = &story.handover;
    assert_eq!(
        (handover.state, &handover.custodian),
        (State::Withdrawn, &town())
    );
    assert!(handover.destruction.contains_key(&team()));
    let closed = story.then(&us(), Verb::RecordPlan);
    assert_eq!(closed.handover.state, State::Closed);
    assert!(
        closed.handover.destruction.contains_key(&team()),
        "that is still owed"
    );
    let attested = closed.then(&them(), Verb::AttestDestruction);
    assert_eq!(attested.effect(), Effect::Fact);
    assert!(attested.handover.destruction.is_empty());
}

#[test]
fn of_two_crossing_decisions_the_first_stands_until_a_leader_settles() {
    let colleague = person(&team(), 13);
    let leader = person(&team(), 12);
    for (first, second) in [(Verb::Accept, Verb::Decline), (Verb::Decline, Verb::Accept)] {
        let story = crossing(
            opened(Kind::Referral),
            (&them(), first),
            (&colleague, second),
        );
        let handover = &story.handover;
        assert_eq!(
            (story.effect(), handover.conflicts.len()),
            (Effect::Conflict, 1)
        );
        assert_eq!(handover.decided.as_ref().unwrap().0, first);
        assert_eq!(handover.dispute.as_ref().unwrap().0, second);
        let state = handover.state;

        let mut keeps = next(handover, Verb::Settle);
        keeps.about = Some(handover.decided.as_ref().unwrap().1.hash);
        let kept = story.clone().with(&leader, keeps);
        assert_eq!((kept.handover.state, kept.handover.dispute), (state, None));

        let other = story.then(&leader, Verb::Settle);
        assert_eq!(other.effect(), Effect::Moved);
        assert_eq!(other.handover.decided.unwrap().0, second);
        let ended = if second == Verb::Accept {
            State::Closed
        } else {
            State::Declined
        };
        assert_eq!(
            (other.handover.state, other.handover.custodian),
            (ended, team())
        );
    }
}

#[test]
fn two_who_decide_alike_do_not_contradict_each_other() {
    let colleague = person(&team(), 13);
    for verb in [Verb::Accept, Verb::Decline, Verb::WrongRecipient] {
        let story = crossing(opened(Kind::Referral), (&them(), verb), (&colleague, verb));
        assert_eq!(story.effect(), Effect::Fact, "{verb:?}");
        assert_eq!(story.handover.dispute, None);
    }
}

#[test]
fn a_decision_on_a_superseded_version_is_a_conflict_and_the_new_version_is_to_be_read() {
    let story = opened(Kind::Referral).then(&them(), Verb::Acknowledge);
    let crossed = crossing(story, (&us(), Verb::Correct), (&them(), Verb::Accept));
    let handover = &crossed.handover;
    assert_eq!(
        (crossed.effect(), handover.state),
        (Effect::Conflict, State::Acknowledged)
    );
    assert_eq!(handover.version, 2);
    assert!(handover.unread.is_some());
    let read = crossed.then(&them(), Verb::Acknowledge);
    assert_eq!((read.effect(), read.handover.unread), (Effect::Fact, None));
    assert_eq!(
        read.then(&them(), Verb::Accept).handover.state,
        State::Closed
    );
}

#[test]
fn a_redirection_that_crosses_an_acceptance_leaves_both_to_be_seen() {
    let story = opened(Kind::Referral).then(&them(), Verb::WrongRecipient);
    let moved = crossing(story, (&us(), Verb::Redirect), (&them(), Verb::Accept));
    assert_eq!(
        (moved.effect(), moved.handover.state),
        (Effect::Conflict, State::Deposited)
    );
    assert_eq!(moved.handover.leg, 2);
}
