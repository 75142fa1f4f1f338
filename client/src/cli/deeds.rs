//! Commands that make one act: saved first, then one quick attempt to have it confirmed.

mod compose;
mod course;

use std::path::{Path, PathBuf};

use serde::Serialize;
use stafet_shared::{
    content::{Content, ContentFaults, Message, RawMessage, display_safe_line},
    course::CourseVerb,
    handover::{Colour, Kind, Verb, table::Duty},
    id::{ActId, HandoverId},
    party::OfficeId,
};

use super::{
    arguments::{CourseCommand, DeedCommand, Send},
    attach::{Attached, attach, beside},
    exit::{Exit, Failure},
    file,
    list::next_command,
    output::Format,
    session::Session,
    watching,
};
use crate::{
    office::{Deed, Draft, OfficeError, Sent, Waiting},
    text::{Texts, say, words::verb_name},
};

/// What became of an act.
#[derive(Debug, Serialize)]
pub(super) struct DeedJson {
    /// The handover's whole id.
    pub handover: String,
    /// The eight characters that people see.
    pub short: String,
    /// The act's id; `null` for a draft that waits for a key.
    pub act: Option<String>,
    /// What was done.
    pub verb: &'static str,
    /// The state of the handover afterwards.
    pub state: Option<&'static str>,
    /// Whether the server has confirmed the act (R1).
    pub confirmed: bool,
    /// Whether a leader has to sign second.
    pub needs_second_signature: bool,
    /// The office whose key is waited for.
    pub waits_for_key_of: Option<String>,
    /// The code of the server's refusal.
    pub refused: Option<u16>,
    /// Attached files that the server does not have yet.
    pub attachments_waiting: usize,
}

/// Makes one act about a handover.
pub(super) async fn perform(
    session: &mut Session<'_>,
    command: DeedCommand,
) -> Result<Exit, Failure> {
    if let Some(recorded) = watching::recorded(&command)
        && watching::is_from_outside(session, command.id())
    {
        return watching::record(session, command.id(), recorded).await;
    }
    let id = session.find(command.id())?;
    let mut files = Vec::new();
    let with_the_tour = matches!(
        &command,
        DeedCommand::Course(CourseCommand::PostponeVisit(it)) if !it.only_this
    );
    let deed = compose::deed(session, (id, &mut files), command)?;
    if with_the_tour {
        return postpone(session, id, deed).await;
    }
    let (deed, attached) = with_files(session, (id, deed), &files).await?;
    let made = session.office.perform(id, deed).await;
    if made.is_err() {
        attached.forget(session).await;
    }
    let act = session.check(made)?;
    let history = session.office.handover(id);
    let event = history.and_then(|it| it.history.iter().find(|event| event.act == act));
    // A withdrawal may have become a wish.
    let verb = event.map_or(Verb::Sign, |event| event.verb);
    let done = session.texts.done(verb);
    let text = say!(session.texts, "act-done", done = done, id = id.short());
    session.output.say(&text);
    conclude(session, id, verb, act).await
}

/// What a postponement is called.
const POSTPONE: Verb = Verb::Course(CourseVerb::PostponeVisit);

/// Postpones a visit, and with it every other that is planned on the same tour.
async fn postpone(session: &mut Session<'_>, id: HandoverId, deed: Deed) -> Result<Exit, Failure> {
    let tour = session.office.on_the_same_tour(id);
    let made = session.office.perform_on_all(&tour, deed).await;
    let acts = session.check(made)?;
    let texts = session.texts;
    for one in &tour {
        let done = texts.done(POSTPONE);
        let text = say!(texts, "act-done", done = done, id = one.short());
        session.output.say(&text);
    }
    match acts.first() {
        Some(act) => conclude(session, id, POSTPONE, *act).await,
        None => Ok(Exit::Done),
    }
}

/// Takes a closed matter up again.
pub(super) async fn reopen(
    session: &mut Session<'_>,
    typed: &str,
    path: &Path,
) -> Result<Exit, Failure> {
    let closed = session.find(typed)?;
    let what = Send {
        from_file: Some(path.to_owned()),
        ..Send::default()
    };
    let (draft, attached) = drafted_with_files(session, what).await?;
    let sent = session.office.reopen(closed, draft).await;
    if sent.is_err() {
        attached.forget(session).await;
    }
    tell_sent(session, sent).await
}

/// Sends a handover from a file, or a message from the command line.
pub(super) async fn send(session: &mut Session<'_>, what: Send) -> Result<Exit, Failure> {
    let (draft, attached) = drafted_with_files(session, what).await?;
    let sent = session.office.send(draft).await;
    if sent.is_err() {
        attached.forget(session).await;
    }
    tell_sent(session, sent).await
}

