//! What can be typed about reports.

use std::{ffi::OsStr, path::PathBuf};

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use jiff::civil::Date;
use stafet_shared::report::{BadPeriod, Period, Thresholds};

use crate::report::{Format, Question};

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
    /// What the report is written as (otherwise the ending of --out says it, or it is Markdown)
    #[arg(long, value_parser = formats())]
    pub format: Option<Format>,
    /// The file that is written (otherwise standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long, requires = "out")]
    pub overwrite: bool,
}

impl Target {
    /// The format that was asked for. A file's ending says it, and is never belied; without a
    /// file it is Markdown unless another is named.
    ///
    /// # Errors
    /// The author's move: the file has no ending, one of no report, or one of another format than
    /// the one that is named.
    pub fn format(&self) -> Result<Format, BadEnding> {
        let Some(path) = &self.out else {
            return Ok(self.format.unwrap_or(Format::Markdown));
        };
        let ending = path.extension().map(OsStr::to_string_lossy);
        let of_file = ending.as_deref().map(Format::of_ending);
        match (of_file, self.format) {
            (Some(Some(format)), None) | (None, Some(format)) => Ok(format),
            (Some(Some(format)), Some(named)) if format == named => Ok(format),
            (Some(_), _) | (None, None) => Err(BadEnding),
        }
    }
}

/// A file's ending does not say which format is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file's ending is not that of the report's format")]
pub struct BadEnding;

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).map(|name| {
        let named = Format::ALL.into_iter().find(|it| it.name() == name);
        named.unwrap_or(Format::Markdown)
    })
}

#[cfg(test)]
mod tests;
