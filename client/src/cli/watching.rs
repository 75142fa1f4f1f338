//! Commands about what is late, and what administrators record about a handover.

use super::{
    arguments::{DeedCommand, WatchCommand},
    deeds::{conclude, tell_done},
    exit::{Exit, Failure},
    output::Face,
};
use crate::{
    desk::Desk,
    face::trouble::{Trouble, WhoseMove},
    office::{Recorded, Watching},
    text::{Texts, say},
};

/// Makes one act of the watch.
pub(super) async fn watch(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: WatchCommand,
) -> Result<Exit, Failure> {
    let deed = match &command {
        WatchCommand::Remind(_) => Watching::Remind,
        WatchCommand::Escalate(_) => Watching::Escalate,
        WatchCommand::Seen(what) => Watching::SeeEscalation(what.did),
        WatchCommand::TakeInHand(what) => Watching::TakeInHand(what.reason),
        WatchCommand::Review(_) => Watching::Review,
    };
    let made = desk.watch(command.id(), command.what(), deed).await?;
    tell_done(face, &made);
    let exit = conclude(desk, face, &made).await?;
    if matches!(deed, Watching::TakeInHand(_)) && exit == Exit::Done {
        desk.is_first_at_hand(&made).await?;
    }
    Ok(exit)
}

/// What an administrator records, if a command is one of those that need no word under seal.
pub(super) fn recorded(command: &DeedCommand, texts: &Texts) -> Option<Result<Recorded, Trouble>> {
    let (recorded, speaks) = if let DeedCommand::Carried(what) = command {
        let spoken = [&what.how, &what.to_whom, &what.at, &what.text];
        let any = spoken.into_iter().any(Option::is_some) || what.from_file.is_some();
        (Recorded::CarryOutside, any)
    } else if let DeedCommand::Pause(what) = command {
        (Recorded::Pause(what.until), what.reason.is_some())
    } else if let DeedCommand::Resume(_) = command {
        (Recorded::Resume, false)
    } else if let DeedCommand::Countersign(_) = command {
        (Recorded::Countersign, false)
    } else {
        return None;
    };
    Some(if speaks {
        let text = say!(texts, "error-administrators-say-nothing");
        Err(Trouble::new(WhoseMove::Author, text))
    } else {
        Ok(recorded)
    })
}
