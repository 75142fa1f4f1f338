//! I1 over everything that the fold can reach: for each kind, all acts by all sides are tried in
//! every situation, breadth first, until no new situation comes up.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::late::what_comes_too_late_is_owed_and_ends;
use crate::{
    act::HandoverAct,
    handover::{Effect, Handover, table::kind_row},
    obligation,
    party::{Author, OfficeId},
    testing::{Story, device, directory, first, next, person, team, unreached},
    words::{Colour, Duty, Ending, Kind, Side, State, Verb},
};

/// What tells two situations apart; numbers that only grow are left out.
type Situation = (
    (State, Option<Ending>, Option<State>),
    Option<(Verb, OfficeId)>,
    Option<Verb>,
    [bool; 14],
);

fn situation(handover: &Handover) -> Situation {
    let pending = handover.pending.as_ref();
    (
        (handover.state, handover.ending, handover.before),
        pending.map(|pending| (pending.verb, pending.signature.office.clone())),
        handover.dispute.as_ref().map(|(verb, _)| *verb),
        [
            handover.acknowledged.is_some(),
            handover.decline_read,
            handover.custodian == handover.from,
            handover.to == team(),
            handover.proposal.is_some(),
            handover.unread.is_some(),
            handover.redirected_by.is_some(),
            handover.reached,
            handover.attempt > obligation::REWRAPS_MAX,
            handover.leg >= 3,
            handover.request.is_some(),
            handover.passed.is_empty(),
            handover.passed.values().any(|one| one.opened.is_some()),
            handover.is_unsigned(),
        ],
    )
}

/// One of each side: a device for what devices do, somebody else for a second signature.
fn authors(handover: &Handover, verb: Verb) -> [Author; 2] {
    let (from, to) = (
        handover.office(Side::Sender),
        handover.office(Side::Receiver),
    );
    if matches!(
        verb,
        Verb::Fetch | Verb::Open | Verb::Unreadable | Verb::Rewrap | Verb::PassOn
    ) {
        [device(from, 1), device(to, 11)]
    } else if verb == Verb::Countersign {
        [person(from, 2), person(to, 12)]
    } else {
        [person(from, 1), person(to, 11)]
    }
}

pub(super) struct Reached {
    situations: BTreeMap<Situation, Story>,
    ways: BTreeMap<Situation, BTreeSet<Situation>>,
}

/// Every situation that acts in `verbs` can bring a handover of this kind to.
pub(super) fn explore(kind: Kind, verbs: &[Verb]) -> Reached {
    let mut reached = Reached {
        situations: BTreeMap::new(),
        ways: BTreeMap::new(),
    };
    let held = Story::held(kind, Colour::Yellow);
    let unsigned = Story::begun_unsigned(first(kind, &team()));
    let begun = [Story::deposited(kind), Story::queued(kind), held, unsigned];
    let mut fresh = VecDeque::from(begun);
    while let Some(story) = fresh.pop_front() {
        let here = situation(&story.handover);
        if reached.situations.contains_key(&here) {
            continue;
        }
        let acts = verbs.iter().flat_map(|verb| {
            authors(&story.handover, *verb)
                .into_iter()
                .map(|author| (author, *verb))
        });
        let acts = acts.flat_map(|(author, verb)| {
            let act = next(&story.handover, verb);
            let waits = act.terms.is_some().then(|| unreached(act.clone()));
            [Some(act), waits]
                .into_iter()
                .flatten()
                .map(move |act| (author.clone(), act))
        });
        for (author, act) in acts {
            let then = story.clone().with(&author, act).without_history();
            let there = situation(&then.handover);
            if !reached.situations.contains_key(&there) {
                fresh.push_back(then);
            }
            reached.ways.entry(there).or_default().insert(here.clone());
        }
        reached.situations.insert(here, story);
    }
    reached
}

impl Reached {
    pub(super) fn into_stories(self) -> impl Iterator<Item = Story> {
        self.situations.into_values()
    }

