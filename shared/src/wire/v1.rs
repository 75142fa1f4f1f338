//! Version 1 of every format. Frozen once anything has been sent in it.

pub mod content;
