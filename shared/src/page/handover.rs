//! The handover's part of the page for readers, written from the tables.

use crate::{
    access::{self, Whose},
    calendar::Span,
    handover::table::{Ball, By, KINDS, KindRow, Next, STATES, StateRow, TRANSITIONS, Transition},
    sign::Capacity,
    words::{Duty, Language, Side, State, Verb},
};

/// States, transitions, kinds and rights.
pub(super) fn markdown() -> String {
    [
        INTRODUCTION.to_owned(),
        states(),
        transitions(),
        kinds(),
        rights(),
        KINDS.iter().map(by_kind).collect::<Vec<_>>().join("\n"),
    ]
    .join("\n")
}

fn states() -> String {
    let intro = "## States\n\nA clock starts when the server takes in the act that led to the state, and \
         runs by the calendar of the office that has the ball. These are the clocks of policy 0. \
         An accepted referral lives on as a [course](#the-course).\n";
    let head = "| State | Danish | Who has the ball | Owes | Red | Yellow | Green | Never over |";
    table(intro, head, STATES.iter().map(state))
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
        row.state.words(Language::Danish),
        ball(row.ball),
        or_dash(&duties.join(", ")),
        row.at_most.map_or_else(|| "–".to_owned(), span),
    )
}

fn transitions() -> String {
    let intro = "## Transitions\n\nAn act that does not fit is kept as a fact or as a conflict; \
                 it moves nothing. T02 is the server's receipt and no act. Where an envelope is not \
                 sealed to its receiver, which has no key yet, it leads to Held instead of \
                 Deposited.\n";
    let head = "| T | From | Act | By | To | Two persons | Ends as |";
    table(intro, head, TRANSITIONS.iter().map(transition))
}

fn transition(row: &Transition) -> String {
    let from: Vec<&str> = row.from.iter().map(|state| state.name()).collect();
    format!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        row.number,
        from.join(", "),
        label(row.verb),
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
    let without: Vec<String> = row.without.iter().map(|verb| label(*verb)).collect();
    let (verb, ending) = row.closes;
    format!(
        "| {} | {} | {} | {} | {} | {ending:?} | {} | {} |",
        row.kind.name(),
        row.number,
        row.kind.words(Language::Danish),
        without.join(", "),
        label(verb),
        side(row.authority),
        yes(row.is_matter),
    )
}

fn rights() -> String {
    let intro = "## Who may do what\n\nAdministrators remind, escalate, sign that they have seen an escalation, \
                 take a matter in hand, and pause notices or record what was carried outside, two of \
                 them together; they make no other of these acts, and nothing of theirs is under \
                 seal. The server's watch reminds and escalates. A receiver is an office of any leg so far: an act that somebody made offline while the handover was sent on \
                 is taken in, and kept as a fact or a conflict.\n";
    let rows = access::RIGHTS.iter().map(|right| {
        let whose = match right.side {
            Whose::Office(of) => side(of),
            Whose::Either => "sender or receiver",
            Whose::Reached => "receiver, or an office that it was passed on to",
            Whose::Present => {
                "sender, present receiver, whoever has handed it on and sees it through, or a leader \
                 of either side's organisation"
            }
            Whose::Authority => "the office with authority responsibility",
            Whose::Course => "the team or the office with authority responsibility",
            Whose::FirstSignersOrganisation => "any office of the first signer's organisation",
            Whose::Watcher => {
                "either side's organisation, the owner's deputy, or the supervising authority"
            }
            Whose::Reviewer => {
                "the office with authority responsibility; while a referral is not decided, a leader \
                 of its sender's organisation"
            }
            Whose::Near(Side::Sender) => "any office of the sender's organisation",
            Whose::Near(Side::Receiver) => "any office of the receiver's organisation",
            Whose::Acted => "any office that has done something about it",
            Whose::FirstSigner => "who signed first, and whoever could sign second",
            Whose::Nobody => "none: administrators alone",
        };
        let key = match right.capacity {
            Capacity::Machine => "machine",
            Capacity::Person => "person",
        };
        let roles: Vec<&str> = right.roles.iter().map(|role| role.name()).collect();
        format!(
            "| {} | {whose} | {key} | {} |",
            label(right.verb),
            roles.join(", ")
        )
    });
    table(intro, "| Act | Whose office | Which key | Roles |", rows)
}

/// Who may do what with one kind: every act that it knows, from where, by whom.
fn by_kind(row: &KindRow) -> String {
    let intro = {
        let (kind, danish) = (row.kind.name(), row.kind.words(Language::Danish));
        format!("## {kind} ({}, {danish})\n", row.number)
    };
    let known = TRANSITIONS
        .iter()
        .filter(|it| !row.without.contains(&it.verb) && it.kinds.contains(&row.kind));
    let rows = known.filter_map(|it| {
        let right = access::RIGHTS.iter().find(|right| right.verb == it.verb)?;
        let roles: Vec<&str> = right.roles.iter().map(|role| role.name()).collect();
        let from: Vec<&str> = it.from.iter().map(|state| state.name()).collect();
        let from = match State::ALL.len().saturating_sub(from.len()) {
            1 => "any but Draft".to_owned(),
            2 => "any but Draft and Closed".to_owned(),
            _ => from.join(", "),
        };
        Some(format!(
            "| {} | {from} | {} | {} | {} | {} |",
            label(it.verb),
            by(it.by),
            roles.join(", "),
            yes(it.two_signatures),
            to_of(row, it),
        ))
    });
    let head = "| Act | From | By | Roles | Two persons | To |";
    table(&intro, head, rows)
}

