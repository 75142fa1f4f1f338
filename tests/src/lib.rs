//! World, the demo and the tests across crates.
//!
//! It plays everybody, so it may reach for everything; no product crate depends on it. A run
//! hangs on its seed and on nothing else. Start with [`deployment`]; `docs/testing.md` says what
//! is tested how.

pub mod clock;
pub mod cuts;
pub mod demo;
pub mod deployment;
pub mod fabric;
pub mod files;
pub mod fuzz;
pub mod ledger;
pub mod machine;
pub mod noise;
pub mod offices;
pub mod paper;
pub mod platform;
pub mod postgres;
pub mod relay;
pub mod report;
pub mod scenario;
pub mod sealing;
pub mod texts;
pub mod tools;
pub mod world;
