//! The list as it leaves the server: its text, and below it the server's signature.
//!
//! The signature is Ed25519 over [`LABEL`], a line feed and the exact bytes of the text; it stands
//! in the last line, so that whoever has the public key can verify it with common tools.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    Week,
    text::{AS_OF, WEEK},
};
use crate::{
    sign::{SIGNATURE_BYTES, SigningKey, VerifyingKey},
    time::Timestamp,
};

/// Label of what is signed, so that no signature over anything else fits a list.
pub const LABEL: &str = "stafet/weekly/1";
/// What stands before the signature in the last line.
const SIGNATURE: &str = "Underskrift: stafet/weekly/1 ";
/// What stands before an Ed25519 key in its `SubjectPublicKeyInfo` (RFC 8410 §4).
const KEY_PREFIX: [u8; 12] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// A text with a signature, which has not been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedList {
    text: String,
    signature: [u8; SIGNATURE_BYTES],
}

/// A list whose signature is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Its week.
    pub week: Week,
    /// The instant that it tells of.
    pub as_of: Timestamp,
}

/// Why a list is not to be believed. Its reader asks for it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeeklyError {
    /// It is no signed list.
    #[error("this is no signed weekly list; take the file as it was sent")]
    Form,
    /// It is not what that key has signed.
    #[error("the list is not what this server has signed; ask for it again")]
    Signature,
}

impl SignedList {
    /// Signs a text.
    #[must_use]
    pub fn sign(text: String, key: &SigningKey) -> Self {
        let signature = key.sign(&message(&text));
        Self { text, signature }
    }

    /// Reads the form that [`Self::to_file`] writes. Lines may end as mail programs end them.
    ///
    /// # Errors
    /// [`WeeklyError::Form`] when it is something else.
    pub fn read(file: &str) -> Result<Self, WeeklyError> {
        let file = file.replace("\r\n", "\n");
        let (text, signature) = file.rsplit_once(SIGNATURE).ok_or(WeeklyError::Form)?;
        let signature = STANDARD.decode(signature.trim_end());
        let signature = signature.map_err(|_| WeeklyError::Form)?;
        Ok(Self {
            text: text.to_owned(),
            signature: signature.try_into().map_err(|_| WeeklyError::Form)?,
        })
    }

    /// The list as a file: the text, and a line with the signature.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!("{}{SIGNATURE}{}\n", self.text, self.signature())
    }

    /// What is signed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature in base64.
    #[must_use]
    pub fn signature(&self) -> String {
        STANDARD.encode(self.signature)
    }

    /// What the list is about, once `key`'s signature has been found to be right.
    ///
    /// # Errors
    /// [`WeeklyError::Signature`] when it is not, [`WeeklyError::Form`] when what was signed is no
    /// list.
    pub fn verify(&self, key: &VerifyingKey) -> Result<Verified, WeeklyError> {
        if !key.has_signed(&message(&self.text), &self.signature) {
            return Err(WeeklyError::Signature);
        }
        let as_of = self.named(AS_OF)?.parse().map_err(|_| WeeklyError::Form)?;
        Ok(Verified {
            week: self.named(WEEK)?.parse()?,
            as_of: Timestamp::from_jiff(as_of),
        })
    }

    /// The first word of the line that begins so.
    fn named(&self, name: &str) -> Result<&str, WeeklyError> {
        let mut lines = self.text.lines();
        let rest = lines.find_map(|line| line.strip_prefix(name));
        let word = rest.and_then(|rest| rest.split(' ').next());
        word.ok_or(WeeklyError::Form)
    }
}

/// A key's public half in the form that common tools read: PEM of a `SubjectPublicKeyInfo`.
#[must_use]
pub fn public_key_pem(key: &VerifyingKey) -> String {
    let bytes = [KEY_PREFIX.as_slice(), &key.to_bytes()].concat();
    format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        STANDARD.encode(bytes)
    )
}

fn message(text: &str) -> Vec<u8> {
    [LABEL.as_bytes(), b"\n", text.as_bytes()].concat()
}
