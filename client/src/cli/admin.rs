//! What administrators do: who takes part, how long clocks run, how offices are staffed, and what
//! cannot be reached.

mod joining;
mod outage;
mod policy;
mod staffing;

use jiff::civil::Date;

use self::joining::Choice;
use super::{
    arguments::{
        Command,
        admin::{Admin, AdminOffice, AdminPolicy},
    },
    exit::{Exit, Failure},
    output::Face,
};
use crate::{desk::Desk, face::trouble::Trouble, text::say};

/// Does what an administrator has typed.
pub(super) async fn perform(
    desk: &mut Desk,
    face: &mut Face<'_>,
    command: Admin,
) -> Result<Exit, Failure> {
    match command {
        Admin::Office(AdminOffice::Add { from }) => joining::add(desk, face, &from).await,
        Admin::Invite { office, role, days } => {
            joining::invite(desk, face, office, role, days).await
        }
        Admin::Approve { id, all } => {
            let choice = match id {
                Some(typed) => Choice::One(typed),
                None if all => Choice::All,
                None => Choice::Tell,
            };
            joining::approve(desk, face, choice).await
        }
        Admin::Policy(command) => policy::perform(desk, face, command).await,
        Admin::Staff(staff) => staffing::staff(desk, face, staff).await,
        Admin::Outage(command) => outage::perform(desk, face, command).await,
        Admin::ReviewRound { until } => staffing::review_round(desk, face, until).await,
    }
}

/// Does what needs no profile, if that is what was typed.
pub(super) fn without_profile(
    command: &Command,
    face: &mut Face<'_>,
) -> Option<Result<Exit, Trouble>> {
    if let Command::Admin(Admin::Policy(AdminPolicy::Template)) = command {
        Some(Ok(policy::template(face)))
    } else if let Command::Admin(Admin::Policy(AdminPolicy::Check { file })) = command {
        Some(policy::check(face, file))
    } else {
        None
    }
}

/// Whether everything is confirmed, as an exit code; says so when it is not.
fn tell_confirmation(desk: &Desk, face: &mut Face<'_>) -> Exit {
    if desk.reader().unconfirmed().is_empty() {
        return Exit::Done;
    }
    face.say(&say!(face.texts, "act-unconfirmed"));
    Exit::Waiting
}

/// The day after a day; the last one that there is, after itself.
fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}
