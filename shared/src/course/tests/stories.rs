//! Courses as offices live them.

use super::{Log, VISIT_DAY, ZERO, elsewhere, id};
use crate::{
    course::Course,
    handover::{Effect, ReceiptKind},
    id::HandoverId,
    obligation::{course as owed, obligations},
    testing::{at, clinic, device, next, person, team, town},
    words::{Check, CourseVerb, Duty, FollowUpDecision, Kind, Stage, Verb},
};

fn report() -> HandoverId {
    HandoverId::from_bytes([30; 16])
}

#[test]
fn a_course_goes_from_waiting_to_closed_and_every_stage_has_one_owner() {
    for stage in Stage::ALL {
        let log = Log::until(stage);
        let course = log.course();
        assert_eq!(course.owner().is_none(), stage == Stage::Closed);
        let mut first = owed::obligations(&course, &*ZERO);
        if stage == Stage::ReportSent {
            first = obligations(&log.handovers[&report()], &*ZERO);
        }
        let owner = first.first().map(|one| &one.owner);
        assert_eq!(owner, course.owner(), "{stage:?}");
    }
}

#[test]
fn treatment_responsibility_is_the_teams_until_the_report_is_signed_for() {
    let log = Log::until(Stage::Closed);
    let course = log.course();
    let read = course
        .history
        .iter()
        .position(|done| done.stage == Stage::ReportAcknowledged && done.effect == Effect::Moved);
    let read = read.unwrap();
    for (n, done) in course.history.iter().enumerate() {
        let holder = if n < read { team() } else { town() };
        assert_eq!(done.treatment, holder, "{n}");
    }
    assert_eq!(course.municipality, town(), "authority never moved");
}

#[test]
fn a_waiting_child_is_owed_a_date_and_a_note_every_thirty_days() {
    let mut log = Log::accepted();
    let duties = [
        (team(), Duty::Act(Verb::Course(CourseVerb::PlanVisit))),
        (team(), Duty::Act(Verb::Course(CourseVerb::NoteStatus))),
    ];
    assert_eq!(log.duties(), duties);
    let before = log.owed();
    assert_eq!(before[0].due, at("2026-11-30T18:00:00Z"));
    log.deed(&person(&team(), 11), CourseVerb::NoteStatus);
    let after = log.owed();
    assert_eq!(after[0].due, before[0].due, "a note plans no visit");
    assert!(after[1].due > before[1].due);
}

#[test]
fn case_information_is_expected_fifteen_working_days_before_the_visit_and_never_stops_it() {
    let mut log = Log::until(Stage::VisitPlanned);
    let owed = log.owed();
    let wanted = owed
        .iter()
        .find(|one| one.duty == Duty::Send(Kind::CaseInformation));
    let wanted = wanted.unwrap();
    assert_eq!(wanted.owner, town());
    // Monday 30 November, three weeks of working days back.
    assert_eq!(wanted.due, at("2026-11-09T18:00:00Z"));
    log.send_with((40, Kind::CaseInformation), (&town(), &team()), Some(1));
    assert!(!log.course().informed, "one item is still to come");
    log.send_with((41, Kind::CaseInformation), (&town(), &team()), Some(0));
    assert!(log.course().informed);
    let duties = log.duties();
    assert!(!duties.contains(&(town(), Duty::Send(Kind::CaseInformation))));

    let mut without = Log::until(Stage::VisitPlanned);
    without.deed(&person(&team(), 11), CourseVerb::BeginAssessment);
    assert_eq!(without.course().stage, Stage::Assessment);
}

#[test]
fn case_information_stays_complete_when_it_is_wrapped_anew() {
    let mut log = Log::until(Stage::VisitPlanned);
    let sent = log.send_with((41, Kind::CaseInformation), (&town(), &team()), Some(0));
    log.then(sent, &device(&team(), 11), Verb::Unreadable);
    let before = log.handovers[&sent].attempt;
    log.then(sent, &device(&town(), 1), Verb::Rewrap);
    assert!(log.handovers[&sent].attempt > before);
    assert!(log.course().informed);
}

