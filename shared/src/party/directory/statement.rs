//! What is said about the directory, and why it may never hold.

use super::{Outage, PolicyStatement, ReviewRound, Staffing};
use crate::{
    calendar::Zone,
    hash::Hash,
    id::{DeviceId, InvitationId, OutageId, PersonId},
    party::{DeviceKeys, Membership, OfficeId, OrganisationId},
    seal,
    sign::VerifyingKey,
    time::Timestamp,
    words::{OrganisationKind, Role},
};

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
    /// How long clocks run from some instant on.
    Policy(Box<PolicyStatement>),
    /// How an office is staffed.
    Staffing(Staffing),
    /// Offices cannot be reached. It takes effect when a second person has said the same.
    Outage(Outage),
    /// They can be reached again.
    EndOutage {
        /// The outage that is over.
        id: OutageId,
        /// Since when it is over.
        at: Timestamp,
    },
    /// Every office has to go through its open cases.
    ReviewRound(ReviewRound),
}

impl Statement {
    /// The grant, if it is one.
    #[must_use]
    pub const fn grant(&self) -> Option<&Grant> {
        if let Self::Grant(grant) = self {
            Some(grant)
        } else {
            None
        }
    }

    /// The approval, if it is one.
    #[must_use]
    pub fn approval(&self) -> Option<&Approve> {
        if let Self::Approve(approval) = self {
            Some(approval)
        } else {
            None
        }
    }
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
    /// The name by which acts know it.
    pub id: OrganisationId,
    /// What people see.
    pub name: String,
    /// Whether it has authority responsibility.
    pub kind: OrganisationKind,
}

/// An office and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeEntry {
    /// The name by which acts know it.
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
    /// The office whose seeds they are.
    pub office: OfficeId,
    /// For which device.
    pub device: DeviceId,
    /// The newest epoch among them.
    pub epoch: u32,
}
