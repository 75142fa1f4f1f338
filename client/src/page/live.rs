//! What changes while a page is shown: events for the parts that have to change.

use std::{convert::Infallible, sync::Arc};

use askama::Template;
use axum::{
    extract::State,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::unfold;
use tokio::sync::broadcast::error::RecvError;

use super::{
    frame::{Frame, Place},
    site::{Eyes, Site},
    visitor::Visitor,
};
use crate::text::say;

/// The parts of a page that are kept up to date.
#[derive(Debug, Template)]
#[template(path = "live.html")]
struct Parts {
    frame: Frame,
}

impl Parts {
    fn of(eyes: &Eyes<'_>) -> Self {
        Self {
            frame: Frame::of(eyes, Place::Nowhere, String::new()),
        }
    }
}

/// Follows what happens, for as long as the browser listens.
pub async fn follow(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let news = site.wire.follow();
    let events = unfold(
        (site, session, news),
        |(site, session, mut news)| async move {
            loop {
                match news.recv().await {
                    // Who has missed something is told how it stands, which is all that is told.
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                }
                // What came meanwhile is told with it.
                while news.try_recv().is_ok() {}
                let parts = site.look(&session, Parts::of).await.ok()?;
                if let Ok(html) = parts.render() {
                    let event = Event::default().data(html);
                    return Some((Ok::<_, Infallible>(event), (site, session, news)));
                }
            }
        },
    );
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