#[test]
fn case_information_that_was_taken_back_informs_nobody() {
    let mut log = Log::until(Stage::VisitPlanned);
    let sent = log.send_with((41, Kind::CaseInformation), (&town(), &team()), Some(0));
    log.then(sent, &person(&town(), 1), Verb::EnterInError);
    assert!(!log.course().informed);
}

#[test]
fn a_postponed_visit_keeps_its_day_only_if_another_is_named() {
    let us = person(&team(), 11);
    let mut log = Log::until(Stage::VisitPlanned);
    log.deed_with(&us, CourseVerb::PostponeVisit, |act| {
        act.asserted_day = Some(VISIT_DAY + 7);
    });
    let course = log.course();
    assert_eq!(course.stage, Stage::VisitPlanned);
    assert_eq!(course.visit.unwrap().day, VISIT_DAY + 7);
    let postponed = Log::until(Stage::VisitPostponed);
    assert_eq!(postponed.course().visit, None);
    assert_eq!(
        postponed.duties()[0],
        (team(), Duty::Act(Verb::Course(CourseVerb::PlanVisit)))
    );
}

#[test]
fn a_child_that_did_not_come_is_counted_and_owed_another_date() {
    let us = person(&team(), 11);
    let mut log = Log::until(Stage::VisitPlanned);
    log.deed(&us, CourseVerb::RecordNoShow);
    assert_eq!(log.course().stage, Stage::VisitPostponed);
    log.deed(&us, CourseVerb::BeginAssessment);
    log.deed(&us, CourseVerb::RecordNoShow);
    let course = log.course();
    assert_eq!((course.stage, course.no_shows), (Stage::Assessment, 2));
}

#[test]
fn an_interim_report_is_due_sixty_days_after_the_last() {
    let mut log = Log::until(Stage::Treatment);
    let before = log.owed()[0].clone();
    assert_eq!(before.duty, Duty::Send(Kind::InterimReport));
    log.send(50, (&team(), &town()), Kind::InterimReport);
    assert!(log.owed()[0].due > before.due);
}

#[test]
fn an_interrupted_course_owes_a_short_report() {
    let mut log = Log::until(Stage::Interrupted);
    let duty = (team(), Duty::Send(Kind::ClosingReport));
    // The municipality may say so too.
    let mut other = Log::until(Stage::Treatment);
    other.deed(&person(&town(), 1), CourseVerb::Interrupt);
    assert_eq!(other.duties(), log.duties());
    assert_eq!(log.duties(), [duty]);
    log.send(30, (&team(), &town()), Kind::ClosingReport);
    assert_eq!(log.course().stage, Stage::ReportSent);
}

#[test]
fn a_report_that_is_taken_back_is_owed_again() {
    let mut log = Log::until(Stage::ReportSent);
    log.then(report(), &person(&team(), 1), Verb::EnterInError);
    let course = log.course();
    assert_eq!(course.stage, Stage::LastSessionHeld);
    assert_eq!(course.treatment, team());
    assert_eq!(log.duties()[0], (team(), Duty::Send(Kind::ClosingReport)));
}

#[test]
fn a_report_is_signed_for_within_a_week_and_decided_upon_within_two_months() {
    let mut log = Log::until(Stage::ReportSent);
    // One thing is missing once: the receipt for the report, about the report.
    assert_eq!(log.duties(), []);
    let owed = obligations(&log.handovers[&report()], &*ZERO);
    let [owed] = owed.as_slice() else {
        panic!("{owed:?}");
    };
    assert_eq!((&owed.owner, owed.duty), (&town(), Duty::Receipt));
    assert!(owed.due.ms_since(owed.since) <= 7 * 24 * 3_600_000);
    log.read(report());
    assert_eq!(
        log.duties(),
        [(town(), Duty::Act(Verb::Course(CourseVerb::DecideFollowUp)))]
    );
}

