//! The addresses of the lists: what was given away, and whom one can hand over to.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    response::Response,
    routing::{get, post},
};

use super::{
    answer::{see, shown, trouble},
    site::Site,
    view::{
        contacts::Contacts,
        outbox::{HOLD, Outbox, listed},
    },
    visitor::{Visitor, posted},
};
use crate::{face::lists::Extent, office::Hold};

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/udbakke", get(outbox))
        .route("/udbakke/{id}/pause", post(hold))
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

/// Keeps the files of a handover back, or lets them go on. The page on which the button stood is
/// shown again.
async fn hold(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
    body: Body,
) -> Response {
    let asked = match posted(&site, &session, body).await {
        Ok(asked) => asked,
        Err(refused) => return refused,
    };
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let hold = match asked.text("bilag") {
        Some(HOLD) => Hold::Held,
        Some(_) | None => Hold::Going,
    };
    let held = site
        .office
        .ask(move |office| Box::pin(office.hold_files(id, hold)));
    if let Err(error) = held.await {
        return trouble(&site, &error.into());
    }
    site.wire.made();
    see(&match asked.text("side") {
        Some("overdragelse") => format!("/overdragelse/{}", id.short()),
        Some(_) | None => "/udbakke".to_owned(),
    })
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
