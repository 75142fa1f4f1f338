//! The page's addresses, and what answers each.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use stafet_shared::{access::Denied, id::HandoverId};

use super::{
    answer::{blind, dress, page, see, shown, trouble, unsaved},
    familiar::{self, Chance},
    line::Ended,
    running::{CALL, WAKE},
    session::Session,
    sheet::{self, Filled, SheetPage, Signing, paper::Sheet},
    site::Site,
    view::{
        done::Done,
        inbox::{Inbox, listed},
        message::{Message, Start},
    },
    visitor::{FORM_BYTES_MAX, Visitor, posted, stranger},
};
use crate::{
    desk::DeskError,
    office::{OfficeError, bound_to},
    text::say,
};

/// All addresses.
pub fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/a/{version}/{name}", get(asset))
        .route("/i/{version}", get(icons))
        .route("/start/{ticket}", get(start))
        .route(CALL, post(ring))
        .route(WAKE, post(wake))
        .route("/indbakke", get(inbox))
        .route("/vis-navne", post(show_names))
        .route("/proev-nu", post(try_now))
        .route("/overdragelse/{id}/{act}", get(sheet_page).post(sign))
        .route("/overdragelse/{id}/{act}/udfoert", get(done))
        .merge(super::list_routes::routes())
        .merge(super::course_routes::routes())
        .merge(super::desk_routes::routes())
        .merge(super::case_routes::routes())
        .merge(super::paper_routes::routes())
        .route("/live", get(super::live::follow))
        .merge(super::writing::routes::routes())
        .merge(super::download::routes())
        .merge(super::watch_routes::routes())
        .merge(super::office_act_routes::routes())
        .merge(super::statistics_routes::routes())
        .merge(super::welcome_routes::routes())
        .merge(super::practice_routes::routes())
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(Arc::clone(&site), guard))
        .with_state(site)
}

/// Lets in nobody but the page's own browser, and dresses every answer.
async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let judged = site
        .door
        .judge(request.method(), request.uri(), request.headers());
    let mut response = match judged {
        Ok(()) => next.run(request).await,
        Err(denied) => denied.status().into_response(),
    };
    dress(response.headers_mut());
    response
}

async fn icons(State(site): State<Arc<Site>>, uri: Uri) -> Response {
    site.assets.icons(uri.path())
}

async fn asset(State(site): State<Arc<Site>>, Path((_, name)): Path<(String, String)>) -> Response {
    site.assets.answer(&name)
}

