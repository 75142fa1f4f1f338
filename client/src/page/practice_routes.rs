//! The page from which somebody begins to practise.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{
    answer::{bare, page, see},
    practice::Calls,
    site::Site,
    visitor::{Visitor, posted},
};
use crate::text::{Texts, say};

/// Its addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/oevelse", get(about).post(begin))
        .route("/oevelse/ind", get(enter))
        .route("/oevelse/slut", post(end))
}

/// What practice is, and the way in once it has begun.
#[derive(Debug, Template)]
#[template(path = "practice.html")]
struct About {
    texts: Arc<Texts>,
    language: &'static str,
    base: String,
    token: String,
    has_begun: bool,
}

async fn about(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let Some(practice) = &site.practice else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let texts = site.texts();
    let about = About {
        language: texts.language().code(),
        base: site.assets.base(),
        token: session.token().to_owned(),
        has_begun: practice.address().await.is_some(),
        texts,
    };
    page(StatusCode::OK, &about)
}

async fn begin(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    body: Body,
) -> Result<Response, Response> {
    posted(&site, &session, body).await?;
    let practice = asked(&site).map_err(IntoResponse::into_response)?;
    if let Err(why) = practice.begin().await {
        let texts = site.texts();
        let lines = vec![why, say!(texts, "page-nothing-changed")];
        let heading = say!(texts, "practice-failed");
        return Err(bare(&site, StatusCode::CONFLICT, heading, lines));
    }
    Ok(see("/oevelse"))
}

/// Leads on to the practice's own page, which lets a browser in by an address that works once.
async fn enter(State(site): State<Arc<Site>>, Visitor(_): Visitor) -> Result<Response, StatusCode> {
    let address = asked(&site)?.address().await;
    Ok(see(address.as_deref().unwrap_or("/oevelse")))
}

async fn end(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    body: Body,
) -> Result<Response, Response> {
    posted(&site, &session, body).await?;
    let practice = asked(&site).map_err(IntoResponse::into_response)?;
    practice.end().await;
    Ok(see("/oevelse"))
}

/// There is no practice within a practice.
fn asked(site: &Site) -> Result<&Calls, StatusCode> {
    site.practice.as_ref().ok_or(StatusCode::NOT_FOUND)
}
