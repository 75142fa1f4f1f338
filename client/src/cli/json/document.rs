//! What was said under seal, in JSON: the fields of the files that authors write.

#[cfg(test)]
mod tests;

use serde_json::{Map, Value as Json, json};
use stafet_shared::content::{Answered, Content, Field, Value};

use crate::{
    face::document::{Mask, cpr},
    text::Texts,
};

/// A document: its `type`, and its fields with the names that they have in files.
pub(super) fn document(content: &Content, mask: Mask, texts: &Texts) -> Json {
    of_answered(&content.answered(), mask, texts)
}

fn of_answered(answered: &Answered<'_>, mask: Mask, texts: &Texts) -> Json {
    let mut all = of_fields(&answered.fields, mask, texts);
    all.insert("type".to_owned(), answered.name.into());
    Json::Object(all)
}

/// A section without a name stands among its neighbours; files are told of apart.
fn of_fields(fields: &[Field<'_>], mask: Mask, texts: &Texts) -> Map<String, Json> {
    let mut all = Map::new();
    for field in fields {
        match &field.value {
            Some(Value::Section(within)) if field.name.is_empty() => {
                all.extend(of_fields(within, mask, texts));
            }
            Some(Value::Files(_)) => {}
            Some(value) => {
                all.insert(field.name.to_owned(), of_value(value, mask, texts));
            }
            None => {
                all.insert(field.name.to_owned(), Json::Null);
            }
        }
    }
    all
}

fn of_value(value: &Value<'_>, mask: Mask, texts: &Texts) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Day(day) => json!(day.to_string()),
        Value::Instant(instant) => json!(instant.to_string()),
        Value::Count(count) => json!(count),
        Value::Flag(flag) => json!(flag),
        Value::Word(choice) => json!(choice.name),
        Value::Office(office) => json!(office.as_str()),
        Value::Cpr(answer) => json!(cpr(answer, mask, texts)),
        Value::Lines(lines) => lines.iter().map(|line| json!(line.expose())).collect(),
        Value::Period(from, to) => json!({"from": from.to_string(), "to": to.to_string()}),
        Value::Section(fields) => Json::Object(of_fields(fields, mask, texts)),
        Value::Sections(sections) => {
            let sections = sections.iter();
            sections
                .map(|fields| Json::Object(of_fields(fields, mask, texts)))
                .collect()
        }
        Value::Act(act) => json!(act.long()),
        Value::Document(answered) => of_answered(answered, mask, texts),
        Value::Files(_) => Json::Null,
    }
}
