//! Fields to be filled in: which child it is about, and what they have to know.

use askama::Template;
use stafet_shared::content::CheckWord;

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
    text::{Texts, say},
};

/// How the fields of a check-list's things begin.
const ITEMS: &str = "items.";

/// The page.
#[derive(Debug, Template)]
#[template(path = "ny-write.html")]
pub struct Write {
    frame: Frame,
    head: Head,
    legend: String,
    hint: String,
    counted: Option<String>,
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
            counted: (step == Step::Content)
                .then(|| counted(form, texts))
                .flatten(),
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

/// How much of a check-list is in place. `None` without one.
fn counted(form: &Unsent, texts: &Texts) -> Option<String> {
    let (there, of, later) = in_place(&form.texts);
    let (there, of) = (there.to_string(), of.to_string());
    (of != "0").then(|| {
        say!(
            texts,
            "page-write-counted",
            there = there,
            of = of,
            later = later
        )
    })
}

/// How many things of a check-list are in place, of how many, and how many come later.
fn in_place(texts: &[(String, String)]) -> (usize, usize, usize) {
    let item = |name: &str, last: &str| name.starts_with(ITEMS) && name.ends_with(last);
    let count = |last: &str, fits: &dyn Fn(&str) -> bool| {
        let all = texts.iter();
        all.filter(|(name, text)| item(name, last) && fits(text.trim()))
            .count()
    };
    let of = count(".what", &|text| !text.is_empty());
    let later = count(".state", &|text| text == CheckWord::Pending.name());
    let there = count(".state", &|text| {
        text == CheckWord::Attached.name() || text == CheckWord::NotAvailable.name()
    });
    (there, of, later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_later_is_not_in_place() {
        let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let texts = [
            text("subject", "pending"),
            text("items.0.what", "Handleplan"),
            text("items.0.state", "attached"),
            text("items.1.what", "Samtykke"),
            text("items.1.state", "not_available"),
            text("items.2.what", "Udtalelse"),
            text("items.2.state", "pending"),
            text("items.3.what", "Afgørelse"),
            text("items.4.what", " "),
        ];
        assert_eq!(in_place(&texts), (2, 4, 1));
        assert_eq!(in_place(&[]), (0, 0, 0));
    }
}
