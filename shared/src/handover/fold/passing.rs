//! What outlasts an end: a plan with a day, and papers of the child's file that follow the child.

use super::Step;
use crate::handover::{
    Envelope, Handover, Passed, Promise, Saying,
    table::{Next, Transition},
};

impl Handover {
    /// Ends with a plan; if it names a day, somebody tells then what became of it.
    pub(super) fn promise_by(&mut self, says: &Saying, step: &Step<'_>) {
        self.promise = says.day.map(|day| Promise {
            day,
            since: step.at(),
        });
    }

    /// A paper of the child's file goes on to whoever answers for the child: as its next leg while
    /// nobody has signed for it, and to be read there too otherwise. It stays in the same custody.
    pub(super) fn pass_on(&mut self, row: &Transition, step: &Step<'_>, says: &Saying) {
        let Some(envelope) = &says.envelope else {
            return;
        };
        if row.to == Next::Stay {
            let passed = Passed {
                act: envelope.act,
                envelope: envelope.hash,
                at: step.at(),
                opened: None,
            };
            self.passed.insert(envelope.to.clone(), passed);
            return;
        }
        let (leg, version, _) = envelope.numbers;
        let next_leg = Envelope {
            numbers: (leg.saturating_add(1), version, 1),
            ..(**envelope).clone()
        };
        self.go_to(&next_leg, step);
        self.redirected_by = None;
    }

    /// A device of an office that it was passed on to has opened it.
    pub(super) fn open_passed(&mut self, step: &Step<'_>) {
        let office = &step.public.author.office;
        if let Some(passed) = self.passed.get_mut(office) {
            passed.opened = Some(step.at());
        }
    }
}
