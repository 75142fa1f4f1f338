//! What can be typed about one handover.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use stafet_shared::words::Verb;

use super::{Choices, CourseCommand, One, Reasoned, Redirect, Told};

/// One act about a handover.
#[derive(Clone, Debug, Subcommand)]
pub enum DeedCommand {
    /// Acknowledge: sign that you have read it and that your office has the ball. For a closing
    /// report: treatment responsibility is back. Also signs for a corrected version
    Ack(One),
    /// Accept a handover
    Accept(One),
    /// Decline a handover; the ball goes back to the sender with the reason
    #[command(after_help = "Grounds: target_group, capacity, disqualification, \
        missing_consent_or_basis, other_offer, child_moved.")]
    Decline(Decline),
    /// Ask the sender for what is missing
    #[command(after_help = "Example: stafet need-info 7KQ2 --item \"Udtalelse fra skolen\"")]
    NeedInfo(NeedInfo),
    /// Answer what was asked for: with case information that was sent, or why there is none
    Supply(Supply),
    /// Say that it was sent to the wrong office; the sender has to send it on
    WrongRecipient(Reasoned),
    /// Propose another office to the sender
    Propose(Propose),
    /// Refuse a proposed office: it shall stay where it is
    RefuseProposal(Reasoned),
    /// Send it on to another office, as it was signed. A receiver sends on inside its organisation
    Redirect(Redirect),
    /// Sign that you have read a decline, and custody is yours again, or how a follow-up went
    ReadDecline(One),
    /// Close a handover with a plan for the child; a leader signs second
    Close(Planned),
    /// Send a declined handover to the same office again
    Resubmit(Written),
    /// Send a corrected version; who has read the old one has to read the new one
    Correct(Written),
    /// Take back a handover; when somebody has signed for it, ask them
    Withdraw(Reasoned),
    /// Agree that a handover is taken back
    ConfirmWithdrawal(One),
    /// Refuse that a handover is taken back
    RefuseWithdrawal(Reasoned),
    /// Say what happens to the child after a withdrawal
    RecordPlan(Planned),
    /// Tell what became of the plan that a matter was closed with
    ReportPlan(Told),
    /// Say that a handover should never have been sent
    EnteredInError(Reasoned),
    /// Close what was sent in error: with its replacement, or with a plan; a leader signs second
    CloseError(CloseError),
    /// Sign that your office's copies are destroyed
    AttestDestruction(One),
    /// Note that a handover was carried by phone, paper or USB; a colleague signs second. An
    /// administrator notes only that it was
    #[command(
        after_help = "Example: stafet carried 7KQ2 --how phone --to-whom \"Vagthavende\" \
        --at 2026-11-21T09:30-02:00"
    )]
    Carried(Carried),
    /// Tell what really happened for the child after a follow-up (R7)
    ReportFollowUp(ReportFollowUp),
    /// Sign what was done after a notification
    SignAction(Told),
    /// Silence letters to the office that owes; no deadline moves; the other side signs second
    Pause(Pause),
    /// Let notices sound again; a colleague signs second
    Resume(One),
    /// Settle, as a leader, which of two decisions holds
    Settle(Settle),
    /// Sign that you have seen what holds instead of an act of your office that does not
    Look(One),
    /// Take back a first signature of yours, or refuse a colleague's with a reason
    Drop(Dropped),
    /// What is done about a course
    #[command(flatten)]
    Course(CourseCommand),
    /// Sign second
    Countersign(One),
}

impl DeedCommand {
    /// The handover that was typed.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Ack(one)
            | Self::Accept(one)
            | Self::ReadDecline(one)
            | Self::ConfirmWithdrawal(one)
            | Self::AttestDestruction(one)
            | Self::Resume(one)
            | Self::Look(one)
            | Self::Countersign(one) => &one.id,
            Self::WrongRecipient(it)
            | Self::RefuseProposal(it)
            | Self::Withdraw(it)
            | Self::RefuseWithdrawal(it)
            | Self::EnteredInError(it) => &it.id,
            Self::Course(it) => it.id(),
            Self::Close(it) | Self::RecordPlan(it) => &it.id,
            Self::Resubmit(it) | Self::Correct(it) => &it.id,
            Self::Decline(it) => &it.id,
            Self::NeedInfo(it) => &it.id,
            Self::Supply(it) => &it.id,
            Self::Propose(it) => &it.id,
            Self::Redirect(it) => &it.id,
            Self::CloseError(it) => &it.id,
            Self::Carried(it) => &it.id,
            Self::ReportFollowUp(it) => &it.id,
            Self::SignAction(it) | Self::ReportPlan(it) => &it.id,
            Self::Pause(it) => &it.id,
            Self::Settle(it) => &it.id,
            Self::Drop(it) => &it.id,
        }
    }
}

/// Why to decline.
#[derive(Clone, Debug, Args)]
pub struct Decline {
    /// The handover
    pub id: String,
    /// The ground
    #[arg(long, required_unless_present = "from_file")]
    pub reason: Option<String>,
    /// The reason in your own words
    #[arg(long, required_unless_present = "from_file")]
    pub text: Option<String>,
    /// Ground and reason from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["reason", "text"])]
    pub from_file: Option<PathBuf>,
}

