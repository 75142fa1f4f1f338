//! The secrets of one device. They never leave it.

use stafet_shared::{
    entropy::Entropy,
    hash::Hash,
    id::{DeviceId, ID_BYTES, PersonId},
    party::DeviceKeys,
    seal::Seed,
    sign::SigningKey,
};
use std::fmt;
use zeroize::Zeroizing;

use crate::key::SecretKey;

/// The format's number, first in the stored bytes.
const FORMAT: u8 = 1;
/// Bytes of a secret seed: all four keys have one of this length.
const SEED_BYTES: usize = 32;

/// A device's four secret keys, and whose it is.
#[derive(Clone)]
pub struct DeviceSecrets {
    /// The device.
    pub device: DeviceId,
    /// Its person.
    pub person: PersonId,
    /// The person's name, as colleagues see it.
    pub name: String,
    /// Signs what the person answers for.
    pub person_key: SigningKey,
    /// Signs technical receipts.
    pub machine_key: SigningKey,
    /// The key of the device's certificate.
    pub tls: SecretKey,
    /// Opens what is sealed to this device: its office's seeds.
    pub sealing: Seed,
}

impl DeviceSecrets {
    /// A fresh device, of a person known already or of a new one.
    pub fn generate(person: Option<PersonId>, name: &str, entropy: &mut impl Entropy) -> Self {
        Self {
            device: DeviceId::random(entropy),
            person: person.unwrap_or_else(|| PersonId::random(entropy)),
            name: name.to_owned(),
            person_key: SigningKey::generate(entropy),
            machine_key: SigningKey::generate(entropy),
            tls: SecretKey::generate(entropy),
            sealing: Seed::generate(entropy),
        }
    }

    /// The public halves, as they stand in the directory.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        DeviceKeys {
            person: self.person_key.verifying_key(),
            machine: self.machine_key.verifying_key(),
            tls: Hash::from_bytes(self.tls.public().hash()),
            sealing: self.sealing.public_key().fingerprint(),
        }
    }

    /// The bytes to keep in a sealed store.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(vec![FORMAT]);
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.person.as_bytes());
        bytes.extend_from_slice(&*self.person_key.expose_seed());
        bytes.extend_from_slice(&*self.machine_key.expose_seed());
        bytes.extend_from_slice(&**self.tls.seed());
        bytes.extend_from_slice(self.sealing.expose());
        bytes.extend_from_slice(self.name.as_bytes());
        bytes
    }

    /// The secrets that a sealed store has kept.
    ///
    /// # Errors
    /// When the bytes are of another form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadSecrets> {
        let mut rest = bytes;
        if take::<1>(&mut rest)? != [FORMAT] {
            return Err(BadSecrets);
        }
        Ok(Self {
            device: DeviceId::from_bytes(take::<ID_BYTES>(&mut rest)?),
            person: PersonId::from_bytes(take::<ID_BYTES>(&mut rest)?),
            person_key: SigningKey::from_seed(&Zeroizing::new(take::<SEED_BYTES>(&mut rest)?)),
            machine_key: SigningKey::from_seed(&Zeroizing::new(take::<SEED_BYTES>(&mut rest)?)),
            tls: SecretKey::from_seed(Zeroizing::new(take::<SEED_BYTES>(&mut rest)?)),
            sealing: Seed::from_bytes(take::<SEED_BYTES>(&mut rest)?),
            name: std::str::from_utf8(rest)
                .map_err(|_| BadSecrets)?
                .to_owned(),
        })
    }
}

impl fmt::Debug for DeviceSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceSecrets({}, [sealed])", self.device)
    }
}

/// Stored bytes that hold no device's secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored device secrets are damaged; restore the profile from its backup or join anew")]
pub struct BadSecrets;

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], BadSecrets> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(BadSecrets)?;
    *rest = left;
    Ok(*taken)
}
