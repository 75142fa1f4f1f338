//! The directory's fold: total over all statements, the same for everybody, and without holes.

use std::collections::BTreeSet;

use stafet_shared::{
    act::Matter,
    hash::Hash,
    id::{DeviceId, PersonId},
    party::{
        OfficeId,
        directory::{Directory, FIRST_EPOCH, Statement},
    },
    sign::{Capacity, Signer},
    time::Timestamp,
    wire::v1::act,
    words::Role,
};

use super::{Canary, people::genesis, records};

/// The most statements of one input.
const STATEMENTS_MAX: usize = 40;

/// The public parts of statements, one after the other, upon the invented genesis.
///
/// # Panics
/// When a statement that does not fit changes anything, or one that fits takes something away or
/// leaves the directory with a hole.
pub fn run(data: &[u8], canary: Canary) {
    let mut directory = Directory::begin(genesis(), Hash::of(b"genesis"));
    let mut again = directory.clone();
    for record in records(data, STATEMENTS_MAX) {
        let Some((statement, by)) = read(record) else {
            continue;
        };
        let before = directory.clone();
        let fits = fits(&before, &statement, by);
        directory.apply(&statement, by, Hash::of(record));
        again.apply(&statement, by, Hash::of(record));
        if canary.spoils(fits && invites_to_a_named_office(&before, &statement)) {
            directory = before.clone();
        }
        assert_eq!(again, directory, "the same statements, another directory");
        is_counted(&before, &directory, &statement);
        if fits {
            takes_nothing_away(&before, &directory);
        } else {
            assert!(says_the_same(&before, &directory), "{statement:?}");
        }
        has_no_holes(&directory);
    }
}

/// A statement, and who says that they have signed it.
fn read(record: &[u8]) -> Option<(Statement, PersonId)> {
    let nobody = Signer {
        device: DeviceId::from_bytes([0; 16]),
        capacity: Capacity::Person,
    };
    let public = act::decode(record, nobody).ok()?;
    let by = public.author.person;
    match public.matter {
        Matter::Directory(statement, _) => Some((statement, by)),
        Matter::Handover(_) => None,
    }
}

/// Whether the statement fits, looked at before all time, so that nothing has expired yet.
fn fits(directory: &Directory, statement: &Statement, by: PersonId) -> bool {
    let start = Timestamp::from_unix_ms(i64::MIN);
    match statement {
        Statement::Invite(invite) if invite.expires == start => {
            let mut later = invite.clone();
            later.expires = Timestamp::EPOCH;
            directory
                .check(&Statement::Invite(later), by, start)
                .is_ok()
        }
        Statement::Genesis(_)
        | Statement::Organisation(_)
        | Statement::Office(_)
        | Statement::Invite(_)
        | Statement::Approve(_)
        | Statement::Grant(_)
        | Statement::Policy(_)
        | Statement::Staffing(_)
        | Statement::Outage(_)
        | Statement::EndOutage { .. }
        | Statement::ReviewRound(_) => directory.check(statement, by, start).is_ok(),
    }
}

/// Each statement has a number, but for those that not everybody sees.
fn is_counted(before: &Directory, after: &Directory, statement: &Statement) {
    if matches!(statement, Statement::Grant(_)) {
        assert_eq!(before, after, "a grant changes nothing");
    } else {
        assert_eq!(after.version().number, before.version().number + 1);
        assert_ne!(after.version().hash, before.version().hash);
    }
}

fn says_the_same(one: &Directory, other: &Directory) -> bool {
    let organisations = |it: &Directory| -> Vec<_> {
        let ids: BTreeSet<_> = one
            .offices()
            .chain(other.offices())
            .map(|(id, _)| id)
            .collect();
        ids.into_iter()
            .map(|id| it.organisation(&id.organisation()).cloned())
            .collect()
    };
    one.offices().eq(other.offices())
        && one.invitations().eq(other.invitations())
        && one.devices().eq(other.devices())
        && organisations(one) == organisations(other)
        && one.policies().eq(other.policies())
        && one.outages().eq(other.outages())
        && one.review_round() == other.review_round()
        && one
            .offices()
            .all(|(id, _)| one.staffing(id) == other.staffing(id))
}

