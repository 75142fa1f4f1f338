//! What every face says, decided once: lists, one handover's page, receipts, what is owed and what
//! the next step is, as values in which nothing is laid out yet.
//!
//! It is pure: it names the texts, the core and what an office knows, and never a terminal, a
//! table, arguments or the web. A face lays out what is said here.

pub mod attention;
pub mod case;
pub mod changes;
pub mod clock;
pub mod contacts;
pub mod courses;
pub mod document;
pub mod entry;
pub mod finding;
pub mod findings;
pub mod handover;
pub mod heard;
mod held;
pub mod imprint;
pub mod inbox;
pub mod lists;
pub mod messages;
pub mod naming;
pub mod news;
pub mod notice;
pub mod offices;
pub mod outcome;
pub mod overview;
pub mod owed;
pub mod pace;
pub mod promise;
pub mod scene;
pub mod side;
pub mod step;
pub mod told;
pub mod tours;
pub mod trouble;
pub mod watch;
pub mod when;

#[cfg(test)]
pub(crate) mod samples;