#[test]
fn deciding_against_any_follow_up_takes_a_leader() {
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.deed_with(&person(&town(), 1), CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::Nothing.code());
    });
    assert_eq!(log.course().stage, Stage::ReportAcknowledged);
    let second = (
        town(),
        Duty::Countersign(Verb::Course(CourseVerb::DecideFollowUp)),
    );
    assert!(log.duties().contains(&second));
    log.then(id(), &person(&town(), 2), Verb::Countersign);
    assert_eq!(log.course().stage, Stage::FollowUpDecided);
    assert_eq!(
        log.duties(),
        [(town(), Duty::Act(Verb::Course(CourseVerb::CloseCourse)))]
    );
    log.deed(&person(&town(), 1), CourseVerb::CloseCourse);
    log.then(id(), &person(&town(), 2), Verb::Countersign);
    assert_eq!(log.course().stage, Stage::Closed);
    assert_eq!(log.duties(), []);
    let referral = &log.handovers[&id()];
    let mut receipts = referral.receipts().flat_map(|(_, kinds)| kinds);
    assert!(receipts.any(|kind| kind == ReceiptKind::R8));
}

#[test]
fn a_child_that_did_not_get_it_is_decided_upon_again() {
    let them = person(&town(), 1);
    let mut log = Log::until(Stage::FollowUpUnderWay);
    log.deed(&them, CourseVerb::CheckEffect);
    assert_eq!(log.course().checks, [Check::Yes]);
    log.deed_with(&them, CourseVerb::CheckEffect, |act| {
        act.outcome = Some(Check::No.numbered(2));
    });
    let course = log.course();
    assert_eq!(course.stage, Stage::ReportAcknowledged);
    assert_eq!((course.decision, course.checks), (None, Vec::new()));
}

#[test]
fn a_follow_up_that_nobody_takes_is_decided_upon_again() {
    let mut log = Log::until(Stage::FollowUpDecided);
    let sent = log.send(31, (&town(), &clinic()), Kind::FollowUp);
    log.then(sent, &device(&clinic(), 21), Verb::Open);
    log.then(sent, &person(&clinic(), 21), Verb::Decline);
    assert_eq!(
        log.course().stage,
        Stage::FollowUpUnderWay,
        "it is with the town"
    );
    log.then(sent, &person(&town(), 1), Verb::ClosePlan);
    log.then(sent, &person(&town(), 2), Verb::Countersign);
    assert_eq!(log.course().stage, Stage::ReportAcknowledged);
}

#[test]
fn a_follow_up_that_is_sent_before_the_decision_counts_once_it_is_made() {
    let them = person(&town(), 1);
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.send(31, (&town(), &clinic()), Kind::FollowUp);
    assert_eq!(log.course().stage, Stage::ReportAcknowledged);
    log.deed(&them, CourseVerb::DecideFollowUp);
    assert_eq!(log.course().stage, Stage::FollowUpUnderWay);
    // One that was sent before the report does not.
    let mut early = Log::until(Stage::Treatment);
    early.send(31, (&town(), &clinic()), Kind::FollowUp);
    early.send(30, (&team(), &town()), Kind::ClosingReport);
    early.read(report());
    early.deed(&them, CourseVerb::DecideFollowUp);
    assert_eq!(early.course().stage, Stage::FollowUpDecided);
}

#[test]
fn a_report_that_was_taken_back_while_somebody_signed_for_it_counts_when_they_keep_it() {
    let mut log = Log::until(Stage::ReportSent);
    log.then(report(), &device(&town(), 11), Verb::Open);
    // Neither has read of the other.
    let seen = log.acts();
    let signed = next(&log.handovers[&report()], Verb::Acknowledge);
    log.then(report(), &person(&team(), 1), Verb::Withdraw);
    assert_eq!(log.course().stage, Stage::LastSessionHeld);
    log.late(&person(&town(), 11), signed, seen);
    assert_eq!(log.course().treatment, team());
    log.then(report(), &person(&town(), 11), Verb::RefuseWithdrawal);
    let course = log.course();
    assert_eq!(course.stage, Stage::ReportAcknowledged);
    assert_eq!(course.treatment, town());
}

#[test]
fn of_two_follow_ups_one_may_fall_and_of_two_reports_one_may_be_taken_back() {
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let second = log.send(32, (&town(), &clinic()), Kind::FollowUp);
    log.then(second, &person(&town(), 1), Verb::EnterInError);
    assert_eq!(log.course().stage, Stage::FollowUpUnderWay);

    let mut log = Log::until(Stage::ReportSent);
    let second = log.send(33, (&team(), &town()), Kind::ClosingReport);
    log.then(report(), &person(&team(), 1), Verb::EnterInError);
    assert_eq!(log.course().stage, Stage::ReportSent, "the second stands");
    log.read(second);
    let course = log.course();
    assert_eq!(course.stage, Stage::ReportAcknowledged);
    assert_eq!(course.treatment, town());
}

