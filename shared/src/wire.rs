//! The only place where bytes become types, and types bytes.

pub mod v1;
