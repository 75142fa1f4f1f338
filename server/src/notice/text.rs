//! The words of a letter: a mail in Danish and English, and the JSON of a webhook.
//!
//! Nothing but the letter and the offices' names and telephone numbers goes in, so that nothing
//! personal can come out. What a letter says depends on the day, not on the minute: sent again, it
//! is the same.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use stafet_shared::{
    hash::Hash,
    party::OfficeId,
    words::{Language, List},
};

use super::{Letter, Line, Mail};

/// What letters say beside notices.
#[derive(Clone, Debug)]
pub struct Book {
    /// The offices' names; one without is named by its id.
    pub names: BTreeMap<OfficeId, String>,
    /// The offices' telephone numbers, as far as they are known.
    pub phones: BTreeMap<OfficeId, String>,
    /// The zone in which deadlines are told.
    pub zone: TimeZone,
}

/// The rung at which leaders and administrators are told.
const RUNG_LEADERS: u8 = 3;
/// The rung at which the supervising authority is told.
const RUNG_SUPERVISOR: u8 = 4;

impl Book {
    /// The letter as a mail, Danish first.
    #[must_use]
    pub fn mail(&self, letter: &Letter) -> Mail {
        if let Some(weekly) = &letter.weekly {
            return weekly.mail();
        }
        let danish = subject(Language::Danish, letter);
        let english = subject(Language::English, letter);
        let mut body = String::new();
        for language in [Language::Danish, Language::English] {
            self.write(&mut body, letter, language);
        }
        Mail {
            subject: format!("Stafet: {danish} / {english}"),
            body,
        }
    }

    /// The letter as a webhook's body. The same letter has the same body.
    #[must_use]
    pub fn webhook(&self, letter: &Letter) -> Value {
        if let Some(weekly) = &letter.weekly {
            return weekly.webhook(&letter.recipient.office);
        }
        let lines: Vec<Value> = letter.lines.iter().map(|line| self.item(line)).collect();
        json!({
            "type": if letter.digest { "stafet.digest" } else { "stafet.notice" },
            "data": {
                "to": letter.recipient.office.as_str(),
                "items": lines,
                "more": letter.more,
            },
        })
    }

    /// Names a letter: the same for the same letter sent again, another one for the next. A
    /// week's list is the same letter, though it tells of the instant at which it is sent.
    #[must_use]
    pub fn id(&self, letter: &Letter, delivered: u64) -> String {
        let recipient = &letter.recipient;
        let about = match &letter.weekly {
            Some(weekly) => format!("weekly {}", weekly.list.week),
            None => format!("{delivered} {}", self.webhook(letter)),
        };
        let text = format!("{} {} {about}", recipient.office, recipient.way.name());
        let hash = Hash::of(text.as_bytes());
        let mut id = "msg_".to_owned();
        for byte in hash.as_bytes().iter().take(ID_BYTES) {
            put(&mut id, format_args!("{byte:02x}"));
        }
        id
    }

    fn write(&self, body: &mut String, letter: &Letter, language: Language) {
        put(body, format_args!("{}\n\n", greeting(language, letter)));
        for line in &letter.lines {
            self.write_line(body, line, language);
        }
        if letter.more > 0 {
            put(body, format_args!("{}\n", more(language, letter.more)));
        }
        put(body, format_args!("\n{}\n\n", ending(language, &self.zone)));
    }

    fn write_line(&self, body: &mut String, line: &Line, language: Language) {
        let notice = &line.notice;
        let owner = self.name(&notice.owner);
        put(
            body,
            format_args!(
                "* {}, {}, {}: {} ({} {})\n",
                notice.handover.short(),
                notice.kind.words(language).to_lowercase(),
                notice.colour.words(language),
                state(language, line, owner),
                due(language),
                notice.due.local(&self.zone),
            ),
        );
        if let Some(told) = rung(language, notice.rung) {
            put(body, format_args!("  {told}\n"));
        }
        if notice.call {
            let phone = self.phones.get(&notice.owner).map(String::as_str);
            put(body, format_args!("  {}\n", call(language, owner, phone)));
        }
    }

    fn item(&self, line: &Line) -> Value {
        let notice = &line.notice;
        json!({
            "handover": notice.handover.short(),
            "kind": notice.kind.name(),
            "colour": notice.colour.name(),
            "list": notice.list.name(),
            "owner": notice.owner.as_str(),
            "owner_name": self.name(&notice.owner),
            "rung": notice.rung,
            "due": notice.due.to_string(),
            "day": line.day,
            "again": line.again,
            "call": notice.call,
            "phone": self.phones.get(&notice.owner).filter(|_| notice.call),
        })
    }

