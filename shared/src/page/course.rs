//! The course's part of the page for readers, written from the table.

use super::handover::{owed, span, table as lines};
use crate::{
    course::table::{self, Ball, Cause, STAGES, StageRow, TURNS, Turn},
    handover::table::course::{By, by},
    policy::{ClockName, Policy},
    words::{CourseClock, Language, Stage},
};

/// Stages, transitions and clocks.
pub(super) fn markdown() -> String {
    [INTRODUCTION.to_owned(), stages(), turns(), clocks()].join("\n")
}

fn stages() -> String {
    let head = "| Stage | Danish | Who has the ball | Owes | Clock |";
    lines("", head, STAGES.iter().map(stage))
}

fn stage(row: &StageRow) -> String {
    let ball = match row.ball {
        Ball::Team => "the team",
        Ball::Municipality => "the municipality",
        Ball::Nobody => "–",
    };
    format!(
        "| {} | {} | {ball} | {} | {} |",
        row.stage.name(),
        row.stage.words(Language::Danish),
        row.duty.map_or_else(|| "–".to_owned(), owed),
        row.clock.map_or("–", CourseClock::name),
    )
}

fn turns() -> String {
    let intro = "### What leads where\n\nAn act that does not fit is kept as a conflict. Two persons \
                 sign for the end, and for deciding that nothing follows.\n";
    let head = "| B | From | By what | Whose | To |";
    lines(intro, head, TURNS.iter().map(turn))
}

fn turn(row: &Turn) -> String {
    let from: Vec<&str> = row.from.iter().map(|stage| stage.name()).collect();
    let from = if row.from == table::OPEN {
        "any but Closed".to_owned()
    } else {
        from.join(", ")
    };
    format!(
        "| {} | {from} | {} | {} | {} |",
        row.number,
        cause(row.cause),
        whose(row.cause),
        row.to.map_or("unchanged", Stage::name),
    )
}

fn cause(cause: Cause) -> String {
    match cause {
        Cause::Deed(verb) => format!("{verb:?}"),
        Cause::ReportSent => "a closing report comes into the log".to_owned(),
        Cause::ReportRead => "it is signed for (R6)".to_owned(),
        Cause::ReportTakenBack => "it is taken back".to_owned(),
        Cause::FollowUpSent => "a follow-up comes into the log".to_owned(),
        Cause::FollowUpFell => "no follow-up stands any more".to_owned(),
    }
}

const fn whose(cause: Cause) -> &'static str {
    let Cause::Deed(verb) = cause else {
        return "–";
    };
    match by(verb) {
        By::Team => "the team",
        By::Municipality => "the municipality",
        By::Either => "either",
        By::AskedMunicipality => "the municipality that is asked",
    }
}

fn clocks() -> String {
    let intro = "### Clocks of a course\n\nPolicy 0.\n";
    let head = "| Clock | Red | Yellow | Green | Never over |";
    let policy = Policy::zero();
    let rows = CourseClock::ALL.map(|name| {
        let clock = policy.clock(ClockName::Course(name));
        format!(
            "| {} | {} | {} |",
            name.name(),
            clock.spans.map(span).join(" | "),
            clock.at_most.map_or_else(|| "–".to_owned(), span)
        )
    });
    lines(intro, head, rows.into_iter())
}

const INTRODUCTION: &str = "\
## The course

An accepted referral opens a course (*forløb*) that bears its id. It is derived from the acts of
the course and from the reports, the case information and the follow-ups that name it, in the
log's order. Beside its stage these are owed: a note on a waiting child, complete case information
before a visit, interim reports while the child is assessed, an answer of the municipality that is
asked to take the child over, and second signatures.
";
