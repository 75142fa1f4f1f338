//! The fold under any acts in any order: it never panics, loses nothing and keeps its promises.

use proptest::prelude::*;

use crate::{
    act::HandoverAct,
    handover::{Effect, Event, Handover},
    party::Author,
    testing::{Story, clinic, device, next, person, team, terms, town, town_hall},
    words::{Kind, State, Verb},
};

/// How an act differs from that of somebody who has read everything.
#[derive(Clone, Debug)]
struct Stray {
    author: usize,
    verb: usize,
    numbers: Option<(u16, u16, u16)>,
    flaw: Flaw,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    Nothing,
    AboutNothing,
    OtherTerms,
    Offline,
}

fn stray() -> impl Strategy<Value = Stray> {
    let numbers = proptest::option::weighted(0.2, (0..4_u16, 0..4_u16, 0..4_u16));
    let flaw = prop_oneof![
        8 => Just(Flaw::Nothing),
        3 => Just(Flaw::AboutNothing),
        3 => Just(Flaw::OtherTerms),
        1 => Just(Flaw::Offline),
    ];
    (0..8_usize, 0..Verb::ALL.len(), numbers, flaw).prop_map(|(author, verb, numbers, flaw)| {
        Stray {
            author,
            verb,
            numbers,
            flaw,
        }
    })
}

fn authors() -> [Author; 8] {
    [
        person(&town(), 1),
        person(&town(), 2),
        device(&town(), 1),
        person(&team(), 11),
        person(&team(), 12),
        device(&team(), 11),
        person(&town_hall(), 4),
        person(&clinic(), 21),
    ]
}

fn one_more(story: Story, stray: &Stray) -> Story {
    let author = authors()[stray.author].clone();
    let verb = Verb::ALL[stray.verb];
    if stray.flaw == Flaw::Offline {
        return story.offline(&author, verb);
    }
    let mut act: HandoverAct = next(&story.handover, verb);
    if let Some((version, leg, attempt)) = stray.numbers {
        (act.version, act.leg, act.attempt) = (version, leg, attempt);
    }
    if stray.flaw == Flaw::AboutNothing {
        act.about = None;
    }
    if stray.flaw == Flaw::OtherTerms {
        act.terms = Some(terms(Kind::Message, &clinic()));
    }
    story.with(&author, act)
}

fn keeps_its_promises(before: &Handover, after: &Handover) {
    let last = after.history.last().unwrap();
    assert_eq!(
        after.history[..before.history.len()],
        before.history,
        "no act is lost"
    );
    let is_conflict = last.effect == Effect::Conflict;
    assert_eq!(after.conflicts.contains(&last.act), is_conflict);
    if last.effect != Effect::Moved {
        assert_eq!((before.state, before.since), (after.state, after.since));
        assert_eq!(before.custodian, after.custodian);
    }
    if before.state == State::Closed {
        assert_eq!((after.state, after.ending), (State::Closed, before.ending));
    }
    if before.custodian != after.custodian {
        // In this act, or earlier when they asked for the withdrawal that is confirmed now.
        let takes = after.custodian.organisation();
        let theirs = |event: &Event| event.author.office.organisation() == takes;
        let has_asked = |event: &Event| event.verb == Verb::AskWithdrawal && theirs(event);
        let is_given_back =
            last.verb == Verb::ConfirmWithdrawal && after.history.iter().any(has_asked);
        assert!(
            theirs(last) || is_given_back,
            "who takes custody has signed"
        );
    }
    assert_eq!((&after.from, after.kind), (&before.from, before.kind));
    assert!(after.leg >= before.leg && after.version >= before.version);
    holds_together(after);
}

fn holds_together(handover: &Handover) {
    let is_signed = handover.acknowledged.is_some();
    assert!(!(handover.state.is_unacknowledged() && is_signed));
    let needs_signature = matches!(
        handover.state,
        State::Acknowledged | State::Accepted | State::Declined
    );
    assert!(is_signed || !needs_signature);
    assert_eq!(handover.ending.is_some(), handover.state == State::Closed);
}

proptest! {
    #[test]
    fn any_acts_in_any_order_keep_the_promises(
        kind in 0..Kind::ALL.len(),
        strays in prop::collection::vec(stray(), 0..40),
    ) {
        let mut story = Story::deposited(Kind::ALL[kind]);
        for stray in &strays {
            let before = story.handover.clone();
            story = one_more(story, stray);
            keeps_its_promises(&before, &story.handover);
        }
        let unconfirmed = strays.iter().filter(|stray| stray.flaw == Flaw::Offline).count();
        prop_assert_eq!(story.handover.unconfirmed as usize, unconfirmed);
    }

    #[test]
    fn the_same_acts_give_the_same_handover(strays in prop::collection::vec(stray(), 0..40)) {
        let tell = || strays.iter().fold(Story::deposited(Kind::Referral), one_more);
        prop_assert_eq!(tell().handover, tell().handover);
    }
}
