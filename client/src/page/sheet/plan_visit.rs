//! *Hvornår kommer I?*: the first day of the visit, and the tour that it belongs to.

use stafet_shared::{
    content::{Blank, Said, Shape},
    words::{CourseVerb, Verb},
};

use super::paper::{Sheet, always, day};
use crate::office::{CourseDeed, Deed};

/// The longest word for a tour, in characters.
const TOUR_CHARS_MAX: usize = 60;

pub(super) static SHEET: Sheet = Sheet {
    path: "planlaeg-besoeg",
    verb: Verb::Course(CourseVerb::PlanVisit),
    key: |_| "plan-visit",
    fits: always,
    blanks,
    deed: |typed, matter| {
        let first = day(typed, "day")?;
        let word = typed.text("tour").map(str::trim);
        let word = word.filter(|word| !word.is_empty());
        let reader = matter.eyes.reader;
        let tour = word.map(|word| reader.tour(matter.handover().id, word));
        Ok(Deed::Course(CourseDeed::PlanVisit(first, tour)))
    },
};

fn blanks() -> Vec<Blank> {
    vec![
        Blank {
            name: "day",
            label: Said {
                da: "Hvornår kommer I?",
                en: "When do you come?",
            },
            purpose: Said {
                da: "Den første dag af besøget.",
                en: "The first day of the visit.",
            },
            is_required: true,
            shape: Shape::Day,
        },
        Blank {
            name: "tour",
            label: Said {
                da: "Hvilken rejse?",
                en: "Which tour?",
            },
            purpose: Said {
                da: "Et ord, det samme for alle børn på rejsen, for eksempel januar-syd.",
                en: "A word, the same for all children on the tour, for example january-south.",
            },
            is_required: false,
            shape: Shape::Line {
                max_chars: TOUR_CHARS_MAX,
            },
        },
    ]
}
