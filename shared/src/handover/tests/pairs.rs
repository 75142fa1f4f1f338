//! Every act against every act, in every state of every kind, made by two who could not know of
//! each other: whatever the server's order, the outcome is defined, both acts are kept and shown,
//! and the child's matter has an owner.

use std::collections::BTreeMap;

use super::{
    late::{Late, is_whole},
    reach::explore,
};
use crate::{
    handover::{Effect, Handover},
    party::Author,
    testing::{Story, device, directory, first, next, person, team},
    words::{Kind, State, Verb},
};

/// Whether it is the second of two colleagues.
fn is_second(author: &Author) -> bool {
    [2, 12].map(|n| person(&author.office, n)).contains(author)
}

/// Two at each side, with their devices.
fn authors(handover: &Handover) -> [Author; 6] {
    let (from, to) = (&handover.from, &handover.to);
    [
        person(from, 1),
        person(from, 2),
        device(from, 1),
        person(to, 11),
        person(to, 12),
        device(to, 11),
    ]
}

/// Acts that would change something here, each by everybody who may make it. Two colleagues are
/// alike; both are tried as the second signer only.
fn possible(story: &Story) -> Vec<(Author, Verb)> {
    // Those of a course move no handover; `course::tests::walk` plays them.
    let verbs = Verb::ALL.into_iter().filter(|verb| !verb.is_of_course());
    let acts = verbs.flat_map(|verb| authors(&story.handover).map(|author| (author, verb)));
    acts.filter(|(author, verb)| {
        let after = story.clone().then(author, *verb).handover;
        Handover {
            history: story.handover.history.clone(),
            ..after
        } != story.handover
    })
    .collect()
}

/// One situation for each state of the kind.
fn stages(kind: Kind) -> BTreeMap<State, Story> {
    let mut stages = BTreeMap::new();
    for story in explore(kind, &Verb::ALL).into_stories() {
        stages.entry(story.handover.state).or_insert(story);
    }
    stages
}

/// What becomes of two acts made on what stands by people who had read no further.
struct Crossed {
    /// The server's order, and so everybody's in the end.
    settled: Story,
    /// What the second signer sees while the first act has come and the own one has not gone out.
    halfway: Story,
}

fn crossed(story: &Story, first: &(Author, Verb), second: &(Author, Verb)) -> Crossed {
    let made = |(author, verb): &(Author, Verb)| (author.clone(), next(&story.handover, *verb));
    let seen = story.acts();
    let [(a, first), (b, second)] = [made(first), made(second)];
    let one = story.clone().late(&a, first, seen);
    Crossed {
        settled: one.clone().late(&b, second.clone(), seen),
        halfway: one.unsent(&b, second, seen),
    }
}

fn both_are_shown(before: &Story, after: &Handover, context: &str) {
    let shown = after.history.len();
    assert_eq!(
        shown,
        before.handover.history.len().saturating_add(2),
        "{context}"
    );
    let conflicts = after.history.iter().rev().take(2);
    for event in conflicts.filter(|event| event.effect == Effect::Conflict) {
        assert!(after.conflicts.contains(&event.act), "{context}");
    }
}

#[test]
fn every_pair_of_acts_that_cross_has_a_defined_outcome_that_both_see() {
    let mut pairs: u64 = 0;
    for kind in Kind::ALL {
        for (state, story) in stages(kind) {
            let acts = possible(&story);
            let ones = acts.iter().filter(|(author, _)| !is_second(author));
            for first in ones {
                for second in acts
                    .iter()
                    .filter(|second| second.0.device != first.0.device)
                {
                    let context = format!("{kind:?} {state:?}: {first:?} then {second:?}");
                    let crossed = crossed(&story, first, second);
                    let (after, halfway) = (crossed.settled.handover, crossed.halfway.handover);
                    is_whole(&after, &context);
                    is_whole(&halfway, &context);
                    both_are_shown(&story, &after, &context);
                    // What the second signer has been shown is what the log will say.
                    assert_eq!(halfway.state, after.state, "{context}");
                    assert_eq!(halfway.custodian, after.custodian, "{context}");
                    pairs = pairs.saturating_add(1);
                }
            }
        }
    }
    assert!(pairs > 10_000, "only {pairs} pairs");
}

#[test]
fn a5_whatever_happens_to_what_came_too_late_it_is_owed_by_one_office_or_has_ended() {
    let directory = directory();
    let mut crossed: u64 = 0;
    for kind in Kind::ALL {
        let unsent = Late::beginning(Story::begun_unsigned(first(kind, &team())));
        let stages = stages(kind);
        let late = stages.values().flat_map(Late::all);
        for late in late.chain([unsent]) {
            for (author, verb) in possible(&late.story) {
                let after = late.after(&author, verb);
                let context = format!("{kind:?}: {author:?} {verb:?}");
                is_whole(&after.story.handover, &context);
                if after.waits() {
                    after.is_owed_and_ends(&directory);
                }
                crossed = crossed.saturating_add(1);
            }
        }
    }
    assert!(crossed > 5_000, "only {crossed} crossings");
}
