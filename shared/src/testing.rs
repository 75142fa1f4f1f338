//! Builders for the core's own tests: offices, people, acts, and stories about one handover.

use std::{fs, path::Path};

use crate::{
    act::{BodyRef, HandoverAct, Matter, PublicPart, SealedRef, Seen, Terms},
    calendar::Zone,
    handover::{Colour, Effect, Event, Handover, Kind, Position, Verb},
    hash::Hash,
    id::{ActId, DeviceId, HandoverId, InvitationId, PersonId},
    party::{
        Author, Capacity, DeviceKeys, Membership, OfficeId, OrganisationKind, Role,
        directory::{
            Approve, Directory, Genesis, Invite, OfficeEntry, OrganisationEntry, Statement, Version,
        },
    },
    seal::{Fingerprint, PublicKey, Seed},
    sign::{KEY_BYTES, SigningKey},
    time::{MS_PER_HOUR, Timestamp},
    wire::v1::act::sends_envelope,
};

/// Monday 2026-11-02, 10:00 in Nuuk.
pub(crate) fn monday() -> Timestamp {
    at("2026-11-02T12:00:00Z")
}

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::from_jiff(text.parse().unwrap())
}

pub(crate) fn office(text: &str) -> OfficeId {
    OfficeId::parse(text).unwrap()
}

/// The office that refers children.
pub(crate) fn town() -> OfficeId {
    office("kujalleq/nanortalik")
}

/// Another office of the same municipality.
pub(crate) fn town_hall() -> OfficeId {
    office("kujalleq/qaqortoq")
}

/// The travel team.
pub(crate) fn team() -> OfficeId {
    office("socialstyrelsen/rejsehold")
}

/// Another office of the team's organisation.
pub(crate) fn clinic() -> OfficeId {
    office("socialstyrelsen/killiliisa")
}

/// An office of a third organisation.
pub(crate) fn stranger() -> OfficeId {
    office("avannaata/qaanaaq")
}

/// Person number `n` at their device, in the name of `office`.
pub(crate) fn person(office: &OfficeId, n: u8) -> Author {
    Author {
        office: office.clone(),
        person: PersonId::from_bytes([n; 16]),
        device: DeviceId::from_bytes([n; 16]),
        capacity: Capacity::Person,
    }
}

/// That person's device by itself.
pub(crate) fn device(office: &OfficeId, n: u8) -> Author {
    Author {
        capacity: Capacity::Machine,
        ..person(office, n)
    }
}

/// An act number `n` by `author`.
pub(crate) fn public(n: u64, author: Author, act: HandoverAct) -> PublicPart {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&n.to_be_bytes());
    PublicPart {
        id: ActId::from_bytes(id),
        author,
        claimed: monday(),
        seen: Seen {
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
    }
}

/// The act that somebody makes who has read everything about the handover.
pub(crate) fn next(handover: &Handover, verb: Verb) -> HandoverAct {
    let (leg, version, attempt) = (handover.leg, handover.version, handover.attempt);
    let elsewhere = if handover.to == team() {
        clinic()
    } else {
        team()
    };
    let to = if verb == Verb::Redirect {
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
        about: match (&handover.pending, verb == Verb::Countersign) {
            (Some(pending), true) => Some(pending.first),
            _ => Some(handover.envelope),
        },
        version: version + u16::from(verb == Verb::Correct),
        leg: leg + u16::from(begins_leg),
        attempt: match verb == Verb::Rewrap {
            true => attempt + 1,
            false if sends => 1,
            false => attempt,
        },
        terms: envelope.terms.filter(|_| sends).map(|terms| Terms {
            colour: handover.colour,
            ..terms
        }),
        sealed: envelope.sealed.filter(|_| sends),
        ..first(handover.kind, to)
    }
}

