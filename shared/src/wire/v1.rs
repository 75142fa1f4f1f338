//! Version 1 of every format.

pub mod act;
mod codes;
pub mod content;
pub mod directory;
pub mod enrol;
pub mod message;
pub mod overview;
pub mod receipt;
pub(crate) mod twin;

#[cfg(test)]
mod tests;

use minicbor::bytes::ByteArray;

use crate::{
    hash::{HASH_BYTES, Hash},
    id::ID_BYTES,
};

/// The format's number, first in every public part.
pub const FORMAT: u8 = 1;

/// Sixteen bytes: an id.
pub(crate) type Id = ByteArray<ID_BYTES>;
/// Thirty-two bytes: a hash, a fingerprint, a public key.
pub(crate) type Bytes32 = ByteArray<HASH_BYTES>;

pub(crate) fn hash_to_wire(hash: Hash) -> Bytes32 {
    (*hash.as_bytes()).into()
}

pub(crate) fn hash_from_wire(bytes: Bytes32) -> Hash {
    Hash::from_bytes(bytes.into())
}
