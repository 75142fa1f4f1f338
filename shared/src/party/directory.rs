//! Who exists, with which keys: a deterministic fold over signed directory acts.
//!
//! The first statement is the genesis, signed by the root; all others are by administrators.
//! The server distributes the directory and holds no key that could change it.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

use crate::{
    calendar::Zone,
    hash::Hash,
    id::{DeviceId, InvitationId, PersonId},
    party::{
        Author, Capacity, Device, DeviceKeys, Membership, OfficeId, OrganisationId,
        OrganisationKind, Role,
    },
    policy::Policy,
    seal,
    sign::VerifyingKey,
    time::Timestamp,
    watch,
};

/// The first number of an office's keys.
pub const FIRST_EPOCH: u32 = 1;
/// Label of the hash that links one version of the directory to the next.
const CHAIN_LABEL: &[u8] = b"stafet/directory/1";

/// What is said about the directory by one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// There is a deployment.
    Genesis(Box<Genesis>),
    /// There is an organisation.
    Organisation(OrganisationEntry),
    /// There is an office.
    Office(OfficeEntry),
    /// Somebody may join an office.
    Invite(Invite),
    /// A device has joined. The act's body holds the device's sealing key and certificate.
    Approve(Box<Approve>),
    /// A member device has wrapped the office's seeds for another one. The act's body holds them.
    Grant(Grant),
}

/// The deployment's beginning: leaf 0 of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// Signs the genesis; its secret stays offline.
    pub root: VerifyingKey,
    /// Signs the server's receipts.
    pub receipts: VerifyingKey,
    /// SHA-256 of the TLS root certificate, DER.
    pub tls_root: Hash,
    /// Hash of the policy that holds until another one is signed.
    pub policy: Hash,
    /// The first administrator's device.
    pub device: DeviceId,
    /// The first administrator.
    pub person: PersonId,
    /// The first administrator's name.
    pub name: String,
    /// The first administrator's keys.
    pub keys: DeviceKeys,
    /// Until when the first administrator's membership holds.
    pub until: Timestamp,
}

/// An organisation and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationEntry {
    /// What travels.
    pub id: OrganisationId,
    /// What people see.
    pub name: String,
    /// Whether it has authority responsibility.
    pub kind: OrganisationKind,
}

/// An office and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeEntry {
    /// What travels.
    pub id: OfficeId,
    /// What people see.
    pub name: String,
    /// In whose working days its clocks run.
    pub zone: Zone,
    /// Whether its members may be administrators.
    pub administrators: bool,
}

/// Leave to join an office, given to whoever holds the invitation's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Names the invitation, without telling its code.
    pub id: InvitationId,
    /// The office to join.
    pub office: OfficeId,
    /// As what.
    pub role: Role,
    /// After this instant nobody joins by it.
    pub expires: Timestamp,
}

/// A device has joined an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approve {
    /// By which invitation; it is used up by this.
    pub invitation: InvitationId,
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The device's keys.
    pub keys: DeviceKeys,
    /// Where, as what, and how long.
    pub membership: Membership,
    /// The office's first key, when this device proposes it. Of racing proposals the first holds.
    pub office_key: Option<seal::PublicKey>,
}

/// A member device has wrapped its office's seeds for another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Whose seeds.
    pub office: OfficeId,
    /// For which device.
    pub device: DeviceId,
    /// The newest epoch among them.
    pub epoch: u32,
}

/// One of an office's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeKey {
    /// Counts the office's keys from 1.
    pub epoch: u32,
    /// What others seal to.
    pub public: seal::PublicKey,
}

/// An office as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its entry.
    pub entry: OfficeEntry,
    /// Its keys, oldest first. Empty until its first device has joined.
    pub keys: Vec<OfficeKey>,
}

/// An invitation and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What was offered.
    pub invite: Invite,
    /// The device that joined by it.
    pub used_by: Option<DeviceId>,
}

/// Which state of the directory a signer knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Statements so far, the genesis included.
    pub number: u64,
    /// Links all of them.
    pub hash: Hash,
}