/// Where act number `n` stands: one act an hour from Monday on.
pub(crate) fn position(n: u64) -> Position {
    Position {
        index: n,
        deposited: monday().plus_ms(i64::try_from(n).unwrap() * MS_PER_HOUR),
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

    /// A handover that is only in the town's outbox.
    pub(crate) fn queued(kind: Kind) -> Self {
        Self::begin(kind, Colour::Yellow, None)
    }

    /// A handover of that colour.
    pub(crate) fn begin(kind: Kind, colour: Colour, position: Option<Position>) -> Self {
        let mut act = first(kind, &team());
        act.terms = act.terms.map(|terms| Terms { colour, ..terms });
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

    /// One more act that is only in the outbox.
    pub(crate) fn offline(self, author: &Author, verb: Verb) -> Self {
        let act = next(&self.handover, verb);
        self.at(author, act, None)
    }

    fn at(mut self, author: &Author, act: HandoverAct, position: Option<Position>) -> Self {
        let public = public(self.acts, author.clone(), act);
        let name = name_of(&public);
        self.handover = Handover::fold(Some(self.handover), &public, name, position).unwrap();
        self.acts += 1;
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

pub(crate) fn signing_key(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n; KEY_BYTES])
}

/// The key to which office number `n` is sealed.
pub(crate) fn office_key(n: u8) -> PublicKey {
    Seed::from_bytes([n; 32]).public_key()
}

/// The public keys of device number `n`.
pub(crate) fn device_keys(n: u8) -> DeviceKeys {
    DeviceKeys {
        person: signing_key(n).verifying_key(),
        machine: signing_key(n | 0x80).verifying_key(),
        tls: Hash::of(&[n]),
        sealing: Fingerprint::from_bytes([n; 32]),
    }
}

/// The secret half of what signs for `author`.
pub(crate) fn key_of(author: &Author) -> SigningKey {
    let n = author.device.as_bytes()[0];
    signing_key(match author.capacity {
        Capacity::Person => n,
        Capacity::Machine => n | 0x80,
    })
}

/// The first administrator, device number 100.
pub(crate) fn administrator() -> Author {
    person(&OfficeId::root_administration(), 100)
}

pub(crate) fn genesis() -> Genesis {
    Genesis {
        root: signing_key(120).verifying_key(),
        receipts: signing_key(121).verifying_key(),
        tls_root: Hash::of(b"tls root"),
        policy: Hash::of(b"policy 0"),
        device: administrator().device,
        person: administrator().person,
        name: "Administrator".to_owned(),
        keys: device_keys(100),
        until: monday().plus_days(3650),
    }
}

pub(crate) fn organisation(id: &OfficeId) -> Statement {
    Statement::Organisation(OrganisationEntry {
        id: id.organisation(),
        name: id.organisation().to_string(),
        kind: OrganisationKind::Municipality,
    })
}

pub(crate) fn office_entry(id: &OfficeId) -> Statement {
    Statement::Office(OfficeEntry {
        id: id.clone(),
        name: id.to_string(),
        zone: Zone::nuuk(),
        administrators: false,
    })
}

/// The invitation by which device number `n` joins.
pub(crate) fn invite(n: u8, office: &OfficeId, role: Role) -> Invite {
    Invite {
        id: InvitationId::from_bytes([n; 16]),
        office: office.clone(),
        role,
        expires: monday().plus_days(14),
    }
}

/// Device number `n` joins by its invitation, and proposes the office's key number `n`.
pub(crate) fn approve(n: u8, office: &OfficeId, role: Role) -> Approve {
    Approve {
        invitation: InvitationId::from_bytes([n; 16]),
        device: DeviceId::from_bytes([n; 16]),
        person: PersonId::from_bytes([n; 16]),
        name: format!("Person {n}"),
        keys: device_keys(n),
        membership: Membership {
            office: office.clone(),
            role,
            from: monday(),
            until: monday().plus_days(120),
        },
        office_key: Some(office_key(n)),
    }
}

/// Everybody who appears in these tests, in their offices.
pub(crate) fn directory() -> Directory {
    let mut statements: Vec<Statement> = Vec::new();
    for office in [town(), team(), stranger()] {
        statements.push(organisation(&office));
    }
    for office in [town(), town_hall(), team(), clinic(), stranger()] {
        statements.push(office_entry(&office));
    }
    for (n, office, role) in [
        (1, town(), Role::Caseworker),
        (2, town(), Role::Leader),
        (3, town(), Role::Coordinator),
        (4, town_hall(), Role::Leader),
        (11, team(), Role::Psychologist),
        (12, team(), Role::Leader),
        (21, clinic(), Role::Caseworker),
        (31, stranger(), Role::Leader),
    ] {
        statements.push(Statement::Invite(invite(n, &office, role)));
        statements.push(Statement::Approve(Box::new(approve(n, &office, role))));
    }
    let mut directory = Directory::begin(genesis(), Hash::of(b"genesis"));
    for (n, statement) in statements.iter().enumerate() {
        assert_eq!(directory.check(statement, monday()), Ok(()));
        directory.apply(statement, Hash::of(&n.to_be_bytes()));
    }
    directory
}
