//! Stories of a child that moves: what the municipality that takes it over has to have.

use super::{Log, ZERO, elsewhere, id};
use crate::{
    act::{HandoverAct, Terms},
    handover::Effect,
    id::HandoverId,
    obligation::obligations,
    party::Author,
    seal::Fingerprint,
    testing::{clinic, device, next, person, sealed, team, town},
    words::{CourseVerb, Duty, Kind, Stage, State, Verb},
};

fn report() -> HandoverId {
    HandoverId::from_bytes([30; 16])
}

fn moves(log: &mut Log) {
    log.deed(&person(&town(), 1), CourseVerb::MoveChild);
    log.deed(&person(&elsewhere(), 31), CourseVerb::TakeOverChild);
}

/// A child has moved while a report lies unread where it lived.
fn moved() -> Log {
    let mut log = Log::until(Stage::ReportSent);
    moves(&mut log);
    log
}

const PASSED_ON: Duty = Duty::Act(Verb::PassOn);

#[test]
fn a1_a_report_that_lies_unread_when_the_child_moves_goes_on_to_the_new_municipality() {
    let mut log = moved();
    let course = log.course();
    assert_eq!(course.stage, Stage::LastSessionHeld);
    assert_eq!(course.municipality, elsewhere());
    assert_eq!(log.duties(), [(team(), PASSED_ON)], "owed once");
    let answer = next(&log.handovers[&report()], Verb::Acknowledge);
    log.pass_on(report());
    assert_eq!(log.duties(), [], "the report's receipt is the report's");
    let passed = &log.handovers[&report()];
    assert_eq!((&passed.to, passed.state), (&elsewhere(), State::Opened));
    assert_eq!(passed.custodian, team(), "nobody has signed for it");
    let owed = obligations(passed, &*ZERO);
    assert_eq!(
        (&owed[0].owner, owed[0].duty),
        (&elsewhere(), Duty::Receipt)
    );
    assert_eq!(log.course().stage, Stage::ReportSent);
    // Whoever the child has left signs for the leg before, and ends nothing by it.
    log.act(&person(&town(), 1), answer);
    let last = log.handovers[&report()].history.last().unwrap().effect;
    assert_eq!(last, Effect::Fact);
    assert_eq!(log.course().treatment, team());
    log.then(report(), &person(&elsewhere(), 31), Verb::Acknowledge);
    let course = log.course();
    assert_eq!(
        (course.stage, course.treatment),
        (Stage::ReportAcknowledged, elsewhere())
    );
}

#[test]
fn a1_the_office_that_the_child_has_left_signs_for_the_report_and_ends_nothing_by_it() {
    let mut log = moved();
    log.read(report());
    let course = log.course();
    assert_eq!(
        (course.stage, course.treatment),
        (Stage::LastSessionHeld, team())
    );
    assert_eq!(log.duties(), [(team(), PASSED_ON)]);
    log.pass_on(report());
    assert_eq!(log.handovers[&report()].state, State::Closed);
    // It has been read there now, and the new municipality owes its own receipt for one.
    assert_eq!(log.duties(), [(team(), Duty::Send(Kind::ClosingReport))]);
    let sent = log.send(40, (&team(), &elsewhere()), Kind::ClosingReport);
    log.read(sent);
    assert_eq!(log.course().stage, Stage::ReportAcknowledged);
}

#[test]
fn a1_all_papers_of_the_file_follow_the_child_and_nothing_else_is_undone() {
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let informs = log.send(50, (&town(), &team()), Kind::CaseInformation);
    let interim = log.send(51, (&team(), &town()), Kind::InterimReport);
    let message = log.send(52, (&town(), &team()), Kind::Message);
    moves(&mut log);
    assert_eq!(log.course().stage, Stage::FollowUpUnderWay);
    let lacking: Vec<HandoverId> = log
        .course()
        .lacking()
        .iter()
        .map(|it| it.handover)
        .collect();
    assert_eq!(lacking, [report(), informs, interim], "no message");
    let of_papers = |log: &Log| {
        let mut duties = log.duties();
        duties.retain(|(_, duty)| *duty == PASSED_ON);
        duties
    };
    assert_eq!(of_papers(&log), [(town(), PASSED_ON), (team(), PASSED_ON)]);
    for paper in [report(), informs, interim] {
        log.pass_on(paper);
    }
    assert_eq!(of_papers(&log), []);
    let informed = &log.handovers[&informs];
    assert_eq!(informed.to, team(), "it is still for the team to sign for");
    assert_eq!(
        log.handovers[&interim].to,
        elsewhere(),
        "in flight it needs a receipt"
    );
    assert!(!log.handovers[&message].passed.contains_key(&elsewhere()));
    assert_eq!(
        log.course().stage,
        Stage::FollowUpUnderWay,
        "what is decided stands"
    );
}

