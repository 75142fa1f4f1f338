//! What can be typed.

use clap::Parser;
use jiff::civil::date;

use super::*;

#[derive(Debug, Parser)]
struct Line {
    #[command(subcommand)]
    command: ReportCommand,
}

fn read(line: &str) -> Result<ReportCommand, clap::Error> {
    let words = ["report"].into_iter().chain(line.split_whitespace());
    Line::try_parse_from(words).map(|line| line.command)
}

fn target(line: &str) -> Result<Format, BadEnding> {
    match read(line).unwrap() {
        ReportCommand::StatusNote(it) => it.target.format(),
        ReportCommand::ReviewRound(it) => it.target.format(),
        ReportCommand::VerifyWeekly { .. } => panic!("it writes nothing"),
    }
}

#[test]
fn the_format_is_that_of_the_file_or_the_one_named_or_markdown() {
    for (line, format) in [
        ("review-round", Format::Markdown),
        ("review-round --out a.HTML", Format::Html),
        ("review-round --out a.xlsx --round 3", Format::Xlsx),
        ("review-round --format csv", Format::Csv),
        ("review-round --out status.pdf", Format::Pdf),
        ("review-round --out a.html --format html", Format::Html),
        ("review-round --out a --format csv", Format::Csv),
        ("review-round --out a.txt --overwrite", Format::Markdown),
    ] {
        assert_eq!(target(line), Ok(format), "{line}");
    }
}

#[test]
fn an_ending_that_the_report_would_belie_is_refused() {
    for line in [
        "review-round --out status.docx",
        "review-round --out status.pdf --format markdown",
        "review-round --out status.docx --format pdf",
        "review-round --out a.html --format csv",
        "review-round --out status",
        "review-round --out .md",
    ] {
        assert_eq!(target(line), Err(BadEnding), "{line}");
    }
    assert!(read("review-round --overwrite").is_err());
}

#[test]
fn a_note_is_asked_for_by_two_days_in_order() {
    let note = |line: &str| match read(line).unwrap() {
        ReportCommand::StatusNote(it) => it.question(Thresholds::default()),
        ReportCommand::ReviewRound(_) | ReportCommand::VerifyWeekly { .. } => {
            panic!("another report")
        }
    };
    let asked = note("status-note --from 2026-01-01 --to 2026-06-30").unwrap();
    let period = Period::new(date(2026, 1, 1), date(2026, 6, 30)).unwrap();
    let thresholds = Thresholds::default();
    assert_eq!(asked, Question::StatusNote { period, thresholds });
    assert!(note("status-note --from 2026-06-30 --to 2026-01-01").is_err());
    for line in [
        "status-note --from 2026-01-01",
        "status-note --from 1/1/2026 --to 2026-06-30",
        "review-round --round 0",
        "review-round --format docx",
    ] {
        assert!(read(line).is_err(), "{line}");
    }
}
