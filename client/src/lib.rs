//! stafet, the program that offices use.

pub mod office;
pub mod store;