/// The directory after some statements.
#[derive(Clone, PartialEq, Eq)]
pub struct Directory {
    genesis: Genesis,
    version: Version,
    organisations: BTreeMap<OrganisationId, OrganisationEntry>,
    offices: BTreeMap<OfficeId, Office>,
    invitations: BTreeMap<InvitationId, Invitation>,
    persons: BTreeMap<PersonId, String>,
    devices: BTreeMap<DeviceId, Device>,
    policy: Policy,
}

impl Directory {
    /// The directory that a genesis begins. The caller has verified the genesis' signature.
    #[must_use]
    pub fn begin(genesis: Genesis, act: Hash) -> Self {
        let administrator = Device {
            person: genesis.person,
            keys: genesis.keys.clone(),
            memberships: vec![Membership {
                office: OfficeId::root_administration(),
                role: Role::Administrator,
                from: Timestamp::from_unix_ms(i64::MIN),
                until: genesis.until,
            }],
        };
        Self {
            version: Version {
                number: 1,
                hash: link(Hash::ZERO, act),
            },
            organisations: BTreeMap::new(),
            offices: BTreeMap::new(),
            invitations: BTreeMap::new(),
            persons: BTreeMap::from([(genesis.person, genesis.name.clone())]),
            devices: BTreeMap::from([(genesis.device, administrator)]),
            policy: Policy::zero(),
            genesis,
        }
    }

    /// Takes in a statement that stands in the log; `act` is the hash of the signed act.
    ///
    /// Total: what does not fit (a second genesis, a used invitation) changes nothing but the
    /// version, so that everybody who reads the same log has the same directory. A grant changes
    /// nothing at all: it stands in its office's mailbox only, where others do not see it.
    pub fn apply(&mut self, statement: &Statement, act: Hash) {
        if matches!(statement, Statement::Grant(_)) {
            return;
        }
        self.version.number = self.version.number.saturating_add(1);
        self.version.hash = link(self.version.hash, act);
        if self.check_fit(statement).is_err() {
            return;
        }
        match statement {
            Statement::Genesis(_) | Statement::Grant(_) => {}
            Statement::Organisation(entry) => {
                self.organisations
                    .entry(entry.id.clone())
                    .or_insert_with(|| entry.clone());
            }
            Statement::Office(entry) => {
                self.offices
                    .entry(entry.id.clone())
                    .or_insert_with(|| Office {
                        entry: entry.clone(),
                        keys: Vec::new(),
                    });
            }
            Statement::Invite(invite) => {
                self.invitations
                    .entry(invite.id)
                    .or_insert_with(|| Invitation {
                        invite: invite.clone(),
                        used_by: None,
                    });
            }
            Statement::Approve(approve) => self.approve(approve),
        }
    }

    /// Why an administrator's statement can never hold here, if so.
    ///
    /// # Errors
    /// One reason for each way to be wrong.
    pub fn check(&self, statement: &Statement, now: Timestamp) -> Result<(), StatementError> {
        self.check_fit(statement)?;
        match statement {
            Statement::Invite(invite) if invite.expires <= now => Err(StatementError::Expired),
            Statement::Genesis(_)
            | Statement::Organisation(_)
            | Statement::Office(_)
            | Statement::Invite(_)
            | Statement::Approve(_)
            | Statement::Grant(_) => Ok(()),
        }
    }

    /// What [`Directory::check`] says without a clock: all who read the log must come to the
    /// same answer, whenever they read it.
    fn check_fit(&self, statement: &Statement) -> Result<(), StatementError> {
        match statement {
            Statement::Genesis(_) => Err(StatementError::SecondGenesis),
            Statement::Organisation(entry) if self.organisations.contains_key(&entry.id) => {
                Err(StatementError::Exists)
            }
            Statement::Organisation(_) => Ok(()),
            Statement::Office(entry) if self.offices.contains_key(&entry.id) => {
                Err(StatementError::Exists)
            }
            Statement::Office(entry)
                if self.organisations.contains_key(&entry.id.organisation()) =>
            {
                Ok(())
            }
            Statement::Office(_) => Err(StatementError::UnknownOrganisation),
            Statement::Invite(invite) => self.check_invite(invite),
            Statement::Approve(approve) => self.check_approve(approve),
            Statement::Grant(grant) => self.check_grant(grant),
        }
    }

