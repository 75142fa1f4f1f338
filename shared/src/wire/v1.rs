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

/// The format's number, first in every public part.
pub const FORMAT: u8 = 1;
