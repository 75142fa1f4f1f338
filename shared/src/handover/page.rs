//! The transition table as a page for readers: `docs/transitions.md`.
//!
//! Written from the same data by which the fold works, so that the page cannot say anything else.

use crate::{
    access::{self, Whose},
    calendar::Span,
    handover::{
        State,
        table::{
            Ball, By, Duty, KINDS, KindRow, Next, STATES, Side, StateRow, TRANSITIONS, Transition,
            VISIT_CLOCK,
        },
    },
    party::Capacity,
};

/// The whole page.
#[must_use]
pub fn markdown() -> String {
    [
        INTRODUCTION.to_owned(),
        states(),
        transitions(),
        kinds(),
        rights(),
    ]
    .join("\n")
}

fn states() -> String {
    let intro = format!(
        "## States\n\nA clock starts when the server takes in the act that led to the state, and \
         runs by the calendar of the office that has the ball. An accepted referral leaves the \
         team owing a visit date within {}.\n",
        span(VISIT_CLOCK)
    );
    let head = "| State | Danish | Who has the ball | Owes | Red | Yellow | Green | Never over |";
    table(&intro, head, STATES.iter().map(state))
}

fn state(row: &StateRow) -> String {
    let duties: Vec<String> = row.duties.iter().map(|duty| owed(*duty)).collect();
    let clock = row.clock.map_or_else(
        || "– | – | –".to_owned(),
        |spans| spans.map(span).join(" | "),
    );
    format!(
        "| {} | {} | {} | {} | {clock} | {} |",
        row.state.name(),
        row.danish,
        ball(row.ball),
        or_dash(&duties.join(", ")),
        row.at_most.map_or_else(|| "–".to_owned(), span),
    )
}

fn transitions() -> String {
    let intro = "## Transitions\n\nAn act that does not fit is kept as a fact or as a conflict; \
                 it moves nothing. T02 is the server's receipt and no act.\n";
    let head = "| T | From | Act | By | To | Two persons | Ends as |";
    table(intro, head, TRANSITIONS.iter().map(transition))
}

fn transition(row: &Transition) -> String {
    let from: Vec<&str> = row.from.iter().map(|state| state.name()).collect();
    format!(
        "| {} | {} | {:?} | {} | {} | {} | {} |",
        row.number,
        from.join(", "),
        row.verb,
        by(row.by),
        next(row.to),
        yes(row.two_signatures),
        row.ending
            .map_or_else(|| "–".to_owned(), |ending| format!("{ending:?}")),
    )
}

fn kinds() -> String {
    let intro =
        "## Kinds\n\nThe act that closes a kind moves it to Closed as soon as it is made.\n";
    let head = "| Kind | | Danish | Acts that it does not know | Closes on | As \
                | Authority responsibility | A child's matter |";
    table(intro, head, KINDS.iter().map(kind))
}

fn kind(row: &KindRow) -> String {
    let without: Vec<String> = row.without.iter().map(|verb| format!("{verb:?}")).collect();
    let (verb, ending) = row.closes;
    format!(
        "| {} | {} | {} | {} | {verb:?} | {ending:?} | {} | {} |",
        row.kind.name(),
        row.number,
        row.danish,
        without.join(", "),
        side(row.authority),
        yes(row.is_matter),
    )
}

fn rights() -> String {
    let intro = "## Who may do what\n\nAdministrators make none of these acts. A receiver is an office \
                 of any leg so far: an act that somebody made offline while the handover was sent on \
                 is taken in, and kept as a fact or a conflict.\n";
    let rows = access::RIGHTS.iter().map(|right| {
        let whose = match right.side {
            Whose::Office(of) => side(of),
            Whose::Either => "sender or receiver",
            Whose::Authority => "the office with authority responsibility",
            Whose::FirstSignersOrganisation => "any office of the first signer's organisation",
        };
        let key = match right.capacity {
            Capacity::Machine => "machine",
            Capacity::Person => "person",
        };
        let roles: Vec<&str> = right.roles.iter().map(|role| role.name()).collect();
        format!(
            "| {:?} | {whose} | {key} | {} |",
            right.verb,
            roles.join(", ")
        )
    });
    table(intro, "| Act | Whose office | Which key | Roles |", rows)
}

fn table(intro: &str, head: &str, rows: impl Iterator<Item = String>) -> String {
    let columns = head.matches('|').count().saturating_sub(1);
    let line = format!("|{}", "---|".repeat(columns));
    let rows: Vec<String> = rows.collect();
    format!("{intro}\n{head}\n{line}\n{}\n", rows.join("\n"))
}

fn owed(duty: Duty) -> String {
    match duty {
        Duty::Deposit => "reach the server".to_owned(),
        Duty::Act(verb) => format!("{verb:?}"),
        Duty::Countersign(verb) => format!("the second signature of {verb:?}"),
        Duty::PlanVisit => "name a visit date".to_owned(),
        Duty::ReadVersion => "read the new version".to_owned(),
        Duty::SendAttachments => "send the attachments".to_owned(),
        Duty::SeeThrough => "see that the right office signs".to_owned(),
    }
}

const fn ball(ball: Ball) -> &'static str {
    match ball {
        Ball::With(of) => side(of),
        Ball::Authority => "the office with authority responsibility",
        Ball::Nobody => "–",
    }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Sender => "sender",
        Side::Receiver => "receiver",
    }
}

const fn by(by: By) -> &'static str {
    match by {
        By::Person(Side::Sender) => "a person of the sender",
        By::Person(Side::Receiver) => "a person of the receiver",
        By::Device(Side::Sender) => "a device of the sender",
        By::Device(Side::Receiver) => "a device of the receiver",
        By::Authority => "a person of the office with authority responsibility",
        By::Either => "a person of either",
        By::Opener => "a person of an office that has opened it",
    }
}

const fn next(next: Next) -> &'static str {
    match next {
        Next::To(state) => State::name(state),
        Next::Back => "the state before",
        Next::Stay => "unchanged",
    }
}

fn span(span: Span) -> String {
    match span {
        Span::WorkingDays(1) => "1 working day".to_owned(),
        Span::WorkingDays(days) => format!("{days} working days"),
        Span::OfficeHours(1) => "1 office hour".to_owned(),
        Span::OfficeHours(hours) => format!("{hours} office hours"),
        Span::CalendarHours(hours) => format!("{hours} hours"),
    }
}

#[expect(clippy::fn_params_excessive_bools, reason = "it shows one")]
const fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "–" }
}

const fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

const INTRODUCTION: &str = "\
# What can happen to a handover

This page is written from the table in `shared/src/handover/table/`, and a test fails when they
differ. To write it anew: `STAFET_BLESS=1 cargo test --workspace the_transitions_page`.

No act here moves by a timer. *Overdue* is computed from now; a late act is valid and marked late.
";

#[cfg(test)]
mod tests {
    use crate::testing::assert_file;

    #[test]
    fn the_transitions_page_is_the_table() {
        assert_file("../docs/transitions.md", &super::markdown());
    }
}
