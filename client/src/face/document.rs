//! What was said about a child, as text. Every character passes through `display_safe`.

#[cfg(test)]
mod tests;

use stafet_shared::content::{Content, CprAnswer, Field, Manifest, Value, display_safe};

use super::{
    scene::Scene,
    when::{at_clock, period, plain_date},
};
use crate::{
    office::AttachmentState,
    text::{Texts, say},
};

/// The field that says which language a child speaks.
const LANGUAGE: &str = "language";

/// Whether CPR numbers are shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// `010112-****`.
    Masked,
    /// The whole number, because the reader asked for it.
    Whole,
}

/// A document as labelled lines.
#[must_use]
pub fn text(content: &Content, mask: Mask, scene: &Scene<'_>) -> String {
    lines(&content.answered().fields, mask, scene).join("\n")
}

/// A child's CPR number as the reader may see it.
#[must_use]
pub fn cpr(answer: &CprAnswer, mask: Mask, texts: &Texts) -> String {
    match (answer, mask) {
        (CprAnswer::NotGiven, _) => say!(texts, "cpr-not-given"),
        (CprAnswer::Unknown, _) => say!(texts, "cpr-unknown"),
        (CprAnswer::Known(number), Mask::Masked) => number.to_string(),
        (CprAnswer::Known(number), Mask::Whole) => number.expose().to_owned(),
    }
}

fn lines(fields: &[Field<'_>], mask: Mask, scene: &Scene<'_>) -> Vec<String> {
    let shown = fields.iter().map(|field| of_field(field, mask, scene));
    shown.flatten().collect()
}

/// One answer of a document, wherever it stands in it.
#[derive(Debug)]
pub struct Leaf<'f> {
    /// The names of all that it stands in, and its own.
    pub place: String,
    /// The field that was answered.
    pub field: &'f Field<'f>,
}

/// Every answer of a document in its order, those of its sections among them. Attached files and
/// acts are no answers.
#[must_use]
pub fn leaves<'f>(fields: &'f [Field<'f>]) -> Vec<Leaf<'f>> {
    let mut leaves = Vec::new();
    for field in fields {
        collect(field, "", &mut leaves);
    }
    leaves
}

fn collect<'f>(field: &'f Field<'f>, above: &str, leaves: &mut Vec<Leaf<'f>>) {
    let place = format!("{above}.{}", field.name);
    let below = match &field.value {
        None | Some(Value::Files(_) | Value::Act(_)) => return,
        Some(Value::Section(fields)) => fields,
        Some(Value::Document(answered)) => &answered.fields,
        Some(
            Value::Sections(_)
            | Value::Text(_)
            | Value::Day(_)
            | Value::Instant(_)
            | Value::Count(_)
            | Value::Flag(_)
            | Value::Word(_)
            | Value::Office(_)
            | Value::Cpr(_)
            | Value::Lines(_)
            | Value::Period(..),
        ) => {
            leaves.push(Leaf { place, field });
            return;
        }
    };
    for one in below {
        collect(one, &place, leaves);
    }
}

/// What was answered in one field, without its label.
#[must_use]
pub fn answer(field: &Field<'_>, mask: Mask, scene: &Scene<'_>) -> String {
    if let (LANGUAGE, Some(Value::Text(code))) = (field.name, &field.value) {
        return scene.texts.spoken_language(code);
    }
    let lines = of_field(field, mask, scene).join("\n");
    let label = format!("  {}:", scene.texts.said(field.label));
    let text = lines.strip_prefix(&label).unwrap_or(&lines);
    let text: Vec<&str> = text.lines().map(str::trim).collect();
    text.join("\n").trim().to_owned()
}

/// The lines of one field; none if nothing was answered.
fn of_field(field: &Field<'_>, mask: Mask, scene: &Scene<'_>) -> Vec<String> {
    let label = scene.texts.said(field.label);
    let Some(value) = &field.value else {
        return Vec::new();
    };
    match value {
        Value::Section(fields) => of_section(label, fields, mask, scene),
        Value::Sections(sections) => items_of(label, sections, mask, scene),
        Value::Lines(items) => list_of(label, items.iter().map(|it| it.expose().to_owned())),
        Value::Document(answered) => lines(&answered.fields, mask, scene),
        // Files are shown with how far they have come; acts by what they did.
        Value::Files(_) | Value::Act(_) => Vec::new(),
        Value::Text(_)
        | Value::Day(_)
        | Value::Instant(_)
        | Value::Count(_)
        | Value::Flag(_)
        | Value::Word(_)
        | Value::Office(_)
        | Value::Cpr(_)
        | Value::Period(..) => vec![line(label, &words(value, mask, scene))],
    }
}

