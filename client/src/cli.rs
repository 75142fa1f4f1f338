//! The command line: one thin shell over the office's use cases.
//!
//! What is asked for is read by [`arguments`], decided by the office, put into words by pure
//! functions ([`list`], [`page`], [`json`]) and said through one [`Output`]. Data goes to
//! standard output, talk to standard error. Every command ends with an [`Exit`].

pub mod arguments;
pub mod content;
pub mod exit;
pub mod file;
pub mod json;
pub mod list;
pub mod offices_file;
pub mod output;
pub mod page;
pub mod receipts;
pub mod scene;

#[cfg(test)]
mod samples;

pub use self::{exit::Exit, output::Output};
