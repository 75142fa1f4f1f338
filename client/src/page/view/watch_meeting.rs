//! *Månedsmøde*: what is overdue, to be printed and agreed upon.

use askama::Template;
use stafet_shared::{overview::OwedItem, time::Timestamp, words::List};

use super::{watch_offices::is_silent, watch_words::last};
use crate::{
    face::{
        naming::spoken,
        overview::Line,
        scene::Scene,
        watch::{missing, place},
        when,
    },
    page::{
        frame::{Frame, Place},
        overlook::Answer,
        rows::Urgency,
        site::Eyes,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "watch_meeting.html")]
pub struct Meeting {
    frame: Frame,
    asked: bool,
    as_of: String,
    figures: Vec<Figure>,
    late: Vec<Late>,
    away: Vec<String>,
}

/// One figure.
#[derive(Debug)]
struct Figure {
    label: String,
    value: String,
    more: String,
}

/// One thing that is overdue.
#[derive(Debug)]
struct Late {
    days: String,
    what: String,
    urgency: Urgency,
    spoken: String,
    owner: String,
    why: Vec<String>,
}

impl Meeting {
    /// The page as the server has last told it.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let answer = eyes.overlook.as_deref();
        let now = answer.map_or(scene.now, |it| it.end.as_of);
        let items = answer.map_or(&[][..], |it| &it.items);
        let late: Vec<&OwedItem> = items.iter().filter(|item| item.is_overdue(now)).collect();
        Self {
            frame: Frame::of(eyes, Place::Meeting, say!(texts, "page-meeting")),
            asked: answer.is_some(),
            as_of: when::moment(now, scene.now, &scene.own_zone(), texts).full,
            figures: figures(items, &late, now, scene),
            late: late.iter().map(|item| line(item, now, scene)).collect(),
            away: answer.map_or_else(Vec::new, |it| away(it, scene)),
        }
    }
}

fn figures(
    items: &[OwedItem],
    late: &[&OwedItem],
    now: Timestamp,
    scene: &Scene<'_>,
) -> Vec<Figure> {
    let texts = scene.texts;
    let held = late.iter().filter(|item| item.in_hand(now).is_some());
    let unsigned = late.iter().filter(|item| item.list == List::Receipt);
    let oldest = unsigned.map(|item| days_late(item, now, scene)).max();
    let follow_ups = items.iter().filter(|item| item.list == List::FollowUp);
    let going_on = follow_ups.clone().count();
    let follow_ups_late = follow_ups.filter(|item| item.is_overdue(now)).count();
    vec![
        Figure {
            label: say!(texts, "meeting-late"),
            value: late.len().to_string(),
            more: say!(texts, "meeting-held", count = held.count()),
        },
        Figure {
            label: say!(texts, "meeting-oldest"),
            value: oldest.map_or_else(
                || say!(texts, "meeting-none"),
                |days| say!(texts, "meeting-days", days = days),
            ),
            more: say!(texts, "meeting-oldest-more"),
        },
        Figure {
            label: say!(texts, "meeting-follow-ups"),
            value: follow_ups_late.to_string(),
            more: say!(texts, "meeting-follow-ups-more", count = going_on),
        },
    ]
}

/// How many days it is late by the calendar of who owes it.
fn days_late(item: &OwedItem, now: Timestamp, scene: &Scene<'_>) -> i32 {
    let zone = scene.zone(&item.owner);
    let late = zone.day(item.due).until(zone.day(now));
    late.map_or(0, |late| late.get_days())
}

fn line(item: &OwedItem, now: Timestamp, scene: &Scene<'_>) -> Late {
    let line = Line::of(item, now, scene);
    let mut why = vec![place(item, scene)];
    why.extend(line.told(scene));
    why.extend(line.held(scene));
    let days = days_late(item, now, scene);
    Late {
        days: say!(scene.texts, "meeting-days", days = days),
        what: format!("{}: {}", scene.texts.kind(item.kind), missing(item, scene)),
        urgency: Urgency::of(item.colour, scene),
        spoken: spoken(&item.handover.short()),
        owner: scene.short_office(&item.owner),
        why,
    }
}

/// Offices that have been away for long, each with since when.
fn away(answer: &Answer, scene: &Scene<'_>) -> Vec<String> {
    let offices = scene.directory.offices().map(|(id, _)| id);
    let away = offices.filter(|id| {
        let last = answer.end.heard.get(*id).copied();
        last.is_none() || is_silent(last, answer.end.as_of)
    });
    away.map(|id| format!("{}: {}", scene.office(id), last(id, &answer.end, scene)))
        .collect()
}
