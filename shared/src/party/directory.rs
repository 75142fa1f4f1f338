//! Who exists, with which keys: a deterministic fold over signed directory acts.
//!
//! The first statement is the genesis, signed by the root; all others are by administrators.
//! The server distributes the directory and holds no key that could change it.

mod error;
mod joining;
mod outage;
mod policies;
mod review;
mod staffing;
mod statement;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

pub use self::{
    error::StatementError,
    outage::{
        DeclaredOutage, OUTAGE_DAYS_MAX, OUTAGE_OFFICES_MAX, Outage, OutageCause, OutageId,
        OutageOwed,
    },
    policies::PolicyStatement,
    review::ReviewRound,
    staffing::{BadPhone, PHONE_CHARS_MAX, Phone, Staffing},
    statement::{Approve, Genesis, Grant, Invite, OfficeEntry, OrganisationEntry, Statement},
};
use crate::{
    hash::Hash,
    id::{DeviceId, InvitationId, PersonId},
    party::{Author, Device, Membership, OfficeId, OrganisationId, server},
    policy::Policy,
    seal,
    sign::{Capacity, VerifyingKey},
    time::Timestamp,
    words::Role,
};

/// The first number of an office's keys.
pub const FIRST_EPOCH: u32 = 1;
/// Label of the hash that links one version of the directory to the next.
const CHAIN_LABEL: &[u8] = b"stafet/directory/1";

/// One of an office's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeKey {
    /// Counts the office's keys from 1.
    pub epoch: u32,
    /// What others seal to.
    pub public: seal::PublicKey,
    /// The version of the directory that has brought it.
    pub since: u64,
}

/// An office as the directory knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What an administrator has entered about it.
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
    policy_zero: Policy,
    policies: Vec<PolicyStatement>,
    staffing: BTreeMap<OfficeId, Vec<Staffing>>,
    outages: BTreeMap<OutageId, DeclaredOutage>,
    review: Option<ReviewRound>,
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
            policy_zero: Policy::zero(),
            policies: Vec::new(),
            staffing: BTreeMap::new(),
            outages: BTreeMap::new(),
            review: None,
            genesis,
        }
    }

    /// Takes in a statement that stands in the log: who has signed it, and the hash of the signed
    /// act.
    ///
    /// Total: what does not fit (a second genesis, a used invitation) changes nothing but the
    /// version, so that everybody who reads the same log has the same directory. A grant changes
    /// nothing at all: it stands in its office's mailbox only, where others do not see it.
    pub fn apply(&mut self, statement: &Statement, by: PersonId, act: Hash) {
        if matches!(statement, Statement::Grant(_)) {
            return;
        }
        self.version.number = self.version.number.saturating_add(1);
        self.version.hash = link(self.version.hash, act);
        if self.check_fit(statement, by).is_err() {
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
            Statement::Policy(policy) => self.policies.push((**policy).clone()),
            Statement::Staffing(staffing) => self.staff(staffing),
            Statement::Outage(outage) => self.declare_outage(outage, by),
            Statement::EndOutage { id, at } => self.end_outage(*id, *at),
            Statement::ReviewRound(round) => self.review = Some(*round),
        }
    }

    /// Why a statement by this person that is deposited now can never hold here, if so.
    ///
    /// # Errors
    /// One reason for each way to be wrong.
    pub fn check(
        &self,
        statement: &Statement,
        by: PersonId,
        now: Timestamp,
    ) -> Result<(), StatementError> {
        self.check_fit(statement, by)?;
        match statement {
            Statement::Invite(invite) if invite.expires <= now => Err(StatementError::Expired),
            Statement::Policy(policy) if policy.from < now => Err(StatementError::Retroactive),
            Statement::Staffing(staffing) if self.moves_clocks(staffing, now) => {
                Err(StatementError::Retroactive)
            }
            Statement::Outage(outage) if outage.until.is_some_and(|until| until <= now) => {
                Err(StatementError::Over)
            }
            Statement::ReviewRound(round) if round.is_over(now) => Err(StatementError::Over),
            Statement::Genesis(_)
            | Statement::Policy(_)
            | Statement::Staffing(_)
            | Statement::Outage(_)
            | Statement::EndOutage { .. }
            | Statement::ReviewRound(_)
            | Statement::Organisation(_)
            | Statement::Office(_)
            | Statement::Invite(_)
            | Statement::Approve(_)
            | Statement::Grant(_) => Ok(()),
        }
    }

    /// What [`Directory::check`] says without a clock: all who read the log must come to the
    /// same answer, whenever they read it.
    fn check_fit(&self, statement: &Statement, by: PersonId) -> Result<(), StatementError> {
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
            Statement::Policy(policy) => self.check_policy(policy),
            Statement::Staffing(staffing) => self.check_staffing(staffing),
            Statement::Outage(outage) => self.check_outage(outage, by),
            Statement::EndOutage { id, at } => self.check_end(*id, *at),
            Statement::ReviewRound(round) => self.check_review(round),
        }
    }

    /// The deployment's beginning.
    #[must_use]
    pub const fn genesis(&self) -> &Genesis {
        &self.genesis
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

    /// Whether an office had a key in the directory as somebody knew it who had read that many
    /// statements.
    #[must_use]
    pub fn had_key(&self, id: &OfficeId, version: u64) -> bool {
        let first = self.offices.get(id).and_then(|office| office.keys.first());
        first.is_some_and(|key| key.since <= version)
    }

    /// Who else of an office's organisation could take what it cannot read yet, in order of ids:
    /// whoever has a key and works with children's cases.
    pub fn instead_of<'a>(&'a self, id: &'a OfficeId) -> impl Iterator<Item = &'a OfficeId> {
        let others = self.offices.iter().filter(move |(other, office)| {
            *other != id
                && other.organisation() == id.organisation()
                && !office.keys.is_empty()
                && !office.entry.administrators
        });
        others.map(|(other, _)| other)
    }

    /// The telephone number by which an office is reached, if that was said.
    #[must_use]
    pub fn phone(&self, office: &OfficeId) -> Option<&Phone> {
        self.staffing(office)?.phone.as_ref()
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
        if *device == server::device(&self.genesis.receipts) {
            let by_machine = capacity == Capacity::Machine;
            return Some(&self.genesis.receipts).filter(|_| by_machine);
        }
        self.devices
            .get(device)
            .map(|device| device.keys.signing(capacity))
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

fn link(before: Hash, act: Hash) -> Hash {
    Hash::of_parts(&[CHAIN_LABEL, before.as_bytes(), act.as_bytes()])
}
