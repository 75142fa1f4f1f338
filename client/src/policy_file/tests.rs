//! A policy's file is read as it is written, and every mistake in it is named with its line.

use jiff::civil::date;
use stafet_shared::{
    calendar::{HolidaySet, Span},
    party::{OfficeId, OrganisationId},
    policy::{Basis, ClockName, ClosedDays, Policy},
    words::Colour,
};

use super::*;
use crate::text::tests::{danish, english};

/// The template, changed as `spoil` says, and all that is wrong in it then, in English.
fn spoilt(spoil: impl FnOnce(&str) -> String) -> Vec<String> {
    let before = write(&Policy::zero());
    let text = spoil(&before);
    assert_ne!(text, before, "nothing was changed");
    let wrong = read(&text).unwrap_err();
    wrong.iter().map(|one| one.text(&english())).collect()
}

/// The line on which the template has this.
fn line_of(part: &str) -> usize {
    let text = write(&Policy::zero());
    let before = text.split(part).next().unwrap();
    before.matches('\n').count().saturating_add(1)
}

#[test]
fn the_template_is_the_golden_file_and_is_policy_zero() {
    let text = write(&Policy::zero());
    assert_eq!(text, include_str!("../../tests/golden/policy-0.toml"));
    assert_eq!(read(&text), Ok(Policy::zero()));
}

#[test]
fn every_policy_is_read_as_it_is_written() {
    let mut policy = Policy::zero();
    let office = |id| OfficeId::parse(id).unwrap();
    policy.ladder.authority = vec![office("socialstyrelsen/overdragelsesvagt")];
    policy.ladder.department = vec![office("a/b"), office("a/c")];
    policy.ladder.taken_in_hand_holds = Span::CalendarMonths(1);
    policy.thresholds.small_count = 0;
    let organisation = |id| OrganisationId::parse(id).unwrap();
    let days = ClosedDays {
        holidays: HolidaySet::Denmark,
        closed: [date(2027, 1, 4), date(2026, 12, 30)].into(),
    };
    policy
        .days
        .insert(organisation("socialstyrelsen"), days.clone());
    let closed = [].into();
    policy
        .days
        .insert(organisation("kujalleq-2"), ClosedDays { closed, ..days });
    for (n, setting) in policy.clocks.values_mut().enumerate() {
        setting.basis = Basis::Source(format!("§ {n}, \"Ærø\" \\ 'x' # no comment"));
    }
    let text = write(&policy);
    assert_eq!(read(&text), Ok(policy), "{text}");
}

#[test]
fn nothing_is_implicit() {
    let first = "[clocks.opened]\nred = \"24 hours\"\n";
    assert_eq!(
        spoilt(|text| text.replace(first, "[clocks.opened]\n")),
        [format!("line {}: missing field `red`", line_of(first))]
    );
    let gone = "[clocks.closing]\nred = \"10 working days\"\nyellow = \"10 working days\"\n\
                green = \"10 working days\"\nproposal = true\n";
    assert_eq!(
        spoilt(|text| text.replace(gone, "")),
        ["clocks.closing is missing. Every clock has to be there."]
    );
    for section in ["[days]", "[ladder]", "[thresholds]"] {
        let renamed = section.replace('[', "[other_");
        let wrong =
            spoilt(|text| text.replace(&format!("\n{section}\n"), &format!("\n{renamed}\n")));
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].contains("unknown field"), "{wrong:?}");
    }
}

