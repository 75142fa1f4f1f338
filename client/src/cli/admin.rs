//! What administrators do: who takes part, how long clocks run, how offices are staffed, and what
//! cannot be reached.

mod joining;
mod outage;
mod policy;
mod staffing;

use jiff::civil::Date;
use stafet_shared::{calendar::Zone, time::Timestamp};

use self::joining::Choice;
use super::{
    arguments::{
        Command,
        admin::{Admin, AdminOffice, AdminPolicy},
    },
    exit::{Exit, Failure},
    output::Output,
    session::Session,
};
use crate::text::{Texts, say};

/// Does what an administrator has typed.
pub(super) async fn perform(session: &mut Session<'_>, command: Admin) -> Result<Exit, Failure> {
    match command {
        Admin::Office(AdminOffice::Add { from }) => joining::add(session, &from).await,
        Admin::Invite { office, role, days } => {
            joining::invite(session, office, (role, days)).await
        }
        Admin::Approve { id, all } => {
            let choice = match id {
                Some(typed) => Choice::One(typed),
                None if all => Choice::All,
                None => Choice::Tell,
            };
            joining::approve(session, choice).await
        }
        Admin::Policy(command) => policy::perform(session, command).await,
        Admin::Staff(staff) => staffing::staff(session, staff).await,
        Admin::Outage(command) => outage::perform(session, command).await,
        Admin::ReviewRound { until } => staffing::review_round(session, until).await,
    }
}

/// Does what needs no profile, if that is what was typed.
pub(super) fn without_profile(
    command: &Command,
    (texts, output): (&Texts, &mut Output),
) -> Option<Result<Exit, Failure>> {
    match command {
        Command::Admin(Admin::Policy(AdminPolicy::Template)) => Some(Ok(policy::template(output))),
        Command::Admin(Admin::Policy(AdminPolicy::Check { file })) => {
            Some(policy::check(file, (texts, output)))
        }
        Command::Admin(_)
        | Command::Join { .. }
        | Command::Send(_)
        | Command::Inbox(_)
        | Command::Outbox(_)
        | Command::Show { .. }
        | Command::Save { .. }
        | Command::Deed(_)
        | Command::Reopen { .. }
        | Command::Sync { .. }
        | Command::Contacts
        | Command::Watch(_)
        | Command::Overview(_)
        | Command::Report(_)
        | Command::Doctor => None,
    }
}

/// Whether everything is confirmed, as an exit code; says so when it is not.
fn tell_confirmation(session: &mut Session<'_>) -> Exit {
    if session.office.unconfirmed().is_empty() {
        return Exit::Done;
    }
    let text = say!(session.texts, "act-unconfirmed");
    session.output.say(&text);
    Exit::Waiting
}

/// The zone of the office in whose name this profile administers.
fn own_zone(session: &Session<'_>) -> Result<Zone, Failure> {
    let own = session.own();
    Ok(session.scene(&own)?.own_zone())
}

/// The first instant of a day.
fn beginning(day: Date, zone: &Zone) -> Timestamp {
    let there = day.to_zoned(zone.time_zone().clone());
    there.map_or_else(
        |_| Timestamp::from_unix_ms(i64::MAX),
        |there| Timestamp::from_jiff(there.timestamp()),
    )
}

/// The day after a day; the last one that there is, after itself.
fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

fn today(now: Timestamp, zone: &Zone) -> Date {
    zone.time_zone().to_datetime(now.to_jiff()).date()
}