#[test]
fn a_course_does_not_close_while_anything_in_it_is_open() {
    let them = person(&town(), 1);
    let close = |log: &mut Log| {
        log.deed(&them, CourseVerb::CloseCourse);
        log.then(id(), &person(&town(), 2), Verb::Countersign);
        log.course()
    };
    let mut log = Log::until(Stage::FollowUpUnderWay);
    // Checks are owed.
    assert_eq!(close(&mut log).stage, Stage::FollowUpUnderWay);
    log.deed(&them, CourseVerb::CheckEffect);
    log.deed(&them, CourseVerb::CheckEffect);
    // The follow-up itself has not been reported on.
    let refused = close(&mut log);
    assert_eq!(refused.stage, Stage::FollowUpUnderWay);
    assert_eq!(refused.history.last().unwrap().effect, Effect::Conflict);
    let sent = HandoverId::from_bytes([31; 16]);
    log.then(sent, &person(&clinic(), 21), Verb::ReportFollowUp);
    // What was refused stays refused, whatever is closed later.
    assert_eq!(log.course().stage, Stage::FollowUpUnderWay);
    let asked = log.send(60, (&team(), &town()), Kind::Message);
    assert_eq!(close(&mut log).stage, Stage::FollowUpUnderWay);
    log.read(asked);
    assert_eq!(close(&mut log).stage, Stage::Closed);
}

#[test]
fn a_child_that_moved_stays_with_the_old_municipality_until_the_new_one_signs() {
    for (stage, treats) in [
        (Stage::Treatment, team()),
        (Stage::ReportAcknowledged, town()),
    ] {
        let mut log = Log::until(stage);
        log.deed(&person(&town(), 1), CourseVerb::MoveChild);
        let asked = log.course();
        assert_eq!((&asked.municipality, &asked.treatment), (&town(), &treats));
        assert!(log.duties().contains(&(
            elsewhere(),
            Duty::Act(Verb::Course(CourseVerb::TakeOverChild))
        )));
        // Nobody else can take it, and nobody can close over it.
        log.deed(&person(&clinic(), 21), CourseVerb::TakeOverChild);
        assert_eq!(log.course().municipality, town());
        log.deed(&person(&elsewhere(), 31), CourseVerb::TakeOverChild);
        let moved = log.course();
        assert_eq!(moved.municipality, elsewhere());
        let now = if treats == town() {
            elsewhere()
        } else {
            team()
        };
        assert_eq!(moved.treatment, now);
        assert_eq!(moved.stage, stage);
    }
}

#[test]
fn a_municipality_that_refuses_a_child_leaves_it_where_it_was_and_another_can_be_asked() {
    let mut log = Log::until(Stage::Treatment);
    log.deed(&person(&town(), 1), CourseVerb::MoveChild);
    log.deed(&person(&town(), 1), CourseVerb::MoveChild);
    assert_eq!(
        log.handovers[&id()].history.last().unwrap().effect,
        Effect::Conflict,
        "one at a time"
    );
    log.deed(&person(&elsewhere(), 31), CourseVerb::RefuseChild);
    let course = log.course();
    assert_eq!(
        (course.municipality, course.asked_to_take_over),
        (town(), None)
    );
    log.deed(&person(&town(), 1), CourseVerb::MoveChild);
    assert!(log.course().asked_to_take_over.is_some());
}

#[test]
fn whoever_else_names_the_course_moves_nothing_in_it() {
    let strangers = clinic();
    let mut log = Log::until(Stage::VisitPlanned);
    let before = log.course();
    for (n, kind) in [
        (70, Kind::ClosingReport),
        (71, Kind::InterimReport),
        (72, Kind::FollowUp),
        (73, Kind::CaseInformation),
    ] {
        let sent = log.send_with((n, kind), (&strangers, &town()), Some(0));
        log.read(sent);
    }
    let after = log.course();
    assert_eq!(after.history, before.history);
    assert_eq!((after.reported, after.informed), (before.reported, false));

    // The team's report brings responsibility back when the municipality signs, and nobody else.
    let mut log = Log::until(Stage::LastSessionHeld);
    let sent = log.send(30, (&team(), &clinic()), Kind::ClosingReport);
    log.read(sent);
    let course = log.course();
    assert_eq!(
        (course.stage, course.treatment),
        (Stage::LastSessionHeld, team()),
        "it has come to nobody who answers for the child"
    );
    assert_eq!(log.duties()[0], (team(), Duty::Send(Kind::ClosingReport)));
}

