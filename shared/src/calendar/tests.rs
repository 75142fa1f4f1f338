//! What holds of the clocks in the zones of the offices.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::*;
use crate::{testing::at as utc, time::MS_PER_DAY};

const ZONES: [&str; 5] = [
    "America/Nuuk",
    "America/Scoresbysund",
    "America/Danmarkshavn",
    "America/Thule",
    "Europe/Copenhagen",
];

fn calendar(zone: &str) -> Calendar {
    Calendar::greenland(Zone::parse(zone).unwrap())
}

fn nuuk() -> Calendar {
    calendar("America/Nuuk")
}

/// The instant of a local time such as `2026-04-01 10:00`.
fn at(calendar: &Calendar, local: &str) -> Timestamp {
    let local: DateTime = local.parse().unwrap();
    Timestamp::from_jiff(calendar.zone.time_zone().to_timestamp(local).unwrap())
}

fn shown(calendar: &Calendar, instant: Timestamp) -> String {
    instant.local(calendar.zone.time_zone())
}

fn working_days(start: &str, n: u16) -> String {
    let nuuk = nuuk();
    shown(&nuuk, nuuk.after_working_days(at(&nuuk, start), n))
}

fn office_hours(start: &str, hours: u16) -> String {
    let nuuk = nuuk();
    shown(&nuuk, nuuk.after_office_hours(at(&nuuk, start), hours))
}

#[test]
fn working_days_pass_over_weekends_and_holidays() {
    let cases = [
        // Easter 2026: Maundy Thursday is 2 April, Easter Monday the 6th.
        ("2026-04-01 10:00", 1, "2026-04-07 16.00"),
        ("2026-04-01 10:00", 2, "2026-04-08 16.00"),
        ("2026-04-03 10:00", 1, "2026-04-07 16.00"),
        ("2026-03-31 23:59", 1, "2026-04-01 16.00"),
        // Store bededag 2026 is Friday 1 May.
        ("2026-04-30 09:00", 1, "2026-05-04 16.00"),
        // Christmas 2026: 24 and 25 December are Thursday and Friday, 31 a Thursday.
        ("2026-12-23 12:00", 1, "2026-12-28 16.00"),
        ("2026-12-23 12:00", 3, "2026-12-30 16.00"),
        ("2026-12-23 12:00", 4, "2027-01-04 16.00"),
        // A plain weekend.
        ("2026-11-20 15:00", 1, "2026-11-23 16.00"),
        ("2026-11-21 15:00", 5, "2026-11-27 16.00"),
        // 1 May 2025 is a Thursday, and a working day although half of it is free.
        ("2025-04-30 12:00", 1, "2025-05-01 16.00"),
    ];
    for (start, n, end) in cases {
        assert_eq!(working_days(start, n), end, "{n} working days from {start}");
    }
}

#[test]
fn no_working_days_end_at_the_next_close_of_office() {
    let cases = [
        ("2026-11-20 00:00", "2026-11-20 16.00"),
        ("2026-11-20 15:59", "2026-11-20 16.00"),
        ("2026-11-20 16:00", "2026-11-23 16.00"),
        ("2026-11-21 09:00", "2026-11-23 16.00"),
        ("2026-04-01 16:01", "2026-04-07 16.00"),
    ];
    for (start, end) in cases {
        assert_eq!(working_days(start, 0), end, "from {start}");
    }
}

#[test]
fn office_hours_count_only_while_the_office_is_open() {
    let cases = [
        ("2026-11-19 10:30", 4, "2026-11-19 14.30"),
        ("2026-11-19 12:00", 4, "2026-11-19 16.00"),
        ("2026-11-19 14:00", 4, "2026-11-20 10.00"),
        ("2026-11-20 14:00", 4, "2026-11-23 10.00"),
        ("2026-11-20 03:00", 1, "2026-11-20 09.00"),
        ("2026-11-20 22:00", 1, "2026-11-23 09.00"),
        ("2026-04-01 15:00", 2, "2026-04-07 09.00"),
        ("2026-11-19 10:30", 0, "2026-11-19 10.30"),
        ("2026-11-20 16:00", 0, "2026-11-20 16.00"),
        ("2026-11-20 16:01", 0, "2026-11-23 08.00"),
    ];
    for (start, hours, end) in cases {
        assert_eq!(office_hours(start, hours), end, "{hours} h from {start}");
    }
}

