//! Statements about the directory, and what the body of an approval holds.

mod policy;
mod watch;

pub use self::policy::encode_policy;
use crate::{
    calendar::Zone,
    hash::Hash,
    id::{DeviceId, InvitationId, OutageId, PersonId},
    party::{
        DeviceKeys, Membership, OfficeId, OrganisationId,
        directory::{
            Approve, Genesis, Grant, Invite, OfficeEntry, OrganisationEntry, Outage,
            PolicyStatement, ReviewRound, Staffing, Statement,
        },
    },
    seal::{Fingerprint, PublicKey},
    sign::VerifyingKey,
    time::Timestamp,
    wire::{
        self, DecodeError,
        v1::{
            codes::leaves::{Name, Octets, known, numbers},
            twin::twin,
        },
    },
    words::{OrganisationKind, Role},
};

/// The longest certificate, in bytes.
pub const CERTIFICATE_BYTES_MAX: usize = 2048;

/// What the body of an approval holds: it goes to the device and its own office only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalBody {
    /// The key to which the office's seeds are wrapped.
    pub sealing: PublicKey,
    /// The device's certificate and that of the key which issued it, DER.
    pub chain: Vec<Vec<u8>>,
}

/// The bytes of an approval's body.
#[must_use]
pub fn encode_approval_body(body: &ApprovalBody) -> Vec<u8> {
    wire::write::<ApprovalBody>(body)
}

/// The body of an approval.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode_approval_body(bytes: &[u8]) -> Result<ApprovalBody, DecodeError> {
    wire::read::<ApprovalBody>(bytes)
}

twin! {
    ApprovalBody if has_short_certificates { 0 sealing: PublicKey, 1 chain: Vec<Octets> }
}

fn has_short_certificates(body: &ApprovalBody) -> Result<(), DecodeError> {
    let mut chain = body.chain.iter();
    match chain.all(|der| der.len() <= CERTIFICATE_BYTES_MAX) {
        true => Ok(()),
        false => Err(DecodeError::Value("certificate")),
    }
}

twin! {
    enum Statement {
        0 Genesis(genesis) = { 0 genesis: Box<Genesis> },
        1 Organisation(OrganisationEntry { id, name, kind }) = {
            0 id: OrganisationId,
            1 name: Name,
            2 kind: OrganisationKind,
        },
        2 Office(OfficeEntry { id, name, zone, administrators }) = {
            0 id: OfficeId,
            1 name: Name,
            2 zone: Zone,
            3 administrators: bool,
        },
        3 Invite(Invite { id, office, role, expires }) = {
            0 id: InvitationId,
            1 office: OfficeId,
            2 role: Role,
            3 expires: Timestamp,
        },
        4 Approve(approve) = { 0 approve: Box<Approve> },
        5 Grant(Grant { office, device, epoch }) = {
            0 office: OfficeId,
            1 device: DeviceId,
            2 epoch: u32,
        },
        6 Policy(policy) = { 0 policy: Box<PolicyStatement> },
        7 Staffing(staffing) = { 0 staffing: Staffing },
        8 Outage(outage) = { 0 outage: Outage },
        9 EndOutage { id, at } = { 0 id: OutageId, 1 at: Timestamp },
        10 ReviewRound(round) = { 0 round: ReviewRound },
    }
}

twin! {
    Genesis {
        0 root: VerifyingKey,
        1 receipts: VerifyingKey,
        2 tls_root: Hash,
        3 policy: Hash,
        4 device: DeviceId,
        5 person: PersonId,
        6 name: Name,
        7 keys: DeviceKeys,
        8 until: Timestamp,
    }
}

twin! {
    Approve {
        invitation,
        device,
        person,
        name,
        keys,
        membership: Membership { office, role, from, until },
        office_key,
    } = {
        0 invitation: InvitationId,
        1 device: DeviceId,
        2 person: PersonId,
        3 name: Name,
        4 keys: DeviceKeys,
        5 office: OfficeId,
        6 role: Role,
        7 from: Timestamp,
        8 until: Timestamp,
        9 office_key: Option<PublicKey>,
    }
}

twin! {
    DeviceKeys { 0 person: VerifyingKey, 1 machine: VerifyingKey, 2 tls: Hash, 3 sealing: Fingerprint }
}

known! {
    Zone as String, "zone": |it| it.name().to_owned(), |name| Self::parse(&name).ok();
}

numbers! {
    Role as u8, "role" {
        1 Caseworker,
        2 Psychologist,
        3 Coordinator,
        4 Leader,
        5 Administrator,
    }
    OrganisationKind as u8, "organisation kind" { 1 Municipality, 2 Agency }
}