async fn tell_sent(
    session: &mut Session<'_>,
    sent: Result<Sent, OfficeError>,
) -> Result<Exit, Failure> {
    let sent = session.check(sent)?;
    let own = session.own();
    if session.output.format == Format::Text {
        session.output.data(&sent.handover.short());
    }
    if let Some(Waiting::NoKey(office)) = &sent.waiting {
        let named = session.scene(&own)?.office(office);
        let id = sent.handover.short();
        let text = say!(session.texts, "act-waits-for-key", id = id, office = named);
        session.output.say(&text);
        session.quick_sync().await?;
    }
    let id = sent.handover;
    let Some(handover) = session.office.handover(id) else {
        let waiting = sent.waiting.map(|Waiting::NoKey(office)| office);
        return Ok(still_a_draft(session, id, waiting.as_ref()));
    };
    let scene = session.scene(&own)?;
    let saved = say!(
        scene.texts,
        "act-saved",
        id = id.short(),
        kind = scene.texts.kind(handover.kind),
        to = scene.office(&handover.to)
    );
    let act = handover.envelope_act;
    session.output.say(&saved);
    conclude(session, id, Verb::Sign, act).await
}

/// A deed with the files that its document's own file names.
async fn with_files(
    session: &mut Session<'_>,
    (id, deed): (HandoverId, Deed),
    files: &[PathBuf],
) -> Result<(Deed, Attached), Failure> {
    if let Deed::Resubmit(content) = deed {
        let (content, attached) = attach(session, content, files, Some(id)).await?;
        Ok((Deed::Resubmit(content), attached))
    } else if let Deed::Correct(content) = deed {
        let (content, attached) = attach(session, content, files, Some(id)).await?;
        Ok((Deed::Correct(content), attached))
    } else {
        Ok((deed, Attached::default()))
    }
}

/// The draft that the command line describes, with its files sealed.
async fn drafted_with_files(
    session: &mut Session<'_>,
    what: Send,
) -> Result<(Draft, Attached), Failure> {
    let mut files = what.attach.clone();
    let draft = drafted(session, what, &mut files)?;
    let (content, attached) = attach(session, draft.content, &files, None).await?;
    Ok((Draft { content, ..draft }, attached))
}

/// The draft that the command line describes; `files` takes up what goes along.
fn drafted(session: &Session<'_>, what: Send, files: &mut Vec<PathBuf>) -> Result<Draft, Failure> {
    let texts = session.texts;
    if let Some(path) = what.file.as_ref().or(what.from_file.as_ref()) {
        let written = from_file(path, texts, file::handover)?;
        files.extend(beside(path, &written.attachments));
        let relates_to = match (&what.in_reply_to, &written.in_reply_to) {
            (Some(typed), _) => Some(session.find(typed)?),
            (None, Some(named)) => Some(replied(session, named)?),
            (None, None) => None,
        };
        return Ok(Draft {
            from: Some(sender(session, what.from, written.from)?).flatten(),
            to: written.to,
            kind: written.kind,
            colour: what.urgency.unwrap_or(written.colour),
            content: written.content,
            relates_to,
        });
    }
    let kind = what.kind.unwrap_or(Kind::Message);
    if kind != Kind::Message {
        let text = say!(texts, "file-needed", kind = texts.kind(kind));
        return Err(Failure::new(Exit::Usage, text));
    }
    let message = parsed(
        Message::parse(RawMessage {
            subject: what.subject,
            text: what.text,
            attachments: Vec::new(),
        }),
        texts,
    )?;
    let relates_to = what.in_reply_to.map(|typed| session.find(&typed));
    let to = what.to.ok_or_else(|| {
        let text = say!(texts, "file-needed", kind = texts.kind(kind));
        Failure::new(Exit::Usage, text)
    })?;
    Ok(Draft {
        from: what.from,
        to,
        kind,
        colour: what.urgency.unwrap_or(Colour::Yellow),
        content: Content::Message(message),
        relates_to: relates_to.transpose()?,
    })
}

/// In whose name: what the command line says, which must not contradict the file.
fn sender(
    session: &Session<'_>,
    typed: Option<OfficeId>,
    written: Option<OfficeId>,
) -> Result<Option<OfficeId>, Failure> {
    let own = session.own();
    match typed.or(written) {
        Some(office) if own.is_empty() || own.contains(&office) => Ok(Some(office)),
        Some(office) => {
            let own: Vec<String> = own.iter().map(OfficeId::to_string).collect();
            let text = say!(
                session.texts,
                "file-other-office",
                office = office.to_string(),
                own = own.join(", ")
            );
            Err(Failure::new(Exit::Usage, text))
        }
        None => Ok(None),
    }
}

