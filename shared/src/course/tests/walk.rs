//! Every act in every stage, by everybody: whatever happens, somebody owes the next step, one
//! office treats, and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::{Log, ZERO, elsewhere, id};
use crate::{
    course::{CHECKS, Course, table},
    handover::Effect,
    obligation::course as owed,
    party::Author,
    testing::{clinic, person, team, town},
    words::{Check, CourseVerb, Duty, FollowUpDecision, Kind, Stage, State, Verb},
};

/// Somebody of each office that has, or may come to have, a part in it.
fn authors() -> [Author; 4] {
    [
        person(&town(), 1),
        person(&team(), 11),
        person(&clinic(), 21),
        person(&elsewhere(), 31),
    ]
}

/// Who signs second.
fn leaders() -> [Author; 2] {
    [person(&town(), 2), person(&elsewhere(), 32)]
}

/// One thing that can happen next.
#[derive(Clone, Debug)]
enum Move {
    Deed(Author, CourseVerb, u16),
    Second(Author),
    Send(Kind),
    Read(Kind),
    TakeBack(Kind),
    PassOn,
}

fn moves() -> Vec<Move> {
    // What is given outside is walked through below, with every decision.
    let verbs = CourseVerb::ALL.into_iter();
    let verbs = verbs.filter(|verb| *verb != CourseVerb::GiveOutside);
    let deeds = verbs.flat_map(|verb| {
        let codes: &[u16] = if verb == CourseVerb::DecideFollowUp {
            &[1, 5]
        } else if verb == CourseVerb::CheckEffect {
            &[1, 3]
        } else {
            &[1]
        };
        let acts = codes
            .iter()
            .flat_map(move |code| authors().map(|author| Move::Deed(author, verb, *code)));
        acts.collect::<Vec<_>>()
    });
    let kinds = [Kind::ClosingReport, Kind::FollowUp];
    let others = kinds
        .into_iter()
        .flat_map(|kind| [Move::Send(kind), Move::Read(kind), Move::TakeBack(kind)]);
    deeds
        .chain(leaders().map(Move::Second))
        .chain([Move::PassOn])
        .chain(others)
        .collect()
}

/// The log after that; `None` where there is nothing to do it to.
fn after(log: &Log, what: &Move) -> Option<Log> {
    let mut log = log.clone();
    let newest = |log: &Log, wanted: Kind| {
        let mut of_kind = log
            .handovers
            .values()
            .filter(|it| it.kind == wanted && it.id != id());
        of_kind.find(|it| it.state != State::Closed).map(|it| it.id)
    };
    match what {
        Move::Deed(author, verb, code) => {
            let mut act = log.deed_act(*verb);
            if *verb == CourseVerb::CheckEffect {
                let answer = Check::from_code(*code).unwrap();
                act.outcome = Some(answer.numbered(log.course().next_check()));
            } else {
                act.outcome = Some(*code);
            }
            log.act(author, act);
        }
        Move::Second(author) => {
            log.handovers[&id()].pending.as_ref()?;
            log.then(id(), author, Verb::Countersign);
        }
        Move::Send(kind) => {
            let n = u8::try_from(log.handovers.len()).unwrap();
            let (team, town) = (team(), town());
            let ends = if *kind == Kind::FollowUp {
                (&town, &clinic())
            } else if *kind == Kind::Referral {
                (&town, &team)
            } else {
                (&team, &town)
            };
            log.send(100_u8.saturating_add(n), ends, *kind);
        }
        Move::Read(kind) => {
            let it = newest(&log, *kind)?;
            log.read(it);
            if *kind == Kind::FollowUp {
                log.then(it, &person(&clinic(), 11), Verb::ReportFollowUp);
            } else if *kind == Kind::Referral {
                log.then(it, &person(&team(), 11), Verb::Accept);
            }
        }
        Move::PassOn => {
            let lacking = log.course().lacking();
            log.pass_on(lacking.first()?.handover);
        }
        Move::TakeBack(kind) => {
            let it = newest(&log, *kind)?;
            let from = log.handovers[&it].from.clone();
            log.then(it, &person(&from, 1), Verb::EnterInError);
        }
    }
    Some(log)
}

