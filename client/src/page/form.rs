//! A document's blanks as a page's form, and what was typed there as the one value that documents
//! are read from.

use std::collections::BTreeMap;

use stafet_shared::{
    content::{Blank, Choice, CprFault, Flaw, Shape},
    party::OfficeId,
};

use super::site::Eyes;
use crate::{
    face::{naming::capital, scene::Scene},
    form::{
        FieldFlaw, Wrong,
        typed::CPR_UNKNOWN,
        value::{Section, Value},
    },
    text::{Texts, say},
};

/// The most things of a list that a form asks for.
pub const THINGS_MAX: usize = 24;

/// What was posted: names and texts, in order.
#[derive(Clone, Debug, Default)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// What a browser has sent.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body);
        Self(
            pairs
                .map(|(name, text)| (name.into_owned(), text.into_owned()))
                .collect(),
        )
    }

    /// Names and texts, in order.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The text of one field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    }

    /// All texts of one field.
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let all = self.0.iter().filter(move |(known, _)| known == name);
        all.map(|(_, text)| text.as_str())
    }

    /// The numbers of the things that were filled in below a name.
    #[must_use]
    pub fn things(&self, name: &str) -> Vec<usize> {
        let below = format!("{name}.");
        let mut things = BTreeMap::new();
        for (known, text) in &self.0 {
            let rest = known.strip_prefix(&below);
            let number = rest.and_then(|rest| rest.split('.').next()?.parse().ok());
            if let Some(number) = number
                && number < THINGS_MAX
                && !text.trim().is_empty()
            {
                things.insert(number, ());
            }
        }
        things.into_keys().collect()
    }
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

/// One field as it is laid out.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its name in the form.
    pub name: String,
    /// What stands before it.
    pub label: String,
    /// What it is for.
    pub hint: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// What stands in it.
    pub value: String,
    /// What has to be mended.
    pub error: Option<String>,
    /// What fits.
    pub input: Input,
}

