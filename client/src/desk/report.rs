//! Reports: the facts are asked of the server, and the report is made of them here.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use stafet_shared::{
    content::display_safe_line,
    party::{OfficeId, directory::Directory},
    report::{Period, Thresholds, day_of, round::Round},
    time::Timestamp,
};

use super::{Desk, DeskError};
use crate::{
    office::{OfficeError, Reader},
    report::{self, Format, Printer, Question, Setting},
    text::Texts,
};

/// Which report is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The status note on a period.
    Note(Period),
    /// How far a round of reviews has come: the one with this number, or the newest.
    Round(Option<u16>),
}

impl Desk {
    /// The report that is asked for, as a file.
    ///
    /// # Errors
    /// [`DeskError::NoServer`] while the server, which alone has the facts, is not reached.
    pub async fn report(
        &mut self,
        asked: Asked,
        format: Format,
        texts: &Texts,
    ) -> Result<Vec<u8>, DeskError> {
        if self.quick_sync().await?.is_none() {
            return Err(DeskError::NoServer);
        }
        let connector = self.way()?;
        let facts = self.asker(&connector).facts().await;
        let (facts, end) = self.answered(connector, facts)?;
        let ordered = Ordered::of(asked, self.reader())?;
        let setting = ordered.setting(texts, end.as_of, format);
        let mut bytes = Vec::new();
        report::write(&facts, &ordered.question, &setting, &mut bytes)?;
        Ok(bytes)
    }
}

/// What a report needs that stands in the directory.
#[derive(Clone, Debug)]
pub struct Ordered {
    /// What is asked of the facts.
    pub question: Question,
    names: BTreeMap<OfficeId, String>,
    printer: Printer,
}

impl Ordered {
    /// What the report that is asked for needs.
    ///
    /// # Errors
    /// When the directory is not here, the period ends before it begins, or there is no such round.
    pub fn of(asked: Asked, reader: Reader<'_>) -> Result<Self, DeskError> {
        let directory = reader.directory().ok_or(OfficeError::NoDirectory)?;
        let policy = directory.policy_at(reader.now()).thresholds;
        let thresholds = Thresholds {
            green_percent: policy.green_percent,
            yellow_percent: policy.yellow_percent,
            small_count: policy.small_count,
        };
        let question = match asked {
            Asked::Note(period) => Question::StatusNote { period, thresholds },
            Asked::Round(number) => Question::ReviewRound {
                round: newest_round(directory)
                    .filter(|round| number.is_none_or(|number| number == round.number))
                    .ok_or(OfficeError::NoRound)?,
                thresholds,
            },
        };
        let offices = directory.offices();
        let names = offices.map(|(id, office)| (id.clone(), office.entry.name.clone()));
        Ok(Self {
            question,
            names: names.collect(),
            printer: printer(directory, reader),
        })
    }

    /// The setting of a report, at the server's present.
    #[must_use]
    pub const fn setting<'a>(
        &'a self,
        texts: &'a Texts,
        now: Timestamp,
        format: Format,
    ) -> Setting<'a> {
        Setting {
            texts,
            names: &self.names,
            printer: &self.printer,
            now,
            format,
        }
    }
}

/// Who asks, and for which offices.
fn printer(directory: &Directory, reader: Reader<'_>) -> Printer {
    let offices = reader.standing().into_offices();
    let offices = offices.iter().map(|it| directory.office_name(it));
    let offices: Vec<String> = offices.map(display_safe_line).collect();
    let person = reader.person();
    let person = person.and_then(|it| directory.person_name(&it));
    Printer {
        office: offices.join(" · "),
        person: person.map(display_safe_line).unwrap_or_default(),
    }
}

/// The newest round of reviews, in days.
fn newest_round(directory: &Directory) -> Option<Round> {
    let round = directory.review_round()?;
    let epoch = Date::constant(1970, 1, 1);
    let last = epoch.checked_add(i64::from(round.until_day).days()).ok()?;
    let first = day_of(round.opened).min(last);
    let period = Period::new(first, last).ok()?;
    let number = round.number;
    Some(Round { number, period })
}
