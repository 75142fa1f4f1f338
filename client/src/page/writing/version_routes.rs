//! The addresses where a new version of a handover is begun.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use super::{
    again::{self, Again},
    place::{begun, gone},
    step::left_at,
};
use crate::{
    desk::DeskError,
    office::{Aim, OfficeError, Unsent},
    page::{
        answer::{blind, page, see, trouble},
        session::Session,
        sheet::{self, Filled, SheetPage},
        site::Site,
        visitor::{Visitor, posted},
    },
};

/// The addresses where a new version is begun.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/overdragelse/{id}/ret", get(how_to_correct).post(correct))
        .route(
            "/overdragelse/{id}/send-igen",
            get(how_to_resubmit).post(resubmit),
        )
}

async fn how_to_correct(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
) -> Response {
    how_to(&site, &session, Again::Correct, &named).await
}

async fn how_to_resubmit(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
) -> Response {
    how_to(&site, &session, Again::Resubmit, &named).await
}

/// What a new version is, before one is begun.
async fn how_to(site: &Site, session: &Session, again: Again, named: &str) -> Response {
    let id = match site.find(named).await {
        Ok(id) => id,
        Err(error) => return trouble(site, &error),
    };
    let made = site.look(session, move |eyes| {
        let sheet = sheet::find(again.path())?;
        SheetPage::of(sheet, id, &Filled::default(), eyes)
    });
    match made.await {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => gone(site, session).await,
        Err(why) => blind(site, &why),
    }
}

async fn correct(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    body: Body,
) -> Response {
    begin_again(&site, &session, (Again::Correct, named), body).await
}

async fn resubmit(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    body: Body,
) -> Response {
    begin_again(&site, &session, (Again::Resubmit, named), body).await
}

/// Begins the form of a new version.
async fn begin_again(
    site: &Site,
    session: &Session,
    (again, named): (Again, String),
    body: Body,
) -> Response {
    if let Err(refused) = posted(site, session, body).await {
        return refused;
    }
    let found = match site.find(&named).await {
        Ok(id) => id,
        Err(error) => return trouble(site, &error),
    };
    let content = site
        .office
        .ask(move |office| Box::pin(office.content(found)));
    let content = match content.await {
        Ok(Some(Ok(content))) => content,
        Ok(Some(Err(_)) | None) => {
            let unread = DeskError::from(OfficeError::Unread(found));
            return trouble(site, &unread);
        }
        Err(error) => return trouble(site, &error.into()),
    };
    let form = site.look(session, move |eyes| {
        let handover = eyes.reader.handover(found)?;
        Some(again::form(again, handover, &content, &eyes.scene))
    });
    match form.await {
        Ok(Some(form)) => match begun_before(site, form.aim).await {
            Some(before) => see(&left_at(&before).address(&before)),
            None => begun(site, form).await,
        },
        Ok(None) => gone(site, session).await,
        Err(why) => blind(site, &why),
    }
}

/// The form that somebody has begun for the same version and not signed yet.
async fn begun_before(site: &Site, aim: Aim) -> Option<Unsent> {
    let known = site.office.read(move |reader| {
        let mut forms = reader.forms();
        forms.find(|form| form.aim == aim)
    });
    known.await.ok().flatten()
}
