//! How devices join: invitations, approvals, grants.

use super::{Approve, Directory, FIRST_EPOCH, Grant, Invite, OfficeKey, StatementError};
use crate::{party::Device, words::Role};

impl Directory {
    pub(super) fn approve(&mut self, approve: &Approve) {
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
                since: self.version.number,
            });
        }
    }

    pub(super) fn check_invite(&self, invite: &Invite) -> Result<(), StatementError> {
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

    pub(super) fn check_approve(&self, approve: &Approve) -> Result<(), StatementError> {
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

    pub(super) fn check_grant(&self, grant: &Grant) -> Result<(), StatementError> {
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
