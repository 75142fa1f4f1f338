//! Days in years that nobody means: whoever types 1926 for 2026 is asked before it is signed.

use jiff::civil::Date;
use stafet_shared::content::{Blank, Shape};

use super::form::Typed;
use crate::form::{FieldFlaw, Wrong};

/// The first and the last year in which something is said to happen.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;
/// How long a date has, at the beginning of a time as well: `2026-12-14`.
const DATE_CHARS: usize = 10;
/// How long ago the day may be of something that is planned, in days: who was out of reach for weeks
/// still signs what was agreed.
const PAST_DAYS_MAX: i32 = 60;

/// Every day that was typed with a year that cannot be meant.
#[must_use]
pub fn odd_years(blanks: &[Blank], typed: &Typed) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    look(blanks, typed, ("", ""), None, &mut wrong);
    wrong
}

/// That a day of something planned has passed long ago.
#[must_use]
pub fn long_past(name: &str, day: Date, today: Date) -> Option<Wrong> {
    let passed = day.until(today).map(|span| span.get_days());
    let is_past = passed.is_ok_and(|days| days > PAST_DAYS_MAX);
    is_past.then(|| flawed(name.to_owned(), None, FieldFlaw::LongPast))
}

/// `path` is where the fields of this section are typed, and by which name what is wrong with them
/// is told: things of a list are counted beside it.
fn look(
    blanks: &[Blank],
    typed: &Typed,
    (path, told): (&str, &str),
    item: Option<usize>,
    wrong: &mut Vec<Wrong>,
) {
    for blank in blanks {
        let name = format!("{path}{}", blank.name);
        let tell = format!("{told}{}", blank.name);
        if let Shape::Section(below) = &blank.shape {
            let dot = if blank.name.is_empty() { "" } else { "." };
            let below_it = (format!("{name}{dot}"), format!("{tell}{dot}"));
            look(below, typed, (&below_it.0, &below_it.1), item, wrong);
        } else if let Shape::Sections(below) = &blank.shape {
            for number in typed.things(&name) {
                let place = (format!("{name}.{number}."), format!("{tell}."));
                let item = Some(number.saturating_add(1));
                look(below, typed, (&place.0, &place.1), item, wrong);
            }
        } else if matches!(blank.shape, Shape::Day | Shape::Days | Shape::Instant)
            && typed.text(&name).is_some_and(has_odd_year)
        {
            wrong.push(flawed(tell, item, FieldFlaw::Year));
        }
    }
}

/// Whether one of the lines begins with a day in a year that cannot be meant.
fn has_odd_year(text: &str) -> bool {
    let days = text.lines().filter_map(|line| {
        let line = line.trim();
        let day = line.get(..DATE_CHARS).unwrap_or(line);
        day.parse::<Date>().ok()
    });
    let mut years = days.map(Date::year);
    years.any(|year| !YEARS.contains(&year))
}

const fn flawed(name: String, item: Option<usize>, flaw: FieldFlaw) -> Wrong {
    Wrong::Field { name, item, flaw }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use stafet_shared::words::Kind;

    use super::*;
    use crate::{form::blanks_of, page::form::summary, text::tests::danish};

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let fields = fields.iter();
        let fields = fields.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Typed::from(fields.collect::<Vec<_>>())
    }

    #[test]
    fn a_year_that_cannot_be_meant_is_asked_about_where_it_stands() {
        let blanks = blanks_of(Kind::ClosingReport);
        let report = typed(&[
            ("treatment_period.from", "2026-08-17"),
            ("treatment_period.to", "1926-11-13"),
            ("check_list.items.1.what", "Testning"),
            ("check_list.items.1.expected", "0206-12-01"),
        ]);
        let wrong = odd_years(&blanks, &report);
        let told = summary(&wrong, &danish(), &blanks);
        let places: Vec<&str> = told.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(
            places,
            ["f-treatment_period.to", "f-check_list.items.1.expected"]
        );
        assert!(
            told.iter().all(|(_, line)| line.contains("har et år")),
            "{told:?}"
        );
    }

    #[test]
    fn days_that_are_meant_and_what_is_no_day_are_left_alone() {
        let blanks = blanks_of(Kind::FollowUp);
        let fine = typed(&[
            ("check_on", "2027-03-15\n2027-06-15"),
            ("subject", "1926-01-01"),
        ]);
        assert_eq!(odd_years(&blanks, &fine), []);
    }

    #[test]
    fn a_visit_that_was_agreed_on_weeks_ago_can_still_be_signed() {
        let today = date(2026, 11, 30);
        assert_eq!(long_past("day", date(2026, 11, 9), today), None);
        assert_eq!(long_past("day", date(2027, 11, 9), today), None);
        assert!(long_past("day", date(2025, 12, 14), today).is_some());
    }
}
