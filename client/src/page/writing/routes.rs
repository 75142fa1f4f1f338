//! The addresses of forms.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Multipart, Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use stafet_shared::{content::Manifest, id::HandoverId, party::OfficeId};

use super::{
    again::{self, Again},
    answer::{outgoing, taken, told},
    ask::Ask,
    files::Files,
    head::{Head, Told},
    review::Review,
    sent::Sent,
    step::{Step, after, left_at},
    upload::{UPLOAD_BYTES_MAX, Uploaded, received},
    write::Write,
};
use crate::{
    desk::DeskError,
    face::trouble::Trouble,
    office::{Aim, OfficeError, Unsent},
    page::{
        answer::{blind, page, see, trouble},
        form::Typed,
        session::Session,
        sheet::{self, Filled, SheetPage},
        site::{Eyes, Site},
        view::message::Message,
        visitor::{Visitor, posted, stranger},
    },
    text::say,
};

/// How often files are added to a form that is saved elsewhere meanwhile.
const TRIES_MAX: usize = 4;

/// The addresses of forms.
pub fn routes() -> Router<Arc<Site>> {
    let upload = DefaultBodyLimit::max(UPLOAD_BYTES_MAX);
    let files = get(show_files).post(take_files).layer(upload);
    Router::new()
        .route("/ny", get(first).post(begin))
        .route("/ny/{form}", get(go_on))
        .route("/ny/{form}/bilag", files)
        .route("/ny/{form}/bilag/{place}/fjern", post(take_out))
        .route("/ny/{form}/slet", post(forget))
        .route("/ny/{form}/sendt", get(sent))
        .route("/ny/{form}/{step}", get(show).post(take))
        .route("/overdragelse/{id}/ret", get(how_to_correct).post(correct))
        .route(
            "/overdragelse/{id}/send-igen",
            get(how_to_resubmit).post(resubmit),
        )
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

async fn begun(site: &Site, form: Unsent) -> Response {
    let next = form.clone();
    let id = site
        .office
        .ask(move |office| Box::pin(office.begin_form(form)));
    match id.await {
        Ok(id) => see(&left_at(&next).address(&Unsent { id, ..next })),
        Err(error) => trouble(site, &error.into()),
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

async fn show_files(
    site: State<Arc<Site>>,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Response {
    let path = Step::Files.path().to_owned();
    show(site, visitor, Path((named, path))).await
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
    let is_as_shown = typed.text("_revision") == Some(form.revision.to_string().as_str());
    if step == Step::Review {
        return sign(&site, &session, form, is_as_shown).await;
    }
    let texts = site.texts();
    let form = taken(step, &form, &typed, &texts);
    if !is_as_shown || !saved(&site, &form).await {
        let told = Told {
            moved: true,
            ..Told::default()
        };
        return shown(&site, &session, (step, form), (StatusCode::CONFLICT, told)).await;
    }
    if typed.text("_luk").is_some() {
        return see("/udbakke");
    }
    if typed.text("_gem").is_some() {
        return kept(&site, &session, &named).await;
    }
    let form = match known(&site, &session, &named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let judged = form.clone();
    let judged = site.look(&session, move |eyes| told(step, &judged, &eyes.scene));
    match judged.await {
        Ok(told) if told.is_nothing() => see(&after(step, &form).address(&form)),
        Ok(told) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&site, &session, (step, form), (status, told)).await
        }
        Err(why) => blind(&site, &why),
    }
}

/// What a page that saves while somebody writes is told: which state of the form it shows now, and
/// what is saved.
async fn kept(site: &Site, session: &Session, named: &str) -> Response {
    let form = match known(site, session, named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
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

/// Whether a form was saved over the one that it was filled in on.
async fn saved(site: &Site, form: &Unsent) -> bool {
    let form = form.clone();
    let saved = site
        .office
        .ask(move |office| Box::pin(office.save_form(form)));
    saved.await.is_ok()
}

async fn sign(site: &Site, session: &Session, form: Unsent, is_as_shown: bool) -> Response {
    let moved = || Told {
        moved: true,
        ..Told::default()
    };
    if !is_as_shown {
        let place = (Step::Review, form);
        return shown(site, session, place, (StatusCode::CONFLICT, moved())).await;
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
        Err(OfficeError::FormMoved) => {
            let place = (Step::Review, form);
            shown(site, session, place, (StatusCode::CONFLICT, moved())).await
        }
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

async fn take_files(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
    sent: Multipart,
) -> Response {
    let form = match known(&site, &session, &named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let uploaded = received(&site, &session, form.files.len(), sent).await;
    if !uploaded.is_own {
        return stranger(&site);
    }
    let (more, close) = (uploaded.more, uploaded.close);
    let lines = refusals(&site, &uploaded);
    let form = match added(&site, &session, &named, uploaded).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    if !lines.is_empty() {
        let told = Told {
            lines,
            ..Told::default()
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&site, &session, (Step::Files, form), (status, told)).await;
    }
    if close {
        see("/udbakke")
    } else if more {
        see(&Step::Files.address(&form))
    } else {
        see(&after(Step::Files, &form).address(&form))
    }
}

/// Why files were not taken, each in a line.
fn refusals(site: &Site, uploaded: &Uploaded) -> Vec<(String, String)> {
    let texts = site.texts();
    let refused = uploaded.refused.iter();
    let refused = refused.map(|error| Trouble::of(error, &texts, None).text);
    let cut = uploaded.cut.then(|| say!(texts, "page-write-files-cut"));
    let lines = refused.chain(cut);
    lines.map(|line| ("f-filer".to_owned(), line)).collect()
}

/// The form with what was uploaded. Files come beside whatever else is saved meanwhile.
async fn added(
    site: &Site,
    session: &Session,
    named: &str,
    uploaded: Uploaded,
) -> Result<Unsent, Response> {
    for _ in 0..TRIES_MAX {
        let mut form = match known(site, session, named).await {
            Ok(form) => form,
            Err(answer) => {
                // What cannot be forgotten is sealed, and costs room only.
                uploaded.forget(site).await.unwrap_or_default();
                return Err(answer);
            }
        };
        let files = uploaded.files.iter().map(|(raw, _)| raw.clone());
        form.files.extend(files);
        Step::Files.path().clone_into(&mut form.step);
        if saved(site, &form).await {
            return known(site, session, named).await;
        }
    }
    uploaded.forget(site).await.unwrap_or_default();
    Err(trouble(site, &OfficeError::FormMoved.into()))
}

/// Takes a file out of a form again.
async fn take_out(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path((named, place)): Path<(String, usize)>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let mut form = match known(&site, &session, &named).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let is_as_shown = typed.text("_revision") == Some(form.revision.to_string().as_str());
    if !is_as_shown || place >= form.files.len() {
        return see(&Step::Files.address(&form));
    }
    let file = form.files.remove(place);
    if !saved(&site, &form).await {
        return see(&Step::Files.address(&form));
    }
    let sealed = Manifest::parse(vec![file]).map(|file| file.blobs());
    for blob in sealed.unwrap_or_default() {
        let forgotten = site.office.ask(move |office| Box::pin(office.detach(blob)));
        // What cannot be forgotten is sealed, and costs room only.
        forgotten.await.unwrap_or_default();
    }
    see(&Step::Files.address(&form))
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

/// The form that an address names, or what is answered when it is none, or was sent.
async fn known(site: &Site, session: &Session, named: &str) -> Result<Unsent, Response> {
    let named = named.to_owned();
    let found = site.office.read(move |reader| reader.find_form(&named));
    match found.await {
        Ok(Some(form)) if form.became.is_some() => {
            Err(see(&format!("/ny/{}/sendt", form.id.short())))
        }
        Ok(Some(form)) => Ok(form),
        Ok(None) => Err(gone(site, session).await),
        Err(error) => Err(trouble(site, &error.into())),
    }
}

/// A step of a form, with what there is to tell.
async fn shown(
    site: &Site,
    session: &Session,
    (step, form): (Step, Unsent),
    (status, told): (StatusCode, Told),
) -> Response {
    let made = site.look(session, move |eyes| match step {
        Step::Kind | Step::Receiver | Step::Urgency => {
            let ask = Ask::of(step, &form, &told, eyes);
            Some(page(status, &ask))
        }
        Step::Child | Step::Content => {
            let write = Write::of(step, &form, &told, eyes)?;
            Some(page(status, &write))
        }
        Step::Files => Some(page(status, &Files::of(&form, &told, eyes))),
        Step::Review => Some(page(status, &Review::of(&form, &told, eyes))),
    });
    match made.await {
        Ok(Some(answer)) => answer,
        Ok(None) => gone(site, session).await,
        Err(why) => blind(site, &why),
    }
}

/// There is no such form any more.
async fn gone(site: &Site, session: &Session) -> Response {
    let said = site.look(session, |eyes| {
        let texts = eyes.scene.texts;
        let lines = vec![say!(texts, "page-write-gone")];
        Message::of(eyes, say!(texts, "page-write-gone-title"), lines, None)
    });
    match said.await {
        Ok(said) => page(StatusCode::NOT_FOUND, &said),
        Err(why) => blind(site, &why),
    }
}
