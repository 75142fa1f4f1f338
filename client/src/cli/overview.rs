//! `stafet overview`: what is owed everywhere, as tables for people and as JSON. Public parts only.

mod json;
mod table;
#[cfg(test)]
mod tests;

use stafet_shared::{
    overview::{OwedItem, OwedQuestion, Which},
    time::Timestamp,
};

use super::{
    arguments::watch::Overview,
    exit::{Exit, Failure},
    output::Format,
    session::Session,
    watching::linked,
};
use crate::{
    face::{offices, scene::Scene},
    text::say,
};

/// Shows what is owed everywhere.
pub(super) async fn show(session: &mut Session<'_>, what: Overview) -> Result<Exit, Failure> {
    // Who exists, and how they are staffed, stands in the directory.
    session.quick_sync().await?;
    let question = OwedQuestion {
        list: what.list,
        owner: what.office,
        which: if what.overdue {
            Which::Overdue
        } else {
            Which::All
        },
        ..OwedQuestion::everything()
    };
    let answer = match session.connect().await? {
        Some(connection) => {
            let answer = connection.all_owed(&question).await;
            connection.close();
            linked(session, answer)?
        }
        None => None,
    };
    let Some((items, end)) = answer else {
        session
            .output
            .complain(&say!(session.texts, "error-no-server"));
        return Ok(Exit::Waiting);
    };
    let own = session.own();
    let scene = session.scene(&own)?;
    let offices = offices::all(&scene, &end);
    match session.output.format {
        Format::Json => {
            let json = json::overview((&items, &end), &offices, &scene);
            session.output.json(&json);
        }
        Format::Text => {
            let page = table::page((&items, end.as_of), &offices, &scene);
            session.output.data(&page);
        }
    }
    let is_late = items.iter().any(|item| item.is_overdue(end.as_of));
    Ok(if what.overdue && is_late {
        Exit::Overdue
    } else {
        Exit::Done
    })
}

/// Which number has to be rung, if somebody has to ring: nobody has to while somebody has it in
/// hand.
fn call<'a>(item: &OwedItem, now: Timestamp, scene: &'a Scene<'_>) -> Option<Option<&'a str>> {
    let must = item.has_to_be_called(now) && item.in_hand(now).is_none();
    let staffing = scene.directory.staffing(&item.owner);
    let phone = staffing.and_then(|it| it.phone.as_ref());
    must.then(|| phone.map(stafet_shared::party::directory::Phone::as_str))
}
