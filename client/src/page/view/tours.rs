//! *Rejser* and one tour: whether the matters are ready, and who owes what.

use askama::Template;
use stafet_shared::{
    calendar::{date_of, day_of},
    id::HandoverId,
    words::Stage,
};

use crate::{
    face::{
        lists::Extent,
        naming::spoken,
        scene::Scene,
        tours::{Case, Readiness, Tour, find, tours, undated},
        when,
    },
    page::{
        frame::{Frame, Place},
        rows::{Link, named},
        site::Eyes,
        tone::Tone,
    },
    text::say,
};

/// The page with all tours.
#[derive(Debug, Template)]
#[template(path = "tours.html")]
pub struct Tours {
    frame: Frame,
    about: String,
    cards: Vec<Card>,
    undated: Vec<String>,
    done: usize,
    done_words: String,
}

/// One tour among others.
#[derive(Debug)]
struct Card {
    name: String,
    href: String,
    ready: Ready,
    missing: Option<(String, String)>,
    can_postpone: bool,
}

/// How many matters are ready, of how many.
#[derive(Debug)]
pub struct Ready {
    /// So many are.
    pub ready: usize,
    /// Of so many, in words.
    pub of: String,
    /// Each of them; at most as many as fit.
    pub seats: Vec<bool>,
}

/// The most seats that are drawn.
const SEATS_MAX: usize = 40;

impl Ready {
    fn of(tour: &Tour<'_>, scene: &Scene<'_>) -> Self {
        let (ready, count) = (tour.ready(), tour.cases.len());
        Self {
            ready,
            of: say!(scene.texts, "page-tour-of", count = count),
            seats: (0..count.min(SEATS_MAX)).map(|seat| seat < ready).collect(),
        }
    }
}

impl Tours {
    /// The tours that are to come, and those that are over if that is asked for.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, extent: Extent) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let today = day_of(scene.today());
        let (over, ahead): (Vec<_>, Vec<_>) = tours(&eyes.entries, scene)
            .into_iter()
            .partition(|it| it.is_over(today));
        let travels = ahead.iter().any(|tour| scene.is_own(&tour.team));
        let done = over.len();
        let is_all = extent == Extent::All;
        let shown = ahead.iter().chain(over.iter().filter(|_| is_all));
        let undated = undated(&eyes.entries, scene)
            .into_iter()
            .map(|(place, count)| say!(texts, "page-tour-undated", place = place, count = count));
        Self {
            frame: Frame::of(eyes, Place::Tours, say!(texts, "page-tours")),
            about: if travels {
                say!(texts, "page-tours-about-team")
            } else {
                say!(texts, "page-tours-about")
            },
            cards: shown.map(|tour| card(tour, scene)).collect(),
            undated: undated.collect(),
            done: if is_all { 0 } else { done },
            done_words: say!(texts, "page-tours-show-over", count = done),
        }
    }
}

fn card(tour: &Tour<'_>, scene: &Scene<'_>) -> Card {
    let texts = scene.texts;
    let debtors = tour.debtors();
    let count: usize = debtors.iter().map(|it| it.cases).sum();
    let who: Vec<String> = debtors
        .iter()
        .map(|it| format!("{} {}", scene.short_office(&it.office), it.cases))
        .collect();
    let due = debtors.iter().filter_map(|it| it.due).min();
    let due = due.map(|due| {
        let due = when::deadline(due, scene.now, &scene.own_zone(), texts);
        say!(texts, "page-tour-due", by = due.words)
    });
    let missing = (count > 0).then(|| {
        let said = say!(texts, "page-tour-missing", count = count);
        let who = format!("{}. {}", who.join(", "), due.unwrap_or_default());
        (said, who)
    });
    Card {
        name: tour.name(scene),
        href: format!("/rejser/{}", tour.id.short()),
        ready: Ready::of(tour, scene),
        missing,
        can_postpone: can_postpone(tour, scene),
    }
}

/// Whether the reader travels, and somebody has not been met yet.
#[must_use]
pub fn can_postpone(tour: &Tour<'_>, scene: &Scene<'_>) -> bool {
    scene.is_own(&tour.team) && !tour.planned().is_empty()
}

