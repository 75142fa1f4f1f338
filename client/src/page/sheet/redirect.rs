//! *Send videre*: to another office, as it was signed.

use stafet_shared::{
    content::{Blank, Said, Shape},
    party::OfficeId,
    words::Verb,
};

use super::paper::{Sheet, always, missing, reason_if_any, remark};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "videresend",
    verb: Verb::Redirect,
    key: |_| "redirect",
    fits: always,
    blanks,
    deed: |typed, _| {
        let to = typed.text("to").and_then(|text| OfficeId::parse(text).ok());
        let to = to.ok_or_else(|| missing("to"))?;
        Ok(Deed::Redirect(to, reason_if_any(typed)?))
    },
};

fn blanks() -> Vec<Blank> {
    vec![
        Blank {
            name: "to",
            label: Said {
                da: "Det rette kontor",
                en: "The right office",
            },
            purpose: Said {
                da: "Det får den, som den blev underskrevet.",
                en: "It gets it as it was signed.",
            },
            is_required: true,
            shape: Shape::Office,
        },
        remark(),
    ]
}
