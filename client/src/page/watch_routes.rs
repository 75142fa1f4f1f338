//! What administrators ask for and do: the addresses below `/vagt`.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use stafet_shared::{
    id::{ActId, HandoverId},
    obligation::Obligation,
    overview::{OwedItem, looks_after_all},
    time::Clock as _,
};
use tokio::{sync::broadcast, time::timeout};

use super::{
    answer::{blind, page, see, trouble, unsaved},
    form::Typed,
    line::News,
    overlook::PATIENCE,
    rows::Link,
    session::Session,
    site::{Eyes, Site},
    view::{
        message::Message,
        watch::{Chosen, Watch},
        watch_meeting::{Known, Meeting},
        watch_offices::Offices,
    },
    visitor::{Visitor, posted},
    watch_act::{self, Act, ActPage, Case, Done, bound_to},
};
use crate::{
    clock::SystemClock,
    desk::{
        DeskError,
        asking::{About, Asker, spoken},
    },
    office::{OfficeError, Watching},
    text::say,
};

/// How long an answer waits for the server to have what was signed.
const CONFIRM_PATIENCE: Duration = Duration::from_secs(3);

/// The addresses of the watch.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/vagt", get(overview))
        .route("/vagt/kontorer", get(offices))
        .route("/vagt/moede", get(meeting))
        .route("/vagt/{id}/{act}", get(act_page).post(sign))
}

/// What becomes of an act that was signed.
enum Signing {
    /// It is to be done, about this.
    Ready(Done, Box<Obligation>),
    /// It has to be mended, or looked at again.
    Again(Box<ActPage>, StatusCode),
    /// It is not offered any more.
    Gone(Box<Message>),
}

async fn overview(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.oversees().await {
        return see("/indbakke");
    }
    refresh(&site).await;
    let asked = Typed::of(query.unwrap_or_default().as_bytes());
    let mut chosen = Chosen {
        panel: None,
        done: asked.text("gjort").map(str::to_owned),
    };
    if let Some(id) = asked.text("vis").and_then(|typed| shown_id(&site, typed)) {
        if !is_out(&site) {
            let fetched = timeout(PATIENCE, about(&site, id)).await;
            // Without an answer the panel shows what was known before.
            drop(fetched);
        }
        chosen.panel = Some((id, asked.text("hvad").map(str::to_owned)));
    }
    match site
        .look(&session, move |eyes| Watch::of(eyes, &chosen))
        .await
    {
        Ok(made) => page(StatusCode::OK, &made),
        Err(why) => blind(&site, &why),
    }
}

async fn offices(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.oversees().await {
        return see("/kontakter");
    }
    refresh(&site).await;
    let asked = Typed::of(query.unwrap_or_default().as_bytes());
    let looked = site.look(&session, move |eyes| {
        Offices::of(eyes, asked.text("invitation"))
    });
    match looked.await {
        Ok(made) => page(StatusCode::OK, &made),
        Err(why) => blind(&site, &why),
    }
}

async fn meeting(State(site): State<Arc<Site>>, Visitor(session): Visitor) -> Response {
    if !site.oversees().await {
        return see("/indbakke");
    }
    refresh(&site).await;
    let known = facts(&site).await;
    let looked = site.look(&session, move |eyes| Meeting::of(eyes, known.as_ref()));
    match looked.await {
        Ok(made) => page(StatusCode::OK, &made),
        Err(why) => blind(&site, &why),
    }
}

/// The facts for reports, if the server tells them soon: the page stands without them as well.
async fn facts(site: &Site) -> Option<Known> {
    if is_out(site) {
        return None;
    }
    let mut office = site.office.clone();
    let mut asker = Asker::new(&mut office, &site.connector);
    let asked = timeout(PATIENCE, asker.facts()).await.ok()?;
    let (facts, end) = asked.ok()?;
    let as_of = end.as_of;
    Some(Known { facts, as_of })
}

