//! A decline and what follows: custody, the next leg, two signatures.

use crate::{
    handover::Effect,
    id::HandoverId,
    party::Author,
    sign::Capacity,
    testing::{
        Story, clinic, device, next, person, position, stranger, team, terms, town, town_hall,
    },
    words::{Ending, Kind, State, Verb},
};

fn caseworker() -> Author {
    person(&town(), 1)
}

#[test]
fn after_a_decline_the_taker_keeps_custody_until_the_giver_has_signed() {
    let story = Story::declined();
    assert_eq!(
        (story.handover.state, &story.handover.custodian),
        (State::Declined, &team())
    );
    let story = story.then(&caseworker(), Verb::ReadDecline);
    assert_eq!(
        (story.handover.state, &story.handover.custodian),
        (State::Declined, &town())
    );
    assert!(story.handover.decline_read);
    assert_eq!(
        story.handover.since,
        position(3).deposited,
        "the next step has its own clock"
    );
}

#[test]
fn reading_a_decline_again_is_a_fact_and_moves_no_clock() {
    let story = Story::declined()
        .then(&caseworker(), Verb::ReadDecline)
        .then(&person(&town(), 3), Verb::ReadDecline);
    assert_eq!(story.effect(), Effect::Fact);
    assert_eq!(story.handover.since, position(3).deposited);
}

#[test]
fn a_resubmission_or_redirection_returns_custody_and_begins_a_leg() {
    for (verb, to) in [(Verb::Resubmit, team()), (Verb::Redirect, clinic())] {
        let handover = Story::declined().then(&caseworker(), verb).handover;
        assert_eq!(
            (handover.state, handover.leg, handover.attempt),
            (State::Deposited, 2, 1)
        );
        assert_eq!((&handover.custodian, &handover.to), (&town(), &to));
        assert_eq!(
            (handover.opened, handover.acknowledged, handover.decided),
            (None, None, None)
        );
        assert!(!handover.decline_read);
    }
}

#[test]
fn a_redirection_by_the_receiver_moves_no_custody_and_stays_in_its_organisation() {
    let story = Story::deposited(Kind::Referral)
        .then(&device(&team(), 11), Verb::Open)
        .then(&person(&team(), 11), Verb::Acknowledge);
    let inside = story.clone().then(&person(&team(), 11), Verb::Redirect);
    assert_eq!(inside.handover.to, clinic());
    assert_eq!(
        inside.handover.custodian,
        team(),
        "until the clinic has signed"
    );
    let mut outside = next(&story.handover, Verb::Redirect);
    outside.terms = Some(terms(Kind::Referral, &stranger()));
    let refused = story.with(&person(&team(), 11), outside);
    assert_eq!(
        (refused.effect(), &refused.handover.to),
        (Effect::Conflict, &team())
    );
}

#[test]
fn a_new_envelope_keeps_kind_and_office() {
    let story = Story::declined();
    for other in [
        terms(Kind::Referral, &clinic()),
        terms(Kind::Message, &team()),
    ] {
        let mut act = next(&story.handover, Verb::Resubmit);
        act.terms = Some(other);
        let after = story.clone().with(&caseworker(), act);
        assert_eq!((after.effect(), after.handover.leg), (Effect::Conflict, 1));
    }
}

#[test]
fn a_plan_closes_with_the_second_signature_and_implies_the_reading() {
    let story = Story::declined().then(&caseworker(), Verb::ClosePlan);
    assert_eq!(story.effect(), Effect::FirstSignature);
    assert_eq!(
        (story.handover.state, &story.handover.custodian),
        (State::Declined, &team())
    );
    let story = story.then(&person(&town(), 2), Verb::Countersign);
    assert_eq!(story.effect(), Effect::Moved);
    assert_eq!(
        (story.handover.state, story.handover.ending),
        (State::Closed, Some(Ending::Plan))
    );
    assert_eq!(story.handover.custodian, town());
    assert!(story.handover.decline_read);
    assert_eq!(story.handover.pending, None);
}

#[test]
fn reading_the_decline_afterwards_leaves_the_plan_waiting() {
    let story = Story::declined()
        .then(&caseworker(), Verb::ClosePlan)
        .then(&person(&town(), 3), Verb::ReadDecline);
    assert_eq!(
        story.handover.pending.as_ref().unwrap().verb,
        Verb::ClosePlan
    );
    assert_eq!(
        story
            .then(&person(&town(), 2), Verb::Countersign)
            .handover
            .state,
        State::Closed
    );
}

#[test]
fn a_leader_of_the_same_organisation_may_sign_second_and_nobody_else() {
    let story = Story::declined().then(&caseworker(), Verb::ClosePlan);
    let closed = story
        .clone()
        .then(&person(&town_hall(), 4), Verb::Countersign);
    assert_eq!(closed.handover.state, State::Closed);
    let strangers = [
        caseworker(),
        person(&town_hall(), 1),
        person(&team(), 11),
        Author {
            capacity: Capacity::Machine,
            ..person(&town(), 2)
        },
    ];
    for author in strangers {
        let after = story.clone().then(&author, Verb::Countersign);
        assert_eq!(after.effect(), Effect::Fact, "{author:?}");
        assert_eq!(after.handover.state, State::Declined);
        assert!(after.handover.pending.is_some());
    }
}

#[test]
fn a_second_signature_names_the_first() {
    let story = Story::declined().then(&caseworker(), Verb::ClosePlan);
    let mut act = next(&story.handover, Verb::Countersign);
    act.about = Some(story.handover.envelope);
    let after = story.with(&person(&town(), 2), act);
    assert_eq!(
        (after.effect(), after.handover.state),
        (Effect::Fact, State::Declined)
    );
}

#[test]
fn a_waiting_flag_gives_way_to_a_plan_and_a_waiting_plan_to_nothing() {
    let plan = Story::declined()
        .then(&caseworker(), Verb::Pause)
        .then(&caseworker(), Verb::ClosePlan);
    assert_eq!(plan.effect(), Effect::FirstSignature);
    let flag = plan.clone().then(&caseworker(), Verb::Pause);
    assert_eq!(flag.effect(), Effect::Conflict);
    let again = plan.then(&person(&town(), 3), Verb::ClosePlan);
    assert_eq!(
        again.effect(),
        Effect::FirstSignature,
        "a newer plan takes its place"
    );
    for story in [flag, again] {
        assert_eq!(
            story
                .then(&person(&town(), 2), Verb::Countersign)
                .handover
                .state,
            State::Closed
        );
    }
}

#[test]
fn a_resubmission_makes_the_waiting_plan_void() {
    let story = Story::declined().then(&caseworker(), Verb::ClosePlan);
    let late = next(&story.handover, Verb::Countersign);
    let story = story
        .then(&caseworker(), Verb::Resubmit)
        .with(&person(&town(), 2), late);
    assert_eq!(
        (story.effect(), story.handover.state),
        (Effect::Fact, State::Deposited)
    );
}

#[test]
fn an_act_keeps_the_handover_it_began_as() {
    let handover = Story::declined()
        .then(&caseworker(), Verb::Redirect)
        .handover;
    assert_eq!(handover.id, HandoverId::from_bytes([9; 16]));
    assert_eq!((handover.from, handover.kind), (town(), Kind::Referral));
    assert_eq!(handover.history.len(), 4);
}
