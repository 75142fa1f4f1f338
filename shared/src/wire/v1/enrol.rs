//! A device's application to join.

use crate::{
    id::{DeviceId, InvitationId, PersonId},
    invitation::{Enrol, EnrolKeys},
    party::DeviceKeys,
    seal::PublicKey,
    wire::{
        self, DecodeError,
        v1::{codes::leaves::Name, twin::twin},
    },
};

/// The bytes over which a joining device proves that it knows the code.
#[must_use]
pub fn encode_keys(keys: &EnrolKeys) -> Vec<u8> {
    wire::write::<EnrolKeys>(keys)
}

/// The bytes of an application.
#[must_use]
pub fn encode(enrol: &Enrol) -> Vec<u8> {
    wire::write::<Enrol>(enrol)
}

/// An application, not yet proven.
///
/// # Errors
/// When the bytes are none in its one form.
pub fn decode(bytes: &[u8]) -> Result<Enrol, DecodeError> {
    wire::read::<Enrol>(bytes)
}

twin! {
    Enrol { 0 keys: EnrolKeys, 1 proof: [u8; 32] }
}

twin! {
    EnrolKeys {
        0 invitation: InvitationId,
        1 device: DeviceId,
        2 person: PersonId,
        3 name: Name,
        4 keys: DeviceKeys,
        5 tls: [u8; 32],
        6 sealing: PublicKey,
        7 office_key: Option<PublicKey>,
    }
}
