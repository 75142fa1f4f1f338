//! What administrators say about clocks and offices.

use jiff::civil::date;

use crate::{
    act::BodyRef,
    calendar::{HolidaySet, Hours},
    id::OutageId,
    party::{
        Author,
        directory::{Outage, Phone, PolicyStatement, ReviewRound, Staffing, Statement},
    },
    policy::{ClosedDays, Policy},
    testing::{administrator, clinic, monday, stranger, team, town},
    words::OutageCause,
};

/// One of each statement, and those that name as little as they can.
pub(super) fn statements() -> Vec<(&'static str, Author, Statement, Option<BodyRef>)> {
    let policy = |number, policy| {
        Statement::Policy(Box::new(PolicyStatement {
            number,
            from: monday().plus_days(1),
            policy,
        }))
    };
    let end = Statement::EndOutage {
        id: OutageId::from_bytes([7; 16]),
        at: monday().plus_days(2),
    };
    let round = ReviewRound {
        number: 1,
        until_day: 20_800,
        opened: monday(),
    };
    [
        ("policy_zero", policy(1, Policy::zero())),
        ("policy", policy(2, with_everything())),
        ("staffing", Statement::Staffing(staffing())),
        ("staffing_plain", Statement::Staffing(plain_staffing())),
        ("outage", Statement::Outage(outage())),
        ("outage_everywhere", Statement::Outage(outage_everywhere())),
        ("end_outage", end),
        ("review_round", Statement::ReviewRound(round)),
    ]
    .map(|(name, statement)| (name, administrator(), statement, None))
    .into()
}

fn with_everything() -> Policy {
    let mut policy = Policy::zero();
    policy.ladder.authority = vec![team()];
    policy.ladder.department = vec![stranger(), clinic()];
    let closed = [date(1969, 12, 31), date(2027, 1, 4)].into();
    let days = ClosedDays {
        holidays: HolidaySet::Denmark,
        closed,
    };
    policy.days.insert(team().organisation(), days);
    policy
}

fn staffing() -> Staffing {
    Staffing {
        office: team(),
        deputy: Some(clinic()),
        hours: Hours::AroundTheClock,
        from: monday(),
        away: Some((20_760, 20_762)),
        phone: Phone::parse("+299 34 50 00").ok(),
    }
}

fn plain_staffing() -> Staffing {
    Staffing {
        office: town(),
        deputy: None,
        hours: Hours::Office,
        from: monday(),
        away: None,
        phone: None,
    }
}

fn outage() -> Outage {
    Outage {
        id: OutageId::from_bytes([7; 16]),
        offices: vec![town(), stranger()],
        from: monday(),
        until: Some(monday().plus_days(3)),
        cause: OutageCause::Power,
    }
}

fn outage_everywhere() -> Outage {
    Outage {
        id: OutageId::from_bytes([8; 16]),
        offices: Vec::new(),
        from: monday(),
        until: None,
        cause: OutageCause::Link,
    }
}
