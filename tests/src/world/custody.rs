//! I2, I8 for custody, and that no path loses the child: looked at in every profile, after every
//! event.

use stafet_shared::{
    course::{Course, Done},
    handover::{Effect, Handover, table::kind_row},
    id::ActId,
    obligation::{self, Rules},
    words::{Ending, Stage, State, Verb},
};

use super::World;

impl World {
    /// Checks each handover that somebody sees.
    pub(super) fn no_path_loses_the_child(&mut self) {
        for (label, office) in &self.readers {
            let Some(directory) = office.reader().directory() else {
                continue;
            };
            for handover in office.reader().handovers() {
                somebody_has_the_ball(label, handover, directory);
                custody_lies_with_who_sent_or_signed(label, handover);
                an_end_says_what_became_of_the_matter(label, handover);
                if let Some(course) = Course::of(handover, office.reader().handovers()) {
                    somebody_treats_and_owes(label, &course, directory);
                }
            }
        }
    }

    /// I2: what the acts say is all there is; nothing changes by time alone.
    pub(super) fn i2_time_alone_moves_nothing(&mut self) {
        for (label, office) in &self.readers {
            for handover in office.reader().handovers().filter(|it| it.unconfirmed == 0) {
                let acts: Vec<ActId> = handover.history.iter().map(|event| event.act).collect();
                let first = self
                    .standings
                    .entry((handover.id, acts))
                    .or_insert_with(|| handover.clone());
                assert_eq!(
                    first, handover,
                    "I2: {label} sees {} change without an act",
                    handover.id
                );
            }
        }
    }
}

/// I1 at run time: one owner with a duty and a clock, until the matter has ended.
fn somebody_has_the_ball(label: &str, handover: &Handover, rules: &impl Rules) {
    let id = handover.id;
    let owed = obligation::obligations(handover, rules);
    match obligation::owner(handover) {
        Some(owner) => {
            let held = owed.iter().any(|one| one.owner == *owner);
            assert!(held, "I1: {label}: nobody owes anything about {id}");
            assert!(
                handover.concerns(owner),
                "{label}: {owner} does not hear of {id}"
            );
        }
        None => assert_eq!(
            handover.state,
            State::Closed,
            "I1: {label}: {id} has no owner"
        ),
    }
    for one in &owed {
        assert!(
            handover.concerns(&one.owner),
            "{label}: {} owes something about {id} and does not hear of it",
            one.owner
        );
    }
}

/// I1 and I8 for a course: one owner with a duty and a clock until it is closed, and one office
/// that treats, at every act.
fn somebody_treats_and_owes(label: &str, course: &Course, rules: &impl Rules) {
    let id = course.id;
    let owed = obligation::course::obligations(course, rules);
    let closed = course.stage == Stage::Closed;
    assert_eq!(course.owner().is_none(), closed, "I1: {label}: course {id}");
    // While a report is on its way, its receipt is owed about the report.
    let waits = course.stage == Stage::ReportSent;
    if let Some(owner) = course.owner().filter(|_| !waits) {
        let held = owed.iter().any(|one| one.owner == *owner);
        assert!(held, "I1: {label}: nobody owes anything about course {id}");
    }
    let read = |done: &Done| done.stage >= Stage::ReportAcknowledged;
    for done in &course.history {
        let with_the_team = done.treatment == course.team;
        assert_eq!(with_the_team, !read(done), "I8: {label}: course {id}");
    }
}

/// I8: custody has one holder, and nobody has it who has not signed.
fn custody_lies_with_who_sent_or_signed(label: &str, handover: &Handover) {
    let signs = |verb| {
        matches!(
            verb,
            Verb::Acknowledge | Verb::Accept | Verb::Decline | Verb::Settle
        )
    };
    let signed = handover.history.iter().any(|event| {
        event.author.office == handover.custodian
            && signs(event.verb)
            && event.effect != Effect::Conflict
    });
    assert!(
        handover.custodian == handover.from || signed,
        "I8: {label}: {} has custody of {} and never signed for it",
        handover.custodian,
        handover.id
    );
}

/// A child's matter ends with a decision, a plan or a new handover, and never in silence.
fn an_end_says_what_became_of_the_matter(label: &str, handover: &Handover) {
    let ends = handover.state == State::Closed;
    assert_eq!(handover.ending.is_some(), ends, "{label}: {}", handover.id);
    let merely_received = handover.ending == Some(Ending::Received);
    assert!(
        !(kind_row(handover.kind).is_matter && merely_received),
        "{label}: {} ended by being received",
        handover.id
    );
}
