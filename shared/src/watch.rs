//! The watch over what is owed: reminders, escalation, and who has seen it.
//!
//! Nothing here moves a handover or changes its owner. A reminder or an escalation that was really
//! sent is an act in the log, and so is the signature of whoever has seen it (R11) or has taken the
//! matter in hand; that something *is* overdue is computed from now by whoever looks. What each act
//! is about is a [`Concern`](crate::handover::Concern): one obligation, named by
//! who owes what since when.

mod climb;
mod hearing;
#[cfg(test)]
mod tests;
mod watchers;

pub use self::{
    climb::{Climb, HOLDS_MAX, Held, SeenBy, Watched, can_be_held},
    hearing::{Haste, Tie, Told, Unheard, comes_red, gaps},
    watchers::{administers, watchers},
};
