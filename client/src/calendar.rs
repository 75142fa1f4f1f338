//! What the reader's offices owe, as a calendar that other programs read (iCalendar, RFC 5545).
//!
//! An event holds what is public in the log: kind, office, number, what is owed and by when. Its
//! name is made of the handover and the duty, so that a later file moves it and doubles nothing.

use icalendar::{Alarm, Calendar, Class, Component as _, Event, EventLike as _, Property, Trigger};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use stafet_shared::{content::display_safe_line, obligation::Obligation, time::Timestamp};

use crate::{
    face::{
        entry::Entry,
        naming::{capital, spoken, way},
        owed::Owed,
        scene::Scene,
        when::{self, deadline},
    },
    text::say,
};

/// The most events of one file; the earliest deadlines come first.
pub const EVENTS_MAX: usize = 2_000;
/// How long before a deadline it rings.
const ALARM_MS: i64 = 24 * 3_600_000;
/// How long before one that is shorter.
const SHORT_ALARM_MS: i64 = 2 * 3_600_000;
/// Over how many days closed ones are looked for.
const CLOSED_LOOKED_DAYS: usize = 120;
/// The most closed days that are named.
const CLOSED_NAMED_MAX: usize = 5;
/// What has made it.
const PRODUCT: &str = "-//Stafet//Stafet//DA";

