//! *Månedsmøde*: what is overdue, to be printed and agreed upon.

use askama::Template;
use jiff::civil::Date;
use stafet_shared::{
    overview::OwedItem,
    report::{Fact, Period, Verdict, day_of, note::StatusNote, round::ReviewRound},
    time::Timestamp,
    words::List,
};

use super::{watch_offices::is_silent, watch_words::last};
use crate::{
    desk::report::{Asked, Ordered},
    face::{
        naming::{capital, spoken},
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
    report::Question,
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
    round: Option<String>,
}

/// The facts for reports, as the server has them.
#[derive(Debug)]
pub struct Known {
    /// About each handover.
    pub facts: Vec<Fact>,
    /// The server's present.
    pub as_of: Timestamp,
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
    /// The page as the server has last told it, with what only its facts for reports say.
    #[must_use]
    pub fn of(eyes: &Eyes<'_>, known: Option<&Known>) -> Self {
        let (scene, texts) = (&eyes.scene, eyes.scene.texts);
        let answer = eyes.overlook.as_deref();
        let now = answer.map_or(scene.now, |it| it.end.as_of);
        let items = answer.map_or(&[][..], |it| &it.items);
        let late: Vec<&OwedItem> = items.iter().filter(|item| item.is_overdue(now)).collect();
        Self {
            frame: Frame::of(eyes, Place::Meeting, say!(texts, "page-meeting")),
            asked: answer.is_some(),
            as_of: when::moment(now, scene.now, &scene.own_zone(), texts).full,
            figures: figures(items, &late, now, scene)
                .into_iter()
                .chain(known.and_then(|known| in_time(known, eyes)))
                .collect(),
            round: known.and_then(|known| round(known, eyes)),
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

/// What was signed for in time in the last whole month, beside the month before.
fn in_time(known: &Known, eyes: &Eyes<'_>) -> Option<Figure> {
    let texts = eyes.scene.texts;
    let this = day_of(known.as_of).first_of_month();
    let last = this.yesterday().ok()?;
    let before = last.first_of_month().yesterday().ok()?;
    let [(now, verdict), (then, _)] = [last, before].map(|day| share(day, known, eyes));
    let shown = |percent: Option<u8>| match percent {
        Some(percent) => format!("{percent} %"),
        None => say!(texts, "report-too-few"),
    };
    let colour = match verdict {
        Some(Verdict::Is(colour)) => capital(&texts.colour(colour)),
        Some(Verdict::TooFew | Verdict::Withheld) | None => String::new(),
    };
    let (month, earlier) = (when::month_of(last, texts), when::month_of(before, texts));
    let more = say!(
        texts,
        "meeting-in-time-before",
        percent = shown(then),
        month = earlier
    );
    let parts = [colour, more];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    Some(Figure {
        label: say!(texts, "meeting-in-time", month = month),
        value: shown(now),
        more: parts.join(" · "),
    })
}

/// The share that was signed for in time of what was sent in the month of a day.
fn share(last: Date, known: &Known, eyes: &Eyes<'_>) -> (Option<u8>, Option<Verdict>) {
    let period = Period::new(last.first_of_month(), last.last_of_month()).ok();
    let ordered = period.and_then(|it| Ordered::of(Asked::Note(it), eyes.reader).ok());
    match ordered.map(|it| it.question) {
        Some(Question::StatusNote { period, thresholds }) => {
            let note = StatusNote::new(&known.facts, period, thresholds, known.as_of);
            (note.receipts.percent, Some(note.receipts.verdict))
        }
        Some(Question::ReviewRound { .. }) | None => (None, None),
    }
}

/// How far the newest round of reviews has come, if there is one.
fn round(known: &Known, eyes: &Eyes<'_>) -> Option<String> {
    let texts = eyes.scene.texts;
    let ordered = Ordered::of(Asked::Round(None), eyes.reader).ok()?;
    let Question::ReviewRound { round, thresholds } = ordered.question else {
        return None;
    };
    let round = ReviewRound::new(&known.facts, round, thresholds, known.as_of);
    let percent = match round.all.percent {
        Some(percent) => format!("{percent} %"),
        None => say!(texts, "report-too-few"),
    };
    let until = when::day(round.round.period.last(), texts);
    Some(say!(
        texts,
        "meeting-round",
        number = round.round.number.to_string(),
        percent = percent,
        expected = round.expected_percent.to_string(),
        until = until
    ))
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