    fn name<'a>(&'a self, office: &'a OfficeId) -> &'a str {
        self.names
            .get(office)
            .map_or(office.as_str(), String::as_str)
    }
}

fn subject(language: Language, letter: &Letter) -> String {
    let count = letter.count();
    match (language, letter.digest) {
        (Language::Danish, true) => format!("dagens overblik, {count} venter"),
        (Language::Danish, false) => format!("nyt, {count} venter"),
        (Language::English, true) => format!("today's overview, {count} waiting"),
        (Language::English, false) => format!("new, {count} waiting"),
    }
}

fn greeting(language: Language, letter: &Letter) -> String {
    let count = letter.count();
    match (language, letter.digest) {
        (Language::Danish, true) => format!("Alt, der venter nu: {count}."),
        (Language::Danish, false) => format!("Nyt, der venter: {count}."),
        (Language::English, true) => format!("Everything that waits now: {count}."),
        (Language::English, false) => format!("New, and waiting: {count}."),
    }
}

fn more(language: Language, count: usize) -> String {
    match language {
        Language::Danish => format!("* og {count} flere; se dem i Stafet"),
        Language::English => format!("* and {count} more; see them in Stafet"),
    }
}

fn ending(language: Language, zone: &TimeZone) -> String {
    let zone = zone.iana_name().unwrap_or("UTC");
    match language {
        Language::Danish => format!(
            "Næste skridt: Åbn Stafet.\nTider er lokale ({zone}). Denne mail er sendt af et \
             program og indeholder ingen personoplysninger."
        ),
        Language::English => format!(
            "Next step: open Stafet.\nTimes are local ({zone}). This mail was sent by a \
             program and holds no personal data."
        ),
    }
}

fn state(language: Language, line: &Line, owner: &str) -> String {
    let missing = missing(language, line.notice.list);
    let again = line.again && line.day.is_some();
    let still = match language {
        Language::Danish if again => "stadig ",
        Language::English if again => "still ",
        Language::Danish | Language::English => "",
    };
    match (language, line.day) {
        (_, None) => format!("{missing} {owner}"),
        (Language::Danish, Some(day)) => format!("{still}{missing} {owner}, dag {day}"),
        (Language::English, Some(day)) => format!("{still}{missing} {owner}, day {day}"),
    }
}

/// What is missing, up to the office that owes it.
const fn missing(language: Language, list: List) -> &'static str {
    match (language, list) {
        (Language::Danish, List::Action) => "uden handling hos",
        (Language::Danish, List::Receipt) => "uden kvittering hos",
        (Language::Danish, List::Expected) => "ventet, men ikke sendt af",
        (Language::Danish, List::FollowUp) => "uden opfølgning hos",
        (Language::Danish, List::Returned) => "ikke leveret, eller afvist, hos",
        (Language::Danish, List::Other) => "uden næste skridt hos",
        (Language::English, List::Action) => "without action at",
        (Language::English, List::Receipt) => "without receipt at",
        (Language::English, List::Expected) => "expected, but not sent by",
        (Language::English, List::FollowUp) => "without follow-up at",
        (Language::English, List::Returned) => "not delivered, or declined, at",
        (Language::English, List::Other) => "without the next step at",
    }
}

const fn due(language: Language) -> &'static str {
    match language {
        Language::Danish => "frist",
        Language::English => "due",
    }
}

/// Who has been told, above the office itself.
const fn rung(language: Language, rung: u8) -> Option<&'static str> {
    match (language, rung) {
        (_, ..RUNG_LEADERS) => None,
        (Language::Danish, RUNG_LEADERS) => Some("Ledere og administratorer har fået besked."),
        (Language::English, RUNG_LEADERS) => Some("Leaders and administrators have been told."),
        (Language::Danish, RUNG_SUPERVISOR..) => Some("Tilsynsmyndigheden har fået besked."),
        (Language::English, RUNG_SUPERVISOR..) => Some("The supervising authority has been told."),
    }
}

fn call(language: Language, office: &str, phone: Option<&str>) -> String {
    match (language, phone) {
        (Language::Danish, Some(phone)) => format!("Ring til {office}: {phone}"),
        (Language::Danish, None) => format!("Ring til {office}"),
        (Language::English, Some(phone)) => format!("Call {office}: {phone}"),
        (Language::English, None) => format!("Call {office}"),
    }
}
/// Bytes of a letter's name.
const ID_BYTES: usize = 16;

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(what);
}
