//! Commands that speak with the server: join and sync.

use std::collections::BTreeMap;

use serde::Serialize;
use stafet_shared::{id::HandoverId, invitation::Ticket};
use tokio::sync::Notify;

use super::{
    exit::{Exit, Failure},
    output::Face,
    typed,
};
use crate::{
    desk::{Desk, DeskError},
    face::{
        news::{self, Stood},
        scene::Scene,
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    office::{OfficeError, Reader, Standing},
    sync::{self, Files, Progress, Report},
    text::{Texts, say},
};

/// What a sync has done.
#[derive(Debug, Serialize)]
struct SyncJson {
    /// Whether the server was reached.
    online: bool,
    /// How far the device has come: see [`standing_name`].
    standing: &'static str,
    /// Own acts that were confirmed.
    confirmed: u32,
    /// Own acts that were refused for good.
    refused: u32,
    /// Acts that were new here.
    read: u32,
    /// Items that do not verify.
    doubtful: u32,
    /// Applications to join that were approved.
    approved: u32,
    /// Attached files that the server has confirmed.
    attachments_up: u32,
    /// Attached files that have come.
    attachments_down: u32,
    /// Attached files that did not fit or were refused.
    attachments_doubtful: u32,
    /// Attached files that are still to be moved.
    attachments_waiting: u32,
    /// Own acts that wait for confirmation.
    unconfirmed: usize,
    /// Obligations in the office's handovers whose deadline has passed, whoever owes them.
    overdue: usize,
    /// Bytes sent.
    bytes_up: u64,
    /// Bytes received.
    bytes_down: u64,
}

/// How far a device has come, in JSON.
const fn standing_name(standing: &Standing) -> &'static str {
    match standing {
        Standing::NotEnrolled => "not-enrolled",
        Standing::WaitingForApproval => "waiting-for-approval",
        Standing::WaitingForKey(_) => "waiting-for-key",
        Standing::Member { .. } => "member",
    }
}

/// Applies to join an office.
pub(super) async fn join(
    desk: &mut Desk,
    face: &mut Face<'_>,
    ticket: &Ticket,
    name: &str,
) -> Result<Exit, Failure> {
    desk.office.apply_to_join(ticket, name).await?;
    let report = desk.quick_sync().await?;
    face.shape(|| json(desk, report.as_ref()));
    if desk.reader().application().is_none() {
        return tell_standing(desk, face);
    }
    face.say(&match report {
        None => say!(face.texts, "join-offline"),
        Some(_) => say!(face.texts, "join-pending"),
    });
    face.say(&typed::next(&Step::Sync, face.texts));
    Ok(Exit::Waiting)
}

/// Sends what waits and fetches what has come, once.
pub(super) async fn once(desk: &mut Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    if desk.reader().standing() == Standing::NotEnrolled {
        return Err(OfficeError::NotEnrolled.into());
    }
    let texts = face.texts;
    if face.output.terminal {
        face.say(&say!(texts, "sync-running"));
    }
    let waited = desk.reader().application().is_some();
    let before = news::standings(desk.reader().known());
    let report = desk.sync(Files::All).await?;
    face.shape(|| json(desk, report.as_ref()));
    let Some(report) = report else {
        let count = desk.reader().unconfirmed().len();
        face.say(&say!(texts, "sync-offline", count = count));
        return Ok(Exit::Waiting);
    };
    if desk.reader().application().is_some() {
        face.say(&say!(texts, "join-pending"));
        return Ok(Exit::Waiting);
    }
    if waited {
        tell_standing(desk, face)?;
    }
    tell(desk, face, &report)?;
    let own = desk.own();
    for line in news::since(&before, &face.scene(desk, &own)?) {
        face.say(&line);
    }
    let late = overdue(desk);
    if late > 0 {
        face.say(&say!(texts, "sync-overdue-count", count = late));
        face.say(&typed::next(&Step::Lists, texts));
    }
    ended(desk, face, &report)
}

/// Keeps in touch until it is stopped.
pub(super) async fn watch(desk: &mut Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    if desk.reader().standing() == Standing::NotEnrolled {
        return Err(OfficeError::NotEnrolled.into());
    }
    let connector = desk.connector()?;
    let texts = face.texts;
    face.say(&say!(texts, "sync-watching"));
    let wake = Notify::new();
    let silence = desk.silence_note();
    let mut told = news::standings(desk.reader().known());
    let output = &mut *face.output;
    let mut failed = None;
    let watching =
        sync::watch(
            &mut desk.office,
            &connector,
            &wake,
            |office, progress| match progress {
                Progress::Synced(report) | Progress::News(report) => {
                    silence.forget();
                    output.say(&counts(&report, texts));
                    for line in fresh(office.reader(), &mut told, texts) {
                        output.say(&line);
                    }
                    if report.doubtful > 0 {
                        output.complain(&Trouble::doubtful(texts).text);
                        failed = Some(Exit::Verification);
                    }
                }
                // Each file is told of when it is whole, with the news.
                Progress::Moved(_) | Progress::Woken | Progress::Told => {}
                Progress::Overdue(late) => {
                    let own = office.reader().standing().into_offices();
                    let scene = Scene::of(office.reader(), &own, texts);
                    let lines = scene.map(|scene| news::overdue(&late, &scene));
                    for line in lines.into_iter().flatten() {
                        output.say(&line);
                    }
                }
                Progress::Failed { error, again: _ } if error.is_silence() => {
                    let count = office.reader().unconfirmed().len();
                    output.say(&say!(texts, "sync-offline", count = count));
                }
                Progress::Failed { error, again: _ } => {
                    let trouble = Trouble::of_sync(&error, texts);
                    output.complain(&trouble.text);
                    failed = Some(trouble.whose_move.into());
                }
            },
        );
    tokio::select! {
        biased;
        stopped = tokio::signal::ctrl_c() => stopped.map_err(DeskError::from)?,
        () = Box::pin(watching) => {}
    }
    Ok(failed.unwrap_or(Exit::Done))
}

