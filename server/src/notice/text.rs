//! The words of a letter: a mail in Danish and English, and the JSON of a webhook.
//!
//! Nothing but the letter and what the directory says of offices goes in, so that nothing personal
//! can come out. What a letter says depends on the day, not on the minute: sent again, it is the
//! same.

mod phrases;

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use stafet_shared::{
    hash::Hash,
    party::OfficeId,
    watch::{Told, Unheard},
    words::{Language, Rung},
};

use self::phrases::{
    again, call, counted, ending, greeting, header, listed, more, none_told, outage, several,
    standing, subject, told, unheard, unwritten, waiting,
};
use super::{
    Letter, Line, Mail,
    letter::{Call, Several, Standing},
    plan::Offices,
};

/// What letters say beside notices.
#[derive(Clone, Debug)]
pub struct Book {
    /// What the directory says about offices; one without a name is named by its id.
    pub offices: Offices,
    /// The telephone numbers that the settings have: they go before the offices' own.
    pub phones: BTreeMap<OfficeId, String>,
    /// The zone in which deadlines are told to whom the directory does not know.
    pub zone: TimeZone,
}

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
        let lines = letter.lines.iter().map(|line| self.item(line));
        let several = letter.several.iter().map(|one| self.together(one));
        let standing = letter.standing.iter().map(|one| self.count(one));
        let calls = letter.calls.iter().map(|call| self.call(call));
        let outages = letter
            .outages
            .iter()
            .map(|owed| json!({"outage": owed.outage.long(), "due": owed.due.to_string()}));
        json!({
            "type": if letter.digest { "stafet.digest" } else { "stafet.notice" },
            "data": {
                "to": letter.recipient.office.as_str(),
                "items": lines.collect::<Vec<_>>(),
                "several": several.collect::<Vec<_>>(),
                "standing": standing.collect::<Vec<_>>(),
                "outages": outages.collect::<Vec<_>>(),
                "calls": calls.collect::<Vec<_>>(),
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
        let zone = self.zone_of(&letter.recipient.office);
        put(body, format_args!("{}\n", greeting(language, letter)));
        self.write_news(body, letter, (language, zone));
        if !letter.outages.is_empty() {
            put(body, format_args!("\n"));
        }
        for owed in &letter.outages {
            let line = outage(language, &owed.due.local(zone));
            put(body, format_args!("* {line}\n"));
        }
        if !letter.standing.is_empty() {
            put(body, format_args!("\n{}\n", counted(language)));
            for one in &letter.standing {
                let owner = self.at(&one.owner, letter, language);
                put(
                    body,
                    format_args!("* {}\n", standing(language, one, &owner)),
                );
            }
        }
        if !letter.calls.is_empty() {
            put(body, format_args!("\n"));
            for one in &letter.calls {
                let phone = self.phone(&one.office);
                let line = call(language, (self.name(&one.office), phone), one.matters);
                put(body, format_args!("* {line}\n"));
            }
        }
        put(body, format_args!("\n{}\n\n", ending(language, zone)));
    }

    /// What is new, by office.
    fn write_news(
        &self,
        body: &mut String,
        letter: &Letter,
        (language, zone): (Language, &TimeZone),
    ) {
        let mut owner = None;
        for line in &letter.lines {
            if owner != Some(&line.notice.owner) {
                owner = Some(&line.notice.owner);
                let at = self.at(&line.notice.owner, letter, language);
                put(body, format_args!("\n{}\n", header(language, &at)));
            }
            self.write_line(body, line, (language, zone));
        }
        if !letter.several.is_empty() {
            put(body, format_args!("\n"));
        }
        for one in &letter.several {
            self.write_several(body, (letter, one), (language, zone));
        }
        if letter.more > 0 {
            put(body, format_args!("* {}\n", more(language, letter.more)));
        }
    }

    /// What comes near or has climbed together: how often each thing, and until when.
    fn write_several(
        &self,
        body: &mut String,
        (letter, one): (&Letter, &Several),
        (language, zone): (Language, &TimeZone),
    ) {
        let sorts = one
            .sorts
            .iter()
            .map(|(duty, count)| format!("{count} × {}", duty.words(language)));
        let sorts = sorts.collect::<Vec<_>>().join("; ");
        let (first, last) = one.due;
        let due = [first, last].map(|due| due.local(zone));
        let at = self.at(&one.owner, letter, language);
        let line = several(language, (one, &sorts), due);
        put(body, format_args!("* {at}: {line}\n"));
        if let Some(text) = self.told(&one.told, one.rung, language) {
            put(body, format_args!("  {text}\n"));
        }
    }

    fn write_line(&self, body: &mut String, line: &Line, (language, zone): (Language, &TimeZone)) {
        let notice = &line.notice;
        put(
            body,
            format_args!(
                "* {}, {}, {}: {}{} ({})\n",
                notice.handover.short(),
                notice.kind.words(language).to_lowercase(),
                notice.colour.words(language),
                notice.duty.words(language),
                again(language, line),
                waiting(language, &notice.due.local(zone)),
            ),
        );
        if let Some(text) = self.told(&notice.told, notice.rung, language) {
            put(body, format_args!("  {text}\n"));
        }
        if !line.unwritten.is_empty() {
            let names = line.unwritten.iter().map(|id| self.name(id));
            let names = listed(language, &names.collect::<Vec<_>>());
            put(body, format_args!("  {}\n", unwritten(language, &names)));
        }
    }

    /// Who has been told, beside the two sides, and who could not be.
    fn told(&self, who: &Told, rung: u8, language: Language) -> Option<String> {
        let names: Vec<&str> = who.offices.iter().map(|id| self.name(id)).collect();
        let missing: Vec<String> = who
            .unheard
            .iter()
            .map(|one| self.unheard(one, language))
            .collect();
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        let first = match names.is_empty() {
            false => Some(told(language, &listed(language, &names))),
            true if rung >= Rung::Leaders.code() => Some(none_told(language).to_owned()),
            true => None,
        };
        let second =
            (!missing.is_empty()).then(|| phrases::missing(language, &listed(language, &missing)));
        let parts: Vec<String> = [first, second].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn unheard(&self, who: &Unheard, language: Language) -> String {
        match who {
            Unheard::Office(office) => unheard::office(language, self.name(office)),
            Unheard::Leaders(organisation) => {
                let name = self.offices.organisations.get(organisation);
                let name = name.map_or(organisation.as_str(), String::as_str);
                unheard::leaders(language, name)
            }
            Unheard::Authority => unheard::authority(language).to_owned(),
        }
    }

    fn item(&self, line: &Line) -> Value {
        let notice = &line.notice;
        let missing = notice.told.unheard.iter().map(Unheard::name);
        json!({
            "handover": notice.handover.short(),
            "kind": notice.kind.name(),
            "colour": notice.colour.name(),
            "list": notice.list.name(),
            "duty": notice.duty.name(),
            "owner": notice.owner.as_str(),
            "owner_name": self.name(&notice.owner),
            "rung": notice.rung,
            "due": notice.due.to_string(),
            "day": line.day,
            "again": line.again,
            "told": ids(&notice.told.offices),
            "not_told": missing.collect::<Vec<_>>(),
            "no_letters": ids(&line.unwritten),
        })
    }

    fn together(&self, one: &Several) -> Value {
        let sorts = one.sorts.iter();
        let sorts = sorts.map(|(duty, count)| json!({"duty": duty.name(), "count": count}));
        let missing = one.told.unheard.iter().map(Unheard::name);
        json!({
            "owner": one.owner.as_str(),
            "owner_name": self.name(&one.owner),
            "rung": one.rung,
            "sorts": sorts.collect::<Vec<_>>(),
            "first_due": one.due.0.to_string(),
            "last_due": one.due.1.to_string(),
            "told": ids(&one.told.offices),
            "not_told": missing.collect::<Vec<_>>(),
        })
    }

    fn count(&self, one: &Standing) -> Value {
        json!({
            "owner": one.owner.as_str(),
            "owner_name": self.name(&one.owner),
            "open": one.open,
            "overdue": one.overdue,
            "new": one.fresh,
        })
    }

    fn call(&self, call: &Call) -> Value {
        json!({
            "office": call.office.as_str(),
            "name": self.name(&call.office),
            "phone": self.phone(&call.office),
            "matters": call.matters,
        })
    }

    /// An office as its letter names it: the reader's own is *you*.
    fn at(&self, office: &OfficeId, letter: &Letter, language: Language) -> String {
        if *office == letter.recipient.office {
            language.choose("hos jer", "at your office").to_owned()
        } else {
            format!("{} {}", language.choose("hos", "at"), self.name(office))
        }
    }

    fn phone(&self, office: &OfficeId) -> Option<&str> {
        let phones = [&self.phones, &self.offices.phones];
        let mut known = phones.into_iter().filter_map(|all| all.get(office));
        known.next().map(String::as_str)
    }

    fn zone_of(&self, office: &OfficeId) -> &TimeZone {
        let calendar = self.offices.calendars.get(office);
        calendar.map_or(&self.zone, |calendar| calendar.zone.time_zone())
    }

    fn name<'a>(&'a self, office: &'a OfficeId) -> &'a str {
        let name = self.offices.names.get(office);
        name.map_or(office.as_str(), String::as_str)
    }
}

fn ids(offices: &[OfficeId]) -> Vec<String> {
    offices.iter().map(ToString::to_string).collect()
}

/// Bytes of a letter's name.
const ID_BYTES: usize = 16;

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(what);
}
