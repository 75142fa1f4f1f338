//! *Sæt påmindelser på pause*: the deadline runs on; two sign.

use stafet_shared::{
    content::{Blank, Form as _, Reason, Said, Shape},
    words::Verb,
};

use super::paper::{Sheet, day_if_any, filled};
use crate::office::Deed;

pub(super) static SHEET: Sheet = Sheet {
    path: "pause",
    verb: Verb::Pause,
    key: |_| "pause",
    fits: |matter| matter.handover().paused.is_none(),
    blanks,
    deed: |typed, _| {
        let until = day_if_any(typed, "until")?;
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
            da: "Den dag, hvor påmindelserne begynder igen.",
            en: "The day on which reminders begin again.",
        },
        is_required: false,
        shape: Shape::Day,
    };
    let mut blanks = vec![until];
    blanks.extend(Reason::blanks());
    blanks
}
