//! `stafet report`: the facts are asked of the server, and the report is made of them here.

use std::{collections::BTreeMap, fs};

use jiff::{ToSpan as _, civil::Date};
use stafet_shared::{
    content::display_safe_line,
    party::{OfficeId, directory::Directory},
    report::{Fact, Period, Thresholds, day_of, round::Round},
    time::Timestamp,
};

use super::{
    exit::{Exit, Failure},
    failure,
    session::Session,
    watching::linked,
};
use crate::{
    office::OfficeError,
    report::{self, Question, ReportCommand, ReportError, Setting, Target},
    text::say,
};

/// Writes a report.
pub(super) async fn write(
    session: &mut Session<'_>,
    command: ReportCommand,
) -> Result<Exit, Failure> {
    let Some((facts, now)) = facts(session).await? else {
        session
            .output
            .complain(&say!(session.texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let (question, target) = question(session, command)?;
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

fn question(session: &Session<'_>, command: ReportCommand) -> Result<(Question, Target), Failure> {
    let directory = session.check(session.office.directory().ok_or(OfficeError::NoDirectory))?;
    let policy = directory.policy_at(session.office.now()).thresholds;
    let thresholds = Thresholds {
        green_percent: policy.green_percent,
        yellow_percent: policy.yellow_percent,
        small_count: policy.small_count,
    };
    match command {
        ReportCommand::StatusNote(what) => {
            let question = what.question(thresholds).map_err(|error| {
                Failure::new(Exit::Usage, failure::other(&error, session.texts))
            })?;
            Ok((question, what.target))
        }
        ReportCommand::ReviewRound(what) => {
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
