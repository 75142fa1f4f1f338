//! What is owed beside the state, and acts that only fit what they answer.

use crate::{
    handover::{Effect, ReceiptKind},
    hash::Hash,
    id::HandoverId,
    party::Author,
    testing::{Story, clinic, device, next, person, stranger, team, terms, town},
    words::{Kind, State, Verb},
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

#[test]
fn a_supply_answers_the_question_that_is_open_and_no_other() {
    let asked = opened(Kind::Referral).then(&them(), Verb::NeedInformation);
    let mut other = next(&asked.handover, Verb::Supply);
    other.about = Some(Hash::of(b"another question"));
    let wrong = asked.clone().with(&us(), other);
    assert_eq!(
        (wrong.effect(), wrong.handover.state),
        (Effect::Conflict, State::AwaitingInformation)
    );
    let mut linked = next(&asked.handover, Verb::Supply);
    linked.link = Some(HandoverId::from_bytes([5; 16]));
    let supplied = asked.with(&us(), linked).handover;
    assert_eq!((supplied.state, supplied.request), (State::Opened, None));
    assert_eq!(supplied.links, [HandoverId::from_bytes([5; 16])]);
}

#[test]
fn a_proposal_waits_beside_the_state_until_it_is_answered() {
    let proposed = opened(Kind::Referral).then(&them(), Verb::ProposeRedirect);
    assert_eq!(
        (proposed.effect(), proposed.handover.state),
        (Effect::Fact, State::Opened)
    );
    let refused = proposed.clone().then(&us(), Verb::RefuseRedirect);
    assert_eq!(refused.handover.proposal, None);
    let followed = proposed.clone().then(&us(), Verb::Redirect);
    assert_eq!(
        (followed.handover.proposal, followed.handover.to),
        (None, clinic())
    );
    let decided = proposed.then(&them(), Verb::Accept);
    assert_eq!(decided.handover.proposal, None);
}

#[test]
fn a_wrong_recipient_owes_that_its_copies_are_destroyed_even_after_it_was_sent_on() {
    let sent_on = opened(Kind::Referral)
        .then(&them(), Verb::WrongRecipient)
        .then(&us(), Verb::Redirect);
    assert!(sent_on.handover.destruction.contains_key(&team()));
    assert!(
        sent_on.handover.concerns(&team()),
        "it hears on while it owes something"
    );
    let attested = sent_on.then(&them(), Verb::AttestDestruction).handover;
    assert!(attested.destruction.is_empty());
    assert!(!attested.concerns(&team()));
    assert_eq!(attested.state, State::Deposited);
}

#[test]
fn whoever_hands_on_keeps_custody_and_hears_until_the_new_office_has_signed() {
    let handed_on = opened(Kind::Referral)
        .then(&them(), Verb::Acknowledge)
        .then(&them(), Verb::Redirect);
    let handover = &handed_on.handover;
    assert_eq!((&handover.custodian, &handover.to), (&team(), &clinic()));
    assert_eq!(handover.recipients, [team(), clinic()]);
    let signed = handed_on
        .then(&device(&clinic(), 21), Verb::Open)
        .then(&person(&clinic(), 21), Verb::Acknowledge)
        .handover;
    assert_eq!(signed.custodian, clinic());
    assert!(!signed.concerns(&team()));
}

#[test]
fn a_notification_is_handed_on_anywhere_by_who_got_it_wrongly_and_by_nobody_else() {
    for (kind, effect) in [
        (Kind::Notification, Effect::Moved),
        (Kind::Referral, Effect::Conflict),
    ] {
        let story = opened(kind);
        let mut act = next(&story.handover, Verb::Redirect);
        act.terms = Some(terms(kind, &stranger()));
        assert_eq!(story.with(&them(), act).effect(), effect, "{kind:?}");
    }
    let back = opened(Kind::Notification).then(&them(), Verb::WrongRecipient);
    assert_eq!(
        back.effect(),
        Effect::Conflict,
        "nobody sends a notification back"
    );
}

#[test]
fn a_fourth_leg_needs_a_leader() {
    let mut story = opened(Kind::Referral);
    for _ in 0..2 {
        let office = |story: &Story| story.handover.to.clone();
        let to = office(&story);
        story = story
            .then(&person(&to, 11), Verb::WrongRecipient)
            .then(&us(), Verb::Redirect);
        let to = office(&story);
        story = story.then(&device(&to, 11), Verb::Open);
    }
    assert_eq!(story.handover.leg, 3);
    let to = story.handover.to.clone();
    let first = story.then(&us(), Verb::Redirect);
    assert_eq!(
        (first.effect(), first.handover.leg),
        (Effect::FirstSignature, 3)
    );
    assert_eq!(first.handover.to, to);
    let sent = first.then(&person(&town(), 2), Verb::Countersign).handover;
    assert_eq!((sent.leg, sent.state), (4, State::Deposited));
    assert_ne!(sent.to, to);
    assert_eq!(sent.history.last().unwrap().second_of, Some(Verb::Redirect));
}

#[test]
fn wrapping_anew_must_not_change_what_was_said() {
    let story = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Unreadable);
    let mut other = next(&story.handover, Verb::Rewrap);
    other.sealed.as_mut().unwrap().commitment = Hash::of(b"something else");
    let forged = story.clone().with(&device(&town(), 1), other);
    assert_eq!(
        (forged.effect(), forged.handover.state),
        (Effect::Conflict, State::Unreadable)
    );
    let wrapped = story.then(&device(&town(), 1), Verb::Rewrap);
    assert_eq!(wrapped.handover.attempt, 2);
}

