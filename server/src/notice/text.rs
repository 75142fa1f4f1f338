//! The words of a letter: a mail in Danish and English, and the JSON of a webhook.
//!
//! Nothing but the letter and the offices' names and telephone numbers goes in, so that nothing
//! personal can come out. What a letter says depends on the day, not on the minute: sent again, it
//! is the same.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use stafet_shared::{
    handover::{Colour, Kind},
    hash::Hash,
    obligation::List,
    party::OfficeId,
};

use super::{Letter, Line};

/// What letters say beside alarms.
#[derive(Clone, Debug)]
pub struct Book {
    /// The offices' names; one without is named by its id.
    pub names: BTreeMap<OfficeId, String>,
    /// The offices' telephone numbers, as far as they are known.
    pub phones: BTreeMap<OfficeId, String>,
    /// The zone in which deadlines are told.
    pub zone: TimeZone,
}

/// A mail's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A language of the mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Danish,
    English,
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
        let danish = Language::Danish.subject(letter);
        let english = Language::English.subject(letter);
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
        put(body, format_args!("{}\n\n", language.greeting(letter)));
        for line in &letter.lines {
            self.write_line(body, line, language);
        }
        if letter.more > 0 {
            put(body, format_args!("{}\n", language.more(letter.more)));
        }
        put(body, format_args!("\n{}\n\n", language.ending(&self.zone)));
    }

    fn write_line(&self, body: &mut String, line: &Line, language: Language) {
        let alarm = &line.alarm;
        let owner = self.name(&alarm.owner);
        put(
            body,
            format_args!(
                "* {}, {}, {}: {} ({} {})\n",
                alarm.handover.short(),
                language.kind(alarm.kind),
                language.colour(alarm.colour),
                language.state(line, owner),
                language.due(),
                alarm.due.local(&self.zone),
            ),
        );
        if let Some(told) = language.rung(alarm.rung) {
            put(body, format_args!("  {told}\n"));
        }
        if alarm.call {
            let phone = self.phones.get(&alarm.owner).map(String::as_str);
            put(body, format_args!("  {}\n", language.call(owner, phone)));
        }
    }

    fn item(&self, line: &Line) -> Value {
        let alarm = &line.alarm;
        json!({
            "handover": alarm.handover.short(),
            "kind": alarm.kind.name(),
            "colour": alarm.colour.name(),
            "list": alarm.list.name(),
            "owner": alarm.owner.as_str(),
            "owner_name": self.name(&alarm.owner),
            "rung": alarm.rung,
            "due": alarm.due.to_string(),
            "day": line.day,
            "again": line.again,
            "call": alarm.call,
            "phone": self.phones.get(&alarm.owner).filter(|_| alarm.call),
        })
    }

    fn name<'a>(&'a self, office: &'a OfficeId) -> &'a str {
        self.names
            .get(office)
            .map_or(office.as_str(), String::as_str)
    }
}

impl Language {
    fn subject(self, letter: &Letter) -> String {
        let count = letter.count();
        match (self, letter.digest) {
            (Self::Danish, true) => format!("dagens overblik, {count} venter"),
            (Self::Danish, false) => format!("nyt, {count} venter"),
            (Self::English, true) => format!("today's overview, {count} waiting"),
            (Self::English, false) => format!("new, {count} waiting"),
        }
    }

    fn greeting(self, letter: &Letter) -> String {
        let count = letter.count();
        match (self, letter.digest) {
            (Self::Danish, true) => format!("Alt, der venter nu: {count}."),
            (Self::Danish, false) => format!("Nyt, der venter: {count}."),
            (Self::English, true) => format!("Everything that waits now: {count}."),
            (Self::English, false) => format!("New, and waiting: {count}."),
        }
    }

    fn more(self, count: usize) -> String {
        match self {
            Self::Danish => format!("* og {count} flere; se dem i Stafet"),
            Self::English => format!("* and {count} more; see them in Stafet"),
        }
    }

    fn ending(self, zone: &TimeZone) -> String {
        let zone = zone.iana_name().unwrap_or("UTC");
        match self {
            Self::Danish => format!(
                "Næste skridt: Åbn Stafet.\nTider er lokale ({zone}). Denne mail er sendt af et \
                 program og indeholder ingen personoplysninger."
            ),
            Self::English => format!(
                "Next step: open Stafet.\nTimes are local ({zone}). This mail was sent by a \
                 program and holds no personal data."
            ),
        }
    }

