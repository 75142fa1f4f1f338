//! Statements about the directory, and what the body of an approval holds.

mod policy;
mod watch;

use minicbor::{Decode, Encode};

pub use self::policy::encode_policy;
use self::{
    policy::PolicyStatementTwin,
    watch::{OutageTwin, ReviewTwin, StaffingTwin},
};
use crate::{
    calendar::Zone,
    id::{DeviceId, InvitationId, OutageId, PersonId},
    party::{
        DeviceKeys, Membership, NAME_CHARS_MAX, OrganisationId, OrganisationKind, Role,
        directory::{Approve, Genesis, Grant, Invite, OfficeEntry, OrganisationEntry, Statement},
    },
    seal::{Fingerprint, PublicKey},
    sign::VerifyingKey,
    wire::{
        self, DecodeError,
        v1::{
            Bytes, Bytes32, Id,
            act::{instant, office},
            hash_from_wire, hash_to_wire,
        },
    },
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
    wire::encode(&ApprovalBodyTwin {
        sealing: body.sealing.as_bytes().to_vec().into(),
        chain: body.chain.iter().map(|der| der.clone().into()).collect(),
    })
}

/// The body of an approval.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode_approval_body(bytes: &[u8]) -> Result<ApprovalBody, DecodeError> {
    let twin: ApprovalBodyTwin = wire::decode(bytes)?;
    if twin
        .chain
        .iter()
        .any(|der| der.len() > CERTIFICATE_BYTES_MAX)
    {
        return Err(DecodeError::Value("certificate"));
    }
    Ok(ApprovalBody {
        sealing: public_key(&twin.sealing)?,
        chain: twin.chain.into_iter().map(Into::into).collect(),
    })
}

#[derive(Encode, Decode)]
struct ApprovalBodyTwin {
    #[n(0)]
    sealing: Bytes,
    #[n(1)]
    chain: Vec<Bytes>,
}

