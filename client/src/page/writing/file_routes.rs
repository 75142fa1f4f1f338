//! The addresses of a form's files.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use stafet_shared::content::Manifest;

use super::{
    head::Told,
    place::{known, saved, shown},
    step::{Step, after},
    upload::{Onward, UPLOAD_BYTES_MAX, Uploaded, received},
};
use crate::{
    face::trouble::Trouble,
    page::{
        answer::see,
        site::Site,
        visitor::{Visitor, posted, stranger},
    },
    text::say,
};

/// The addresses of a form's files, where larger bodies are taken than elsewhere.
pub fn routes() -> Router<Arc<Site>> {
    let upload = DefaultBodyLimit::max(UPLOAD_BYTES_MAX);
    let files = get(show_files).post(take_files).layer(upload);
    Router::new()
        .route("/ny/{form}/bilag", files)
        .route("/ny/{form}/bilag/{place}/fjern", post(take_out))
}

async fn show_files(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(named): Path<String>,
) -> Response {
    let told = (StatusCode::OK, Told::default());
    match known(&site, &session, &named).await {
        Ok(form) => shown(&site, &session, (Step::Files, form), told).await,
        Err(answer) => answer,
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
    let uploaded = received(&site, &session, &form, sent).await;
    if !uploaded.is_own {
        return stranger(&site);
    }
    let onward = uploaded.onward;
    let lines = refusals(&site, &uploaded);
    let form = match known(&site, &session, &named).await {
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
    match onward {
        Onward::Next => see(&after(Step::Files, &form).address(&form)),
        Onward::Here => see(&Step::Files.address(&form)),
        Onward::Away => see("/udbakke"),
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
    if saved(&site, &form).await.is_err() {
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
