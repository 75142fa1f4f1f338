//! Stories of how a course ends, and of what was promised in it.

use super::{Log, VISIT_DAY, ZERO, id};
use crate::{
    access::{Denied, telling},
    act::{HandoverAct, Terms},
    course::Course,
    handover::Effect,
    id::HandoverId,
    obligation::{Obligation, obligations},
    testing::{at, clinic, directory, first, monday, next, person, public, team, town},
    time::Timestamp,
    words::{CourseVerb, Duty, FollowUpDecision, Kind, Stage, State, Verb},
};

fn decide(log: &mut Log, decision: FollowUpDecision) {
    log.deed_with(&person(&town(), 1), CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(decision.code());
    });
    if decision.ends() {
        log.then(id(), &person(&town(), 2), Verb::Countersign);
    }
}

#[test]
fn c5_what_is_given_outside_is_fulfilled_by_two_persons_who_say_by_whom() {
    let give = Duty::Act(Verb::Course(CourseVerb::GiveOutside));
    for decision in [FollowUpDecision::HealthService, FollowUpDecision::Elsewhere] {
        let mut log = Log::until(Stage::ReportAcknowledged);
        decide(&mut log, decision);
        assert_eq!(log.duties(), [(town(), give)], "{decision:?}");
        let wordless = HandoverAct {
            sealed: None,
            ..log.deed_act(CourseVerb::GiveOutside)
        };
        let mut silent = log.clone();
        silent.act(&person(&town(), 1), wordless);
        assert_eq!(silent.handovers[&id()].pending, None, "who has taken it?");
        log.deed(&person(&town(), 1), CourseVerb::GiveOutside);
        assert_eq!(log.course().stage, Stage::FollowUpDecided, "{decision:?}");
        log.then(id(), &person(&town(), 3), Verb::Countersign);
        assert_eq!(log.course().stage, Stage::FollowUpUnderWay, "{decision:?}");
        let check = Duty::Act(Verb::Course(CourseVerb::CheckEffect));
        assert_eq!(log.duties(), [(town(), check)], "and is asked after");
        // What is sent and taken back beside it undoes nothing.
        let sent = log.send(60, (&town(), &clinic()), Kind::FollowUp);
        log.then(sent, &person(&town(), 1), Verb::Withdraw);
        assert_eq!(log.course().stage, Stage::FollowUpUnderWay);
    }
}

#[test]
fn c5_back_to_the_team_is_fulfilled_by_the_new_referral_and_goes_on_in_its_course() {
    let mut log = Log::until(Stage::ReportAcknowledged);
    decide(&mut log, FollowUpDecision::BackToTeam);
    assert_eq!(log.duties(), [(town(), Duty::Send(Kind::Referral))]);
    let again = log.send(61, (&town(), &team()), Kind::Referral);
    let course = log.course();
    assert_eq!(course.stage, Stage::FollowUpUnderWay);
    assert!(!course.open.contains(&again), "it has a course of its own");
    assert!(!course.may_close(), "nobody has taken the child on");
    let mut declined = log.clone();
    log.read(again);
    log.then(again, &person(&team(), 11), Verb::Accept);
    let course = log.course();
    assert!(course.may_close());
    let close = Duty::Act(Verb::Course(CourseVerb::CloseCourse));
    assert_eq!(log.duties(), [(town(), close)]);
    let its_own = Course::of(&log.handovers[&again], log.handovers.values());
    assert_eq!(its_own.map(|it| it.stage), Some(Stage::Waiting));
    // One that ends without a course has given the child nothing.
    declined.read(again);
    declined.then(again, &person(&team(), 11), Verb::Decline);
    declined.then(again, &person(&town(), 1), Verb::ClosePlan);
    declined.then(again, &person(&town(), 2), Verb::Countersign);
    assert_eq!(declined.handovers[&again].state, State::Closed);
    assert_eq!(declined.course().stage, Stage::ReportAcknowledged);
}

#[test]
fn c5_a_referral_to_the_team_is_no_answer_to_another_decision() {
    let mut log = Log::until(Stage::FollowUpDecided);
    log.send(62, (&town(), &team()), Kind::Referral);
    assert_eq!(log.course().stage, Stage::FollowUpDecided);
    assert_eq!(log.duties(), [(town(), Duty::Send(Kind::FollowUp))]);
}

