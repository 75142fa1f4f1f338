//! Commands about what is late.

use super::{
    arguments::WatchCommand,
    deeds::{conclude, tell_done},
    exit::{Exit, Failure},
    output::Face,
};
use crate::{desk::Desk, office::Watching};

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