fn is_whole(course: &Course, context: &str) {
    let ends = course.stage == Stage::Closed;
    let owed = owed::obligations(course, &*ZERO);
    assert_eq!(course.owner().is_none(), ends, "{context}");
    // I1: an owner, a next act and a clock in every stage but the last. While a report is on its
    // way, its receipt is owed about the report.
    let waits = course.stage == Stage::ReportSent;
    let beside = course.pending.is_some()
        || course.asked_to_take_over.is_some()
        || !course.lacking().is_empty();
    assert_eq!(owed.is_empty(), (ends || waits) && !beside, "{context}");
    let passed_on = owed
        .iter()
        .filter(|one| one.duty == Duty::Act(Verb::PassOn));
    let lies_elsewhere = course.lacking().iter().any(|one| one.ends_treatment);
    if lies_elsewhere {
        let mut owners = passed_on.map(|one| &one.owner);
        assert!(owners.any(|owner| *owner == course.team), "{context}");
    } else if !ends && !waits {
        assert_eq!(Some(&owed[0].owner), course.owner(), "{context}");
    }
    // I8: one office treats: the team, or whoever has authority responsibility.
    let treats = course.treatment == course.team || course.treatment == course.municipality;
    assert!(treats, "{context}");
    let theirs = matches!(
        course.stage,
        Stage::ReportAcknowledged
            | Stage::FollowUpDecided
            | Stage::FollowUpUnderWay
            | Stage::Closed
    );
    assert_eq!(course.treatment != course.team, theirs, "{context}");
    let seconds = course
        .history
        .iter()
        .filter(|done| done.effect == Effect::FirstSignature);
    assert_eq!(
        seconds.count(),
        0,
        "{context}: only what took effect is told"
    );
}

/// What tells two courses apart as far as what can happen next goes.
fn fingerprint(log: &Log) -> String {
    let course = log.course();
    let standing: BTreeMap<Kind, BTreeSet<State>> =
        log.handovers.values().fold(BTreeMap::new(), |mut all, it| {
            all.entry(it.kind).or_default().insert(it.state);
            all
        });
    let first = log.handovers[&id()].pending.as_ref();
    // A first signature may answer what stands no more.
    let fresh = first.map(|first| {
        let Verb::Course(verb) = first.verb else {
            return true;
        };
        first.says.about == course.answers(verb)
    });
    let code = first.and_then(|first| first.says.outcome);
    let pending = course
        .pending
        .as_ref()
        .map(|(verb, ..)| (*verb, fresh, code));
    format!(
        "{:?} {:?} {:?} {} {} {:?} {} {:?} {standing:?}",
        course.stage,
        course.decision.map(|(decision, _)| decision),
        pending,
        course.checks.len().min(CHECKS),
        course.municipality,
        course.asked_to_take_over.is_some(),
        course.may_close(),
        (
            course.lacking().is_empty(),
            course.reports().count(),
            course.went_back()
        ),
    )
}

/// More than the longest way to a new situation, so that the walk ends by itself.
const ROUNDS_MAX: usize = 40;
/// The most handovers of one course that the walk makes.
const HANDOVERS_MAX: usize = 4;

/// What can happen once a report was read and it is decided who gives the child what it needs.
fn moves_after_the_report() -> Vec<Move> {
    let us = person(&town(), 1);
    let decides = |code| Move::Deed(us.clone(), CourseVerb::DecideFollowUp, code);
    let deeds = [CourseVerb::GiveOutside, CourseVerb::CloseCourse];
    let deeds = deeds.map(|verb| Move::Deed(us.clone(), verb, 1));
    let checks = [Check::Yes, Check::No].map(Check::code);
    let checks = checks.map(|code| Move::Deed(us.clone(), CourseVerb::CheckEffect, code));
    let kinds = [Kind::FollowUp, Kind::Referral].into_iter();
    let sent = kinds.flat_map(|kind| [Move::Send(kind), Move::Read(kind), Move::TakeBack(kind)]);
    let codes = FollowUpDecision::ALL.map(FollowUpDecision::code);
    (codes.into_iter().map(decides))
        .chain(deeds)
        .chain(checks)
        .chain(leaders().map(Move::Second))
        .chain(sent)
        .collect()
}

