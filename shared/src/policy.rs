//! The policy that holds from the genesis on: the table's own clocks.
//!
//! A genesis names it by its hash, so that every party knows which clocks it computes. Later
//! policies are acts; until there is one, this one holds.

use std::fmt::Write;

use crate::{
    calendar::Span,
    handover::{
        Colour,
        table::{self, KINDS, STATES, VISIT_CLOCK},
    },
    hash::Hash,
};

/// The hash of policy 0: over one line for every clock that the table knows.
#[must_use]
pub fn policy_zero() -> Hash {
    let mut text = String::from("stafet/policy/0\n");
    for kind in KINDS {
        for state in STATES {
            for colour in Colour::ALL {
                let clock = table::clock(kind.kind, state.state, colour);
                // Writing to a String cannot fail.
                let _ = writeln!(
                    text,
                    "{} {} {} {} {}",
                    kind.kind.name(),
                    state.state.name(),
                    colour.name(),
                    shown(clock),
                    shown(state.at_most)
                );
            }
        }
    }
    text.push_str(&shown(Some(VISIT_CLOCK)));
    Hash::of(text.as_bytes())
}

fn shown(span: Option<Span>) -> String {
    match span {
        None => "-".to_owned(),
        Some(Span::WorkingDays(days)) => format!("{days}wd"),
        Some(Span::OfficeHours(hours)) => format!("{hours}oh"),
        Some(Span::CalendarHours(hours)) => format!("{hours}h"),
    }
}
