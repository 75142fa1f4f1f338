//! The addresses where administrators say something about offices.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use super::{
    answer::{blind, page, see, unsaved},
    form::Typed,
    office_act::{self, OfficeActPage, Stated},
    session::Session,
    site::Site,
    visitor::{Visitor, posted},
    watch_routes::gone,
};
use crate::office::OfficeError;

/// The addresses of acts about offices.
pub fn routes() -> Router<Arc<Site>> {
    Router::new().route("/vagt/kontorer/{act}", get(show).post(sign))
}

async fn show(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.administers().await {
        return see("/kontakter");
    }
    let Some(act) = office_act::find(&path) else {
        return gone(&site, &session).await;
    };
    let link = Typed::of(query.unwrap_or_default().as_bytes());
    let made = site.look(&session, move |eyes| OfficeActPage::begun(act, &link, eyes));
    match made.await {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => gone(&site, &session).await,
        Err(why) => blind(&site, &why),
    }
}

/// What becomes of what was signed.
enum Read {
    Ready(Stated),
    Again(Box<OfficeActPage>),
    Gone,
}

async fn sign(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(path): Path<String>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    if !site.administers().await {
        return see("/kontakter");
    }
    let Some(act) = office_act::find(&path) else {
        return gone(&site, &session).await;
    };
    let again = typed.clone();
    let read = site.look(&session, move |eyes| match act.read(&typed, &eyes.scene) {
        Ok(_) if OfficeActPage::of(act, (&typed, &[]), eyes).is_none() => Read::Gone,
        Ok(stated) => Read::Ready(stated),
        Err(wrong) => OfficeActPage::of(act, (&typed, &wrong), eyes)
            .map_or(Read::Gone, |again| Read::Again(Box::new(again))),
    });
    match read.await {
        Ok(Read::Ready(stated)) => done(&site, stated, (&path, &again)).await,
        Ok(Read::Again(again)) => page(StatusCode::UNPROCESSABLE_ENTITY, &*again),
        Ok(Read::Gone) => conflict(&site, &session).await,
        Err(why) => blind(&site, &why),
    }
}

async fn conflict(site: &Site, session: &Session) -> Response {
    let mut response = gone(site, session).await;
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

async fn done(site: &Site, stated: Stated, (act, typed): (&str, &Typed)) -> Response {
    let said = site
        .office
        .ask(move |office| Box::pin(async move { say(office, stated).await }));
    match said.await {
        Ok(place) => {
            site.wire.made();
            see(&place)
        }
        Err(error) => {
            let action = format!("/vagt/kontorer/{act}");
            unsaved(site, &error.into(), &action, typed)
        }
    }
}

/// Signs it. Answers with the page on which it is seen.
async fn say(
    office: &mut crate::office::Office<crate::store::sqlite::SqliteStore>,
    stated: Stated,
) -> Result<String, OfficeError> {
    match stated {
        Stated::Outage(outage) => {
            let id = office.fresh_outage();
            office
                .declare_outage(stafet_shared::party::directory::Outage { id, ..outage })
                .await?;
        }
        Stated::Confirm(id) => drop(office.confirm_outage(id).await?),
        Stated::End(id) => {
            let now = office.reader().now();
            office.end_outage(id, now).await?;
        }
        Stated::Invite(place, role, days) => {
            let ticket = office.invite(place, role, days).await?;
            let id = ticket.code.id().long();
            return Ok(format!("/vagt/kontorer?invitation={id}"));
        }
        Stated::Staff(change) => drop(office.staff(*change).await?),
    }
    Ok("/vagt/kontorer".to_owned())
}