    /// The deployment's beginning.
    #[must_use]
    pub const fn genesis(&self) -> &Genesis {
        &self.genesis
    }

    /// The policy for clocks that start at that instant.
    #[must_use]
    pub const fn policy_at(&self, _start: Timestamp) -> &Policy {
        &self.policy
    }

    /// Which state this is.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Every office, by id.
    pub fn offices(&self) -> impl Iterator<Item = (&OfficeId, &Office)> {
        self.offices.iter()
    }

    /// An office.
    #[must_use]
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.get(id)
    }

    /// An organisation.
    #[must_use]
    pub fn organisation(&self, id: &OrganisationId) -> Option<&OrganisationEntry> {
        self.organisations.get(id)
    }

    /// What people see of an office: its name, or its id while nothing is known of it.
    #[must_use]
    pub fn office_name<'a>(&'a self, id: &'a OfficeId) -> &'a str {
        self.offices
            .get(id)
            .map_or(id.as_str(), |office| office.entry.name.as_str())
    }

    /// The key to seal to for an office, or `None` while it has no member.
    #[must_use]
    pub fn office_key(&self, id: &OfficeId) -> Option<&OfficeKey> {
        self.offices.get(id)?.keys.last()
    }

    /// Whether an office has or had the key with this fingerprint.
    #[must_use]
    pub fn office_has_key(&self, id: &OfficeId, fingerprint: &seal::Fingerprint) -> bool {
        self.offices.get(id).is_some_and(|office| {
            office
                .keys
                .iter()
                .any(|key| key.public.fingerprint() == *fingerprint)
        })
    }

    /// An invitation.
    #[must_use]
    pub fn invitation(&self, id: &InvitationId) -> Option<&Invitation> {
        self.invitations.get(id)
    }

    /// Every invitation, by id.
    pub fn invitations(&self) -> impl Iterator<Item = (&InvitationId, &Invitation)> {
        self.invitations.iter()
    }

    /// A person's name.
    #[must_use]
    pub fn person_name(&self, id: &PersonId) -> Option<&str> {
        self.persons.get(id).map(String::as_str)
    }

    /// A device.
    #[must_use]
    pub fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices.get(id)
    }

    /// Every device, by id.
    pub fn devices(&self) -> impl Iterator<Item = (&DeviceId, &Device)> {
        self.devices.iter()
    }

    /// The device that holds the TLS key with this hash.
    #[must_use]
    pub fn device_by_tls_key(&self, key: &Hash) -> Option<DeviceId> {
        self.devices
            .iter()
            .find(|(_, device)| device.keys.tls == *key)
            .map(|(id, _)| *id)
    }

    /// The devices that serve an office.
    pub fn members<'a>(
        &'a self,
        office: &'a OfficeId,
    ) -> impl Iterator<Item = (&'a DeviceId, &'a Device, &'a Membership)> {
        self.devices.iter().filter_map(move |(id, device)| {
            device
                .membership(office)
                .map(|membership| (id, device, membership))
        })
    }

    /// The author's membership in the office in whose name it signs, if the device, its person
    /// and the office belong together.
    #[must_use]
    pub fn membership_of(&self, author: &Author) -> Option<&Membership> {
        let device = self.devices.get(&author.device)?;
        if device.person == author.person {
            device.membership(&author.office)
        } else {
            None
        }
    }

    /// The key that must have signed for this device in this capacity. The server's watch signs
    /// with the key that signs receipts, and as a machine only.
    #[must_use]
    pub fn signing_key(&self, device: &DeviceId, capacity: Capacity) -> Option<&VerifyingKey> {
        if *device == watch::server::device(&self.genesis.receipts) {
            let by_machine = capacity == Capacity::Machine;
            return Some(&self.genesis.receipts).filter(|_| by_machine);
        }
        self.devices
            .get(device)
            .map(|device| device.keys.signing(capacity))
    }

    fn approve(&mut self, approve: &Approve) {
        if let Some(invitation) = self.invitations.get_mut(&approve.invitation) {
            invitation.used_by = Some(approve.device);
        }
        self.persons
            .entry(approve.person)
            .or_insert_with(|| approve.name.clone());
        self.devices
            .entry(approve.device)
            .or_insert_with(|| Device {
                person: approve.person,
                keys: approve.keys.clone(),
                memberships: Vec::new(),
            })
            .memberships
            .push(approve.membership.clone());
        if let Some(office) = self.offices.get_mut(&approve.membership.office)
            && office.keys.is_empty()
            && let Some(public) = &approve.office_key
        {
            office.keys.push(OfficeKey {
                epoch: FIRST_EPOCH,
                public: public.clone(),
            });
        }
    }

    fn check_invite(&self, invite: &Invite) -> Result<(), StatementError> {
        let office = self
            .offices
            .get(&invite.office)
            .ok_or(StatementError::UnknownOffice)?;
        if self.invitations.contains_key(&invite.id) {
            Err(StatementError::Exists)
        } else if invite.role == Role::Administrator && !office.entry.administrators {
            Err(StatementError::NoAdministratorsHere)
        } else {
            Ok(())
        }
    }

    fn check_approve(&self, approve: &Approve) -> Result<(), StatementError> {
        let invitation = self
            .invitations
            .get(&approve.invitation)
            .ok_or(StatementError::UnknownInvitation)?;
        let offered = (&invitation.invite.office, invitation.invite.role);
        let membership = &approve.membership;
        if invitation.used_by.is_some() {
            Err(StatementError::InvitationUsed)
        } else if offered != (&membership.office, membership.role) {
            Err(StatementError::OtherThanOffered)
        } else if invitation.invite.expires <= membership.from
            || membership.until <= membership.from
        {
            Err(StatementError::Expired)
        } else if self
            .person_name(&approve.person)
            .is_some_and(|known| known != approve.name)
        {
            Err(StatementError::OtherPerson)
        } else if self.devices.get(&approve.device).is_some_and(|known| {
            known.person != approve.person
                || known.keys != approve.keys
                || known.membership(&membership.office).is_some()
        }) || self
            .device_by_tls_key(&approve.keys.tls)
            .is_some_and(|id| id != approve.device)
        {
            Err(StatementError::Exists)
        } else {
            Ok(())
        }
    }

    fn check_grant(&self, grant: &Grant) -> Result<(), StatementError> {
        let device = self
            .devices
            .get(&grant.device)
            .ok_or(StatementError::UnknownDevice)?;
        device
            .membership(&grant.office)
            .map(|_| ())
            .ok_or(StatementError::UnknownDevice)
    }
}

