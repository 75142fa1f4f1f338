//! Days and times in words, as people say them: a deadline by how near it is, a moment by how long
//! ago it was. On paper, where such words grow stale, the whole date stands beside them.

use jiff::{
    Zoned,
    civil::{Date, Time},
};
use stafet_shared::{calendar::Zone, time::Timestamp, words::Language};

use crate::text::{Texts, say};

/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;
/// Within how many days a weekday alone says which day is meant.
const WEEKDAY_DAYS: i64 = 6;
/// From how many days on the distance is told in weeks.
const WEEKS_FROM_DAYS: i64 = 14;
/// Days of a week.
const WEEK_DAYS: i64 = 7;

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It has passed.
    Late,
    /// Today or tomorrow.
    Soon,
    /// Later.
    Calm,
}

/// A deadline or a moment in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// As it is said: *i morgen kl. 16*.
    pub words: String,
    /// What stands below it: *fredag 20. nov.*
    pub more: String,
    /// The whole date, for paper: *fredag 20. november 2026 kl. 16.00*.
    pub full: String,
    /// For programs: `2026-11-20T16:00-02:00`.
    pub iso: String,
    /// How near it is.
    pub nearness: Nearness,
}

/// A deadline by the clock of whoever owes it.
#[must_use]
pub fn deadline(due: Timestamp, now: Timestamp, zone: &Zone, texts: &Texts) -> When {
    let (at, today) = (zoned(due, zone), zone.day(now));
    let days = days_between(today, at.date());
    let (words, more, nearness) = if due < now {
        let (words, more) = passed(due, now, &at, days, texts);
        (words, more, Nearness::Late)
    } else {
        let (words, more) = ahead(&at, days, today, texts);
        let nearness = if days <= 1 {
            Nearness::Soon
        } else {
            Nearness::Calm
        };
        (words, more, nearness)
    };
    When {
        words,
        more,
        full: full(&at, texts),
        iso: iso(&at),
        nearness,
    }
}

/// A moment that has passed, by the reader's clock.
#[must_use]
pub fn moment(at: Timestamp, now: Timestamp, zone: &Zone, texts: &Texts) -> When {
    let (then, today) = (zoned(at, zone), zone.day(now));
    let days = days_between(then.date(), today);
    let time = exact(then.time(), texts.language());
    let words = match days {
        0 => say!(texts, "when-today", time = time),
        1 => say!(texts, "when-yesterday", time = time),
        2..=WEEKDAY_DAYS => {
            let day = weekday(then.date(), texts);
            say!(texts, "when-past-weekday", day = day, time = time)
        }
        _ => {
            let date = short_date(then.date(), today, texts);
            say!(texts, "when-date-time", date = date, time = time)
        }
    };
    When {
        words,
        more: String::new(),
        full: full(&then, texts),
        iso: iso(&then),
        nearness: Nearness::Calm,
    }
}

/// The name of the month that a day lies in.
#[must_use]
pub fn month_of(date: Date, texts: &Texts) -> &'static str {
    month(date, texts)
}

/// About when something was last, where the hour is all that is known: *i dag kl. 9*, and from two
/// days on the day alone: *torsdag 12. nov.*
#[must_use]
pub fn around(at: Timestamp, now: Timestamp, zone: &Zone, texts: &Texts) -> String {
    let (then, today) = (zoned(at, zone), zone.day(now));
    let time = hour(then.time(), texts.language());
    match days_between(then.date(), today) {
        0 => say!(texts, "when-today", time = time),
        1 => say!(texts, "when-yesterday", time = time),
        _ => {
            let (weekday, date) = (
                weekday(then.date(), texts),
                short_date(then.date(), today, texts),
            );
            say!(texts, "when-weekday-date", weekday = weekday, date = date)
        }
    }
}

/// A day: *tirsdag 12. januar 2027*.
#[must_use]
pub fn day(date: Date, texts: &Texts) -> String {
    let (weekday, month) = (weekday(date, texts), month(date, texts));
    let (day, year) = (date.day().to_string(), date.year().to_string());
    say!(
        texts,
        "when-full-date",
        weekday = weekday,
        day = day,
        month = month,
        year = year
    )
}

/// From one day to another: *16.–20. november 2026*.
#[must_use]
pub fn period(first: Date, last: Date, texts: &Texts) -> String {
    if (first.year(), first.month()) == (last.year(), last.month()) && first != last {
        let [first_day, last_day] = [first, last].map(|it| it.day().to_string());
        let (month, year) = (month(first, texts), first.year().to_string());
        return say!(
            texts,
            "when-period",
            first = first_day,
            last = last_day,
            month = month,
            year = year
        );
    }
    let [from, to] = [first, last].map(|it| plain_date(it, texts));
    if first == last {
        return from;
    }
    say!(texts, "when-period-far", first = from, last = to)
}

