//! Outages: declared by one administrator, confirmed by another.

use serde::Serialize;
use stafet_shared::{
    content::display_safe_line,
    id::OutageId,
    party::directory::{DeclaredOutage, Outage, OutageCause},
};

use super::{beginning, next_day, own_zone, tell_confirmation};
use crate::{
    cli::{
        arguments::admin::{AdminOutage, DeclareOutage},
        exit::{Exit, Failure},
        list::Extent,
        output::Format,
        scene::Scene,
        session::Session,
    },
    text::{Texts, say},
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
    session: &mut Session<'_>,
    command: AdminOutage,
) -> Result<Exit, Failure> {
    session.quick_sync().await?;
    let id = match command {
        AdminOutage::List { all: false } => return list(session, Extent::Open),
        AdminOutage::List { all: true } => return list(session, Extent::All),
        AdminOutage::Declare(declare) => self::declare(session, declare).await?,
        AdminOutage::Confirm { id } => {
            let id = find(session, &id)?;
            let confirmed = session.office.confirm_outage(id).await;
            session.check(confirmed)?;
            id
        }
        AdminOutage::End { id } => {
            let id = find(session, &id)?;
            let now = session.office.now();
            let ended = session.office.end_outage(id, now).await;
            session.check(ended)?;
            id
        }
    };
    session.quick_sync().await?;
    tell(session, |known, _| *known == id)?;
    Ok(tell_confirmation(session))
}

fn list(session: &mut Session<'_>, extent: Extent) -> Result<Exit, Failure> {
    let now = session.office.now();
    let is_over = |declared: &DeclaredOutage| declared.end().is_some_and(|end| end <= now);
    if !tell(session, |_, declared| {
        extent == Extent::All || !is_over(declared)
    })? {
        session.output.say(&say!(session.texts, "outage-none"));
    }
    Ok(Exit::Done)
}

async fn declare(session: &mut Session<'_>, declare: DeclareOutage) -> Result<OutageId, Failure> {
    let zone = own_zone(session)?;
    let id = session.office.fresh_outage();
    let now = session.office.now();
    let outage = Outage {
        id,
        offices: declare.offices,
        from: declare.from.map_or(now, |day| beginning(day, &zone)),
        until: declare.until.map(|day| beginning(next_day(day), &zone)),
        cause: declare.cause,
    };
    let declared = session.office.declare_outage(outage).await;
    session.check(declared)?;
    Ok(id)
}

/// Shows the outages that are wanted; whether there are any.
fn tell(
    session: &mut Session<'_>,
    wanted: impl Fn(&OutageId, &DeclaredOutage) -> bool,
) -> Result<bool, Failure> {
    let expected = session.office.expected_directory();
    let own = session.own();
    let mut scene = session.scene(&own)?;
    if let Some(expected) = &expected {
        scene.directory = expected;
    }
    let shown = scene.directory.outages();
    let shown: Vec<(OutageJson, String)> = shown
        .filter(|(id, declared)| wanted(id, declared))
        .map(|(_, declared)| (json(declared, &scene), line(declared, &scene)))
        .collect();
    let any = !shown.is_empty();
    match session.output.format {
        Format::Json => {
            let list: Vec<OutageJson> = shown.into_iter().map(|(json, _)| json).collect();
            session.output.json(&list);
        }
        Format::Text => {
            for (_, line) in &shown {
                session.output.data(line);
            }
        }
    }
    Ok(any)
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
        None => say!(
            texts,
            "outage-unconfirmed",
            first = by,
            id = outage.id.short()
        ),
    };
    let until = declared.end().map(|end| scene.time(end));
    say!(
        texts,
        "outage-shown",
        id = outage.id.short(),
        whom = whom,
        cause = cause(outage.cause, texts),
        from = scene.time(outage.from),
        until = until.unwrap_or_else(|| "–".to_owned()),
        standing = standing
    )
}

fn cause(cause: OutageCause, texts: &Texts) -> String {
    match cause {
        OutageCause::Link => say!(texts, "outage-link"),
        OutageCause::Power => say!(texts, "outage-power"),
        OutageCause::Server => say!(texts, "outage-server"),
        OutageCause::Other => say!(texts, "outage-other"),
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
fn find(session: &Session<'_>, typed: &str) -> Result<OutageId, Failure> {
    let own = session.own();
    let directory = session.scene(&own)?.directory;
    let ids = directory.outages().map(|(id, _)| *id);
    let mut found = ids.filter(|id| id.starts_with(typed));
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        (_, _) => {
            let id = display_safe_line(typed);
            let text = say!(session.texts, "error-no-outage", id = id);
            Err(Failure::new(Exit::NotFound, text))
        }
    }
}
