//! What policy 0 is, and what no policy may say.

use std::collections::BTreeSet;

use jiff::{ToSpan as _, civil::date};

use super::*;
use crate::{
    calendar::CLOSED_DAYS_MAX,
    testing::{clinic, office, team, town},
    words::CourseClock,
};

const OPENED: ClockName = ClockName::State(State::Opened);
const ACTION: ClockName = ClockName::Of(Kind::Notification, State::Accepted);
const CASE_INFORMATION: ClockName = ClockName::Course(CourseClock::CaseInformation);
const DECISION: ClockName = ClockName::Course(CourseClock::FollowUpDecision);

/// What is said of policy 0 when it differs as `spoil` says.
fn spoilt(spoil: impl FnOnce(&mut Policy)) -> Result<(), PolicyError> {
    let mut policy = Policy::zero();
    spoil(&mut policy);
    policy.check_whole()
}

/// What is said of policy 0 but for one clock, the same for every colour.
fn with(name: ClockName, span: Span, at_most: Option<Span>) -> Result<(), PolicyError> {
    let clock = Clock {
        spans: [span; 3],
        at_most,
    };
    Policy::zero().with(name, clock).check()
}

#[test]
fn policy_zero_is_possible_and_stays_what_it_is() {
    assert_eq!(Policy::zero().check_whole(), Ok(()));
    assert_eq!(
        policy_zero().to_string(),
        "ed5b04b518dae70bff418f853b597050d06cfe98813361daab988a0bd70f13d1"
    );
    assert_eq!(
        policy_zero_whole().to_string(),
        "c1918ec75368b7191a2efd1fca396ceea5c0a427963613487dc9c7010878d19a"
    );
}

#[test]
fn policy_zero_has_every_clock_and_says_which_have_a_source() {
    let zero = Policy::zero();
    let named: BTreeSet<ClockName> = zero.clocks.keys().copied().collect();
    assert_eq!(named, ClockName::all().collect());
    let sourced = zero.clocks.iter();
    let sourced: BTreeSet<ClockName> = sourced
        .filter(|(_, setting)| setting.basis != Basis::Proposal)
        .map(|(name, _)| *name)
        .collect();
    let legal: BTreeSet<ClockName> = LEGAL.iter().map(|(name, _)| *name).collect();
    assert_eq!(sourced, legal);
}

#[test]
fn a_clock_of_no_time_or_of_an_absurd_one_is_refused() {
    let name = ClockName::State(State::Acknowledged);
    for (most, beyond) in [
        (Span::WorkingDays(260), Span::WorkingDays(261)),
        (Span::OfficeHours(400), Span::OfficeHours(401)),
        (Span::CalendarHours(9_600), Span::CalendarHours(9_601)),
        (Span::CalendarMonths(24), Span::CalendarMonths(25)),
    ] {
        assert_eq!(with(name, most, None), Ok(()));
        let refused = Err(PolicyError::Impossible { name, span: beyond });
        assert_eq!(with(name, beyond, None), refused);
    }
    let span = Span::OfficeHours(0);
    assert_eq!(
        with(name, span, None),
        Err(PolicyError::Impossible { name, span })
    );
}

#[test]
fn red_is_never_longer_than_yellow_nor_yellow_than_green() {
    let name = ClockName::State(State::Queued);
    let of = |spans| {
        let clock = Clock {
            spans,
            at_most: None,
        };
        Policy::zero().with(name, clock).check()
    };
    let (hour, day, week) = (
        Span::OfficeHours(1),
        Span::WorkingDays(1),
        Span::CalendarHours(168),
    );
    assert_eq!(of([hour, day, week]), Ok(()));
    let refused = |colour| Err(PolicyError::Colours { name, colour });
    assert_eq!(of([day, hour, week]), refused(Colour::Red));
    assert_eq!(of([hour, week, day]), refused(Colour::Yellow));
}

#[test]
fn a_legal_bound_may_be_shortened_and_never_lengthened() {
    let hours = Span::CalendarHours;
    for (name, legal) in LEGAL {
        let longer = match legal {
            Span::CalendarHours(most) => hours(most + 1),
            Span::CalendarMonths(most) => Span::CalendarMonths(most + 1),
            Span::WorkingDays(_) | Span::OfficeHours(_) => panic!("{legal:?} is no legal bound"),
        };
        let refused = Err(PolicyError::Legal { name, legal });
        assert_eq!(with(name, legal, None), Ok(()), "{name:?}");
        assert_eq!(with(name, hours(12), Some(legal)), Ok(()), "{name:?}");
        assert_eq!(with(name, Span::WorkingDays(3), Some(hours(20))), Ok(()));
        assert_eq!(with(name, longer, None), refused, "{name:?}");
        assert_eq!(with(name, longer, Some(longer)), refused, "{name:?}");
        let in_working_days = with(name, Span::WorkingDays(1), None);
        assert_eq!(in_working_days, refused, "{name:?} is calendar time");
    }
    let bound = Span::WorkingDays(2);
    let refused = Err(PolicyError::Bound {
        name: OPENED,
        bound,
    });
    assert_eq!(with(OPENED, hours(1), Some(bound)), refused);
}

