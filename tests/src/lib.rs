//! World, the demo and the tests across crates.

pub mod fabric;
pub mod sealing;
