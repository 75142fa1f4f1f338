//! `stafet overview`: what is owed everywhere, as tables for people and as JSON. Public parts only.

mod json;
mod table;
#[cfg(test)]
mod tests;

use stafet_shared::overview::{OwedQuestion, Which};

use super::{
    arguments::watch::Overview,
    exit::{Exit, Failure},
    output::Face,
};
use crate::{
    desk::Desk,
    face::{attention::refused, overview},
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
    let shown = overview::Overview::of(&items, &end, &scene);
    face.show(
        || json::overview(&shown, &scene),
        || table::page(&shown, &scene),
    );
    for line in refused(desk.reader(), &scene) {
        face.say(&line);
    }
    let is_late = shown.lines.iter().any(|line| line.owed.overdue);
    Ok(if what.overdue && is_late {
        Exit::Overdue
    } else {
        Exit::Done
    })
}
