//! A month of a whole country: how much its offices are told by letter.
//!
//! The 29 offices of `tests/data` have some 260 open matters with the clocks of policy 0. People
//! meet a share of their deadlines, and are late with the rest. What is late climbs the ladder by the
//! core's clocks, and every half hour the server's own planning says who gets which letter. Nothing
//! is signed or sent: what is measured is the rule.

mod load;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use stafet_server::notice::{
    Way,
    outbox::Outbox,
    plan::{Offices, Rules, plan},
};
use stafet_shared::{
    calendar::Zone,
    party::OfficeId,
    time::{MS_PER_HOUR, Timestamp},
};

use self::load::Country;
pub use self::tally::{Figures, Role, Tally};

/// When the measured month begins: Monday 2026-11-02, midnight in Nuuk.
const MONTH_MS: i64 = 1_793_584_800_000;
/// How long it is: twenty working days.
const MONTH_DAYS: i64 = 28;
/// How long the country has lived before, so that there is something of every age.
const BEFORE_DAYS: i64 = 240;
/// How long it has been told letters before, so that no letter is anybody's first.
const TOLD_DAYS: i64 = 14;
/// How often letters are planned.
const EVERY_MS: i64 = MS_PER_HOUR / 2;

/// A month to play.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    /// How many matters are open at each time.
    pub matters: usize,
    /// How many of a hundred deadlines are met.
    pub met_percent: usize,
    /// Whose chance it is.
    pub seed: u64,
}

impl Default for Month {
    fn default() -> Self {
        Self {
            matters: 260,
            met_percent: 80,
            seed: 0,
        }
    }
}

/// Plays a month and counts what each office is told.
#[must_use]
pub fn play(month: Month) -> Tally {
    let begins = Timestamp::from_unix_ms(MONTH_MS);
    let mut country = Country::found(begins.plus_days(-BEFORE_DAYS), month);
    let mut now = begins.plus_days(-TOLD_DAYS);
    let mut outbox = Outbox::new();
    let mut tally = Tally::new(&country.directory);
    let offices = Offices::of(&country.directory, now);
    let rules = rules(country.directory.offices().map(|(id, _)| id));
    while now < begins.plus_days(MONTH_DAYS) {
        country.lives_until(now);
        let notices = country.notices(now);
        for letter in plan(&outbox, &notices, &offices, now, &rules) {
            let account = outbox.entry(letter.recipient.clone()).or_default();
            if begins <= now {
                tally.count(&letter, account, now);
            }
            account.delivered(&letter, now);
        }
        now = now.plus_ms(EVERY_MS);
    }
    tally
}

/// Everybody is reached by mail.
fn rules<'a>(offices: impl Iterator<Item = &'a OfficeId>) -> Rules {
    let founders = OfficeId::root_administration();
    let offices = offices.cloned().chain([founders]);
    let ways: BTreeMap<_, _> = offices
        .map(|office| (office, BTreeSet::from([Way::Mail])))
        .collect();
    Rules {
        ways,
        digest_hour: 8,
        zone: Zone::nuuk().time_zone().clone(),
    }
}
