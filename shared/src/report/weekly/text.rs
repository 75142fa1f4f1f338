//! The weekly list in Danish words: Markdown that can be read as it is.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use super::{Overdue, WeeklyList};
use crate::{
    report::{figure::Figure, note::Age},
    words::Language::Danish,
};

/// What stands before the instant of the list.
pub(super) const AS_OF: &str = "- Opgjort: ";
/// What stands before its week.
pub(super) const WEEK: &str = "- Uge: ";

/// The list in words: the same list and zone have the same text. Lines end with a line feed, and
/// an empty one ends the text.
#[must_use]
pub fn text(list: &WeeklyList, zone: &TimeZone) -> String {
    let mut text = String::new();
    let mut line = |what: std::fmt::Arguments<'_>| {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{what}");
    };
    let (week, small) = (list.week, list.small_count);
    let local = list.as_of.local(zone);
    let zone = zone.iana_name().unwrap_or("UTC");
    line(format_args!(
        "# Over fristen, uge {} i {}\n",
        week.number(),
        week.year()
    ));
    line(format_args!("{AS_OF}{} ({local}, {zone})", list.as_of));
    line(format_args!("{WEEK}{week}"));
    line(format_args!("{DEFINITION}"));
    line(format_args!(
        "- Tal fra 1 til under {small} vises som \"<{small}\". Andre tal er skjult, hvor et lille \
         tal ellers kunne regnes ud af dem; et skjult tal kan være hvad som helst."
    ));
    line(format_args!("{NOBODY}\n"));
    let ages = Age::ALL.map(head_of_age).join(" | ");
    line(format_args!(
        "| Liste | Slags | Over fristen | Heraf røde | {ages} | Ældste (døgn) |"
    ));
    let rules = [" --: |"; Age::ALL.len().saturating_add(3)].concat();
    line(format_args!("| --- | --- |{rules}"));
    for (name, kind, overdue) in &list.rows {
        let cells = cells(overdue, small).join(" | ");
        let (name, kind) = (name.words(Danish), kind.words(Danish));
        line(format_args!("| {name} | {kind} | {cells} |"));
    }
    let cells = cells(&list.all, small).join(" | ");
    line(format_args!("| I alt | | {cells} |\n"));
    line(format_args!("{CHECK}\n"));
    text
}

const DEFINITION: &str = "- Over fristen er det, som et kontor skylder, og hvis frist var \
                          overskredet, da listen blev opgjort; hver manglende handling tæller én \
                          gang, og dens alder er påbegyndte døgn siden fristen.";
const NOBODY: &str = "- Listen nævner ingen sager, børn, personer eller kontorer.";
const CHECK: &str = "Listen er underskrevet af serveren. `stafet report verify-weekly FIL` \
                     kontrollerer underskriften.";

fn head_of_age(age: Age) -> String {
    age.days_max()
        .map_or_else(|| "Ældre".to_owned(), |days| format!("Til {days} døgn"))
}

fn cells(overdue: &Overdue, small: u16) -> Vec<String> {
    let figure = |figure: &Figure| match figure {
        Figure::Exact(count) => count.to_string(),
        Figure::Few => format!("<{small}"),
        Figure::Withheld => "skjult".to_owned(),
    };
    let oldest = overdue.oldest_days.map(|days| days.to_string());
    let figures = [&overdue.all, &overdue.red]
        .into_iter()
        .chain(&overdue.ages);
    figures
        .map(figure)
        .chain([oldest.unwrap_or_else(|| "–".to_owned())])
        .collect()
}
