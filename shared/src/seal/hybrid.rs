//! The hybrid recipient stanza of age, `mlkem768x25519` in the C2SP age specification: the file
//! key of an age file, encrypted with HPKE (X-Wing, HKDF-SHA256, ChaCha20-Poly1305).

use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, HpkeError, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use super::key::{PublicKey, contributes};
use super::seed::HpkePrivateKey;

/// The type of a hybrid stanza.
pub(super) const TAG: &str = "mlkem768x25519";

/// What HPKE binds the file key to.
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
/// Nothing is authenticated beside the file key.
const NO_AAD: &[u8] = b"";
/// Bytes in an encapsulated key: 1,088 of ML-KEM-768, then the X25519 share.
const ENCAPSULATED_BYTES: usize = 1_120;
/// Bytes in a stanza's body: the file key and a tag of 16 bytes.
const BODY_BYTES: usize = FILE_KEY_BYTES + 16;

type EncapsulatedKey = <XWing as Kem>::EncappedKey;

/// Encrypts `file_key` to one recipient.
pub(super) fn wrap(file_key: &FileKey, to: &PublicKey) -> Result<Stanza, HpkeError> {
    let (encapsulated, body) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        to.hpke(),
        INFO,
        file_key.expose_secret(),
        NO_AAD,
    )?;
    Ok(Stanza {
        tag: TAG.to_owned(),
        args: vec![STANDARD_NO_PAD.encode(encapsulated.to_bytes())],
        body,
    })
}

/// A well-formed hybrid stanza, not yet opened.
pub(super) struct Wrapped {
    encapsulated: EncapsulatedKey,
    body: [u8; BODY_BYTES],
}

impl Wrapped {
    /// Reads a stanza of type [`TAG`]; answers `None` when it is malformed.
    pub(super) fn parse(stanza: &Stanza) -> Option<Self> {
        let [argument] = stanza.args.as_slice() else {
            return None;
        };
        let encapsulated = STANDARD_NO_PAD.decode(argument).ok()?;
        if encapsulated.len() != ENCAPSULATED_BYTES || !contributes(encapsulated.last_chunk()?) {
            return None;
        }
        Some(Self {
            encapsulated: EncapsulatedKey::from_bytes(&encapsulated).ok()?,
            body: stanza.body.as_slice().try_into().ok()?,
        })
    }

    /// The file key, if the stanza was made for this key.
    pub(super) fn unwrap(&self, with: &HpkePrivateKey) -> Option<FileKey> {
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            with,
            &self.encapsulated,
            INFO,
            &self.body,
            NO_AAD,
        );
        let opened = Zeroizing::new(opened.ok()?);
        let bytes: &[u8; FILE_KEY_BYTES] = opened.as_slice().try_into().ok()?;
        Some(FileKey::init_with_mut(|key| *key = *bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Seed, key::SHARE_BYTES};

    fn file_key() -> FileKey {
        FileKey::new(Box::new([5; FILE_KEY_BYTES]))
    }

    /// A stanza for `Seed::from_bytes([1; 32])` whose encapsulated key was edited.
    fn stanza(edit: impl FnOnce(&mut Vec<u8>)) -> Stanza {
        let to = Seed::from_bytes([1; 32]).public_key();
        let mut stanza = wrap(&file_key(), &to).unwrap();
        let mut encapsulated = STANDARD_NO_PAD.decode(&stanza.args[0]).unwrap();
        edit(&mut encapsulated);
        stanza.args = vec![STANDARD_NO_PAD.encode(encapsulated)];
        stanza
    }

    #[test]
    fn a_file_key_comes_back_with_the_right_seed_only() {
        let wrapped = Wrapped::parse(&stanza(|_| ())).unwrap();
        let open = |seed| wrapped.unwrap(Seed::from_bytes([seed; 32]).hpke());
        assert_eq!(open(1).unwrap().expose_secret(), &[5; FILE_KEY_BYTES]);
        assert!(open(2).is_none());
    }

    fn share(hex: &str) -> [u8; SHARE_BYTES] {
        let pairs = hex
            .as_bytes()
            .chunks(2)
            .map(|pair| str::from_utf8(pair).unwrap());
        let bytes: Vec<u8> = pairs
            .map(|pair| u8::from_str_radix(pair, 16).unwrap())
            .collect();
        bytes.try_into().unwrap()
    }

    #[test]
    fn a_share_of_low_order_is_refused() {
        let points = [
            // 0, 1 and -1, then 0 and 1 with the prime added.
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            // The two of order eight.
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        ]
        .map(share);
        for point in points {
            assert!(!contributes(&point));
            let low = stanza(|key| key[1_088..].copy_from_slice(&point));
            assert!(Wrapped::parse(&low).is_none(), "{point:02x?}");
        }
        let base = "0900000000000000000000000000000000000000000000000000000000000000";
        assert!(contributes(&share(base)));
    }

    #[test]
    fn a_malformed_stanza_is_refused() {
        let refused = |stanza: &Stanza| assert!(Wrapped::parse(stanza).is_none());
        refused(&stanza(|key| key.truncate(ENCAPSULATED_BYTES - 1)));
        refused(&stanza(|key| key.push(9)));

        let mut argument = stanza(|_| ());
        argument.args.push("more".to_owned());
        refused(&argument);
        argument.args.clear();
        refused(&argument);

        let mut body = stanza(|_| ());
        body.body.push(0);
        refused(&body);
        body.body.truncate(BODY_BYTES - 1);
        refused(&body);
    }
}
