//! A letter to one recipient, before it is put into words.

use std::{collections::BTreeMap, sync::Arc};

use stafet_shared::{
    party::{OfficeId, directory::OutageOwed},
    time::Timestamp,
    watch::Told,
    words::Duty,
};

use super::{Notice, Recipient, Subject, weekly::Weekly};

/// One letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub recipient: Recipient,
    /// Whether it is the morning's, with everything that stands; else it tells what is red.
    pub digest: bool,
    /// What is new, each by itself: by office, the most urgent first.
    pub lines: Vec<Line>,
    /// What comes near its deadline or has climbed higher, where it is more than one at one office.
    pub several: Vec<Several>,
    /// How much else waits at which office.
    pub standing: Vec<Standing>,
    /// The outages that the recipient's office has declared, and that end today: it says that they go
    /// on, or are over.
    pub outages: Vec<OutageOwed>,
    /// The offices to ring, each once.
    pub calls: Vec<Call>,
    /// How many red matters found no room in it: the next one tells them.
    pub more: usize,
    /// What the recipient has been told once this letter is delivered, and how high each had
    /// climbed.
    pub told: BTreeMap<Subject, u8>,
    /// The weekly list, if it is that. Such a letter tells of no notice.
    pub weekly: Option<Arc<Weekly>>,
}

impl Letter {
    /// A letter that says nothing yet.
    #[must_use]
    pub const fn to(recipient: Recipient) -> Self {
        Self {
            recipient,
            digest: false,
            lines: Vec::new(),
            several: Vec::new(),
            standing: Vec::new(),
            outages: Vec::new(),
            calls: Vec::new(),
            more: 0,
            told: BTreeMap::new(),
            weekly: None,
        }
    }

    /// The letter with the weekly list.
    #[must_use]
    pub fn weekly(recipient: Recipient, list: Arc<Weekly>) -> Self {
        Self {
            weekly: Some(list),
            ..Self::to(recipient)
        }
    }

    /// How many notices are new in it.
    #[must_use]
    pub fn fresh(&self) -> usize {
        let several = self.several.iter().map(Several::count);
        let counted = self.standing.iter().map(|one| one.fresh);
        let more = [self.lines.len(), self.outages.len(), self.more].into_iter();
        more.chain(several).chain(counted).sum()
    }

    /// How many notices it is about.
    #[must_use]
    pub fn count(&self) -> usize {
        let known = |one: &Standing| one.open.saturating_sub(one.fresh);
        let known: usize = self.standing.iter().map(known).sum();
        self.fresh().saturating_add(known)
    }
}

/// One notice in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The notice.
    pub notice: Notice,
    /// Whether the recipient was told before, of a lower rung.
    pub again: bool,
    /// The day since it was due, from 1, each of 24 hours; `None` before.
    pub day: Option<u32>,
    /// Who was told of it and gets no letters: only in Stafet.
    pub unwritten: Vec<OfficeId>,
}

/// More than one matter at one office that comes near its deadline, or that was told before and has
/// climbed to the same level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several {
    /// Who owes it.
    pub owner: OfficeId,
    /// How high it has climbed.
    pub rung: u8,
    /// How often each thing is owed.
    pub sorts: BTreeMap<Duty, usize>,
    /// The first and the last deadline.
    pub due: (Timestamp, Timestamp),
    /// Who was told of any of it, beside the two sides, and who could not be.
    pub told: Told,
}

impl Several {
    /// How many matters these are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sorts.values().sum()
    }
}

/// How much waits at one office, beside what a letter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The office.
    pub owner: OfficeId,
    /// How many matters.
    pub open: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// How many of them nobody has told the recipient of before.
    pub fresh: usize,
}

/// An office to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The office.
    pub office: OfficeId,
    /// About how many matters.
    pub matters: usize,
}
