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
    output::Face,
};
use crate::{
    desk::Desk,
    face::{offices, scene::Scene},
};

/// Shows what is owed everywhere.
pub(super) async fn show(
    desk: &mut Desk,
    face: &mut Face<'_>,
    what: Overview,
) -> Result<Exit, Failure> {
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
    let (items, end) = desk.overview(&question).await?;
    let own = desk.own();
    let scene = face.scene(desk, &own)?;
    let offices = offices::all(&scene, &end);
    face.show(
        || json::overview(&items, &end, &offices, &scene),
        || table::page(&items, end.as_of, &offices, &scene),
    );
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