#[derive(Encode, Decode)]
pub(crate) enum StatementTwin {
    #[n(0)]
    Genesis(#[n(0)] GenesisTwin),
    #[n(1)]
    Organisation(#[n(0)] String, #[n(1)] String, #[n(2)] u8),
    #[n(2)]
    Office(#[n(0)] String, #[n(1)] String, #[n(2)] String, #[n(3)] bool),
    #[n(3)]
    Invite(#[n(0)] Id, #[n(1)] String, #[n(2)] u8, #[n(3)] i64),
    #[n(4)]
    Approve(#[n(0)] ApproveTwin),
    #[n(5)]
    Grant(#[n(0)] String, #[n(1)] Id, #[n(2)] u32),
    #[n(6)]
    Policy(#[n(0)] PolicyStatementTwin),
    #[n(7)]
    Staffing(#[n(0)] StaffingTwin),
    #[n(8)]
    Outage(#[n(0)] OutageTwin),
    #[n(9)]
    EndOutage(#[n(0)] Id, #[n(1)] i64),
    #[n(10)]
    ReviewRound(#[n(0)] ReviewTwin),
}

#[derive(Encode, Decode)]
pub(crate) struct GenesisTwin {
    #[n(0)]
    root: Bytes32,
    #[n(1)]
    receipts: Bytes32,
    #[n(2)]
    tls_root: Bytes32,
    #[n(3)]
    policy: Bytes32,
    #[n(4)]
    device: Id,
    #[n(5)]
    person: Id,
    #[n(6)]
    name: String,
    #[n(7)]
    keys: KeysTwin,
    #[n(8)]
    until_ms: i64,
}

#[derive(Encode, Decode)]
pub(crate) struct ApproveTwin {
    #[n(0)]
    invitation: Id,
    #[n(1)]
    device: Id,
    #[n(2)]
    person: Id,
    #[n(3)]
    name: String,
    #[n(4)]
    keys: KeysTwin,
    #[n(5)]
    office: String,
    #[n(6)]
    role: u8,
    #[n(7)]
    from_ms: i64,
    #[n(8)]
    until_ms: i64,
    #[n(9)]
    office_key: Option<Bytes>,
}

/// A device's public keys, as they stand in directory acts and in enrolments.
#[derive(Encode, Decode)]
pub(crate) struct KeysTwin {
    #[n(0)]
    person: Bytes32,
    #[n(1)]
    machine: Bytes32,
    #[n(2)]
    tls: Bytes32,
    #[n(3)]
    sealing: Bytes32,
}

impl From<&DeviceKeys> for KeysTwin {
    fn from(keys: &DeviceKeys) -> Self {
        Self {
            person: keys.person.to_bytes().into(),
            machine: keys.machine.to_bytes().into(),
            tls: hash_to_wire(keys.tls),
            sealing: (*keys.sealing.as_bytes()).into(),
        }
    }
}

impl KeysTwin {
    pub(crate) fn read(self) -> Result<DeviceKeys, DecodeError> {
        Ok(DeviceKeys {
            person: verifying_key(self.person)?,
            machine: verifying_key(self.machine)?,
            tls: hash_from_wire(self.tls),
            sealing: Fingerprint::from_bytes(self.sealing.into()),
        })
    }
}

impl From<&Statement> for StatementTwin {
    fn from(statement: &Statement) -> Self {
        match statement {
            Statement::Genesis(genesis) => Self::Genesis(GenesisTwin {
                root: genesis.root.to_bytes().into(),
                receipts: genesis.receipts.to_bytes().into(),
                tls_root: hash_to_wire(genesis.tls_root),
                policy: hash_to_wire(genesis.policy),
                device: (*genesis.device.as_bytes()).into(),
                person: (*genesis.person.as_bytes()).into(),
                name: genesis.name.clone(),
                keys: KeysTwin::from(&genesis.keys),
                until_ms: genesis.until.unix_ms(),
            }),
            Statement::Organisation(entry) => Self::Organisation(
                entry.id.as_str().to_owned(),
                entry.name.clone(),
                organisation_kind_code(entry.kind),
            ),
            Statement::Office(entry) => Self::Office(
                entry.id.as_str().to_owned(),
                entry.name.clone(),
                entry.zone.name().to_owned(),
                entry.administrators,
            ),
            Statement::Invite(invite) => Self::Invite(
                (*invite.id.as_bytes()).into(),
                invite.office.as_str().to_owned(),
                role_code(invite.role),
                invite.expires.unix_ms(),
            ),
            Statement::Approve(approve) => Self::Approve(ApproveTwin {
                invitation: (*approve.invitation.as_bytes()).into(),
                device: (*approve.device.as_bytes()).into(),
                person: (*approve.person.as_bytes()).into(),
                name: approve.name.clone(),
                keys: KeysTwin::from(&approve.keys),
                office: approve.membership.office.as_str().to_owned(),
                role: role_code(approve.membership.role),
                from_ms: approve.membership.from.unix_ms(),
                until_ms: approve.membership.until.unix_ms(),
                office_key: approve
                    .office_key
                    .as_ref()
                    .map(|key| key.as_bytes().to_vec().into()),
            }),
            Statement::Grant(grant) => Self::Grant(
                grant.office.as_str().to_owned(),
                (*grant.device.as_bytes()).into(),
                grant.epoch,
            ),
            Statement::Policy(policy) => Self::Policy(PolicyStatementTwin::from(&**policy)),
            Statement::Staffing(staffing) => Self::Staffing(StaffingTwin::from(staffing)),
            Statement::Outage(outage) => Self::Outage(OutageTwin::from(outage)),
            Statement::EndOutage { id, at } => {
                Self::EndOutage((*id.as_bytes()).into(), at.unix_ms())
            }
            Statement::ReviewRound(round) => Self::ReviewRound(ReviewTwin::from(round)),
        }
    }
}

impl StatementTwin {
    pub(crate) fn read(self) -> Result<Statement, DecodeError> {
        Ok(match self {
            Self::Genesis(twin) => Statement::Genesis(Box::new(twin.read()?)),
            Self::Organisation(id, text, kind) => Statement::Organisation(OrganisationEntry {
                id: OrganisationId::parse(&id).map_err(|_| DecodeError::Value("organisation"))?,
                name: name(text)?,
                kind: organisation_kind(kind)?,
            }),
            Self::Office(id, text, zone, administrators) => Statement::Office(OfficeEntry {
                id: office(&id)?,
                name: name(text)?,
                zone: Zone::parse(&zone).map_err(|_| DecodeError::Value("zone"))?,
                administrators,
            }),
            Self::Invite(id, to, role, expires_ms) => Statement::Invite(Invite {
                id: InvitationId::from_bytes(id.into()),
                office: office(&to)?,
                role: self::role(role)?,
                expires: instant(expires_ms, "expires")?,
            }),
            Self::Approve(twin) => Statement::Approve(Box::new(twin.read()?)),
            Self::Grant(of, device, epoch) => Statement::Grant(Grant {
                office: office(&of)?,
                device: DeviceId::from_bytes(device.into()),
                epoch,
            }),
            Self::Policy(twin) => Statement::Policy(Box::new(twin.read()?)),
            Self::Staffing(twin) => Statement::Staffing(twin.read()?),
            Self::Outage(twin) => Statement::Outage(twin.read()?),
            Self::EndOutage(id, at_ms) => Statement::EndOutage {
                id: OutageId::from_bytes(id.into()),
                at: instant(at_ms, "at")?,
            },
            Self::ReviewRound(twin) => Statement::ReviewRound(twin.read()?),
        })
    }
}

impl GenesisTwin {
    fn read(self) -> Result<Genesis, DecodeError> {
        Ok(Genesis {
            root: verifying_key(self.root)?,
            receipts: verifying_key(self.receipts)?,
            tls_root: hash_from_wire(self.tls_root),
            policy: hash_from_wire(self.policy),
            device: DeviceId::from_bytes(self.device.into()),
            person: PersonId::from_bytes(self.person.into()),
            name: name(self.name)?,
            keys: self.keys.read()?,
            until: instant(self.until_ms, "until")?,
        })
    }
}

impl ApproveTwin {
    fn read(self) -> Result<Approve, DecodeError> {
        Ok(Approve {
            invitation: InvitationId::from_bytes(self.invitation.into()),
            device: DeviceId::from_bytes(self.device.into()),
            person: PersonId::from_bytes(self.person.into()),
            name: name(self.name)?,
            keys: self.keys.read()?,
            membership: Membership {
                office: office(&self.office)?,
                role: role(self.role)?,
                from: instant(self.from_ms, "from")?,
                until: instant(self.until_ms, "until")?,
            },
            office_key: self.office_key.map(|key| public_key(&key)).transpose()?,
        })
    }
}

pub(crate) fn verifying_key(bytes: Bytes32) -> Result<VerifyingKey, DecodeError> {
    VerifyingKey::from_bytes(&bytes.into()).map_err(|_| DecodeError::Value("signing key"))
}

pub(crate) fn public_key(bytes: &[u8]) -> Result<PublicKey, DecodeError> {
    PublicKey::from_bytes(bytes).map_err(|_| DecodeError::Value("sealing key"))
}

/// A name of at most [`NAME_CHARS_MAX`] characters, without control characters.
pub(crate) fn name(text: String) -> Result<String, DecodeError> {
    let fits = !text.trim().is_empty() && text.chars().count() <= NAME_CHARS_MAX;
    if fits && !text.chars().any(char::is_control) {
        Ok(text)
    } else {
        Err(DecodeError::Value("name"))
    }
}

const fn role_code(role: Role) -> u8 {
    match role {
        Role::Caseworker => 1,
        Role::Psychologist => 2,
        Role::Coordinator => 3,
        Role::Leader => 4,
        Role::Administrator => 5,
    }
}

fn role(code: u8) -> Result<Role, DecodeError> {
    Role::ALL
        .into_iter()
        .find(|role| role_code(*role) == code)
        .ok_or(DecodeError::Value("role"))
}

const fn organisation_kind_code(kind: OrganisationKind) -> u8 {
    match kind {
        OrganisationKind::Municipality => 1,
        OrganisationKind::Agency => 2,
    }
}

const fn organisation_kind(code: u8) -> Result<OrganisationKind, DecodeError> {
    match code {
        1 => Ok(OrganisationKind::Municipality),
        2 => Ok(OrganisationKind::Agency),
        _ => Err(DecodeError::Value("organisation kind")),
    }
}
