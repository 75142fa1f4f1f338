//! How the town's people sign.

use std::io;

use stafet_certs::{
    authority::Validity,
    founding::{AdminKeys, DeviceSecrets},
};
use stafet_client::clock::SystemEntropy;
use stafet_shared::{
    act::{Act, BodyRef, HandoverAct, KnownHead, Matter, PublicPart, SealedRef, Terms},
    entropy::Entropy as _,
    hash::Hash,
    id::{ActId, HandoverId},
    invitation::Code,
    party::{
        Author, Membership, OfficeId,
        directory::{Approve, Invite, Statement, Version},
    },
    seal::{PublicKey, Seed},
    sign::Capacity,
    time::Timestamp,
    wire::v1::directory::{ApprovalBody, encode_approval_body},
    words::{Colour, Kind, Role, Verb},
};

/// How long memberships hold, in days.
const MEMBER_DAYS: i64 = 90;
/// Bytes of a body: as many as a padded document has.
const BODY_BYTES: usize = 3_840;

/// An act, and its body.
pub(super) type Signed = (Act, Option<Vec<u8>>);

/// A device in its office.
#[derive(Debug)]
pub(super) struct Member {
    secrets: DeviceSecrets,
    office: OfficeId,
    key: PublicKey,
}

impl Member {
    /// Lets a device join an office as its first. Answers what has to be said for that.
    pub(super) fn join(
        admin: &AdminKeys,
        office: &OfficeId,
        now: Timestamp,
    ) -> io::Result<(Self, [Signed; 2])> {
        let chance = &mut SystemEntropy;
        let code = Code::generate(chance);
        let invite = Statement::Invite(Invite {
            id: code.id(),
            office: office.clone(),
            role: Role::Caseworker,
            expires: now.plus_days(14),
        });
        let secrets = DeviceSecrets::generate(None, office.as_str(), chance);
        let membership = Membership {
            office: office.clone(),
            role: Role::Caseworker,
            from: now.plus_days(-1),
            until: now.plus_days(MEMBER_DAYS),
        };
        let validity = Validity {
            from: membership.from,
            until: membership.until,
        };
        let certificate = admin
            .issuing
            .device_certificate(secrets.device, secrets.tls.public(), validity, chance)
            .map_err(io::Error::other)?;
        let key = Seed::generate(chance).public_key();
        let approve = Approve {
            invitation: code.id(),
            device: secrets.device,
            person: secrets.person,
            name: secrets.name.clone(),
            keys: secrets.keys(),
            membership,
            office_key: Some(key.clone()),
        };
        let body = encode_approval_body(&ApprovalBody {
            sealing: secrets.sealing.public_key(),
            chain: vec![certificate.to_vec(), admin.issuing.certificate().to_vec()],
        });
        let approve = Matter::Directory(
            Statement::Approve(Box::new(approve)),
            Some(BodyRef::of(&body)),
        );
        let approve = by_the_administrator(admin, approve, now);
        let member = Self {
            secrets,
            office: office.clone(),
            key,
        };
        Ok((member, [said(admin, invite, now), (approve, Some(body))]))
    }

    /// Something new for another office.
    pub(super) fn hands_over(
        &self,
        (kind, colour): (Kind, Colour),
        to: &Self,
        now: Timestamp,
    ) -> Signed {
        let mut body = vec![0; BODY_BYTES];
        SystemEntropy.fill(&mut body);
        let readers = [to, self].map(|it| (it.office.clone(), it.key.fingerprint()));
        let act = HandoverAct {
            terms: Some(Terms {
                kind,
                colour,
                to: to.office.clone(),
                relates_to: None,
                course: None,
                tour: None,
                deadline: None,
            }),
            sealed: Some(SealedRef {
                body: BodyRef::of(&body),
                commitment: Hash::of(&body),
                to: readers.into(),
                attachments: Vec::new(),
            }),
            ..plain(HandoverId::random(&mut SystemEntropy), Verb::Sign)
        };
        (self.sign(act, Capacity::Person, now), Some(body))
    }

    /// What the receiver does about an envelope.
    pub(super) fn answers(
        &self,
        envelope: &Act,
        (verb, capacity): (Verb, Capacity),
        now: Timestamp,
    ) -> Signed {
        let about = envelope.public().handover().expect("an envelope");
        let act = HandoverAct {
            about: Some(envelope.hash()),
            ..plain(about.handover, verb)
        };
        (self.sign(act, capacity, now), None)
    }

    fn sign(&self, act: HandoverAct, capacity: Capacity, now: Timestamp) -> Act {
        let author = Author {
            office: self.office.clone(),
            person: self.secrets.person,
            device: self.secrets.device,
            capacity,
        };
        let public = public(author, Matter::Handover(Box::new(act)), now);
        public.sign(match capacity {
            Capacity::Machine => &self.secrets.machine_key,
            Capacity::Person => &self.secrets.person_key,
        })
    }
}

/// A statement of the administrator.
pub(super) fn said(admin: &AdminKeys, statement: Statement, now: Timestamp) -> Signed {
    let matter = Matter::Directory(statement, None);
    (by_the_administrator(admin, matter, now), None)
}

fn by_the_administrator(admin: &AdminKeys, matter: Matter, now: Timestamp) -> Act {
    let author = Author {
        office: OfficeId::root_administration(),
        person: admin.device.person,
        device: admin.device.device,
        capacity: Capacity::Person,
    };
    public(author, matter, now).sign(&admin.device.person_key)
}

fn public(author: Author, matter: Matter, now: Timestamp) -> PublicPart {
    PublicPart {
        id: ActId::random(&mut SystemEntropy),
        author,
        claimed: now,
        seen: KnownHead {
            size: 0,
            root: Hash::ZERO,
        },
        previous: None,
        directory: Version {
            number: 1,
            hash: Hash::ZERO,
        },
        matter,
    }
}

fn plain(handover: HandoverId, verb: Verb) -> HandoverAct {
    HandoverAct {
        handover,
        verb,
        about: None,
        version: 1,
        leg: 1,
        attempt: 1,
        terms: None,
        sealed: None,
        outcome: None,
        asserted_day: None,
        link: None,
        tour: None,
        concern: None,
    }
}
