//! Reports on small worlds, and attempts to work out what they hide.

pub(super) mod attack;
