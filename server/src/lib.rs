//! The blind, accountable server: it takes signed acts into the log, and hands them out.

pub mod store;