#[test]
fn whatever_is_decided_after_the_report_somebody_owes_the_next_step_and_it_can_end() {
    let moves = moves_after_the_report();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut given: BTreeSet<FollowUpDecision> = BTreeSet::new();
    let mut ended: BTreeSet<FollowUpDecision> = BTreeSet::new();
    let mut frontier = vec![Log::until(Stage::ReportAcknowledged)];
    while let Some(log) = frontier.pop() {
        for one in &moves {
            let many = log.handovers.len() > HANDOVERS_MAX;
            let next = if many && matches!(one, Move::Send(_)) {
                None
            } else {
                after(&log, one)
            };
            let Some(next) = next else {
                continue;
            };
            let course = next.course();
            is_whole(&course, &format!("{one:?}"));
            let decision = course.decision.map(|(decision, _)| decision);
            if course.stage == Stage::FollowUpUnderWay {
                given.extend(decision);
            } else if course.stage == Stage::Closed {
                ended.extend(decision);
            }
            if seen.insert(fingerprint(&next)) {
                frontier.push(next);
            }
        }
    }
    let all = BTreeSet::from(FollowUpDecision::ALL);
    let gives = all.iter().copied().filter(|one| !one.ends());
    assert_eq!(given, gives.collect());
    assert_eq!(ended, all, "each can end");
}

#[test]
fn whatever_happens_in_a_course_somebody_owes_the_next_step_and_one_office_treats() {
    let moves = moves();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut stages: BTreeSet<Stage> = BTreeSet::new();
    let mut made: BTreeSet<&str> = BTreeSet::new();
    let mut frontier = vec![Log::accepted()];
    let mut steps: u64 = 0;
    for _ in 0..ROUNDS_MAX {
        let mut further = Vec::new();
        for log in &frontier {
            let before = log.course();
            for one in &moves {
                let many = log.handovers.len() >= HANDOVERS_MAX;
                if many && matches!(one, Move::Send(_)) {
                    continue;
                }
                let Some(next) = after(log, one) else {
                    continue;
                };
                let course = next.course();
                let context = format!("{:?} then {one:?}", before.stage);
                is_whole(&course, &context);
                assert!(course.history.starts_with(&before.history), "{context}");
                if course.stage != before.stage || course.history.len() > before.history.len() {
                    let last = course.history.last().unwrap();
                    let turn = table::find(before.stage, last.cause);
                    made.extend(turn.map(|turn| turn.number));
                }
                stages.insert(course.stage);
                steps = steps.saturating_add(1);
                if seen.insert(fingerprint(&next)) {
                    further.push(next);
                }
            }
        }
        if further.is_empty() {
            break;
        }
        frontier = further;
    }
    assert_eq!(stages.len(), Stage::ALL.len(), "{stages:?}");
    let turns = table::TURNS.iter().map(|turn| turn.number);
    let all: BTreeSet<&str> = turns.filter(|number| *number != "B16").collect();
    assert_eq!(made, all);
    assert!(steps > 100_000, "only {steps} steps");
}

#[test]
fn every_stage_has_a_row_and_every_act_of_the_course_a_turn() {
    for stage in Stage::ALL {
        let rows = table::STAGES.iter().filter(|row| row.stage == stage);
        assert_eq!(rows.count(), 1, "{stage:?}");
    }
    for verb in CourseVerb::ALL {
        let mut turns = table::TURNS.iter();
        let made = turns.any(|turn| turn.cause == table::Cause::Deed(verb));
        assert!(made, "{verb:?}");
        assert!(Verb::ALL.contains(&Verb::Course(verb)), "{verb:?}");
    }
    for stage in Stage::ALL {
        for turn in table::TURNS {
            let same = table::TURNS
                .iter()
                .filter(|other| other.cause == turn.cause && other.from.contains(&stage));
            assert!(same.count() <= 1, "{} from {stage:?}", turn.number);
        }
    }
}
