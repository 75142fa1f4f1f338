//! How far attached files have come, as a bar on a terminal.

use std::collections::BTreeMap;

use indicatif::{ProgressBar, ProgressStyle};
use stafet_shared::hash::Hash;

use crate::{
    sync::{Moved, Way},
    text::{Texts, say},
};

/// What the bar looks like.
const TEMPLATE: &str = "{msg} [{bar:30}] {bytes}/{total_bytes}";

/// A bar that appears when the first file moves, and goes when it is dropped.
pub(super) struct Progress<'a> {
    texts: &'a Texts,
    visible: bool,
    bar: Option<ProgressBar>,
    files: BTreeMap<Hash, Moved>,
}

impl<'a> Progress<'a> {
    /// A bar; one that is not `visible` never appears.
    #[expect(
        clippy::fn_params_excessive_bools,
        reason = "whether it is seen is all there is"
    )]
    pub(super) const fn new(visible: bool, texts: &'a Texts) -> Self {
        Self {
            texts,
            visible,
            bar: None,
            files: BTreeMap::new(),
        }
    }

    /// Takes in how far a file has come.
    pub(super) fn moved(&mut self, moved: Moved) {
        if !self.visible {
            return;
        }
        self.files.insert(moved.blob.hash, moved);
        let (there, of) = sums(self.files.values());
        let bar = self.bar.get_or_insert_with(bar);
        bar.set_length(of);
        bar.set_position(there);
        bar.set_message(match moved.way {
            Way::Up => say!(self.texts, "attachment-sending"),
            Way::Down => say!(self.texts, "attachment-fetching"),
        });
    }
}

impl Drop for Progress<'_> {
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
