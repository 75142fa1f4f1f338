//! What stands around an act: the handover that it is about, what it follows, and its thread.

use crate::{act::Act, handover::Handover, id::HandoverId};

/// What stands around an act, as the log has it before the act.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The handover that it is about.
    pub handover: Option<&'a Handover>,
    /// The handover that it follows, if it begins one and that is known.
    pub followed: Option<&'a Handover>,
    /// The referral that has begun the thread, if it names one and that is known.
    pub thread: Option<&'a Handover>,
}

impl<'a> Around<'a> {
    /// What stands around an act, among the handovers that `known` finds.
    pub fn of(act: &Act, known: impl Fn(HandoverId) -> Option<&'a Handover>) -> Self {
        let about = act.public().handover();
        let terms = about.and_then(|about| about.terms.as_ref());
        Self {
            handover: about.and_then(|about| known(about.handover)),
            followed: terms.and_then(|terms| known(terms.relates_to?)),
            thread: terms.and_then(|terms| known(terms.course?)),
        }
    }
}

impl<'a> From<Option<&'a Handover>> for Around<'a> {
    /// An act about a handover, or the first of one that follows nothing.
    fn from(handover: Option<&'a Handover>) -> Self {
        Self {
            handover,
            ..Self::default()
        }
    }
}
