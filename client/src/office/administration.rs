//! What an administrator does: organisations, offices, invitations, approvals.

pub mod staffing;
mod watch;

use stafet_certs::{
    authority::{CLOCK_SKEW_MS, Validity},
    fingerprint::RootPin,
    key::PublicKey,
};
use stafet_shared::{
    act::{BodyRef, Matter},
    hash::Hash,
    id::{ActId, InvitationId},
    invitation::{CODE_BYTES, Code, Enrol, Ticket},
    party::{
        Membership, OfficeId,
        directory::{Approve, Invite, OfficeEntry, OrganisationEntry, Statement},
    },
    sign::Capacity,
    wire::v1::directory::{ApprovalBody, encode_approval_body},
    words::Role,
};

use super::{Office, OfficeError, Reader, values};
use crate::store::Store;

/// How long a membership and its device's certificate hold, in days of 24 hours: two years.
pub const MEMBERSHIP_DAYS: i64 = 730;

/// What an administrator's device makes of an application to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is approved, by this act in the outbox.
    Approved(ActId),
    /// It was approved before.
    Already,
    /// Another administrator has given that invitation, whose device holds its code.
    NotOurs,
    /// Whoever applies does not know the invitation's code: the application is not to be trusted.
    NotProven,
    /// The invitation has been used by another device or has expired; give a new one.
    Spent,
}

impl<S: Store> Office<S> {
    /// Adds an organisation to the directory.
    ///
    /// # Errors
    /// When there is one with that id, or this is no administrator's profile.
    pub async fn add_organisation(
        &mut self,
        entry: OrganisationEntry,
    ) -> Result<ActId, OfficeError> {
        let statement = Statement::Organisation(entry);
        self.decide(|office| office.state(statement.clone(), None))
            .await
    }

    /// Adds an office to the directory.
    ///
    /// # Errors
    /// When there is one with that id, its organisation is not there, or this is no
    /// administrator's profile.
    pub async fn add_office(&mut self, entry: OfficeEntry) -> Result<ActId, OfficeError> {
        let statement = Statement::Office(entry);
        self.decide(|office| office.state(statement.clone(), None))
            .await
    }

    /// Invites somebody to an office, for some days. The code is kept in this profile and stands
    /// in the ticket, which is handed over outside Stafet.
    ///
    /// # Errors
    /// When the office is not there, or this is no administrator's profile.
    pub async fn invite(
        &mut self,
        office_id: OfficeId,
        role: Role,
        valid_days: i64,
    ) -> Result<Ticket, OfficeError> {
        self.decide(|office| {
            let code = office.random(Code::generate);
            let ticket = office.reader().ticket_of(code.clone())?;
            let statement = Statement::Invite(Invite {
                id: code.id(),
                office: office_id.clone(),
                role,
                expires: office.clock.now().plus_days(valid_days),
            });
            office.state(statement, None)?;
            office.set(values::code(code.id()), code.expose().to_vec())?;
            Ok(ticket)
        })
        .await
    }

    /// Considers an application to join: checks that it knows the code of an invitation of this
    /// profile, certifies the device and signs the approval.
    ///
    /// # Errors
    /// When the certificate cannot be issued, or this is no administrator's profile.
    pub async fn consider(&mut self, enrol: &Enrol) -> Result<Verdict, OfficeError> {
        self.decide(|office| office.judge(enrol)).await
    }

    fn judge(&mut self, enrol: &Enrol) -> Result<Verdict, OfficeError> {
        let keys = &enrol.keys;
        let code = self.view.value(&values::code(keys.invitation));
        let Some(code) = code.and_then(|bytes| <[u8; CODE_BYTES]>::try_from(bytes).ok()) else {
            return Ok(Verdict::NotOurs);
        };
        let tls = PublicKey::from_bytes(keys.tls);
        let is_named = Hash::from_bytes(tls.hash()) == keys.keys.tls;
        if !enrol.is_by(&Code::from_bytes(code)) || !is_named {
            return Ok(Verdict::NotProven);
        }
        let now = self.clock.now();
        let directory = self.view.expected_directory();
        let directory = directory.ok_or(OfficeError::NoDirectory)?;
        let Some(invitation) = directory.invitation(&keys.invitation) else {
            return Ok(Verdict::NotOurs);
        };
        match invitation.used_by {
            Some(device) if device == keys.device => return Ok(Verdict::Already),
            Some(_) => return Ok(Verdict::Spent),
            None if invitation.invite.expires <= now => return Ok(Verdict::Spent),
            None => {}
        }
        let office = invitation.invite.office.clone();
        let validity = Validity {
            from: now,
            until: now.plus_days(MEMBERSHIP_DAYS),
        };
        let issuing = self.issuing()?;
        let certificate = self
            .random(|entropy| issuing.device_certificate(keys.device, &tls, validity, entropy))?;
        let approve = Approve {
            invitation: keys.invitation,
            device: keys.device,
            person: keys.person,
            name: keys.name.clone(),
            keys: keys.keys.clone(),
            membership: Membership {
                office: office.clone(),
                role: invitation.invite.role,
                from: now.plus_ms(CLOCK_SKEW_MS.saturating_neg()),
                until: validity.until,
            },
            office_key: match directory.office_key(&office) {
                Some(_) => None,
                None => keys.office_key.clone(),
            },
        };
        let body = encode_approval_body(&ApprovalBody {
            sealing: keys.sealing.clone(),
            chain: vec![certificate.to_vec(), issuing.certificate().to_vec()],
        });
        let act = self.state(Statement::Approve(Box::new(approve)), Some(body))?;
        Ok(Verdict::Approved(act))
    }

    /// Signs a statement about the directory as an administrator.
    pub(super) fn state(
        &mut self,
        statement: Statement,
        body: Option<Vec<u8>>,
    ) -> Result<ActId, OfficeError> {
        let office = self
            .view
            .memberships()
            .iter()
            .find(|own| own.role == Role::Administrator)
            .map(|own| own.office.clone())
            .ok_or(OfficeError::NotAdministrator)?;
        let id = self.fresh_act();
        let matter = Matter::Directory(statement, body.as_deref().map(BodyRef::of));
        self.sign(id, (office, Capacity::Person), matter, body)
    }
}

impl Reader<'_> {
    /// The ticket of an invitation that this profile has given, to be handed over once more.
    #[must_use]
    pub fn ticket(self, id: InvitationId) -> Option<Ticket> {
        let kept = self.view.value(&values::code(id))?;
        let code = Code::from_bytes(<[u8; CODE_BYTES]>::try_from(kept).ok()?);
        self.ticket_of(code).ok()
    }

    /// The ticket with a code.
    fn ticket_of(self, code: Code) -> Result<Ticket, OfficeError> {
        let root = self.view.value(values::ROOT);
        let root = root.ok_or(OfficeError::NotEnrolled)?;
        let pin = *RootPin::of(root).as_bytes();
        let server = self.view.value(values::SERVER).unwrap_or_default();
        let server = String::from_utf8(server.to_vec())
            .map_err(|_| OfficeError::Damaged("server's address"))?;
        Ok(Ticket { code, pin, server })
    }

    /// Whether this profile can certify devices.
    #[must_use]
    pub fn is_administrators(self) -> bool {
        self.view.value(values::ISSUING_KEY).is_some()
    }
}
