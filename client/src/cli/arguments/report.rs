//! What can be typed about reports.

use std::path::{Path, PathBuf};

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
    /// What the report is written as (otherwise by the ending of --out, else Markdown)
    #[arg(long, value_parser = formats())]
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
        let by_ending = Format::ALL
            .into_iter()
            .find(|format| format.ending().eq_ignore_ascii_case(&ending));
        self.format.or(by_ending).unwrap_or(Format::Markdown)
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).map(|name| {
        let named = Format::ALL.into_iter().find(|it| it.name() == name);
        named.unwrap_or(Format::Markdown)
    })
}

#[cfg(test)]
mod tests;
