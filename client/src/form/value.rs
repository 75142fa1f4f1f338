//! What an author wrote, whether in a file or on a page: the one thing that forms are read from.

use std::collections::BTreeMap;

use stafet_shared::words::spelling::composed;
use zeroize::Zeroizing;

/// A section: values by their names.
pub type Section = BTreeMap<String, Value>;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, every letter in its one form.
    Text(String),
    /// A day or a time, as it is written.
    When(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Several values.
    List(Vec<Self>),
    /// A section of its own.
    Section(Section),
    /// Something that no field holds.
    Other,
}

/// A text that was typed, or nothing.
impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(composed(&Zeroizing::new(text.unwrap_or_default())))
    }
}

/// Texts that were typed one by one.
impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts.into_iter().map(|it| Some(it).into()).collect())
    }
}

/// What a TOML table holds.
#[must_use]
pub fn section(table: toml::Table) -> Section {
    let values = table.into_iter();
    values.map(|(name, value)| (name, of_toml(value))).collect()
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Some(text).into(),
        toml::Value::Datetime(when) => Value::When(when.to_string()),
        toml::Value::Integer(number) => Value::Number(number),
        toml::Value::Boolean(flag) => Value::Flag(flag),
        toml::Value::Array(items) => Value::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => Value::Section(section(table)),
        toml::Value::Float(_) => Value::Other,
    }
}
