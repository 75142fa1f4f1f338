//! The addresses of what helps at work: search, settings and help.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;
use stafet_shared::{
    calendar::Zone,
    party::OfficeId,
    time::Timestamp,
    words::{Kind, Language},
};

use super::{
    answer::{nothing, see, shown, trouble},
    finder::Query,
    form::Typed,
    site::Site,
    view::{
        search::{Asked, Search},
        settings::{Examined, Help, Settings},
    },
    visitor::{Visitor, posted},
};
use crate::{
    desk::{DeskError, Reached, asking::Asker},
    face::{finding::Words, findings},
    office::{Names, OfficeError, Setting, Switch},
};

/// The longest text that is looked for, in characters.
const TYPED_CHARS_MAX: usize = 200;

/// The addresses.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/soeg", get(search).post(find))
        .route("/indstillinger", get(settings))
        .route("/indstillinger/{part}", post(set))
        .route("/hjaelp", get(help))
        .route("/hjaelp/undersoeg", get(examine))
}

async fn search(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    site.finder.expect_a_search();
    let seen = site.look(&session, |eyes| Search::of(eyes, Asked::default(), None));
    shown(&site, seen.await.map(Some))
}

/// What is looked for comes in a form, so that it stands in no address and in no history.
async fn find(State(site): State<Arc<Site>>, Visitor(session): Visitor, body: Body) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let asked = asked(&typed);
    let query = Query {
        words: Words::of(&asked.typed),
        kind: asked.kind,
        office: asked.office.clone(),
        from: begins(&site, asked.from).await,
    };
    if query.words.is_empty() {
        let seen = site.look(&session, move |eyes| Search::of(eyes, asked, None));
        return shown(&site, seen.await.map(Some));
    }
    let found = site.finder.find(&site.office, query, site.texts()).await;
    let found = match found {
        Ok(found) => found,
        Err(error) => return trouble(&site, &error.into()),
    };
    let seen = site.look(&session, move |eyes| Search::of(eyes, asked, Some(&found)));
    shown(&site, seen.await.map(Some))
}

/// When a day begins where somebody works here.
async fn begins(site: &Site, day: Option<Date>) -> Option<Timestamp> {
    let day = day?;
    let begins = site.office.read(move |reader| {
        let own = reader.standing().into_offices().into_iter().next();
        let zone = own.and_then(|own| Some(reader.directory()?.office(&own)?.entry.zone.clone()));
        zone.unwrap_or_else(Zone::nuuk).beginning(day)
    });
    begins.await.ok()
}

fn asked(typed: &Typed) -> Asked {
    let words = typed.text("q").unwrap_or_default();
    let kind = typed.text("slags").unwrap_or_default();
    let office = typed.text("kontor").unwrap_or_default();
    Asked {
        typed: words.chars().take(TYPED_CHARS_MAX).collect(),
        kind: Kind::ALL.into_iter().find(|it| it.name() == kind),
        office: OfficeId::parse(office).ok(),
        from: typed.text("fra").and_then(|day| day.trim().parse().ok()),
    }
}

async fn settings(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let seen = site.look(&session, Settings::of);
    shown(&site, seen.await.map(Some))
}

async fn set(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path(part): Path<String>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let done = match part.as_str() {
        "sprog" => speak(&site, &typed).await,
        "tastatur" => turn(&site, Setting::Keys, typed.text("genveje")).await,
        "beskeder" => turn(&site, Setting::Notices, typed.text("besked")).await,
        "navne" => show_in_lists(&site, &typed).await,
        _ => return nothing(&site),
    };
    match done {
        Ok(()) => see(&format!("/indstillinger#{part}")),
        Err(error) => trouble(&site, &error.into()),
    }
}

/// A language that there is none of changes nothing.
async fn speak(site: &Site, typed: &Typed) -> Result<(), OfficeError> {
    let language = typed.text("sprog").and_then(Language::from_code);
    let Some(language) = language else {
        return Ok(());
    };
    let spoken = site
        .office
        .ask(move |office| Box::pin(office.speak(language)));
    spoken.await?;
    site.speak(language);
    Ok(())
}

/// On if its box is ticked.
async fn turn(site: &Site, setting: Setting, ticked: Option<&str>) -> Result<(), OfficeError> {
    let switch = match ticked {
        Some(_) => Switch::On,
        None => Switch::Off,
    };
    let turned = site
        .office
        .ask(move |office| Box::pin(office.turn(setting, switch)));
    turned.await
}

async fn show_in_lists(site: &Site, typed: &Typed) -> Result<(), OfficeError> {
    let names = match typed.text("navne") {
        Some("initialer") => Names::Initials,
        Some(_) | None => Names::Hidden,
    };
    let shown = site
        .office
        .ask(move |office| Box::pin(office.show_in_lists(names)));
    shown.await
}

/// Whether the server answers now. A practice asks nobody.
async fn reached(site: &Site) -> Reached {
    if site.practice.is_none() {
        return Reached::NotTried;
    }
    let mut office = site.office.clone();
    match Asker::new(&mut office, &site.connector).connect().await {
        Ok(connection) => {
            connection.close();
            Reached::Yes
        }
        Err(DeskError::Office(_)) => Reached::NotTried,
        Err(_) => Reached::No,
    }
}

/// Looks for what may be wrong with this computer, the server among it.
async fn examine(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let reached = reached(&site).await;
    let profile = Arc::clone(&site.profile);
    let seen = site.look(&session, move |eyes| {
        let texts = eyes.scene.texts;
        let found = findings::all(eyes.reader, &profile, reached, texts);
        Examined::of(eyes, &found)
    });
    shown(&site, seen.await.map(Some))
}

async fn help(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    let seen = site.look(&session, Help::of);
    shown(&site, seen.await.map(Some))
}
