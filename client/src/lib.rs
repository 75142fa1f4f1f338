//! stafet, the program that offices use.

pub mod store;