/// The page of one tour.
#[derive(Debug, Template)]
#[template(path = "tour.html")]
pub struct TourPage {
    frame: Frame,
    back: Link,
    names: bool,
    place: String,
    heading: String,
    about: String,
    ready: Ready,
    debtors: Vec<(String, String)>,
    cases: Vec<Line>,
    files: Option<String>,
    postpone: Option<String>,
    postpone_more: String,
    statuses: Option<String>,
}

/// One child's matter in the table.
#[derive(Debug)]
struct Line {
    class: &'static str,
    spoken: String,
    href: String,
    child: Option<String>,
    office: String,
    tone: Tone,
    icon: &'static str,
    ready: String,
    day: String,
    stage: String,
}

/// The children whose names are shown on a tour's page.
#[must_use]
pub fn listed(id: &str, eyes: &Eyes<'_>) -> Vec<HandoverId> {
    let tour = find(id, &eyes.entries, &eyes.scene);
    let cases = tour.iter().flat_map(|tour| &tour.cases);
    cases.map(|it| it.entry.handover.id).collect()
}

impl TourPage {
    /// One tour; `None` if there is none with that id.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, id: &str) -> Option<Self> {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let tour = find(id, &eyes.entries, scene)?;
        let heading = tour.name(scene);
        let place = format!("/rejser/{}", tour.id.short());
        let count = tour.cases.len();
        let team = scene.office(&tour.team);
        let debtors = tour.debtors().into_iter().map(|it| {
            let due = it.due.map(|due| {
                let zone = scene.zone(&it.office);
                when::deadline(due, scene.now, &zone, texts).words
            });
            let owes = match due {
                Some(due) => {
                    say!(texts, "page-tour-owes-by", count = it.cases, by = due)
                }
                None => say!(texts, "page-tour-owes", count = it.cases),
            };
            (scene.short_office(&it.office), owes)
        });
        let down = eyes.reader.transfers().down.len();
        let planned = tour.planned().len();
        let (owed, due) = tour.statuses();
        let statuses = due.map(|due| {
            let due = when::deadline(due, scene.now, &scene.own_zone(), texts);
            say!(texts, "page-tour-statuses", count = owed, by = due.words)
        });
        Some(Self {
            frame: Frame::of(eyes, Place::Tours, say!(texts, "page-tours")),
            back: Link {
                label: say!(texts, "page-tours"),
                href: "/rejser".to_owned(),
            },
            names: eyes.session.shows_names(scene.now),
            about: say!(texts, "page-tour-about", count = count, team = team),
            ready: Ready::of(&tour, scene),
            debtors: debtors.collect(),
            cases: tour.cases.iter().map(|it| line(it, eyes)).collect(),
            files: (down > 0).then(|| say!(texts, "page-tour-files", count = down)),
            postpone: can_postpone(&tour, scene).then(|| format!("{place}/udsaet")),
            postpone_more: say!(texts, "page-tour-postpone-more", count = planned),
            statuses,
            heading,
            place,
        })
    }
}

fn line(case: &Case<'_>, eyes: &Eyes<'_>) -> Line {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let id = case.entry.handover.id;
    let is_met = !matches!(
        case.stage,
        Stage::Waiting | Stage::VisitPlanned | Stage::VisitPostponed
    );
    let (class, tone, icon, ready) = match case.ready {
        Readiness::Ready => ("", Tone::Done, "check", say!(texts, "page-tour-ready")),
        Readiness::Missing(count) => (
            "is-soon",
            Tone::Soon,
            "clock",
            say!(texts, "page-tour-missing-things", count = count),
        ),
        Readiness::NotSent => (
            "is-late",
            Tone::Late,
            "warn",
            say!(texts, "page-tour-not-sent"),
        ),
    };
    Line {
        class,
        spoken: spoken(&id.short()),
        href: format!("/forloeb/{}", id.short()),
        child: named(id, eyes),
        office: scene.short_office(&case.municipality),
        tone,
        icon,
        ready,
        day: date_of(case.day).map_or_else(String::new, |day| when::plain_date(day, texts)),
        stage: if is_met {
            texts.stage(case.stage)
        } else {
            say!(texts, "page-tour-first-visit")
        },
    }
}
