//! Reports as files: the status note and a review round, in Markdown, HTML, CSV or XLSX.
//!
//! What stands in a report is computed by [`stafet_shared::report`]; here it is put into words
//! once, as a `document`, and the document into each format. A report names offices and
//! figures; it never holds an id, a person or content.

mod csv;
mod document;
mod html;
mod markdown;
mod note;
mod round;
mod xlsx;

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use stafet_shared::{
    content::display_safe_line,
    party::OfficeId,
    report::{BadPeriod, Fact, Period, ReviewRound, StatusNote, Thresholds, round::Round},
    time::Timestamp,
};

use crate::text::{Texts, say};

/// What can be reported.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum ReportCommand {
    /// Write the half-yearly status note: green, yellow or red for each office and kind
    #[command(
        after_help = "Example: stafet report status-note --from 2026-01-01 --to 2026-06-30 \
                            --out statusnotat.html"
    )]
    StatusNote(NoteArguments),
    /// Write how far a round of reviews has come, office by office
    #[command(after_help = "Example: stafet report review-round --out runde.xlsx")]
    ReviewRound(RoundArguments),
    /// Verify the weekly list that the server has signed for the department; asks nobody
    #[command(after_help = "Example: stafet report verify-weekly stafet-2026-W48.md")]
    VerifyWeekly {
        /// The list as it was sent
        file: PathBuf,
    },
}

/// Which status note.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct NoteArguments {
    /// The first day, by the clocks of Nuuk
    #[arg(long, value_name = "DATE")]
    pub from: Date,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub to: Date,
    /// Where it goes, and as what.
    #[command(flatten)]
    pub target: Target,
}

impl NoteArguments {
    /// What is asked.
    ///
    /// # Errors
    /// The user's move: the last day comes before the first.
    pub fn question(&self, thresholds: Thresholds) -> Result<Question, BadPeriod> {
        let period = Period::new(self.from, self.to)?;
        Ok(Question::StatusNote { period, thresholds })
    }
}

/// Which review round.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct RoundArguments {
    /// The round's number (otherwise the newest)
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub round: Option<u16>,
    /// Where it goes, and as what.
    #[command(flatten)]
    pub target: Target,
}

/// Where a report goes, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct Target {
    /// What the report is written as (otherwise by the ending of --out, else Markdown)
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The file that is written (otherwise standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Target {
    /// The format that was asked for: by name, by the file's ending, or Markdown.
    #[must_use]
    pub fn format(&self) -> Format {
        let ending = self.out.as_deref().and_then(Path::extension);
        let ending = ending.unwrap_or_default().to_string_lossy();
        let by_ending = Format::value_variants()
            .iter()
            .copied()
            .find(|format| format.ending().eq_ignore_ascii_case(&ending));
        self.format.or(by_ending).unwrap_or(Format::Markdown)
    }
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text that can be read as it is
    Markdown,
    /// One page with nothing from elsewhere, to be shown or printed
    Html,
    /// One line for each figure, separated by semicolons
    Csv,
    /// A workbook with a sheet for each table
    Xlsx,
}

impl Format {
    /// The usual ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
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

/// What a report needs beside the facts.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The report's language.
    pub texts: &'a Texts,
    /// The names of offices; one that is missing is called unknown.
    pub names: &'a BTreeMap<OfficeId, String>,
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
}

/// Computes the report that is asked for, and writes it.
///
/// # Errors
/// See [`ReportError`].
pub fn write(
    facts: &[Fact],
    question: &Question,
    setting: &Setting<'_>,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let document = match *question {
        Question::StatusNote { period, thresholds } => {
            let note = StatusNote::new(facts, period, thresholds, setting.now);
            note::document(&note, setting)
        }
        Question::ReviewRound { round, thresholds } => {
            let round = ReviewRound::new(facts, round, thresholds, setting.now);
            round::document(&round, setting)
        }
    };
    let bytes = match setting.format {
        Format::Markdown => markdown::text(&document).into_bytes(),
        Format::Html => html::page(&document).into_bytes(),
        Format::Csv => csv::lines(&document, setting.texts)?,
        Format::Xlsx => xlsx::workbook(&document, setting)?,
    };
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(())
}