    fn state(self, line: &Line, owner: &str) -> String {
        let missing = self.missing(line.alarm.list);
        let again = line.again && line.day.is_some();
        let still = match self {
            Self::Danish if again => "stadig ",
            Self::English if again => "still ",
            Self::Danish | Self::English => "",
        };
        match (self, line.day) {
            (_, None) => format!("{missing} {owner}"),
            (Self::Danish, Some(day)) => format!("{still}{missing} {owner}, dag {day}"),
            (Self::English, Some(day)) => format!("{still}{missing} {owner}, day {day}"),
        }
    }

    /// What is missing, up to the office that owes it.
    const fn missing(self, list: List) -> &'static str {
        match (self, list) {
            (Self::Danish, List::Receipt) => "uden kvittering hos",
            (Self::Danish, List::Expected) => "ventet, men ikke sendt af",
            (Self::Danish, List::FollowUp) => "uden opfølgning hos",
            (Self::Danish, List::Returned) => "ikke leveret, eller afvist, hos",
            (Self::Danish, List::Other) => "uden næste skridt hos",
            (Self::English, List::Receipt) => "without receipt at",
            (Self::English, List::Expected) => "expected, but not sent by",
            (Self::English, List::FollowUp) => "without follow-up at",
            (Self::English, List::Returned) => "not delivered, or declined, at",
            (Self::English, List::Other) => "without the next step at",
        }
    }

    const fn kind(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Danish, Kind::Notification) => "underretning",
            (Self::Danish, Kind::Referral) => "henvisning",
            (Self::Danish, Kind::CaseInformation) => "sagsoplysninger",
            (Self::Danish, Kind::ClosingReport) => "afsluttende rapport",
            (Self::Danish, Kind::FollowUp) => "opfølgning",
            (Self::Danish, Kind::InterimReport) => "delrapport",
            (Self::Danish, Kind::Message) => "besked",
            (Self::English, Kind::Notification) => "notification",
            (Self::English, Kind::Referral) => "referral",
            (Self::English, Kind::CaseInformation) => "case information",
            (Self::English, Kind::ClosingReport) => "closing report",
            (Self::English, Kind::FollowUp) => "follow-up",
            (Self::English, Kind::InterimReport) => "interim report",
            (Self::English, Kind::Message) => "message",
        }
    }

    const fn colour(self, colour: Colour) -> &'static str {
        match (self, colour) {
            (Self::Danish, Colour::Red) => "rød",
            (Self::Danish, Colour::Yellow) => "gul",
            (Self::Danish, Colour::Green) => "grøn",
            (Self::English, Colour::Red) => "red",
            (Self::English, Colour::Yellow) => "yellow",
            (Self::English, Colour::Green) => "green",
        }
    }

    const fn due(self) -> &'static str {
        match self {
            Self::Danish => "frist",
            Self::English => "due",
        }
    }

    /// Who has been told, above the office itself.
    const fn rung(self, rung: u8) -> Option<&'static str> {
        match (self, rung) {
            (_, ..RUNG_LEADERS) => None,
            (Self::Danish, RUNG_LEADERS) => Some("Ledere og administratorer har fået besked."),
            (Self::English, RUNG_LEADERS) => Some("Leaders and administrators have been told."),
            (Self::Danish, RUNG_SUPERVISOR..) => Some("Tilsynsmyndigheden har fået besked."),
            (Self::English, RUNG_SUPERVISOR..) => Some("The supervising authority has been told."),
        }
    }

    fn call(self, office: &str, phone: Option<&str>) -> String {
        match (self, phone) {
            (Self::Danish, Some(phone)) => format!("Ring til {office}: {phone}"),
            (Self::Danish, None) => format!("Ring til {office}"),
            (Self::English, Some(phone)) => format!("Call {office}: {phone}"),
            (Self::English, None) => format!("Call {office}"),
        }
    }
}

/// Bytes of a letter's name.
const ID_BYTES: usize = 16;

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(what);
}
