//! What the sheets of a course have in common: days, and words that may be left out.

use jiff::civil::Date;
use stafet_shared::content::{Blank, Said, Shape};

use super::paper::{Matter, day_if_any};
use crate::{
    form::Wrong,
    office::{CourseDeed, Deed},
    page::form::Typed,
};

/// A deed of a course that a day is all of.
pub(super) type OnDay = fn(Date) -> CourseDeed;

/// The day on which something happened; today if none is chosen.
pub(super) fn happened_on() -> Vec<Blank> {
    vec![Blank {
        name: "day",
        label: Said {
            da: "Hvilken dag?",
            en: "On which day?",
        },
        purpose: Said {
            da: "Lad feltet være tomt, hvis det er i dag.",
            en: "Leave the field empty if it is today.",
        },
        is_required: false,
        shape: Shape::Day,
    }]
}

/// What happened on the day that was chosen, or today.
///
/// # Errors
/// When it is no day.
pub(super) fn on_day(
    typed: &Typed,
    matter: &Matter<'_, '_>,
    deed: OnDay,
) -> Result<Deed, Vec<Wrong>> {
    let day = day_if_any(typed, "day")?;
    let day = day.unwrap_or_else(|| matter.scene().today());
    Ok(Deed::Course(deed(day)))
}

#[cfg(test)]
mod tests {
    use crate::text::tests::{danish, english};

    /// Keys of the sheets of a course.
    const KEYS: [&str; 16] = [
        "plan-visit",
        "postpone-visit",
        "note-status",
        "begin-assessment",
        "begin-treatment",
        "no-show",
        "last-session",
        "interrupt",
        "decide-follow-up",
        "check-effect",
        "close-course",
        "move-child",
        "take-over-child",
        "refuse-child",
        "unask-child",
        "give-outside",
    ];

    #[test]
    fn every_sheet_of_a_course_says_what_is_signed_in_both_languages() {
        for texts in [danish(), english()] {
            for key in KEYS {
                for part in ["title", "hint", "head", "1", "button"] {
                    let key = format!("sheet-{key}-{part}");
                    assert!(texts.has(&key), "{key}");
                }
            }
        }
    }
}
