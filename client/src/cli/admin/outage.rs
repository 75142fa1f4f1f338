//! Outages: declared by one administrator, confirmed by another.

use serde::Serialize;
use stafet_shared::{
    content::display_safe_line,
    id::OutageId,
    party::directory::{DeclaredOutage, OUTAGE_DAYS_MAX, Outage},
};

use super::{next_day, tell_confirmation};
use crate::{
    cli::{
        arguments::admin::{AdminOutage, DeclareOutage},
        exit::{Exit, Failure},
        output::Face,
        typed,
    },
    desk::Desk,
    face::{
        scene::Scene,
        step::Step,
        trouble::{Trouble, WhoseMove},
    },
    text::say,
};

/// An outage.
#[derive(Debug, Serialize)]
struct OutageJson {
    /// Its id.
    id: String,
    /// The ids of the offices that cannot be reached; none means everybody.
    offices: Vec<String>,
    /// `link`, `power`, `server` or `other`.
    cause: &'static str,
    /// Since when, RFC 3339.
    from: String,
    /// Until when as far as is known, RFC 3339.
    until: Option<String>,
    /// Who declared it.
    declared_by: String,
    /// Who confirmed it; before that it has no effect.
    confirmed_by: Option<String>,
    /// Whether it is going on and has an effect.
    running: bool,
}

pub(super) async fn perform(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: AdminOutage,
) -> Result<Exit, Failure> {
    desk.quick_sync().await?;
    let id = match command {
        AdminOutage::List { all } => {
            let now = desk.reader().now();
            let is_over = |it: &DeclaredOutage| it.end().is_some_and(|end| end <= now);
            if !tell(desk, face, |_, declared| all || !is_over(declared))? {
                face.say(&say!(face.texts, "outage-none"));
            }
            return Ok(Exit::Done);
        }
        AdminOutage::Declare(declare) => self::declare(desk, face, declare).await?,
        AdminOutage::Confirm { id } => {
            let id = find(desk, face, &id)?;
            desk.office.confirm_outage(id).await?;
            id
        }
        AdminOutage::End { id } => {
            let id = find(desk, face, &id)?;
            let now = desk.reader().now();
            desk.office.end_outage(id, now).await?;
            id
        }
    };
    desk.quick_sync().await?;
    tell(desk, face, |known, _| *known == id)?;
    Ok(tell_confirmation(desk, face))
}

async fn declare(
    desk: &mut Desk,
    face: &Face<'_>,
    declare: DeclareOutage,
) -> Result<OutageId, Failure> {
    let zone = face.scene(desk, &desk.own())?.own_zone();
    let id = desk.office.fresh_outage();
    let now = desk.reader().now();
    let from = declare.from.map_or(now, |day| zone.beginning(day));
    let until = declare.until.map(|day| zone.beginning(next_day(day)));
    let outage = Outage {
        id,
        offices: declare.offices,
        from,
        until: until.or_else(|| Some(from.plus_days(OUTAGE_DAYS_MAX))),
        cause: declare.cause,
    };
    desk.office.declare_outage(outage).await?;
    Ok(id)
}

/// Shows the outages that are wanted; whether there are any.
fn tell(
    desk: &Desk,
    face: &mut Face<'_>,
    wanted: impl Fn(&OutageId, &DeclaredOutage) -> bool,
) -> Result<bool, Failure> {
    let expected = desk.reader().expected_directory();
    let own = desk.own();
    let mut scene = face.scene(desk, &own)?;
    if let Some(expected) = &expected {
        scene.directory = expected;
    }
    let shown = scene.directory.outages();
    let shown = shown.filter(|(id, declared)| wanted(id, declared));
    let shown: Vec<&DeclaredOutage> = shown.map(|(_, declared)| declared).collect();
    face.show(
        || shown.iter().map(|it| json(it, &scene)).collect::<Vec<_>>(),
        || {
            let lines = shown.iter().map(|it| line(it, &scene));
            lines.collect::<Vec<_>>().join("\n")
        },
    );
    Ok(!shown.is_empty())
}

fn line(declared: &DeclaredOutage, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let outage = &declared.outage;
    let offices: Vec<String> = outage.offices.iter().map(|id| scene.office(id)).collect();
    let whom = if offices.is_empty() {
        say!(texts, "outage-everybody")
    } else {
        offices.join(", ")
    };
    let by = scene.person(&declared.declared_by);
    let standing = match declared.confirmed_by {
        Some(person) => say!(
            texts,
            "outage-confirmed",
            first = by,
            second = scene.person(&person)
        ),
        None => say!(texts, "outage-unconfirmed", first = by),
    };
    let until = declared.end().map(|end| scene.time(end));
    let shown = say!(
        texts,
        "outage-shown",
        id = outage.id.short(),
        whom = whom,
        cause = texts.cause(outage.cause),
        from = scene.time(outage.from),
        until = until.unwrap_or_else(|| "–".to_owned()),
        standing = standing
    );
    match declared.confirmed_by {
        Some(_) => shown,
        None => {
            let confirm = Step::ConfirmOutage(outage.id);
            format!("{shown}\n  {}", typed::next(&confirm, texts))
        }
    }
}

fn json(declared: &DeclaredOutage, scene: &Scene<'_>) -> OutageJson {
    let outage = &declared.outage;
    OutageJson {
        id: outage.id.long(),
        offices: outage.offices.iter().map(ToString::to_string).collect(),
        cause: outage.cause.name(),
        from: outage.from.to_string(),
        until: declared.end().map(|end| end.to_string()),
        declared_by: scene.person(&declared.declared_by),
        confirmed_by: declared.confirmed_by.map(|it| scene.person(&it)),
        running: declared.is_running(scene.now),
    }
}

/// The outage that a person means.
fn find(desk: &Desk, face: &Face<'_>, typed: &str) -> Result<OutageId, Failure> {
    let own = desk.own();
    let directory = face.scene(desk, &own)?.directory;
    let ids = directory.outages().map(|(id, _)| *id);
    let mut found = ids.filter(|id| id.starts_with(typed));
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        (_, _) => {
            let id = display_safe_line(typed);
            let text = say!(face.texts, "error-no-outage", id = id);
            Err(Trouble::new(WhoseMove::Searcher, text)
                .with(Step::Outages)
                .into())
        }
    }
}
