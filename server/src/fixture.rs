//! A small deployment for this crate's tests: two offices, their people, and what they sign.

mod signing;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use stafet_certs::{
    founding::{self, AdminKeys, DeviceSecrets, Plan, ServerKeys},
    tls::Identity,
};
use stafet_shared::{
    act::{Act, BodyRef, HandoverAct, SealedRef, Terms},
    calendar::Zone,
    entropy::Entropy,
    hash::Hash,
    id::HandoverId,
    invitation::{Code, Enrol, EnrolKeys},
    party::{
        OfficeId, OrganisationId,
        directory::{Approve, Invite, OfficeEntry, OrganisationEntry, Statement},
    },
    seal::{Seed, blob::BlobRef},
    sign::Capacity,
    time::{Clock, Timestamp},
    wire::v1::directory::{ApprovalBody, encode_approval_body},
    words::{Colour, Kind, OrganisationKind, Role, Verb},
};

use self::signing::{join, membership, plain, said, signed};

/// When the tests take place: 2026-11-21T14:00:00Z.
pub(crate) const NOW_MS: i64 = 1_795_269_600_000;
/// How long memberships hold.
pub(crate) const MEMBER_DAYS: i64 = 90;

pub(crate) fn now() -> Timestamp {
    Timestamp::from_unix_ms(NOW_MS)
}

/// A clock that is set by hand.
#[derive(Clone, Debug)]
pub(crate) struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(NOW_MS)))
    }

    pub(crate) fn set(&self, now: Timestamp) {
        self.0.store(now.unix_ms(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that repeats itself: a hash chain.
pub(crate) struct Seeded(Hash);

impl Seeded {
    pub(crate) fn new(seed: u8) -> Self {
        Self(Hash::of(&[seed]))
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 = Hash::of(self.0.as_bytes());
            let block = Hash::of_parts(&[self.0.as_bytes(), b"block"]);
            chunk
                .iter_mut()
                .zip(block.as_bytes())
                .for_each(|(to, from)| *to = *from);
        }
    }
}

/// A device with its place in an office.
pub(crate) struct Member {
    pub(crate) secrets: DeviceSecrets,
    pub(crate) office: OfficeId,
    pub(crate) identity: Identity,
}

/// An act on its way, with its body.
pub(crate) type Parcelled = (Act, Option<Vec<u8>>);

/// A founded deployment and everything that is said at its beginning.
pub(crate) struct Deployment {
    pub(crate) server: ServerKeys,
    pub(crate) admin: AdminKeys,
    pub(crate) sender: Member,
    pub(crate) receiver: Member,
    /// The statements that make the offices and bring in their people.
    pub(crate) statements: Vec<Parcelled>,
    sender_seed: Seed,
    receiver_seed: Seed,
    pub(crate) chance: Seeded,
}

pub(crate) fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).unwrap()
}

impl Deployment {
    pub(crate) fn new() -> Self {
        let mut chance = Seeded::new(1);
        let plan = Plan {
            administrator: "Adm",
            server: "localhost:1",
            now: now(),
        };
        let (server, admin) = founding::found(&plan, &mut chance).unwrap();
        let (sender_seed, receiver_seed) =
            (Seed::generate(&mut chance), Seed::generate(&mut chance));
        let mut statements = Vec::new();
        for (id, kind) in [
            ("kommune", OrganisationKind::Municipality),
            ("styrelse", OrganisationKind::Agency),
        ] {
            let entry = OrganisationEntry {
                id: OrganisationId::parse(id).unwrap(),
                name: id.to_owned(),
                kind,
            };
            let statement = Statement::Organisation(entry);
            statements.push(said(&admin, statement, None, &mut chance));
        }
        for id in ["kommune/by", "styrelse/team"] {
            let entry = OfficeEntry {
                id: office(id),
                name: id.to_owned(),
                zone: Zone::nuuk(),
                administrators: false,
            };
            statements.push(said(&admin, Statement::Office(entry), None, &mut chance));
        }
        let mut joined = |id: &str, seed: &Seed| {
            let (member, said) = join(&admin, (office(id), seed), &mut chance);
            statements.extend(said);
            member
        };
        let sender = joined("kommune/by", &sender_seed);
        let receiver = joined("styrelse/team", &receiver_seed);
        Self {
            server,
            admin,
            sender,
            receiver,
            statements,
            sender_seed,
            receiver_seed,
            chance,
        }
    }

    /// A referral from the sender's office to the receiver's.
    pub(crate) fn referral(&mut self) -> Parcelled {
        self.referral_of(64)
    }

