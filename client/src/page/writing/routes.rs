//! The addresses of forms.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use stafet_shared::{id::HandoverId, party::OfficeId};

use super::{
    answer::{outgoing, taken, told},
    ask::Ask,
    file_routes,
    head::{Head, Told},
    place::{begun, gone, known, moved, saved, shown},
    sent::Sent,
    step::{Step, after, left_at},
    version_routes,
};
use crate::{
    office::{Aim, OfficeError, Unsent},
    page::{
        answer::{blind, page, see, trouble},
        form::Typed,
        session::Session,
        site::{Eyes, Site},
        visitor::{Visitor, posted},
    },
};

/// The addresses of forms.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/ny", get(first).post(begin))
        .route("/ny/{form}", get(go_on))
        .route("/ny/{form}/slet", post(forget))
        .route("/ny/{form}/sendt", get(sent))
        .route("/ny/{form}/{step}", get(show).post(take))
        .merge(file_routes::routes())
        .merge(version_routes::routes())
}

/// The first question, with what a link has filled in.
async fn first(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let typed = Typed::of(query.unwrap_or_default().as_bytes());
    let made = site.look(&session, move |eyes| {
        let form = linked(&typed, eyes);
        let form = taken(Step::Kind, &form, &typed, eyes.scene.texts);
        Ask::of(Step::Kind, &form, &Told::default(), eyes)
    });
    match made.await {
        Ok(made) => page(StatusCode::OK, &made),
        Err(why) => blind(&site, &why),
    }
}

/// Makes a form of the first answer.
async fn begin(State(site): State<Arc<Site>>, Visitor(session): Visitor, body: Body) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let made = site.look(&session, move |eyes| {
        let form = linked(&typed, eyes);
        let form = taken(Step::Kind, &form, &typed, eyes.scene.texts);
        let told = told(Step::Kind, &form, &eyes.scene);
        if told.lines.is_empty() {
            Ok(form)
        } else {
            Err(Box::new(Ask::of(Step::Kind, &form, &told, eyes)))
        }
    });
    match made.await {
        Ok(Ok(form)) => begun(&site, form).await,
        Ok(Err(again)) => page(StatusCode::UNPROCESSABLE_ENTITY, &*again),
        Err(why) => blind(&site, &why),
    }
}

/// A form with what a link has filled in.
fn linked(typed: &Typed, eyes: &Eyes<'_>) -> Unsent {
    let named = |name| -> Option<HandoverId> { eyes.reader.find(typed.text(name)?).ok() };
    let (closed, error, follows) = (named("genoptag"), named("erstat"), named("svar"));
    let aim = match (closed, error) {
        (Some(closed), _) => Aim::Reopen(closed),
        (None, Some(error)) => Aim::Replace(error),
        (None, None) => Aim::New,
    };
    let office = typed.text("til");
    let before = follows.or(closed).or(error);
    let before = before.and_then(|id| eyes.reader.handover(id));
    Unsent {
        to: office.and_then(|text| OfficeId::parse(text).ok()),
        colour: before.map(|it| it.colour),
        follows,
        ..Unsent::new(aim)
    }
}

async fn go_on(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
) -> Response {
    match known(&site, &session, &named).await {
        Ok(form) => see(&left_at(&form).address(&form)),
        Err(answer) => answer,
    }
}

async fn show(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path((named, step)): Path<(String, String)>,
) -> Response {
    let Some(step) = Step::find(&step) else {
        return gone(&site, &session).await;
    };
    match known(&site, &session, &named).await {
        Ok(form) => {
            shown(
                &site,
                &session,
                (step, form),
                (StatusCode::OK, Told::default()),
            )
            .await
        }
        Err(answer) => answer,
    }
}

/// Takes in what was posted on a step: saved first, whatever is wrong with it.
async fn take(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path((named, step)): Path<(String, String)>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let Some(step) = Step::find(&step) else {
        return gone(&site, &session).await;
    };
    let form = match known(&site, &session, &named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    if step == Step::Review {
        sign(&site, &session, form, &typed).await
    } else {
        save(&site, &session, (step, form), &typed).await
    }
}

/// Whether what was posted was filled in on the form as it is now.
fn is_as_shown(form: &Unsent, typed: &Typed) -> bool {
    typed.text("_revision") == Some(form.revision.to_string().as_str())
}

async fn save(
    site: &Site,
    session: &Session,
    (step, before): (Step, Unsent),
    typed: &Typed,
) -> Response {
    let form = taken(step, &before, typed, &site.texts());
    if !is_as_shown(&before, typed) {
        return shown(site, session, (step, form), moved()).await;
    }
    if let Err(told) = saved(site, &form).await {
        return shown(site, session, (step, form), told).await;
    }
    if typed.text("_luk").is_some() {
        return see("/udbakke");
    }
    let form = match known(site, session, &form.id.long()).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    if typed.text("_gem").is_some() {
        return kept(site, session, form).await;
    }
    judged(site, session, (step, form)).await
}

/// The next question, or what has to be mended in this one.
async fn judged(site: &Site, session: &Session, (step, form): (Step, Unsent)) -> Response {
    let judged = form.clone();
    let judged = site.look(session, move |eyes| told(step, &judged, &eyes.scene));
    match judged.await {
        Ok(told) if told.is_nothing() => see(&after(step, &form).address(&form)),
        Ok(told) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(site, session, (step, form), (status, told)).await
        }
        Err(why) => blind(site, &why),
    }
}

/// What a page that saves while somebody writes is told: which state of the form it shows now, and
/// what is saved.
async fn kept(site: &Site, session: &Session, form: Unsent) -> Response {
    let said = site.look(session, move |eyes| {
        let told = Told::default();
        let head = Head::of(Step::Content, &form, &told, eyes);
        format!("{}\n{}", head.revision, head.saved.unwrap_or_default())
    });
    match said.await {
        Ok(said) => said.into_response(),
        Err(why) => blind(site, &why),
    }
}

async fn sign(site: &Site, session: &Session, form: Unsent, typed: &Typed) -> Response {
    if !is_as_shown(&form, typed) {
        return shown(site, session, (Step::Review, form), moved()).await;
    }
    let written = form.clone();
    let goes = site.look(session, move |eyes| outgoing(&written, &eyes.scene));
    let goes = match goes.await {
        Ok(Some(goes)) => goes,
        Ok(None) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let place = (Step::Review, form);
            return shown(site, session, place, (status, Told::default())).await;
        }
        Err(why) => return blind(site, &why),
    };
    let named = (form.id, form.revision);
    let sent = site
        .office
        .ask(move |office| Box::pin(office.send_form(named, goes)));
    match sent.await {
        Ok(_) => {
            site.wire.made();
            see(&format!("/ny/{}/sendt", form.id.short()))
        }
        Err(OfficeError::FormMoved) => shown(site, session, (Step::Review, form), moved()).await,
        Err(error) => trouble(site, &error.into()),
    }
}

async fn sent(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
) -> Response {
    let made = site.look(&session, move |eyes| {
        let became = eyes.reader.find_form(&named)?.became?;
        Sent::of(became, eyes)
    });
    match made.await {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => gone(&site, &session).await,
        Err(why) => blind(&site, &why),
    }
}

async fn forget(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    body: Body,
) -> Response {
    if let Err(refused) = posted(&site, &session, body).await {
        return refused;
    }
    let form = match known(&site, &session, &named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let forgotten = site
        .office
        .ask(move |office| Box::pin(office.forget_form(form.id)));
    match forgotten.await {
        Ok(()) => see("/udbakke"),
        Err(error) => trouble(&site, &error.into()),
    }
}
