//! What changes while a page is shown: events for the parts that have to change.
//!
//! Nothing jumps: a row stays where it stands, also when it belongs elsewhere now, and what is new
//! is said in the line at the top until the page is loaded again. A form is never touched. What is
//! spoken to who cannot see it is a change, never a figure that counts up or down.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc, time::Duration};

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::unfold;
use stafet_shared::{
    handover::Handover, id::HandoverId, overview::OwedItem, words::State as HandoverState,
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::sleep,
};

use super::{
    form::Typed,
    frame::{Frame, Fresh, Item, Place},
    line::News,
    rows::{Group, Row, way},
    session::Session,
    site::{Eyes, Site},
    track::Stop,
    view::{
        inbox::{self, Inbox},
        moving::{self, Moving},
        outbox::{self, Outbox},
        standing::Stands,
    },
    visitor::Visitor,
};
use crate::{
    face::lists::Extent,
    office::{AttachmentState, bound_to},
    text::{Texts, say},
};

/// How long news are gathered before they are told together.
const GATHER: Duration = Duration::from_millis(200);
/// The most files whose progress is told at once: an update stays small.
const FILES_MAX: usize = 4;
/// The most receipts that are told one by one: all five together weigh less than three.
const STOPS_MAX: usize = 2;
/// The most changes that are spoken one by one.
const SPOKEN_MAX: usize = 3;

/// Which page listens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    /// One of which only the line and the counts change.
    Any,
    /// The inbox.
    Inbox,
    /// The outbox.
    Outbox,
    /// A handover's.
    Handover(HandoverId),
    /// A sheet to sign, bound to what it was about.
    Sheet(HandoverId, String),
    /// What administrators watch.
    Watch,
}

/// Everything of a page that may change, as it was last told.
#[derive(Debug)]
struct Known {
    frame: Frame,
    reached: bool,
    states: BTreeMap<HandoverId, HandoverState>,
    part: Part,
    /// What a browser has to load its page anew for.
    fresh: Option<String>,
}

/// What only one page has.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Nothing of its own.
    Nothing,
    /// Rows by id, with the title of their group.
    Rows(BTreeMap<String, (String, Row)>),
    /// A handover's page.
    Standing(Box<Standing>),
    /// Whether the handover has moved since the sheet was shown.
    Bound(bool),
    /// What is owed everywhere.
    Owed(Vec<OwedItem>),
}

/// Where a handover stands.
#[derive(Debug, Default, PartialEq, Eq)]
struct Standing {
    /// Whose turn it is, and what can be done.
    now: String,
    /// Its receipts.
    stops: Vec<Stop>,
    /// Who answers for it.
    baton: String,
    /// How much has happened to it.
    events: usize,
    /// How far its files have come.
    files: BTreeMap<String, Moving>,
}

/// What a browser is told.
#[derive(Debug, Template)]
#[template(path = "live.html")]
struct Told {
    frame: Frame,
    /// Whether the line is another one.
    status: bool,
    /// Whether only other words stand there.
    words: bool,
    counts: Vec<Item>,
    rows: Vec<Row>,
    moved: Vec<Moved>,
    files: Vec<(String, Moving)>,
    now: Option<String>,
    stops: Vec<Stop>,
    /// What the whole track is called, where it is told whole.
    track_label: Option<String>,
    baton: Option<String>,
    spoken: Option<String>,
}

/// A row that belongs elsewhere now.
#[derive(Debug)]
struct Moved {
    id: String,
    href: String,
    text: String,
}

impl Page {
    fn of(query: Option<&str>, eyes: &Eyes<'_>) -> Self {
        let asked = Typed::of(query.unwrap_or_default().as_bytes());
        let id = asked.text("id").and_then(|id| eyes.reader.find(id).ok());
        match (asked.text("paa"), id) {
            (Some("indbakke"), _) => Self::Inbox,
            (Some("udbakke"), _) => Self::Outbox,
            (Some("overdragelse"), Some(id)) => Self::Handover(id),
            (Some("ark"), Some(id)) => {
                let bound = asked.text("bundet").unwrap_or_default();
                Self::Sheet(id, bound.to_owned())
            }
            (Some("vagt"), _) => Self::Watch,
            (Some(_) | None, _) => Self::Any,
        }
    }
}

/// Whose names are shown on the page.
fn listed(query: Option<&str>, eyes: &Eyes<'_>) -> Vec<HandoverId> {
    match Page::of(query, eyes) {
        Page::Inbox => inbox::listed(eyes),
        Page::Outbox => outbox::listed(eyes),
        Page::Any | Page::Handover(_) | Page::Sheet(..) | Page::Watch => Vec::new(),
    }
}

/// Rows by id, with the title of the group in which they stand.
fn rows(groups: Vec<Group>) -> Part {
    let rows = groups.into_iter().flat_map(|group| {
        let title = group.title;
        let rows = group.rows.into_iter();
        rows.map(move |row| (row.id.clone(), (title.clone(), row)))
    });
    Part::Rows(rows.collect())
}

