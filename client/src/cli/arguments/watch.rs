//! What can be typed about what is late.

use clap::{Args, Subcommand};
use stafet_shared::{
    party::OfficeId,
    words::{HandReason, List},
};

use super::{Choices, One};

/// One act of the watch about a handover. None of them moves it.
#[derive(Clone, Debug, Subcommand)]
pub enum WatchCommand {
    /// Remind the office that has the ball
    Remind(Concerning),
    /// Tell the next step of the ladder: deputy and other side, leaders, supervising authority
    Escalate(Concerning),
    /// Sign that you have seen an escalation, and say what you did (R11); it climbs no further for
    /// some days
    #[command(after_help = "Example: stafet seen 7KQ2 --did called")]
    Seen(Seen),
    /// As administrator: look after it for three days; nobody else is told meanwhile
    #[command(after_help = "Example: stafet take-in-hand 7KQ2 --reason staffing")]
    TakeInHand(TakeInHand),
    /// Sign that your office has looked at an open case in the newest round of reviews; as a leader,
    /// that a referral that is not decided may still wait
    Review(One),
}

impl WatchCommand {
    /// The handover that was typed.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Remind(it) | Self::Escalate(it) => &it.id,
            Self::Seen(it) => &it.about.id,
            Self::TakeInHand(it) => &it.about.id,
            Self::Review(it) => &it.id,
        }
    }

    /// What is owed, as it was typed.
    #[must_use]
    pub fn what(&self) -> Option<&str> {
        match self {
            Self::Remind(it) | Self::Escalate(it) => it.what.as_deref(),
            Self::Seen(it) => it.about.what.as_deref(),
            Self::TakeInHand(it) => it.about.what.as_deref(),
            Self::Review(_) => None,
        }
    }
}

/// Which obligation.
#[derive(Clone, Debug, Args)]
pub struct Concerning {
    /// The handover's id or the first 4 or more characters of it
    pub id: String,
    /// What is owed, as `overview --json` names the duty (otherwise what is most urgent)
    #[arg(long, value_name = "DUTY")]
    pub what: Option<String>,
}

/// What was done about an escalation.
#[derive(Clone, Debug, Args)]
pub struct Seen {
    /// Which obligation.
    #[command(flatten)]
    pub about: Concerning,
    /// What you did: called, connection, staffing, device or other
    #[arg(long, value_parser = reason)]
    pub did: HandReason,
}

/// Why it is taken in hand.
#[derive(Clone, Debug, Args)]
pub struct TakeInHand {
    /// Which obligation.
    #[command(flatten)]
    pub about: Concerning,
    /// Why: called, connection, staffing, device or other
    #[arg(long, value_parser = reason)]
    pub reason: HandReason,
}

/// Which part of the overview.
#[derive(Clone, Debug, Args)]
pub struct Overview {
    /// Only one list: action, receipt, expected, follow-up, returned or other
    #[arg(long, value_parser = list)]
    pub list: Option<List>,
    /// Only what this office owes
    #[arg(long, value_parser = OfficeId::parse, value_name = "OFFICE")]
    pub office: Option<OfficeId>,
    /// Only what is overdue; ends with 20 when anything is
    #[arg(long)]
    pub overdue: bool,
}

fn reason(text: &str) -> Result<HandReason, Choices> {
    let choices = || Choices::of(HandReason::ALL, HandReason::name, HandReason::words);
    HandReason::meant(text).ok_or_else(choices)
}

fn list(text: &str) -> Result<List, Choices> {
    List::meant(text).ok_or_else(|| Choices::of(List::ALL, List::name, List::words))
}
