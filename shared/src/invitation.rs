//! Invitations: how a device that nobody knows yet comes to be trusted, and trusts.
//!
//! An administrator hands over a [`Ticket`] outside Stafet. Its code never reaches the server:
//! the joining device proves that it knows the code by an HMAC over its public keys, which the
//! administrator's own device checks. The ticket's pin fixes the deployment's root.

mod proof;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use zeroize::Zeroizing;

use crate::{
    entropy::Entropy,
    hash::Hash,
    id::{DeviceId, ID_BYTES, InvitationId, PersonId, crockford, from_crockford},
    party::DeviceKeys,
    seal,
};

/// Bytes of an invitation's code: 128 bits.
pub const CODE_BYTES: usize = 16;
/// Bytes of the pin: 128 bits of the SHA-256 of the TLS root certificate.
pub const PIN_BYTES: usize = 16;
/// Bytes of the proof that a device knows the code.
pub const PROOF_BYTES: usize = 32;
/// The longest server address in a ticket, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 255;
/// How long an invitation holds unless the administrator says otherwise, in days.
pub const VALID_DAYS: i64 = 14;

/// The secret of one invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(Zeroizing<[u8; CODE_BYTES]>);

impl Code {
    /// A fresh code.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        Self(Zeroizing::new(entropy.array()))
    }

    /// The code with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The code's bytes, for the administrator's own store.
    #[must_use]
    pub fn expose(&self) -> &[u8; CODE_BYTES] {
        &self.0
    }

    /// The invitation's public name: it tells nothing about the code.
    #[must_use]
    pub fn id(&self) -> InvitationId {
        let hash = Hash::of_parts(&[ID_LABEL, self.0.as_slice()]);
        let mut id = [0; ID_BYTES];
        id.iter_mut()
            .zip(hash.as_bytes())
            .for_each(|(to, from)| *to = *from);
        InvitationId::from_bytes(id)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code([sealed])")
    }
}

/// What a device says about itself when it joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolKeys {
    /// By which invitation.
    pub invitation: InvitationId,
    /// The device's own choice of id.
    pub device: DeviceId,
    /// The person's id: fresh, or the one that the device's person has in another office.
    pub person: PersonId,
    /// The person's name, as colleagues shall see it.
    pub name: String,
    /// The keys that sign and authenticate.
    pub keys: DeviceKeys,
    /// The TLS key that is to be certified: a raw Ed25519 public key.
    pub tls: [u8; 32],
    /// The key to which the office's seeds are to be wrapped.
    pub sealing: seal::PublicKey,
    /// A key for the office, should it have none yet.
    pub office_key: Option<seal::PublicKey>,
}

/// A device's application to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrol {
    /// What it says about itself.
    pub keys: EnrolKeys,
    /// The proof that it knows the invitation's code.
    pub proof: [u8; PROOF_BYTES],
}

/// What an administrator hands to whoever is to join: the code, the pin and the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The secret.
    pub code: Code,
    /// The start of the SHA-256 of the TLS root certificate.
    pub pin: [u8; PIN_BYTES],
    /// Where the server listens: host and port.
    pub server: String,
}

/// The text that is handed over: 26 characters of code, 26 of pin, and the address.
impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{}@{}",
            crockford(self.code.expose()),
            crockford(&self.pin),
            self.server
        )
    }
}

impl FromStr for Ticket {
    type Err = BadTicket;

    fn from_str(text: &str) -> Result<Self, BadTicket> {
        let (secrets, server) = text.trim().split_once('@').ok_or(BadTicket)?;
        let (code, pin) = secrets.split_once('.').ok_or(BadTicket)?;
        let bytes = |text| from_crockford(text).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
        let plain = server.bytes().all(|byte| byte.is_ascii_graphic());
        if server.is_empty() || server.len() > ADDRESS_BYTES_MAX || !plain {
            return Err(BadTicket);
        }
        Ok(Self {
            code: Code::from_bytes(bytes(code).ok_or(BadTicket)?),
            pin: bytes(pin).ok_or(BadTicket)?,
            server: server.to_owned(),
        })
    }
}

/// A text that is no invitation; whoever typed it compares it with the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no invitation: it has the form CODE.PIN@SERVER; compare it with the original")]
pub struct BadTicket;

/// What precedes an Ed25519 key in a `SubjectPublicKeyInfo`, DER (RFC 8410 §4).
pub(crate) const ED25519_SPKI_PREFIX: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];
const ID_LABEL: &[u8] = b"stafet/invitation/id/1";