fn takes_nothing_away(before: &Directory, after: &Directory) {
    for (id, office) in before.offices() {
        let now = after.office(id).expect("the office is still there");
        assert_eq!(now.entry, office.entry);
        assert!(now.keys.starts_with(&office.keys));
    }
    for (id, device) in before.devices() {
        let now = after.device(id).expect("the device is still there");
        assert_eq!((now.person, &now.keys), (device.person, &device.keys));
        assert!(now.memberships.starts_with(&device.memberships));
        assert_eq!(
            after.person_name(&device.person),
            before.person_name(&device.person)
        );
    }
    for (id, invitation) in before.invitations() {
        let now = after.invitation(id).expect("the invitation is still there");
        assert_eq!(now.invite, invitation.invite);
        assert!(invitation.used_by.is_none() || now.used_by == invitation.used_by);
    }
}

fn has_no_holes(directory: &Directory) {
    for (id, office) in directory.offices() {
        assert!(directory.organisation(&id.organisation()).is_some());
        let epochs: Vec<u32> = office.keys.iter().map(|key| key.epoch).collect();
        assert!(epochs.is_empty() || epochs == [FIRST_EPOCH]);
        let has_members = directory.members(id).next().is_some();
        assert!(has_members || office.keys.is_empty(), "a key of nobody");
    }
    for (_, invitation) in directory.invitations() {
        assert!(directory.office(&invitation.invite.office).is_some());
        let used_by = invitation.used_by;
        assert!(used_by.is_none_or(|device| directory.device(&device).is_some()));
    }
    watch_has_no_holes(directory);
    let mut tls_keys = BTreeSet::new();
    for (_, device) in directory.devices() {
        assert!(
            tls_keys.insert(device.keys.tls),
            "two devices with one TLS key"
        );
        assert!(directory.person_name(&device.person).is_some());
        let offices: BTreeSet<&OfficeId> = device.memberships.iter().map(|it| &it.office).collect();
        assert_eq!(
            offices.len(),
            device.memberships.len(),
            "twice in one office"
        );
        for membership in &device.memberships {
            let root = OfficeId::root_administration();
            let office = directory.office(&membership.office);
            assert!(office.is_some() || membership.office == root);
            let administers = membership.role == Role::Administrator;
            assert!(!administers || office.is_none_or(|it| it.entry.administrators));
            assert!(membership.from < membership.until);
        }
    }
}

/// Whatever is said about clocks and offices names offices that there are, and two persons stand
/// for an outage.
fn watch_has_no_holes(directory: &Directory) {
    let is_there = |office: &OfficeId| directory.office(office).is_some();
    for (number, signed) in (1..).zip(directory.policies()) {
        assert_eq!(signed.number, number);
        assert_eq!(signed.policy.check(), Ok(()));
        let ladder = &signed.policy.ladder;
        assert!(
            ladder
                .authority
                .iter()
                .chain(&ladder.department)
                .all(is_there)
        );
    }
    assert!(directory.policies().is_sorted_by_key(|signed| signed.from));
    for (id, office) in directory.offices() {
        let calendar = directory.calendar_of(id);
        assert_eq!(calendar.zone, office.entry.zone);
        assert!(calendar.changes.is_sorted_by(|one, next| one.0 < next.0));
        let staffing = directory.staffing(id);
        assert!(staffing.is_none_or(|it| it.deputy.as_ref().is_none_or(is_there)));
    }
    for (id, declared) in directory.outages() {
        assert_eq!(declared.outage.id, *id);
        assert!(declared.outage.offices.iter().all(is_there));
        assert_ne!(declared.confirmed_by, Some(declared.declared_by));
    }
}

/// An invitation to an office that is not called what its id says.
fn invites_to_a_named_office(directory: &Directory, statement: &Statement) -> bool {
    let Statement::Invite(invite) = statement else {
        return false;
    };
    directory
        .office(&invite.office)
        .is_some_and(|it| it.entry.name != it.entry.id.to_string())
}
