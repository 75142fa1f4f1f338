//! The addresses of courses and of tours.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use stafet_shared::id::HandoverId;

use super::{
    answer::{blind, page, see, shown, trouble},
    list_routes::extent,
    rows::Link,
    session::Session,
    sheet::{
        Filled,
        tour::{self, TourSheet, TourSigning},
    },
    site::Site,
    view::{
        course::CoursePage,
        courses::{Courses, listed},
        message::Message,
        tours::{self, TourPage, Tours},
    },
    visitor::{Visitor, posted},
};
use crate::{
    office::{Deed, OfficeError, Reader},
    text::say,
};

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/forloeb", get(courses))
        .route("/forloeb/{id}", get(course))
        .route("/rejser", get(tours))
        .route("/rejser/{tour}", get(tour))
        .route("/rejser/{tour}/udsaet", get(postpone_page).post(postpone))
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

async fn tours(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let extent = extent(query.as_deref());
    let seen = site.look(&session, move |eyes| Tours::of(eyes, extent));
    shown(&site, seen.await.map(Some))
}

async fn tour(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(id): Path<String>,
) -> Response {
    let which = id.clone();
    let seen = site.look_with_names(
        &session,
        move |eyes| tours::listed(&which, eyes),
        move |eyes| TourPage::of(eyes, &id),
    );
    match seen.await {
        Ok(None) => gone(&site, &session, StatusCode::NOT_FOUND).await,
        other => shown(&site, other),
    }
}

async fn postpone_page(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(id): Path<String>,
) -> Response {
    let seen = site.look(&session, move |eyes| {
        TourSheet::of(eyes, &id, &Filled::default())
    });
    match seen.await {
        Ok(None) => gone(&site, &session, StatusCode::CONFLICT).await,
        other => shown(&site, other),
    }
}

async fn postpone(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(id): Path<String>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let signing = site.look(&session, move |eyes| tour::read(eyes, &id, &typed));
    match signing.await {
        Ok(TourSigning::Ready(ids, deed)) => postpone_all(&site, &session, ids, *deed).await,
        Ok(TourSigning::Again(again, true)) => page(StatusCode::CONFLICT, &*again),
        Ok(TourSigning::Again(again, false)) => page(StatusCode::UNPROCESSABLE_ENTITY, &*again),
        Ok(TourSigning::Gone) => gone(&site, &session, StatusCode::CONFLICT).await,
        Err(why) => blind(&site, &why),
    }
}

/// Does it about exactly those that were signed for, or about none.
async fn postpone_all(
    site: &Site,
    session: &Session,
    ids: Vec<HandoverId>,
    deed: Deed,
) -> Response {
    let done = site.office.ask(move |office| {
        Box::pin(async move {
            let Some(first) = ids.first().copied() else {
                return Ok(false);
            };
            let shown = |reader: Reader<'_>| {
                let mut now = reader.on_the_same_tour(first);
                now.sort_unstable();
                now == ids
            };
            match office.perform_on_tour_while(first, deed, shown).await {
                Ok(_) => Ok(true),
                Err(OfficeError::Moved(_)) => Ok(false),
                Err(error) => Err(error),
            }
        })
    });
    match done.await {
        Ok(true) => {
            site.wire.made();
            see("/rejser")
        }
        Ok(false) => gone(site, session, StatusCode::CONFLICT).await,
        Err(error) => trouble(site, &error.into()),
    }
}

/// There is no such tour any more.
async fn gone(site: &Site, session: &Session, status: StatusCode) -> Response {
    let said = site.look(session, |eyes| {
        let texts = eyes.scene.texts;
        let onward = Link {
            label: say!(texts, "page-tours"),
            href: "/rejser".to_owned(),
        };
        let title = say!(texts, "page-tour-gone-title");
        let lines = vec![say!(texts, "page-tour-gone")];
        Message::of(eyes, title, lines, Some(onward))
    });
    match said.await {
        Ok(said) => page(status, &said),
        Err(why) => blind(site, &why),
    }
}
