//! The sentences of letters in both languages.

use jiff::tz::TimeZone;
use stafet_shared::words::{Language, Rung};

use crate::notice::{
    Letter, Line,
    letter::{Several, Standing},
};

pub(super) fn subject(language: Language, letter: &Letter) -> String {
    let (fresh, count) = (letter.fresh(), letter.count());
    match (language, letter.digest) {
        (Language::Danish, true) => format!("dagens overblik, {fresh} nye, {count} venter"),
        (Language::Danish, false) => format!("rødt, {fresh} haster"),
        (Language::English, true) => format!("today's overview, {fresh} new, {count} waiting"),
        (Language::English, false) => format!("red, {fresh} urgent"),
    }
}

pub(super) fn greeting(language: Language, letter: &Letter) -> String {
    let fresh = letter.fresh();
    match (language, letter.digest) {
        (Language::Danish, true) => format!("Nyt siden sidst: {fresh}."),
        (Language::Danish, false) => format!("Rødt, der ikke kan vente: {fresh}."),
        (Language::English, true) => format!("New since the last letter: {fresh}."),
        (Language::English, false) => format!("Red, and cannot wait: {fresh}."),
    }
}

/// Above what an office owes: *Venter hos Rejseholdet:*
pub(super) fn header(language: Language, at: &str) -> String {
    match language {
        Language::Danish => format!("Venter {at}:"),
        Language::English => format!("Waiting {at}:"),
    }
}

/// Above the counts.
pub(super) const fn counted(language: Language) -> &'static str {
    match language {
        Language::Danish => "Desuden venter (se det i Stafet):",
        Language::English => "Also waiting (see it in Stafet):",
    }
}

pub(super) fn standing(language: Language, one: &Standing, at: &str) -> String {
    let (open, overdue, fresh) = (one.open, one.overdue, one.fresh);
    let new = match (language, fresh) {
        (_, 0) => String::new(),
        (Language::Danish, fresh) => format!(", {fresh} nye"),
        (Language::English, fresh) => format!(", {fresh} new"),
    };
    match language {
        Language::Danish => format!("{at}: {open}, heraf {overdue} over fristen{new}"),
        Language::English => format!("{at}: {open}, of which {overdue} are overdue{new}"),
    }
}

/// Several matters together: that they come near or have climbed, what they are, and until when.
pub(super) fn several(
    language: Language,
    (one, sorts): (&Several, &str),
    [first, last]: [String; 2],
) -> String {
    let count = one.count();
    let is_near = one.rung <= Rung::Reminder.code();
    match (language, is_near) {
        (Language::Danish, true) => {
            format!("{count} nærmer sig fristen ({first} til {last}): {sorts}")
        }
        (Language::Danish, false) => {
            format!("{count} stadig over fristen ({first} til {last}): {sorts}")
        }
        (Language::English, true) => {
            format!("{count} come near their deadline ({first} to {last}): {sorts}")
        }
        (Language::English, false) => {
            format!("{count} still overdue ({first} to {last}): {sorts}")
        }
    }
}

/// That an outage ends today which the recipient's office has declared.
pub(super) fn outage(language: Language, due: &str) -> String {
    match language {
        Language::Danish => format!(
            "Et nedbrud, som I har meldt, slutter {due}. Meld i Stafet, at det varer ved, eller at det er forbi."
        ),
        Language::English => format!(
            "An outage that you have declared ends {due}. Say in Stafet that it goes on, or that it is over."
        ),
    }
}

pub(super) fn more(language: Language, count: usize) -> String {
    match language {
        Language::Danish => format!("og {count} flere; se dem i Stafet"),
        Language::English => format!("and {count} more; see them in Stafet"),
    }
}

/// That it stands still, and for how long it is late.
pub(super) fn again(language: Language, line: &Line) -> String {
    match (language, line.day, line.again) {
        (_, None, _) => String::new(),
        (Language::Danish, Some(day), false) => format!(", over fristen, dag {day}"),
        (Language::Danish, Some(day), true) => format!(", stadig over fristen, dag {day}"),
        (Language::English, Some(day), false) => format!(", overdue, day {day}"),
        (Language::English, Some(day), true) => format!(", still overdue, day {day}"),
    }
}

pub(super) fn waiting(language: Language, due: &str) -> String {
    match language {
        Language::Danish => format!("frist {due}"),
        Language::English => format!("due {due}"),
    }
}

/// Whom to ring, on which number, about how much.
pub(super) fn call(
    language: Language,
    (office, phone): (&str, Option<&str>),
    matters: usize,
) -> String {
    let matters = match (language, matters) {
        (Language::Danish, 1) => "1 sag".to_owned(),
        (Language::Danish, matters) => format!("{matters} sager"),
        (Language::English, 1) => "1 matter".to_owned(),
        (Language::English, matters) => format!("{matters} matters"),
    };
    let phone = phone.map(|phone| format!(" ({phone})")).unwrap_or_default();
    match language {
        Language::Danish => format!("Ring til {office}{phone}: {matters}"),
        Language::English => format!("Call {office}{phone}: {matters}"),
    }
}

/// Who has been told, beside the two sides.
pub(super) fn told(language: Language, names: &str) -> String {
    match language {
        Language::Danish => format!("Sagt til {names}."),
        Language::English => format!("Told to {names}."),
    }
}

pub(super) const fn none_told(language: Language) -> &'static str {
    match language {
        Language::Danish => "Ikke sagt til andre end de to kontorer.",
        Language::English => "Told to nobody but the two offices.",
    }
}

/// Who could not be told.
pub(super) fn missing(language: Language, names: &str) -> String {
    match language {
        Language::Danish => format!("Kunne ikke siges til {names}."),
        Language::English => format!("Could not be told to {names}."),
    }
}

/// Who was told and gets no letters.
pub(super) fn unwritten(language: Language, names: &str) -> String {
    match language {
        Language::Danish => format!("Får ingen breve, kun besked i Stafet: {names}."),
        Language::English => format!("Gets no letters, is told in Stafet only: {names}."),
    }
}

/// Who should have been told: why they were not.
pub(super) mod unheard {
    use super::Language;

    pub(in super::super) fn office(language: Language, name: &str) -> String {
        match language {
            Language::Danish => format!("{name} (der er ingen i kontoret)"),
            Language::English => format!("{name} (nobody is in the office)"),
        }
    }

    pub(in super::super) fn leaders(language: Language, name: &str) -> String {
        match language {
            Language::Danish => format!("en leder i {name} (der er ingen)"),
            Language::English => format!("a leader of {name} (there is none)"),
        }
    }

    pub(in super::super) const fn authority(language: Language) -> &'static str {
        match language {
            Language::Danish => "tilsynet (intet kontor er valgt)",
            Language::English => "the supervising authority (no office is named)",
        }
    }
}

/// Names in a sentence: *A, B og C*.
pub(super) fn listed(language: Language, names: &[&str]) -> String {
    let and = language.choose("og", "and");
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [some @ .., last] => format!("{} {and} {last}", some.join(", ")),
    }
}

pub(super) fn ending(language: Language, zone: &TimeZone) -> String {
    let zone = zone.iana_name().unwrap_or("UTC");
    match language {
        Language::Danish => format!(
            "Næste skridt: Åbn Stafet.\nTider er lokale ({zone}). Denne mail er sendt af et \
             program og indeholder ingen personoplysninger."
        ),
        Language::English => format!(
            "Next step: open Stafet.\nTimes are local ({zone}). This mail was sent by a \
             program and holds no personal data."
        ),
    }
}
