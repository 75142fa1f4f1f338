//! Chance from a seed: one independent stream per label.

use std::hash::Hasher as _;

use quinn::EndpointConfig;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use stafet_shared::entropy::Entropy;

use super::trace::Fnv;

/// Randomness that the same seed and label give again in every process.
#[derive(Clone, Debug)]
pub struct SeededEntropy(ChaCha20Rng);

impl SeededEntropy {
    /// The stream of `label` (a party and what it is for) under `seed`. Streams of different
    /// labels tell nothing about each other.
    #[must_use]
    pub fn new(seed: u64, label: &str) -> Self {
        let mut stream = Fnv::new();
        stream.write(label.as_bytes());
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(stream.finish());
        Self(rng)
    }
}

impl Entropy for SeededEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

/// A quinn endpoint's configuration whose chance comes from `seed` and `label`.
///
/// Connection ids and the key of stateless resets stay random: their lengths are fixed.
#[must_use]
pub fn endpoint_config(seed: u64, label: &str) -> EndpointConfig {
    let mut entropy = SeededEntropy::new(seed, label);
    let mut config = EndpointConfig::default();
    config.rng_seed(Some(entropy.array()));
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_and_label_decide_every_byte() {
        let draw = |seed, label| SeededEntropy::new(seed, label).array::<16>();
        assert_eq!(draw(1, "nanortalik"), draw(1, "nanortalik"));
        assert_ne!(draw(1, "nanortalik"), draw(1, "server"));
        assert_ne!(draw(1, "nanortalik"), draw(2, "nanortalik"));
    }
}
