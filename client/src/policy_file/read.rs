//! From a file to a policy.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use serde::Deserialize;
use stafet_shared::{
    calendar::{HolidaySet, Span},
    party::{OfficeId, OrganisationId},
    policy::{
        Basis, Clock, ClockName, ClosedDays, Ladder, Policy, PolicyError, Setting, Thresholds,
    },
};
use toml::{Spanned, value::Datetime};

use super::{Mistake, Wrong};

/// The policy that a file describes, if it may hold.
///
/// # Errors
/// Everything that has to be mended, in the order of the file.
pub fn read(text: &str) -> Result<Policy, Vec<Mistake>> {
    let file: File = toml::from_str(text).map_err(|error| vec![of_toml(text, &error)])?;
    let mut page = Page {
        text,
        mistakes: Vec::new(),
    };
    let lines: BTreeMap<String, usize> = file
        .clocks
        .iter()
        .map(|(key, clock)| (key.clone(), page.line(&clock.span())))
        .collect();
    let policy = page.policy(file);
    if !page.mistakes.is_empty() {
        page.mistakes.sort_by_key(|mistake| mistake.line);
        return Err(page.mistakes);
    }
    match policy.check_whole() {
        Ok(()) => Ok(policy),
        Err(error) => Err(vec![Mistake {
            line: clock_of(&error).and_then(|name| lines.get(&name.key()).copied()),
            what: Wrong::Impossible(error),
        }]),
    }
}

fn of_toml(text: &str, error: &toml::de::Error) -> Mistake {
    Mistake {
        line: error.span().map(|span| line_at(text, span.start)),
        what: Wrong::Toml(error.message().to_owned()),
    }
}

/// The line of a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    let before = text.bytes().take(at).filter(|byte| *byte == b'\n');
    before.count().saturating_add(1)
}