/// The handover that a file names in `in_reply_to`.
fn replied(session: &Session<'_>, named: &str) -> Result<HandoverId, Failure> {
    session.office.find(named).map_err(|_| {
        let name = display_safe_line(named);
        let text = say!(session.texts, "file-reply-unknown", name = name);
        Failure::new(Exit::NotFound, text)
    })
}

fn from_file<T>(
    path: &Path,
    texts: &Texts,
    read: impl FnOnce(&str) -> Result<T, file::FileError>,
) -> Result<T, Failure> {
    let name = display_safe_line(&path.display().to_string());
    let text = file::read(path);
    let written = text.and_then(|text| read(&zeroize::Zeroizing::new(text)));
    written.map_err(|error| Failure::new(Exit::Usage, error.text(&name, texts)))
}

fn parsed<T>(written: Result<T, ContentFaults>, texts: &Texts) -> Result<T, Failure> {
    written.map_err(|faults| {
        let wrong = file::wrong_content(&faults);
        let head = say!(texts, "command-faults");
        Failure::new(Exit::Usage, file::lines_of(head, &wrong, texts))
    })
}

/// One quick attempt to have an act confirmed, and what became of it.
pub(super) async fn conclude(
    session: &mut Session<'_>,
    id: HandoverId,
    verb: Verb,
    act: ActId,
) -> Result<Exit, Failure> {
    session.quick_sync().await?;
    let refusals = session.office.refusals();
    let refused = refusals.iter().find(|(refused, ..)| *refused == act);
    let refused = refused.map(|(.., refusal)| *refusal);
    let waits = session.office.unconfirmed().contains(&act);
    let handover = session.office.handover(id);
    let second = handover.is_some_and(|handover| {
        let pending = handover.pending.as_ref();
        pending.is_some_and(|pending| pending.signature.act == act)
    });
    let json = DeedJson {
        handover: id.long(),
        short: id.short(),
        act: Some(act.long()),
        verb: verb_name(verb),
        state: handover.map(|handover| handover.state.name()),
        confirmed: !waits && refused.is_none(),
        needs_second_signature: second,
        waits_for_key_of: None,
        refused: refused.map(stafet_shared::refusal::Refusal::code),
        attachments_waiting: session.office.transfers().up.len(),
    };
    print(session, &json);
    if let Some(refusal) = refused {
        let why = session.texts.refusal(refusal);
        let text = say!(session.texts, "act-refused", id = id.short(), why = why);
        return Err(Failure::new(Exit::Failed, text));
    }
    let texts = session.texts;
    if second {
        let id = id.short();
        session
            .output
            .say(&say!(texts, "act-needs-second", id = id));
    }
    if waits {
        session.output.say(&say!(texts, "act-unconfirmed"));
        let retry = say!(texts, "next-sync", command = "stafet sync");
        session.output.say(&retry);
        return Ok(Exit::Waiting);
    }
    let next = confirmed(session, id, act)?;
    session.output.say(&next);
    let files = session.office.transfers().up.len();
    if files > 0 {
        let text = say!(session.texts, "attachments-waiting", count = files);
        session.output.say(&text);
        return Ok(Exit::Waiting);
    }
    Ok(Exit::Done)
}

/// When the server had an act, and what the reader does next.
fn confirmed(session: &Session<'_>, id: HandoverId, act: ActId) -> Result<String, Failure> {
    let own = session.own();
    let scene = session.scene(&own)?;
    let texts = scene.texts;
    let Some(handover) = session.office.handover(id) else {
        return Ok(String::new());
    };
    let event = handover.history.iter().find(|event| event.act == act);
    let position = event.and_then(|event| event.position);
    let at = position.map_or(handover.since, |position| position.deposited);
    let mut text = say!(texts, "act-confirmed", time = scene.time(at));
    let owed = scene.obligations(handover);
    let own_duty = owed.iter().find(|one| scene.is_own(&one.owner));
    // Only somebody else can sign second.
    if own_duty.is_some_and(|one| !matches!(one.duty, Duty::Countersign(_)))
        && let Some(command) = next_command(handover, &owed, &scene)
    {
        text.push('\n');
        text.push_str(&say!(texts, "next-step", command = command));
    }
    Ok(text)
}

/// A handover that is still a draft: it waits for a key.
fn still_a_draft(session: &mut Session<'_>, id: HandoverId, office: Option<&OfficeId>) -> Exit {
    let json = DeedJson {
        handover: id.long(),
        short: id.short(),
        act: None,
        verb: verb_name(Verb::Sign),
        state: None,
        confirmed: false,
        needs_second_signature: false,
        waits_for_key_of: office.map(OfficeId::to_string),
        refused: None,
        attachments_waiting: 0,
    };
    print(session, &json);
    Exit::Waiting
}

fn print(session: &mut Session<'_>, json: &DeedJson) {
    if session.output.format == Format::Json {
        session.output.json(json);
    }
}
