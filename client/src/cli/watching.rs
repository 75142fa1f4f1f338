//! Commands about what is late, and what administrators record about a handover.

use stafet_shared::{
    handover::Verb,
    id::{HandoverId, PREFIX_CHARS_MIN},
    obligation::Obligation,
    overview::{OwedItem, OwedQuestion},
};

use super::{
    arguments::{DeedCommand, WatchCommand},
    deeds::conclude,
    exit::{Exit, Failure},
    failure::{self, Outage},
    session::Session,
};
use crate::{
    link::{Connection, LinkError},
    office::{Lookup, OfficeError, Recorded, Watching},
    sync,
    text::{say, words::duty_name},
};

/// Makes one act of the watch.
pub(super) async fn watch(
    session: &mut Session<'_>,
    command: WatchCommand,
) -> Result<Exit, Failure> {
    let Some((id, owed)) = target(session, command.id(), command.what()).await? else {
        session
            .output
            .complain(&say!(session.texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let deed = match command {
        WatchCommand::Remind(_) => Watching::Remind,
        WatchCommand::Escalate(_) => Watching::Escalate,
        WatchCommand::Seen(what) => Watching::SeeEscalation(what.did),
        WatchCommand::TakeInHand(what) => Watching::TakeInHand(what.reason),
        WatchCommand::Review(_) => Watching::Review,
    };
    let made = session.office.watch(id, deed, owed.clone()).await;
    let act = checked(session, made)?;
    let verb = Verb::Watch(deed.verb());
    tell_done(session, id, verb);
    let exit = conclude(session, id, verb, act).await?;
    if let (Watching::TakeInHand(_), Exit::Done, Some(owed)) = (deed, exit, &owed) {
        // Somebody else may have been first, whose act has come into the log before this one.
        refetch(session, id).await?;
        let held = session.office.in_hand_elsewhere(id, owed);
        if let Some(error) = session.check(held)? {
            checked(session, Err(error))?;
        }
    }
    Ok(exit)
}

/// What an administrator records, if a command is one of those that need no word under seal.
pub(super) fn recorded(command: &DeedCommand) -> Option<(Recorded, Said)> {
    let said = |any: bool| if any { Said::Words } else { Said::Nothing };
    if let DeedCommand::Carried(what) = command {
        let spoken = [&what.how, &what.to_whom, &what.at, &what.text];
        let any = spoken.into_iter().any(Option::is_some) || what.from_file.is_some();
        Some((Recorded::CarryOutside, said(any)))
    } else if let DeedCommand::Pause(what) = command {
        Some((Recorded::Pause(what.until), said(what.reason.is_some())))
    } else if let DeedCommand::Resume(_) = command {
        Some((Recorded::Resume, Said::Nothing))
    } else if let DeedCommand::Countersign(_) = command {
        Some((Recorded::Countersign, Said::Nothing))
    } else {
        None
    }
}

/// Whether words were typed that would have to go under seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// None.
    Nothing,
    /// Some.
    Words,
}

/// Records something as an administrator.
pub(super) async fn record(
    session: &mut Session<'_>,
    typed: &str,
    (recorded, said): (Recorded, Said),
) -> Result<Exit, Failure> {
    if said == Said::Words {
        let text = say!(session.texts, "error-administrators-say-nothing");
        return Err(Failure::new(Exit::Usage, text));
    }
    let Some((id, _)) = from_outside(session, typed, None).await? else {
        session
            .output
            .complain(&say!(session.texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let made = session.office.record(id, recorded).await;
    let act = checked(session, made)?;
    tell_done(session, id, recorded.verb());
    conclude(session, id, recorded.verb(), act).await
}

/// Whether the person looks at a handover from outside: as an administrator, of no office that has
/// a part in it.
pub(super) fn is_from_outside(session: &Session<'_>, typed: &str) -> bool {
    let known = session.office.find(typed).ok();
    let is_ours = known.is_some_and(|id| session.office.has_part(id));
    session.office.administers().is_some() && !is_ours
}

/// The handover that was meant, and which obligation. Answers `None` while the server, which an
/// administrator has to ask, is not reached.
async fn target(
    session: &mut Session<'_>,
    typed: &str,
    what: Option<&str>,
) -> Result<Option<(HandoverId, Option<Obligation>)>, Failure> {
    if is_from_outside(session, typed) {
        return from_outside(session, typed, what).await;
    }
    let id = session.find(typed)?;
    let Some(what) = what else {
        return Ok(Some((id, None)));
    };
    let watched = session.check(session.office.watched(id))?;
    let mut owed = watched.into_iter().map(|it| it.owed);
    let chosen = owed.find(|one| duty_name(one.duty) == what);
    let chosen = chosen.ok_or_else(|| not_owed(session, id))?;
    Ok(Some((id, Some(chosen))))
}

/// Asks the server what is owed about the handover, and fetches what was done about it: that is
/// verified here, and whoever signs has seen it.
async fn from_outside(
    session: &mut Session<'_>,
    typed: &str,
    what: Option<&str>,
) -> Result<Option<(HandoverId, Option<Obligation>)>, Failure> {
    if typed.chars().count() < PREFIX_CHARS_MIN {
        let lookup = Lookup::NotFound(typed.to_owned());
        return Err(failure::of_lookup(&lookup, session.texts));
    }
    // Whose signatures these are stands in the directory.
    if session.quick_sync().await?.is_none() {
        return Ok(None);
    }
    let Some(connection) = session.connect().await? else {
        return Ok(None);
    };
    let found = look_up(session, &connection, (typed, what)).await;
    connection.close();
    found
}

async fn look_up(
    session: &mut Session<'_>,
    connection: &Connection,
    (typed, what): (&str, Option<&str>),
) -> Result<Option<(HandoverId, Option<Obligation>)>, Failure> {
    let question = match session.office.find(typed) {
        Ok(id) => OwedQuestion::about(id),
        Err(_) => OwedQuestion::everything(),
    };
    let Some((items, _)) = linked(session, connection.all_owed(&question).await)? else {
        return Ok(None);
    };
    let known = session.office.find(typed).ok();
    let mut ids: Vec<HandoverId> = items.iter().map(|item| item.handover).collect();
    ids.extend(known);
    ids.retain(|id| id.starts_with(typed));
    ids.sort_unstable();
    ids.dedup();
    let lookup = match ids.as_slice() {
        [id] => Ok(*id),
        [] => Err(Lookup::NotFound(typed.to_owned())),
        [_, _, ..] => Err(Lookup::Ambiguous { ids }),
    };
    let id = lookup.map_err(|lookup| failure::of_lookup(&lookup, session.texts))?;
    fetch(session, connection, id).await?;
    let mut owed: Vec<&OwedItem> = items.iter().filter(|item| item.handover == id).collect();
    owed.sort_by_key(|item| item.due);
    let chosen = match what {
        Some(what) => {
            let mut owed = owed.iter();
            let chosen = owed.find(|item| duty_name(item.duty) == what);
            Some(chosen.ok_or_else(|| not_owed(session, id))?)
        }
        None => owed.first(),
    };
    Ok(Some((id, chosen.map(|item| item.obligation()))))
}

/// Fetches everything about a handover anew.
async fn refetch(session: &mut Session<'_>, id: HandoverId) -> Result<(), Failure> {
    if let Some(connection) = session.connect().await? {
        let fetched = fetch(session, &connection, id).await;
        connection.close();
        fetched?;
    }
    Ok(())
}

async fn fetch(
    session: &mut Session<'_>,
    connection: &Connection,
    id: HandoverId,
) -> Result<(), Failure> {
    match sync::fetch_handover(&mut session.office, connection, id).await {
        Ok(0) => Ok(()),
        Ok(_) => Err(failure::doubtful(session.texts)),
        Err(error) => match failure::of_sync(&error, session.texts) {
            Outage::Offline => Ok(()),
            Outage::Failure(failure) => Err(failure),
        },
    }
}

/// What the server has answered; `None` while it is not reached.
pub(super) fn linked<T>(
    session: &Session<'_>,
    answer: Result<T, LinkError>,
) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) => match failure::of_link(&error, session.texts) {
            Outage::Offline => Ok(None),
            Outage::Failure(failure) => Err(failure),
        },
    }
}

/// As the session's check, and whoever has it in hand is named.
fn checked<T>(session: &Session<'_>, made: Result<T, OfficeError>) -> Result<T, Failure> {
    if let Err(OfficeError::InHand { person, until }) = &made {
        let own = session.own();
        let scene = session.scene(&own)?;
        let text = say!(
            scene.texts,
            "error-in-hand-of",
            person = scene.person(person),
            until = scene.time(*until)
        );
        return Err(Failure::new(Exit::Failed, text));
    }
    session.check(made)
}

fn not_owed(session: &Session<'_>, id: HandoverId) -> Failure {
    failure::of_office(&OfficeError::NothingOwed(id), session.texts)
}

fn tell_done(session: &mut Session<'_>, id: HandoverId, verb: Verb) {
    let done = session.texts.done(verb);
    let text = say!(session.texts, "act-done", done = done, id = id.short());
    session.output.say(&text);
}