#[test]
fn a_second_signature_counts_for_nothing_when_the_child_has_moved_in_between() {
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.deed(&person(&town(), 1), CourseVerb::MoveChild);
    log.deed_with(&person(&town(), 1), CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::Nothing.code());
    });
    log.deed(&person(&elsewhere(), 31), CourseVerb::TakeOverChild);
    log.then(id(), &person(&town(), 2), Verb::Countersign);
    let last = log.handovers[&id()].history.last().unwrap().effect;
    assert_eq!(last, Effect::Conflict);
    assert_eq!(log.course().decision, None);
}

#[test]
fn a_course_does_not_close_over_a_version_of_its_referral_that_nobody_has_read() {
    let close = |log: &mut Log| {
        log.deed(&person(&town(), 1), CourseVerb::CloseCourse);
        log.then(id(), &person(&town(), 2), Verb::Countersign);
        log.course().stage
    };
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let sent = HandoverId::from_bytes([31; 16]);
    log.then(sent, &person(&clinic(), 21), Verb::ReportFollowUp);
    log.deed(&person(&town(), 1), CourseVerb::CheckEffect);
    log.deed(&person(&town(), 1), CourseVerb::CheckEffect);
    log.then(id(), &person(&town(), 1), Verb::Correct);
    assert!(log.handovers[&id()].unread.is_some());
    assert_eq!(close(&mut log), Stage::FollowUpUnderWay);
    log.then(id(), &person(&team(), 11), Verb::Acknowledge);
    assert_eq!(close(&mut log), Stage::Closed);
}

#[test]
fn a_decision_against_any_follow_up_says_why() {
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.deed_with(&person(&town(), 1), CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::Nothing.code());
        act.sealed = None;
    });
    let referral = &log.handovers[&id()];
    assert_eq!(referral.history.last().unwrap().effect, Effect::Conflict);
    assert_eq!(referral.pending, None);
}

#[test]
fn what_does_not_fit_is_kept_and_shown() {
    let mut log = Log::until(Stage::Treatment);
    log.deed(&person(&town(), 1), CourseVerb::DecideFollowUp);
    let course = log.course();
    assert_eq!(course.stage, Stage::Treatment);
    assert_eq!(course.history.last().unwrap().effect, Effect::Conflict);
    // A stranger's act is the referral's conflict, and not the course's at all.
    log.deed(&person(&clinic(), 21), CourseVerb::BeginTreatment);
    assert_eq!(log.course().history.len(), course.history.len());
    assert_eq!(log.handovers[&id()].conflicts.len(), 1);
}

#[test]
fn a_referral_that_is_not_accepted_has_no_course() {
    let mut log = Log::accepted();
    log.handovers.remove(&id());
    log.act(
        &person(&town(), 1),
        crate::testing::first(Kind::Referral, &team()),
    );
    let referral = &log.handovers[&id()];
    assert_eq!(Course::of(referral, []), None);
    let planned = next(referral, Verb::Course(CourseVerb::PlanVisit));
    log.act(&person(&team(), 11), planned);
    assert_eq!(log.handovers[&id()].deeds, []);
}

#[test]
fn deciding_that_nothing_follows_and_closing_are_signed_twice_each() {
    let (them, leader) = (person(&town(), 1), person(&town(), 2));
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.deed_with(&them, CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::Nothing.code());
    });
    log.then(id(), &leader, Verb::Countersign);
    assert_eq!(log.course().stage, Stage::FollowUpDecided);
    assert!(log.course().may_close(), "{:?}", log.course());
    log.deed(&them, CourseVerb::CloseCourse);
    log.then(id(), &leader, Verb::Countersign);
    assert_eq!(log.course().stage, Stage::Closed, "{:?}", log.course());
}
