//! A section whose fields are taken one by one; what is left over was not meant.

use stafet_shared::{
    content::{Answers, Choice, Fault, Said, display_safe_line},
    party::OfficeId,
};

use super::value::{Section, Value};
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
    NotAChoice(Vec<Choice>),
    /// It is no office's id.
    NotAnOffice,
    /// It is an office that has a part in it already.
    OwnOffice,
    /// It is a day that the rules do not let anybody sign for.
    NotPossible,
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
            FieldFlaw::NotAChoice(choices) => texts.not_a_choice(choices),
            FieldFlaw::NotAnOffice => say!(texts, "flaw-office"),
            FieldFlaw::OwnOffice => say!(texts, "flaw-own-office"),
            FieldFlaw::NotPossible => say!(texts, "flaw-not-possible"),
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

/// A section on its way to be read.
pub(super) struct Fields {
    /// `content.`, or nothing for the file itself.
    prefix: String,
    /// Which item of a list this section is, counted from 1.
    item: Option<usize>,
    section: Section,
    wrong: Vec<Wrong>,
    /// What is wrong in the sections of this one that have been read.
    below: Vec<Wrong>,
}

impl Fields {
    pub(super) const fn root(section: Section) -> Self {
        Self {
            prefix: String::new(),
            item: None,
            section,
            wrong: Vec::new(),
            below: Vec::new(),
        }
    }

