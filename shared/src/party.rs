//! The parties: organisations, their offices, persons with roles, and devices with keys.
//!
//! Handovers go between offices, never between single persons: offices outlive people.
//! Who exists is told by the [`directory`], a fold over signed acts.

pub mod directory;
pub mod server;

use std::fmt;

use crate::{
    hash::Hash,
    id::{DeviceId, PersonId},
    seal,
    sign::{Capacity, VerifyingKey},
    time::Timestamp,
    words::Role,
};

/// The longest organisation or office id, in bytes.
pub const PARTY_ID_BYTES_MAX: usize = 64;
/// The longest name of an organisation, office or person, in characters.
pub const NAME_CHARS_MAX: usize = 120;

/// A stable name such as `kujalleq`: lower-case ASCII letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(String);

impl OrganisationId {
    /// Reads an organisation's id.
    ///
    /// # Errors
    /// When it is empty, too long, or holds a foreign character.
    pub fn parse(text: &str) -> Result<Self, BadPartyId> {
        is_label(text)
            .then(|| Self(text.to_owned()))
            .ok_or_else(|| BadPartyId(shown(text)))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stable name such as `kujalleq/nanortalik`: organisation, slash, office.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(String);

impl OfficeId {
    /// Reads an office's id.
    ///
    /// # Errors
    /// When it is not two labels with one slash between, or too long.
    pub fn parse(text: &str) -> Result<Self, BadPartyId> {
        match text.split_once('/') {
            Some((organisation, office))
                if is_label(organisation)
                    && is_label(office)
                    && text.len() <= PARTY_ID_BYTES_MAX =>
            {
                Ok(Self(text.to_owned()))
            }
            Some(_) | None => Err(BadPartyId(shown(text))),
        }
    }

    /// The pseudo-office of the first administrator, who exists from the genesis on.
    #[must_use]
    pub fn root_administration() -> Self {
        Self("root/administration".to_owned())
    }

    /// The pseudo-office of the server's watch: it has no members.
    #[must_use]
    pub fn root_watch() -> Self {
        Self("root/watch".to_owned())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The organisation that the office belongs to.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        let (organisation, _) = self.0.split_once('/').unwrap_or((&self.0, ""));
        OrganisationId(organisation.to_owned())
    }
}

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no id of a party; whoever typed it has to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is no party's id: lower-case letters, digits and hyphens, as in kujalleq/nanortalik"
)]
pub struct BadPartyId(String);

/// The public keys of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceKeys {
    /// Signs what a person answers for.
    pub person: VerifyingKey,
    /// Signs technical receipts.
    pub machine: VerifyingKey,
    /// SHA-256 of the TLS key's public part (`SubjectPublicKeyInfo`, DER): by it the server
    /// knows the device on a connection.
    pub tls: Hash,
    /// Names the key to which office seeds are wrapped. The key itself goes to the own office only.
    pub sealing: seal::Fingerprint,
}

impl DeviceKeys {
    /// The key that signs in this capacity.
    #[must_use]
    pub const fn signing(&self, capacity: Capacity) -> &VerifyingKey {
        match capacity {
            Capacity::Machine => &self.machine,
            Capacity::Person => &self.person,
        }
    }
}

/// A person's place in an office, through one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The office to which it gives access.
    pub office: OfficeId,
    /// As what.
    pub role: Role,
    /// The first instant at which acts count.
    pub from: Timestamp,
    /// The first instant at which they no longer do.
    pub until: Timestamp,
}

impl Membership {
    /// Whether an act claimed at that instant falls inside the membership.
    #[must_use]
    pub fn covers(&self, claimed: Timestamp) -> bool {
        self.from <= claimed && claimed < self.until
    }
}

/// One device of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Whose it is.
    pub person: PersonId,
    /// The public keys with which it signs, and is sealed to.
    pub keys: DeviceKeys,
    /// The offices that it serves.
    pub memberships: Vec<Membership>,
}

impl Device {
    /// The membership in `office`, if there is one, whatever its validity.
    #[must_use]
    pub fn membership(&self, office: &OfficeId) -> Option<&Membership> {
        self.memberships
            .iter()
            .find(|membership| membership.office == *office)
    }
}

/// Who signs an act: a device, in a capacity, for a person, in the name of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// In whose name.
    pub office: OfficeId,
    /// Who answers for it.
    pub person: PersonId,
    /// With which device.
    pub device: DeviceId,
    /// With which of its keys.
    pub capacity: Capacity,
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= PARTY_ID_BYTES_MAX
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// The start of a rejected text, safe to show.
fn shown(text: &str) -> String {
    text.chars()
        .take(PARTY_ID_BYTES_MAX)
        .flat_map(char::escape_default)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_belongs_to_its_organisation() {
        let office = OfficeId::parse("kujalleq/nanortalik").unwrap();
        assert_eq!(
            office.organisation(),
            OrganisationId::parse("kujalleq").unwrap()
        );
        assert_eq!(
            OfficeId::root_administration(),
            OfficeId::parse("root/administration").unwrap()
        );
    }

    #[test]
    fn foreign_forms_of_an_id_are_refused() {
        for text in [
            "", "kujalleq", "a/", "/b", "a/b/c", "A/b", "a/ø", "a b/c", "../x",
        ] {
            assert!(OfficeId::parse(text).is_err(), "{text}");
        }
        assert!(OfficeId::parse(&format!("a/{}", "b".repeat(PARTY_ID_BYTES_MAX - 1))).is_err());
    }

    #[test]
    fn roles_are_read_by_the_name_they_are_written_with() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
    }
}