#[test]
fn calendar_hours_are_never_moved() {
    let nuuk = nuuk();
    let good_friday = at(&nuuk, "2026-04-03 22:30");
    let end = nuuk.end_of(Span::CalendarHours(24), good_friday);
    assert_eq!(shown(&nuuk, end), "2026-04-04 22.30");
    assert_eq!(end.ms_since(good_friday), MS_PER_DAY);
}

#[test]
fn a_span_ends_where_its_own_kind_ends() {
    let nuuk = nuuk();
    let start = at(&nuuk, "2026-11-20 15:00");
    let ends = [
        Span::WorkingDays(2),
        Span::OfficeHours(2),
        Span::CalendarHours(2),
    ]
    .map(|span| shown(&nuuk, nuuk.end_of(span, start)));
    assert_eq!(
        ends,
        ["2026-11-24 16.00", "2026-11-23 09.00", "2026-11-20 17.00"]
    );
}

#[test]
fn each_office_works_by_its_own_clock() {
    // The same Thursday in winter; the close of office differs by zone, in UTC.
    let start = Timestamp::from_jiff("2026-11-19T12:00:00Z".parse().unwrap());
    let ends = ZONES.map(|zone| calendar(zone).after_working_days(start, 1).to_string());
    assert_eq!(
        ends,
        [
            "2026-11-20T18:00:00Z",
            "2026-11-20T18:00:00Z",
            "2026-11-20T16:00:00Z",
            "2026-11-20T20:00:00Z",
            "2026-11-20T15:00:00Z",
        ]
    );
    // One instant, two dates: Friday already in Copenhagen, Thursday still in Nuuk.
    let midnight = Timestamp::from_jiff("2026-11-19T23:30:00Z".parse().unwrap());
    let dates =
        ["Europe/Copenhagen", "America/Nuuk"].map(|zone| calendar(zone).local_date(midnight));
    assert_eq!(dates, [date(2026, 11, 20), date(2026, 11, 19)]);
}

#[test]
fn the_close_of_office_stays_at_16_when_the_clocks_are_changed() {
    // Every other hour of the weeks around each change from 2024 to 2027, those of Thule included,
    // which follows the American dates.
    for zone in ZONES {
        let calendar = calendar(zone);
        for year in 2024..=2027 {
            for (month, day) in [(3, 6), (3, 22), (10, 22), (10, 30)] {
                let first = calendar.instant(date(year, month, day), Time::midnight());
                for hour in (0..=14 * 24).step_by(2) {
                    let start = first.plus_ms(hour * MS_PER_HOUR);
                    for n in [0, 1, 5] {
                        ends_at_16_on_a_working_day(&calendar, start, n);
                    }
                    let end = calendar.after_office_hours(start, 3);
                    let local = calendar.zone.time_zone().to_datetime(end.to_jiff());
                    assert!(calendar.is_working_day(local.date()));
                    assert!(local.time() > OFFICE_OPENS && local.time() <= OFFICE_CLOSES);
                }
            }
        }
    }
}

#[test]
fn a_saturday_night_that_happens_twice_is_one_saturday() {
    // In Nuuk, the clocks go back from Sunday 00:00 to Saturday 23:00.
    let nuuk = nuuk();
    for instant in ["2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"] {
        let start = Timestamp::from_jiff(instant.parse().unwrap());
        assert_eq!(shown(&nuuk, start), "2024-10-26 23.30");
        let end = nuuk.after_working_days(start, 1);
        assert_eq!(shown(&nuuk, end), "2024-10-28 16.00");
    }
}

#[test]
fn at_the_ends_of_time_the_clocks_saturate() {
    let first = Timestamp::from_unix_ms(i64::MIN);
    for calendar in ZONES.map(calendar) {
        for span in [Span::WorkingDays, Span::OfficeHours, Span::CalendarHours] {
            assert!(calendar.end_of(span(1), first) > first);
            for n in [0, 1, u16::MAX] {
                let end = calendar.end_of(span(n), last_instant());
                assert_eq!(end, last_instant());
            }
        }
    }
}