/// What is missing.
#[derive(Clone, Debug, Args)]
pub struct NeedInfo {
    /// The handover
    pub id: String,
    /// One thing that is missing; may be given several times
    #[arg(long = "item", required_unless_present = "from_file")]
    pub items: Vec<String>,
    /// More in your own words
    #[arg(long)]
    pub text: Option<String>,
    /// The list from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["items", "text"])]
    pub from_file: Option<PathBuf>,
}

/// What answers a question.
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("answer").required(true).args(["with", "not_available", "from_file"]))]
pub struct Supply {
    /// The handover about which was asked
    pub id: String,
    /// The case information that was sent
    #[arg(long, value_name = "ID")]
    pub with: Option<String>,
    /// Why it is not to be had
    #[arg(long, value_name = "REASON")]
    pub not_available: Option<String>,
    /// Why, from a file
    #[arg(long, value_name = "FILE")]
    pub from_file: Option<PathBuf>,
}

/// Another office.
#[derive(Clone, Debug, Args)]
pub struct Propose {
    /// The handover
    pub id: String,
    /// The office that would suit better
    #[arg(long, value_name = "OFFICE", required_unless_present = "from_file")]
    pub to: Option<String>,
    /// Why
    #[arg(long, required_unless_present = "from_file")]
    pub reason: Option<String>,
    /// The proposal from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "reason"])]
    pub from_file: Option<PathBuf>,
}

/// What happens to the child instead.
#[derive(Clone, Debug, Args)]
pub struct Planned {
    /// The handover
    pub id: String,
    /// What happens to the child instead
    #[arg(long, required_unless_present = "from_file")]
    pub plan: Option<String>,
    /// The office or person who follows up
    #[arg(long, required_unless_present = "from_file")]
    pub who: Option<String>,
    /// The day by which they do, as 2026-12-15
    #[arg(long)]
    pub by: Option<Date>,
    /// The plan from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["plan", "who", "by"])]
    pub from_file: Option<PathBuf>,
}

/// A document in a file.
#[derive(Clone, Debug, Args)]
pub struct Written {
    /// The handover
    pub id: String,
    /// The mended document
    #[arg(long, value_name = "FILE")]
    pub from_file: PathBuf,
}

/// What makes an error good.
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("amends").required(true).args(["replaced_by", "plan", "from_file"]))]
pub struct CloseError {
    /// The handover
    pub id: String,
    /// The handover that takes its place
    #[arg(long, value_name = "ID")]
    pub replaced_by: Option<String>,
    /// What happens to the child instead
    #[arg(long, requires = "who")]
    pub plan: Option<String>,
    /// The office or person who follows up
    #[arg(long, requires = "plan")]
    pub who: Option<String>,
    /// The day by which they do, as 2026-12-15
    #[arg(long, requires = "plan")]
    pub by: Option<Date>,
    /// The plan from a file
    #[arg(long, value_name = "FILE")]
    pub from_file: Option<PathBuf>,
}

/// How it was carried outside.
#[derive(Clone, Debug, Args)]
pub struct Carried {
    /// The handover
    pub id: String,
    /// How: phone, paper or usb
    #[arg(long)]
    pub how: Option<String>,
    /// To whom
    #[arg(long)]
    pub to_whom: Option<String>,
    /// When, as 2026-11-21T09:30-02:00
    #[arg(long)]
    pub at: Option<String>,
    /// More in your own words
    #[arg(long)]
    pub text: Option<String>,
    /// All of it from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["how", "to_whom", "at", "text"])]
    pub from_file: Option<PathBuf>,
}

/// What really happened.
#[derive(Clone, Debug, Args)]
pub struct ReportFollowUp {
    /// The handover
    pub id: String,
    /// Whether the child got it: yes, partly or no
    #[arg(long, required_unless_present = "from_file")]
    pub reached: Option<String>,
    /// What happened
    #[arg(long, required_unless_present = "from_file")]
    pub text: Option<String>,
    /// Both from a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["reached", "text"])]
    pub from_file: Option<PathBuf>,
}

/// Until when to be silent, and why.
#[derive(Clone, Debug, Args)]
pub struct Pause {
    /// The handover
    pub id: String,
    /// Until which day, as 2026-12-15; at most 14 days ahead
    #[arg(long)]
    pub until: Date,
    /// Why; an administrator says nothing here
    #[arg(long)]
    pub reason: Option<String>,
}

/// Which first signature waits no longer.
#[derive(Clone, Debug, Args)]
pub struct Dropped {
    /// The handover
    pub id: String,
    /// Why, if it is another's signature
    #[arg(long)]
    pub reason: Option<String>,
}

/// Which decision holds.
#[derive(Clone, Debug, Args)]
pub struct Settle {
    /// The handover
    pub id: String,
    /// The decision that holds: accept or decline
    #[arg(long, value_parser = decision)]
    pub holds: Verb,
}

fn decision(text: &str) -> Result<Verb, Choices> {
    let decisions = [Verb::Accept, Verb::Decline];
    let meant = Verb::meant(text).filter(|verb| decisions.contains(verb));
    meant.ok_or_else(|| Choices::of(decisions, Verb::name, Verb::words))
}