    /// The situations from which an end can be reached.
    fn with_an_end(&self) -> BTreeSet<Situation> {
        let mut ends: BTreeSet<Situation> = BTreeSet::new();
        let mut fresh: Vec<Situation> = self
            .situations
            .iter()
            .filter(|(_, story)| story.handover.state == State::Closed)
            .map(|(name, _)| name.clone())
            .collect();
        while let Some(name) = fresh.pop() {
            fresh.extend(
                self.ways
                    .get(&name)
                    .into_iter()
                    .flatten()
                    .filter(|from| !ends.contains(*from))
                    .cloned(),
            );
            ends.insert(name);
        }
        ends
    }
}

#[test]
fn in_every_situation_somebody_can_act_and_an_end_is_near() {
    // A draft is before the first act, which is all that is known of it.
    let mut states = BTreeSet::from([State::Draft]);
    let directory = directory();
    let mut late: usize = 0;
    for kind in Kind::ALL {
        let reached = explore(kind, &Verb::ALL);
        let ends = reached.with_an_end();
        for (name, story) in &reached.situations {
            states.insert(story.handover.state);
            assert!(ends.contains(name), "{kind:?}: no end from {name:?}");
            the_owner_can_do_what_is_owed(story);
            an_end_says_what_became_of_the_matter(&story.handover);
            custody_lies_with_who_sent_or_signed(&story.handover);
            let more = what_comes_too_late_is_owed_and_ends(story, &directory);
            late = more.saturating_add(late);
        }
    }
    assert!(late > 10_000, "only {late} acts that came too late");
    assert_eq!(states, BTreeSet::from(State::ALL));
}

fn the_owner_can_do_what_is_owed(story: &Story) {
    let handover = &story.handover;
    let (owner, duty) = (obligation::owner(handover), obligation::duty(handover));
    let ends = handover.state == State::Closed;
    assert_eq!(
        (owner.is_none(), duty.is_none()),
        (ends, ends),
        "{handover:?}"
    );
    let waits = |verb| {
        let mut waiting = handover.waiting();
        waiting.find(|it| it.verb == verb).map(|it| it.first)
    };
    let (verb, about) = match duty {
        Some(Duty::Act(verb)) => (verb, None),
        Some(Duty::Countersign(verb)) => (Verb::Countersign, waits(verb)),
        Some(
            Duty::Deposit
            | Duty::Send(_)
            | Duty::Receipt
            | Duty::Age
            | Duty::ReadVersion
            | Duty::SendAttachments
            | Duty::SeeThrough
            | Duty::Reach,
        )
        | None => return,
    };
    let possible = authors(handover, verb).iter().any(|author| {
        let act = next(handover, verb);
        let about = about.or(act.about);
        let effect = story
            .clone()
            .with(author, HandoverAct { about, ..act })
            .effect();
        Some(&author.office) == owner && matches!(effect, Effect::Moved | Effect::FirstSignature)
    });
    assert!(possible, "{verb:?} is owed in vain: {handover:?}");
}

fn an_end_says_what_became_of_the_matter(handover: &Handover) {
    let is_closed = handover.state == State::Closed;
    assert_eq!(handover.ending.is_some(), is_closed, "{handover:?}");
    let merely_received = handover.ending == Some(Ending::Received);
    let is_matter = kind_row(handover.kind).is_matter;
    assert!(!(is_matter && merely_received), "{handover:?}");
}

fn custody_lies_with_who_sent_or_signed(handover: &Handover) {
    let is_giver = handover.custodian == handover.from;
    let is_taker = handover.custodian == handover.to;
    // A redirection leaves custody with who had signed on the leg before.
    let is_earlier_taker = handover.leg > 1 && handover.acknowledged.is_none();
    assert!(is_giver || is_taker || is_earlier_taker, "{handover:?}");
    let signed_here = handover.acknowledged.is_some();
    assert!(
        !(handover.state.is_unacknowledged() && signed_here),
        "{handover:?}"
    );
}
