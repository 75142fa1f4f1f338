//! What a report shows of a count, and the colour that it gives a share.

use crate::words::Colour;

/// A count, as far as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// It is zero, or not small.
    Exact(u32),
    /// It is small: at least one, and below the limit.
    Few,
    /// It is hidden, because a small count could be worked out of it. It can be anything.
    Withheld,
}

impl Figure {
    /// The count, if it is shown.
    #[must_use]
    pub const fn exact(self) -> Option<u32> {
        match self {
            Self::Exact(count) => Some(count),
            Self::Few | Self::Withheld => None,
        }
    }
}

/// The colour of a share, as far as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Grøn, gul or rød.
    Is(Colour),
    /// There is too little to judge by.
    TooFew,
    /// It is hidden, because a small count could be worked out of it.
    Withheld,
}

/// From which share on something is green or yellow, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// From here on it is green.
    pub(super) green: u64,
    /// From here on it is yellow; below it is red.
    pub(super) yellow: u64,
}

/// All there is, in hundredths of a percent.
pub(super) const WHOLE: u64 = 10_000;
/// A percent, in hundredths of a percent.
pub(super) const PERCENT: u64 = 100;

impl Scale {
    /// The colour of `part` of `whole`.
    pub(super) fn colour(self, part: u32, whole: u32) -> Colour {
        let reached = u64::from(part).saturating_mul(WHOLE);
        let needed = |share: u64| u64::from(whole).saturating_mul(share);
        if reached >= needed(self.green) {
            Colour::Green
        } else if reached >= needed(self.yellow) {
            Colour::Yellow
        } else {
            Colour::Red
        }
    }
}

/// How many whole percent `part` is of `whole`; the rest is cut off, so that nothing looks better
/// than its colour. `None` when one of them is not shown, or `whole` is nothing.
pub(super) fn percent(part: Figure, whole: Figure) -> Option<u8> {
    let reached = u64::from(part.exact()?).saturating_mul(100);
    let percent = reached.checked_div(u64::from(whole.exact()?))?;
    u8::try_from(percent).ok()
}
