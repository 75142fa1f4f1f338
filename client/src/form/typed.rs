//! Forms as pages have them: names and texts, in order. A document that is there becomes the texts
//! that one would type to write it again; of two forms the fields of one step can be exchanged.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use stafet_shared::{
    calendar::Zone,
    content::{Blank, Content, CprAnswer, Field, Shape, Value},
};

/// The fields of a form: their names and their texts.
pub type Texts = Vec<(String, String)>;

/// How a page writes a time: by the clock on the wall, to the minute.
const WALL_CLOCK: &str = "%Y-%m-%dT%H:%M";
/// What somebody writes who does not know a CPR number.
pub const CPR_UNKNOWN: &str = "ukendt";

/// What one would type to write a document again, times by the clock of a zone.
#[must_use]
pub fn of_document(content: &Content, zone: &Zone) -> Texts {
    let mut writer = Writer {
        zone,
        texts: Texts::new(),
    };
    writer.fields(&content.answered().fields, "");
    writer.texts
}

/// The texts of a form with those of some of its blanks typed anew.
#[must_use]
pub fn exchanged(
    known: &[(String, String)],
    typed: &[(String, String)],
    blanks: &[Blank],
) -> Texts {
    let names = top_names(blanks);
    let is_meant = |name: &str| names.contains(top(name));
    let kept = known.iter().filter(|(name, _)| !is_meant(name));
    let anew = typed.iter().filter(|(name, _)| is_meant(name));
    let anew: Texts = anew.cloned().collect();
    kept.cloned().chain(without_gaps(anew)).collect()
}

/// Whether a field belongs to one of these blanks.
#[must_use]
pub fn is_of(field: &str, blanks: &[Blank]) -> bool {
    top_names(blanks).contains(top(field))
}

/// The same with the times that a page has written, which name no zone, as documents have them.
#[must_use]
pub fn with_zone(texts: &[(String, String)], blanks: &[Blank], zone: &Zone) -> Texts {
    let is_time = |name: &str| {
        let mut blanks = blanks.iter();
        blanks.any(|blank| blank.name == name && matches!(blank.shape, Shape::Instant))
    };
    let with_zone = texts.iter().map(|(name, text)| {
        let written = text.trim().parse::<DateTime>().ok();
        let local = written.filter(|_| is_time(name));
        let at = local.and_then(|at| at.to_zoned(zone.time_zone().clone()).ok());
        let text = at.map_or_else(|| text.clone(), |at| at.timestamp().to_string());
        (name.clone(), text)
    });
    with_zone.collect()
}

struct Writer<'a> {
    zone: &'a Zone,
    texts: Texts,
}

impl Writer<'_> {
    fn fields(&mut self, fields: &[Field<'_>], path: &str) {
        for field in fields {
            if let Some(value) = &field.value {
                self.value(value, &format!("{path}{}", field.name), path);
            }
        }
    }

    fn value(&mut self, value: &Value<'_>, name: &str, path: &str) {
        let text = match value {
            Value::Section(fields) => {
                // A section without a name stands among its neighbours.
                let below = if name == path {
                    path.to_owned()
                } else {
                    format!("{name}.")
                };
                return self.fields(fields, &below);
            }
            Value::Sections(things) => {
                for (number, fields) in things.iter().enumerate() {
                    self.fields(fields, &format!("{name}.{number}."));
                }
                return;
            }
            Value::Period(from, to) => {
                self.text(format!("{name}.from"), from.to_string());
                self.text(format!("{name}.to"), to.to_string());
                return;
            }
            Value::Text(text) => (*text).to_owned(),
            Value::Day(day) => day.to_string(),
            Value::Instant(at) => {
                let at = at.to_jiff().to_zoned(self.zone.time_zone().clone());
                at.strftime(WALL_CLOCK).to_string()
            }
            Value::Count(count) => count.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Word(choice) => choice.name.to_owned(),
            Value::Office(office) => office.to_string(),
            Value::Cpr(CprAnswer::NotGiven) | Value::Files(_) => return,
            Value::Cpr(CprAnswer::Unknown) => CPR_UNKNOWN.to_owned(),
            Value::Cpr(answer @ CprAnswer::Known(_)) => {
                answer.expose().unwrap_or_default().to_owned()
            }
            Value::Lines(lines) => joined(lines.iter().map(|it| it.expose().to_owned())),
            // No document of a kind holds another one.
            Value::Act(_) | Value::Document(_) => return,
        };
        self.text(name.to_owned(), text);
    }

    fn text(&mut self, name: String, text: String) {
        self.texts.push((name, text));
    }
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// The first part of a field's name.
fn top(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// The names of blanks, and of those in a section without a name.
fn top_names(blanks: &[Blank]) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for blank in blanks {
        if let (Shape::Section(below), true) = (&blank.shape, blank.name.is_empty()) {
            names.extend(top_names(below));
        } else {
            names.insert(blank.name);
        }
    }
    names
}

/// The same with the things of a list counted without gaps: who empties one takes it out.
fn without_gaps(texts: Texts) -> Texts {
    let mut filled: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (name, text) in &texts {
        if let Some((list, number, _)) = thing(name)
            && !text.trim().is_empty()
        {
            filled.entry(list.to_owned()).or_default().insert(number);
        }
    }
    let counted = texts.into_iter().filter_map(|(name, text)| {
        let Some((list, number, rest)) = thing(&name) else {
            return Some((name, text));
        };
        let numbers = filled.get(list)?;
        let place = numbers.iter().position(|it| *it == number)?;
        Some((format!("{list}.{place}.{rest}"), text))
    });
    counted.collect()
}

/// `check_list.items.2.what` as the list, the number of the thing, and what it is of it.
fn thing(name: &str) -> Option<(&str, usize, &str)> {
    let mut from = 0;
    while let Some(dot) = name.get(from..)?.find('.') {
        let start = from.saturating_add(dot).saturating_add(1);
        let rest = name.get(start..)?;
        if let Some((number, rest)) = rest.split_once('.')
            && let Ok(number) = number.parse()
        {
            let list = name.get(..start.saturating_sub(1))?;
            return Some((list, number, rest));
        }
        from = start;
    }
    None
}

#[cfg(test)]
mod tests {
    use stafet_shared::words::Kind;

    use super::*;
    use crate::form::blanks_of;

    fn text(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn who_empties_a_thing_takes_it_out() {
        let blanks = blanks_of(Kind::CaseInformation);
        let typed = [
            text("_token", "x"),
            text("items.0.what", " "),
            text("items.1.what", "Handleplan"),
            text("items.3.what", "Samtykke"),
            text("items.3.state", "attached"),
        ];
        let known = [text("subject", "Emne"), text("items.0.what", "Gammelt")];
        let only = |name: &str| {
            let blanks = blanks.iter().filter(|it| it.name == name);
            blanks.cloned().collect::<Vec<_>>()
        };
        assert_eq!(
            exchanged(&known, &typed, &only("")),
            [
                text("subject", "Emne"),
                text("items.0.what", "Handleplan"),
                text("items.1.what", "Samtykke"),
                text("items.1.state", "attached"),
            ]
        );
    }

    #[test]
    fn a_time_without_a_zone_is_by_the_clock_of_the_office() {
        let blanks = blanks_of(Kind::Notification);
        let typed = [
            text("reported_at", "2026-09-02T14:20"),
            text("subject", "2026-09-02T14:20"),
        ];
        let zoned = with_zone(&typed, &blanks, &Zone::nuuk());
        assert_eq!(zoned[0].1, "2026-09-02T15:20:00Z");
        assert_eq!(zoned[1].1, "2026-09-02T14:20");
    }
}
