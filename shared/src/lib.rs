//! The pure core of Stafet: everything that decides, and nothing that touches the world.
//!
//! No I/O, no clock, no randomness of its own (but for [`seal`], because the age crate draws its
//! own), no tokio, quinn, sqlx or axum. The same [`fold`](handover::Handover::fold) runs in the
//! server, in every client, in the simulator and in the tests. Start with [`handover`], then
//! [`act`]; `docs/architecture.md` shows the whole, `docs/protocol.md` what travels.

pub mod access;
pub mod act;
pub mod audience;
pub mod calendar;
pub mod content;
pub mod course;
pub mod entropy;
pub mod handover;
pub mod hash;
pub mod heard;
pub mod id;
pub mod invitation;
pub mod log;
pub mod obligation;
pub mod overview;
#[cfg(test)]
mod page;
pub mod party;
pub mod policy;
pub mod refusal;
pub mod report;
pub mod seal;
pub mod session;
pub mod sign;
#[cfg(test)]
mod stories;
pub mod sync;
#[cfg(test)]
mod testing;
pub mod time;
pub mod watch;
pub mod wire;
pub mod words;
