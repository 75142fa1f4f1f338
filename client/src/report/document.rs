//! A report in words, before it has a format: headings, paragraphs, lists and tables.

use stafet_shared::{
    report::{Figure, Verdict},
    words::Colour,
};

use super::Setting;
use crate::text::{Texts, say};

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The language of its texts, as `da`.
    pub language: &'static str,
    /// Its title.
    pub title: String,
    /// What stands below the title.
    pub blocks: Vec<Block>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list without order.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table, the first column of which names its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of all columns, the first one's too.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// The rest of it.
    pub cells: Vec<Cell>,
    /// Whether it is of all the others together.
    pub total: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number(u64),
    /// Words, or a sign for what is not shown.
    Words(String),
    /// A colour, by its name.
    Colour(Colour, String),
}

impl Cell {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Words(words) | Self::Colour(_, words) => words.clone(),
        }
    }
}

impl Row {
    /// A row like others.
    pub(super) const fn of(name: String, cells: Vec<Cell>) -> Self {
        Self {
            name,
            cells,
            total: false,
        }
    }

    /// The row of all the others together.
    pub(super) fn total(texts: &Texts, cells: Vec<Cell>) -> Self {
        Self {
            name: say!(texts, "report-all"),
            cells,
            total: true,
        }
    }
}

/// Puts what a report shows into cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    /// The report's language and names.
    pub(super) setting: &'a Setting<'a>,
    /// Counts from one to below this are few.
    pub(super) small_count: u16,
}

impl Cells<'_> {
    /// A count, or why it is not shown.
    pub(super) fn figure(&self, figure: Figure) -> Cell {
        match figure {
            Figure::Exact(count) => Cell::Number(count.into()),
            Figure::Few => Cell::Words(format!("<{}", self.small_count)),
            Figure::Withheld => Cell::Words(say!(self.setting.texts, "report-withheld")),
        }
    }

    /// A share.
    pub(super) fn percent(&self, percent: Option<u8>) -> Cell {
        self.number(percent.map(u64::from))
    }

    /// Hours that have been begun.
    pub(super) fn hours(&self, ms: Option<i64>) -> Cell {
        let hours = ms.and_then(|ms| u64::try_from(ms).ok());
        self.number(hours.map(|ms| ms.div_ceil(MS_PER_HOUR)))
    }

    /// The colour of a share.
    pub(super) fn verdict(&self, verdict: Verdict) -> Cell {
        let texts = self.setting.texts;
        match verdict {
            Verdict::Is(colour) => Cell::Colour(colour, texts.colour(colour)),
            Verdict::TooFew => Cell::Words(say!(texts, "report-too-few")),
            Verdict::Withheld => Cell::Words(say!(texts, "report-withheld")),
        }
    }

    fn number(&self, number: Option<u64>) -> Cell {
        number.map_or_else(
            || Cell::Words(say!(self.setting.texts, "report-none")),
            Cell::Number,
        )
    }
}

const MS_PER_HOUR: u64 = stafet_shared::time::MS_PER_HOUR.unsigned_abs();
