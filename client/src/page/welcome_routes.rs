//! The addresses of the first pages, for a profile that belongs to nobody yet.

use std::{convert::Infallible, sync::Arc};

use askama::Template as _;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::StatusCode,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::stream::unfold;
use stafet_shared::{invitation::Ticket, words::Language};
use tokio::sync::broadcast::error::RecvError;

use super::{
    answer::{page, see},
    form::Typed,
    site::Site,
    view::welcome::{Application, Stage, Waits, WaitsLive, Welcome},
    visitor::{Visitor, posted},
};
use crate::{
    desk::DeskError,
    face::trouble::Trouble,
    office::{OfficeError, Reader, Standing},
    text::{Texts, say},
};

/// The addresses of the first pages.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(home))
        .route("/velkommen", get(begin))
        .route("/velkommen/sprog", get(language).post(speak))
        .route("/velkommen/invitation", get(invitation).post(apply))
        .route("/velkommen/venter", get(waiting))
        .route("/velkommen/live", get(follow))
}

/// How far somebody has come before they work here.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    /// Nobody has joined here.
    Nobody,
    /// An administrator has to approve, or everything that is known has to come.
    Approval,
    /// A colleague's computer has to let them in.
    Colleague(String),
    /// They work here, and look after everything that is owed if `watches`.
    Works { watches: bool },
}

impl Progress {
    fn of(reader: Reader<'_>) -> Self {
        let directory = reader.directory();
        match (reader.standing(), directory) {
            (Standing::NotEnrolled, _) => Self::Nobody,
            (Standing::WaitingForKey(office), Some(directory)) => {
                Self::Colleague(directory.office_name(&office).to_owned())
            }
            (Standing::Member { .. }, Some(_)) => Self::Works {
                watches: reader.administers().is_some(),
            },
            (
                Standing::WaitingForApproval | Standing::WaitingForKey(_) | Standing::Member { .. },
                _,
            ) => Self::Approval,
        }
    }

    /// The page on which they go on.
    const fn place(&self) -> &'static str {
        match self {
            Self::Nobody => "/velkommen/sprog",
            Self::Approval | Self::Colleague(_) => "/velkommen/venter",
            Self::Works { watches: true } => "/vagt",
            Self::Works { watches: false } => "/indbakke",
        }
    }

    fn waits(&self, texts: &Texts) -> Waits {
        let text = match self {
            Self::Nobody | Self::Approval => say!(texts, "welcome-waits-approval"),
            Self::Colleague(office) => {
                let office = stafet_shared::content::display_safe_line(office);
                say!(texts, "welcome-waits-colleague", office = office)
            }
            Self::Works { .. } => say!(texts, "welcome-joined"),
        };
        let is_over = matches!(self, Self::Works { .. });
        Waits { text, is_over }
    }
}

async fn progress(site: &Site) -> Result<Progress, OfficeError> {
    site.office.read(Progress::of).await
}

/// Where somebody goes on; nowhere once nobody keeps the office any more.
async fn home(State(site): State<Arc<Site>>, Visitor(_): Visitor) -> Response {
    match progress(&site).await {
        Ok(progress) => see(progress.place()),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn begin(state: State<Arc<Site>>, visitor: Visitor) -> Response {
    home(state, visitor).await
}

async fn language(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    if matches!(progress(&site).await, Ok(Progress::Nobody)) {
        page(
            StatusCode::OK,
            &Welcome::of(&site, &session, Stage::Language),
        )
    } else {
        see("/")
    }
}

async fn speak(State(site): State<Arc<Site>>, Visitor(session): Visitor, body: Body) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let code = typed.text("language");
    let chosen = Language::ALL.into_iter().find(|it| Some(it.code()) == code);
    if let Some(language) = chosen {
        site.speak(language);
    }
    see("/velkommen/invitation")
}

async fn invitation(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    if matches!(progress(&site).await, Ok(Progress::Nobody)) {
        let made = Welcome::of(&site, &session, Stage::Invitation);
        page(StatusCode::OK, &made)
    } else {
        see("/")
    }
}

async fn apply(State(site): State<Arc<Site>>, Visitor(session): Visitor, body: Body) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let texts = site.texts();
    let application = match read(&typed, &texts) {
        Ok((ticket, name)) => {
            // A profile says first whose it is; the language was chosen before, and is kept with it.
            let language = texts.language();
            let applied = site.office.ask(move |office| {
                Box::pin(async move {
                    let applied = office.apply_to_join(&ticket, &name).await?;
                    office.speak(language).await?;
                    Ok(applied)
                })
            });
            match applied.await {
                Ok(_) => {
                    site.wire.made();
                    return see("/velkommen/venter");
                }
                Err(error) => refused(&typed, error, &texts),
            }
        }
        Err(application) => application,
    };
    let again = Welcome::of(&site, &session, Stage::Invitation).with(application);
    page(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

fn application(typed: &Typed) -> Application {
    let text = |name| typed.text(name).unwrap_or_default().trim().to_owned();
    Application {
        invitation: text("invitation"),
        name: text("name"),
        ..Application::default()
    }
}

/// What was typed, as an application.
fn read(typed: &Typed, texts: &Texts) -> Result<(Ticket, String), Application> {
    let mut application = application(typed);
    // Whoever copies an invitation from a letter copies its line breaks too.
    let joined: String = application.invitation.split_whitespace().collect();
    let ticket = joined.parse::<Ticket>();
    if ticket.is_err() {
        application.wrong_invitation = Some(say!(texts, "welcome-wrong-invitation"));
    }
    if application.name.is_empty() {
        application.wrong_name = Some(say!(texts, "welcome-wrong-name"));
    }
    match ticket {
        Ok(ticket) if application.wrong_name.is_none() => Ok((ticket, application.name)),
        Ok(_) | Err(_) => Err(application),
    }
}

/// Why an application was not made, beside the field that it is about.
fn refused(typed: &Typed, error: OfficeError, texts: &Texts) -> Application {
    let is_name = matches!(error, OfficeError::Name { .. });
    let why = Trouble::of(&DeskError::from(error), texts, None).text;
    let mut application = application(typed);
    if is_name {
        application.wrong_name = Some(why);
    } else {
        application.wrong_invitation = Some(why);
    }
    application
}

async fn waiting(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    match progress(&site).await {
        Ok(known @ (Progress::Approval | Progress::Colleague(_))) => {
            let made = Welcome::of(&site, &session, Stage::Waiting);
            let waits = known.waits(&site.texts());
            page(StatusCode::OK, &made.waiting(waits))
        }
        Ok(Progress::Nobody | Progress::Works { .. }) | Err(_) => see("/"),
    }
}

/// Tells the page that waits how far it has come, whenever that changes.
async fn follow(State(site): State<Arc<Site>>, Visitor(_): Visitor) -> Response {
    let news = site.wire.follow();
    let events = unfold((site, news, None), |(site, mut news, told)| async move {
        loop {
            let known = progress(&site).await.ok()?;
            if told.as_ref() != Some(&known) {
                let texts = site.texts();
                let live = WaitsLive::of(Arc::clone(&texts), known.waits(&texts));
                let html = live.render().ok()?;
                let event = Event::default().data(html);
                return Some((Ok::<_, Infallible>(event), (site, news, Some(known))));
            }
            match news.recv().await {
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