    /// One of some words, which has to be there.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &str,
        choices: impl Iterator<Item = (T, Choice)> + Clone,
    ) -> Option<T> {
        let word = self.required(name, Self::text_of)?;
        let mut meant = choices.clone().filter(|(_, choice)| choice.is_meant(&word));
        match meant.next() {
            Some((choice, _)) => Some(choice),
            None => {
                let words = choices.map(|(_, choice)| choice).collect();
                self.note(name, FieldFlaw::NotAChoice(words))
            }
        }
    }

    /// An office's id, if there is one.
    pub(super) fn office(&mut self, name: &str) -> Option<OfficeId> {
        let text = self.text_of(name)?;
        if text.trim().is_empty() {
            return None;
        }
        match OfficeId::parse(text.trim()) {
            Ok(office) => Some(office),
            Err(_) => self.note(name, FieldFlaw::NotAnOffice),
        }
    }

    /// An office's id that must be there.
    pub(super) fn required_office(&mut self, name: &str) -> Option<OfficeId> {
        self.required(name, Self::office)
    }

    /// A text, if there is one.
    pub(super) fn text_of(&mut self, name: &str) -> Option<String> {
        match self.section.remove(name)? {
            Value::Text(text) => Some(text),
            Value::When(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::List(_)
            | Value::Section(_)
            | Value::Other => self.note(name, FieldFlaw::NotText),
        }
    }

    /// A section; an empty one if there is none, so that its fields are missed one by one.
    pub(super) fn section_or_none(&mut self, name: &str) -> Self {
        let value = self.section.remove(name);
        let section = value.map(|value| self.section_of(name, self.item, value));
        self.child(name, None, section.unwrap_or_default())
    }

    /// All that is wrong here, fields that nobody took included, and all that is wrong below.
    pub(super) fn finish(mut self) -> (Vec<Wrong>, Vec<Wrong>) {
        let left: Vec<String> = self.section.keys().cloned().collect();
        for name in left {
            self.note::<()>(&name, FieldFlaw::Unknown);
        }
        (self.wrong, self.below)
    }

    /// What `read` finds; nothing written, or a blank that was left empty, is a flaw.
    fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        match self.section.get(name) {
            None => self.note(name, FieldFlaw::Missing),
            Some(Value::Text(text)) if text.trim().is_empty() => {
                self.section.remove(name);
                self.note(name, FieldFlaw::Missing)
            }
            Some(_) => read(self, name),
        }
    }

    fn items(&mut self, name: &str) -> Vec<Value> {
        match self.section.remove(name) {
            Some(Value::List(items)) => items,
            None => Vec::new(),
            Some(_) => {
                self.note::<()>(name, FieldFlaw::NotList);
                Vec::new()
            }
        }
    }

    /// What is there as a section: an empty one, and a flaw, if it is none.
    fn section_of(&mut self, name: &str, item: Option<usize>, value: Value) -> Section {
        match value {
            Value::Section(section) => section,
            Value::Text(_)
            | Value::When(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::List(_)
            | Value::Other => {
                self.note_item(name, item, FieldFlaw::NotSection);
                Section::new()
            }
        }
    }

    fn child(&self, name: &str, item: Option<usize>, section: Section) -> Self {
        Self {
            prefix: format!("{}{name}.", self.prefix),
            item,
            ..Self::root(section)
        }
    }

    /// What `read` takes from a section below, whose faults are kept.
    fn take_below<T>(&mut self, mut below: Self, read: impl FnOnce(&mut Self) -> T) -> T {
        let taken = read(&mut below);
        let (wrong, deeper) = below.finish();
        self.below.extend(deeper.into_iter().chain(wrong));
        taken
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

impl Answers for Fields {
    type Section = Self;

    fn text(&mut self, name: &'static str) -> Option<String> {
        self.text_of(name)
    }

    /// The document itself decides whether it is a day or a time.
    fn when(&mut self, name: &'static str) -> Option<String> {
        if let Some(Value::When(when)) = self.section.get(name) {
            let when = when.clone();
            self.section.remove(name);
            return Some(when);
        }
        self.text_of(name)
    }

    fn flag(&mut self, name: &'static str) -> Option<bool> {
        match self.section.remove(name)? {
            Value::Flag(flag) => Some(flag),
            // A blank that nobody filled in is one that is missing.
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) if YES.is_meant(&text) => Some(true),
            Value::Text(text) if NO.is_meant(&text) => Some(false),
            Value::Text(_)
            | Value::When(_)
            | Value::Number(_)
            | Value::List(_)
            | Value::Section(_)
            | Value::Other => self.note(name, FieldFlaw::NotYesNo),
        }
    }

    fn number(&mut self, name: &'static str) -> Option<i64> {
        match self.section.remove(name)? {
            Value::Number(number) => Some(number),
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => match text.trim().parse() {
                Ok(number) => Some(number),
                Err(_) => self.note(name, FieldFlaw::NotNumber),
            },
            Value::When(_) | Value::Flag(_) | Value::List(_) | Value::Section(_) | Value::Other => {
                self.note(name, FieldFlaw::NotNumber)
            }
        }
    }

    /// What is no text, day or time is noted and stands as an empty text, so that the others keep
    /// their numbers.
    fn list(&mut self, name: &str) -> Vec<String> {
        let items = (1..).zip(self.items(name));
        items
            .map(|(item, value)| match value {
                Value::Text(text) | Value::When(text) => text,
                Value::Number(_)
                | Value::Flag(_)
                | Value::List(_)
                | Value::Section(_)
                | Value::Other => {
                    self.note_item(name, Some(item), FieldFlaw::NotText);
                    String::new()
                }
            })
            .collect()
    }

    fn section<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if name.is_empty() {
            return Some(read(self));
        }
        let value = self.section.remove(name)?;
        let section = self.section_of(name, self.item, value);
        Some(self.take_below(self.child(name, None, section), read))
    }

    fn sections<T>(&mut self, name: &'static str, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let items = (1..).zip(self.items(name));
        items
            .map(|(item, value)| {
                let section = self.section_of(name, Some(item), value);
                self.take_below(self.child(name, Some(item), section), &mut read)
            })
            .collect()
    }
}

const YES: Choice = Choice {
    name: "true",
    said: Said {
        da: "ja",
        en: "yes",
    },
};
const NO: Choice = Choice {
    name: "false",
    said: Said {
        da: "nej",
        en: "no",
    },
};