/// The clock that is to blame, if one is.
const fn clock_of(error: &PolicyError) -> Option<ClockName> {
    match error {
        PolicyError::Missing(name)
        | PolicyError::NobodyReads(name)
        | PolicyError::BeforeADay(name)
        | PolicyError::Source(name)
        | PolicyError::Impossible { name, .. }
        | PolicyError::Colours { name, .. }
        | PolicyError::Bound { name, .. }
        | PolicyError::Legal { name, .. } => Some(*name),
        PolicyError::Percent { .. }
        | PolicyError::Step { .. }
        | PolicyError::Downwards
        | PolicyError::Offices(_)
        | PolicyError::Thresholds
        | PolicyError::Organisations
        | PolicyError::ClosedDays(_)
        | PolicyError::TooLarge { .. } => None,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clocks: BTreeMap<String, Spanned<ClockTable>>,
    ladder: LadderTable,
    thresholds: ThresholdsTable,
    days: BTreeMap<String, Spanned<DaysTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockTable {
    red: Spanned<String>,
    yellow: Spanned<String>,
    green: Spanned<String>,
    never_over: Option<Spanned<String>>,
    source: Option<String>,
    proposal: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LadderTable {
    reminder_percent: u8,
    leaders_after: Spanned<String>,
    authority_after: Spanned<String>,
    authority: Vec<Spanned<String>>,
    department: Vec<Spanned<String>>,
    seen_holds: Spanned<String>,
    taken_in_hand_holds: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThresholdsTable {
    green_percent: u8,
    yellow_percent: u8,
    small_count: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysTable {
    holidays: Spanned<String>,
    closed: Vec<Spanned<Datetime>>,
}

/// The file's text, and what was found wrong in it. What is wrong is replaced by something, so
/// that all that is wrong is found.
struct Page<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Page<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        line_at(self.text, span.start)
    }

    fn miss(&mut self, span: Option<Range<usize>>, what: Wrong) {
        let line = span.map(|span| self.line(&span));
        self.mistakes.push(Mistake { line, what });
    }

    fn policy(&mut self, file: File) -> Policy {
        let missing = ClockName::all().map(ClockName::key);
        for key in missing.filter(|key| !file.clocks.contains_key(key)) {
            self.miss(None, Wrong::MissingClock(format!("clocks.{key}")));
        }
        let mut clocks = BTreeMap::new();
        for (key, table) in file.clocks {
            match ClockName::from_key(&key) {
                Some(name) => {
                    clocks.insert(name, self.setting(&key, table));
                }
                None => {
                    let what = Wrong::UnknownClock(format!("clocks.{key}"));
                    self.miss(Some(table.span()), what);
                }
            }
        }
        let days = file.days.into_iter();
        Policy {
            clocks,
            ladder: self.ladder(file.ladder),
            days: days
                .filter_map(|(key, table)| self.days(&key, table))
                .collect(),
            thresholds: Thresholds {
                green_percent: file.thresholds.green_percent,
                yellow_percent: file.thresholds.yellow_percent,
                small_count: file.thresholds.small_count,
            },
        }
    }

    fn setting(&mut self, key: &str, table: Spanned<ClockTable>) -> Setting {
        let place = table.span();
        let table = table.into_inner();
        let path = |field: &str| format!("clocks.{key}.{field}");
        let clock = Clock {
            spans: [
                self.span(path("red"), &table.red),
                self.span(path("yellow"), &table.yellow),
                self.span(path("green"), &table.green),
            ],
            at_most: table
                .never_over
                .map(|text| self.span(path("never_over"), &text)),
        };
        let basis = match (table.source, table.proposal) {
            (Some(text), None) => Basis::Source(text),
            (None, Some(true)) => Basis::Proposal,
            (None | Some(_), _) => {
                self.miss(Some(place), Wrong::NoBasis(format!("clocks.{key}")));
                Basis::Proposal
            }
        };
        Setting { clock, basis }
    }

    fn ladder(&mut self, table: LadderTable) -> Ladder {
        let path = |field: &str| format!("ladder.{field}");
        Ladder {
            reminder_percent: table.reminder_percent,
            leaders_after: self.span(path("leaders_after"), &table.leaders_after),
            authority_after: self.span(path("authority_after"), &table.authority_after),
            authority: self.offices(&path("authority"), table.authority),
            department: self.offices(&path("department"), table.department),
            seen_holds: self.span(path("seen_holds"), &table.seen_holds),
            taken_in_hand_holds: self.span(path("taken_in_hand_holds"), &table.taken_in_hand_holds),
        }
    }

    fn days(
        &mut self,
        key: &str,
        table: Spanned<DaysTable>,
    ) -> Option<(OrganisationId, ClosedDays)> {
        let place = table.span();
        let table = table.into_inner();
        let path = |field: &str| format!("days.{key}.{field}");
        let organisation = OrganisationId::parse(key).ok();
        if organisation.is_none() {
            let what = Wrong::NotAnOrganisation(format!("days.{key}"));
            self.miss(Some(place), what);
        }
        let holidays = HolidaySet::from_name(table.holidays.get_ref());
        if holidays.is_none() {
            let what = Wrong::NotHolidays(path("holidays"));
            self.miss(Some(table.holidays.span()), what);
        }
        let mut closed = Vec::new();
        for written in table.closed {
            match day(written.get_ref()) {
                Some(day) => closed.push(day),
                None => self.miss(Some(written.span()), Wrong::NotADay(path("closed"))),
            }
        }
        let days = ClosedDays {
            holidays: holidays?,
            closed: closed.into_iter().collect(),
        };
        Some((organisation?, days))
    }

    fn span(&mut self, key: String, written: &Spanned<String>) -> Span {
        Span::parse(written.get_ref()).unwrap_or_else(|| {
            self.miss(Some(written.span()), Wrong::NotASpan(key));
            Span::CalendarHours(1)
        })
    }

    fn offices(&mut self, key: &str, written: Vec<Spanned<String>>) -> Vec<OfficeId> {
        let mut offices = Vec::new();
        for text in written {
            match OfficeId::parse(text.get_ref()) {
                Ok(office) => offices.push(office),
                Err(_) => self.miss(Some(text.span()), Wrong::NotAnOffice(key.to_owned())),
            }
        }
        offices
    }
}

/// A day and nothing else: no time, no zone.
fn day(written: &Datetime) -> Option<Date> {
    let date = written
        .date
        .filter(|_| written.time.is_none() && written.offset.is_none())?;
    let year = i16::try_from(date.year).ok()?;
    let month = i8::try_from(date.month).ok()?;
    Date::new(year, month, i8::try_from(date.day).ok()?).ok()
}