#[test]
fn the_longest_clock_ends_even_with_the_longest_list_of_holidays() {
    // A list of 64 days in the middle of the year, weekends not spared.
    let summer = (0..).map(|n| HolidayRule::Easter {
        offset_days: 60 + n,
    });
    let mut calendar = nuuk();
    calendar.opening.holidays = Holidays::new(summer.take(HOLIDAY_RULES_MAX).collect()).unwrap();
    let end = calendar.after_working_days(Timestamp::EPOCH, u16::MAX);
    assert!(end < Timestamp::EPOCH.plus_days(335 * 366));
    assert!(calendar.after_office_hours(Timestamp::EPOCH, u16::MAX) < end);
}

fn ends_at_16_on_a_working_day(calendar: &Calendar, start: Timestamp, n: u16) {
    let end = calendar.after_working_days(start, n);
    let local = calendar.zone.time_zone().to_datetime(end.to_jiff());
    assert!(end > start, "{n} working days from {start} end at {end}");
    assert!(calendar.is_working_day(local.date()), "{local}");
    assert_eq!(local.time(), OFFICE_CLOSES, "{local}");
}

/// One of the offices' calendars and an instant from 1970 to 2099.
fn place_and_time() -> impl Strategy<Value = (Calendar, Timestamp)> {
    let instant = (0..47_482 * MS_PER_DAY).prop_map(Timestamp::from_unix_ms);
    (
        prop::sample::select(ZONES.to_vec()).prop_map(calendar),
        instant,
    )
}

proptest! {
    #[test]
    fn working_days_always_end_at_16_on_a_working_day(
        (calendar, start) in place_and_time(),
        n in 0..400_u16,
    ) {
        ends_at_16_on_a_working_day(&calendar, start, n);
    }

    #[test]
    fn more_days_or_hours_never_end_earlier((calendar, start) in place_and_time(), n in 0..400_u16) {
        for span in [Span::WorkingDays, Span::OfficeHours, Span::CalendarHours] {
            let end = calendar.end_of(span(n), start);
            prop_assert!(start <= end);
            prop_assert!(end <= calendar.end_of(span(n.saturating_add(1)), start));
        }
        // Beyond zero days, each further day is a later one.
        let end = calendar.after_working_days(start, n.saturating_add(1));
        prop_assert!(end < calendar.after_working_days(start, n.saturating_add(2)));
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        (calendar, start) in place_and_time(),
        wait_ms in 0..7 * MS_PER_DAY,
        n in 0..100_u16,
    ) {
        for span in [Span::WorkingDays, Span::OfficeHours, Span::CalendarHours] {
            let earlier = calendar.end_of(span(n), start);
            prop_assert!(earlier <= calendar.end_of(span(n), start.plus_ms(wait_ms)));
        }
    }

    #[test]
    fn eight_office_hours_are_a_working_day((calendar, start) in place_and_time(), days in 1..50_u16) {
        let today = calendar.opening.working_days_from(calendar.local_date(start)).next().unwrap();
        let opening = calendar.instant(today, OFFICE_OPENS);
        // The day of the opening is itself the first.
        prop_assert_eq!(
            calendar.after_office_hours(opening, days.saturating_mul(8)),
            calendar.after_working_days(opening, days.saturating_sub(1))
        );
    }
}

#[test]
fn months_end_on_the_same_day_at_the_same_hour_or_on_the_last_day_there_is() {
    let calendar = nuuk();
    let after = |start: &str, months| calendar.after_calendar_months(utc(start), months);
    // Nuuk's clock is two hours behind in winter and one in summer: the hour on the wall stays.
    assert_eq!(
        after("2026-12-31T15:00:00Z", 2),
        utc("2027-02-28T15:00:00Z")
    );
    assert_eq!(
        after("2026-11-30T18:00:00Z", 6),
        utc("2027-05-30T17:00:00Z")
    );
    assert_eq!(
        after("2026-11-30T18:00:00Z", 0),
        utc("2026-11-30T18:00:00Z")
    );
    let last = Timestamp::from_unix_ms(i64::MAX);
    assert_eq!(calendar.after_calendar_months(last, u16::MAX), last);
}

