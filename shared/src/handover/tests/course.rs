//! The usual course, receipts that come twice, and acts that are not confirmed yet.

use crate::{
    handover::{Effect, Handover},
    testing::{Story, device, name_of, next, person, position, public, team, town},
    words::{Ending, Kind, State, Verb},
};

fn opened(kind: Kind) -> Story {
    Story::deposited(kind).then(&device(&team(), 11), Verb::Open)
}

#[test]
fn the_usual_course_of_a_referral() {
    let story = Story::deposited(Kind::Referral);
    assert_eq!(story.handover.state, State::Deposited);
    assert_eq!(story.handover.custodian, town());
    let story = story.then(&device(&team(), 11), Verb::Open);
    assert_eq!(story.handover.state, State::Opened);
    assert_eq!(
        story.handover.custodian,
        town(),
        "a device signs for nothing"
    );
    assert_eq!(story.handover.opened, Some(position(1).deposited));
    let story = story.then(&person(&team(), 11), Verb::Acknowledge);
    assert_eq!(story.handover.state, State::Acknowledged);
    assert_eq!(story.handover.custodian, team());
    let story = story.then(&person(&team(), 12), Verb::Accept);
    assert_eq!(story.handover.state, State::Closed);
    assert_eq!(story.handover.ending, Some(Ending::CourseOpened));
    assert_eq!(
        story.handover.acknowledged.unwrap().at,
        position(2).deposited
    );
    assert_eq!(story.handover.since, position(3).deposited);
    assert!(story.handover.conflicts.is_empty());
}

#[test]
fn a_decision_without_an_acknowledgement_is_both() {
    for verb in [Verb::Accept, Verb::Decline] {
        let handover = opened(Kind::Referral)
            .then(&person(&team(), 11), verb)
            .handover;
        let (acknowledged, (decided, by)) =
            (handover.acknowledged.unwrap(), handover.decided.unwrap());
        assert_eq!((decided, acknowledged), (verb, by));
        assert_eq!(handover.custodian, team());
    }
}

#[test]
fn what_is_only_to_be_received_closes_when_it_is_signed_for() {
    for kind in [
        Kind::CaseInformation,
        Kind::InterimReport,
        Kind::Message,
        Kind::ClosingReport,
    ] {
        let handover = opened(kind)
            .then(&person(&team(), 11), Verb::Acknowledge)
            .handover;
        assert_eq!(handover.state, State::Closed);
        let refused = opened(kind).then(&person(&team(), 11), Verb::Accept);
        assert_eq!(refused.effect(), Effect::Conflict);
        assert_eq!(refused.handover.state, State::Opened);
    }
}

#[test]
fn a_second_receipt_and_a_colleagues_signature_are_facts() {
    let story = opened(Kind::Referral).then(&device(&team(), 12), Verb::Open);
    assert_eq!(story.effect(), Effect::Fact);
    assert_eq!(
        story.handover.opened,
        Some(position(1).deposited),
        "the first time stands"
    );
    let story = story
        .then(&person(&team(), 11), Verb::Acknowledge)
        .then(&person(&team(), 12), Verb::Acknowledge);
    assert_eq!(story.effect(), Effect::Fact);
    let first = story.handover.acknowledged.unwrap();
    assert_eq!(first.person, person(&team(), 11).person);
    assert!(story.handover.conflicts.is_empty());
}

#[test]
fn a_decision_on_another_leg_or_version_is_a_conflict() {
    let story = opened(Kind::Referral);
    for (leg, version) in [(2, 1), (1, 2)] {
        let mut act = next(&story.handover, Verb::Accept);
        (act.leg, act.version) = (leg, version);
        let after = story.clone().with(&person(&team(), 11), act);
        assert_eq!(after.effect(), Effect::Conflict);
        assert_eq!(after.handover.conflicts, [after.last().act]);
        assert_eq!(after.handover.state, State::Opened);
        assert_eq!(after.handover.custodian, town());
    }
}

