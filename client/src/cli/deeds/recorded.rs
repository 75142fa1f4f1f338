//! What an administrator records about a handover without a word under seal.

use crate::{
    cli::arguments::DeedCommand,
    face::trouble::{Trouble, WhoseMove},
    office::Recorded,
    text::{Texts, say},
};

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