/// What the reader's offices owe, as a file.
#[must_use]
pub fn of<'e, 's: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'s>>,
    scene: &Scene<'_>,
) -> String {
    let owed = entries.into_iter().flat_map(|entry| {
        let owed = entry.owed.iter().filter(|one| one.is_ours_to_do());
        owed.map(move |one| (entry, one))
    });
    let mut owed: Vec<(&Entry<'_>, &Owed)> = owed.collect();
    owed.sort_by_key(|(entry, one)| {
        let duty = one.duty().code();
        (one.known.owed.due, entry.handover.id, duty)
    });
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", PRODUCT));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&say!(scene.texts, "calendar-name"));
    for (entry, one) in owed.into_iter().take(EVENTS_MAX) {
        calendar.push(event(entry, one, scene));
    }
    calendar.to_string()
}

fn event(entry: &Entry<'_>, one: &Owed, scene: &Scene<'_>) -> Event {
    let (texts, handover) = (scene.texts, entry.handover);
    let owed = &one.known.owed;
    let kind = texts.kind(handover.kind);
    let asked = capital(&texts.owed(owed.duty));
    let summary = format!("{asked}: {kind} {}", way(handover, scene));
    let zone = scene.zone(&owed.owner);
    let due = deadline(owed.due, scene.now, &zone, texts).full;
    let number = spoken(&handover.id.short());
    let colour = capital(&texts.colour(owed.colour));
    let mut about = vec![
        format!("{colour} · {number}"),
        say!(texts, "calendar-due", when = due),
    ];
    about.extend(closed(owed, scene));
    let name = format!("{}-{:04x}@stafet", handover.id.long(), owed.duty.code());
    let mut event = Event::with_uid(&name);
    event
        .add_property("DTSTAMP", utc(scene.now))
        .add_property("LAST-MODIFIED", utc(scene.now))
        .add_property("DTSTART", utc(owed.due))
        .add_property("DTEND", utc(owed.due))
        .add_property("TRANSP", "TRANSPARENT")
        .sequence(sequence(scene.now))
        .class(Class::Private)
        .summary(&display_safe_line(&summary))
        .description(&about.join("\n"));
    if let Some(mut alarm) = alarm(owed, &summary, scene) {
        // What is not said here is drawn by lot, and by another clock.
        alarm
            .uid(&format!("ring-{name}"))
            .add_property("DTSTAMP", utc(scene.now));
        event.alarm(alarm);
    }
    event.done()
}

/// Rings before a deadline that lies ahead.
fn alarm(owed: &Obligation, summary: &str, scene: &Scene<'_>) -> Option<Alarm> {
    let before = if owed.due.ms_since(owed.since) > ALARM_MS {
        ALARM_MS
    } else {
        SHORT_ALARM_MS
    };
    let at = owed.due.plus_ms(before.saturating_neg());
    let property = Property::new("TRIGGER", utc(at))
        .add_parameter("VALUE", "DATE-TIME")
        .done();
    let trigger = Trigger::try_from(&property).ok()?;
    (at > scene.now).then(|| Alarm::display(&display_safe_line(summary), trigger))
}

/// Which days the office is closed on before the deadline, if that has moved it.
fn closed(owed: &Obligation, scene: &Scene<'_>) -> Option<String> {
    let calendar = scene.directory.calendar_of(&owed.owner);
    let zone = &calendar.zone;
    let (first, last) = (zone.day(owed.since), zone.day(owed.due));
    let days = first.series(1.day()).skip(1).take(CLOSED_LOOKED_DAYS);
    let days = days.take_while(|day| *day < last);
    let is_closed = |day: &Date| {
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !is_weekend && !calendar.is_working_day(*day)
    };
    let days: Vec<Date> = days.filter(is_closed).collect();
    let moved = |count: u16| calendar.after_working_days(owed.since, count) == owed.due;
    let most = u16::try_from(CLOSED_LOOKED_DAYS).unwrap_or(u16::MAX);
    if days.is_empty() || !(0..=most).any(moved) {
        return None;
    }
    let named = days.iter().take(CLOSED_NAMED_MAX);
    let named: Vec<String> = named.map(|day| when::day(*day, scene.texts)).collect();
    let named = named.join(", ");
    Some(say!(scene.texts, "calendar-closed", days = named))
}

/// A later file says what is later: minutes since 1970.
fn sequence(now: Timestamp) -> u32 {
    let minutes = now.to_jiff().as_second().checked_div(60);
    u32::try_from(minutes.unwrap_or_default()).unwrap_or_default()
}

fn utc(at: Timestamp) -> String {
    let at = at.to_jiff().to_zoned(TimeZone::UTC);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::State;

    use super::*;
    use crate::{
        face::samples::Stage,
        text::tests::{danish, english},
    };

    fn written(stage: &Stage, texts: &crate::text::Texts) -> String {
        let opened = stage.referral(1, State::Opened);
        let scene = stage.at_team(texts);
        of(&[Entry::of(&opened, &scene)], &scene)
    }

    #[test]
    fn what_is_owed_is_a_file_that_calendars_read() {
        let stage = Stage::new();
        assert_eq!(
            written(&stage, &danish()),
            include_str!("calendar/frister.ics").replace('\n', "\r\n")
        );
        assert!(written(&stage, &english()).contains("Stafet – deadlines"));
    }

    #[test]
    fn the_same_duty_keeps_its_name_and_later_files_count_higher() {
        let stage = Stage::new();
        let texts = danish();
        let name = |file: &str| {
            let line = file.lines().find(|line| line.starts_with("UID:"));
            line.unwrap().to_owned()
        };
        let first = written(&stage, &texts);
        let opened = stage.referral(1, State::Opened);
        let mut scene = stage.at_team(&texts);
        scene.now = scene.now.plus_ms(60_000);
        let second = of(&[Entry::of(&opened, &scene)], &scene);
        assert_eq!(name(&first), name(&second));
        assert_ne!(first, second);
    }

    #[test]
    fn hostile_office_names_stay_in_their_line() {
        let stage = Stage::named("Nuuk;X:1,\\\r\nEND:VEVENT\r\nATTACH:http://evil.example/");
        let file = written(&stage, &danish());
        assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), 1);
        assert_eq!(file.matches("END:VEVENT\r\n").count(), 1);
        assert!(
            !file.lines().any(|line| line.starts_with("ATTACH")),
            "{file}"
        );
        assert!(file.lines().all(|line| line.len() <= 75), "{file}");
        let lines = file.split("\r\n").count();
        assert_eq!(lines, file.split('\n').count(), "a line feed stands alone");
        assert!(file.contains("\\;X:1\\,"), "{file}");
    }

    #[test]
    fn what_others_owe_is_not_in_it() {
        let stage = Stage::new();
        let texts = danish();
        let opened = stage.referral(1, State::Opened);
        let scene = stage.at_sender(&texts);
        let file = of(&[Entry::of(&opened, &scene)], &scene);
        assert!(!file.contains("VEVENT"), "{file}");
    }
}
