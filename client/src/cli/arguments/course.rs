//! What can be typed about a course.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use stafet_shared::words::{Check, FollowUpDecision};

use super::{Choices, One, Reasoned, Redirect, Told};

/// One act about the course that an accepted referral has opened.
#[derive(Clone, Debug, Subcommand)]
pub enum CourseCommand {
    /// Say when the team comes to see the child
    #[command(after_help = "Example: stafet plan-visit 7KQ2 --day 2027-01-12 --tour JANUAR-SYD")]
    PlanVisit(PlanVisit),
    /// Say that the team does not come on the day that was planned
    PostponeVisit(PostponeVisit),
    /// Write how a waiting child's matter stands
    NoteStatus(Told),
    /// Say that the team has met the child
    BeginAssessment(OnDay),
    /// Say that the treatment has begun
    BeginTreatment(OnDay),
    /// Say that the child did not come
    NoShow(OnDay),
    /// Say that the last session was held; the closing report is due then
    LastSession(OnDay),
    /// Say that the course goes on no further; a short closing report is due then
    Interrupt(Reasoned),
    /// Decide what the child gets after the closing report; a leader signs second for none
    DecideFollowUp(DecideFollowUp),
    /// Say whether the child got what was decided
    Check(Checked),
    /// Close a course when nothing in it is open; a leader signs second
    CloseCourse(One),
    /// Ask another municipality to take a child over that has moved
    MoveChild(Redirect),
    /// Take over a child that has moved here
    TakeOver(One),
    /// Say that your office does not take a child over
    RefuseChild(Reasoned),
    /// Take back the question to the other municipality: it was asked by mistake
    UnaskChild(One),
    /// Say who has taken on what was decided, when they are not here; a colleague signs second
    GiveOutside(Told),
}

impl CourseCommand {
    /// The referral that was typed.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::PlanVisit(it) => &it.id,
            Self::PostponeVisit(it) => &it.id,
            Self::NoteStatus(it) | Self::GiveOutside(it) => &it.id,
            Self::BeginAssessment(it)
            | Self::BeginTreatment(it)
            | Self::NoShow(it)
            | Self::LastSession(it) => &it.id,
            Self::Interrupt(it) | Self::RefuseChild(it) => &it.id,
            Self::DecideFollowUp(it) => &it.id,
            Self::Check(it) => &it.id,
            Self::CloseCourse(it) | Self::TakeOver(it) | Self::UnaskChild(it) => &it.id,
            Self::MoveChild(it) => &it.id,
        }
    }
}

/// When the team comes.
#[derive(Clone, Debug, Args)]
pub struct PlanVisit {
    /// The referral that opened the course
    pub id: String,
    /// The first day of the visit, as 2027-01-12
    #[arg(long)]
    pub day: Date,
    /// The tour: any word, the same for every child that is visited on it
    #[arg(long, value_name = "WORD")]
    pub tour: Option<String>,
}

/// What is not kept of a plan, for one child or for everybody on a tour.
#[derive(Clone, Debug, Args)]
pub struct PostponeVisit {
    /// A referral whose visit is postponed
    pub id: String,
    /// The new day, if it is known, as 2027-01-19
    #[arg(long, value_name = "DAY")]
    pub until: Option<Date>,
    /// Why
    #[arg(long)]
    pub reason: String,
    /// Only this child's visit, not every one that is planned on the same tour
    #[arg(long)]
    pub only_this: bool,
}

/// What happened on a day.
#[derive(Clone, Debug, Args)]
pub struct OnDay {
    /// The referral that opened the course
    pub id: String,
    /// The day, as 2027-01-12; otherwise today
    #[arg(long)]
    pub day: Option<Date>,
}

/// The decisions that need a reason, as they may be typed.
const HAVE_TO_BE_SAID: [(&str, &str); 15] = [
    ("decision", "none"),
    ("decision", "intet"),
    ("decision", "nothing"),
    ("decision", "elsewhere"),
    ("decision", "andre uden for systemet"),
    ("decision", "others outside the system"),
    ("decision", "family-declines"),
    ("decision", "familien siger nej"),
    ("decision", "the family says no"),
    ("decision", "come-of-age"),
    ("decision", "barnet er fyldt 18"),
    ("decision", "the child has turned 18"),
    ("decision", "moved-abroad"),
    ("decision", "flyttet til udlandet"),
    ("decision", "moved abroad"),
];

/// What the child gets.
#[derive(Clone, Debug, Args)]
pub struct DecideFollowUp {
    /// The referral that opened the course
    pub id: String,
    /// What: family-centre, back-to-team, health-service, other-municipality or elsewhere; or an end:
    /// family-declines, come-of-age, moved-abroad or none
    #[arg(long, value_parser = decision, ignore_case = true)]
    pub decision: FollowUpDecision,
    /// Why; needed for an end, and for elsewhere
    #[arg(long, required_if_eq_any(HAVE_TO_BE_SAID))]
    pub reason: Option<String>,
}

/// Whether the child got it.
#[derive(Clone, Debug, Args)]
pub struct Checked {
    /// The referral that opened the course
    pub id: String,
    /// yes, partly or no
    #[arg(long, value_parser = check)]
    pub reached: Check,
    /// More in your own words
    #[arg(long)]
    pub text: Option<String>,
}

fn decision(text: &str) -> Result<FollowUpDecision, Choices> {
    let all = FollowUpDecision::ALL;
    let choices = || Choices::of(all, FollowUpDecision::name, FollowUpDecision::words);
    FollowUpDecision::meant(text).ok_or_else(choices)
}

fn check(text: &str) -> Result<Check, Choices> {
    Check::meant(text).ok_or_else(|| Choices::of(Check::ALL, Check::name, Check::words))
}
