//! stafet, the program that offices use.

pub mod clock;
pub mod link;
pub mod office;
pub mod profile;
pub mod store;
pub mod sync;
