//! *Sæt påmindelser på pause*: the deadline runs on; two sign.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said, Shape},
    words::Verb,
};

use super::paper::{Sheet, day, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "pause",
    verb: Verb::Pause,
    key: |_| "pause",
    fits: |matter| matter.handover().paused.is_none(),
    blanks,
    deed: |typed, _| {
        let until = day(typed, "until")?;
        Ok(Deed::Pause(until, filled(typed)?))
    },
};

fn blanks() -> Vec<Blank> {
    let until = Blank {
        name: "until",
        label: Said {
            da: "Til og med",
            en: "Until",
        },
        purpose: Said {
            da: "Den sidste dag uden påmindelser, højst 14 dage frem.",
            en: "The last day without reminders, at most 14 days ahead.",
        },
        is_required: true,
        shape: Shape::Day,
    };
    let mut blanks = vec![until];
    blanks.extend(Reason::blanks());
    blanks
}
