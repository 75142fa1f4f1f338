//! What devices do by themselves.

use super::{Whose, right};
use crate::{
    sign::Capacity,
    words::{Duty, Side, Verb},
};

/// Whether a device makes such an act by itself when it syncs.
#[must_use]
pub fn is_a_devices(verb: Verb) -> bool {
    right(verb).is_some_and(|right| right.capacity == Capacity::Machine)
}

/// Whether the sender's device does by itself what is owed, with its next sync: nobody has to do
/// anything.
#[must_use]
pub fn goes_by_itself(duty: Duty) -> bool {
    match duty {
        Duty::Deposit | Duty::SendAttachments => true,
        Duty::Act(verb) => {
            let right = right(verb).filter(|_| is_a_devices(verb));
            let senders = [Whose::Office(Side::Sender), Whose::Either];
            right.is_some_and(|right| senders.contains(&right.side))
        }
        Duty::Countersign(_)
        | Duty::Send(_)
        | Duty::Receipt
        | Duty::Age
        | Duty::ReadVersion
        | Duty::SeeThrough
        | Duty::Reach => false,
    }
}