/// Sizes only: a directory of a whole country is no use in a log line.
impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Directory(version {}, {} offices, {} devices)",
            self.version.number,
            self.offices.len(),
            self.devices.len()
        )
    }
}

/// Why a statement about the directory can never hold. It is the administrator's move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// A deployment begins once.
    #[error("the deployment has begun already")]
    SecondGenesis,
    /// The name or device is taken.
    #[error("there is such an entry already")]
    Exists,
    /// The organisation must be added first.
    #[error("the office's organisation is not in the directory")]
    UnknownOrganisation,
    /// The office must be added first.
    #[error("the office is not in the directory")]
    UnknownOffice,
    /// The device has not joined that office.
    #[error("the device is no member of that office")]
    UnknownDevice,
    /// Nobody was invited by that name.
    #[error("there is no such invitation")]
    UnknownInvitation,
    /// An invitation is good for one device.
    #[error("the invitation has been used")]
    InvitationUsed,
    /// Office and role must be those of the invitation.
    #[error("the approval names another office or role than the invitation")]
    OtherThanOffered,
    /// Somebody else in the directory has this person's id, or the same person another name.
    #[error("the person is known by another name; compare the application with the directory")]
    OtherPerson,
    /// Administrators sit in offices that are marked for them.
    #[error("the office is not one for administrators")]
    NoAdministratorsHere,
    /// It would begin after its end.
    #[error("the invitation has expired, or the membership would end before it begins")]
    Expired,
}

fn link(before: Hash, act: Hash) -> Hash {
    Hash::of_parts(&[CHAIN_LABEL, before.as_bytes(), act.as_bytes()])
}
