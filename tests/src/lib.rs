//! World, the demo and the tests across crates.

pub mod clock;
pub mod fabric;
pub mod ledger;
pub mod platform;
pub mod sealing;