#[test]
fn a1_the_file_follows_a_child_that_moves_twice_and_back() {
    let mut log = Log::until(Stage::FollowUpUnderWay);
    moves(&mut log);
    log.pass_on(report());
    assert_eq!(log.course().lacking(), []);
    // Back to where it was: everything is there, but for what came meanwhile.
    let back = |log: &mut Log| {
        log.deed_with(&person(&elsewhere(), 31), CourseVerb::MoveChild, |act| {
            act.terms = act.terms.take().map(|terms| Terms {
                to: town(),
                ..terms
            });
        });
        log.deed(&person(&town(), 1), CourseVerb::TakeOverChild);
    };
    let interim = log.send(53, (&team(), &elsewhere()), Kind::InterimReport);
    back(&mut log);
    let lacking: Vec<HandoverId> = log
        .course()
        .lacking()
        .iter()
        .map(|it| it.handover)
        .collect();
    assert_eq!(lacking, [interim]);
    log.pass_on(interim);
    assert_eq!(log.course().lacking(), []);
    moves(&mut log);
    assert_eq!(log.course().lacking(), [], "it was there before");
}

#[test]
fn a1_whoever_can_read_a_paper_passes_it_on_and_the_first_one_counts() {
    let mut log = moved();
    let stands = &log.handovers[&report()];
    let passes = HandoverAct {
        terms: Some(Terms {
            to: elsewhere(),
            ..Terms::of(stands)
        }),
        sealed: Some(sealed(&[(elsewhere(), Fingerprint::from_bytes([31; 32]))])),
        ..next(stands, Verb::PassOn)
    };
    let effect = |log: &Log| log.handovers[&report()].history.last().unwrap().effect;
    log.act(&device(&clinic(), 21), passes.clone());
    assert_eq!(effect(&log), Effect::Fact, "not its to pass on");
    log.act(&device(&town(), 1), passes.clone());
    assert_eq!(effect(&log), Effect::Moved, "by the office that has it");
    log.act(&device(&team(), 11), passes.clone());
    assert_eq!(effect(&log), Effect::Fact);
    assert_eq!(log.handovers[&report()].leg, 2);
    let by_hand = |author: Author| {
        let mut log = moved();
        log.act(&author, passes.clone());
        effect(&log)
    };
    assert_ne!(by_hand(person(&team(), 11)), Effect::Moved, "devices do");
}

#[test]
fn c4_a_municipality_that_was_asked_by_mistake_is_asked_no_longer() {
    let us = person(&town(), 1);
    let mut log = Log::until(Stage::Treatment);
    log.deed(&us, CourseVerb::MoveChild);
    let takes = log.deed_act(CourseVerb::TakeOverChild);
    assert!(log.handovers[&id()].concerns(&elsewhere()));
    log.deed(&us, CourseVerb::UnaskChild);
    let asked = |log: &Log| log.course().asked_to_take_over;
    assert_eq!(asked(&log), None);
    assert!(!log.handovers[&id()].concerns(&elsewhere()));
    // Whoever takes it over without having heard of that has to look at it, and has not got it.
    log.act(&person(&elsewhere(), 31), takes);
    assert_eq!(log.course().municipality, town());
    assert_eq!(log.handovers[&id()].contradictions[0].office, elsewhere());
    // The right one is asked then, or the same once more.
    log.deed(&us, CourseVerb::MoveChild);
    assert!(asked(&log).is_some());
    log.deed(&person(&elsewhere(), 31), CourseVerb::TakeOverChild);
    assert_eq!(log.course().municipality, elsewhere());
    // Nothing is asked any more: there is nothing to take back.
    log.deed(&person(&elsewhere(), 31), CourseVerb::UnaskChild);
    let last = log.handovers[&id()].history.last().unwrap().effect;
    assert_eq!(last, Effect::Conflict);
    assert_eq!(log.course().municipality, elsewhere());
}
