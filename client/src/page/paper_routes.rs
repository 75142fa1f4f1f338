//! What can be printed of a handover, and what is owed as a calendar: files that the browser saves.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use stafet_shared::id::HandoverId;
use tokio::task::spawn_blocking;

use super::{
    answer::{bare, blind, trouble},
    session::Session,
    site::Site,
    visitor::Visitor,
};
use crate::{
    calendar,
    face::{
        document::Mask,
        lists::{Direction, Extent},
        messages,
    },
    paper::{self, PaperError, block::Paper, handover::Opened},
    text::say,
};

/// The addresses of papers.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/indbakke/kalender", get(deadlines))
        .route("/overdragelse/{id}/pdf", get(handover))
        .route("/overdragelse/{id}/pdf/kvitteringer", get(happened))
}

/// What the reader's offices owe, as a calendar.
async fn deadlines(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let written = site.look(&session, |eyes| {
        calendar::of(eyes.list(Direction::Inbox, Extent::Open), &eyes.scene)
    });
    match written.await {
        Ok(written) => saved(written, (DEADLINES, CALENDAR)),
        Err(why) => blind(&site, &why),
    }
}

/// All of a handover. CPR numbers are masked: that one is shown for a while is no reason to print it.
async fn handover(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
) -> Response {
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let made = match opened(&site, &session, id).await {
        Ok(made) => made,
        Err(why) => return why,
    };
    let name = say!(site.texts(), "paper-file-handover");
    answer(&site, made, &format!("{name}-{}.pdf", id.short())).await
}

/// What has happened to a handover.
async fn happened(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
) -> Response {
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let made = site.look(&session, move |eyes| {
        let handover = eyes.reader.handover(id)?;
        Some(paper::happened::paper(handover, &eyes.scene))
    });
    let made = match made.await {
        Ok(made) => made,
        Err(why) => return blind(&site, &why),
    };
    let name = say!(site.texts(), "paper-file-happened");
    answer(&site, made, &format!("{name}-{}.pdf", id.short())).await
}

/// The paper of a handover, with what it and its messages say.
async fn opened(site: &Site, session: &Session, id: HandoverId) -> Result<Option<Paper>, Response> {
    let asked = site.look(session, move |eyes| messages::about(id, &eyes.scene));
    let asked = asked.await.map_err(|why| blind(site, &why))?;
    let said = site.office.ask(move |office| {
        Box::pin(async move {
            let contents = office.contents(id).await?;
            let mut messages = Vec::new();
            for message in asked {
                let said = office.content(message).await?.and_then(Result::ok);
                messages.push((message, said));
            }
            Ok((contents, messages))
        })
    });
    let said = said.await.map_err(|error| trouble(site, &error.into()))?;
    let made = site.look(session, move |eyes| {
        let handover = eyes.reader.handover(id)?;
        let opened = Opened {
            contents: &said.0,
            messages: &said.1,
            mask: Mask::Masked,
        };
        Some(paper::handover::paper(handover, opened, &eyes.scene))
    });
    made.await.map_err(|why| blind(site, &why))
}

/// The file, or why there is none. Laying it out takes a while, and nobody waits for that.
async fn answer(site: &Site, made: Option<Paper>, name: &str) -> Response {
    let Some(made) = made else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let written = spawn_blocking(move || paper::pdf(&made)).await;
    match written.unwrap_or(Err(PaperError::Fonts)) {
        Ok(bytes) => saved(bytes, (name, PDF)),
        Err(error) => {
            let texts = site.texts();
            let why = say!(texts, "paper-not-made", why = error.to_string());
            bare(
                site,
                StatusCode::INTERNAL_SERVER_ERROR,
                say!(texts, "page-not-done"),
                vec![why],
            )
        }
    }
}

/// A file that the browser saves under a name that tells nothing of anybody.
pub fn saved(bytes: impl Into<axum::body::Body>, (name, kind): (&str, &'static str)) -> Response {
    let mut headers = HeaderMap::new();
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (headers, bytes.into()).into_response()
}

/// What the files are.
const PDF: &str = "application/pdf";
const CALENDAR: &str = "text/calendar; charset=utf-8";
/// What the calendar is called.
const DEADLINES: &str = "stafet-frister.ics";
