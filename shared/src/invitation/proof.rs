//! The proof that whoever applies knows the invitation's code.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Code, ED25519_SPKI_PREFIX, Enrol, EnrolKeys, PROOF_BYTES};
use crate::{hash::Hash, wire};

impl Code {
    /// The proof that whoever made `keys` knows the code.
    #[must_use]
    pub fn prove(&self, keys: &EnrolKeys) -> [u8; PROOF_BYTES] {
        let key = Hash::of_parts(&[PROOF_LABEL, self.0.as_slice()]);
        // HMAC pads a short key with zeros to the block of its hash (RFC 2104 §2); so do we.
        let mut block = Zeroizing::new([0; SHA256_BLOCK_BYTES]);
        block
            .iter_mut()
            .zip(key.as_bytes())
            .for_each(|(to, from)| *to = *from);
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(&wire::v1::enrol::encode_keys(keys));
        mac.finalize().into_bytes().into()
    }
}

impl Enrol {
    /// Applies with `code`.
    #[must_use]
    pub fn new(keys: EnrolKeys, code: &Code) -> Self {
        Self {
            proof: code.prove(&keys),
            keys,
        }
    }

    /// Whether whoever applies knows `code`, and the TLS and sealing keys are those that are named.
    #[must_use]
    pub fn is_by(&self, code: &Code) -> bool {
        let proven: bool = code.prove(&self.keys).ct_eq(&self.proof).into();
        proven
            && self.keys.invitation == code.id()
            && self.keys.keys.sealing == self.keys.sealing.fingerprint()
            && self.keys.keys.tls == Hash::of_parts(&[&ED25519_SPKI_PREFIX, &self.keys.tls])
    }
}

/// Bytes that SHA-256 takes in at once.
const SHA256_BLOCK_BYTES: usize = 64;
const PROOF_LABEL: &[u8] = b"stafet/invitation/proof/1";