/// What belongs together, line below line. A list in it stands below the label of the whole.
fn of_section(label: &str, fields: &[Field<'_>], mask: Mask, scene: &Scene<'_>) -> Vec<String> {
    let shown = fields.iter().map(|field| {
        if let Some(Value::Sections(sections)) = &field.value {
            items_of(label, sections, mask, scene)
        } else {
            of_field(field, mask, scene)
        }
    });
    shown.flatten().collect()
}

fn items_of(
    label: &str,
    sections: &[Vec<Field<'_>>],
    mask: Mask,
    scene: &Scene<'_>,
) -> Vec<String> {
    let items = sections.iter().map(|section| of_item(section, mask, scene));
    list_of(label, items)
}

/// One thing of a list on one line: what it is – where it is, and what there is to say about that.
fn of_item(fields: &[Field<'_>], mask: Mask, scene: &Scene<'_>) -> String {
    let answered = fields
        .iter()
        .filter_map(|it| Some((it, it.value.as_ref()?)));
    answered.fold(String::new(), |before, (field, value)| {
        let text = words(value, mask, scene);
        if before.is_empty() {
            text
        } else if matches!(value, Value::Word(_)) {
            format!("{before} – {text}")
        } else if matches!(value, Value::Day(_)) {
            format!("{before}, {} {text}", scene.texts.said(field.label))
        } else {
            format!("{before}: {text}")
        }
    })
}

/// An answer that stands on one line, or on a few.
fn words(value: &Value<'_>, mask: Mask, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    match value {
        Value::Text(text) => (*text).to_owned(),
        Value::Day(day) => plain_date(*day, texts),
        Value::Instant(instant) => at_clock(*instant, &scene.own_zone(), texts),
        Value::Count(count) => count.to_string(),
        Value::Flag(true) => say!(texts, "answer-yes"),
        Value::Flag(false) => say!(texts, "answer-no"),
        Value::Word(choice) => texts.said(choice.said).to_owned(),
        Value::Office(office) => scene.office(office),
        Value::Cpr(answer) => cpr(answer, mask, texts),
        Value::Period(from, to) => period(*from, *to, texts),
        Value::Lines(_)
        | Value::Files(_)
        | Value::Section(_)
        | Value::Sections(_)
        | Value::Act(_)
        | Value::Document(_) => String::new(),
    }
}

/// The attached files, each with its size and how far it has come.
pub(crate) fn attachments(
    manifest: &Manifest,
    states: &[AttachmentState],
    texts: &Texts,
) -> Vec<String> {
    let label = say!(texts, "label-attachments");
    let files = manifest.attachments().iter().zip(states);
    files
        .map(|(one, state)| {
            let name = one.name().expose();
            let size = size(one.size_bytes());
            line(
                &label,
                &format!("{name} ({size}) – {}", texts.attachment(*state)),
            )
        })
        .collect()
}

/// A number of bytes as people read it.
#[must_use]
pub fn size(bytes: u64) -> String {
    let units = [(1_000_000_u64, "MB"), (1_000, "kB")];
    let unit = units
        .into_iter()
        .find(|(unit, _)| bytes >= unit.saturating_mul(10));
    unit.map_or_else(
        || format!("{bytes} B"),
        |(unit, name)| format!("{} {name}", bytes.div_ceil(unit)),
    )
}

impl Texts {
    /// A language that a child speaks, by its code: in words where there are any.
    #[must_use]
    pub fn spoken_language(&self, code: &str) -> String {
        match code {
            "kl" => say!(self, "language-kl"),
            "da" => say!(self, "language-da"),
            "en" => say!(self, "language-en"),
            "mis" => say!(self, "language-mis"),
            other => display_safe(other),
        }
    }

    /// How far an attached file has come.
    #[must_use]
    pub fn attachment(&self, state: AttachmentState) -> String {
        match state {
            AttachmentState::Here => say!(self, "attachment-here"),
            AttachmentState::Missing { here, of } => {
                let (here, of) = (size(u64::from(here)), size(u64::from(of)));
                say!(self, "attachment-missing", here = here, of = of)
            }
            AttachmentState::Spoilt => say!(self, "attachment-spoilt"),
            AttachmentState::OnlyNamed => say!(self, "attachment-named"),
        }
    }
}

/// `Label:`, and below it one item to a line; nothing if there are none.
fn list_of(label: &str, items: impl Iterator<Item = String>) -> Vec<String> {
    let items: String = items.map(|item| format!("\n- {item}")).collect();
    let is_empty = items.is_empty();
    (!is_empty)
        .then(|| line(label, &items))
        .into_iter()
        .collect()
}

/// `Label: text`, with further lines of the text indented below.
fn line(label: &str, text: &str) -> String {
    let safe = display_safe(text).replace('\n', "\n      ");
    let gap = if safe.starts_with('\n') { "" } else { " " };
    format!("  {label}:{gap}{safe}")
}