#[test]
fn the_first_of_two_concurrent_decisions_stands() {
    let both = [Verb::Accept, Verb::Decline];
    for (first, second) in [(both[0], both[1]), (both[1], both[0])] {
        let story = opened(Kind::Referral);
        let late = next(&story.handover, second);
        let decided = story.then(&person(&team(), 11), first);
        let state = decided.handover.state;
        let after = decided.with(&person(&team(), 12), late);
        assert_eq!(after.effect(), Effect::Conflict);
        assert_eq!(after.handover.state, state);
        assert_eq!(after.handover.decided.unwrap().0, first);
    }
}

#[test]
fn an_act_by_the_wrong_side_or_key_moves_nothing() {
    let story = opened(Kind::Referral);
    for author in [person(&town(), 1), device(&team(), 11)] {
        let after = story.clone().then(&author, Verb::Accept);
        assert_eq!(after.effect(), Effect::Conflict);
        assert_eq!(after.handover.state, State::Opened);
    }
}

#[test]
fn an_open_answers_one_envelope_only() {
    let story = Story::deposited(Kind::Referral);
    let late = next(&story.handover, Verb::Open);
    let story = story
        .then(&device(&team(), 11), Verb::Unreadable)
        .then(&device(&town(), 1), Verb::Rewrap);
    assert_eq!(
        (story.handover.state, story.handover.attempt),
        (State::Deposited, 2)
    );
    let story = story.with(&device(&team(), 11), late);
    assert_eq!(story.effect(), Effect::Fact);
    assert_eq!(story.handover.state, State::Deposited);
}

#[test]
fn what_is_only_in_the_outbox_counts_as_not_confirmed() {
    let story = Story::queued(Kind::Referral);
    assert_eq!(
        (story.handover.state, story.handover.unconfirmed),
        (State::Queued, 1)
    );
    let story = opened(Kind::Referral).offline(&person(&team(), 11), Verb::Accept);
    assert_eq!(
        (story.handover.state, story.handover.unconfirmed),
        (State::Closed, 1)
    );
    assert_eq!(story.last().position, None);
}

#[test]
fn nothing_begins_a_handover_but_its_first_envelope() {
    let story = Story::deposited(Kind::Referral);
    for verb in Verb::ALL.into_iter().filter(|verb| *verb != Verb::Sign) {
        let public = public(7, person(&town(), 1), next(&story.handover, verb));
        assert_eq!(Handover::fold(None, &public, name_of(&public), None), None);
    }
    let again = story.then(&person(&town(), 1), Verb::Sign);
    assert_eq!(again.effect(), Effect::Conflict);
}

#[test]
fn a_supply_returns_to_what_was_signed_even_after_a_refused_withdrawal() {
    let (us, them) = (person(&town(), 1), person(&team(), 11));
    let unsigned = opened(Kind::Referral).then(&them, Verb::NeedInformation);
    assert_eq!(
        unsigned.handover.custodian,
        town(),
        "a question moves no custody"
    );
    assert_eq!(
        unsigned.then(&us, Verb::Supply).handover.state,
        State::Opened
    );
    let signed = opened(Kind::Referral)
        .then(&them, Verb::Acknowledge)
        .then(&them, Verb::NeedInformation)
        .then(&us, Verb::AskWithdrawal)
        .then(&them, Verb::RefuseWithdrawal);
    assert_eq!(signed.handover.state, State::AwaitingInformation);
    assert_eq!(
        signed.then(&us, Verb::Supply).handover.state,
        State::Acknowledged
    );
}

#[test]
fn a_closed_matter_is_corrected_only_while_its_course_is_open() {
    let accepted = opened(Kind::Referral).then(&person(&team(), 11), Verb::Accept);
    assert_eq!(
        accepted
            .then(&person(&town(), 1), Verb::Correct)
            .handover
            .version,
        2
    );
    let read = opened(Kind::Message).then(&person(&team(), 11), Verb::Acknowledge);
    let after = read.then(&person(&town(), 1), Verb::Correct);
    assert_eq!(
        (after.effect(), after.handover.version),
        (Effect::Conflict, 1)
    );
}
