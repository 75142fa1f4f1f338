//! World, the demo and the tests across crates.

pub mod clock;
pub mod demo;
pub mod deployment;
pub mod fabric;
pub mod ledger;
pub mod offices;
pub mod platform;
pub mod scenario;
pub mod sealing;
pub mod texts;
pub mod world;
