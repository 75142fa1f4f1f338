//! What the benchmarks have in common.
//!
//! Product and peers take turns within one run, so that whatever else the machine does falls on
//! all of them. What is judged are ratios within a round and counts, never bare times.

pub mod acts;
pub mod browser;
pub mod disk;
pub mod link;
pub mod load;
pub mod machine;
pub mod many;
pub mod peers;
pub mod process;
pub mod report;
pub mod site;
pub mod watch;