#[test]
fn working_days_before_a_day_skip_what_is_no_working_day() {
    let calendar = nuuk();
    let day = date(2027, 1, 4);
    // Monday the 4th; Friday the 1st is a holiday.
    assert_eq!(calendar.before_day(day, 0), calendar.close_of(day));
    for n in 1..40 {
        let before = calendar.before_day(day, n);
        let then = Zone::nuuk()
            .time_zone()
            .to_datetime(before.to_jiff())
            .date();
        assert!(then < day && calendar.is_working_day(then), "{n}: {then}");
        let further = calendar.before_day(day, n + 1);
        assert!(further < before);
        assert_eq!(calendar.after_working_days(further, 1), before);
    }
    // Where the calendar begins there is nothing before.
    let first = Date::MIN;
    assert_eq!(calendar.before_day(first, 3), calendar.close_of(first));
}

#[test]
fn a_clock_counts_by_what_was_kept_when_it_started() {
    let mut nuuk = nuuk();
    let monday = at(&nuuk, "2026-04-13 10:00");
    let mut later = Opening::of(HolidaySet::Greenland);
    later.closed.insert(date(2026, 4, 15));
    nuuk.changes.push((monday, later));
    let before = monday.plus_ms(-1);
    assert_eq!(
        shown(&nuuk, nuuk.after_working_days(before, 2)),
        "2026-04-15 16.00"
    );
    assert_eq!(
        shown(&nuuk, nuuk.after_working_days(monday, 2)),
        "2026-04-16 16.00"
    );
    assert_eq!(
        shown(&nuuk, nuuk.before_day(date(2026, 4, 16), 1)),
        "2026-04-14 16.00"
    );
    assert!(!nuuk.is_working_day(date(2026, 4, 15)));
}

#[test]
fn an_office_with_a_duty_rota_has_hours_around_the_clock_and_the_same_working_days() {
    let mut rota = nuuk();
    rota.opening.hours = Hours::AroundTheClock;
    let friday = at(&rota, "2026-04-17 15:00");
    assert_eq!(
        shown(&rota, rota.after_office_hours(friday, 4)),
        "2026-04-17 19.00"
    );
    assert_eq!(
        rota.after_working_days(friday, 1),
        nuuk().after_working_days(friday, 1)
    );
}

#[test]
fn denmark_keeps_constitution_day_and_greenland_its_own() {
    let is_free = |set: HolidaySet, day| !Opening::of(set).is_working_day(day);
    let (constitution, store_bededag) = (date(2026, 6, 5), date(2026, 5, 1));
    assert!(is_free(HolidaySet::Denmark, constitution));
    assert!(!is_free(HolidaySet::Greenland, constitution));
    assert!(is_free(HolidaySet::Greenland, store_bededag));
    assert!(!is_free(HolidaySet::Denmark, store_bededag));
    for set in HolidaySet::ALL {
        assert_eq!(HolidaySet::from_name(set.name()), Some(set));
    }
}

#[test]
fn e_a_morning_is_one_of_the_offices_own_working_days() {
    let nuuk = nuuk();
    let begun = |local| {
        let begun = nuuk.day_begun(at(&nuuk, local), 8);
        begun.map(|begun| shown(&nuuk, begun))
    };
    let monday = Some("2026-11-23 08.00".to_owned());
    assert_eq!(begun("2026-11-23 07:59"), None);
    assert_eq!(begun("2026-11-23 08:00"), monday);
    assert_eq!(begun("2026-11-23 15:59"), monday);
    for closed in ["2026-11-23 16:00", "2026-11-22 10:00", "2026-04-02 10:00"] {
        assert_eq!(begun(closed), None, "{closed}");
    }
    // In Copenhagen the day begins before it does in Nuuk.
    let copenhagen = calendar("Europe/Copenhagen");
    let there = at(&copenhagen, "2026-11-23 09:00");
    assert!(copenhagen.day_begun(there, 8).is_some() && nuuk.day_begun(there, 8).is_none());
    assert_eq!(begun("2026-11-23 23:30"), None);
    let late = nuuk.day_begun(at(&nuuk, "2026-11-23 23:30"), 23);
    assert!(late.is_some(), "a late hour lasts for an hour");
}
