//! Commands that make one act: saved first, then one quick attempt to have it confirmed.

mod compose;
mod course;
mod drafted;
mod recorded;
mod words;

use std::path::Path;

use serde::Serialize;
use stafet_shared::words::Verb;

use super::{
    arguments::{CourseCommand, DeedCommand, Send},
    exit::{Exit, Failure},
    output::Face,
    typed,
};
use crate::{
    desk::{Desk, Made, attach},
    face::{outcome::Outcome, step::Step},
    text::say,
};

/// What became of an act.
#[derive(Debug, Serialize)]
struct DeedJson {
    /// The handover's whole id.
    handover: String,
    /// The eight characters that people see.
    short: String,
    /// The act's id.
    act: String,
    /// What was done.
    verb: &'static str,
    /// The state of the handover afterwards.
    state: Option<&'static str>,
    /// The stage of the course that it has opened.
    stage: Option<&'static str>,
    /// Whether the server has confirmed the act (R1).
    confirmed: bool,
    /// Whether somebody has to sign second.
    needs_second_signature: bool,
    /// The office that cannot read it yet.
    waits_for: Option<String>,
    /// The code of the server's refusal.
    refused: Option<u16>,
    /// Attached files that the server does not have yet.
    attachments_waiting: usize,
}

impl From<&Outcome> for DeedJson {
    fn from(outcome: &Outcome) -> Self {
        Self {
            handover: outcome.handover.long(),
            short: outcome.handover.short(),
            act: outcome.act.long(),
            verb: outcome.verb.name(),
            state: outcome.state.map(|state| state.name()),
            stage: outcome.stage.map(|stage| stage.name()),
            confirmed: !outcome.waits && outcome.refused.is_none(),
            needs_second_signature: outcome.second.is_some(),
            waits_for: outcome.waits_for.as_ref().map(ToString::to_string),
            refused: outcome.refused.map(stafet_shared::refusal::Refusal::code),
            attachments_waiting: outcome.files_waiting,
        }
    }
}

/// Makes one act about a handover.
pub(super) async fn perform(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: DeedCommand,
) -> Result<Exit, Failure> {
    if desk.is_from_outside(command.id())
        && let Some(recorded) = recorded::recorded(&command, face.texts)
    {
        let made = desk.record(command.id(), recorded?).await?;
        tell_done(face, &made);
        return conclude(desk, face, &made).await;
    }
    let id = desk.find(command.id())?;
    let with_the_tour = matches!(
        &command,
        DeedCommand::Course(CourseCommand::PostponeVisit(it)) if !it.only_this
    );
    let (deed, files) = compose::deed(desk, face.texts, id, command)?;
    if desk.could_nobody_second(id, deed.verb()) {
        face.say(&say!(face.texts, "second-nobody"));
    }
    let made = if with_the_tour {
        desk.perform_on_tour(id, deed).await?
    } else {
        vec![desk.perform(id, deed, &attach::at(&files)?).await?]
    };
    for one in &made {
        tell_done(face, one);
    }
    match made.first() {
        Some(made) => conclude(desk, face, made).await,
        None => Ok(Exit::Done),
    }
}

/// Sends a handover from a file, or a message from the command line. It takes up again the closed
/// matter that it `reopens`.
pub(super) async fn send(
    desk: &mut Desk,
    face: &mut Face<'_>,
    what: Send,
    reopens: Option<&str>,
) -> Result<Exit, Failure> {
    let texts = face.texts;
    let closed = reopens.map(|typed| desk.find(typed)).transpose()?;
    let (draft, files) = drafted::drafted(desk, texts, what)?;
    let sent = desk.send(draft, &attach::at(&files)?, closed).await?;
    let id = sent.handover;
    face.words(&id.short());
    let own = desk.own();
    let Some(handover) = desk.reader().handover(id) else {
        return Ok(Exit::Waiting);
    };
    let to = face.scene(desk, &own)?.office(&handover.to);
    let kind = texts.kind(handover.kind);
    let made = Made {
        handover: id,
        verb: Verb::Sign,
        act: handover.envelope_act,
        owed: None,
    };
    face.say(&say!(
        texts,
        "act-saved",
        id = id.short(),
        kind = kind,
        to = to
    ));
    conclude(desk, face, &made).await
}

/// Takes a closed matter up again.
pub(super) async fn reopen(
    desk: &mut Desk,
    face: &mut Face<'_>,
    closed: &str,
    path: &Path,
) -> Result<Exit, Failure> {
    let what = Send {
        from_file: Some(path.to_owned()),
        ..Send::default()
    };
    send(desk, face, what, Some(closed)).await
}

/// Says that an act is saved.
pub(super) fn tell_done(face: &mut Face<'_>, made: &Made) {
    let done = face.texts.done(made.verb);
    let id = made.handover.short();
    face.say(&say!(face.texts, "act-done", done = done, id = id));
}

/// One quick attempt to have an act confirmed, and what became of it.
pub(super) async fn conclude(
    desk: &mut Desk,
    face: &mut Face<'_>,
    made: &Made,
) -> Result<Exit, Failure> {
    desk.confirm().await?;
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let outcome = Outcome::of(made, desk.reader(), &scene);
    face.shape(|| DeedJson::from(&outcome));
    for line in outcome.told(&scene)? {
        face.say(&line);
    }
    if let Some(second) = outcome.second {
        let command = typed::command(&Step::Do(Verb::Countersign, outcome.handover));
        let who = second.name();
        let line = say!(scene.texts, "next-second", who = who, command = command);
        face.say(&line);
    }
    if outcome.waits {
        let command = typed::command(&Step::Sync);
        face.say(&say!(scene.texts, "next-sync", command = command));
    } else if let Some(step) = &outcome.next {
        face.say(&typed::next(step, scene.texts));
    }
    if let Some(files) = outcome.files_told(&scene) {
        face.say(&files);
    }
    Ok(if outcome.is_done() {
        Exit::Done
    } else {
        Exit::Waiting
    })
}
