//! *Forløb*: the children whom two offices share, by whose turn it is.

use askama::Template;
use stafet_shared::{
    id::HandoverId,
    words::{Duty, Stage},
};

use crate::{
    face::{
        courses::{entries, visit},
        entry::Entry,
        lists::Extent,
        naming::capital,
        owed::{Owed, Turn},
        scene::Scene,
        side::of_owed,
    },
    page::{
        frame::{Frame, Place},
        rows::{Group, Row, tone},
        site::Eyes,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "courses.html")]
pub struct Courses {
    frame: Frame,
    about: String,
    names: bool,
    groups: Vec<Group>,
    ended: Vec<Row>,
    done: usize,
    done_words: String,
}

/// The courses whose names are shown.
#[must_use]
pub fn listed(eyes: &Eyes<'_>) -> Vec<HandoverId> {
    let open = entries(&eyes.entries, &eyes.scene);
    let open = open.iter().filter(|it| is_open(it));
    open.map(|entry| entry.handover.id).collect()
}

fn is_open(entry: &Entry<'_>) -> bool {
    let course = entry.course.as_deref();
    course.is_some_and(|course| course.stage != Stage::Closed)
}

impl Courses {
    /// The courses as they stand, with those that are closed if that is asked for.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, extent: Extent) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let (mut open, closed): (Vec<_>, Vec<_>) =
            entries(&eyes.entries, scene).into_iter().partition(is_open);
        open.sort_by_key(|entry| {
            let due = entry.foremost().map(|one| one.known.owed.due);
            (due.unwrap_or(entry.handover.since), entry.handover.id)
        });
        let count = open.len();
        let treats = open.iter().filter_map(|entry| entry.course.as_deref());
        let treats = treats.filter(|it| scene.is_own(&it.team)).count();
        let about = if treats > 0 {
            say!(texts, "page-courses-about-team", count = count)
        } else {
            say!(texts, "page-courses-about", count = count)
        };
        let (ours, theirs): (Vec<_>, Vec<_>) = open
            .iter()
            .partition(|entry| entry.owed.iter().any(Owed::is_ours_to_do));
        let rows = |entries: &[&Entry<'_>]| -> Vec<Row> {
            entries.iter().filter_map(|it| row(it, eyes)).collect()
        };
        let late = ours.iter().flat_map(|entry| &entry.owed);
        let late = late
            .filter(|one| one.is_ours_to_do())
            .any(|one| one.overdue);
        let groups = [
            Group {
                key: "os",
                icon: "turn",
                title: say!(texts, "page-courses-ours"),
                note: String::new(),
                late,
                rows: rows(&ours),
            },
            Group {
                key: "dem",
                icon: "wait",
                title: say!(texts, "page-courses-theirs"),
                note: String::new(),
                late: false,
                rows: rows(&theirs),
            },
        ];
        let done = closed.len();
        let closed: Vec<&Entry<'_>> = closed.iter().collect();
        let is_all = extent == Extent::All;
        Self {
            frame: Frame::of(eyes, Place::Courses, say!(texts, "page-courses")),
            about,
            names: eyes.session.shows_names(scene.now),
            groups: groups
                .into_iter()
                .filter(|it| !it.rows.is_empty())
                .collect(),
            ended: if is_all { rows(&closed) } else { Vec::new() },
            done: if is_all { 0 } else { done },
            done_words: say!(texts, "page-courses-show-closed", count = done),
        }
    }
}

/// A course in a list: its stage, when the team comes, and what is owed first.
fn row(entry: &Entry<'_>, eyes: &Eyes<'_>) -> Option<Row> {
    let (scene, texts) = (&eyes.scene, eyes.scene.texts);
    let course = entry.course.as_deref()?;
    let mut ours = entry.owed.iter();
    let owed = ours
        .find(|one| one.is_ours_to_do())
        .or_else(|| entry.foremost());
    let other = if scene.is_own(&course.team) {
        &course.municipality
    } else {
        &course.team
    };
    let other = scene.short_office(other);
    let treats = if scene.is_own(&course.treatment) {
        say!(texts, "page-course-treats-you")
    } else {
        let office = scene.short_office(&course.treatment);
        say!(texts, "page-course-treats", office = office)
    };
    let href = format!("/forloeb/{}", entry.handover.id.short());
    let plain = Row::of(entry, eyes);
    let due = owed.map(|one| of_owed(one, scene));
    let act = plain.act.map(|mut act| {
        act.href.clone_from(&href);
        act
    });
    Some(Row {
        tone: tone(owed, due.as_ref(), entry.handover),
        due,
        kind: texts.stage(course.stage),
        way: match visit(course, texts) {
            Some(visit) if course.is_before_the_visit() => format!("· {visit}"),
            Some(_) | None => String::new(),
        },
        when: other,
        icon: "course",
        state: owed.map_or_else(|| texts.stage(course.stage), |one| said(one, scene)),
        why: treats,
        act,
        href,
        ..plain
    })
}

/// Who owes what: *Jer: send sagsoplysninger*.
#[must_use]
pub fn said(one: &Owed, scene: &Scene<'_>) -> String {
    let duty: Duty = one.duty();
    let what = scene.texts.owed(duty);
    if one.turn == Turn::Others {
        let office = scene.short_office(&one.known.owed.owner);
        format!("{office}: {what}")
    } else {
        capital(&what)
    }
}