#[test]
fn every_mistake_is_named_with_its_line() {
    let wrong = spoilt(|text| {
        text.replace("\"24 hours\"", "\"24 hors\"")
            .replace("[clocks.visit]", "[clocks.vizit]")
            .replace("authority = []", "authority = [\"nowhere\"]")
            .replace(
                "\n[days]\n",
                "\n[days.A]\nholidays = \"mars\"\nclosed = [2027-01-01T10:00:00]\n",
            )
    });
    let expected = |part: &str, what: &str| {
        wrong.iter().any(|line| {
            line.contains(what) && line.starts_with(&format!("line {}: ", line_of(part)))
        })
    };
    assert!(
        expected(
            "red = \"24 hours\"\nyellow = \"3 w",
            "clocks.opened.red is no"
        ),
        "{wrong:#?}"
    );
    assert!(
        expected("[clocks.visit]", "no clock clocks.vizit"),
        "{wrong:#?}"
    );
    assert!(
        expected("authority = []", "ladder.authority names"),
        "{wrong:#?}"
    );
    assert!(
        expected("[days]\n", "days.A is no organisation"),
        "{wrong:#?}"
    );
    for what in [
        "clocks.visit is missing",
        "days.A.holidays",
        "days.A.closed",
    ] {
        assert!(wrong.iter().any(|line| line.contains(what)), "{wrong:#?}");
    }
}

#[test]
fn a_clock_has_a_source_or_is_a_proposal() {
    let neither = spoilt(|text| text.replacen("\nproposal = true", "", 1));
    let both =
        spoilt(|text| text.replacen("\nproposal = true", "\nproposal = true\nsource = \"x\"", 1));
    let not = spoilt(|text| text.replacen("\nproposal = true", "\nproposal = false", 1));
    let expected = "clocks.draft needs either a source or proposal = true.";
    for wrong in [neither, both, not] {
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].ends_with(expected), "{wrong:?}");
    }
}

#[test]
fn what_no_policy_may_say_is_told_with_the_clocks_line() {
    let wrong = spoilt(|text| text.replace("never_over = \"7 days\"", "never_over = \"8 days\""));
    let line = line_of("[clocks.opened]");
    assert_eq!(
        wrong,
        [format!(
            "line {line}: clocks.opened may never be over 7 days of calendar time: that is the \
             law. Shorten the colours or set never_over."
        )]
    );
    let wrong = spoilt(|text| text.replace("green_percent = 90", "green_percent = 70"));
    assert_eq!(wrong, ["green_percent has to be above yellow_percent."]);
}

#[test]
fn unknown_keys_and_what_is_no_toml_are_told_with_their_line() {
    for (typed, what) in [
        (
            "dead_line = 3\nreminder_percent",
            "unknown field `dead_line`",
        ),
        ("reminder_percent = = 3", "line"),
        ("reminder_percent = 300 #", "line"),
    ] {
        let wrong = spoilt(|text| text.replace("reminder_percent", typed));
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].starts_with("line "), "{wrong:?}");
        assert!(wrong[0].contains(what), "{wrong:?}");
    }
}

#[test]
fn everything_that_no_policy_may_say_has_a_text_in_both_languages() {
    let name = ClockName::all().next().unwrap();
    let span = Span::WorkingDays(0);
    let organisation = OrganisationId::parse("socialstyrelsen").unwrap();
    for texts in [english(), danish()] {
        for error in [
            PolicyError::Missing(name),
            PolicyError::NobodyReads(name),
            PolicyError::Impossible { name, span },
            PolicyError::Colours {
                name,
                colour: Colour::Red,
            },
            PolicyError::Bound { name, bound: span },
            PolicyError::BeforeADay(name),
            PolicyError::Legal { name, legal: span },
            PolicyError::Source(name),
            PolicyError::Percent {
                name: "x",
                value: 0,
            },
            PolicyError::Step { step: "x", span },
            PolicyError::Downwards,
            PolicyError::Offices("x"),
            PolicyError::Thresholds,
            PolicyError::Organisations,
            PolicyError::ClosedDays(organisation.clone()),
            PolicyError::TooLarge { bytes: 1 },
        ] {
            let text = impossible(&error, &texts);
            assert!(!text.contains("No localization"), "{text}");
            assert!(!text.contains('$'), "{text}");
        }
    }
}
