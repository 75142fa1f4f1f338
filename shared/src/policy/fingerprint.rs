//! What policy 0 is known by: hashes of it that nothing may change.

use std::fmt::Write;

use super::Policy;
use crate::{
    calendar::Span,
    handover::table::{self, KINDS, STATES, VISIT_CLOCK},
    hash::Hash,
    wire,
    words::Colour,
};

/// The hash of all of policy 0 in its encoding: clocks of courses, ladder and thresholds too.
///
/// Nothing carries it; a test holds this program's policy 0 to it.
#[must_use]
pub fn policy_zero_whole() -> Hash {
    Hash::of(&wire::v1::directory::encode_policy(&Policy::zero()))
}

/// The hash of policy 0 that a genesis names.
///
/// It is over one line for every clock of a handover that the table knows. It covers no more, and
/// stays as it is because genesis acts have named it; see [`policy_zero_whole`].
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
        Some(Span::CalendarMonths(months)) => format!("{months}mo"),
    }
}