impl Known {
    fn of(page: &Page, eyes: &Eyes<'_>) -> Self {
        let known = eyes.reader.handovers();
        Self {
            frame: Frame::of(eyes, Place::Nowhere, String::new()),
            reached: eyes.line.reached,
            states: known.map(|it| (it.id, it.state)).collect(),
            part: Part::of(page, eyes),
            fresh: None,
        }
    }

    /// What to tell who knows `before`; `None` if there is nothing.
    fn told(&mut self, before: &Self, eyes: &Eyes<'_>) -> Option<Told> {
        let mut told = Told {
            frame: self.frame.clone(),
            status: false,
            words: false,
            counts: Vec::new(),
            rows: Vec::new(),
            moved: Vec::new(),
            files: Vec::new(),
            now: None,
            stops: Vec::new(),
            track_label: None,
            baton: None,
            spoken: None,
        };
        let fresh = self.part.told(&before.part, &mut told, eyes);
        self.fresh = before.fresh.clone().or(fresh);
        told.frame.fresh = self.fresh.clone().map(|text| Fresh {
            text,
            reloads: !matches!(self.part, Part::Bound(_)),
        });
        let (line, was) = (&self.frame.status, &before.frame.status);
        told.status = !line.looks_like(was);
        told.words = !told.status && (line != was || self.fresh != before.fresh);
        let counts = self.frame.menu.iter();
        let others = counts.filter(|item| {
            let mut old = before.frame.menu.iter();
            !old.any(|old| {
                old.icon == item.icon && old.count == item.count && old.late == item.late
            })
        });
        told.counts = others.cloned().collect();
        told.spoken = self.spoken(before, &told.moved, eyes);
        (!told.is_empty()).then_some(told)
    }

    /// What is said aloud: the line when it is another one, and what handovers have become.
    fn spoken(&self, before: &Self, moved: &[Moved], eyes: &Eyes<'_>) -> Option<String> {
        let texts = eyes.scene.texts;
        let mut lines = Vec::new();
        if self.reached != before.reached {
            lines.push(format!("{}.", self.frame.status.head));
        }
        if self.frame.status.clock.is_some() && before.frame.status.clock.is_none() {
            lines.extend(self.frame.status.clock.clone().map(|(head, _)| head));
        }
        let known = eyes.reader.handovers();
        let changed: Vec<&Handover> = known
            .filter(|it| before.states.get(&it.id) != Some(&it.state))
            .collect();
        if changed.len() > SPOKEN_MAX {
            lines.push(say!(texts, "live-many", count = changed.len()));
        } else {
            lines.extend(changed.iter().map(|it| change(it, eyes)));
        }
        // What has moved without another state is told by where it stands now.
        if changed.is_empty() && moved.len() <= SPOKEN_MAX {
            lines.extend(moved.iter().map(|one| format!("{}.", one.text)));
        }
        if self.fresh != before.fresh {
            lines.extend(self.fresh.clone());
        }
        (!lines.is_empty()).then(|| lines.join(" "))
    }
}

/// What a handover has become, without a word of what it says.
fn change(handover: &Handover, eyes: &Eyes<'_>) -> String {
    let scene = &eyes.scene;
    let kind = scene.texts.kind(handover.kind);
    let state = scene.texts.state(handover.state);
    format!("{kind} {}: {state}.", way(handover, scene))
}

impl Part {
    fn of(page: &Page, eyes: &Eyes<'_>) -> Self {
        match page {
            Page::Any => Self::Nothing,
            Page::Inbox => rows(Inbox::of(eyes, Extent::Open).into_groups()),
            Page::Outbox => rows(Outbox::of(eyes, Extent::Open).into_groups()),
            Page::Handover(id) => Self::Standing(Box::new(Standing::of(*id, eyes))),
            Page::Sheet(id, bound) => {
                let now = eyes.reader.handover(*id).map(bound_to);
                Self::Bound(now.is_some_and(|now| now != *bound))
            }
            Page::Watch => {
                let answer = eyes.overlook.as_ref();
                Self::Owed(answer.map_or_else(Vec::new, |it| it.items.clone()))
            }
        }
    }

    /// Puts what has changed into what is told. Answers what the page has to be loaded anew for.
    fn told(&self, before: &Self, told: &mut Told, eyes: &Eyes<'_>) -> Option<String> {
        let texts = eyes.scene.texts;
        match (self, before) {
            (Self::Rows(rows), Self::Rows(old)) => {
                told_rows(rows, old, told, eyes);
                let is_new = rows.keys().any(|id| !old.contains_key(id));
                is_new.then(|| say!(texts, "live-new"))
            }
            (Self::Standing(now), Self::Standing(old)) => {
                now.told(old, told, texts);
                (now.events != old.events).then(|| say!(texts, "live-more"))
            }
            (Self::Bound(moved), Self::Bound(_)) => moved.then(|| say!(texts, "sheet-stale")),
            (Self::Owed(now), Self::Owed(old)) => (now != old).then(|| say!(texts, "live-more")),
            (
                Self::Nothing | Self::Rows(_) | Self::Standing(_) | Self::Bound(_) | Self::Owed(_),
                _,
            ) => None,
        }
    }
}