#[test]
fn a_clock_before_a_day_is_in_working_days_and_has_no_bound() {
    let name = CASE_INFORMATION;
    let refused = Err(PolicyError::BeforeADay(name));
    assert_eq!(with(name, Span::WorkingDays(10), None), Ok(()));
    assert_eq!(with(name, Span::CalendarHours(48), None), refused);
    let bound = Some(Span::CalendarHours(48));
    assert_eq!(with(name, Span::WorkingDays(10), bound), refused);
}

#[test]
fn whoever_signs_names_every_clock_and_no_other() {
    assert_eq!(
        spoilt(|it| drop(it.clocks.remove(&DECISION))),
        Err(PolicyError::Missing(DECISION))
    );
    let unread = ClockName::Of(Kind::Message, State::Opened);
    let more = |it: &mut Policy| {
        let setting = it.clocks[&ACTION].clone();
        it.clocks.insert(unread, setting);
    };
    assert_eq!(spoilt(more), Err(PolicyError::NobodyReads(unread)));
}

#[test]
fn a_clock_that_a_policy_does_not_name_is_policy_zeros() {
    for name in ClockName::all() {
        let mut policy = Policy::zero();
        policy.clocks.remove(&name);
        assert_eq!(policy.check(), Ok(()), "{name:?}: what it says may hold");
        assert_eq!(policy.check_whole(), Err(PolicyError::Missing(name)));
        assert_eq!(policy.clock(name), Policy::zero().clock(name));
        assert_eq!(policy.whole(), Policy::zero());
    }
}

#[test]
fn a_source_is_one_short_line() {
    let sourced = |text: String| {
        spoilt(|it| {
            if let Some(setting) = it.clocks.get_mut(&ACTION) {
                setting.basis = Basis::Source(text);
            }
        })
    };
    assert_eq!(sourced("å".repeat(SOURCE_CHARS_MAX)), Ok(()));
    let refused = Err(PolicyError::Source(ACTION));
    for text in ["å".repeat(SOURCE_CHARS_MAX + 1), " ".into(), "a\nb".into()] {
        assert_eq!(sourced(text), refused);
    }
}

#[test]
fn a_ladder_climbs() {
    let downwards = |it: &mut Policy| it.ladder.authority_after = it.ladder.leaders_after;
    assert_eq!(spoilt(downwards), Err(PolicyError::Downwards));
    let (step, span) = ("seen_holds", Span::WorkingDays(0));
    assert_eq!(
        spoilt(|it| it.ladder.seen_holds = span),
        Err(PolicyError::Step { step, span })
    );
    for value in [0, 100] {
        let name = "reminder_percent";
        assert_eq!(
            spoilt(|it| it.ladder.reminder_percent = value),
            Err(PolicyError::Percent { name, value })
        );
    }
    let twice = |it: &mut Policy| it.ladder.authority = vec![team(), clinic(), team()];
    assert_eq!(spoilt(twice), Err(PolicyError::Offices("authority")));
    let crowd = |it: &mut Policy| {
        let offices = (0..=LADDER_OFFICES_MAX).map(|n| office(&format!("town/office-{n}")));
        it.ladder.department = offices.collect();
    };
    assert_eq!(spoilt(crowd), Err(PolicyError::Offices("department")));
}

#[test]
fn green_lies_above_yellow() {
    assert_eq!(
        spoilt(|it| it.thresholds.yellow_percent = 90),
        Err(PolicyError::Thresholds)
    );
    let (name, value) = ("green_percent", 100);
    assert_eq!(
        spoilt(|it| it.thresholds.green_percent = value),
        Err(PolicyError::Percent { name, value })
    );
}

/// So many days from New Year's Day on.
fn closed(days: usize) -> ClosedDays {
    let all = date(2027, 1, 1).series(1.day());
    ClosedDays {
        holidays: HolidaySet::Denmark,
        closed: all.take(days).collect(),
    }
}

#[test]
fn a_policy_is_no_larger_than_a_signed_act_can_hold() {
    let organisation = |n: usize| office(&format!("organisation-{n}/office")).organisation();
    let of = |organisations: usize, days: usize| {
        spoilt(|it| {
            let all = (0..organisations).map(|n| (organisation(n), closed(days)));
            it.days = all.collect();
        })
    };
    assert_eq!(of(ORGANISATIONS_MAX, 10), Ok(()));
    assert_eq!(
        of(ORGANISATIONS_MAX + 1, 0),
        Err(PolicyError::Organisations)
    );
    let refused = Err(PolicyError::ClosedDays(organisation(0)));
    assert_eq!(of(1, CLOSED_DAYS_MAX), Ok(()));
    assert_eq!(of(1, CLOSED_DAYS_MAX + 1), refused);
    let large = of(ORGANISATIONS_MAX, CLOSED_DAYS_MAX);
    assert!(
        matches!(large, Err(PolicyError::TooLarge { .. })),
        "{large:?}"
    );
}

#[test]
fn an_organisation_keeps_greenlands_holidays_unless_the_policy_says_otherwise() {
    let mut policy = Policy::zero();
    policy.days.insert(team().organisation(), closed(1));
    let own = policy.opening(&team().organisation(), Hours::Office);
    assert_eq!(own.holidays, HolidaySet::Denmark.holidays());
    assert!(own.closed.contains(&date(2027, 1, 1)));
    let usual = policy.opening(&town().organisation(), Hours::AroundTheClock);
    assert_eq!(usual.holidays, HolidaySet::Greenland.holidays());
    assert_eq!(usual.hours, Hours::AroundTheClock);
}
