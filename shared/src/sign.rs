//! Signing keys and the signed envelope: one `COSE_Sign1` (RFC 9052 §4.2) with Ed25519.
//!
//! [`Signed`] holds bytes whose form is known to be the only one possible, but whose signature
//! has not been checked; [`Signed::verify`] is the one way to its payload.

use std::fmt;

use coset::{CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, iana};
use ed25519_dalek::Signer as _;
use zeroize::Zeroizing;

use crate::{
    entropy::Entropy,
    hash::Hash,
    id::{DeviceId, ID_BYTES},
};

/// Bytes in an Ed25519 public key or in the seed of a signing key.
pub const KEY_BYTES: usize = 32;
/// Bytes in an Ed25519 signature.
pub const SIGNATURE_BYTES: usize = 64;
/// The protocol label that every signature over an act covers.
const ACT_LABEL: &[u8] = b"stafet/act/1";

/// A public key that verifies signatures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

impl VerifyingKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// When they are no point of the curve.
    pub fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Result<Self, BadKey> {
        ed25519_dalek::VerifyingKey::from_bytes(bytes)
            .map(Self)
            .map_err(|_| BadKey)
    }

    /// The key's bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; KEY_BYTES] {
        self.0.to_bytes()
    }

    /// Whether `signature` is this key's over `message`, by the strict rules that leave one
    /// valid signature for each message and key.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.0.verify_strict(message, &signature).is_ok()
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({:?})", Hash::of(&self.to_bytes()))
    }
}

/// Bytes that are no public key; whoever made them has to make them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no ed25519 public key")]
pub struct BadKey;

/// A secret signing key. Zeroed when dropped; never shown.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// A fresh key.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        Self::from_seed(&Zeroizing::new(entropy.array()))
    }

    /// The key that grows from `seed`.
    #[must_use]
    pub fn from_seed(seed: &[u8; KEY_BYTES]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The seed, to be stored where only its owner reads.
    #[must_use]
    pub fn expose_seed(&self) -> Zeroizing<[u8; KEY_BYTES]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }

    /// The signature over `message`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey([sealed])")
    }
}

/// Which of a device's two act keys signs.
///
/// The machine key is usable while the device is locked and makes technical receipts only; the
/// person key makes everything that a person answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capacity {
    /// The device by itself.
    Machine,
    /// A person at the device.
    Person,
}

/// Whose key signed: it stands in the signed header, so that one look tells which key to verify
/// with before anything else is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The device.
    pub device: DeviceId,
    /// Which of its two keys.
    pub capacity: Capacity,
}

impl Signer {
    fn to_key_id(self) -> Vec<u8> {
        let capacity = match self.capacity {
            Capacity::Machine => 0,
            Capacity::Person => 1,
        };
        let mut key_id = self.device.as_bytes().to_vec();
        key_id.push(capacity);
        key_id
    }

    fn from_key_id(key_id: &[u8]) -> Option<Self> {
        let (device, capacity) = key_id.split_first_chunk::<ID_BYTES>()?;
        let capacity = match capacity {
            [0] => Capacity::Machine,
            [1] => Capacity::Person,
            _ => return None,
        };
        Some(Self {
            device: DeviceId::from_bytes(*device),
            capacity,
        })
    }
}

/// A signed payload in its wire form, named by the device that claims to have signed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    bytes: Vec<u8>,
    signer: Signer,
}

impl Signed {
    /// Signs `payload` in the name of `signer`.
    #[must_use]
    pub fn sign(payload: Vec<u8>, signer: Signer, key: &SigningKey) -> Self {
        let cose = unsigned(payload, signer)
            .create_signature(ACT_LABEL, |message| key.sign(message).to_vec())
            .build();
        // Encoding fails only for values that CBOR cannot hold; bytes and small integers are none.
        Self {
            bytes: cose.to_vec().unwrap_or_default(),
            signer,
        }
    }

