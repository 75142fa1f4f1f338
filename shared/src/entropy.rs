//! The one source of chance.
//!
//! The pure core never draws randomness of its own: whoever composes an act hands in an
//! [`Entropy`]. The shells use the operating system's, `World` a seeded one, so that a failing
//! run replays exactly. The one exception is `seal`, because the age crate draws its own.

/// A source of unpredictable bytes.
pub trait Entropy {
    /// Fills `bytes` with fresh randomness. An implementation that cannot deliver must panic
    /// rather than return predictable bytes.
    fn fill(&mut self, bytes: &mut [u8]);

    /// `N` fresh bytes.
    fn array<const N: usize>(&mut self) -> [u8; N]
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl<E: Entropy + ?Sized> Entropy for &mut E {
    fn fill(&mut self, bytes: &mut [u8]) {
        (**self).fill(bytes);
    }
}

impl<E: Entropy + ?Sized> Entropy for Box<E> {
    fn fill(&mut self, bytes: &mut [u8]) {
        (**self).fill(bytes);
    }
}
