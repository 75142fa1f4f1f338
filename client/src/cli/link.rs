//! Commands that speak with the server: join, sync, and the doctor's questions.

use serde::Serialize;
use stafet_shared::invitation::Ticket;
use tokio::sync::Notify;

use super::{
    exit::{Exit, Failure},
    failure::{self, Outage},
    output::Format,
    session::Session,
    shown,
};
use crate::{
    office::Standing,
    sync::{self, Files, Progress, Report},
    text::say,
};

/// What a sync has done.
#[derive(Debug, Serialize)]
pub(super) struct SyncJson {
    /// Whether the server was reached.
    pub online: bool,
    /// How far the device has come: see [`standing_name`].
    pub standing: &'static str,
    /// Own acts that were confirmed.
    pub confirmed: u32,
    /// Own acts that were refused for good.
    pub refused: u32,
    /// Acts that were new here.
    pub read: u32,
    /// Items that do not verify.
    pub doubtful: u32,
    /// Applications to join that were approved.
    pub approved: u32,
    /// Attached files that the server has confirmed.
    pub attachments_up: u32,
    /// Attached files that have come.
    pub attachments_down: u32,
    /// Attached files that did not fit or were refused.
    pub attachments_doubtful: u32,
    /// Attached files that are still to be moved.
    pub attachments_waiting: u32,
    /// Own acts that wait for confirmation.
    pub unconfirmed: usize,
    /// Obligations in the office's handovers whose deadline has passed, whoever owes them.
    pub overdue: usize,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
}

/// How far a device has come, in JSON.
#[must_use]
pub(super) const fn standing_name(standing: &Standing) -> &'static str {
    match standing {
        Standing::NotEnrolled => "not-enrolled",
        Standing::WaitingForApproval => "waiting-for-approval",
        Standing::WaitingForKey(_) => "waiting-for-key",
        Standing::Member { .. } => "member",
    }
}

/// Applies to join an office.
pub(super) async fn join(
    session: &mut Session<'_>,
    ticket: &Ticket,
    name: &str,
) -> Result<Exit, Failure> {
    let applied = session.office.apply_to_join(ticket, name).await;
    session.check(applied)?;
    let report = session.quick_sync().await?;
    if session.output.format == Format::Json {
        let shape = json(session, report.as_ref());
        session.output.json(&shape);
    }
    let waits = session.office.application().is_some();
    if waits {
        let text = match report {
            None => say!(session.texts, "join-offline"),
            Some(_) => say!(session.texts, "join-pending"),
        };
        session.output.say(&text);
        let next = say!(session.texts, "next-step", command = "stafet sync");
        session.output.say(&next);
        return Ok(Exit::Waiting);
    }
    tell_standing(session)
}

/// Sends what waits and fetches what has come, once.
pub(super) async fn once(session: &mut Session<'_>) -> Result<Exit, Failure> {
    if session.office.standing() == Standing::NotEnrolled {
        return Err(failure::not_enrolled(session.texts));
    }
    let texts = session.texts;
    if session.output.terminal {
        session.output.say(&say!(texts, "sync-running"));
    }
    let waited = session.office.application().is_some();
    let before = shown::standings(session);
    let report = session.sync(Files::All).await?;
    if session.output.format == Format::Json {
        let shape = json(session, report.as_ref());
        session.output.json(&shape);
    }
    let Some(report) = report else {
        let count = session.office.unconfirmed().len();
        session
            .output
            .say(&say!(texts, "sync-offline", count = count));
        return Ok(Exit::Waiting);
    };
    if session.office.application().is_some() {
        session.output.say(&say!(texts, "join-pending"));
        return Ok(Exit::Waiting);
    }
    if waited {
        tell_standing(session)?;
    }
    tell(session, &report)?;
    for line in shown::news(session, &before)? {
        session.output.say(&line);
    }
    let late = overdue(session);
    if late > 0 {
        session
            .output
            .say(&say!(texts, "sync-overdue-count", count = late));
    }
    ended(session, &report)
}

/// Keeps in touch until it is stopped.
pub(super) async fn watch(session: &mut Session<'_>) -> Result<Exit, Failure> {
    if session.office.standing() == Standing::NotEnrolled {
        return Err(failure::not_enrolled(session.texts));
    }
    let connector = session.connector()?;
    let texts = session.texts;
    session.output.say(&say!(texts, "sync-watching"));
    let wake = Notify::new();
    let output = &mut *session.output;
    let mut failed = None;
    let watching = sync::watch(
        &mut session.office,
        &connector,
        &wake,
        |office, progress| match progress {
            Progress::Synced(report) | Progress::News(report) => {
                output.say(&counts(&report, texts));
                if report.doubtful > 0 {
                    output.complain(&failure::doubtful(texts).text);
                    failed = Some(Exit::Verification);
                }
            }
            // Each file is told of when it is whole, with the news.
            Progress::Moved(_) => {}
            Progress::Overdue(late) => {
                for line in shown::overdue(office, &late, texts) {
                    output.say(&line);
                }
            }
            Progress::Failed { error, again: _ } => match failure::of_sync(&error, texts) {
                Outage::Offline => {
                    let count = office.unconfirmed().len();
                    output.say(&say!(texts, "sync-offline", count = count));
                }
                Outage::Failure(failure) => {
                    output.complain(&failure.text);
                    failed = Some(failure.exit);
                }
            },
        },
    );
    tokio::select! {
        biased;
        stopped = tokio::signal::ctrl_c() => {
            stopped.map_err(|error| Failure::new(Exit::Failed, failure::other(&error, texts)))?;
        }
        () = Box::pin(watching) => {}
    }
    Ok(failed.unwrap_or(Exit::Done))
}

