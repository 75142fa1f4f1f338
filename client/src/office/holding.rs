//! Attached files that somebody at this device keeps back for a while, so that the line is free for
//! something else. A mark of this device alone, which lasts until it is taken away; what is signed
//! and what it says goes all the same.

use stafet_shared::{id::HandoverId, seal::blob::BlobRef};

use super::{Office, OfficeError, Reader, values};
use crate::store::Store;

/// Whether the files of a handover go out by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// They wait until somebody lets them go on.
    Held,
    /// They go.
    Going,
}

impl<S: Store> Office<S> {
    /// From now on the files of a handover wait, or go on from where they were.
    ///
    /// # Errors
    /// When no such handover is known here, or the storage fails.
    pub async fn hold_files(&mut self, id: HandoverId, hold: Hold) -> Result<(), OfficeError> {
        self.decide(|office| {
            office.reader().known_handover(id)?;
            let name = values::held(id);
            let is_held = office.view.value(&name).is_some();
            match hold {
                Hold::Held if !is_held => office.set(name, Vec::new()),
                Hold::Going if is_held => office.unset(name),
                Hold::Held | Hold::Going => Ok(()),
            }
        })
        .await
    }
}

impl Reader<'_> {
    /// Whether the files of a handover wait until somebody lets them go on.
    #[must_use]
    pub fn holds_files(self, id: HandoverId) -> bool {
        self.view.value(&values::held(id)).is_some()
    }

    /// The same as a word.
    #[must_use]
    pub fn hold(self, id: HandoverId) -> Hold {
        if self.holds_files(id) {
            Hold::Held
        } else {
            Hold::Going
        }
    }

    /// Every file that is kept back and not brought yet.
    #[must_use]
    pub fn held_files(self) -> Vec<BlobRef> {
        let held = self.view.values_under(values::HELD);
        let held = held.filter_map(|(name, _)| values::parse_handover(name));
        held.flat_map(|id| self.unsent_files(id)).collect()
    }

    /// The files of a handover that are still to come, each with how many of its bytes are here.
    #[must_use]
    pub fn coming_files(self, id: HandoverId) -> Vec<(BlobRef, u32)> {
        let of_it = self.announcing().filter(|known| {
            let about = known.act.public().handover();
            about.is_some_and(|about| about.handover == id)
        });
        let files = of_it.flat_map(|known| known.act.public().attachments());
        let coming = files.filter_map(|blob| Some((*blob, self.coming(*blob)?)));
        coming.collect()
    }

    /// The files that this device has still to bring about a handover, held back or not.
    #[must_use]
    pub fn unsent_files(self, id: HandoverId) -> Vec<BlobRef> {
        let mut files: Vec<BlobRef> = Vec::new();
        for blob in self
            .announcing()
            .filter(|known| {
                let about = known.act.public().handover();
                about.is_some_and(|about| about.handover == id) && self.is_own(known)
            })
            .flat_map(|known| known.act.public().attachments())
        {
            if self.is_unsent(*blob) && !files.contains(blob) {
                files.push(*blob);
            }
        }
        files
    }
}