/// A day without its weekday: *12. januar 2027*.
#[must_use]
pub fn plain_date(date: Date, texts: &Texts) -> String {
    let (day, month) = (date.day().to_string(), month(date, texts));
    let year = date.year().to_string();
    say!(
        texts,
        "when-date-year",
        day = day,
        month = month,
        year = year
    )
}

/// A moment with its whole date: *20. november 2026 kl. 10.15*.
#[must_use]
pub fn at_clock(at: Timestamp, zone: &Zone, texts: &Texts) -> String {
    let at = zoned(at, zone);
    let date = plain_date(at.date(), texts);
    let time = exact(at.time(), texts.language());
    say!(texts, "when-date-time", date = date, time = time)
}

fn passed(
    due: Timestamp,
    now: Timestamp,
    at: &Zoned,
    days: i64,
    texts: &Texts,
) -> (String, String) {
    let time = hour(at.time(), texts.language());
    if days == 0 {
        let hours = now.ms_since(due).checked_div(HOUR_MS).unwrap_or_default();
        let words = say!(texts, "when-late-hours", hours = hours);
        let more = say!(texts, "when-was-today", time = time);
        return (words, more);
    }
    let late = days.saturating_neg();
    let words = say!(texts, "when-late-days", days = late);
    let day = if late <= WEEKDAY_DAYS {
        weekday(at.date(), texts).to_owned()
    } else {
        short_date(at.date(), at.date(), texts)
    };
    let more = say!(texts, "when-was", day = day, time = time);
    (words, more)
}

fn ahead(at: &Zoned, days: i64, today: Date, texts: &Texts) -> (String, String) {
    let time = hour(at.time(), texts.language());
    let (weekday, date) = (
        weekday(at.date(), texts),
        short_date(at.date(), today, texts),
    );
    match days {
        0 => (say!(texts, "when-today", time = time), String::new()),
        1 => {
            let more = say!(texts, "when-weekday-date", weekday = weekday, date = date);
            (say!(texts, "when-tomorrow", time = time), more)
        }
        2..=WEEKDAY_DAYS => {
            let words = say!(texts, "when-weekday", weekday = weekday, time = time);
            let more = say!(texts, "when-date-in-days", date = date, days = days);
            (words, more)
        }
        _ => {
            let words = say!(texts, "when-weekday-date", weekday = weekday, date = date);
            let more = if days < WEEKS_FROM_DAYS {
                say!(texts, "when-time-in-days", time = time, days = days)
            } else {
                let weeks = days.checked_div(WEEK_DAYS).unwrap_or_default();
                say!(texts, "when-time-in-weeks", time = time, weeks = weeks)
            };
            (words, more)
        }
    }
}

fn zoned(at: Timestamp, zone: &Zone) -> Zoned {
    at.to_jiff().to_zoned(zone.time_zone().clone())
}

fn days_between(from: Date, to: Date) -> i64 {
    let span = from.until(to).map(|span| span.get_days());
    i64::from(span.unwrap_or_default())
}

/// A time of day with its minutes only where there are any: *kl. 16*.
fn hour(time: Time, language: Language) -> String {
    match (time.minute(), language) {
        (0, Language::Danish) => time.hour().to_string(),
        (_, language) => exact(time, language),
    }
}

/// A time of day with its minutes: *09.14*.
fn exact(time: Time, language: Language) -> String {
    let dot = match language {
        Language::Danish => '.',
        Language::English => ':',
    };
    format!("{:02}{dot}{:02}", time.hour(), time.minute())
}

/// *20. nov.*, with the year where it is another one.
fn short_date(date: Date, today: Date, texts: &Texts) -> String {
    let (day, month) = (date.day().to_string(), short_month(date, texts));
    if date.year() == today.year() {
        say!(texts, "when-date", day = day, month = month)
    } else {
        let year = date.year().to_string();
        say!(
            texts,
            "when-date-year",
            day = day,
            month = month,
            year = year
        )
    }
}

fn full(at: &Zoned, texts: &Texts) -> String {
    let (date, time) = (day(at.date(), texts), exact(at.time(), texts.language()));
    say!(texts, "when-date-time", date = date, time = time)
}

