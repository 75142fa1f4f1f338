//! The weekly list: whom it is due to, minute by minute.

use std::sync::LazyLock;

use stafet_shared::sign::{KEY_BYTES, SigningKey};

use super::*;
use crate::notice::weekly::Weekly;

const DEPARTMENT: &str = "departement/boern";

fn department() -> Vec<OfficeId> {
    vec![office(DEPARTMENT)]
}

/// The rules, with two ways to the department: read in each minute of a year.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = rules();
    let both = BTreeSet::from(Way::ALL);
    rules.ways.insert(office(DEPARTMENT), both);
    rules
});

fn recipient(way: Way) -> Recipient {
    let office = office(DEPARTMENT);
    Recipient { office, way }
}

fn list(to: Recipient, now: Timestamp) -> Letter {
    let key = SigningKey::from_seed(&[9; KEY_BYTES]);
    let zone = rules().zone;
    Letter::weekly(to, Weekly::new(&[], 5, now, &zone, &key).into())
}

fn due(outbox: &Outbox, now: Timestamp) -> Vec<Recipient> {
    lists(outbox, &department(), now, &RULES)
}

/// Whom the list reaches in this minute, when `up` ways can deliver.
fn told(outbox: &mut Outbox, up: &[Way], now: Timestamp) -> Vec<Way> {
    let mut told = Vec::new();
    for to in due(outbox, now) {
        let account = outbox.entry(to.clone()).or_default();
        if account.rests(now) {
            continue;
        }
        let way = to.way;
        if up.contains(&way) {
            account.delivered(&list(to, now), now);
            told.push(way);
        } else {
            let error = DeliveryError::Later(Fault::Unreachable);
            account.failed(&list(to, now), error, now);
        }
    }
    told
}

#[test]
fn over_a_year_of_minutes_each_way_gets_one_list_a_week_on_monday_at_the_digest_hour() {
    let mut outbox = Outbox::new();
    let (start, zone) = (at("2026-11-22T03:00:00Z"), rules().zone);
    let mut times = Vec::new();
    for minute in 0..(365 * 24 * 60_i64) {
        let now = start.plus_ms(minute * MINUTE_MS);
        for way in told(&mut outbox, &Way::ALL, now) {
            times.push((way, now.to_jiff().to_zoned(zone.clone())));
        }
    }
    // The first one belongs to the week that had begun.
    for (_, at) in times.iter().skip(2) {
        assert_eq!(at.strftime("%a %H:%M").to_string(), "Mon 08:00");
    }
    for way in Way::ALL {
        let weeks: Vec<String> = times
            .iter()
            .filter(|(by, _)| *by == way)
            .map(|(_, at)| at.strftime("%G-W%V").to_string())
            .collect();
        let distinct: BTreeSet<&String> = weeks.iter().collect();
        assert_eq!((weeks.len(), distinct.len()), (53, 53), "{weeks:?}");
    }
}

#[test]
fn mail_that_is_down_for_days_delays_one_list_and_doubles_none() {
    let mut outbox = Outbox::new();
    let start = at("2026-11-22T23:00:00Z");
    let mut times = Vec::new();
    for minute in 0..(6 * 7 * 24 * 60_i64) {
        let now = start.plus_ms(minute * MINUTE_MS);
        // From Sunday night to Thursday night, each second week.
        let is_down = (minute / (24 * 60)) % 14 < 4;
        let up: &[Way] = if is_down { &[Way::Webhook] } else { &Way::ALL };
        for way in told(&mut outbox, up, now) {
            times.push((way, now.to_jiff().to_zoned(rules().zone)));
        }
    }
    let days = |way: Way| -> Vec<String> {
        let of_way = times.iter().filter(|(by, _)| *by == way);
        of_way
            .map(|(_, at)| at.strftime("%a").to_string())
            .collect()
    };
    let mondays = ["Sun", "Mon", "Mon", "Mon", "Mon", "Mon", "Mon"];
    assert_eq!(days(Way::Webhook), mondays);
    // Within the longest pause after Thursday night.
    assert_eq!(days(Way::Mail), ["Fri", "Mon", "Thu", "Mon", "Thu", "Mon"]);
    assert!(outbox[&recipient(Way::Mail)].failing.is_none());
}

#[test]
fn a_list_that_fails_is_seen_until_it_is_delivered_or_nobody_is_to_get_it() {
    let mut outbox = Outbox::new();
    let now = at("2026-11-23T10:00:00Z");
    told(&mut outbox, &[], now);
    assert_eq!(outbox[&recipient(Way::Mail)].failing.unwrap().waiting, 0);
    let later = now.plus_days(3);
    assert_eq!(due(&outbox, later).len(), 2);
    let still = moot(
        &outbox,
        (&[], &Offices::default()),
        &due(&outbox, later),
        &RULES,
    );
    assert_eq!(still, []);
    assert_eq!(
        moot(&outbox, (&[], &Offices::default()), &[], &RULES).len(),
        2
    );
}

#[test]
fn a_list_that_was_not_to_be_had_comes_afterwards() {
    let now = at("2026-11-23T10:00:00Z");
    assert_eq!(due(&Outbox::new(), now.plus_days(2)).len(), 2);
    let before = now.plus_ms(-1);
    let outbox = BTreeMap::from(Way::ALL.map(|way| {
        let listed = Some(before.plus_days(-6));
        let account = Account {
            listed,
            ..Account::default()
        };
        (recipient(way), account)
    }));
    assert_eq!(due(&outbox, before), []);
    assert_eq!(due(&outbox, now).len(), 2);
}

#[test]
fn a_department_without_an_address_has_a_list_by_mail_that_will_fail_visibly() {
    let now = monday();
    let without = lists(&Outbox::new(), &department(), now, &rules());
    assert_eq!(without, [recipient(Way::Mail)]);
}

#[test]
fn a_list_stops_no_letter_and_changes_nothing_that_was_told() {
    let mut outbox = Outbox::new();
    let stands = [notice(1, early().plus_days(-1))];
    super::told(&mut outbox, &stands, monday());
    let account = outbox.values_mut().next().unwrap();
    let before = account.clone();
    let to = recipient(Way::Mail);
    let later = monday().plus_ms(MINUTE_MS);
    account.delivered(&list(to, monday()), later);
    assert_eq!((&account.told, account.last), (&before.told, before.last));
    assert_eq!(account.listed, Some(later));
}

#[test]
fn a_weeks_list_has_one_name_however_often_it_is_sent() {
    let id = |way: Way, now: Timestamp| book().id(&list(recipient(way), now), 0);
    let first = id(Way::Mail, monday());
    assert_eq!(first, id(Way::Mail, monday().plus_days(3)));
    assert_ne!(first, id(Way::Webhook, monday()));
    assert_ne!(first, id(Way::Mail, monday().plus_days(7)));
}