/// How far this device has come into an office, and the exit code for that.
pub(super) fn tell_standing(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let texts = session.texts;
    let (text, exit) = match session.office.standing() {
        Standing::NotEnrolled => return Err(failure::not_enrolled(texts)),
        Standing::WaitingForApproval => (say!(texts, "join-pending"), Exit::Waiting),
        Standing::WaitingForKey(_) => (say!(texts, "join-key"), Exit::Waiting),
        Standing::Member { offices, .. } => {
            let scene = session.scene(&offices)?;
            let names: Vec<String> = offices.iter().map(|office| scene.office(office)).collect();
            let text = say!(texts, "join-done", office = names.join(", "));
            (text, Exit::Done)
        }
    };
    session.output.say(&text);
    Ok(exit)
}

fn tell(session: &mut Session<'_>, report: &Report) -> Result<(), Failure> {
    let texts = session.texts;
    session.output.say(&counts(report, texts));
    let bytes = format!("{} B up, {} B down", report.bytes_up, report.bytes_down);
    session.output.murmur(&bytes);
    for (_, handover, refusal) in session.office.refusals() {
        let id = handover.map(|id| id.short()).unwrap_or_default();
        let why = texts.refusal(refusal);
        session
            .output
            .complain(&say!(texts, "act-refused", id = id, why = why));
    }
    if report.attachments_doubtful > 0 {
        let count = report.attachments_doubtful.to_string();
        let text = say!(texts, "sync-attachments-doubtful", count = count);
        return Err(Failure::new(Exit::Verification, text));
    }
    if report.doubtful > 0 || session.office.alarms().next().is_some() {
        return Err(failure::doubtful(texts));
    }
    Ok(())
}

fn counts(report: &Report, texts: &crate::text::Texts) -> String {
    let mut text = say!(
        texts,
        "sync-done",
        sent = report.confirmed.to_string(),
        fetched = report.read.to_string()
    );
    if report.approved > 0 {
        let count = report.approved.to_string();
        text.push(' ');
        text.push_str(&say!(texts, "admin-approved-count", count = count));
    }
    if report.attachments_up > 0 || report.attachments_down > 0 {
        let (up, down) = (report.attachments_up, report.attachments_down);
        let (up, down) = (up.to_string(), down.to_string());
        text.push('\n');
        text.push_str(&say!(texts, "sync-attachments", up = up, down = down));
    }
    if report.attachments_waiting > 0 {
        let count = report.attachments_waiting;
        text.push('\n');
        text.push_str(&say!(texts, "sync-attachments-waiting", count = count));
    }
    text
}

fn ended(session: &mut Session<'_>, report: &Report) -> Result<Exit, Failure> {
    let texts = session.texts;
    let waiting = session.office.unconfirmed().len();
    if waiting > 0 {
        session
            .output
            .say(&say!(texts, "sync-waiting", count = waiting));
        return Ok(Exit::Waiting);
    }
    if matches!(session.office.standing(), Standing::WaitingForKey(_)) {
        return tell_standing(session);
    }
    Ok(if report.refused > 0 {
        Exit::Failed
    } else {
        Exit::Done
    })
}

/// How much is overdue, by this device's clock.
fn overdue(session: &Session<'_>) -> usize {
    let now = session.office.now();
    let owed = session.office.obligations();
    owed.iter().filter(|one| one.is_overdue(now)).count()
}

fn json(session: &Session<'_>, report: Option<&Report>) -> SyncJson {
    let done = report.cloned().unwrap_or_default();
    SyncJson {
        online: report.is_some(),
        standing: standing_name(&session.office.standing()),
        confirmed: done.confirmed,
        refused: done.refused,
        read: done.read,
        doubtful: done.doubtful,
        approved: done.approved,
        attachments_up: done.attachments_up,
        attachments_down: done.attachments_down,
        attachments_doubtful: done.attachments_doubtful,
        attachments_waiting: done.attachments_waiting,
        unconfirmed: session.office.unconfirmed().len(),
        overdue: overdue(session),
        bytes_up: done.bytes_up,
        bytes_down: done.bytes_down,
    }
}