    /// A referral with a body of so many bytes.
    pub(crate) fn referral_of(&mut self, bytes: usize) -> Parcelled {
        let mut body = vec![0; bytes];
        self.chance.fill(&mut body);
        let act = HandoverAct {
            terms: Some(Terms {
                kind: Kind::Referral,
                colour: Colour::Red,
                to: self.receiver.office.clone(),
                relates_to: None,
                course: None,
                tour: None,
                deadline: None,
            }),
            sealed: Some(SealedRef {
                body: BodyRef::of(&body),
                commitment: Hash::of(&body),
                to: vec![
                    (
                        self.receiver.office.clone(),
                        self.receiver_seed.public_key().fingerprint(),
                    ),
                    (
                        self.sender.office.clone(),
                        self.sender_seed.public_key().fingerprint(),
                    ),
                ],
                attachments: Vec::new(),
            }),
            ..plain(HandoverId::random(&mut self.chance), Verb::Sign)
        };
        let author = (&self.sender, Capacity::Person);
        (signed(author, act, &mut self.chance), Some(body))
    }

    /// A referral that announces sealed files.
    pub(crate) fn referral_with(&mut self, blobs: &[BlobRef]) -> Parcelled {
        self.referral_but(|about| {
            if let Some(sealed) = &mut about.sealed {
                sealed.attachments = blobs.to_vec();
            }
        })
    }

    /// A referral that differs from the usual one.
    pub(crate) fn referral_but(&mut self, differ: impl FnOnce(&mut HandoverAct)) -> Parcelled {
        let (act, body) = self.referral();
        let mut about = act.public().handover().unwrap().clone();
        differ(&mut about);
        let author = (&self.sender, Capacity::Person);
        (signed(author, about, &mut self.chance), body)
    }

    /// The sender's act about its referral.
    pub(crate) fn afterthought(&mut self, referral: &Parcelled, verb: Verb) -> Parcelled {
        let (referral, body) = referral;
        let about = referral.public().handover().unwrap();
        let act = HandoverAct {
            about: Some(referral.hash()),
            // It says the same again.
            sealed: about.sealed.clone(),
            ..plain(about.handover, verb)
        };
        let author = (&self.sender, Capacity::Person);
        (signed(author, act, &mut self.chance), body.clone())
    }

    /// The receiver's act about a referral.
    pub(crate) fn answer(&mut self, referral: &Act, verb: Verb) -> Parcelled {
        let about = referral.public().handover().unwrap();
        let act = HandoverAct {
            about: Some(referral.hash()),
            ..plain(about.handover, verb)
        };
        let capacity = if verb == Verb::Open {
            Capacity::Machine
        } else {
            Capacity::Person
        };
        let author = (&self.receiver, capacity);
        (signed(author, act, &mut self.chance), None)
    }

    /// A statement by the administrator.
    pub(crate) fn said(&mut self, statement: Statement) -> Parcelled {
        said(&self.admin, statement, None, &mut self.chance)
    }

    /// The administrator's identity on a connection.
    pub(crate) fn admin_identity(&self) -> Identity {
        Identity::device(
            self.admin.device.tls.clone(),
            self.admin.certificate.clone(),
            self.admin.issuing.certificate().clone(),
        )
    }

    /// An invitation to the sender's office, said, and an application by it.
    pub(crate) fn application(&mut self) -> (Parcelled, Enrol) {
        let code = Code::generate(&mut self.chance);
        let invite = Statement::Invite(Invite {
            id: code.id(),
            office: self.sender.office.clone(),
            role: Role::Caseworker,
            expires: now().plus_days(14),
        });
        let device = DeviceSecrets::generate(None, "Ny", &mut self.chance);
        let keys = EnrolKeys {
            invitation: code.id(),
            device: device.device,
            person: device.person,
            name: device.name.clone(),
            keys: device.keys(),
            tls: *device.tls.public().as_bytes(),
            sealing: device.sealing.public_key(),
            office_key: None,
        };
        (self.said(invite), Enrol::new(keys, &code))
    }

    /// The administrator's approval of an application.
    pub(crate) fn approval(&mut self, enrol: &Enrol) -> Parcelled {
        let keys = &enrol.keys;
        let approve = Approve {
            invitation: keys.invitation,
            device: keys.device,
            person: keys.person,
            name: keys.name.clone(),
            keys: keys.keys.clone(),
            membership: membership(self.sender.office.clone()),
            office_key: None,
        };
        let body = encode_approval_body(&ApprovalBody {
            sealing: keys.sealing.clone(),
            chain: vec![vec![1], vec![2]],
        });
        let statement = Statement::Approve(Box::new(approve));
        said(&self.admin, statement, Some(body), &mut self.chance)
    }
}