/// How a field is filled in.
#[derive(Clone, Debug)]
pub enum Input {
    /// One line; the type of the browser's field.
    Line(&'static str),
    /// A CPR number, or that it is not known.
    Cpr(bool),
    /// Several lines.
    Area,
    /// One of a few.
    Choice(Vec<Offered>),
    /// One of many.
    Select(Vec<Offered>),
    /// Fields that belong together.
    Group(Vec<FieldView>),
    /// The same fields once for each thing.
    Things(Vec<Vec<FieldView>>),
}

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Offered {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The fields of a form, with what was typed and what has to be mended.
#[must_use]
pub fn fields(blanks: &[Blank], typed: &Typed, wrong: &[Wrong], eyes: &Eyes<'_>) -> Vec<FieldView> {
    let layout = Layout {
        typed,
        wrong,
        scene: &eyes.scene,
    };
    layout.all(blanks, "", None)
}

/// What was typed, as the value that a document is read from.
#[must_use]
pub fn section(blanks: &[Blank], typed: &Typed) -> Section {
    read(blanks, typed, "")
}

/// What has to be mended, each with the place of its field.
#[must_use]
pub fn summary(wrong: &[Wrong], texts: &Texts, blanks: &[Blank]) -> Vec<(String, String)> {
    let lines = wrong.iter().map(|one| {
        let (name, item) = place(one);
        let label = label_of(blanks, &name, texts).unwrap_or_else(|| name.clone());
        let label = capital(&label);
        let flaw = flaw(one, texts);
        match item {
            Some(item) => {
                let place = format!("f-{}", indexed(&name, item));
                (place, format!("{label} ({item}): {flaw}"))
            }
            // A question needs no colon.
            None if label.ends_with('?') => {
                (format!("f-{name}"), format!("{label} {}", capital(&flaw)))
            }
            None => (format!("f-{name}"), format!("{label}: {flaw}")),
        }
    });
    lines.collect()
}

struct Layout<'a, 'b> {
    typed: &'a Typed,
    wrong: &'a [Wrong],
    scene: &'a Scene<'b>,
}

impl Layout<'_, '_> {
    fn all(&self, blanks: &[Blank], path: &str, item: Option<usize>) -> Vec<FieldView> {
        let mut views = Vec::new();
        for blank in blanks {
            if blank.name.is_empty()
                && let Shape::Section(below) = &blank.shape
            {
                views.extend(self.all(below, path, item));
            } else if !matches!(blank.shape, Shape::Files) {
                views.push(self.one(blank, path, item));
            }
        }
        views
    }

    fn one(&self, blank: &Blank, path: &str, item: Option<usize>) -> FieldView {
        let texts = self.scene.texts;
        let name = format!("{path}{}", blank.name);
        let below = format!("{name}.");
        let value = self.typed.text(&name).unwrap_or_default().to_owned();
        let input = match &blank.shape {
            Shape::Line { .. } => Input::Line("text"),
            Shape::Cpr => Input::Cpr(self.typed.all(&name).any(is_unknown)),
            Shape::Language => Input::Choice(languages(&value, texts)),
            Shape::Day => Input::Line("date"),
            Shape::Instant => Input::Line("datetime-local"),
            Shape::Count { .. } => Input::Line("number"),
            Shape::Prose { .. } | Shape::Lines => Input::Area,
            Shape::Files => Input::Line("hidden"),
            Shape::Flag => Input::Choice(vec![
                option("true", &say!(texts, "answer-yes"), &value),
                option("false", &say!(texts, "answer-no"), &value),
            ]),
            Shape::Word(choices) => Input::Choice(words(choices, &value, texts)),
            Shape::Office => Input::Select(offices(&value, self.scene)),
            Shape::Section(blanks) => Input::Group(self.all(blanks, &below, item)),
            Shape::Sections(blanks) => Input::Things(self.things(blanks, &name)),
        };
        let value = if matches!(blank.shape, Shape::Cpr) {
            number(self.typed, &name).unwrap_or_default().to_owned()
        } else {
            value
        };
        FieldView {
            label: capital(texts.said(blank.label)),
            hint: hint(blank, texts),
            optional: !blank.is_required && !is_needed_once_shown(blank, item),
            error: self.error(&name),
            value,
            input,
            name,
        }
    }

    /// The things that are there, and an empty one behind them.
    fn things(&self, blanks: &[Blank], name: &str) -> Vec<Vec<FieldView>> {
        let mut numbers = self.typed.things(name);
        let next = numbers.last().map_or(0, |last| last.saturating_add(1));
        if next < THINGS_MAX {
            numbers.push(next);
        }
        let thing = |number: usize| self.all(blanks, &format!("{name}.{number}."), Some(number));
        numbers.into_iter().map(thing).collect()
    }

    fn error(&self, name: &str) -> Option<String> {
        let known = self.wrong.iter().find(|one| {
            let (field, item) = place(one);
            field == name || item.is_some_and(|item| indexed(&field, item) == name)
        });
        known.map(|one| capital(&flaw(one, self.scene.texts)))
    }
}

/// The field's name with the number of the thing that it stands in: `items.2.name`. The lines of a
/// list stand in one field.
fn indexed(field: &str, item: usize) -> String {
    let number = item.saturating_sub(1);
    match field.rsplit_once('.') {
        Some((list, last)) => format!("{list}.{number}.{last}"),
        None => field.to_owned(),
    }
}

fn place(wrong: &Wrong) -> (String, Option<usize>) {
    match wrong {
        Wrong::Content(fault) => (fault.field.to_owned(), fault.item),
        Wrong::Field { name, item, .. } => (name.clone(), *item),
    }
}

/// What is wrong, without the field's name: that stands beside it.
fn flaw(wrong: &Wrong, texts: &Texts) -> String {
    match wrong {
        // A box beside the field says that it is not known.
        Wrong::Content(fault) if fault.flaw == Flaw::Cpr(CprFault::NotTenDigits) => {
            say!(texts, "field-cpr-digits")
        }
        Wrong::Content(fault) => texts.flaw(&fault.flaw),
        Wrong::Field { flaw, .. } => match flaw {
            FieldFlaw::Missing => say!(texts, "flaw-missing"),
            FieldFlaw::NotAnOffice => say!(texts, "flaw-office"),
            FieldFlaw::OwnOffice => say!(texts, "flaw-own-office"),
            FieldFlaw::NotPossible => say!(texts, "flaw-not-possible"),
            FieldFlaw::NotAChoice(choices) => texts.not_a_choice(choices),
            FieldFlaw::Unknown
            | FieldFlaw::NotText
            | FieldFlaw::NotYesNo
            | FieldFlaw::NotNumber
            | FieldFlaw::NotList
            | FieldFlaw::NotSection => wrong.text(texts),
        },
    }
}

fn label_of(blanks: &[Blank], name: &str, texts: &Texts) -> Option<String> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    for blank in blanks {
        let below = below(&blank.shape);
        if blank.name.is_empty() {
            let found = below.and_then(|below| label_of(below, name, texts));
            if found.is_some() {
                return found;
            }
        } else if blank.name == first {
            return match (below, rest) {
                (Some(below), rest) if !rest.is_empty() => label_of(below, rest, texts),
                _ => Some(texts.said(blank.label).to_owned()),
            };
        }
    }
    None
}

/// The blanks below one.
const fn below(shape: &Shape) -> Option<&Vec<Blank>> {
    if let Shape::Section(below) | Shape::Sections(below) = shape {
        Some(below)
    } else {
        None
    }
}

/// Whether a field of a thing is shown only where it is needed: why something does not exist.
fn is_needed_once_shown(blank: &Blank, item: Option<usize>) -> bool {
    item.is_some() && blank.name == "reason"
}

/// What a blank is for, where its label and its choices do not say so.
fn hint(blank: &Blank, texts: &Texts) -> String {
    let purpose = texts.said(blank.purpose);
    let says_nothing = purpose == texts.said(blank.label);
    let how = match &blank.shape {
        // Its choices say it.
        Shape::Language => return String::new(),
        Shape::Cpr => return say!(texts, "field-cpr"),
        Shape::Lines => Some(say!(texts, "field-lines")),
        Shape::Line { .. }
        | Shape::Prose { .. }
        | Shape::Day
        | Shape::Instant
        | Shape::Count { .. }
        | Shape::Flag
        | Shape::Word(_)
        | Shape::Office
        | Shape::Files
        | Shape::Section(_)
        | Shape::Sections(_) => None,
    };
    let what = Some(purpose.to_owned()).filter(|_| !says_nothing);
    let parts: Vec<String> = what.into_iter().chain(how).collect();
    parts.join(" · ")
}

fn option(value: &str, label: &str, chosen: &str) -> Offered {
    Offered {
        value: value.to_owned(),
        label: capital(label),
        chosen: value == chosen,
    }
}

fn words(choices: &[Choice], chosen: &str, texts: &Texts) -> Vec<Offered> {
    let words = choices.iter();
    let words = words.map(|it| option(it.name, texts.said(it.said), chosen));
    words.collect()
}

/// The languages that children here mostly speak, and whatever else was written. One without a
/// code of its own is `mis`.
fn languages(chosen: &str, texts: &Texts) -> Vec<Offered> {
    let known = ["kl", "da", "en", "mis"];
    let other = Some(chosen).filter(|code| !code.is_empty() && !known.contains(code));
    let codes = known.into_iter().chain(other);
    let offered = codes.map(|code| option(code, &texts.spoken_language(code), chosen));
    offered.collect()
}

/// Every office that one can name, in the order of their names.
#[must_use]
pub fn offices(chosen: &str, scene: &Scene<'_>) -> Vec<Offered> {
    let offices = scene.directory.offices();
    let mut offices: Vec<Offered> = offices
        .map(|(id, _)| option(&id.to_string(), &told_apart(id, scene), chosen))
        .collect();
    offices.sort_by(|one, other| one.label.cmp(&other.label));
    offices
}

/// An office's name; with its organisation where other names begin with the same words.
fn told_apart(office: &OfficeId, scene: &Scene<'_>) -> String {
    let name = scene.office(office);
    let longer = format!("{name},");
    let mut others = scene.directory.offices().filter(|(id, _)| *id != office);
    let is_alike = others.any(|(id, _)| {
        let other = scene.office(id);
        other == name || other.starts_with(&longer)
    });
    if is_alike {
        format!("{longer} {}", scene.organisation(office))
    } else {
        name
    }
}

fn read(blanks: &[Blank], typed: &Typed, path: &str) -> Section {
    let mut section = Section::new();
    for blank in blanks {
        let name = format!("{path}{}", blank.name);
        let below = format!("{name}.");
        let value = if let Shape::Section(blanks) = &blank.shape {
            if blank.name.is_empty() {
                section.extend(read(blanks, typed, path));
                continue;
            }
            let inner = read(blanks, typed, &below);
            (blank.is_required || !inner.is_empty()).then_some(Value::Section(inner))
        } else if let Shape::Sections(blanks) = &blank.shape {
            let things = typed.things(&name).into_iter();
            let things = things.map(|it| read(blanks, typed, &format!("{name}.{it}.")));
            let things: Vec<Value> = things.map(Value::Section).collect();
            (!things.is_empty()).then_some(Value::List(things))
        } else {
            plain(&blank.shape, typed, &name)
        };
        if let Some(value) = value {
            section.insert(blank.name.to_owned(), value);
        }
    }
    section
}

/// Whether it was ticked, or written, that a CPR number is not known.
fn is_unknown(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case(CPR_UNKNOWN)
}

/// The CPR number that was written; a tick beside it is not asked then.
fn number<'a>(typed: &'a Typed, name: &str) -> Option<&'a str> {
    let mut all = typed.all(name);
    all.find(|text| !text.trim().is_empty() && !is_unknown(text))
}

