//! The offices and people of the tests, their keys, and the directory that knows them.

use super::monday;
use crate::{
    calendar::Zone,
    hash::Hash,
    id::{DeviceId, InvitationId, PersonId},
    invitation::{Code, ED25519_SPKI_PREFIX, Enrol, EnrolKeys},
    party::{
        Author, DeviceKeys, Membership, OfficeId,
        directory::{
            Approve, Directory, Genesis, Invite, OfficeEntry, OrganisationEntry, Statement,
        },
    },
    seal::{Fingerprint, PublicKey, Seed},
    sign::{Capacity, KEY_BYTES, SigningKey},
    words::{OrganisationKind, Role},
};

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
        kind: if id.organisation() == team().organisation() {
            OrganisationKind::Agency
        } else {
            OrganisationKind::Municipality
        },
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

/// An office of administrators.
pub(crate) fn administration(id: &OfficeId) -> Statement {
    let Statement::Office(entry) = office_entry(id) else {
        panic!("an office");
    };
    Statement::Office(OfficeEntry {
        administrators: true,
        ..entry
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
    joined_but(|_| false)
}

/// The same before anybody has joined those offices.
pub(crate) fn joined_but(absent: impl Fn(&OfficeId) -> bool) -> Directory {
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
        if absent(&office) {
            continue;
        }
        statements.push(Statement::Invite(invite(n, &office, role)));
        statements.push(Statement::Approve(Box::new(approve(n, &office, role))));
    }
    let mut directory = Directory::begin(genesis(), Hash::of(b"genesis"));
    for (n, statement) in statements.iter().enumerate() {
        let by = administrator().person;
        assert_eq!(directory.check(statement, by, monday()), Ok(()));
        directory.apply(statement, by, Hash::of(&n.to_be_bytes()));
    }
    directory
}

/// Device number 1 applies to join the town.
pub(crate) fn enrol() -> Enrol {
    let code = Code::from_bytes([3; 16]);
    let mut keys = EnrolKeys {
        invitation: code.id(),
        device: person(&town(), 1).device,
        person: person(&town(), 1).person,
        name: "Person 1".to_owned(),
        keys: device_keys(1),
        tls: [2; 32],
        sealing: office_key(40),
        office_key: Some(office_key(1)),
    };
    keys.keys.sealing = keys.sealing.fingerprint();
    keys.keys.tls = Hash::of_parts(&[&ED25519_SPKI_PREFIX, &keys.tls]);
    Enrol::new(keys, &code)
}
