//! Where a form is, and its pages: what every address of forms answers with.

use axum::{http::StatusCode, response::Response};

use super::{
    ask::Ask,
    files::Files,
    head::Told,
    review::Review,
    step::{Step, left_at},
    write::Write,
};
use crate::{
    face::trouble::Trouble,
    office::{OfficeError, Unsent},
    page::{
        answer::{blind, page, see, trouble},
        session::Session,
        site::Site,
        view::message::Message,
    },
    text::say,
};

/// Keeps a new form, and leads to its first question.
pub(super) async fn begun(site: &Site, form: Unsent) -> Response {
    let next = form.clone();
    let id = site
        .office
        .ask(move |office| Box::pin(office.begin_form(form)));
    match id.await {
        Ok(id) => see(&left_at(&next).address(&Unsent { id, ..next })),
        Err(error) => trouble(site, &error.into()),
    }
}

/// Saves a form over the one that it was filled in on; or else what there is to tell.
pub(super) async fn saved(site: &Site, form: &Unsent) -> Result<(), (StatusCode, Told)> {
    let form = form.clone();
    let saved = site
        .office
        .ask(move |office| Box::pin(office.save_form(form)));
    match saved.await {
        Ok(()) => Ok(()),
        Err(OfficeError::FormMoved) => Err(moved()),
        Err(error) => {
            let why = Trouble::of(&error.into(), &site.texts(), None).text;
            let told = Told {
                lines: vec![("indhold".to_owned(), why)],
                ..Told::default()
            };
            Err((StatusCode::INTERNAL_SERVER_ERROR, told))
        }
    }
}

/// What is told about a form that was saved elsewhere meanwhile.
pub(super) fn moved() -> (StatusCode, Told) {
    let told = Told {
        moved: true,
        ..Told::default()
    };
    (StatusCode::CONFLICT, told)
}

/// The form that an address names, or what is answered when it is none, or was sent.
pub(super) async fn known(site: &Site, session: &Session, named: &str) -> Result<Unsent, Response> {
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
pub(super) async fn shown(
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
pub(super) async fn gone(site: &Site, session: &Session) -> Response {
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
