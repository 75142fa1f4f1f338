//! The people of the fuzz targets: few, with keys that grow from their numbers, in a directory.

use std::sync::LazyLock;

use stafet_shared::{
    calendar::Zone,
    hash::Hash,
    id::{DeviceId, InvitationId, PersonId},
    party::{
        Author, DeviceKeys, Membership, OfficeId,
        directory::{
            Approve, Directory, Genesis, Invite, OfficeEntry, OrganisationEntry, Statement,
        },
    },
    seal::{Fingerprint, PublicKey, Seed},
    sign::{Capacity, KEY_BYTES, SigningKey},
    time::Timestamp,
    words::{OrganisationKind, Role},
};

/// Monday 2026-11-02, 12:00 UTC: when everything begins.
pub const MONDAY_MS: i64 = 1_793_620_800_000;
/// 2100-01-01, 00:00 UTC.
const NEXT_CENTURY_MS: i64 = 4_102_444_800_000;
/// How long everybody belongs to their office, in days.
const MEMBERSHIP_DAYS: i64 = 120;

/// Offices with their members' numbers and roles. The first is the sender's, the second the
/// receiver's.
pub const MEMBERS: [(u8, &str, Role); 8] = [
    (1, "kujalleq/nanortalik", Role::Caseworker),
    (2, "kujalleq/nanortalik", Role::Leader),
    (11, "socialstyrelsen/rejsehold", Role::Psychologist),
    (12, "socialstyrelsen/rejsehold", Role::Leader),
    (13, "socialstyrelsen/rejsehold", Role::Psychologist),
    (21, "socialstyrelsen/killiliisa", Role::Caseworker),
    (4, "kujalleq/qaqortoq", Role::Leader),
    (31, "avannaata/qaanaaq", Role::Leader),
];

/// When everything begins.
#[must_use]
pub fn monday() -> Timestamp {
    Timestamp::from_unix_ms(MONDAY_MS)
}

/// Whether an instant lies after all that these people will see.
#[must_use]
pub fn is_next_century(instant: Timestamp) -> bool {
    instant.unix_ms() > NEXT_CENTURY_MS
}

/// The secret half of what signs for a device: it grows from the first byte of its id.
#[must_use]
pub fn signing_key(device: DeviceId, capacity: Capacity) -> SigningKey {
    let n = device.as_bytes()[0];
    SigningKey::from_seed(
        &[match capacity {
            Capacity::Person => n,
            Capacity::Machine => n | 0x80,
        }; KEY_BYTES],
    )
}

/// The office with that id.
///
/// # Panics
/// When the text is no office's id.
#[must_use]
pub fn office(id: &str) -> OfficeId {
    OfficeId::parse(id).expect("an office's id")
}

/// Member number `n` at their device.
///
/// # Panics
/// When there is no such member.
#[must_use]
pub fn member(n: u8, capacity: Capacity) -> Author {
    let (_, at, _) = MEMBERS.iter().find(|it| it.0 == n).expect("a member");
    Author {
        office: office(at),
        person: PersonId::from_bytes([n; 16]),
        device: DeviceId::from_bytes([n; 16]),
        capacity,
    }
}

/// The beginning, by device number 100.
#[must_use]
pub fn genesis() -> Genesis {
    let device = DeviceId::from_bytes([100; 16]);
    let key = |n| signing_key(DeviceId::from_bytes([n; 16]), Capacity::Person).verifying_key();
    Genesis {
        root: key(120),
        receipts: key(121),
        tls_root: Hash::of(b"tls root"),
        policy: Hash::of(b"policy 0"),
        device,
        person: PersonId::from_bytes([100; 16]),
        name: "Administrator".to_owned(),
        keys: device_keys(100),
        until: monday().plus_days(3_650),
    }
}

/// What the administrator has said so that all [`MEMBERS`] are in their offices.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let mut all = Vec::new();
    let mut offices: Vec<OfficeId> = MEMBERS.iter().map(|(_, at, _)| office(at)).collect();
    offices.dedup();
    let mut organisations: Vec<_> = offices.iter().map(OfficeId::organisation).collect();
    organisations.sort();
    organisations.dedup();
    all.extend(organisations.into_iter().map(|id| {
        Statement::Organisation(OrganisationEntry {
            name: id.to_string(),
            id,
            kind: OrganisationKind::Municipality,
        })
    }));
    all.extend(offices.into_iter().map(|id| {
        Statement::Office(OfficeEntry {
            name: id.to_string(),
            id,
            zone: Zone::nuuk(),
            administrators: false,
        })
    }));
    for (n, at, role) in MEMBERS {
        all.push(Statement::Invite(invite(n, at, role)));
        all.push(Statement::Approve(Box::new(approve(n, at, role))));
    }
    all
}

/// Everybody in their offices.
#[must_use]
pub fn directory() -> &'static Directory {
    static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| {
        let mut directory = Directory::begin(genesis(), Hash::of(b"genesis"));
        for statement in statements() {
            let by = genesis().person;
            assert_eq!(directory.check(&statement, by, monday()), Ok(()));
            directory.apply(&statement, by, Hash::ZERO);
        }
        directory
    });
    &DIRECTORY
}

fn invite(n: u8, at: &str, role: Role) -> Invite {
    Invite {
        id: InvitationId::from_bytes([n; 16]),
        office: office(at),
        role,
        expires: monday().plus_days(14),
    }
}

fn approve(n: u8, at: &str, role: Role) -> Approve {
    Approve {
        invitation: InvitationId::from_bytes([n; 16]),
        device: DeviceId::from_bytes([n; 16]),
        person: PersonId::from_bytes([n; 16]),
        name: format!("Person {n}"),
        keys: device_keys(n),
        membership: Membership {
            office: office(at),
            role,
            from: monday(),
            until: monday().plus_days(MEMBERSHIP_DAYS),
        },
        office_key: Some(office_key(n)),
    }
}

/// The key that member number `n` proposes for their office.
#[must_use]
pub fn office_key(n: u8) -> PublicKey {
    Seed::from_bytes([n; 32]).public_key()
}

fn device_keys(n: u8) -> DeviceKeys {
    let device = DeviceId::from_bytes([n; 16]);
    DeviceKeys {
        person: signing_key(device, Capacity::Person).verifying_key(),
        machine: signing_key(device, Capacity::Machine).verifying_key(),
        tls: Hash::of(&[n]),
        sealing: Fingerprint::from_bytes([n; 32]),
    }
}
