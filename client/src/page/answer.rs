//! How requests are answered: pages that nothing keeps, redirects, and refusals in words.

use askama::Template;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};

use super::{
    form::Typed,
    site::{Blind, Site},
    view::message::{Again, Bare},
};
use crate::{
    desk::DeskError,
    face::trouble::{Trouble, WhoseMove},
    text::{Texts, say},
};

/// What the browser may do with a page: nothing but what comes from this program.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What every answer carries.
pub const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // With `no-referrer`, forms would name no origin.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// Puts on an answer what every one carries, and leaves what it says itself.
pub fn dress(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// A page.
pub fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            let why = error.to_string();
            (StatusCode::INTERNAL_SERVER_ERROR, why).into_response()
        }
    }
}

/// A page that was made, or why there is none.
pub fn shown<T: Template>(site: &Site, made: Result<Option<T>, Blind>) -> Response {
    match made {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => nothing(site),
        Err(why) => blind(site, &why),
    }
}

/// There is nothing at this address.
pub fn nothing(site: &Site) -> Response {
    let texts = site.texts();
    let heading = say!(texts, "page-not-here-title");
    let lines = vec![say!(texts, "page-not-here")];
    bare(site, StatusCode::NOT_FOUND, heading, lines)
}

/// See there.
pub fn see(place: &str) -> Response {
    let mut headers = HeaderMap::new();
    if let Ok(place) = HeaderValue::from_str(place) {
        headers.insert(header::LOCATION, place);
    }
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// One thing that is said to who has not been let in, or before anybody works here.
pub fn bare(site: &Site, status: StatusCode, heading: String, lines: Vec<String>) -> Response {
    let texts = site.texts();
    let bare = Bare {
        language: texts.language().code(),
        base: site.assets.base(),
        heading,
        lines,
        again: None,
    };
    page(status, &bare)
}

/// Why nothing can be shown: who does not work here yet is led to where they begin.
pub fn blind(site: &Site, why: &Blind) -> Response {
    let texts = site.texts();
    match why {
        Blind::NotYet => see("/velkommen"),
        Blind::Office(error) => bare(
            site,
            StatusCode::INTERNAL_SERVER_ERROR,
            say!(texts, "page-not-done"),
            vec![in_words(error.to_string(), &texts)],
        ),
    }
}

/// Why something was not done, in words, with what to do about it.
pub fn trouble(site: &Site, error: &DeskError) -> Response {
    page(StatusCode::CONFLICT, &troubled(site, error))
}

/// The same where something was typed for `action`: it can be sent once more as it is.
pub fn unsaved(site: &Site, error: &DeskError, action: &str, typed: &Typed) -> Response {
    let texts = site.texts();
    let mut bare = troubled(site, error);
    bare.lines.push(say!(texts, "page-still-here"));
    bare.again = Some(Again {
        action: action.to_owned(),
        fields: typed.pairs().to_vec(),
        label: say!(texts, "page-send-again"),
    });
    page(StatusCode::CONFLICT, &bare)
}

fn troubled(site: &Site, error: &DeskError) -> Bare {
    let texts = site.texts();
    let trouble = Trouble::of(error, &texts, None);
    let whose = match trouble.whose_move {
        WhoseMove::Reader | WhoseMove::Author | WhoseMove::Searcher | WhoseMove::Newcomer => {
            say!(texts, "page-move-yours")
        }
        WhoseMove::Administrator => say!(texts, "page-move-administrator"),
        WhoseMove::Nobody => say!(texts, "page-move-nobody"),
    };
    Bare {
        language: texts.language().code(),
        base: site.assets.base(),
        heading: say!(texts, "page-not-done"),
        lines: vec![trouble.text, whose, say!(texts, "page-nothing-changed")],
        again: None,
    }
}

fn in_words(why: String, texts: &Texts) -> String {
    say!(texts, "error-other", why = why)
}