impl Standing {
    fn of(id: HandoverId, eyes: &Eyes<'_>) -> Self {
        let Some(stands) = Stands::of(eyes, id) else {
            return Self::default();
        };
        let events = eyes.reader.handover(id);
        Self {
            now: stands.now(),
            events: events.map_or(0, |it| it.history.len()),
            files: moving::all(id, eyes),
            stops: stands.track,
            baton: stands.baton,
        }
    }

    /// Puts what is another than before into what is told.
    fn told(&self, old: &Self, told: &mut Told, texts: &Texts) {
        told.now = (self.now != old.now).then(|| self.now.clone());
        let stops = self.stops.iter().filter(|stop| !old.stops.contains(stop));
        told.stops = stops.cloned().collect();
        if told.stops.len() > STOPS_MAX {
            told.stops.clone_from(&self.stops);
            told.track_label = Some(say!(texts, "receipts-title"));
        }
        told.baton = (self.baton != old.baton).then(|| self.baton.clone());
        told.files = moved_on(&self.files, &old.files, texts);
    }
}

/// The files that have moved on; one that is where it belongs has come all the way.
fn moved_on(
    files: &BTreeMap<String, Moving>,
    had: &BTreeMap<String, Moving>,
    texts: &Texts,
) -> Vec<(String, Moving)> {
    let there = || Moving {
        percent: 100,
        words: texts.attachment(AttachmentState::Here),
    };
    let changed = had.iter().filter_map(|(id, before)| {
        let now = files.get(id).cloned().unwrap_or_else(there);
        (now != *before).then(|| (id.clone(), now))
    });
    changed.take(FILES_MAX).collect()
}

/// Each row as it stands; where one belongs elsewhere now, a line that says so.
fn told_rows(
    rows: &BTreeMap<String, (String, Row)>,
    old: &BTreeMap<String, (String, Row)>,
    told: &mut Told,
    eyes: &Eyes<'_>,
) {
    let texts = eyes.scene.texts;
    for (id, (group, before)) in old {
        let what = || format!("{} {}", before.kind, before.way);
        let text = match rows.get(id) {
            Some((now, row)) if now == group => {
                if row != before {
                    told.rows.push(row.clone());
                }
                continue;
            }
            Some((now, _)) => say!(texts, "live-moved", what = what(), group = now.as_str()),
            None => say!(texts, "live-gone", what = what()),
        };
        told.moved.push(Moved {
            id: id.clone(),
            href: before.href.clone(),
            text,
        });
    }
}

impl Told {
    /// Whether there is nothing to tell.
    fn is_empty(&self) -> bool {
        let parts = [
            self.counts.is_empty(),
            self.rows.is_empty(),
            self.moved.is_empty(),
            self.files.is_empty(),
        ];
        !(self.status || self.words)
            && parts.iter().all(|it| *it)
            && self.now.is_none()
            && self.stops.is_empty()
            && self.baton.is_none()
            && self.spoken.is_none()
    }
}

/// Follows what happens, for as long as the browser listens.
pub async fn follow(
    State(site): State<Arc<Site>>,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let follower = Follower {
        news: site.wire.follow(),
        site,
        session,
        query,
        known: None,
    };
    let events = unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok::<_, Infallible>(event), follower))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// A browser that listens.
struct Follower {
    site: Arc<Site>,
    session: Session,
    query: Option<String>,
    news: Receiver<News>,
    /// What it knows.
    known: Option<Known>,
}

impl Follower {
    /// The next event that it has to hear of; `None` once there is nobody to tell of any.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.known.is_some() {
                match self.news.recv().await {
                    // Who has missed something is told how it stands, which is all that is told.
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                }
                sleep(GATHER).await;
                while self.news.try_recv().is_ok() {}
            }
            let (before, query) = (self.known.take(), self.query.clone());
            let asked = query.clone();
            let which = move |eyes: &Eyes<'_>| listed(asked.as_deref(), eyes);
            let looked = self
                .site
                .look_with_names(&self.session, which, move |eyes| {
                    let page = Page::of(query.as_deref(), eyes);
                    let mut now = Known::of(&page, eyes);
                    let told = before.and_then(|before| now.told(&before, eyes));
                    (now, told)
                });
            let (now, told) = looked.await.ok()?;
            self.known = Some(now);
            if let Some(html) = told.and_then(|told| told.render().ok()) {
                return Some(Event::default().data(html));
            }
        }
    }
}