    /// Reads the wire form, without believing it yet.
    ///
    /// # Errors
    /// When the bytes are no `COSE_Sign1` of the one form that [`Signed::sign`] makes: any other
    /// encoding of the same values is refused, so that an act has exactly one hash.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SignedError> {
        let cose = CoseSign1::from_slice(&bytes).map_err(|_| SignedError::Malformed)?;
        let signer =
            Signer::from_key_id(&cose.protected.header.key_id).ok_or(SignedError::Malformed)?;
        let payload = cose.payload.ok_or(SignedError::Malformed)?;
        let only_form = unsigned(payload, signer)
            .signature(cose.signature)
            .build()
            .to_vec();
        let only_form = only_form.map_err(|_| SignedError::Malformed)?;
        if only_form == bytes {
            Ok(Self { bytes, signer })
        } else {
            Err(SignedError::NotCanonical)
        }
    }

    /// The wire form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Names this signed payload: the hash of its wire form.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&self.bytes)
    }

    /// Who claims to have signed: it tells which key to verify with.
    #[must_use]
    pub const fn signer(&self) -> Signer {
        self.signer
    }

    /// The payload, once `key`'s signature has been found to be right.
    ///
    /// # Errors
    /// [`SignedError::WrongSignature`] when `key` has not signed this.
    pub fn verify(&self, key: &VerifyingKey) -> Result<Vec<u8>, SignedError> {
        let cose = CoseSign1::from_slice(&self.bytes).map_err(|_| SignedError::Malformed)?;
        cose.verify_signature(ACT_LABEL, |signature, message| {
            let signature =
                <[u8; SIGNATURE_BYTES]>::try_from(signature).map_err(|_| SignedError::Malformed)?;
            if key.has_signed(message, &signature) {
                Ok(())
            } else {
                Err(SignedError::WrongSignature)
            }
        })?;
        cose.payload.ok_or(SignedError::Malformed)
    }

    /// The payload, whoever has signed it.
    pub(crate) fn unverified_payload(&self) -> Result<Vec<u8>, SignedError> {
        let cose = CoseSign1::from_slice(&self.bytes).map_err(|_| SignedError::Malformed)?;
        cose.payload.ok_or(SignedError::Malformed)
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signed({:?} by {})", self.hash(), self.signer.device)
    }
}

/// Why signed bytes are not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The bytes are no signed act at all.
    #[error("the bytes are no signed act; the sender has to sign it again")]
    Malformed,
    /// The same values in another encoding, which would have another hash.
    #[error("the signed act is not in its one canonical form; the sender has to sign it again")]
    NotCanonical,
    /// The device's key has not made this signature.
    #[error(
        "the signature is not by the device that the act names; the sender has to sign it again"
    )]
    WrongSignature,
}

fn unsigned(payload: Vec<u8>, signer: Signer) -> CoseSign1Builder {
    let header = HeaderBuilder::new()
        .algorithm(iana::Algorithm::EdDSA)
        .key_id(signer.to_key_id())
        .build();
    CoseSign1Builder::new().protected(header).payload(payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNER: Signer = Signer {
        device: DeviceId::from_bytes([7; ID_BYTES]),
        capacity: Capacity::Person,
    };

    fn key() -> SigningKey {
        SigningKey::from_seed(&[3; KEY_BYTES])
    }

    #[test]
    fn what_was_signed_is_read_back_and_verified() {
        let signed = Signed::sign(b"public part".to_vec(), SIGNER, &key());
        let read = Signed::from_bytes(signed.as_bytes().to_vec()).unwrap();
        assert_eq!(read, signed);
        assert_eq!(read.signer(), SIGNER);
        assert_eq!(
            read.verify(&key().verifying_key()),
            Ok(b"public part".to_vec())
        );
        assert!(
            signed.as_bytes().len() <= b"public part".len() + 110,
            "a signature stays small"
        );
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let signed = Signed::sign(b"public part".to_vec(), SIGNER, &key());
        for at in 0..signed.as_bytes().len() * 8 {
            let mut bytes = signed.as_bytes().to_vec();
            bytes[at / 8] ^= 1 << (at % 8);
            let outcome =
                Signed::from_bytes(bytes).and_then(|it| it.verify(&key().verifying_key()));
            assert!(outcome.is_err(), "bit {at}");
        }
    }

    #[test]
    fn another_form_of_the_same_values_is_refused() {
        let signed = Signed::sign(b"x".to_vec(), SIGNER, &key());
        let mut cose = CoseSign1::from_slice(signed.as_bytes()).unwrap();
        cose.unprotected.key_id = vec![1];
        assert_eq!(
            Signed::from_bytes(cose.to_vec().unwrap()),
            Err(SignedError::NotCanonical)
        );
        let mut longer = signed.as_bytes().to_vec();
        longer.push(0);
        assert_eq!(Signed::from_bytes(longer), Err(SignedError::Malformed));
    }

    #[test]
    fn another_key_has_not_signed() {
        let signed = Signed::sign(b"x".to_vec(), SIGNER, &key());
        let other = SigningKey::from_seed(&[4; KEY_BYTES]).verifying_key();
        assert_eq!(signed.verify(&other), Err(SignedError::WrongSignature));
    }

    #[test]
    fn a_secret_key_is_never_shown() {
        assert_eq!(format!("{:?}", key()), "SigningKey([sealed])");
    }
}
