//! stafet, the program that offices use.

pub mod profile;
pub mod store;
