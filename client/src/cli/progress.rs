//! How far attached files have come, as a bar on a terminal.

use std::collections::BTreeMap;

use indicatif::{ProgressBar, ProgressStyle};
use stafet_shared::hash::Hash;

use crate::{
    desk::Meter,
    sync::{Moved, Way},
    text::{Texts, say},
};

/// What the bar looks like.
const TEMPLATE: &str = "{msg} [{bar:30}] {bytes}/{total_bytes}";

/// Shows each sync a bar of its own.
pub(super) fn meters(texts: &Texts) -> impl Fn() -> Meter + Send + use<> {
    let bar = Progress {
        sending: say!(texts, "attachment-sending"),
        fetching: say!(texts, "attachment-fetching"),
        bar: None,
        files: BTreeMap::new(),
    };
    move || {
        let mut bar = bar.clone();
        Box::new(move |moved| bar.moved(moved))
    }
}

/// A bar that appears when the first file moves, and goes when it is dropped.
#[derive(Clone)]
struct Progress {
    sending: String,
    fetching: String,
    bar: Option<ProgressBar>,
    files: BTreeMap<Hash, Moved>,
}

impl Progress {
    /// Takes in how far a file has come.
    fn moved(&mut self, moved: Moved) {
        self.files.insert(moved.blob.hash, moved);
        let (there, of) = sums(self.files.values());
        let bar = self.bar.get_or_insert_with(bar);
        bar.set_length(of);
        bar.set_position(there);
        bar.set_message(match moved.way {
            Way::Up => self.sending.clone(),
            Way::Down => self.fetching.clone(),
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How many bytes of all files are there, and how many there are.
fn sums<'a>(files: impl Iterator<Item = &'a Moved>) -> (u64, u64) {
    files.fold((0, 0), |(there, of), moved| {
        (
            there.saturating_add(u64::from(moved.there)),
            of.saturating_add(u64::from(moved.blob.bytes)),
        )
    })
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template(TEMPLATE) {
        Ok(style) => bar.with_style(style.progress_chars("#>-")),
        // The template is fixed; without it the bar looks plain.
        Err(_) => bar,
    }
}
