//! What administrators can type.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use stafet_shared::{
    invitation::VALID_DAYS,
    party::{OfficeId, directory::Phone},
    words::{OutageCause, Role},
};

use super::Choices;
use crate::office::staffing::Change;

/// What administrators do.
#[derive(Clone, Debug, Subcommand)]
pub enum Admin {
    /// Organisations and their offices
    #[command(subcommand)]
    Office(AdminOffice),
    /// Invite somebody to an office; prints the invitation
    #[command(after_help = "Example: stafet admin invite kujalleq/nanortalik --role leader")]
    Invite {
        /// The office to join
        #[arg(value_parser = OfficeId::parse)]
        office: OfficeId,
        /// As what: caseworker, psychologist, coordinator, leader or administrator
        #[arg(long, value_parser = role, default_value = "caseworker")]
        role: Role,
        /// For how many days the invitation holds
        #[arg(long, default_value_t = VALID_DAYS,
            value_parser = clap::value_parser!(i64).range(1..=365))]
        days: i64,
    },
    /// How long clocks run, and who hears of what is late
    #[command(subcommand)]
    Policy(AdminPolicy),
    /// Say how an office is staffed, or show it; what is not named stays as it is
    #[command(
        after_help = "Example: stafet admin staff kujalleq/nanortalik --deputy kujalleq/qaqortoq \
                      --away 2026-12-21..2027-01-03"
    )]
    Staff(Staff),
    /// Offices that cannot be reached: no notices go there, and no deadline moves
    #[command(subcommand)]
    Outage(AdminOutage),
    /// Begin a review round: every office goes through its open cases by a day
    ReviewRound {
        /// The last day, as 2027-03-31
        #[arg(long, value_name = "DAY")]
        until: Date,
    },
    /// Tell who wants to join, or approve one of them now; every `sync` approves all whose
    /// invitation is right
    #[command(after_help = "Approval needs an invitation that this profile has made.")]
    Approve {
        /// The device to approve now, as the list names it
        #[arg(conflicts_with = "all")]
        id: Option<String>,
        /// Approve now all whose invitation is right, as `sync` does
        #[arg(long)]
        all: bool,
    },
}

/// What administrators do with offices.
#[derive(Clone, Debug, Subcommand)]
pub enum AdminOffice {
    /// Add the organisations and offices of a file; what exists is passed over
    Add {
        /// A file as tests/data/offices.toml
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
}

/// What administrators do with policies.
#[derive(Clone, Debug, Subcommand)]
pub enum AdminPolicy {
    /// Print policy 0 as a file to begin with
    Template,
    /// Print the policy that holds now, as a file
    Show,
    /// Say what is wrong in a file; signs nothing
    Check {
        /// The policy's file
        file: PathBuf,
    },
    /// Sign a file as the next policy
    #[command(
        after_help = "It holds for clocks that start on that day or later. No clock that \
                            runs already is moved."
    )]
    Sign {
        /// The policy's file
        file: PathBuf,
        /// The first day on which clocks run by it (otherwise tomorrow)
        #[arg(long, value_name = "DAY")]
        from: Option<Date>,
    },
}

/// How an office is staffed.
#[derive(Clone, Debug, Args)]
pub struct Staff {
    /// The office
    #[arg(value_parser = OfficeId::parse)]
    pub office: OfficeId,
    /// The office that stands in for it, or `none`
    #[arg(long, value_name = "OFFICE", value_parser = deputy)]
    pub deputy: Option<Change<OfficeId>>,
    /// It has a duty rota: office hours run around the clock
    #[arg(long, conflicts_with = "office_hours")]
    pub rota: bool,
    /// It has office hours
    #[arg(long)]
    pub office_hours: bool,
    /// From when on its new hours count (otherwise tomorrow)
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// The first and the last day on which nobody is there, as 2026-12-21..2027-01-03, or `none`
    #[arg(long, value_name = "FROM..UNTIL", value_parser = away)]
    pub away: Option<Change<(Date, Date)>>,
    /// The office's own public telephone number, or `none`
    #[arg(long, value_name = "NUMBER", value_parser = phone)]
    pub phone: Option<Change<Phone>>,
}

/// What administrators do about outages.
#[derive(Clone, Debug, Subcommand)]
pub enum AdminOutage {
    /// Declare an outage; it takes effect when another administrator has confirmed it
    Declare(DeclareOutage),
    /// Confirm an outage that another administrator has declared
    Confirm {
        /// The outage's id or the first 4 or more characters of it
        id: String,
    },
    /// Say that an outage is over
    End {
        /// The outage's id or the first 4 or more characters of it
        id: String,
    },
    /// Show every outage that is not over
    List {
        /// Show those that are over too
        #[arg(long)]
        all: bool,
    },
}

/// An outage to declare.
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("whom").required(true).args(["offices", "everybody"]))]
pub struct DeclareOutage {
    /// The offices that cannot be reached
    #[arg(value_parser = OfficeId::parse, value_name = "OFFICE")]
    pub offices: Vec<OfficeId>,
    /// Nobody can be reached
    #[arg(long)]
    pub everybody: bool,
    /// Why: link, power, server or other
    #[arg(long, value_parser = cause, default_value = "link")]
    pub cause: OutageCause,
    /// Its first day (otherwise now)
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// Its last day, at most seven days after the first (otherwise seven days from it)
    #[arg(long, value_name = "DAY")]
    pub until: Option<Date>,
}

fn change<T, E: ToString>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Change<T>, String> {
    match text {
        "none" | "ingen" => Ok(Change::Nothing),
        _ => read(text)
            .map(Change::To)
            .map_err(|error| error.to_string()),
    }
}

fn deputy(text: &str) -> Result<Change<OfficeId>, String> {
    change(text, OfficeId::parse)
}

fn phone(text: &str) -> Result<Change<Phone>, String> {
    change(text, Phone::parse)
}

fn away(text: &str) -> Result<Change<(Date, Date)>, String> {
    change(text, |text| {
        let days = text.split_once("..");
        let days = days.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
        days.ok_or("write two days, as 2026-12-21..2027-01-03")
    })
}

fn cause(text: &str) -> Result<OutageCause, Choices> {
    let choices = || Choices::of(OutageCause::ALL, OutageCause::name, OutageCause::words);
    OutageCause::meant(text).ok_or_else(choices)
}

fn role(text: &str) -> Result<Role, Choices> {
    Role::meant(text).ok_or_else(|| Choices::of(Role::ALL, Role::name, Role::words))
}
