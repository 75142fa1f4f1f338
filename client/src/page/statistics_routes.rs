//! Figures for the management: the addresses below `/vagt/statistik`.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use jiff::civil::Date;
use stafet_shared::{
    calendar::Zone,
    report::{Fact, Period},
    time::{Clock as _, Timestamp},
};
use tokio::time::timeout;

use super::{
    answer::{blind, nothing, page, see, trouble},
    form::Typed,
    site::Site,
    view::watch_statistics::{Days, Statistics},
    visitor::Visitor,
};
use crate::{
    clock::SystemClock,
    desk::{
        DeskError,
        asking::{Asker, spoken},
        report::{Asked, Ordered},
    },
    face::trouble::Trouble,
    report::{self, Format},
};

/// How long the facts for a report may take.
const FACTS_PATIENCE: Duration = Duration::from_secs(30);

/// The addresses of the figures.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/vagt/statistik", get(statistics))
        .route("/vagt/statistik/{format}", get(statistics_file))
}

/// What the address asks for, and the facts and names that the report needs.
async fn ordered(site: &Site, days: Days) -> Result<(Ordered, Vec<Fact>, Timestamp), DeskError> {
    let asked = Asked::Note(Period::new(days.from, days.to)?);
    let ordered = site.office.read(move |reader| Ordered::of(asked, reader));
    let ordered = ordered.await.map_err(DeskError::from)??;
    let mut office = site.office.clone();
    let mut asker = Asker::new(&mut office, &site.connector);
    let facts = timeout(FACTS_PATIENCE, asker.facts()).await;
    let (facts, end) = spoken(facts.map_err(|_| DeskError::NoServer)?)?;
    Ok((ordered, facts, end.as_of))
}

fn days(query: Option<&str>, today: Date) -> Days {
    let asked = Typed::of(query.unwrap_or_default().as_bytes());
    Days::asked(asked.text("fra"), asked.text("til"), today)
}

async fn statistics(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.oversees().await {
        return see("/indbakke");
    }
    let days = days(query.as_deref(), Zone::nuuk().day(SystemClock.now()));
    let texts = site.texts();
    let report = match ordered(&site, days).await {
        Ok((ordered, facts, now)) => {
            let setting = ordered.setting(&texts, now, Format::Html);
            Ok(report::document(&facts, &ordered.question, &setting))
        }
        Err(error) => Err(Trouble::of(&error, &texts, None).text),
    };
    match site
        .look(&session, move |eyes| Statistics::of(eyes, days, report))
        .await
    {
        Ok(made) => page(StatusCode::OK, &made),
        Err(why) => blind(&site, &why),
    }
}

/// The same as a file to be saved.
async fn statistics_file(
    State(site): State<Arc<Site>>,
    Visitor(_): Visitor,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.oversees().await {
        return see("/indbakke");
    }
    let format = Format::ALL.into_iter().find(|it| it.name() == name);
    let Some(format) = format else {
        return nothing(&site);
    };
    let days = days(query.as_deref(), Zone::nuuk().day(SystemClock.now()));
    let texts = site.texts();
    let written = ordered(&site, days)
        .await
        .and_then(|(ordered, facts, now)| {
            let setting = ordered.setting(&texts, now, format);
            let mut bytes = Vec::new();
            report::write(&facts, &ordered.question, &setting, &mut bytes)?;
            Ok(bytes)
        });
    match written {
        Ok(bytes) => saved(bytes, format, days),
        Err(error) => trouble(&site, &error),
    }
}

/// A file that the browser saves and never shows.
fn saved(bytes: Vec<u8>, format: Format, days: Days) -> Response {
    let (from, to) = (days.from, days.to);
    let name = format!("statusnotat-{from}-{to}.{}", format.ending());
    let mut headers = HeaderMap::new();
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, octets);
    (headers, bytes).into_response()
}
