//! `stafet report`: the facts are asked of the server, and the report is made of them here. The weekly
//! list is made by the server, and verified here.

use std::{collections::BTreeMap, fs, path::Path};

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;
use stafet_shared::{
    calendar::Zone,
    content::display_safe_line,
    hash::Hash,
    party::{OfficeId, directory::Directory},
    report::{Fact, Period, Thresholds, day_of, round::Round, weekly::SignedList},
    time::Timestamp,
};

use super::{
    arguments::report::{NoteArguments, ReportCommand, RoundArguments, Target},
    exit::{Exit, Failure},
    failure, file,
    output::Format,
    session::Session,
    watching::linked,
};
use crate::{
    office::OfficeError,
    report::{self, Question, ReportError, Setting},
    text::say,
};

/// Does what is asked about a report.
pub(super) async fn perform(
    session: &mut Session<'_>,
    command: ReportCommand,
) -> Result<Exit, Failure> {
    match command {
        ReportCommand::StatusNote(what) => write(session, Asked::Note(what)).await,
        ReportCommand::ReviewRound(what) => write(session, Asked::Round(what)).await,
        ReportCommand::VerifyWeekly { file } => verify(session, &file),
    }
}

/// A report that is to be written.
enum Asked {
    Note(NoteArguments),
    Round(RoundArguments),
}

/// What a weekly list says of itself once its signature is right.
#[derive(Debug, Serialize)]
struct VerifiedJson {
    /// Whose key has signed it: the one for the receipts of this deployment's server.
    signed_by: &'static str,
    /// The SHA-256 of that key.
    key: String,
    /// Its week, as ISO 8601 counts them.
    week: String,
    /// The instant that it tells of, as RFC 3339.
    as_of: String,
}

/// Verifies a weekly list with the key that the directory names, and says what it tells of.
fn verify(session: &mut Session<'_>, path: &Path) -> Result<Exit, Failure> {
    let texts = session.texts;
    let directory = session.check(session.office.directory().ok_or(OfficeError::NoDirectory))?;
    let key = directory.genesis().receipts;
    let name = display_safe_line(&path.display().to_string());
    let text = file::read(path);
    let text = text.map_err(|error| Failure::new(Exit::Usage, error.text(&name, texts)))?;
    let verified = SignedList::read(&text).and_then(|list| list.verify(&key));
    let Ok(list) = verified else {
        let why = say!(texts, "report-weekly-wrong", path = name);
        return Err(Failure::new(Exit::Verification, why));
    };
    let key = Hash::of(&key.to_bytes()).to_string();
    let (week, as_of) = (list.week.to_string(), list.as_of);
    match session.output.format {
        Format::Json => session.output.json(&VerifiedJson {
            signed_by: "server",
            key,
            week,
            as_of: as_of.to_string(),
        }),
        Format::Text => {
            let at = as_of.local(Zone::nuuk().time_zone());
            let right = say!(
                texts,
                "report-weekly-right",
                week = week,
                at = at,
                key = key
            );
            session.output.data(&right);
        }
    }
    Ok(Exit::Done)
}

/// Writes a report.
async fn write(session: &mut Session<'_>, asked: Asked) -> Result<Exit, Failure> {
    let Some((facts, now)) = facts(session).await? else {
        session
            .output
            .complain(&say!(session.texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let (question, target) = question(session, asked)?;
    let directory = session.check(session.office.directory().ok_or(OfficeError::NoDirectory))?;
    let names = names(directory);
    let setting = Setting {
        texts: session.texts,
        names: &names,
        now,
        format: target.format(),
    };
    let mut bytes = Vec::new();
    let written = report::write(&facts, &question, &setting, &mut bytes);
    let written = written.and_then(|()| put(session, &target, &bytes));
    written.map_err(|error| Failure::new(Exit::Failed, failure::other(&error, session.texts)))?;
    if let Some(path) = &target.out {
        let path = display_safe_line(&path.display().to_string());
        session
            .output
            .say(&say!(session.texts, "report-kept", path = path));
    }
    Ok(Exit::Done)
}

/// Every fact, and the server's present; `None` while it is not reached.
async fn facts(session: &mut Session<'_>) -> Result<Option<(Vec<Fact>, Timestamp)>, Failure> {
    session.quick_sync().await?;
    let Some(connection) = session.connect().await? else {
        return Ok(None);
    };
    let facts = connection.all_facts().await;
    connection.close();
    let facts = linked(session, facts)?;
    Ok(facts.map(|(facts, end)| (facts, end.as_of)))
}

fn question(session: &Session<'_>, asked: Asked) -> Result<(Question, Target), Failure> {
    let directory = session.check(session.office.directory().ok_or(OfficeError::NoDirectory))?;
    let policy = directory.policy_at(session.office.now()).thresholds;
    let thresholds = Thresholds {
        green_percent: policy.green_percent,
        yellow_percent: policy.yellow_percent,
        small_count: policy.small_count,
    };
    match asked {
        Asked::Note(what) => {
            let question = what.question(thresholds).map_err(|error| {
                Failure::new(Exit::Usage, failure::other(&error, session.texts))
            })?;
            Ok((question, what.target))
        }
        Asked::Round(what) => {
            let round = newest_round(directory);
            let asked = round.filter(|it| what.round.is_none_or(|number| number == it.number));
            let round = session.check(asked.ok_or(OfficeError::NoRound))?;
            Ok((Question::ReviewRound { round, thresholds }, what.target))
        }
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

fn names(directory: &Directory) -> BTreeMap<OfficeId, String> {
    let offices = directory.offices();
    offices
        .map(|(id, office)| (id.clone(), office.entry.name.clone()))
        .collect()
}

fn put(session: &mut Session<'_>, target: &Target, bytes: &[u8]) -> Result<(), ReportError> {
    match &target.out {
        Some(path) => fs::write(path, bytes)?,
        None => session.output.bytes(bytes),
    }
    Ok(())
}
