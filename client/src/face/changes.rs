//! What is different between two versions of a document, field by field and word by word.

use stafet_shared::content::{Content, Manifest, Said, display_safe_line};

use super::{
    document::{self, Mask, answer},
    scene::Scene,
};
use crate::text::say;

/// The most steps of a comparison word by word; beyond them all of a field counts as changed.
const STEPS_MAX: usize = 1_000_000;

/// A field that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its label.
    pub label: String,
    /// What stood there; empty if nothing did.
    pub before: Vec<Piece>,
    /// What stands there now; empty if nothing does.
    pub after: Vec<Piece>,
}

/// Words that are in both versions, or in one only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are in one version only.
    pub is_changed: bool,
}

/// What was answered in one blank, by its place in the document.
struct Leaf {
    place: String,
    label: Said,
    text: String,
}

/// What is different, in the order of the newer version; what fell away comes last.
#[must_use]
pub fn changes(old: &Content, new: &Content, mask: Mask, scene: &Scene<'_>) -> Vec<Change> {
    let [before, after] = [old, new].map(|it| answers(it, mask, scene));
    let at = |all: &[Leaf], place: &str| {
        let found = all.iter().find(|leaf| leaf.place == place);
        found.map_or_else(String::new, |leaf| leaf.text.clone())
    };
    let gone = before
        .iter()
        .filter(|leaf| after.iter().all(|it| it.place != leaf.place));
    let fields = after.iter().chain(gone).filter_map(|leaf| {
        let was = at(&before, &leaf.place);
        let is = at(&after, &leaf.place);
        (was != is).then(|| change(scene.texts.said(leaf.label), &was, &is))
    });
    let mut changes: Vec<Change> = fields.collect();
    let [was, is] = [old, new].map(|it| files(it.attachments()));
    if was != is {
        changes.push(change(&say!(scene.texts, "label-attachments"), &was, &is));
    }
    changes
}

fn files(manifest: Option<&Manifest>) -> String {
    let files = manifest.map(Manifest::attachments).unwrap_or_default();
    let names = files.iter().map(|it| display_safe_line(it.name().expose()));
    names.collect::<Vec<_>>().join("\n")
}

fn answers(content: &Content, mask: Mask, scene: &Scene<'_>) -> Vec<Leaf> {
    let answered = content.answered();
    let leaves = document::leaves(&answered.fields).into_iter();
    let answers = leaves.map(|it| Leaf {
        text: answer(it.field, mask, scene),
        label: it.field.label,
        place: it.place,
    });
    answers.collect()
}

fn change(label: &str, before: &str, after: &str) -> Change {
    let (old, new) = (words(before), words(after));
    let (kept_old, kept_new) = kept(&old, &new);
    Change {
        label: label.to_owned(),
        before: pieces(&old, &kept_old),
        after: pieces(&new, &kept_new),
    }
}

/// Words, each with the white space behind it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Which words of each are in both, in the same order: as many as can be.
fn kept(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let is_same = |one: &str, other: &str| one.trim_end() == other.trim_end();
    let (mut in_old, mut in_new) = (vec![false; old.len()], vec![false; new.len()]);
    let width = new.len().saturating_add(1);
    if old.len().saturating_mul(width) > STEPS_MAX {
        return (in_old, in_new);
    }
    // How many words the rests of both have in common, from each pair of places on.
    let mut common = vec![0_usize; old.len().saturating_add(1).saturating_mul(width)];
    let place = |row: usize, column: usize| row.saturating_mul(width).saturating_add(column);
    let count = |common: &[usize], row: usize, column: usize| {
        common.get(place(row, column)).copied().unwrap_or_default()
    };
    for (row, word) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            let (below, right) = (row.saturating_add(1), column.saturating_add(1));
            let best = if is_same(word, other) {
                count(&common, below, right).saturating_add(1)
            } else {
                count(&common, below, column).max(count(&common, row, right))
            };
            if let Some(cell) = common.get_mut(place(row, column)) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0_usize, 0_usize);
    while let (Some(word), Some(other)) = (old.get(row), new.get(column)) {
        let (below, right) = (row.saturating_add(1), column.saturating_add(1));
        if is_same(word, other) {
            if let (Some(one), Some(two)) = (in_old.get_mut(row), in_new.get_mut(column)) {
                (*one, *two) = (true, true);
            }
            (row, column) = (below, right);
        } else if count(&common, below, column) >= count(&common, row, right) {
            row = below;
        } else {
            column = right;
        }
    }
    (in_old, in_new)
}

fn pieces(words: &[&str], kept: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, is_kept) in words.iter().zip(kept) {
        match pieces.last_mut() {
            Some(last) if last.is_changed != *is_kept => last.text.push_str(word),
            Some(_) | None => pieces.push(Piece {
                text: (*word).to_owned(),
                is_changed: !is_kept,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        let marked = pieces.iter().map(|it| {
            if it.is_changed {
                format!("[{}]", it.text.trim_end())
            } else {
                it.text.trim_end().to_owned()
            }
        });
        marked.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let change = change(
            "Bor hos",
            "Plejefamilie i Nanortalik siden 14. marts 2026",
            "Plejefamilie i Nanortalik siden 14. april 2026 hos en tante",
        );
        assert_eq!(
            marked(&change.before),
            "Plejefamilie i Nanortalik siden 14. [marts] 2026"
        );
        assert_eq!(
            marked(&change.after),
            "Plejefamilie i Nanortalik siden 14. [april] 2026 [hos en tante]"
        );
    }

    #[test]
    fn what_is_new_or_gone_is_marked_as_a_whole() {
        let new = change("Samtykke", "", "Skriftligt samtykke");
        assert!(new.before.is_empty());
        assert_eq!(marked(&new.after), "[Skriftligt samtykke]");
        let long = "ord ".repeat(2_000);
        let other = format!("{long}mere");
        let far = change("Text", &long, &other);
        assert!(
            far.after.iter().all(|it| it.is_changed),
            "too long to compare"
        );
    }

    #[test]
    fn a_document_that_did_not_change_has_no_changes() {
        let sample = crate::face::samples::Stage::new();
        let texts = crate::text::tests::danish();
        let scene = sample.at_team(&texts);
        let file = include_str!("../../../tests/data/handovers/01-henvisning.toml");
        let content = crate::form::handover(file).unwrap().content;
        assert_eq!(changes(&content, &content, Mask::Masked, &scene), []);
    }
}
