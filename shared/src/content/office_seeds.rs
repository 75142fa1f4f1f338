//! Seeds of an office's keys, granted by one of its devices to a device that joins it.

use super::fault::{ContentFaults, Faults, Flaw, gather};
use crate::seal::Seed;

/// Most epochs in one grant: more than a century of quarterly rotations.
pub const EPOCHS_MAX: usize = 512;

/// The seed of one epoch.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficeSeed {
    /// The epoch; an office's first is 1.
    pub epoch: u32,
    /// Its seed.
    pub seed: Seed,
}

/// At least one seed, epochs rising.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficeSeeds(Vec<OfficeSeed>);

sealed_debug!(OfficeSeed, OfficeSeeds);

impl OfficeSeeds {
    /// The grant of these seeds.
    ///
    /// # Errors
    /// The granting device's move: no seed, more than [`EPOCHS_MAX`], or an epoch that is zero or
    /// does not come after the one before it.
    pub fn parse(seeds: Vec<OfficeSeed>) -> Result<Self, ContentFaults> {
        gather(|faults| {
            let counted = faults.take("seeds", count(seeds.len()));
            let rising = rising(&seeds, faults);
            counted.and(rising).map(|()| Self(seeds))
        })
    }

    /// The seeds, the oldest epoch first.
    #[must_use]
    pub fn seeds(&self) -> &[OfficeSeed] {
        &self.0
    }
}

/// Notes every epoch that does not come after the one before it.
fn rising(seeds: &[OfficeSeed], faults: &mut Faults) -> Option<()> {
    let mut before = 0;
    let mut rising = Some(());
    for (item, seed) in (1..).zip(seeds) {
        let rises = (seed.epoch > before).then_some(()).ok_or(Flaw::NotRising);
        rising = faults.take_item("seeds.epoch", item, rises).and(rising);
        before = seed.epoch;
    }
    rising
}

const fn count(got: usize) -> Result<(), Flaw> {
    match got {
        0 => Err(Flaw::Missing),
        1..=EPOCHS_MAX => Ok(()),
        _ => Err(Flaw::TooMany {
            max: EPOCHS_MAX,
            got,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(epochs: impl IntoIterator<Item = u32>) -> Result<OfficeSeeds, ContentFaults> {
        let seed = |epoch| OfficeSeed {
            epoch,
            seed: Seed::from_bytes([7; crate::seal::SEED_BYTES]),
        };
        OfficeSeeds::parse(epochs.into_iter().map(seed).collect())
    }

    #[test]
    fn a_grant_holds_rising_epochs() {
        assert_eq!(parse([1, 2, 5]).unwrap().seeds().len(), 3);
        assert!(parse(1..=512).is_ok());
        assert!(parse(1..=513).is_err());
        assert!(parse([]).is_err());
        assert!(parse([0]).is_err());
    }

    #[test]
    fn every_epoch_out_of_place_is_named() {
        let faults = parse([2, 1, 1]).unwrap_err();
        let items: Vec<_> = faults.faults().iter().map(|fault| fault.item).collect();
        assert_eq!(items, [Some(2), Some(3)]);
    }

    #[test]
    fn a_seed_is_not_printed_by_debug() {
        assert_eq!(format!("{:?}", parse([1]).unwrap().seeds()[0]), "[sealed]");
    }
}
