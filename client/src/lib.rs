//! stafet, the program that offices use.

pub mod cli;
pub mod clock;
pub mod config;
pub mod link;
pub mod office;
pub mod profile;
pub mod store;
pub mod sync;
pub mod text;
