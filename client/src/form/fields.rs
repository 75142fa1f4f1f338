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
        /// Which item of a list, counted from 1; `None` for a field outside lists.
        item: Option<usize>,
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
    /// It is no whole number.
    NotNumber,
    /// It is no list.
    NotList,
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
        let (name, item, flaw) = match self {
            Self::Content(fault) => return texts.fault(fault),
            Self::Field { name, item, flaw } => (display_safe_line(name), *item, flaw),
        };
        let what = match flaw {
            FieldFlaw::Missing => say!(texts, "flaw-missing"),
            FieldFlaw::Unknown => say!(texts, "flaw-unknown"),
            FieldFlaw::NotText => say!(texts, "flaw-not-text"),
            FieldFlaw::NotYesNo => say!(texts, "flaw-not-yes-no"),
            FieldFlaw::NotNumber => say!(texts, "flaw-not-number"),
            FieldFlaw::NotList => say!(texts, "flaw-not-list"),
            FieldFlaw::NotSection => {
                // TOML writes a section of a list in double brackets.
                let section = item.map_or_else(|| name.clone(), |_| format!("[{name}]"));
                say!(texts, "flaw-not-table", name = section)
            }
            FieldFlaw::NotAChoice(words) => {
                say!(texts, "flaw-choice", choices = words.join(", "))
            }
            FieldFlaw::NotAnOffice => say!(texts, "flaw-office"),
        };
        match item {
            None => format!("{name} {what}"),
            Some(item) => format!("{name} ({item}) {what}"),
        }
    }

    /// Whether both are about one field. The document names a field without its section
    /// `content`.
    pub(super) fn same_field(&self, other: &Self) -> bool {
        self.place() == other.place()
    }

    fn place(&self) -> (&str, Option<usize>) {
        match self {
            Self::Field { name, item, .. } => {
                (name.strip_prefix("content.").unwrap_or(name), *item)
            }
            Self::Content(fault) => (fault.field, fault.item),
        }
    }
}

/// A table on its way to be read.
pub(super) struct Fields {
    /// `content.`, or nothing for the file itself.
    prefix: String,
    /// Which item of a list this table is, counted from 1.
    item: Option<usize>,
    table: Table,
    wrong: Vec<Wrong>,
}

impl Fields {
    pub(super) const fn root(table: Table) -> Self {
        Self {
            prefix: String::new(),
            item: None,
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

    /// A day or a time, as TOML has them or as a text; the document itself decides whether it is
    /// one.
    pub(super) fn when(&mut self, name: &str) -> Option<String> {
        match self.table.get(name)? {
            Value::Datetime(when) => {
                let when = when.to_string();
                self.table.remove(name);
                Some(when)
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

    /// A whole number, if there is one.
    pub(super) fn number(&mut self, name: &str) -> Option<i64> {
        match self.take(name)? {
            Value::Integer(number) => Some(number),
            Value::String(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_)
            | Value::Array(_)
            | Value::Table(_) => self.note(name, FieldFlaw::NotNumber),
        }
    }

    /// A list of texts, days or times. What is none of these is noted and stands as an empty text,
    /// so that the others keep their numbers.
    pub(super) fn list(&mut self, name: &str) -> Vec<String> {
        let items = (1..).zip(self.items(name));
        items
            .map(|(item, value)| match value {
                Value::String(text) => text,
                Value::Datetime(when) => when.to_string(),
                Value::Integer(_)
                | Value::Float(_)
                | Value::Boolean(_)
                | Value::Array(_)
                | Value::Table(_) => {
                    self.note_item(name, Some(item), FieldFlaw::NotText);
                    String::new()
                }
            })
            .collect()
    }

    /// A list of sections, such as `[[content.items]]`.
    pub(super) fn sections(&mut self, name: &str) -> Vec<Self> {
        let items = (1..).zip(self.items(name));
        items
            .map(|(item, value)| {
                let table = section_table(value).unwrap_or_else(|| {
                    self.note_item(name, Some(item), FieldFlaw::NotSection);
                    Table::new()
                });
                Self {
                    item: Some(item),
                    ..self.below(name, table)
                }
            })
            .collect()
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
        self.optional_section(name)
            .unwrap_or_else(|| self.below(name, Table::new()))
    }

    /// A section, if there is one.
    pub(super) fn optional_section(&mut self, name: &str) -> Option<Self> {
        let value = self.take(name)?;
        let table = section_table(value).unwrap_or_else(|| {
            self.note::<()>(name, FieldFlaw::NotSection);
            Table::new()
        });
        Some(self.below(name, table))
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

    fn items(&mut self, name: &str) -> Vec<Value> {
        match self.take(name) {
            Some(Value::Array(items)) => items,
            None => Vec::new(),
            Some(_) => {
                self.note::<()>(name, FieldFlaw::NotList);
                Vec::new()
            }
        }
    }

    fn below(&self, name: &str, table: Table) -> Self {
        Self {
            prefix: format!("{}{name}.", self.prefix),
            ..Self::root(table)
        }
    }

    fn note<T>(&mut self, name: &str, flaw: FieldFlaw) -> Option<T> {
        self.note_item(name, self.item, flaw);
        None
    }

    fn note_item(&mut self, name: &str, item: Option<usize>, flaw: FieldFlaw) {
        let name = format!("{}{name}", self.prefix);
        self.wrong.push(Wrong::Field { name, item, flaw });
    }
}

fn section_table(value: Value) -> Option<Table> {
    match value {
        Value::Table(table) => Some(table),
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Array(_) => None,
    }
}
