//! The one place where bytes become types and types become bytes.
//!
//! Domain types know nothing of their encoding: each version of the wire declares a serialisable
//! twin for each, whose numbered fields are the format. All encodings are deterministic CBOR (RFC 8949 §4.2):
//! arrays with integer tags, shortest forms, and a decoder that refuses every other form.

pub mod frame;
pub mod v1;

use minicbor::{Decode, Encode};

use self::v1::twin::Code;

/// Why bytes are nothing that this version knows. It is the writer's move.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No CBOR, or not of the expected form.
    #[error("the bytes are not of the expected form")]
    Malformed,
    /// The right values in another encoding.
    #[error("the bytes are not in their one canonical form")]
    NotCanonical,
    /// A later version of the format.
    #[error("the bytes are of format version {0}, which this program does not know; update it")]
    Version(u64),
    /// A value outside its range, in the named field.
    #[error("the field '{0}' holds a value that is not allowed")]
    Value(&'static str),
}

/// The bytes of a value, as its twin is declared.
pub(crate) fn write<C: Code>(value: &C::Value) -> Vec<u8> {
    encode(&C::write(value))
}

/// The value that bytes hold in its one form.
pub(crate) fn read<C: Code>(bytes: &[u8]) -> Result<C::Value, DecodeError> {
    C::read(decode(bytes)?, "bytes")
}

/// Encodes a wire twin. Only values that CBOR cannot hold could fail, and no twin has any.
pub(crate) fn encode<T: Encode<()>>(twin: &T) -> Vec<u8> {
    minicbor::to_vec(twin).unwrap_or_default()
}

/// Decodes a wire twin and refuses every encoding but the one that [`encode`] makes: what is
/// decoded is encoded again and compared.
pub(crate) fn decode<'b, T: Encode<()> + Decode<'b, ()>>(
    bytes: &'b [u8],
) -> Result<T, DecodeError> {
    let twin: T = minicbor::decode(bytes).map_err(|_| DecodeError::Malformed)?;
    if encode(&twin) == bytes {
        Ok(twin)
    } else {
        Err(DecodeError::NotCanonical)
    }
}
