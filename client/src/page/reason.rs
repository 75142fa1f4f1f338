//! What somebody did about what is late: a choice and never a text, which could name somebody.

use stafet_shared::{
    content::{Blank, Choice, Said, Shape},
    words::HandReason,
};

use super::form::Typed;
use crate::form::{FieldFlaw, Wrong};

/// The field's name.
const FIELD: &str = "reason";

/// What can be chosen.
const REASONS: &[Choice] = &[
    choice(HandReason::Called, "Har ringet", "Has called"),
    choice(
        HandReason::Connection,
        "Forbindelsen er nede",
        "The connection is down",
    ),
    choice(
        HandReason::Staffing,
        "Der findes en, der kan tage den",
        "Somebody is being found",
    ),
    choice(
        HandReason::Device,
        "Udstyr eller adgang skiftes",
        "A device or access is being replaced",
    ),
    choice(HandReason::Other, "Andet", "Something else"),
];

const fn choice(reason: HandReason, da: &'static str, en: &'static str) -> Choice {
    Choice {
        name: reason.name(),
        said: Said { da, en },
    }
}

/// What is asked for.
#[must_use]
pub fn blanks() -> Vec<Blank> {
    vec![Blank {
        name: FIELD,
        label: Said {
            da: "Hvad er grunden?",
            en: "What is the reason?",
        },
        purpose: Said {
            da: "Der kan ikke skrives fri tekst, fordi den kunne nævne nogen.",
            en: "No free text can be written, since it could name somebody.",
        },
        is_required: true,
        shape: Shape::Word(REASONS),
    }]
}

/// What was chosen.
///
/// # Errors
/// When nothing was.
pub fn read(typed: &Typed) -> Result<HandReason, Vec<Wrong>> {
    let text = typed.text(FIELD).map(str::trim).unwrap_or_default();
    let chosen = HandReason::ALL.into_iter().find(|it| it.name() == text);
    chosen.ok_or_else(|| {
        let flaw = if text.is_empty() {
            FieldFlaw::Missing
        } else {
            FieldFlaw::NotAChoice(REASONS.to_vec())
        };
        vec![Wrong::Field {
            name: FIELD.to_owned(),
            item: None,
            flaw,
        }]
    })
}
