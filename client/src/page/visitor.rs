//! Who asks: a browser that was let in, and forms that only its own pages can send.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};

use super::{answer::bare, form::Typed, session::Session, site::Site};
use crate::text::say;

/// The largest form that is read, in bytes.
pub const FORM_BYTES_MAX: usize = 1024 * 1024;

/// A browser that was let in.
#[derive(Debug)]
pub struct Visitor(pub Session);

impl FromRequestParts<Arc<Site>> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Response> {
        let cookies = parts.headers.get_all(header::COOKIE).iter();
        let mut pairs = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let cookie = pairs.find(|(name, _)| *name == site.cookie);
        let session = cookie.and_then(|(_, value)| site.sessions.of(value));
        session.map(Visitor).ok_or_else(|| stranger(site))
    }
}

/// What a browser reads that was not let in.
pub fn stranger(site: &Site) -> Response {
    let texts = site.texts();
    let lines = vec![
        say!(texts, "page-stranger"),
        say!(texts, "page-stranger-more"),
    ];
    bare(
        site,
        StatusCode::FORBIDDEN,
        say!(texts, "page-stranger-title"),
        lines,
    )
}

/// A form that carries the browser's token.
///
/// # Errors
/// What is answered to one that does not.
pub async fn posted(site: &Site, session: &Session, body: Body) -> Result<Typed, Response> {
    let bytes = axum::body::to_bytes(body, FORM_BYTES_MAX).await;
    let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let typed = Typed::of(&bytes);
    match typed.text("_token") {
        Some(token) if session.is_own(token) => Ok(typed),
        Some(_) | None => Err(stranger(site)),
    }
}
