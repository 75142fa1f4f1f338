//! stafet, the program that offices use.

pub mod link;
pub mod office;
pub mod profile;
pub mod store;
pub mod sync;
