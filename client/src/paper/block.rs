//! A paper in words, before anything has a place.

use stafet_shared::time::Timestamp;

use crate::text::{Texts, say};

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The language of its words, as `da`.
    pub language: &'static str,
    /// Its title in a window's frame, which names no child.
    pub title: String,
    /// What stands at the top of every page.
    pub head: String,
    /// Who printed it, where and when: what stands at the foot of every page.
    pub imprint: String,
    /// When it was printed.
    pub printed: Timestamp,
    /// How pages are counted: *side 2 af 3*.
    pub counted: Counted,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How pages are counted: a sentence in which the two numbers are still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted(String);

impl Counted {
    /// As it is said in a language.
    #[must_use]
    pub fn in_words(texts: &Texts) -> Self {
        let (page, of) = (PAGE.to_string(), OF.to_string());
        Self(say!(texts, "paper-count", page = page, of = of))
    }

    /// With the number of a page, and of all pages.
    #[must_use]
    pub fn of(&self, page: usize, of: usize) -> String {
        self.0
            .replace(PAGE, &page.to_string())
            .replace(OF, &of.to_string())
    }
}

/// Stands for the number of a page until there are pages.
const PAGE: char = '\u{1}';
/// Stands for how many there are.
const OF: char = '\u{2}';

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of the whole, of a section or of a part of one.
    Heading(Level, String),
    /// A paragraph for each line.
    Text(Manner, String),
    /// Names, and what there is to say about each.
    Fields(Vec<Field>),
    /// A list without order.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The whole.
    Title,
    /// A section.
    Section,
    /// A part of a section.
    Part,
}

/// How a text is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As all others.
    Plain,
    /// As what comes first.
    Strong,
    /// As what stands beside it.
    Quiet,
}

/// A name, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: String,
    /// What is said: a paragraph for each line.
    pub text: String,
    /// What stands below it; may be empty.
    pub more: String,
}

/// A table, the first column of which names its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows; empty where the heading above it has said so.
    pub caption: String,
    /// The heads of all columns.
    pub heads: Vec<String>,
    /// Whether the columns after the first hold figures.
    pub cells: Cells,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// What stands in a table's columns after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Words, which begin where their column begins.
    Words,
    /// Figures, which end where their column ends.
    Figures,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands in each column.
    pub cells: Vec<String>,
    /// Whether it is of all the others together.
    pub total: bool,
}
