//! Who was really told of what is late, by name, and who could not be.

use stafet_shared::{
    content::display_safe_line,
    party::OrganisationId,
    watch::{Told, Unheard},
    words::Rung,
};

use super::scene::Scene;
use crate::text::{Texts, say};

/// What was told of a rung: to whom beside the two sides, and to whom it could not be told.
#[must_use]
pub fn told(told: &Told, rung: Rung, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let names: Vec<String> = told.offices.iter().map(|id| scene.office(id)).collect();
    let first = match (names.is_empty(), rung) {
        (false, Rung::Overdue) => {
            let (rung, offices) = (texts.rung(rung), listed(&names, texts));
            say!(texts, "told-too", rung = rung, offices = offices)
        }
        (false, _) => say!(texts, "told-to", offices = listed(&names, texts)),
        (true, Rung::Reminder | Rung::Overdue) => texts.rung(rung),
        (true, Rung::Leaders | Rung::Authority) => say!(texts, "told-nobody"),
    };
    let missing: Vec<String> = told.unheard.iter().map(|it| unheard(it, scene)).collect();
    if missing.is_empty() {
        return first;
    }
    let missing = say!(texts, "told-missing", who = listed(&missing, texts));
    format!("{first}, {missing}")
}

/// A level of the ladder of which nobody hears, and what to do about it.
#[must_use]
pub fn gap(gap: &Unheard, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    match gap {
        Unheard::Office(office) => {
            say!(texts, "gap-office", office = scene.office(office))
        }
        Unheard::Leaders(id) => say!(texts, "gap-leaders", organisation = organisation(id, scene)),
        Unheard::Authority => say!(texts, "gap-authority"),
    }
}

/// Who should have been told.
fn unheard(one: &Unheard, scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    match one {
        Unheard::Office(office) => {
            say!(texts, "unheard-office", office = scene.office(office))
        }
        Unheard::Leaders(id) => say!(
            texts,
            "unheard-leaders",
            organisation = organisation(id, scene)
        ),
        Unheard::Authority => say!(texts, "unheard-authority"),
    }
}

fn organisation(id: &OrganisationId, scene: &Scene<'_>) -> String {
    let known = scene.directory.organisation(id);
    let name = known.map_or(id.as_str(), |it| it.name.as_str());
    display_safe_line(name)
}

/// Names in a sentence: *A, B og C*.
fn listed(names: &[String], texts: &Texts) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => {
            let (some, last) = (some.join(", "), last.as_str());
            say!(texts, "names-listed", some = some, last = last)
        }
    }
}
