//! Reports as files: the status note and a review round, in Markdown, HTML, PDF, CSV or XLSX.
//!
//! What stands in a report is computed by [`stafet_shared::report`]; here it is put into words
//! once, as a `document`, and the document into each format. A report names offices and
//! figures; it never holds an id, a person or content.

mod csv;
pub mod document;
mod html;
mod markdown;
mod note;
mod pdf;
mod round;
mod xlsx;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use stafet_shared::{
    content::display_safe_line,
    party::OfficeId,
    report::{Fact, Period, ReviewRound, StatusNote, Thresholds, round::Round},
    time::Timestamp,
};

use self::document::Document;
use crate::{
    paper::PaperError,
    text::{Texts, say},
};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text that can be read as it is
    Markdown,
    /// One page with nothing from elsewhere, to be shown or printed
    Html,
    /// Pages to be kept and printed, tagged for who hears them read
    Pdf,
    /// One line for each figure, separated by semicolons
    Csv,
    /// A workbook with a sheet for each table
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Html, Self::Pdf, Self::Csv, Self::Xlsx];

    /// What it is called where it is chosen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The usual ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of files that end so, in capitals too.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "txt" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// What is asked, with what it is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The status note on a period.
    StatusNote {
        /// The days that it is about.
        period: Period,
        /// By what it is judged.
        thresholds: Thresholds,
    },
    /// How far a review round has come.
    ReviewRound {
        /// The round.
        round: Round,
        /// By what it is judged.
        thresholds: Thresholds,
    },
}

/// Who asks for a report: what stands at the foot of one that is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printer {
    /// The office.
    pub office: String,
    /// The person.
    pub person: String,
}

/// What a report needs beside the facts.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The report's language.
    pub texts: &'a Texts,
    /// The names of offices; one that is missing is called unknown.
    pub names: &'a BTreeMap<OfficeId, String>,
    /// Who asks for it.
    pub printer: &'a Printer,
    /// The present.
    pub now: Timestamp,
    /// What it is written as.
    pub format: Format,
}

impl Setting<'_> {
    /// An office's name, safe to show.
    fn office(&self, id: &OfficeId) -> String {
        self.names.get(id).map_or_else(
            || say!(self.texts, "report-office-unknown"),
            |name| display_safe_line(name),
        )
    }
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The user's move: the place that it goes to does not take it.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The program's fault: no workbook could be made of it.
    #[error("no workbook can be made of the report: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The program's fault: no paper could be made of it.
    #[error("no PDF can be made of the report: {0}")]
    Paper(#[from] PaperError),
}

/// The report that is asked for, in words and before it has a format.
#[must_use]
pub fn document(facts: &[Fact], question: &Question, setting: &Setting<'_>) -> Document {
    match *question {
        Question::StatusNote { period, thresholds } => {
            let note = StatusNote::new(facts, period, thresholds, setting.now);
            note::document(&note, setting)
        }
        Question::ReviewRound { round, thresholds } => {
            let round = ReviewRound::new(facts, round, thresholds, setting.now);
            round::document(&round, setting)
        }
    }
}

/// Computes the report that is asked for, and writes it.
///
/// # Errors
/// When its place does not take it, or no workbook can be made of it.
pub fn write(
    facts: &[Fact],
    question: &Question,
    setting: &Setting<'_>,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let document = document(facts, question, setting);
    let bytes = match setting.format {
        Format::Markdown => markdown::text(&document).into_bytes(),
        Format::Html => html::page(&document).into_bytes(),
        Format::Pdf => pdf::file(&document, setting)?,
        Format::Csv => csv::lines(&document, setting.texts)?,
        Format::Xlsx => xlsx::workbook(&document, setting)?,
    };
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(())
}
