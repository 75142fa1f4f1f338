//! Acts about handovers: one encoding each, and a fold that keeps its promises whatever is
//! permitted, in any order.

use std::collections::BTreeMap;

use stafet_shared::{
    access::{RIGHTS, permit},
    act::{PublicPart, SIGNED_BYTES_MAX},
    handover::{Effect, Event, Handover, Position},
    hash::Hash,
    id::{DeviceId, HandoverId},
    sign::{Capacity, Signer},
    time::MS_PER_HOUR,
    wire::v1::act,
    words::{State, Verb},
};

use super::{
    Canary,
    people::{directory, is_next_century, monday, signing_key},
    records,
};

/// The most acts of one input.
const ACTS_MAX: usize = 24;

/// The public parts of acts, one after the other, by the invented [`people`](super::people).
///
/// # Panics
/// When an act has two encodings, or the fold loses an act or breaks a rule of custody.
pub fn run(data: &[u8], canary: Canary) {
    let mut handovers = BTreeMap::new();
    for (index, record) in (0..).zip(records(data, ACTS_MAX)) {
        if let Some(public) = read(record) {
            one_more(&mut handovers, &public, index, canary);
        }
    }
}

/// Reads a public part. Its device is that of its person, with the key that the verb asks for.
fn read(record: &[u8]) -> Option<PublicPart> {
    let nobody = Signer {
        device: DeviceId::from_bytes([0; 16]),
        capacity: Capacity::Person,
    };
    let mut public = act::decode(record, nobody).ok()?;
    assert_eq!(act::encode(&public), record);
    assert!(record.len() <= SIGNED_BYTES_MAX);
    public.author.device = DeviceId::from_bytes(*public.author.person.as_bytes());
    if let Some(verb) = public.handover().map(|it| it.verb) {
        let right = RIGHTS.iter().find(|right| right.verb == verb);
        public.author.capacity = right.map_or(Capacity::Person, |right| right.capacity);
    }
    Some(public)
}

fn one_more(
    handovers: &mut BTreeMap<HandoverId, Handover>,
    public: &PublicPart,
    index: u64,
    canary: Canary,
) {
    let Some(id) = public.handover().map(|it| it.handover) else {
        return;
    };
    let hours = i64::try_from(index).expect("few acts");
    let position = Position {
        index,
        deposited: monday().plus_ms(hours * MS_PER_HOUR),
        validity: stafet_shared::words::Validity::InTime,
    };
    // By its id, not by its bytes, so that an act that changes leaves the answers to it in place.
    let name = Hash::of(public.id.as_bytes());
    let before = handovers.get(&id);
    let fold = || Handover::fold(before.cloned(), public, name, Some(position));
    let signer = &public.author;
    let signed = public
        .clone()
        .sign(&signing_key(signer.device, signer.capacity));
    let permitted = permit(directory(), before, signed, position.deposited).is_ok();
    let Some(mut after) = fold() else {
        assert!(before.is_none(), "a handover is gone");
        return;
    };
    if canary.spoils(answers_from_the_next_century(&after)) {
        after.history.pop();
    }
    if permitted {
        assert_eq!(
            fold().as_ref(),
            Some(&after),
            "the same acts, another handover"
        );
        if let Some(before) = before {
            keeps_its_promises(before, &after);
        }
        holds_together(&after);
        handovers.insert(id, after);
    }
}

fn keeps_its_promises(before: &Handover, after: &Handover) {
    let last = after.history.last().expect("an act");
    let earlier = after.history.get(..before.history.len());
    assert_eq!(earlier, Some(&*before.history), "an act is lost");
    assert_eq!(after.history.len(), before.history.len() + 1);
    assert_eq!(
        after.conflicts.contains(&last.act),
        last.effect == Effect::Conflict || before.conflicts.contains(&last.act)
    );
    if last.effect != Effect::Moved {
        assert_eq!((before.state, before.since), (after.state, after.since));
        assert_eq!(before.custodian, after.custodian);
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
        assert_eq!(
            last.author.capacity,
            Capacity::Person,
            "no machine moves custody"
        );
    }
    if before.state == State::Closed && last.second_of != Some(Verb::Reopen) {
        assert_eq!((after.state, after.ending), (State::Closed, before.ending));
    }
    assert_eq!((&after.from, after.kind), (&before.from, before.kind));
    assert!(after.leg >= before.leg && after.version >= before.version);
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
    assert!(handover.recipients.contains(&handover.to));
    assert_eq!(handover.unconfirmed, 0, "everything has a place in the log");
}

/// The newest of many acts claims to be from after all that these people will see.
fn answers_from_the_next_century(handover: &Handover) -> bool {
    let answer = handover.history.get(1..).and_then(<[Event]>::last);
    answer.is_some_and(|event| is_next_century(event.claimed))
}
