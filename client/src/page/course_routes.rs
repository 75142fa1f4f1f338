//! The addresses of courses and of tours.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    response::Response,
    routing::get,
};

use super::{
    answer::{shown, trouble},
    list_routes::extent,
    site::Site,
    view::{
        course::CoursePage,
        courses::{Courses, listed},
    },
    visitor::Visitor,
};

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/forloeb", get(courses))
        .route("/forloeb/{id}", get(course))
}

async fn courses(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let extent = extent(query.as_deref());
    let seen = site.look_with_names(&session, listed, move |eyes| Courses::of(eyes, extent));
    shown(&site, seen.await.map(Some))
}

async fn course(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
) -> Response {
    let id = match site.find(&typed).await {
        Ok(id) => id,
        Err(error) => return trouble(&site, &error),
    };
    let child = site
        .office
        .ask(move |office| Box::pin(async move { office.children(&[id]).await }));
    let child = match child.await {
        Ok(mut children) => children.remove(&id),
        Err(error) => return trouble(&site, &error.into()),
    };
    let seen = site.look(&session, move |eyes| {
        CoursePage::of(eyes, id, child.as_ref())
    });
    shown(&site, seen.await)
}