#[test]
fn c5_an_end_without_more_has_its_word_a_reason_and_a_leader() {
    for decision in [
        FollowUpDecision::FamilyDeclines,
        FollowUpDecision::ComeOfAge,
        FollowUpDecision::MovedAbroad,
        FollowUpDecision::Nothing,
    ] {
        let mut log = Log::until(Stage::ReportAcknowledged);
        let silent = HandoverAct {
            outcome: Some(decision.code()),
            sealed: None,
            ..log.deed_act(CourseVerb::DecideFollowUp)
        };
        let mut wordless = log.clone();
        wordless.act(&person(&town(), 1), silent);
        assert_eq!(wordless.course().decision, None, "{decision:?}");
        log.deed_with(&person(&town(), 1), CourseVerb::DecideFollowUp, |act| {
            act.outcome = Some(decision.code());
        });
        assert_eq!(
            log.course().stage,
            Stage::ReportAcknowledged,
            "{decision:?}"
        );
        log.then(id(), &person(&town(), 2), Verb::Countersign);
        assert!(log.course().may_close(), "{decision:?}");
        let mut given = log.clone();
        given.deed(&person(&town(), 1), CourseVerb::GiveOutside);
        given.then(id(), &person(&town(), 3), Verb::Countersign);
        assert_eq!(given.course().stage, Stage::FollowUpDecided, "{decision:?}");
        let last = given.course().history.last().unwrap().effect;
        assert_eq!(last, Effect::Conflict, "nobody gives nothing");
    }
}

#[test]
fn c6_a_question_about_a_report_forbids_nobody_to_sign_for_it_and_is_answered_all_the_same() {
    for kind in [Kind::ClosingReport, Kind::InterimReport, Kind::Message] {
        let mut log = Log::until(Stage::LastSessionHeld);
        let sent = log.send(63, (&team(), &town()), kind);
        log.then(sent, &crate::testing::device(&town(), 11), Verb::Open);
        log.then(sent, &person(&town(), 11), Verb::NeedInformation);
        assert_eq!(log.handovers[&sent].state, State::AwaitingInformation);
        log.then(sent, &person(&town(), 11), Verb::Acknowledge);
        let signed = &log.handovers[&sent];
        assert_eq!(signed.state, State::Closed, "{kind:?}");
        let owed = obligations(signed, &*ZERO);
        let answers = (&team(), Duty::Act(Verb::Supply));
        assert_eq!([(&owed[0].owner, owed[0].duty)], [answers], "{kind:?}");
        log.then(sent, &person(&team(), 11), Verb::Supply);
        assert_eq!(obligations(&log.handovers[&sent], &*ZERO), [], "{kind:?}");
    }
    // A matter is decided, and its question stays the one thing that is owed.
    let mut log = Log::opened();
    log.then(id(), &person(&team(), 11), Verb::NeedInformation);
    log.then(id(), &person(&team(), 11), Verb::Acknowledge);
    assert_eq!(log.handovers[&id()].state, State::AwaitingInformation);
}

fn due_of(owed: &[Obligation], duty: Duty) -> Timestamp {
    owed.iter().find(|one| one.duty == duty).unwrap().due
}

#[test]
fn g5_a_day_that_a_plan_names_is_owed_until_somebody_has_told_how_it_went() {
    let mut log = Log::opened();
    log.then(id(), &person(&team(), 11), Verb::Decline);
    let plan = |day| HandoverAct {
        asserted_day: day,
        ..next(&log.handovers[&id()], Verb::ClosePlan)
    };
    let (with_day, without) = (plan(Some(VISIT_DAY)), plan(None));
    let ends = |act: HandoverAct| {
        let mut log = log.clone();
        log.act(&person(&town(), 1), act);
        log.then(id(), &person(&town(), 2), Verb::Countersign);
        assert_eq!(log.handovers[&id()].state, State::Closed);
        log
    };
    assert_eq!(obligations(&ends(without).handovers[&id()], &*ZERO), []);
    let mut ended = ends(with_day);
    let owed = obligations(&ended.handovers[&id()], &*ZERO);
    let [one] = owed.as_slice() else {
        panic!("{owed:?}");
    };
    assert_eq!(
        (&one.owner, one.duty),
        (&town(), Duty::Act(Verb::ReportPlan))
    );
    assert_eq!(
        one.due,
        at("2026-11-30T18:00:00Z"),
        "at the close of that day"
    );
    let mut reopened = ended.clone();
    ended.then(id(), &person(&town(), 1), Verb::ReportPlan);
    assert_eq!(obligations(&ended.handovers[&id()], &*ZERO), []);
    reopened.then(id(), &person(&town(), 1), Verb::Reopen);
    assert_eq!(obligations(&reopened.handovers[&id()], &*ZERO), []);
}

