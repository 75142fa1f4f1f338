//! A device's application to join.

use minicbor::{Decode, Encode};

use crate::{
    id::{DeviceId, InvitationId, PersonId},
    invitation::{Enrol, EnrolKeys},
    wire::{
        self, DecodeError,
        v1::{
            Bytes, Bytes32, Id,
            directory::{KeysTwin, name, public_key},
        },
    },
};

/// The bytes over which a joining device proves that it knows the code.
#[must_use]
pub fn encode_keys(keys: &EnrolKeys) -> Vec<u8> {
    wire::encode(&EnrolKeysTwin::from(keys))
}

/// The bytes of an application.
#[must_use]
pub fn encode(enrol: &Enrol) -> Vec<u8> {
    wire::encode(&EnrolTwin::from(enrol))
}

/// An application, not yet proven.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode(bytes: &[u8]) -> Result<Enrol, DecodeError> {
    wire::decode::<EnrolTwin>(bytes)?.read()
}

#[derive(Encode, Decode)]
pub(crate) struct EnrolTwin {
    #[n(0)]
    keys: EnrolKeysTwin,
    #[n(1)]
    proof: Bytes32,
}

#[derive(Encode, Decode)]
struct EnrolKeysTwin {
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
    tls: Bytes32,
    #[n(6)]
    sealing: Bytes,
    #[n(7)]
    office_key: Option<Bytes>,
}

impl From<&EnrolKeys> for EnrolKeysTwin {
    fn from(keys: &EnrolKeys) -> Self {
        Self {
            invitation: (*keys.invitation.as_bytes()).into(),
            device: (*keys.device.as_bytes()).into(),
            person: (*keys.person.as_bytes()).into(),
            name: keys.name.clone(),
            keys: KeysTwin::from(&keys.keys),
            tls: keys.tls.into(),
            sealing: keys.sealing.as_bytes().to_vec().into(),
            office_key: keys
                .office_key
                .as_ref()
                .map(|key| key.as_bytes().to_vec().into()),
        }
    }
}

impl From<&Enrol> for EnrolTwin {
    fn from(enrol: &Enrol) -> Self {
        Self {
            keys: EnrolKeysTwin::from(&enrol.keys),
            proof: enrol.proof.into(),
        }
    }
}

impl EnrolTwin {
    pub(crate) fn read(self) -> Result<Enrol, DecodeError> {
        let keys = self.keys;
        Ok(Enrol {
            keys: EnrolKeys {
                invitation: InvitationId::from_bytes(keys.invitation.into()),
                device: DeviceId::from_bytes(keys.device.into()),
                person: PersonId::from_bytes(keys.person.into()),
                name: name(keys.name)?,
                keys: keys.keys.read()?,
                tls: keys.tls.into(),
                sealing: public_key(&keys.sealing)?,
                office_key: keys.office_key.map(|key| public_key(&key)).transpose()?,
            },
            proof: self.proof.into(),
        })
    }
}
