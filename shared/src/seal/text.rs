//! Keys as text: the Bech32 of BIP 173 without its limit of 90 characters, as age writes keys.

use std::fmt;

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Checksum, Hrp};
use zeroize::Zeroizing;

/// In which case a kind of key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Public keys.
    Lower,
    /// Secrets.
    Upper,
}

/// How one kind of key is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// What stands before the separator `1`, in lower case.
    pub(super) prefix: &'static str,
    /// The case of the whole text.
    pub(super) case: Case,
}

/// A public key: `age1pq1…`.
pub(super) const PUBLIC: Form = Form {
    prefix: "age1pq",
    case: Case::Lower,
};
/// A seed: `AGE-SECRET-KEY-PQ-1…`.
pub(super) const SECRET: Form = Form {
    prefix: "age-secret-key-pq-",
    case: Case::Upper,
};

impl Form {
    /// Writes `bytes` in this form.
    pub(super) fn write(self, bytes: &[u8], out: &mut impl fmt::Write) -> fmt::Result {
        let prefix = Hrp::parse(self.prefix).map_err(|_| fmt::Error)?;
        match self.case {
            Case::Lower => bech32::encode_lower_to_fmt::<Unlimited, _>(out, prefix, bytes),
            Case::Upper => bech32::encode_upper_to_fmt::<Unlimited, _>(out, prefix, bytes),
        }
        .map_err(|_| fmt::Error)
    }

    /// The bytes that `text` names. Only the text that [`Form::write`] makes of them is taken.
    pub(super) fn read(self, text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let checked = CheckedHrpstring::new::<Unlimited>(text).map_err(|_| KeyError::Text)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
        bytes.extend(checked.byte_iter());
        // Writing them again tells a wrong prefix, a wrong case and padding bits that are set.
        let mut canonical = Zeroizing::new(String::with_capacity(text.len()));
        self.write(&bytes, &mut *canonical)
            .map_err(|_| KeyError::Text)?;
        if *canonical == text {
            Ok(bytes)
        } else {
            Err(KeyError::Text)
        }
    }
}

/// The checksum of Bech32 over a text of any length.
enum Unlimited {}

impl Checksum for Unlimited {
    type MidstateRepr = <Bech32 as Checksum>::MidstateRepr;
    const CODE_LENGTH: usize = usize::MAX;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// Why bytes or a text are not a key. In each case its owner has to hand it over again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The wrong number of bytes.
    #[error("a key of {expected} bytes was expected, not of {got}: ask its owner for it again")]
    Length {
        /// How many bytes this kind of key has.
        expected: usize,
        /// How many there were.
        got: usize,
    },
    /// The ML-KEM half is out of range.
    #[error("these bytes are not a public key: ask its owner for it again")]
    NotAKey,
    /// The X25519 half is a point of low order, which would add no secret.
    #[error("half of this public key protects nothing: its owner must make a new one")]
    LowOrder,
    /// The text is not the one way to write a key of this kind.
    #[error("this text is not a key of the right kind, or has a typing error: copy it again")]
    Text,
}
