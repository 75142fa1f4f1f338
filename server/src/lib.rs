//! The blind, accountable server: it takes signed acts into the log, and hands them out.
//!
//! One road: `transport` gives streams to `session`, which verifies and asks; the `committer`
//! decides, writes and only then answers; readers are woken. It never opens content, never changes
//! the directory by itself, and no receipt leaves before its commit. Read on in
//! `docs/architecture.md`, and in `docs/protocol.md` for what it may see.

mod caller;
pub mod cli;
pub mod clock;
mod command;
pub mod committer;
pub mod config;
pub mod decide;
pub mod doctor;
#[cfg(test)]
mod fixture;
pub mod founding;
pub mod heard;
mod keeper;
pub mod list;
pub mod live;
pub mod log;
pub mod metrics;
pub mod notice;
mod reader;
mod services;
mod session;
pub mod store;
pub mod telemetry;
pub mod transport;
pub mod watch;

pub use transport::Server;