fn iso(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// The days of the week, from Monday.
const WEEKDAYS: [[&str; 7]; 2] = [
    [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

/// The months.
const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// The months in short; in Danish with a full stop where something was left out.
const SHORT_MONTHS: [[&str; 12]; 2] = [
    [
        "jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sept.", "okt.", "nov.",
        "dec.",
    ],
    [
        "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
];

const fn row(language: Language) -> usize {
    match language {
        Language::Danish => 0,
        Language::English => 1,
    }
}

fn word<const N: usize>(table: &[[&'static str; N]; 2], place: i8, texts: &Texts) -> &'static str {
    let place = usize::try_from(place).unwrap_or_default();
    let row = table.get(row(texts.language()));
    row.and_then(|row| row.get(place))
        .copied()
        .unwrap_or_default()
}

fn weekday(date: Date, texts: &Texts) -> &'static str {
    word(&WEEKDAYS, date.weekday().to_monday_zero_offset(), texts)
}

fn month(date: Date, texts: &Texts) -> &'static str {
    word(&MONTHS, date.month().saturating_sub(1), texts)
}

fn short_month(date: Date, texts: &Texts) -> &'static str {
    word(&SHORT_MONTHS, date.month().saturating_sub(1), texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::{danish, english};

    /// Thursday 19 November 2026 at 9.30 in Nuuk, as in the design's pictures.
    const NOW: &str = "2026-11-19T09:30";

    fn nuuk(text: &str) -> Timestamp {
        let zoned: Zoned = format!("{text}[America/Nuuk]").parse().unwrap();
        Timestamp::from_jiff(zoned.timestamp())
    }

    fn due(text: &str, texts: &Texts) -> (String, String) {
        let when = deadline(nuuk(text), nuuk(NOW), &Zone::nuuk(), texts);
        (when.words, when.more)
    }

    #[test]
    fn a_deadline_is_said_by_how_near_it_is() {
        let texts = danish();
        for (when, words, more) in [
            (
                "2026-11-17T10:04",
                "2 dage over fristen",
                "frist var tirsdag kl. 10.04",
            ),
            (
                "2026-11-18T16:00",
                "1 dag over fristen",
                "frist var onsdag kl. 16",
            ),
            (
                "2026-11-19T07:00",
                "2 timer over fristen",
                "frist var i dag kl. 7",
            ),
            (
                "2026-11-19T09:10",
                "mindre end en time over fristen",
                "frist var i dag kl. 09.10",
            ),
            (
                "2026-10-01T16:00",
                "49 dage over fristen",
                "frist var 1. okt. kl. 16",
            ),
            ("2026-11-19T16:00", "i dag kl. 16", ""),
            ("2026-11-20T16:00", "i morgen kl. 16", "fredag 20. nov."),
            ("2026-11-23T16:00", "mandag kl. 16", "23. nov., om 4 dage"),
            ("2026-11-30T16:00", "mandag 30. nov.", "kl. 16, om 11 dage"),
            ("2026-12-16T16:00", "onsdag 16. dec.", "kl. 16, om 3 uger"),
            (
                "2027-01-12T16:00",
                "tirsdag 12. jan. 2027",
                "kl. 16, om 7 uger",
            ),
        ] {
            assert_eq!(
                due(when, &texts),
                (words.to_owned(), more.to_owned()),
                "{when}"
            );
        }
        let english = english();
        for (when, words, more) in [
            ("2026-11-17T10:04", "2 days late", "was due Tuesday 10:04"),
            ("2026-11-20T16:00", "tomorrow 16:00", "Friday 20 Nov"),
            ("2026-11-23T16:00", "Monday 16:00", "23 Nov, in 4 days"),
        ] {
            assert_eq!(
                due(when, &english),
                (words.to_owned(), more.to_owned()),
                "{when}"
            );
        }
    }

    #[test]
    fn a_deadline_is_said_by_the_clock_of_who_owes_it_and_in_full_for_paper() {
        let texts = danish();
        let due = nuuk("2026-11-19T23:00");
        let copenhagen = Zone::parse("Europe/Copenhagen").unwrap();
        let there = deadline(due, nuuk(NOW), &copenhagen, &texts);
        assert_eq!(there.words, "i morgen kl. 2");
        assert_eq!(there.full, "fredag 20. november 2026 kl. 02.00");
        assert_eq!(there.iso, "2026-11-20T02:00+01:00");
        assert_eq!(there.nearness, Nearness::Soon);
    }

    #[test]
    fn a_moment_is_said_by_how_long_ago_it_was() {
        let texts = danish();
        for (when, words) in [
            ("2026-11-19T09:14", "i dag kl. 09.14"),
            ("2026-11-18T15:20", "i går kl. 15.20"),
            ("2026-11-17T13:10", "tirsdag kl. 13.10"),
            ("2026-05-04T14:11", "4. maj kl. 14.11"),
            ("2025-05-04T14:11", "4. maj 2025 kl. 14.11"),
        ] {
            assert_eq!(
                moment(nuuk(when), nuuk(NOW), &Zone::nuuk(), &texts).words,
                words
            );
        }
    }
}
