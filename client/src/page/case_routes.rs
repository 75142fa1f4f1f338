//! The addresses of one handover's page: what it says, a message more, and a CPR number for a
//! while.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse as _, Response},
    routing::get,
};
use stafet_shared::id::HandoverId;

use super::{
    answer::{blind, page, see, trouble, unsaved},
    session::{CPR_LIFE_MS, Session},
    site::Site,
    view::{
        handover::Shown,
        thread::{self, Opened},
    },
    visitor::{Visitor, posted},
};
use crate::{face::messages, office::Sent};

/// Makes a browser load the page anew after a while, also without a script.
const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/overdragelse/{id}", get(handover))
        .route("/overdragelse/{id}/besked", get(handover).post(message))
        .route("/overdragelse/{id}/vis-cpr", get(handover).post(show_cpr))
}

async fn handover(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let is_open = query.is_some_and(|query| query == "andet");
    let asked = Opened {
        is_open,
        ..Opened::default()
    };
    told(&site, &session, id, asked).await
}

/// The page of a handover, with what is asked of it beside what it says.
async fn told(site: &Site, session: &Session, id: HandoverId, asked: Opened) -> Response {
    let mut opened = match open(site, session, id).await {
        Ok(opened) => opened,
        Err(why) => return why,
    };
    let (unsent, is_open) = (asked.unsent, asked.is_open);
    let status = if unsent.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    (opened.unsent, opened.is_open) = (unsent, is_open);
    let made = site.look(session, move |eyes| Shown::of(eyes, id, &opened));
    match made.await {
        Ok(Some(made)) => {
            let is_whole = made.is_whole();
            let mut response = page(status, &made);
            if is_whole {
                let seconds = CPR_LIFE_MS / 1_000;
                let place = format!("{seconds}; url=/overdragelse/{}", id.short());
                if let Ok(place) = HeaderValue::from_str(&place) {
                    response.headers_mut().insert(REFRESH, place);
                }
            }
            response
        }
        Ok(None) => see("/udbakke"),
        Err(why) => blind(site, &why),
    }
}

/// What a handover and its messages say. Whoever opens it has looked at it.
async fn open(site: &Site, session: &Session, id: HandoverId) -> Result<Opened, Response> {
    let messages = site.look(session, move |eyes| messages::about(id, &eyes.scene));
    let messages = messages.await.map_err(|why| blind(site, &why))?;
    let opened = site.office.ask(move |office| {
        Box::pin(async move {
            if office.reader().handover(id).is_none() {
                return Ok(Opened::default());
            }
            office.see(id).await?;
            let mut opened = Opened {
                contents: office.contents(id).await?,
                ..Opened::default()
            };
            for message in messages {
                let said = office.content(message).await?.and_then(Result::ok);
                opened.messages.push((message, said));
            }
            Ok(opened)
        })
    });
    opened.await.map_err(|error| trouble(site, &error.into()))
}

/// A message in the case's thread.
async fn message(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let id = match site.find(&named).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let written = typed.clone();
    let drafted = site.look(&session, move |eyes| thread::draft(id, &typed, eyes));
    let draft = match drafted.await {
        Ok(Ok(draft)) => draft,
        Ok(Err(Some(unsent))) => {
            let asked = Opened {
                unsent: Some(unsent),
                ..Opened::default()
            };
            return told(&site, &session, id, asked).await;
        }
        Ok(Err(None)) => return StatusCode::CONFLICT.into_response(),
        Err(why) => return blind(&site, &why),
    };
    let sent = site.office.ask(move |office| Box::pin(office.send(draft)));
    match sent.await {
        Ok(Sent { .. }) => {
            site.wire.made();
            see(&format!("/overdragelse/{}#beskeder", id.short()))
        }
        Err(error) => {
            let action = format!("/overdragelse/{}/besked", id.short());
            unsaved(&site, &error.into(), &action, &written)
        }
    }
}

/// Shows the child's whole CPR number for a while, to this browser and on this page alone.
async fn show_cpr(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    body: Body,
) -> Response {
    if let Err(refused) = posted(&site, &session, body).await {
        return refused;
    }
    match site.find(&named).await {
        Ok(id) => {
            site.sessions.show_cpr(&session, id);
            see(&format!("/overdragelse/{}", id.short()))
        }
        Err(error) => trouble(&site, &error),
    }
}
