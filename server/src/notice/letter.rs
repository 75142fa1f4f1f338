//! A letter to one recipient, before it is put into words.

use std::{collections::BTreeMap, sync::Arc};

use super::{Notice, Recipient, Subject, weekly::Weekly};

/// One letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub recipient: Recipient,
    /// Whether it is the day's digest, which repeats what was told before.
    pub digest: bool,
    /// What it tells: the new first, then the most urgent.
    pub lines: Vec<Line>,
    /// How many more stand that found no room in it.
    pub more: usize,
    /// What the recipient has been told once this letter is delivered, and how high each had
    /// climbed.
    pub told: BTreeMap<Subject, u8>,
    /// The weekly list, if it is that. Such a letter tells of no notice.
    pub weekly: Option<Arc<Weekly>>,
}

impl Letter {
    /// The letter with the weekly list.
    #[must_use]
    pub const fn weekly(recipient: Recipient, list: Arc<Weekly>) -> Self {
        Self {
            recipient,
            digest: false,
            lines: Vec::new(),
            more: 0,
            told: BTreeMap::new(),
            weekly: Some(list),
        }
    }

    /// How many notices it is about.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.lines.len().saturating_add(self.more)
    }
}

/// One notice in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The notice.
    pub notice: Notice,
    /// Whether the recipient was told before.
    pub again: bool,
    /// The day since it was due, from 1, each of 24 hours; `None` before.
    pub day: Option<u32>,
}
