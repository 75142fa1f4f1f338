//! What came so long after its author's membership had ended that a leader signs it anew: in every
//! situation it moves nothing, is owed by one office, and has an end, whatever happens meanwhile.

use crate::{
    act::HandoverAct,
    handover::Handover,
    hash::Hash,
    obligation::{self, Obligation},
    party::{Author, directory::Directory},
    testing::{Story, name_of, next, person, public},
    words::{Duty, State, Verb},
};

/// An act that changes nothing until a leader has signed it.
pub(super) struct Late {
    pub(super) story: Story,
    verb: Verb,
    author: Author,
    hash: Hash,
}

impl Late {
    /// A handover that has begun with it.
    pub(super) fn beginning(story: Story) -> Self {
        let envelope = story.handover.envelope;
        Self {
            verb: Verb::Sign,
            author: story.handover.author.clone(),
            hash: envelope,
            story,
        }
    }

    fn of(story: &Story, author: &Author, act: HandoverAct) -> Self {
        let verb = act.verb;
        let story = story.clone().unsigned(author, act);
        let newest = story.handover.unsigned.last().unwrap();
        Self {
            verb,
            author: author.clone(),
            hash: newest.first.first,
            story,
        }
    }

    /// Every act of either side that would have done something here.
    pub(super) fn all(story: &Story) -> Vec<Self> {
        let sides = [
            person(&story.handover.from, 1),
            person(&story.handover.to, 11),
        ];
        let verbs = Verb::ALL.into_iter().filter(|verb| is_signed_anew(*verb));
        let acts = verbs.flat_map(|verb| sides.clone().map(|author| (author, verb)));
        let acts = acts.map(|(author, verb)| (author, next(&story.handover, verb)));
        let fitting = acts.filter(|(author, act)| {
            let public = public(story.acts(), author.clone(), act.clone());
            story.handover.takes(&public, name_of(&public))
        });
        fitting
            .map(|(author, act)| Self::of(story, &author, act))
            .collect()
    }

    /// What becomes of it after an act by somebody else.
    pub(super) fn after(&self, author: &Author, verb: Verb) -> Self {
        let act = next(&self.story.handover, verb);
        Self {
            story: self.story.clone().with(author, act),
            author: self.author.clone(),
            ..*self
        }
    }

    pub(super) fn waits(&self) -> bool {
        self.story
            .handover
            .unsigned
            .iter()
            .any(|it| it.first.first == self.hash)
    }

    /// It is owed once by its author's office, and ends when a leader signs it or refuses it.
    pub(super) fn is_owed_and_ends(&self, directory: &Directory) {
        self.is_owed(directory);
        for verb in [Verb::Countersign, Verb::Drop] {
            let act = HandoverAct {
                about: Some(self.hash),
                ..next(&self.story.handover, verb)
            };
            let leader = person(&self.author.office, 90);
            let ended = Self {
                story: self.story.clone().with(&leader, act),
                author: self.author.clone(),
                ..*self
            };
            let context = format!("{:?} {verb:?}: {:?}", self.verb, self.story.handover.state);
            assert!(!ended.waits(), "{context}");
            is_whole(&ended.story.handover, &context);
            what_does_not_hold_is_looked_at(&ended.story, directory);
        }
    }

    fn is_owed(&self, directory: &Directory) {
        let handover = &self.story.handover;
        let owed = obligation::obligations(handover, directory);
        let duty = Duty::Countersign(self.verb);
        let is_its = |one: &&Obligation| one.duty == duty && one.owner == self.author.office;
        let waiting = handover.unsigned.iter().map(|it| &it.first);
        let mut alike =
            waiting.filter(|it| it.verb == self.verb && it.signature.office == self.author.office);
        let oldest = alike.next().unwrap().signature.at;
        let begins = self.verb == Verb::Sign && handover.is_unsigned();
        let since = |one: &&Obligation| one.since == oldest || begins;
        let count = owed.iter().filter(is_its).filter(since).count();
        assert_eq!(count, 1, "{duty:?} in {:?}", handover.state);
    }
}

/// What a person has said or decided about a handover.
const fn is_signed_anew(verb: Verb) -> bool {
    !matches!(
        verb,
        Verb::Watch(_)
            | Verb::Countersign
            | Verb::Drop
            | Verb::Look
            | Verb::Settle
            | Verb::Fetch
            | Verb::Open
            | Verb::Unreadable
            | Verb::Rewrap
            | Verb::PassOn
    )
}

/// Whatever could come so late that a leader signs it anew: it moves nothing, is owed, and ends.
pub(super) fn what_comes_too_late_is_owed_and_ends(story: &Story, directory: &Directory) -> usize {
    let all = Late::all(story);
    let before = &story.handover;
    for late in &all {
        let after = &late.story.handover;
        let verb = late.verb;
        assert_eq!(after.state, before.state, "{verb:?}");
        assert_eq!(after.custodian, before.custodian, "{verb:?}");
        assert_eq!(after.pending, before.pending, "{verb:?}");
        assert_eq!(after.deeds, before.deeds, "{verb:?}");
        late.is_owed_and_ends(directory);
    }
    all.len()
}

/// Every office whose act does not hold owes a look at it, once, and has looked with one act.
fn what_does_not_hold_is_looked_at(story: &Story, directory: &Directory) {
    let handover = &story.handover;
    for one in &handover.contradictions {
        let owed = obligation::all(handover, None, directory);
        let look = Duty::Act(Verb::Look);
        let its = owed
            .iter()
            .filter(|owed| owed.duty == look && owed.owner == one.office);
        assert_eq!(its.count(), 1, "{:?}", handover.state);
        let newest = handover.contradictions.iter().rev();
        let mut newest = newest.filter(|other| other.office == one.office);
        let act = HandoverAct {
            about: newest.next().map(|newest| newest.hash),
            ..next(handover, Verb::Look)
        };
        let looked = story.clone().with(&person(&one.office, 91), act).handover;
        let mut left = looked.contradictions.iter();
        assert!(
            !left.any(|left| left.office == one.office),
            "{:?}",
            handover.state
        );
    }
}

/// An open matter has an owner, a duty and a clock, and a closed one says how it ended.
pub(super) fn is_whole(after: &Handover, context: &str) {
    let ends = after.state == State::Closed;
    let (owner, duty) = (obligation::owner(after), obligation::duty(after));
    assert_eq!((owner.is_none(), duty.is_none()), (ends, ends), "{context}");
    assert_eq!(after.ending.is_some(), ends, "{context}");
    let clock = crate::handover::table::clock(after.kind, after.state, after.colour);
    assert_eq!(clock.is_none(), ends, "{context}");
    let keeps = after.custodian == after.from || after.recipients.contains(&after.custodian);
    assert!(keeps, "{context}: custody is with a stranger");
}