/// A value that stands in one field.
fn plain(shape: &Shape, typed: &Typed, name: &str) -> Option<Value> {
    let text = || typed.text(name).filter(|text| !text.trim().is_empty());
    match shape {
        Shape::Flag => text().map(|text| Value::Flag(text == "true")),
        Shape::Count { .. } => text().map(|text| {
            let number = text.trim().parse();
            number.map_or_else(|_| Some(text.to_owned()).into(), Value::Number)
        }),
        Shape::Lines => {
            let lines = typed.all(name).flat_map(str::lines).map(str::trim);
            let lines = lines.filter(|line| !line.is_empty());
            let lines: Vec<String> = lines.map(str::to_owned).collect();
            (!lines.is_empty()).then(|| lines.into())
        }
        Shape::Files | Shape::Section(_) | Shape::Sections(_) => None,
        Shape::Cpr => {
            let unknown = typed.all(name).find(|text| is_unknown(text));
            let said = number(typed, name).or(unknown);
            said.map(|text| Some(text.to_owned()).into())
        }
        Shape::Line { .. }
        | Shape::Prose { .. }
        | Shape::Day
        | Shape::Instant
        | Shape::Word(_)
        | Shape::Office
        | Shape::Language => text().map(|text| Some(text.to_owned()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpr_number_that_is_not_known_is_ticked_and_a_number_beside_the_tick_counts() {
        let read = |body: &str| {
            let typed = Typed::of(body.as_bytes());
            plain(&Shape::Cpr, &typed, "cpr")
        };
        let text = |text: &str| Some(Value::from(Some(text.to_owned())));
        assert_eq!(read("cpr=&cpr=ukendt"), text("ukendt"));
        assert_eq!(read("cpr=010112-0000&cpr=ukendt"), text("010112-0000"));
        assert_eq!(read("cpr=Ukendt"), text("Ukendt"));
        assert_eq!(read("cpr="), None);
    }

    #[test]
    fn a_fault_in_a_list_is_told_where_it_stands() {
        for (field, place) in [
            ("items.what", "items.1.what"),
            ("check_list.items.what", "check_list.items.1.what"),
            ("attachments", "attachments"),
        ] {
            assert_eq!(indexed(field, 2), place);
        }
    }
}
