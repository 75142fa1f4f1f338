//! Everything once more, what is signed with it, and by whom.

use askama::Template;
use stafet_shared::{
    content::{Content, Field, Value},
    words::{Colour, Kind},
};

use super::{
    fill::{content, not_chosen},
    head::{Head, Told, word},
    step::{Step, step_of, steps},
};
use crate::{
    face::{
        document::{Mask, answer, size},
        promise::acknowledged_by,
        scene::Scene,
        when,
    },
    form::Wrong,
    office::{Aim, Unsent},
    page::{
        form,
        frame::{Frame, Place},
        rows::Urgency,
        site::Eyes,
    },
    text::{Texts, say},
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-review.html")]
pub struct Review {
    frame: Frame,
    head: Head,
    legend: String,
    rows: Vec<Row>,
    /// Whether it can be signed.
    whole: bool,
    oath_head: String,
    oath: Vec<String>,
    notes: Vec<String>,
    signer: String,
    signs_for: String,
    button: String,
}

/// What was answered on one step or in one field.
#[derive(Debug)]
struct Row {
    label: String,
    urgency: Option<Urgency>,
    text: String,
    more: String,
    href: Option<String>,
}

impl Review {
    /// The form as it would be signed.
    #[must_use]
    pub fn of(form: &Unsent, told: &Told, eyes: &Eyes<'_>) -> Self {
        let scene = &eyes.scene;
        let texts = scene.texts;
        let legend = say!(texts, "page-write-review");
        let written = written(form, scene);
        let mut told = told.clone();
        told.lines.extend(missing(form, &written, texts));
        let signer = Frame::of(eyes, Place::Nowhere, String::new()).person;
        let own = form.from.as_ref().or_else(|| scene.own.first());
        let own = own.map(|own| scene.office(own)).unwrap_or_default();
        let now = when::moment(scene.now, scene.now, &scene.own_zone(), texts).words;
        let mut rows = chosen(form, scene);
        if let Ok(content) = &written {
            rows.extend(answered(form, content, scene));
        }
        Self {
            frame: Frame::of(eyes, Place::Nowhere, legend.clone()),
            head: Head::of(Step::Review, form, &told, eyes),
            whole: told.lines.is_empty(),
            legend,
            rows,
            oath_head: say!(texts, "page-write-oath", office = own.as_str()),
            oath: oath(form, scene),
            notes: notes(form, scene),
            signer,
            signs_for: say!(texts, "sheet-for", office = own, now = now),
            button: say!(texts, "page-write-sign"),
        }
    }
}

/// What the form says, or what has to be mended.
fn written(form: &Unsent, scene: &Scene<'_>) -> Result<Content, Vec<Wrong>> {
    match form.kind {
        Some(kind) => content(form, kind, &scene.own_zone()),
        None => Err(Vec::new()),
    }
}

/// What has to be mended before it can be signed, each with the address of its step.
fn missing(
    form: &Unsent,
    written: &Result<Content, Vec<Wrong>>,
    texts: &Texts,
) -> Vec<(String, String)> {
    let steps = not_chosen(form).into_iter();
    let mut missing: Vec<(String, String)> = steps
        .map(|step| {
            let word = word(step, texts);
            let line = say!(texts, "page-write-choose", what = word);
            (step.address(form), line)
        })
        .collect();
    if let (Some(kind), Err(wrong)) = (form.kind, written) {
        let blanks = crate::form::blanks_of(kind);
        let lines = form::summary(wrong, texts, &blanks).into_iter();
        let lines = wrong.iter().zip(lines).map(|(one, (place, line))| {
            let step = step_of(one, kind).address(form);
            (format!("{step}#{place}"), line)
        });
        missing.extend(lines);
    }
    missing
}

fn chosen(form: &Unsent, scene: &Scene<'_>) -> Vec<Row> {
    let texts = scene.texts;
    let link = |step: Step| steps(form).contains(&step).then(|| step.address(form));
    let row = |step: Step, text: String| Row {
        label: word(step, texts),
        urgency: None,
        text,
        more: String::new(),
        href: link(step),
    };
    let mut rows = Vec::new();
    if let Some(kind) = form.kind {
        rows.push(row(Step::Kind, texts.kind(kind)));
    }
    if let Some(to) = &form.to {
        rows.push(Row {
            more: scene.organisation(to),
            ..row(Step::Receiver, scene.office(to))
        });
    }
    if let Some(colour) = form.colour {
        rows.push(Row {
            urgency: Some(Urgency::of(colour, scene)),
            more: due(form, colour, scene).unwrap_or_default(),
            ..row(Step::Urgency, String::new())
        });
    }
    rows
}

fn due(form: &Unsent, colour: Colour, scene: &Scene<'_>) -> Option<String> {
    let kind = form.kind?;
    let due = acknowledged_by((kind, colour), form.to.as_ref()?, scene)?;
    Some(say!(
        scene.texts,
        "page-write-urgency-due",
        when = due.words
    ))
}

/// What was answered in the fields, and the files.
fn answered(form: &Unsent, content: &Content, scene: &Scene<'_>) -> Vec<Row> {
    let kind = form.kind.unwrap_or(Kind::Message);
    let child = super::step::blanks(Step::Child, kind);
    let answered = content.answered();
    let mut rows = Vec::new();
    // The child first, as it was asked.
    for step in [Step::Child, Step::Content] {
        let fields = answered.fields.iter();
        let fields = fields.filter(|field| {
            let is_child = child.iter().any(|blank| blank.name == field.name);
            is_child == (step == Step::Child)
        });
        for field in fields {
            push_answers(field, &step.address(form), scene, &mut rows);
        }
    }
    let sizes = form.files.iter().map(|file| file.size_bytes);
    let total = sizes.fold(0_u64, u64::saturating_add);
    let texts = scene.texts;
    rows.push(Row {
        label: word(Step::Files, texts),
        urgency: None,
        text: if form.files.is_empty() {
            say!(texts, "page-write-no-files")
        } else {
            let (count, size) = (form.files.len(), size(total));
            say!(texts, "page-write-some-files", count = count, size = size)
        },
        more: String::new(),
        href: Some(Step::Files.address(form)),
    });
    rows
}

fn push_answers(field: &Field<'_>, href: &str, scene: &Scene<'_>, rows: &mut Vec<Row>) {
    match &field.value {
        None | Some(Value::Files(_)) => {}
        Some(Value::Section(fields)) => {
            for one in fields {
                push_answers(one, href, scene, rows);
            }
        }
        Some(_) => rows.push(Row {
            label: scene.texts.said(field.label).to_owned(),
            urgency: None,
            text: answer(field, Mask::Masked, scene),
            more: String::new(),
            href: Some(href.to_owned()),
        }),
    }
}

/// What is signed, sentence by sentence.
fn oath(form: &Unsent, scene: &Scene<'_>) -> Vec<String> {
    let texts = scene.texts;
    let (Some(kind), Some(to)) = (form.kind, &form.to) else {
        return Vec::new();
    };
    let (to, it) = (scene.office(to), texts.the(kind));
    match form.aim {
        Aim::New | Aim::Reopen(_) | Aim::Replace(_) => {
            let treats = (kind == Kind::ClosingReport)
                .then(|| say!(texts, "page-write-oath-treatment", to = to.as_str()));
            let custody = say!(texts, "page-write-oath-custody", it = it, to = to.as_str());
            let deed = [deed(kind, &to, texts)].into_iter();
            deed.chain(treats).chain([custody]).collect()
        }
        Aim::Correct(..) => vec![
            say!(
                texts,
                "page-write-oath-correct",
                it = it.as_str(),
                to = to.as_str()
            ),
            say!(texts, "page-write-oath-read-again", it = it, to = to),
        ],
        Aim::Resubmit(..) => vec![
            say!(
                texts,
                "page-write-oath-resubmit",
                it = it.as_str(),
                to = to.as_str()
            ),
            say!(texts, "page-write-oath-custody", it = it, to = to),
        ],
    }
}

fn deed(kind: Kind, to: &str, texts: &Texts) -> String {
    match kind {
        Kind::Referral => say!(texts, "page-write-oath-referral", to = to),
        Kind::CaseInformation => say!(texts, "page-write-oath-case-information", to = to),
        Kind::FollowUp => say!(texts, "page-write-oath-follow-up", to = to),
        Kind::Notification => say!(texts, "page-write-oath-notification", to = to),
        Kind::Message => say!(texts, "page-write-oath-message", to = to),
        Kind::ClosingReport => say!(texts, "page-write-oath-closing-report", to = to),
        Kind::InterimReport => say!(texts, "page-write-oath-interim-report", to = to),
    }
}

/// What does not follow at once.
fn notes(form: &Unsent, scene: &Scene<'_>) -> Vec<String> {
    let to = form.to.as_ref();
    let keyless = to.filter(|to| scene.directory.office_key(to).is_none());
    let keyless = keyless.map(|to| {
        let office = scene.short_office(to);
        let waits = say!(scene.texts, "page-write-waits-for-them", office = office);
        let ways = scene.ways_beside(to);
        [waits]
            .into_iter()
            .chain(ways)
            .collect::<Vec<_>>()
            .join(" ")
    });
    let count = without_files(form);
    let without =
        (count > 0).then(|| say!(scene.texts, "page-write-attached-nothing", count = count));
    keyless.into_iter().chain(without).collect()
}

/// How many things are said to be attached while no file is.
fn without_files(form: &Unsent) -> usize {
    let told = form.texts.iter();
    let told = told.filter(|(name, text)| name.ends_with(".state") && text == "attached");
    let is_list = form.kind == Some(Kind::CaseInformation) && form.files.is_empty();
    if is_list { told.count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_attached_is_missed_where_no_file_is() {
        let state = |number: u8, state: &str| (format!("items.{number}.state"), state.to_owned());
        let mut form = Unsent {
            kind: Some(Kind::CaseInformation),
            texts: vec![
                state(0, "attached"),
                state(1, "pending"),
                state(2, "attached"),
            ],
            ..Unsent::new(Aim::New)
        };
        assert_eq!(without_files(&form), 2);
        // What a closing report lists stands in it.
        form.kind = Some(Kind::ClosingReport);
        assert_eq!(without_files(&form), 0);
    }
}