async fn act_page(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path((named, path)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    if !site.administers().await {
        return see("/indbakke");
    }
    refresh(&site).await;
    let found = watch_act::find(&path).zip(shown_id(&site, &named));
    let Some((act, id)) = found else {
        return gone(&site, &session).await;
    };
    let asked = Typed::of(query.unwrap_or_default().as_bytes());
    let made = site.look(&session, move |eyes| {
        let answer = eyes.overlook.clone()?;
        let item = named_item(answer.about(id), asked.text("hvad"))?;
        let case = Case {
            item,
            now: answer.end.as_of,
            handover: eyes.reader.handover(id),
            eyes,
        };
        let empty = (&Typed::default(), &[][..]);
        act.is_offered(&case)
            .then(|| ActPage::of(act, &case, empty))
    });
    match made.await {
        Ok(Some(made)) => page(StatusCode::OK, &made),
        Ok(None) => gone(&site, &session).await,
        Err(why) => blind(&site, &why),
    }
}

async fn sign(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    Path((named, path)): Path<(String, String)>,
    body: Body,
) -> Response {
    let typed = match posted(&site, &session, body).await {
        Ok(typed) => typed,
        Err(refused) => return refused,
    };
    let found = watch_act::find(&path).zip(shown_id(&site, &named));
    let Some((act, id)) = found else {
        return gone(&site, &session).await;
    };
    if !site.administers().await {
        return see("/vagt");
    }
    // Asked first, so that whoever signs has seen what was done about it.
    let about = match about(&site, id).await {
        Ok(about) => about,
        Err(error) => return trouble(&site, &error),
    };
    let again = typed.clone();
    let signing = site.look(&session, move |eyes| judge(act, &about, &typed, eyes));
    match signing.await {
        Ok(Signing::Ready(done, owed)) => match perform(&site, (id, *owed), done).await {
            Ok(()) => see(&format!("/vagt?vis={}&gjort={}", id.short(), act.path)),
            Err(error) => {
                let action = format!("/vagt/{}/{}", id.short(), act.path);
                unsaved(&site, &error, &action, &again)
            }
        },
        Ok(Signing::Again(again, status)) => page(status, &*again),
        Ok(Signing::Gone(said)) => page(StatusCode::CONFLICT, &*said),
        Err(why) => blind(&site, &why),
    }
}

/// Whether what was signed still stands as it was shown, and is whole.
fn judge(act: &Act, about: &About, typed: &Typed, eyes: &Eyes<'_>) -> Signing {
    let what = typed.text("_what");
    let item = what.and_then(|what| named_item(about.items.iter(), Some(what)));
    let Some(item) = item else {
        return Signing::Gone(Box::new(nothing_owed(eyes)));
    };
    let case = Case {
        item,
        now: about.end.as_of,
        handover: eyes.reader.handover(about.handover),
        eyes,
    };
    if !act.is_offered(&case) {
        return Signing::Gone(Box::new(nothing_owed(eyes)));
    }
    let is_stale = typed.text("_bound") != Some(bound_to(item).as_str());
    let again = |wrong: &[_], status| {
        let made = ActPage::of(act, &case, (typed, wrong));
        Signing::Again(Box::new(made), status)
    };
    match act.read(typed) {
        Ok(_) if is_stale => again(&[], StatusCode::CONFLICT),
        Ok(done) => Signing::Ready(done, Box::new(item.obligation())),
        Err(wrong) => again(&wrong, StatusCode::UNPROCESSABLE_ENTITY),
    }
}

/// What is owed under that name; without a name what is owed first.
fn named_item<'a>(
    mut items: impl Iterator<Item = &'a OwedItem>,
    what: Option<&str>,
) -> Option<&'a OwedItem> {
    items.find(|item| what.is_none_or(|what| item.duty.name() == what))
}

/// Signs it, and waits a little until the server has it.
async fn perform(
    site: &Site,
    (id, owed): (HandoverId, Obligation),
    done: Done,
) -> Result<(), DeskError> {
    let news = site.wire.follow();
    let concerned = owed.clone();
    let made = site.office.ask(move |office| {
        Box::pin(async move {
            match done {
                Done::Watch(deed) => office.watch(id, deed, Some(concerned)).await,
                Done::Record(recorded) => office.record(id, recorded).await,
            }
        })
    });
    let act = made.await?;
    site.wire.made();
    let confirmed = timeout(CONFIRM_PATIENCE, confirmed(site, act, news)).await;
    site.overlook.age();
    let takes = matches!(done, Done::Watch(Watching::TakeInHand(_)));
    if takes && matches!(confirmed, Ok(Ok(()))) {
        let mut office = site.office.clone();
        let mut asker = Asker::new(&mut office, &site.connector);
        return spoken(asker.is_first_at_hand(id, &owed).await);
    }
    Ok(())
}

/// Waits until the server has confirmed an act.
async fn confirmed(
    site: &Site,
    act: ActId,
    mut news: broadcast::Receiver<News>,
) -> Result<(), OfficeError> {
    loop {
        let waits = site
            .office
            .read(move |reader| reader.unconfirmed().contains(&act));
        if !waits.await? {
            return Ok(());
        }
        if let Err(broadcast::error::RecvError::Closed) = news.recv().await {
            return Err(OfficeError::Closed);
        }
    }
}

/// Asks about one handover, and keeps what was answered.
async fn about(site: &Site, id: HandoverId) -> Result<About, DeskError> {
    let mut office = site.office.clone();
    let about = Asker::new(&mut office, &site.connector).about(id).await;
    let about = spoken(about)?;
    site.overlook.learn(&about, SystemClock.now());
    Ok(about)
}

/// Asks anew what is owed, unless that is known to be in vain and there is an answer to show.
async fn refresh(site: &Site) {
    if is_out(site) && site.overlook.last().is_some() {
        return;
    }
    let now = SystemClock.now();
    site.overlook
        .refresh(&site.office, &site.connector, now)
        .await;
}

/// Whether the line is known to be out.
fn is_out(site: &Site) -> bool {
    let line = site.wire.line();
    line.since.is_some() && !line.reached
}

/// The handover that an address names: one about which something is owed.
fn shown_id(site: &Site, typed: &str) -> Option<HandoverId> {
    site.overlook.last()?.find(typed)
}

impl Site {
    /// Whether somebody works here who may see what is owed everywhere: an administrator, or who
    /// serves an office that supervises. The second sees it, and does nothing about it here.
    pub async fn oversees(&self) -> bool {
        let oversees = self.office.read(|reader| {
            let places = reader.signer().map(|it| it.places);
            let known = reader.directory().zip(places);
            known
                .is_some_and(|(directory, places)| looks_after_all(directory, places, reader.now()))
        });
        oversees.await.unwrap_or(false)
    }

    /// Whether an administrator works here.
    pub async fn administers(&self) -> bool {
        let administers = self.office.read(|reader| reader.administers().is_some());
        administers.await.unwrap_or(false)
    }
}

fn nothing_owed(eyes: &Eyes<'_>) -> Message {
    let texts = eyes.scene.texts;
    let onward = Link {
        label: say!(texts, "page-overview"),
        href: "/vagt".to_owned(),
    };
    Message::of(
        eyes,
        say!(texts, "sheet-gone-title"),
        vec![say!(texts, "watch-gone")],
        Some(onward),
    )
}

/// There is no such thing any more.
pub async fn gone(site: &Site, session: &Session) -> Response {
    match site.look(session, nothing_owed).await {
        Ok(said) => page(StatusCode::NOT_FOUND, &said),
        Err(why) => blind(site, &why),
    }
}
