//! Stories in which a child would fall between chairs, as far as a course settles them: each is
//! named after its number in `docs/stories.md`.

use super::{Log, ZERO, id};
use crate::{
    act::{HandoverAct, SealedRef},
    handover::{Effect, table::course::LEADER_DAYS_AHEAD},
    hash::Hash,
    id::HandoverId,
    obligation::{Obligation, all, obligations},
    testing::{at, clinic, device, next, person, team, town},
    words::{Check, CourseVerb, Duty, FollowUpDecision, Kind, Stage, Verb},
};

fn report() -> HandoverId {
    HandoverId::from_bytes([30; 16])
}

#[test]
fn a2_a_report_to_a_wrong_office_is_owed_and_no_interim_report_counts_there() {
    let mut log = Log::until(Stage::LastSessionHeld);
    let sent = log.send(40, (&team(), &town()), Kind::ClosingReport);
    assert_eq!(log.course().stage, Stage::ReportSent);
    log.then(sent, &device(&town(), 11), Verb::Open);
    log.then(sent, &person(&town(), 11), Verb::WrongRecipient);
    assert_eq!(log.course().stage, Stage::LastSessionHeld);
    assert_eq!(log.duties()[0], (team(), Duty::Send(Kind::ClosingReport)));

    let mut log = Log::until(Stage::Treatment);
    let before = log.course().reported;
    log.send(41, (&team(), &clinic()), Kind::InterimReport);
    assert_eq!(log.course().reported, before);
    log.send(42, (&team(), &town()), Kind::InterimReport);
    assert!(log.course().reported > before);
}

#[test]
fn a3_a_corrected_report_that_is_read_after_the_decision_has_it_decided_anew() {
    let (them, leader) = (person(&town(), 1), person(&town(), 2));
    let mut log = Log::until(Stage::ReportAcknowledged);
    log.deed_with(&them, CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::Nothing.code());
    });
    log.then(id(), &leader, Verb::Countersign);
    assert!(log.course().may_close());
    log.then(report(), &person(&team(), 1), Verb::Correct);
    let owed = obligations(&log.handovers[&report()], &*ZERO);
    assert_eq!((&owed[0].owner, owed[0].duty), (&town(), Duty::ReadVersion));
    log.then(report(), &person(&town(), 11), Verb::Acknowledge);
    let course = log.course();
    assert_eq!(course.stage, Stage::ReportAcknowledged);
    assert_eq!(course.decision, None);
    assert!(!course.may_close());
    log.deed(&them, CourseVerb::DecideFollowUp);
    assert_eq!(log.course().stage, Stage::FollowUpDecided);
}

#[test]
fn a8_two_colleagues_sign_the_same_check_and_it_counts_once() {
    let (one, other) = (person(&town(), 1), person(&town(), 3));
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let check = log.deed_act(CourseVerb::CheckEffect);
    log.act(&one, check.clone());
    log.act(&other, check);
    assert_eq!(
        log.course().checks,
        [Check::Yes],
        "the second is still asked"
    );
    let last = log.course().history.last().unwrap().effect;
    assert_eq!(last, Effect::Fact);
}

#[test]
fn a8_a_stale_no_after_a_new_decision_undoes_nothing_and_is_its_offices_to_look_at() {
    let them = person(&town(), 1);
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let no = HandoverAct {
        outcome: Some(Check::No.numbered(1)),
        ..log.deed_act(CourseVerb::CheckEffect)
    };
    log.act(&them, no.clone());
    log.deed(&them, CourseVerb::DecideFollowUp);
    assert_eq!(log.course().stage, Stage::FollowUpDecided);
    log.act(&person(&town(), 3), no.clone());
    let course = log.course();
    assert_eq!(course.stage, Stage::FollowUpDecided);
    assert!(course.decision.is_some());
    // The colleague meant the same as the one before: a fact. Other words contradict.
    let mut other = no;
    other.sealed = other.sealed.map(|sealed| SealedRef {
        commitment: Hash::of(b"other words"),
        ..sealed
    });
    log.act(&person(&town(), 3), other);
    let referral = &log.handovers[&id()];
    let owed = all(referral, Some(&log.course()), &*ZERO);
    let looks = |owed: &[Obligation]| {
        let owed = owed.iter().filter(|one| one.duty == Duty::Act(Verb::Look));
        owed.map(|one| one.owner.clone()).collect::<Vec<_>>()
    };
    assert_eq!(looks(&owed), [town()]);
    let newest = log.course().contradictions.last().unwrap().hash;
    let look = HandoverAct {
        about: Some(newest),
        ..next(&log.handovers[&id()], Verb::Look)
    };
    log.act(&them, look);
    let referral = &log.handovers[&id()];
    let owed = all(referral, Some(&log.course()), &*ZERO);
    assert_eq!(looks(&owed), []);
}

#[test]
fn a9_a_family_centre_that_did_not_reach_the_child_has_it_decided_anew() {
    let mut log = Log::until(Stage::FollowUpUnderWay);
    let follow_up = HandoverId::from_bytes([31; 16]);
    let not_reached = HandoverAct {
        outcome: Some(Check::No.code()),
        ..next(&log.handovers[&follow_up], Verb::ReportFollowUp)
    };
    log.act(&person(&clinic(), 21), not_reached);
    assert_eq!(log.course().stage, Stage::ReportAcknowledged);
    let owed = obligations(&log.handovers[&follow_up], &*ZERO);
    let [owed] = owed.as_slice() else {
        panic!("{owed:?}");
    };
    let read = Duty::Act(Verb::ReadDecline);
    assert_eq!((&owed.owner, owed.duty), (&town(), read), "R7 is read");
    log.then(follow_up, &person(&town(), 1), Verb::ReadDecline);
    assert_eq!(obligations(&log.handovers[&follow_up], &*ZERO), []);
}

