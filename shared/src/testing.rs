//! Builders for the core's own tests: offices, people, acts, and stories about one handover.

mod parties;

use std::{fs, path::Path};

pub(crate) use self::parties::{
    administration, administrator, approve, clinic, device, device_keys, directory, enrol, genesis,
    invite, joined_but, key_of, office, office_entry, office_key, organisation, person,
    signing_key, stranger, team, town, town_hall,
};
use crate::{
    act::{BodyRef, HandoverAct, KnownHead, Matter, PublicPart, SealedRef, Terms},
    handover::{Concern, Effect, Event, Handover, Position, Signature},
    hash::Hash,
    id::{ActId, HandoverId},
    party::{
        Author, OfficeId,
        directory::{Statement, Version},
    },
    seal::Fingerprint,
    time::{MS_PER_HOUR, Timestamp},
    wire::v1::act::sends_envelope,
    words::{Colour, Duty, Kind, Rung, Validity, Verb},
};

/// Monday 2026-11-02, 10:00 in Nuuk.
pub(crate) fn monday() -> Timestamp {
    at("2026-11-02T12:00:00Z")
}

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::from_jiff(text.parse().unwrap())
}

/// An act number `n` by `author`.
pub(crate) fn public(n: u64, author: Author, act: HandoverAct) -> PublicPart {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&n.to_be_bytes());
    PublicPart {
        id: ActId::from_bytes(id),
        author,
        claimed: monday(),
        seen: KnownHead {
            size: 0,
            root: Hash::of(&[]),
        },
        previous: None,
        directory: Version {
            number: 1,
            hash: Hash::ZERO,
        },
        matter: Matter::Handover(Box::new(act)),
    }
}

/// Something that `author` says about the directory.
pub(crate) fn said(author: Author, statement: Statement) -> PublicPart {
    PublicPart {
        matter: Matter::Directory(statement, None),
        ..public(0, author, first(Kind::Message, &team()))
    }
}

pub(crate) fn terms(kind: Kind, to: &OfficeId) -> Terms {
    Terms {
        kind,
        colour: Colour::Yellow,
        to: to.clone(),
        relates_to: None,
        course: None,
        tour: None,
        deadline: None,
    }
}

pub(crate) fn sealed(to: &[(OfficeId, Fingerprint)]) -> SealedRef {
    SealedRef {
        body: BodyRef::of(b"body"),
        commitment: Hash::of(b"content"),
        to: to.to_vec(),
        attachments: Vec::new(),
    }
}

/// The first envelope of a handover.
pub(crate) fn first(kind: Kind, to: &OfficeId) -> HandoverAct {
    HandoverAct {
        handover: HandoverId::from_bytes([9; 16]),
        verb: Verb::Sign,
        about: None,
        version: 1,
        leg: 1,
        attempt: 1,
        terms: Some(terms(kind, to)),
        sealed: Some(sealed(&[(to.clone(), Fingerprint::from_bytes([1; 32]))])),
        outcome: None,
        asserted_day: None,
        link: None,
        tour: None,
        concern: None,
    }
}

/// The same envelope to an office that has no key yet: sealed to the sender alone.
pub(crate) fn unreached(act: HandoverAct) -> HandoverAct {
    let to = [(town(), Fingerprint::from_bytes([1; 32]))];
    HandoverAct {
        sealed: Some(sealed(&to)),
        ..act
    }
}

/// What an act of the watch is about: that somebody signs for the handover.
fn concern(handover: &Handover, verb: Verb) -> Option<(Concern, Rung)> {
    let Verb::Watch(verb) = verb else {
        return None;
    };
    let concern = Concern {
        owner: handover.to.clone(),
        duty: Duty::Receipt,
        since: handover.sent,
    };
    verb.has_concern().then_some((concern, Rung::Reminder))
}

/// The act that somebody makes who has read everything about the handover.
pub(crate) fn next(handover: &Handover, verb: Verb) -> HandoverAct {
    let (leg, version, attempt) = (handover.leg, handover.version, handover.attempt);
    let elsewhere = if handover.to == team() {
        clinic()
    } else {
        team()
    };
    let to = if matches!(verb, Verb::Redirect | Verb::PassOn) {
        &elsewhere
    } else {
        &handover.to
    };
    let envelope = first(handover.kind, to);
    let begins_leg = verb == Verb::Resubmit || verb == Verb::Redirect;
    let sends = sends_envelope(verb);
    HandoverAct {
        handover: handover.id,
        verb,
        about: Some(answered(handover, verb).unwrap_or(handover.envelope)),
        version: version.saturating_add(u16::from(verb == Verb::Correct)),
        leg: leg.saturating_add(u16::from(begins_leg)),
        attempt: match verb == Verb::Rewrap {
            true => attempt.saturating_add(1),
            false if sends => 1,
            false => attempt,
        },
        terms: envelope.terms.filter(|_| sends).map(|terms| Terms {
            colour: handover.colour,
            ..terms
        }),
        sealed: envelope.sealed.filter(|_| sends),
        concern: concern(handover, verb),
        ..first(handover.kind, to)
    }
}

/// The act that an act of that kind answers, if it is another than the envelope's.
fn answered(handover: &Handover, verb: Verb) -> Option<Hash> {
    let hash = |it: &Signature| it.hash;
    if verb == Verb::Countersign {
        handover.awaited(None).map(|pending| pending.first)
    } else if verb == Verb::Supply {
        handover.request.as_ref().map(hash)
    } else if verb == Verb::RefuseRedirect {
        handover.proposal.as_ref().map(hash)
    } else {
        let other = handover.dispute.as_ref().filter(|_| verb == Verb::Settle);
        other.map(|(_, signature)| signature.hash)
    }
}