/// What has happened since it was `told`, which is brought up to date.
fn fresh(reader: Reader<'_>, told: &mut BTreeMap<HandoverId, Stood>, texts: &Texts) -> Vec<String> {
    let own = reader.standing().into_offices();
    let lines = Scene::of(reader, &own, texts).map(|scene| news::since(told, &scene));
    *told = news::standings(reader.known());
    lines.unwrap_or_default()
}

/// How far this device has come into an office, and the exit code for that.
fn tell_standing(desk: &Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    let texts = face.texts;
    let (text, exit) = match desk.reader().standing() {
        Standing::NotEnrolled => return Err(OfficeError::NotEnrolled.into()),
        Standing::WaitingForApproval => (say!(texts, "join-pending"), Exit::Waiting),
        Standing::WaitingForKey(_) => (say!(texts, "join-key"), Exit::Waiting),
        Standing::Member { offices, .. } => {
            let scene = face.scene(desk, &offices)?;
            let names: Vec<String> = offices.iter().map(|office| scene.office(office)).collect();
            let text = say!(texts, "join-done", office = names.join(", "));
            (text, Exit::Done)
        }
    };
    face.say(&text);
    Ok(exit)
}

fn tell(desk: &Desk, face: &mut Face<'_>, report: &Report) -> Result<(), Trouble> {
    let texts = face.texts;
    face.say(&counts(report, texts));
    let bytes = format!("{} B up, {} B down", report.bytes_up, report.bytes_down);
    face.output.murmur(&bytes);
    for (_, handover, refusal) in desk.reader().refusals() {
        let id = handover.map(|id| id.short()).unwrap_or_default();
        let why = texts.refusal(refusal);
        let text = say!(texts, "act-refused", id = id, why = why);
        face.output.complain(&text);
    }
    if report.attachments_doubtful > 0 {
        let count = report.attachments_doubtful.to_string();
        let text = say!(texts, "sync-attachments-doubtful", count = count);
        return Err(Trouble::new(WhoseMove::Administrator, text).with(Step::Doctor));
    }
    if report.doubtful > 0 || desk.reader().breaches().next().is_some() {
        return Err(Trouble::doubtful(texts));
    }
    Ok(())
}

fn counts(report: &Report, texts: &Texts) -> String {
    let count = |count: u32| count.to_string();
    let mut text = say!(
        texts,
        "sync-done",
        sent = count(report.confirmed),
        fetched = count(report.read)
    );
    if report.approved > 0 {
        text.push(' ');
        let approved = count(report.approved);
        text.push_str(&say!(texts, "admin-approved-count", count = approved));
    }
    if report.attachments_up > 0 || report.attachments_down > 0 {
        let (up, down) = (report.attachments_up, report.attachments_down);
        text.push('\n');
        text.push_str(&say!(
            texts,
            "sync-attachments",
            up = count(up),
            down = count(down)
        ));
    }
    if report.attachments_waiting > 0 {
        let count = report.attachments_waiting;
        text.push('\n');
        text.push_str(&say!(texts, "sync-attachments-waiting", count = count));
    }
    text
}

fn ended(desk: &Desk, face: &mut Face<'_>, report: &Report) -> Result<Exit, Failure> {
    let waiting = desk.reader().unconfirmed().len();
    if waiting > 0 {
        face.say(&say!(face.texts, "sync-waiting", count = waiting));
        return Ok(Exit::Waiting);
    }
    if matches!(desk.reader().standing(), Standing::WaitingForKey(_)) {
        return tell_standing(desk, face);
    }
    Ok(if report.refused > 0 {
        Exit::Failed
    } else {
        Exit::Done
    })
}

/// How much is overdue, by this device's clock.
fn overdue(desk: &Desk) -> usize {
    let now = desk.reader().now();
    let owed = desk.reader().obligations();
    owed.iter().filter(|one| one.is_overdue(now)).count()
}

fn json(desk: &Desk, report: Option<&Report>) -> SyncJson {
    let done = report.cloned().unwrap_or_default();
    SyncJson {
        online: report.is_some(),
        standing: standing_name(&desk.reader().standing()),
        confirmed: done.confirmed,
        refused: done.refused,
        read: done.read,
        doubtful: done.doubtful,
        approved: done.approved,
        attachments_up: done.attachments_up,
        attachments_down: done.attachments_down,
        attachments_doubtful: done.attachments_doubtful,
        attachments_waiting: done.attachments_waiting,
        unconfirmed: desk.reader().unconfirmed().len(),
        overdue: overdue(desk),
        bytes_up: done.bytes_up,
        bytes_down: done.bytes_down,
    }
}
