//! The pure core of Stafet: everything that decides, and nothing that touches the world.
//!
//! No I/O, no clock, no randomness of its own (but for `seal`, because the age crate draws its
//! own), no tokio, quinn, sqlx or axum. The same [`fold`](handover) runs in the server, in every
//! client, in the simulator and in the tests.

pub mod calendar;
pub mod content;
pub mod entropy;
pub mod id;
pub mod seal;
pub mod time;
pub mod wire;
