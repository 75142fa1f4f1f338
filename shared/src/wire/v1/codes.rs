//! How values without fields of their own lie on the wire.

pub(super) mod leaves;
pub(super) mod lists;

use crate::words::{CourseVerb, Verb};

/// Whether an act sends an envelope, and so names its kind and recipient.
#[must_use]
pub const fn sends_envelope(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Sign
            | Verb::Rewrap
            | Verb::Redirect
            | Verb::PassOn
            | Verb::Resubmit
            | Verb::Correct
            | Verb::Course(CourseVerb::MoveChild)
    )
}
