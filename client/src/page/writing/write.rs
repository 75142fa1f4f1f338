//! Fields to be filled in: which child it is about, and what they have to know.

use askama::Template;

use super::{
    head::{Head, Told},
    step::{Step, blanks},
};
use crate::{
    face::scene::Scene,
    office::Unsent,
    page::{
        form::{self, FieldView, Typed},
        frame::{Frame, Place},
        site::Eyes,
    },
    text::say,
};

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-write.html")]
pub struct Write {
    frame: Frame,
    head: Head,
    legend: String,
    hint: String,
    fields: Vec<FieldView>,
}

impl Write {
    /// The fields of a step, as they were typed. `None` for a form whose kind nobody has said.
    #[must_use]
    pub fn of(step: Step, form: &Unsent, told: &Told, eyes: &Eyes<'_>) -> Option<Self> {
        let texts = eyes.scene.texts;
        let blanks = blanks(step, form.kind?);
        let (legend, hint) = question(step, form, &eyes.scene);
        let title = if told.is_nothing() {
            legend.clone()
        } else {
            say!(texts, "page-write-error-title", title = legend.as_str())
        };
        let typed = Typed::from(form.texts.clone());
        Some(Self {
            frame: Frame::of(eyes, Place::Nowhere, title),
            head: Head::of(step, form, told, eyes),
            legend,
            hint,
            fields: form::fields(&blanks, &typed, &told.wrong, eyes),
        })
    }
}

fn question(step: Step, form: &Unsent, scene: &Scene<'_>) -> (String, String) {
    let texts = scene.texts;
    let them = form.to.as_ref();
    let them = them.map_or_else(
        || say!(texts, "page-write-the-receiver"),
        |to| scene.office(to),
    );
    if step == Step::Child {
        let hint = say!(texts, "page-write-child-hint", them = them);
        (say!(texts, "page-write-child"), hint)
    } else {
        let hint = say!(texts, "page-write-content-hint", them = them);
        (say!(texts, "page-write-content"), hint)
    }
}
