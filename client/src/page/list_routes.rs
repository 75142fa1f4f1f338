//! The addresses of the lists: what was given away, and whom one can hand over to.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use super::{
    answer::{blind, page, see, shown, trouble},
    site::Site,
    view::{
        contacts::{Contacts, Waits},
        outbox::{Outbox, listed},
    },
    visitor::Visitor,
};
use crate::face::lists::Extent;

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/udbakke", get(outbox))
        .route("/udbakke/{id}", get(draft))
        .route("/kontakter", get(contacts))
}

/// How much of a list an address asks for.
pub fn extent(query: Option<&str>) -> Extent {
    if query == Some("alle") {
        Extent::All
    } else {
        Extent::Open
    }
}

async fn outbox(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let extent = extent(query.as_deref());
    let seen = site.look_with_names(&session, listed, move |eyes| Outbox::of(eyes, extent));
    shown(&site, seen.await.map(Some))
}

/// What is signed, and waits for the first at its receiver's.
async fn draft(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
) -> Response {
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let seen = site.look(&session, move |eyes| Waits::of(eyes, id));
    match seen.await {
        Ok(Ok(said)) => page(StatusCode::OK, &said),
        Ok(Err(sent)) => see(&sent),
        Err(why) => blind(&site, &why),
    }
}

async fn contacts(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = query.unwrap_or_default();
    let mut pairs = form_urlencoded::parse(pairs.as_bytes());
    let find = pairs.find(|(name, _)| name == "find");
    let find = find.map(|(_, text)| text.into_owned()).unwrap_or_default();
    let seen = site.look(&session, move |eyes| Contacts::of(eyes, &find));
    shown(&site, seen.await.map(Some))
}
