//! A TOML table whose fields are taken one by one; what is left over was not meant.

use stafet_shared::{
    content::{Fault, display_safe_line},
    party::OfficeId,
};
use toml::{Table, Value};

use crate::text::{Texts, say};

/// One thing in a file or on the command line that has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A field of the file's own.
    Field {
        /// The field, with the section it stands in.
        name: String,
        /// What is wrong with it.
        flaw: FieldFlaw,
    },
    /// A field of the document.
    Content(Fault),
}

/// What can be wrong with a field before its content is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFlaw {
    /// It is not there.
    Missing,
    /// It has no meaning.
    Unknown,
    /// It is no text.
    NotText,
    /// It is neither true nor false.
    NotYesNo,
    /// It is no section.
    NotSection,
    /// It is none of these words.
    NotAChoice(Vec<&'static str>),
    /// It is no office's id.
    NotAnOffice,
}

impl Wrong {
    /// What to tell the author.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let (name, flaw) = match self {
            Self::Content(fault) => return texts.fault(fault),
            Self::Field { name, flaw } => (display_safe_line(name), flaw),
        };
        let what = match flaw {
            FieldFlaw::Missing => say!(texts, "flaw-missing"),
            FieldFlaw::Unknown => say!(texts, "flaw-unknown"),
            FieldFlaw::NotText => say!(texts, "flaw-not-text"),
            FieldFlaw::NotYesNo => say!(texts, "flaw-not-yes-no"),
            FieldFlaw::NotSection => say!(texts, "flaw-not-table", name = name.as_str()),
            FieldFlaw::NotAChoice(words) => {
                say!(texts, "flaw-choice", choices = words.join(", "))
            }
            FieldFlaw::NotAnOffice => say!(texts, "flaw-office"),
        };
        format!("{name} {what}")
    }

    /// Whether both are about one field. The document names a field without its section
    /// `content`.
    pub(super) fn same_field(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    fn name(&self) -> &str {
        match self {
            Self::Field { name, .. } => name.strip_prefix("content.").unwrap_or(name),
            Self::Content(fault) => fault.field,
        }
    }
}

/// A table on its way to be read.
pub(super) struct Fields {
    /// `content.`, or nothing for the file itself.
    prefix: String,
    table: Table,
    wrong: Vec<Wrong>,
}

impl Fields {
    pub(super) const fn root(table: Table) -> Self {
        Self {
            prefix: String::new(),
            table,
            wrong: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.table.remove(name)
    }

    /// A text, if there is one.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_)
            | Value::Array(_)
            | Value::Table(_) => self.note(name, FieldFlaw::NotText),
        }
    }

    /// A day, as a TOML date or a text; the document itself decides whether it is one.
    pub(super) fn day(&mut self, name: &str) -> Option<String> {
        match self.table.get(name)? {
            Value::Datetime(day) => {
                let day = day.to_string();
                self.table.remove(name);
                Some(day)
            }
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Array(_)
            | Value::Table(_) => self.text(name),
        }
    }

    /// Yes or no, if it is said.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Value::Boolean(flag) => Some(flag),
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Datetime(_)
            | Value::Array(_)
            | Value::Table(_) => self.note(name, FieldFlaw::NotYesNo),
        }
    }

    /// One of some words.
    pub(super) fn choice<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Option<T>,
        words: impl FnOnce() -> Vec<&'static str>,
    ) -> Option<T> {
        let word = self.required(name)?;
        match read(word.trim()) {
            Some(choice) => Some(choice),
            None => self.note(name, FieldFlaw::NotAChoice(words())),
        }
    }

    /// An office's id, if there is one.
    pub(super) fn office(&mut self, name: &str) -> Option<OfficeId> {
        let text = self.text(name)?;
        match OfficeId::parse(text.trim()) {
            Ok(office) => Some(office),
            Err(_) => self.note(name, FieldFlaw::NotAnOffice),
        }
    }

    /// An office's id that must be there.
    pub(super) fn required_office(&mut self, name: &str) -> Option<OfficeId> {
        if self.table.contains_key(name) {
            self.office(name)
        } else {
            self.note(name, FieldFlaw::Missing)
        }
    }

    /// A section; an empty one if there is none, so that its fields are missed one by one.
    pub(super) fn section(&mut self, name: &str) -> Self {
        let table = match self.take(name) {
            Some(Value::Table(table)) => table,
            None => Table::new(),
            Some(_) => {
                self.note::<()>(name, FieldFlaw::NotSection);
                Table::new()
            }
        };
        Self {
            prefix: format!("{}{name}.", self.prefix),
            ..Self::root(table)
        }
    }

    /// All that is wrong, fields that nobody took included.
    pub(super) fn finish(mut self) -> Vec<Wrong> {
        let left: Vec<String> = self.table.keys().cloned().collect();
        for name in left {
            self.note::<()>(&name, FieldFlaw::Unknown);
        }
        self.wrong
    }

    fn required(&mut self, name: &str) -> Option<String> {
        if self.table.contains_key(name) {
            self.text(name)
        } else {
            self.note(name, FieldFlaw::Missing)
        }
    }

    fn note<T>(&mut self, name: &str, flaw: FieldFlaw) -> Option<T> {
        let name = format!("{}{name}", self.prefix);
        self.wrong.push(Wrong::Field { name, flaw });
        None
    }
}
