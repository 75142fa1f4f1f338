//! *Statistik*: the status note on a period, as every face writes it, with small figures hidden.

use askama::Template;
use jiff::{ToSpan as _, civil::Date};

use crate::{
    page::{
        frame::{Frame, Place},
        site::Eyes,
    },
    report::{
        Format,
        document::{Block, Cell, Document},
    },
    text::say,
};

/// Months of a quarter.
const QUARTER_MONTHS: i8 = 3;

/// The days that a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Days {
    /// What was asked for, if both are days; else the last whole quarter before `today`.
    #[must_use]
    pub fn asked(from: Option<&str>, to: Option<&str>, today: Date) -> Self {
        let day = |text: Option<&str>| text.and_then(|text| text.trim().parse::<Date>().ok());
        match day(from).zip(day(to)) {
            Some((from, to)) => Self { from, to },
            None => Self::last_quarter(today),
        }
    }

    fn last_quarter(today: Date) -> Self {
        let month = today.month().saturating_sub(1);
        let month = month.saturating_sub(month.checked_rem(QUARTER_MONTHS).unwrap_or_default());
        let first = Date::new(today.year(), month.saturating_add(1), 1).unwrap_or(today);
        let from = first
            .checked_sub(i64::from(QUARTER_MONTHS).months())
            .unwrap_or(first);
        let to = first.checked_sub(1.day()).unwrap_or(first);
        Self { from, to }
    }
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "watch_statistics.html")]
pub struct Statistics {
    frame: Frame,
    from: String,
    to: String,
    files: Vec<(&'static str, String)>,
    blocks: Vec<Block>,
    /// Why there is nothing.
    trouble: Option<String>,
}

impl Statistics {
    /// The page of a period: its report, or why there is none.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, days: Days, report: Result<Document, String>) -> Self {
        let texts = eyes.scene.texts;
        let (from, to) = (days.from.to_string(), days.to.to_string());
        let files = Format::ALL.into_iter().map(|format| {
            let name = format.name();
            let href = format!("/vagt/statistik/{name}?fra={from}&til={to}");
            (name, href)
        });
        let (blocks, trouble) = match report {
            Ok(document) => (document.blocks, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        Self {
            frame: Frame::of(eyes, Place::Statistics, say!(texts, "page-statistics")),
            files: files.collect(),
            blocks,
            trouble,
            from,
            to,
        }
    }
}

/// The head of the column in which a cell stands; the first column names the row.
fn head<'a>(heads: &'a [String], cell: &usize) -> &'a str {
    heads.get(cell.saturating_add(1)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_period_it_is_the_last_whole_quarter() {
        for (today, from, to) in [
            ("2026-11-19", "2026-07-01", "2026-09-30"),
            ("2026-01-01", "2025-10-01", "2025-12-31"),
            ("2026-03-31", "2025-10-01", "2025-12-31"),
            ("2026-04-01", "2026-01-01", "2026-03-31"),
        ] {
            let days = Days::asked(Some("soon"), None, today.parse().unwrap());
            let expected = Days {
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
            };
            assert_eq!(days, expected, "{today}");
        }
    }
}
