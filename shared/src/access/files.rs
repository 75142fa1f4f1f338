//! Whose files an act may name: a sealed file that is announced already is somebody's, and whoever
//! announced it without having it could fetch it by its hash alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Denied;
use crate::{
    act::{HandoverAct, PublicPart},
    hash::Hash,
    party::OfficeId,
};

/// The offices that have files which were announced, by their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<Hash, BTreeSet<OfficeId>>);

impl Files {
    /// Takes in that a file is announced, although nobody is known here who has it.
    pub fn know(&mut self, hash: Hash) {
        self.0.entry(hash).or_default();
    }

    /// Takes in who has what an act announces: its author, and those that it is sealed to.
    pub fn note(&mut self, act: &PublicPart) {
        let readers = act.handover().into_iter().flat_map(HandoverAct::readers);
        let have: BTreeSet<OfficeId> = readers.chain([&act.author.office]).cloned().collect();
        for blob in act.attachments() {
            let known = self.0.entry(blob.hash).or_default();
            known.extend(have.iter().cloned());
        }
    }

    /// Whether everything that an act announces is new, or its author's office has it.
    ///
    /// # Errors
    /// [`Denied::File`] when a file is somebody else's.
    pub fn check(&self, act: &PublicPart) -> Result<(), Denied> {
        let is_theirs = |hash: &Hash| {
            let have = self.0.get(hash);
            have.is_none_or(|have| have.contains(&act.author.office))
        };
        let mut announced = act.attachments().iter();
        if announced.all(|blob| is_theirs(&blob.hash)) {
            Ok(())
        } else {
            Err(Denied::File)
        }
    }
}
