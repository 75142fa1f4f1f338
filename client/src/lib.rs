//! stafet, the program that offices use: it keeps what was signed until the server has it, and
//! shows who has the ball.
//!
//! It never calls an act saved before its commit, or confirmed before the server's receipt has
//! been verified; and it believes the server about order and time only. [`office`] is the one
//! layer of use cases, [`sync`] drives it over [`link`], and [`cli`] is the face. Read on in
//! `docs/architecture.md`.

pub mod calendar;
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod face;
pub mod form;
pub mod link;
pub mod office;
pub mod offices_file;
pub mod page;
pub mod paper;
pub mod policy_file;
pub mod practice;
pub mod profile;
pub mod report;
pub mod store;
pub mod sync;
pub mod text;