/// Lets in who has a one-time address.
async fn start(State(site): State<Arc<Site>>, Path(ticket): Path<String>) -> Response {
    let Some(secret) = site.sessions.enter(&ticket) else {
        return stranger(&site);
    };
    // A redirect would still be the other page's doing, and bring no strict cookie along.
    let texts = site.texts();
    let start = Start {
        language: texts.language().code(),
        base: site.assets.base(),
        heading: say!(texts, "page-starting"),
        onward: say!(texts, "page-go-on"),
    };
    let mut response = page(StatusCode::OK, &start);
    let cookie = format!(
        "{}={secret}; Path=/; HttpOnly; SameSite=Strict",
        site.cookie
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Another program of this user asks for an address, and wakes the sync.
/// An answer that proves whose it is.
fn answer(site: &Site, chance: &Chance, text: String) -> Response {
    let proof = familiar::answering(&site.key, chance, &text);
    ([(familiar::PROOF, proof)], text).into_response()
}

/// Another `open` asks for an address.
async fn ring(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let Some(chance) = familiar::asks(&site.key, &headers, CALL) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    site.wire.made();
    answer(&site, &chance, site.invite())
}

/// Another program has made something, and asks that it be sent now: what was done since, or
/// `null` while the server is silent.
async fn wake(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let Some(chance) = familiar::asks(&site.key, &headers, WAKE) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let mut rounds = site.wire.rounds();
    let before = rounds.borrow_and_update().clone();
    site.wire.made();
    let ended = rounds.wait_for(|now| now.count != before.count).await;
    let done = match ended.map(|now| (now.ended, now.done.since(&before.done))) {
        Ok((Ended::Whole, done)) => Some(done),
        Ok((Ended::Silent, _)) => None,
        // Whoever asks finds out what the matter is.
        Ok((Ended::Troubled, _)) | Err(_) => return StatusCode::CONFLICT.into_response(),
    };
    let said = serde_json::to_string(&done).unwrap_or_default();
    answer(&site, &chance, said)
}

async fn inbox(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let extent = super::list_routes::extent(query.as_deref());
    let inbox = site.look_with_names(&session, listed, move |eyes| Inbox::of(eyes, extent));
    shown(&site, inbox.await.map(Some))
}

async fn show_names(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    body: Body,
) -> Response {
    match posted(&site, &session, body).await {
        Ok(typed) => {
            site.sessions.show_names(&session);
            see(back(typed.text("tilbage").unwrap_or_default()))
        }
        Err(refused) => refused,
    }
}

/// Where somebody asked for names: one of this page's lists, and no other place.
fn back(place: &str) -> &str {
    let is_tour = place
        .strip_prefix("/rejser/")
        .is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tour || matches!(place, "/udbakke" | "/forloeb" | "/rejser") {
        place
    } else {
        "/indbakke"
    }
}

async fn try_now(State(site): State<Arc<Site>>, Visitor(session): Visitor, body: Body) -> Response {
    match posted(&site, &session, body).await {
        Ok(_) => {
            site.wire.wake.notify_one();
            see("/")
        }
        Err(refused) => refused,
    }
}

/// The sheet and the handover that an address names.
async fn named(
    site: &Site,
    session: &Session,
    (id, act): &(String, String),
) -> Result<(&'static Sheet, HandoverId), Response> {
    let Some(sheet) = sheet::find(act) else {
        return Err(not_here(site, session).await);
    };
    let id = site.find(id).await;
    Ok((sheet, id.map_err(|error| trouble(site, &error))?))
}

async fn sheet_page(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(address): Path<(String, String)>,
) -> Response {
    let (sheet, id) = match named(&site, &session, &address).await {
        Ok(named) => named,
        Err(refused) => return refused,
    };
    let page = site.look(&session, move |eyes| {
        SheetPage::of(sheet, id, &Filled::default(), eyes)
    });
    match page.await {
        Ok(None) => gone(&site, &session, id).await,
        other => shown(&site, other),
    }
}

/// What a signature has led to.
async fn done(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(address): Path<(String, String)>,
) -> Response {
    let (sheet, id) = match named(&site, &session, &address).await {
        Ok(named) => named,
        Err(refused) => return refused,
    };
    let made = site.look(&session, move |eyes| Done::of(sheet, id, eyes));
    match made.await {
        // Nothing was signed: the sheet says what can be.
        Ok(None) => see(&format!("/overdragelse/{}/{}", id.short(), sheet.path)),
        other => shown(&site, other),
    }
}

async fn sign(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(address): Path<(String, String)>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let (sheet, id) = match named(&site, &session, &address).await {
        Ok(named) => named,
        Err(refused) => return refused,
    };
    let again = typed.clone();
    let signing = site.look(&session, move |eyes| sheet::read(sheet, id, &typed, eyes));
    let mut signing = signing.await;
    if let Ok(Signing::Ready(deed)) = signing {
        let bound = again.text("_bound").unwrap_or_default().to_owned();
        let done = site.office.ask(move |office| {
            Box::pin(office.perform_while(id, *deed, move |reader| {
                reader.handover(id).map(bound_to).as_ref() == Some(&bound)
            }))
        });
        match done.await {
            Ok(_) => {
                site.wire.made();
                return see(&format!(
                    "/overdragelse/{}/{}/udfoert",
                    id.short(),
                    sheet.path
                ));
            }
            // It has moved in the moment of signing: the sheet is shown as it is now.
            Err(OfficeError::Moved(_)) => {
                let read = site.look(&session, move |eyes| sheet::read(sheet, id, &again, eyes));
                signing = read.await;
            }
            // The rules do not let anybody sign for that day: it is marked, and nothing is lost.
            Err(OfficeError::Denied(Denied::Day)) => {
                let marked = site.look(&session, move |eyes| {
                    sheet::with_a_day_to_mend(sheet, id, &again, eyes)
                });
                signing = marked.await;
            }
            Err(error) => {
                let action = format!("/overdragelse/{}/{}", id.short(), sheet.path);
                return unsaved(&site, &error.into(), &action, &again);
            }
        }
    }
    match signing {
        // It was as it had been shown for a moment, and nothing is signed unseen.
        Ok(Signing::Ready(_)) => gone(&site, &session, id).await,
        Ok(Signing::Again(again, true)) => page(StatusCode::CONFLICT, &*again),
        Ok(Signing::Again(again, false)) => page(StatusCode::UNPROCESSABLE_ENTITY, &*again),
        Ok(Signing::Gone) => gone(&site, &session, id).await,
        Err(why) => blind(&site, &why),
    }
}

/// The act is not offered any more.
async fn gone(site: &Site, session: &Session, id: HandoverId) -> Response {
    let said = site.look(session, move |eyes| {
        let texts = eyes.scene.texts;
        let onward = super::rows::Link {
            label: say!(texts, "page-see-handover"),
            href: format!("/overdragelse/{}", id.short()),
        };
        Message::of(
            eyes,
            say!(texts, "sheet-gone-title"),
            vec![say!(texts, "sheet-gone")],
            Some(onward),
        )
    });
    match said.await {
        Ok(said) => page(StatusCode::CONFLICT, &said),
        Err(why) => blind(site, &why),
    }
}

async fn nowhere(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    not_here(&site, &session).await
}

async fn not_here(site: &Site, session: &Session) -> Response {
    let said = site.look(session, |eyes| {
        let texts = eyes.scene.texts;
        Message::of(
            eyes,
            say!(texts, "page-not-here-title"),
            vec![say!(texts, "page-not-here")],
            None,
        )
    });
    match said.await {
        Ok(said) => page(StatusCode::NOT_FOUND, &said),
        Err(why) => blind(site, &why),
    }
}

impl Site {
    /// The handover that an address names.
    ///
    /// # Errors
    /// When it names none, or several.
    pub async fn find(&self, typed: &str) -> Result<HandoverId, DeskError> {
        let typed = typed.to_owned();
        let found = self.office.read(move |reader| reader.find(&typed)).await;
        Ok(found.map_err(DeskError::from)??)
    }
}
