//! What a look at the server has shown, and what to do about it.

/// What one look has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is as it should be.
    Well(String),
    /// Something is wrong; the second text is the next step.
    Wrong(String, &'static str),
    /// Nothing is broken, and somebody should hear of something who does not; the second text is
    /// the next step.
    Gap(String, &'static str),
}

/// What to do about what cannot be mended.
pub(super) const RESTORE: &str = "restore the server's folder from its backup";
