//! What the benchmarks have in common.
//!
//! Product and peers take turns within one run, so that whatever else the machine does falls on
//! all of them. What is judged are ratios within a round and counts, never bare times.

pub mod link;
pub mod machine;
pub mod report;
pub mod watch;
