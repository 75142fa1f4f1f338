//! What stands around every question: the steps, the way back, what is saved, what has to be mended.

use crate::{
    face::when,
    form::Wrong,
    office::Unsent,
    page::{
        form,
        rows::Link,
        site::Eyes,
        writing::step::{Step, before, steps},
    },
    text::{Texts, say},
};

/// What there is to tell about what was posted.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Fields that have to be mended.
    pub wrong: Vec<Wrong>,
    /// What has to be mended beside fields: its place on the page, and what to do.
    pub lines: Vec<(String, String)>,
    /// Whether the form was saved elsewhere since it was shown.
    pub moved: bool,
}

impl Told {
    /// Whether nothing has to be mended.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.wrong.is_empty() && self.lines.is_empty() && !self.moved
    }
}

/// One step in the row of all.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Counted from 1.
    pub number: usize,
    /// Its word.
    pub word: String,
    /// Whether it lies behind.
    pub done: bool,
    /// Whether it is the one that is shown: which of how many.
    pub here: Option<String>,
}

/// What stands around a question.
#[derive(Clone, Debug)]
pub struct Head {
    /// The way back.
    pub back: Link,
    /// All steps.
    pub stops: Vec<Stop>,
    /// Where the answer goes.
    pub action: String,
    /// Which state of the form is shown.
    pub revision: u32,
    /// What is saved; nothing before the first answer.
    pub saved: Option<String>,
    /// Where the form is deleted, once there is one.
    pub forget: Option<String>,
    /// What has to be mended.
    pub summary: Vec<(String, String)>,
    /// Whether the form was saved elsewhere since it was shown.
    pub moved: bool,
    /// What the button says.
    pub onward: String,
}

impl Head {
    /// What stands around a step of a form.
    #[must_use]
    pub fn of(step: Step, form: &Unsent, told: &Told, eyes: &Eyes<'_>) -> Self {
        let texts = eyes.scene.texts;
        let is_kept = form.revision > 0;
        let blanks = form.kind.map(|kind| super::step::blanks(step, kind));
        let mut summary = told.lines.clone();
        let fields = form::summary(&told.wrong, texts, &blanks.unwrap_or_default());
        summary.extend(fields);
        Self {
            back: back(step, form, texts),
            stops: stops(step, form, texts),
            action: if is_kept {
                step.address(form)
            } else {
                "/ny".to_owned()
            },
            revision: form.revision,
            saved: is_kept.then(|| saved(form, eyes)),
            forget: is_kept.then(|| format!("/ny/{}/slet", form.id.short())),
            summary,
            moved: told.moved,
            onward: say!(texts, "page-write-next"),
        }
    }
}

/// The word of a step.
#[must_use]
pub fn word(step: Step, texts: &Texts) -> String {
    match step {
        Step::Kind => say!(texts, "page-write-step-kind"),
        Step::Receiver => say!(texts, "page-write-step-receiver"),
        Step::Urgency => say!(texts, "page-write-step-urgency"),
        Step::Child => say!(texts, "page-write-step-child"),
        Step::Content => say!(texts, "page-write-step-content"),
        Step::Files => say!(texts, "page-write-step-files"),
        Step::Review => say!(texts, "page-write-step-review"),
    }
}

fn back(step: Step, form: &Unsent, texts: &Texts) -> Link {
    match before(step, form) {
        Some(before) => Link {
            label: say!(texts, "page-write-back"),
            href: before.address(form),
        },
        None => Link {
            label: say!(texts, "page-outbox"),
            href: "/udbakke".to_owned(),
        },
    }
}

fn stops(step: Step, form: &Unsent, texts: &Texts) -> Vec<Stop> {
    let steps = steps(form);
    let at = steps.iter().position(|it| *it == step).unwrap_or_default();
    let of = steps.len();
    let stops = steps.into_iter().enumerate().map(|(place, it)| {
        let number = place.saturating_add(1);
        Stop {
            number,
            word: word(it, texts),
            done: place < at,
            here: (place == at).then(|| {
                say!(
                    texts,
                    "page-write-step-of",
                    number = number.to_string(),
                    of = of.to_string()
                )
            }),
        }
    });
    stops.collect()
}

fn saved(form: &Unsent, eyes: &Eyes<'_>) -> String {
    let scene = &eyes.scene;
    let time = when::moment(form.saved, scene.now, &scene.own_zone(), scene.texts).words;
    say!(scene.texts, "page-write-saved", time = time)
}
