//! The fuzz targets of `tests/src/fuzz.rs`, compiled once more for libFuzzer.
//!
//! Compiled from their sources rather than linked from the crate `stafet-tests`, which would
//! bring server, client and their libraries in C with it.

use std::sync::LazyLock;

#[path = "../../src"]
mod shared_with_tests {
    pub mod fuzz;
}

pub use shared_with_tests::fuzz;

use fuzz::Canary;

/// Whether this run has to find the bug that is planted for its target: `STAFET_CANARY` is set.
#[must_use]
pub fn canary() -> Canary {
    static CANARY: LazyLock<Canary> = LazyLock::new(|| match std::env::var_os("STAFET_CANARY") {
        Some(_) => Canary::Planted,
        None => Canary::Absent,
    });
    *CANARY
}