#[test]
fn a10_a_withdrawal_that_crosses_an_acceptance_is_a_question_to_the_team() {
    let mut log = Log::opened();
    let seen = log.acts();
    let back = next(&log.handovers[&id()], Verb::Withdraw);
    log.then(id(), &person(&team(), 11), Verb::Accept);
    log.late(&person(&town(), 1), back, seen);
    let referral = &log.handovers[&id()];
    assert_eq!(referral.history.last().unwrap().effect, Effect::Fact);
    let owed = all(referral, Some(&log.course()), &*ZERO);
    let answer = Duty::Act(Verb::ConfirmWithdrawal);
    let asked = owed.iter().find(|one| one.duty == answer);
    assert_eq!(asked.map(|one| &one.owner), Some(&team()));
    let mut refused = log.clone();
    refused.then(id(), &person(&team(), 11), Verb::RefuseWithdrawal);
    assert_eq!(refused.course().stage, Stage::Waiting);
    assert_eq!(refused.handovers[&id()].wish, None);
    log.then(id(), &person(&team(), 11), Verb::ConfirmWithdrawal);
    assert_eq!(log.course().stage, Stage::Interrupted);
    assert_eq!(log.duties(), [(team(), Duty::Send(Kind::ClosingReport))]);
}

#[test]
fn a13_settling_for_a_decline_once_the_child_is_treated_interrupts_the_course() {
    let mut log = Log::opened();
    let seen = log.acts();
    let decline = next(&log.handovers[&id()], Verb::Decline);
    log.then(id(), &person(&team(), 11), Verb::Accept);
    log.late(&person(&team(), 12), decline, seen);
    log.deed(&person(&team(), 11), CourseVerb::BeginTreatment);
    // A leader of another office of the organisation settles it, since this one has none.
    log.then(id(), &person(&clinic(), 22), Verb::Settle);
    let referral = &log.handovers[&id()];
    assert_eq!(referral.dispute, None);
    assert_eq!(
        log.course().stage,
        Stage::Interrupted,
        "and does not vanish"
    );
    assert_eq!(log.duties(), [(team(), Duty::Send(Kind::ClosingReport))]);
}

#[test]
fn c5_a_decision_is_changed_until_something_of_it_is_handed_on() {
    let them = person(&town(), 1);
    let mut log = Log::until(Stage::FollowUpDecided);
    let stale = log.deed_act(CourseVerb::DecideFollowUp);
    log.deed_with(&them, CourseVerb::DecideFollowUp, |act| {
        act.outcome = Some(FollowUpDecision::BackToTeam.code());
    });
    let decision = |log: &Log| log.course().decision.map(|(decision, _)| decision);
    assert_eq!(decision(&log), Some(FollowUpDecision::BackToTeam));
    let other = HandoverAct {
        outcome: Some(FollowUpDecision::HealthService.code()),
        ..stale
    };
    log.act(&person(&town(), 3), other);
    assert_eq!(decision(&log), Some(FollowUpDecision::BackToTeam), "stale");
}

#[test]
fn g2_nobody_learns_of_a_visit_and_is_late_with_it_at_once() {
    let mut log = Log::accepted();
    log.deed_with(&person(&team(), 11), CourseVerb::PlanVisit, |act| {
        // In two days; the case information is due fifteen working days before.
        act.asserted_day = Some(20_761);
    });
    let planned = log.course().since;
    let owed = log.owed();
    let informs = Duty::Send(Kind::CaseInformation);
    let owed = owed.iter().find(|one| one.duty == informs).unwrap();
    assert_eq!(owed.since, planned);
    assert_eq!(owed.due, at("2026-11-05T18:00:00Z"), "three working days");
}

#[test]
fn c2_what_was_sent_before_the_acceptance_belongs_to_the_course() {
    let mut log = Log::referred();
    let ends = (&town(), &team());
    let informs = log.send_with((40, Kind::CaseInformation), ends, Some(0));
    let message = log.send_with((41, Kind::Message), ends, None);
    log.then(id(), &device(&team(), 11), Verb::Open);
    log.then(id(), &person(&team(), 11), Verb::Accept);
    let course = log.course();
    assert!(course.informed, "and it is not owed again");
    assert!(course.open.contains(&informs) && course.open.contains(&message));
    log.read(informs);
    assert!(!log.course().open.contains(&informs));
    assert!(log.course().open.contains(&message), "it holds the closing");
}

#[test]
fn a7_a_leader_signs_for_a_visit_beyond_half_a_year() {
    let them = person(&team(), 11);
    for (ahead, waits) in [(LEADER_DAYS_AHEAD, false), (LEADER_DAYS_AHEAD + 1, true)] {
        let mut log = Log::accepted();
        log.deed_with(&them, CourseVerb::PlanVisit, |act| {
            // From 2026-11-02 on.
            act.asserted_day = Some(20_759 + ahead);
        });
        let waiting = log.handovers[&id()].pending.is_some();
        assert_eq!(waiting, waits, "{ahead}");
        assert_eq!(log.course().stage == Stage::Waiting, waits, "{ahead}");
    }
}
