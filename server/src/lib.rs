//! The blind, accountable server: it takes signed acts into the log, and hands them out.
//!
//! One road: `transport` gives streams to `session`, which verifies and asks; the `committer`
//! decides, writes and only then answers; readers are woken. `docs/architecture.md` says why.

mod command;
pub mod committer;
pub mod decide;
pub mod founding;
pub mod live;
mod reader;
mod session;
pub mod store;
pub mod transport;

pub use transport::Server;