/// Where act number `n` stands: one act an hour from Monday on.
pub(crate) fn position(n: u64) -> Position {
    Position {
        index: n,
        deposited: monday().plus_ms(i64::try_from(n).unwrap().saturating_mul(MS_PER_HOUR)),
        validity: Validity::InTime,
    }
}

/// Names a public part as a signed act would be named.
pub(crate) fn name_of(public: &PublicPart) -> Hash {
    Hash::of(public.id.as_bytes())
}

/// What happens to one handover from the town to the team, act by act.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) handover: Handover,
    acts: u64,
}

impl Story {
    /// A handover that the server has taken in.
    pub(crate) fn deposited(kind: Kind) -> Self {
        Self::begin(kind, Colour::Yellow, Some(position(0)))
    }

    /// A handover that the server has taken in, and that its receiver cannot read yet.
    pub(crate) fn held(kind: Kind, colour: Colour) -> Self {
        let mut act = unreached(first(kind, &team()));
        act.terms = act.terms.map(|terms| Terms { colour, ..terms });
        Self::begun_with(act)
    }

    /// A handover that is only in the town's outbox.
    pub(crate) fn queued(kind: Kind) -> Self {
        Self::begin(kind, Colour::Yellow, None)
    }

    /// A handover of that colour.
    pub(crate) fn begin(kind: Kind, colour: Colour, position: Option<Position>) -> Self {
        let mut act = first(kind, &team());
        act.terms = act.terms.map(|terms| Terms { colour, ..terms });
        Self::from_act(act, position)
    }

    /// What begins with that act, which the server has taken in.
    pub(crate) fn begun_with(act: HandoverAct) -> Self {
        Self::from_act(act, Some(position(0)))
    }

    /// What begins with that act, which came too long after its author's membership had ended.
    pub(crate) fn begun_unsigned(act: HandoverAct) -> Self {
        let place = Position {
            validity: Validity::Unsigned,
            ..position(0)
        };
        Self::from_act(act, Some(place))
    }

    /// What goes on with a handover that has begun with one act.
    pub(crate) const fn of(handover: Handover) -> Self {
        Self { handover, acts: 1 }
    }

    fn from_act(act: HandoverAct, position: Option<Position>) -> Self {
        let public = public(0, person(&town(), 1), act);
        let handover = Handover::fold(None, &public, name_of(&public), position);
        Self {
            handover: handover.unwrap(),
            acts: 1,
        }
    }

    /// A referral at that point of its usual course.
    pub(crate) fn declined() -> Self {
        Self::deposited(Kind::Referral)
            .then(&device(&team(), 11), Verb::Open)
            .then(&person(&team(), 11), Verb::Decline)
    }

    /// One more act by somebody who has read everything.
    pub(crate) fn then(self, author: &Author, verb: Verb) -> Self {
        let act = next(&self.handover, verb);
        self.with(author, act)
    }

    /// One more act.
    pub(crate) fn with(self, author: &Author, act: HandoverAct) -> Self {
        let place = position(self.acts);
        self.at(author, act, Some(place))
    }

    /// One more act, which the server has taken in at that time.
    pub(crate) fn deposited_at(self, author: &Author, act: HandoverAct, at: Timestamp) -> Self {
        let place = Position {
            index: self.acts,
            deposited: at,
            validity: Validity::InTime,
        };
        self.at(author, act, Some(place))
    }

    /// One more act of somebody whose membership ended too long before.
    pub(crate) fn unsigned(self, author: &Author, act: HandoverAct) -> Self {
        let place = Position {
            validity: Validity::Unsigned,
            ..position(self.acts)
        };
        self.at(author, act, Some(place))
    }

    /// One more act that is only in the outbox.
    pub(crate) fn offline(self, author: &Author, verb: Verb) -> Self {
        let act = next(&self.handover, verb);
        self.at(author, act, None)
    }

    /// One more act by somebody who had read no further than the first `seen` acts when they made
    /// it, and deposits it now.
    pub(crate) fn late(self, author: &Author, act: HandoverAct, seen: u64) -> Self {
        let place = position(self.acts);
        self.seeing(author, act, (Some(place), seen))
    }

    /// The same, while it is only in the outbox of who made it.
    pub(crate) fn unsent(self, author: &Author, act: HandoverAct, seen: u64) -> Self {
        self.seeing(author, act, (None, seen))
    }

    fn at(self, author: &Author, act: HandoverAct, position: Option<Position>) -> Self {
        let seen = self.acts;
        self.seeing(author, act, (position, seen))
    }

    fn seeing(
        mut self,
        author: &Author,
        act: HandoverAct,
        (position, seen): (Option<Position>, u64),
    ) -> Self {
        let mut public = public(self.acts, author.clone(), act);
        public.seen.size = seen;
        let name = name_of(&public);
        self.handover = Handover::fold(Some(self.handover), &public, name, position).unwrap();
        self.acts = self.acts.saturating_add(1);
        self
    }

    /// How many acts there were.
    pub(crate) const fn acts(&self) -> u64 {
        self.acts
    }

    /// The same without what has been: quicker to copy.
    pub(crate) fn without_history(mut self) -> Self {
        self.handover.history.clear();
        self.handover.conflicts.clear();
        self
    }

    /// What the last act led to.
    pub(crate) fn effect(&self) -> Effect {
        self.last().effect
    }

    pub(crate) fn last(&self) -> &Event {
        self.handover.history.last().unwrap()
    }
}

/// Compares with a file of this crate, or writes it when `STAFET_BLESS` is set.
pub(crate) fn assert_file(path: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("STAFET_BLESS").is_some() {
        fs::write(&path, content).unwrap();
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == content,
        "{} is not what the code says; STAFET_BLESS=1 writes it anew",
        path.display()
    );
}