#[test]
fn g5_a_day_that_a_follow_up_asks_for_shortens_its_clock_and_lengthens_none() {
    let due = |deadline: Option<Timestamp>| {
        let mut log = Log::until(Stage::FollowUpDecided);
        let mut act = first(Kind::FollowUp, &clinic());
        act.handover = HandoverId::from_bytes([64; 16]);
        act.terms = act.terms.map(|terms| Terms {
            deadline,
            course: Some(id()),
            relates_to: Some(id()),
            ..terms
        });
        let sent = act.handover;
        log.act(&person(&town(), 1), act);
        log.read(sent);
        log.then(sent, &person(&clinic(), 11), Verb::Accept);
        let reports = Duty::Act(Verb::ReportFollowUp);
        due_of(&obligations(&log.handovers[&sent], &*ZERO), reports)
    };
    let usual = due(None);
    let asked = at("2026-11-10T18:00:00Z");
    assert_eq!(due(Some(asked)), asked);
    assert_eq!(due(Some(at("2027-06-01T18:00:00Z"))), usual);
    let past = due(Some(at("2026-10-01T18:00:00Z")));
    assert!(
        past > asked.plus_days(-7) && past < usual,
        "a fair time: {past:?}"
    );
}

#[test]
fn g5_a_day_that_a_closing_report_asks_for_shortens_the_decision() {
    let due = |deadline: Option<Timestamp>| {
        let mut log = Log::until(Stage::LastSessionHeld);
        let mut act = first(Kind::ClosingReport, &town());
        act.handover = HandoverId::from_bytes([65; 16]);
        act.terms = act.terms.map(|terms| Terms {
            deadline,
            course: Some(id()),
            relates_to: Some(id()),
            ..terms
        });
        let sent = act.handover;
        log.act(&person(&team(), 11), act);
        log.read(sent);
        let decides = Duty::Act(Verb::Course(CourseVerb::DecideFollowUp));
        due_of(&log.owed(), decides)
    };
    let asked = at("2026-11-12T18:00:00Z");
    assert_eq!(due(Some(asked)), asked);
    assert_eq!(due(Some(at("2027-06-01T18:00:00Z"))), due(None));
}

#[test]
fn g5_items_that_are_expected_later_are_owed_then_and_by_the_visit_at_the_latest() {
    let due = |expected: Option<i32>| {
        let mut log = Log::until(Stage::VisitPlanned);
        let mut act = first(Kind::CaseInformation, &team());
        act.handover = HandoverId::from_bytes([66; 16]);
        act.outcome = Some(1);
        act.asserted_day = expected;
        act.terms = act.terms.map(|terms| Terms {
            course: Some(id()),
            relates_to: Some(id()),
            ..terms
        });
        log.act(&person(&town(), 1), act);
        due_of(&log.owed(), Duty::Send(Kind::CaseInformation))
    };
    let usual = due(None);
    assert_eq!(due(Some(VISIT_DAY - 60)), usual, "not earlier");
    assert_eq!(due(Some(VISIT_DAY - 3)), at("2026-11-27T18:00:00Z"));
    let by_the_visit = due(Some(VISIT_DAY));
    assert_eq!(due(Some(VISIT_DAY + 200)), by_the_visit);
}

#[test]
fn c10_nothing_is_corrected_after_its_course_is_closed() {
    let report = HandoverId::from_bytes([30; 16]);
    let directory = directory();
    let corrects = |log: &Log, paper: HandoverId| {
        let handover = &log.handovers[&paper];
        let act = next(handover, Verb::Correct);
        let by = person(&handover.from, 1);
        let act = public(99, by, act);
        telling::is_so(&directory, (handover, Some(&log.course())), &act, monday())
    };
    let open = Log::until(Stage::FollowUpUnderWay);
    let closed = Log::until(Stage::Closed);
    for paper in [report, id()] {
        assert_eq!(corrects(&open, paper), Ok(()));
        assert_eq!(corrects(&closed, paper), Err(Denied::CourseClosed));
    }
    // What somebody writes afterwards is another matter, and still theirs to mend.
    let mut later = closed;
    let message = later.send(67, (&town(), &team()), Kind::Message);
    assert_eq!(corrects(&later, message), Ok(()));
}
