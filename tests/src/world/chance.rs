//! The one source of chance for what happens in a run.

use stafet_shared::entropy::Entropy;

use crate::fabric::SeededEntropy;

/// Dice from a seed.
#[derive(Debug)]
pub(super) struct Dice(SeededEntropy);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed, "events"))
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let drawn = u64::from_be_bytes(self.0.array());
        let bound = u64::try_from(bound.max(1)).expect("a small bound");
        usize::try_from(drawn % bound).expect("below a small bound")
    }

    /// Whether something with this chance in a hundred happens.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of `choices`.
    pub(super) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }
}
