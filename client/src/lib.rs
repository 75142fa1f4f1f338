//! stafet, the program that offices use.

pub mod clock;
pub mod profile;
pub mod store;