fn to_of(row: &KindRow, it: &Transition) -> &'static str {
    let (closing, _) = row.closes;
    if closing == it.verb && it.to != Next::Stay {
        State::Closed.name()
    } else {
        next(it.to)
    }
}

pub(super) fn table(intro: &str, head: &str, rows: impl Iterator<Item = String>) -> String {
    let columns = head.matches('|').count().saturating_sub(1);
    let line = format!("|{}", "---|".repeat(columns));
    let rows: Vec<String> = rows.collect();
    format!("{intro}\n{head}\n{line}\n{}\n", rows.join("\n"))
}

/// What is owed, in a few words.
pub(super) fn owed(duty: Duty) -> String {
    match duty {
        Duty::Deposit => "reach the server".to_owned(),
        Duty::Act(verb) => label(verb),
        Duty::Countersign(verb) => format!("the second signature of {}", label(verb)),
        Duty::Send(kind) => format!("send: {}", kind.name()),
        Duty::Receipt => "sign for it".to_owned(),
        Duty::Reach => "ring the receiver, or find another".to_owned(),
        Duty::Age => "a leader sees whether the child can still wait".to_owned(),
        Duty::ReadVersion => "read the new version".to_owned(),
        Duty::SendAttachments => "send the attachments".to_owned(),
        Duty::SeeThrough => "see that the right office signs".to_owned(),
    }
}

/// A verb as pages call it.
pub(crate) fn label(verb: Verb) -> String {
    if let Verb::Course(of_course) = verb {
        format!("{of_course:?}")
    } else if let Verb::Watch(of_watch) = verb {
        format!("{of_watch:?}")
    } else {
        format!("{verb:?}")
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
        By::EitherOrWatch => "a person of either, or an administrator",
        By::Near(Side::Sender) => "a person of the sender's organisation",
        By::Near(Side::Receiver) => "a person of the receiver's organisation",
        By::Anybody => "a person of an office that has done something about it",
        By::Bearer => "a device of either",
        By::Passed => "a device of an office that it was passed on to",
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

pub(super) fn span(span: Span) -> String {
    match span {
        Span::WorkingDays(1) => "1 working day".to_owned(),
        Span::WorkingDays(days) => format!("{days} working days"),
        Span::OfficeHours(1) => "1 office hour".to_owned(),
        Span::OfficeHours(hours) => format!("{hours} office hours"),
        Span::CalendarHours(hours) => format!("{hours} hours"),
        Span::CalendarMonths(1) => "1 month".to_owned(),
        Span::CalendarMonths(months) => format!("{months} months"),
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
    use crate::{
        access::{RIGHTS, Whose},
        handover::table,
        sign::Capacity,
        words::{Kind, Side, State, Verb},
    };

    /// The page's lines for one kind, as cells.
    fn cells(page: &str, kind: Kind) -> Vec<Vec<String>> {
        let section = page.split("\n## ");
        let section = section.filter(|it| it.starts_with(&format!("{} (", kind.name())));
        let lines = section
            .flat_map(str::lines)
            .filter(|it| it.starts_with("| "));
        lines
            .skip(1)
            .map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect())
            .collect()
    }

    #[test]
    fn the_page_lists_for_each_kind_who_may_do_what_as_the_access_table_says() {
        let page = super::markdown();
        for kind in Kind::ALL {
            let lines = cells(&page, kind);
            for verb in Verb::ALL {
                let right = RIGHTS.iter().find(|right| right.verb == verb).unwrap();
                let roles: Vec<&str> = right.roles.iter().map(|role| role.name()).collect();
                let told: Vec<&Vec<String>> = lines
                    .iter()
                    .filter(|line| line[1] == format!("{verb:?}"))
                    .collect();
                let is_known = State::ALL
                    .into_iter()
                    .any(|state| table::transition(kind, state, verb).is_some());
                assert_eq!(!told.is_empty(), is_known, "{kind:?} {verb:?}");
                for line in told {
                    assert_eq!(line[4], roles.join(", "), "{kind:?} {verb:?}");
                    // Which of them may do what moves nothing, the table's row does not say.
                    let side = if right.side == Whose::Present {
                        Whose::Either
                    } else if right.side == Whose::Reached && line[3] == "a device of the receiver"
                    {
                        Whose::Office(Side::Receiver)
                    } else {
                        right.side
                    };
                    let (by, capacity) = whose(&line[3]);
                    assert_eq!(capacity, right.capacity, "{verb:?}");
                    // In a state where the receiver cannot read it, it is the sender's alone.
                    let held = line[2] == "Held" && by == Whose::Office(Side::Sender);
                    assert!(by == side || held, "{verb:?}: {by:?}");
                }
            }
        }
    }

    /// The offices and the key that the page's words stand for.
    fn whose(words: &str) -> (Whose, Capacity) {
        let device = words.starts_with("a device");
        let side = match words {
            "a person of either"
            | "a person of either, or an administrator"
            | "a device of either" => Whose::Either,
            "a device of the receiver" => Whose::Office(Side::Receiver),
            "a device of an office that it was passed on to" => Whose::Reached,
            "a person of the office with authority responsibility" => Whose::Authority,
            "a person of the sender" | "a device of the sender" => Whose::Office(Side::Sender),
            "a person of the receiver's organisation" => Whose::Near(Side::Receiver),
            "a person of an office that has done something about it" => Whose::Acted,
            "a person of the receiver" | "a person of an office that has opened it" => {
                Whose::Office(Side::Receiver)
            }
            other => panic!("unknown words: {other}"),
        };
        let capacity = if device {
            Capacity::Machine
        } else {
            Capacity::Person
        };
        (side, capacity)
    }
}
