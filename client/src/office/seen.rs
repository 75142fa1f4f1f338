//! What somebody at this device has looked at: a mark of its own, which nobody else hears of. That
//! a device has opened an envelope says nothing about people.

use stafet_shared::{handover::Handover, id::HandoverId, sign::Capacity};

use super::{Office, OfficeError, Reader, values};
use crate::store::Store;

impl<S: Store> Office<S> {
    /// Marks the version and leg of a handover that is shown as seen by a person.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn see(&mut self, id: HandoverId) -> Result<(), OfficeError> {
        let seen = self.reader().handover(id);
        if seen.is_none_or(|handover| self.reader().has_seen(handover)) {
            return Ok(());
        }
        self.decide(|office| {
            let mark = office.reader().handover(id).map(mark);
            mark.map_or(Ok(()), |mark| office.set(values::seen(id), mark))
        })
        .await
    }
}

impl Reader<'_> {
    /// Whether somebody at this device has looked at the version of a handover that stands.
    #[must_use]
    pub fn has_seen(self, handover: &Handover) -> bool {
        let known = self.view.value(&values::seen(handover.id));
        known.is_some_and(|known| *known == *mark(handover))
    }
}

fn mark(handover: &Handover) -> Vec<u8> {
    let [version, leg] = [handover.version, handover.leg].map(u16::to_be_bytes);
    [version, leg].concat()
}

/// What a person who signs has seen: where the handover stood, and the newest act of a person about
/// it. What machines receipt meanwhile changes nothing of that.
#[must_use]
pub fn bound_to(handover: &Handover) -> String {
    let mut acts = handover.history.iter().rev();
    let last = acts.find(|event| event.author.capacity == Capacity::Person);
    let last = last.map(|event| event.act.long()).unwrap_or_default();
    let (version, leg) = (handover.version, handover.leg);
    format!("{version}-{leg}-{}-{last}", handover.state.code())
}