#[test]
fn a_pause_of_two_persons_silences_and_moves_nothing() {
    let story = opened(Kind::Referral);
    let since = story.handover.since;
    let mut act = next(&story.handover, Verb::Pause);
    act.asserted_day = Some(20_800);
    let one = story.with(&us(), act);
    assert_eq!(
        (one.effect(), one.handover.paused),
        (Effect::FirstSignature, None)
    );
    let paused = one.then(&person(&town(), 2), Verb::Countersign);
    assert_eq!(paused.handover.paused.unwrap().until_day, 20_800);
    assert_eq!(
        (paused.handover.state, paused.handover.since),
        (State::Opened, since)
    );
    let resumed = paused
        .then(&us(), Verb::Resume)
        .then(&person(&town(), 2), Verb::Countersign);
    assert_eq!(resumed.handover.paused, None);
}

#[test]
fn carried_outside_is_a_fact_and_the_acknowledgement_is_still_owed() {
    let story = Story::deposited(Kind::Referral)
        .then(&us(), Verb::CarryOutside)
        .then(&person(&town(), 2), Verb::Countersign);
    assert_eq!(
        (story.effect(), story.handover.state),
        (Effect::Fact, State::Deposited)
    );
    let last = story.handover.history.last().unwrap();
    assert_eq!(last.second_of, Some(Verb::CarryOutside));
}

#[test]
fn a_second_wrapping_by_a_colleagues_device_is_a_fact() {
    let story = Story::deposited(Kind::Referral).then(&device(&team(), 11), Verb::Unreadable);
    let late = next(&story.handover, Verb::Rewrap);
    let wrapped = story
        .then(&device(&town(), 1), Verb::Rewrap)
        .with(&device(&town(), 2), late);
    assert_eq!(wrapped.effect(), Effect::Fact);
    assert!(wrapped.handover.conflicts.is_empty());
}

#[test]
fn what_was_carried_outside_waits_for_its_second_signature_whatever_machines_do() {
    let story = Story::deposited(Kind::Referral)
        .then(&us(), Verb::CarryOutside)
        .then(&device(&team(), 11), Verb::Open);
    assert_eq!(story.handover.state, State::Opened);
    let signed = story.then(&person(&town(), 2), Verb::Countersign);
    let last = signed.handover.history.last().unwrap();
    assert_eq!(last.second_of, Some(Verb::CarryOutside));
}

#[test]
fn a_newer_first_signature_takes_the_place_of_one_that_nobody_wants_to_sign_second() {
    let story = Story::declined()
        .then(&us(), Verb::ClosePlan)
        .then(&person(&town(), 2), Verb::ClosePlan);
    assert_eq!(story.effect(), Effect::FirstSignature);
    let pending = story.handover.pending.as_ref().unwrap();
    assert_eq!(pending.signature.person, person(&town(), 2).person);
}

#[test]
fn a_signature_for_another_version_is_no_receipt() {
    let story = opened(Kind::ClosingReport);
    let late = next(&story.handover, Verb::Acknowledge);
    let corrected = story.then(&us(), Verb::Correct).with(&them(), late);
    let given = |story: &Story| -> Vec<ReceiptKind> {
        let receipts = story.handover.receipts();
        receipts.flat_map(|(_, kinds)| kinds).collect()
    };
    assert_eq!(corrected.handover.state, State::Deposited);
    assert_eq!(given(&corrected), [ReceiptKind::R3]);
    let read = corrected
        .then(&device(&team(), 11), Verb::Open)
        .then(&them(), Verb::Acknowledge);
    let all = [
        ReceiptKind::R3,
        ReceiptKind::R3,
        ReceiptKind::R4,
        ReceiptKind::R6,
    ];
    assert_eq!(given(&read), all);
}

#[test]
fn an_office_that_has_attested_owes_it_no_second_time() {
    let story = opened(Kind::Referral)
        .then(&them(), Verb::WrongRecipient)
        .then(&us(), Verb::Redirect)
        .then(&them(), Verb::AttestDestruction)
        .then(&us(), Verb::Withdraw);
    assert_eq!(story.handover.state, State::Withdrawn);
    assert!(story.handover.destruction.is_empty());
}
