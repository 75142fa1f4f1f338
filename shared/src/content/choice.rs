//! Answers that are chosen from a few words.

use super::fault::Flaw;
use super::said::Choice;
use crate::words::spelling::is_meant;

impl Choice {
    /// Whether somebody who wrote `text` means this choice: its stable name or its word in either
    /// language, in capitals or not, with `-` or `_` for a blank.
    #[must_use]
    pub fn is_meant(&self, text: &str) -> bool {
        is_meant(&[self.name, self.said.da, self.said.en], text)
    }
}

/// The choice that was written, if any was.
pub(super) fn read<T: Copy>(
    raw: Option<String>,
    all: &[T],
    choices: &'static [Choice],
) -> Result<Option<T>, Flaw> {
    let word = raw.unwrap_or_default();
    if word.trim().is_empty() {
        return Ok(None);
    }
    let mut both = all.iter().zip(choices);
    let meant = both.find(|(_, choice)| choice.is_meant(&word));
    let meant = meant.map(|(choice, _)| *choice);
    meant.map(Some).ok_or(Flaw::NotAChoice { choices })
}
