//! The directory as a fold: what fits changes it, what does not changes nothing.

mod policies;
mod watch;

use crate::{
    hash::Hash,
    id::{DeviceId, InvitationId, PersonId},
    party::{
        OfficeId,
        directory::{Approve, Directory, Grant, OfficeEntry, Statement, StatementError},
    },
    sign::Capacity,
    testing::{
        administrator, approve, device_keys, directory, genesis, invite, monday, office,
        office_entry, office_key, organisation, person, signing_key, stranger, team, town,
    },
    words::Role,
};

/// The person who signs the statements of these tests.
fn root() -> PersonId {
    administrator().person
}

fn id(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

fn approval(approve: Approve) -> Statement {
    Statement::Approve(Box::new(approve))
}

/// The directory with a fresh invitation number 50 into the town.
fn invited() -> Directory {
    let mut directory = directory();
    directory.apply(
        &Statement::Invite(invite(50, &town(), Role::Caseworker)),
        root(),
        Hash::of(b"50"),
    );
    directory
}

/// What the directory says of an approval by invitation 50 that differs as `spoil` says.
fn spoilt(spoil: impl FnOnce(&mut Approve)) -> Result<(), StatementError> {
    let mut approve = approve(50, &town(), Role::Caseworker);
    spoil(&mut approve);
    invited().check(&approval(approve), root(), monday())
}

#[test]
fn who_has_joined_is_known_by_every_key() {
    let directory = directory();
    assert_eq!(
        directory.device_by_tls_key(&device_keys(11).tls),
        Some(id(11))
    );
    assert_eq!(directory.device_by_tls_key(&Hash::ZERO), None);
    for (capacity, n) in [(Capacity::Person, 11), (Capacity::Machine, 11 | 0x80)] {
        let key = signing_key(n).verifying_key();
        assert_eq!(directory.signing_key(&id(11), capacity), Some(&key));
    }
    assert_eq!(
        directory.person_name(&PersonId::from_bytes([11; 16])),
        Some("Person 11")
    );
    let member = directory.membership_of(&person(&team(), 11)).unwrap();
    assert_eq!(member.role, Role::Psychologist);
    assert_eq!(directory.membership_of(&person(&town(), 11)), None);
    let impostor = crate::party::Author {
        person: PersonId::from_bytes([12; 16]),
        ..person(&team(), 11)
    };
    assert_eq!(directory.membership_of(&impostor), None);
}

#[test]
fn of_racing_office_keys_the_first_holds() {
    let directory = directory();
    let key = directory.office_key(&town()).unwrap();
    assert_eq!((key.epoch, &key.public), (1, &office_key(1)));
    assert_eq!(directory.office(&town()).unwrap().keys.len(), 1);
    assert!(directory.office_has_key(&town(), &office_key(1).fingerprint()));
    assert!(!directory.office_has_key(&town(), &office_key(2).fingerprint()));
    assert!(!directory.office_has_key(&team(), &office_key(1).fingerprint()));
}

#[test]
fn an_office_without_members_has_no_key() {
    let mut directory = directory();
    let empty = office("kujalleq/narsaq");
    directory.apply(&office_entry(&empty), root(), Hash::of(b"narsaq"));
    assert_eq!(directory.office_key(&empty), None);
    assert_eq!(directory.members(&empty).count(), 0);
}

#[test]
fn an_invitation_is_good_for_one_device() {
    let mut directory = invited();
    directory.apply(
        &approval(approve(50, &town(), Role::Caseworker)),
        root(),
        Hash::of(b"51"),
    );
    let used_by = |directory: &Directory| {
        let invitation = directory.invitation(&InvitationId::from_bytes([50; 16]));
        invitation.and_then(|invitation| invitation.used_by)
    };
    assert_eq!(used_by(&directory), Some(id(50)));
    let second = Approve {
        invitation: InvitationId::from_bytes([50; 16]),
        ..approve(51, &town(), Role::Caseworker)
    };
    let second = approval(second);
    assert_eq!(
        directory.check(&second, root(), monday()),
        Err(StatementError::InvitationUsed)
    );
    directory.apply(&second, root(), Hash::of(b"52"));
    assert_eq!(
        (used_by(&directory), directory.device(&id(51))),
        (Some(id(50)), None)
    );
}

#[test]
fn an_approval_is_refused_for_each_way_to_be_wrong() {
    use StatementError as E;
    assert_eq!(spoilt(|_| {}), Ok(()));
    assert_eq!(
        spoilt(|it| it.invitation = InvitationId::from_bytes([99; 16])),
        Err(E::UnknownInvitation)
    );
    assert_eq!(
        spoilt(|it| it.invitation = InvitationId::from_bytes([1; 16])),
        Err(E::InvitationUsed)
    );
    assert_eq!(
        spoilt(|it| it.membership.role = Role::Leader),
        Err(E::OtherThanOffered)
    );
    assert_eq!(
        spoilt(|it| it.membership.office = team()),
        Err(E::OtherThanOffered)
    );
    assert_eq!(
        spoilt(|it| it.membership.from = monday().plus_days(14)),
        Err(E::Expired)
    );
    assert_eq!(spoilt(|it| it.membership.until = monday()), Err(E::Expired));
    assert_eq!(
        spoilt(|it| it.person = PersonId::from_bytes([2; 16])),
        Err(E::OtherPerson)
    );
    assert_eq!(
        spoilt(|it| it.keys.tls = device_keys(11).tls),
        Err(E::Exists)
    );
    assert_eq!(
        spoilt(|it| it.device = id(11)),
        Err(E::Exists),
        "another's device"
    );
}

#[test]
fn other_statements_are_refused_for_each_way_to_be_wrong() {
    use StatementError as E;
    let directory = directory();
    let check = |statement: &Statement| directory.check(statement, root(), monday());
    assert_eq!(
        check(&Statement::Genesis(Box::new(genesis()))),
        Err(E::SecondGenesis)
    );
    assert_eq!(check(&organisation(&town())), Err(E::Exists));
    assert_eq!(check(&office_entry(&town())), Err(E::Exists));
    assert_eq!(
        check(&office_entry(&office("nowhere/at-all"))),
        Err(E::UnknownOrganisation)
    );
    let invited = |n, office: &OfficeId, role| check(&Statement::Invite(invite(n, office, role)));
    assert_eq!(invited(1, &town(), Role::Leader), Err(E::Exists));
    assert_eq!(
        invited(60, &office("nowhere/at-all"), Role::Leader),
        Err(E::UnknownOffice)
    );
    assert_eq!(
        invited(60, &town(), Role::Administrator),
        Err(E::NoAdministratorsHere)
    );
    let late = Statement::Invite(invite(60, &town(), Role::Leader));
    assert_eq!(
        directory.check(&late, root(), monday().plus_days(14)),
        Err(E::Expired)
    );
    let grant = |n, office| {
        check(&Statement::Grant(Grant {
            office,
            device: id(n),
            epoch: 1,
        }))
    };
    assert_eq!(grant(1, town()), Ok(()));
    assert_eq!(grant(1, team()), Err(E::UnknownDevice));
    assert_eq!(grant(99, town()), Err(E::UnknownDevice));
}

#[test]
fn what_does_not_fit_changes_nothing_but_the_version() {
    let foreign = [
        Statement::Genesis(Box::new(genesis())),
        organisation(&town()),
        office_entry(&office("nowhere/at-all")),
        Statement::Invite(invite(60, &office("nowhere/at-all"), Role::Leader)),
        Statement::Invite(invite(60, &town(), Role::Administrator)),
        approval(approve(61, &town(), Role::Leader)),
    ];
    for statement in &foreign {
        let before = directory();
        let mut after = before.clone();
        after.apply(statement, root(), Hash::of(b"x"));
        assert_eq!(after.version().number, before.version().number + 1);
        assert_ne!(after.version().hash, before.version().hash);
        after.version = before.version;
        assert!(after == before, "{statement:?}");
    }
}

#[test]
fn administrators_sit_where_the_office_is_for_them() {
    let mut directory = directory();
    let helpdesk = office("kujalleq/helpdesk");
    directory.apply(
        &Statement::Office(OfficeEntry {
            id: helpdesk.clone(),
            name: "Helpdesk".to_owned(),
            zone: crate::calendar::Zone::nuuk(),
            administrators: true,
        }),
        root(),
        Hash::of(b"h"),
    );
    let invite = Statement::Invite(invite(60, &helpdesk, Role::Administrator));
    assert_eq!(directory.check(&invite, root(), monday()), Ok(()));
}

#[test]
fn one_device_may_serve_two_offices_but_each_once() {
    let mut directory = directory();
    let again = |n: u8, office: &OfficeId| Approve {
        device: id(1),
        person: PersonId::from_bytes([1; 16]),
        name: "Person 1".to_owned(),
        keys: device_keys(1),
        ..approve(n, office, Role::Caseworker)
    };
    for (n, office) in [(70, stranger()), (71, stranger())] {
        directory.apply(
            &Statement::Invite(invite(n, &office, Role::Caseworker)),
            root(),
            Hash::of(&[n]),
        );
    }
    directory.apply(&approval(again(70, &stranger())), root(), Hash::of(b"70"));
    assert!(directory.membership_of(&person(&stranger(), 1)).is_some());
    assert!(directory.membership_of(&person(&town(), 1)).is_some());
    let twice = approval(again(71, &stranger()));
    assert_eq!(
        directory.check(&twice, root(), monday()),
        Err(StatementError::Exists)
    );
}

#[test]
fn whoever_reads_the_same_log_has_the_same_directory() {
    assert!(directory() == directory());
    let (mut one, mut other) = (directory(), directory());
    one.apply(&organisation(&town()), root(), Hash::of(b"a"));
    other.apply(&organisation(&town()), root(), Hash::of(b"b"));
    assert_ne!(
        one.version(),
        other.version(),
        "the version tells what was read"
    );
}
