//! What must hold after every event, one check for each promise.

use std::collections::{BTreeMap, BTreeSet};

use stafet_client::store::{ActRow, Store as _};
use stafet_shared::{id::ActId, log::Mailbox};

use super::{Outcome, World, people};
use crate::{
    deployment::office_id,
    ledger::{self, Ledger},
    platform::Platform,
};

impl World {
    /// Checks everything that holds at every moment.
    pub(super) async fn check(&mut self) {
        let log = self.positions().await;
        let mut kept = BTreeMap::new();
        for label in self.labels() {
            let rows = self.rows(&label).await;
            self.g2_what_is_shown_as_deposited_is_in_the_log(&label, &rows, &log);
            kept.insert(
                label,
                rows.into_iter().map(|row| row.id).collect::<BTreeSet<_>>(),
            );
        }
        self.i3_i6_nothing_promised_is_lost(&log, &kept);
    }

    /// G2: a receipt that a device holds is for an act that stands in the log, where it says.
    fn g2_what_is_shown_as_deposited_is_in_the_log(
        &mut self,
        label: &str,
        rows: &[ActRow],
        log: &BTreeMap<ActId, u64>,
    ) {
        for row in rows {
            if let Some(index) = row.index {
                assert_eq!(
                    log.get(&row.id),
                    Some(&index),
                    "G2: {label} shows {} as deposited, and the log does not have it there",
                    row.id
                );
                self.shown.insert(row.id);
            }
        }
        for act in &self.shown {
            assert!(
                log.contains_key(act),
                "G2: {act} was shown as deposited and is gone"
            );
        }
    }

    /// I6 and I3: what a command has called saved stays on the device that made it, in the log
    /// or not: no run lasts until it may be thrown away, and nothing here throws anything away.
    fn i3_i6_nothing_promised_is_lost(
        &self,
        log: &BTreeMap<ActId, u64>,
        kept: &BTreeMap<String, BTreeSet<ActId>>,
    ) {
        for (act, label) in &self.promised {
            let kept = kept.get(label).is_some_and(|kept| kept.contains(act));
            let there = log.contains_key(act);
            assert!(
                kept,
                "I6: {label} was told that {act} is saved, and it is gone (log: {there})"
            );
        }
    }

    /// I3: the body of every envelope that was sent is still with its sender.
    async fn i3_the_sender_keeps_the_envelope(&self, ledger: &Ledger) {
        for handover in ledger.handovers.values() {
            let Some(label) = self.promised.get(&handover.envelope_act) else {
                continue;
            };
            let disk = self.deployment.platform().client_disk(label);
            let body = disk
                .body(handover.envelope_act)
                .await
                .expect("the model reads");
            assert!(
                body.is_some(),
                "I3: {label} has lost the envelope of {}",
                handover.id
            );
        }
    }

    /// I5, I10 and the liveness of a mended world: everything promised is in the log exactly
    /// once, and everybody sees the same.
    pub(super) async fn agree(&mut self) -> Outcome {
        self.check().await;
        let ledger = self.deployment.ledger().await;
        self.i3_the_sender_keeps_the_envelope(&ledger).await;
        for (act, label) in &self.promised {
            let refused = self
                .rows(label)
                .await
                .iter()
                .any(|row| row.id == *act && row.refused.is_some());
            assert!(
                ledger.acts.contains_key(act) || refused,
                "{act} of {label} has not come through although everything is mended"
            );
        }
        for handover in ledger.handovers.values() {
            let acts: BTreeSet<ActId> = handover.history.iter().map(|event| event.act).collect();
            assert_eq!(
                acts.len(),
                handover.history.len(),
                "I10: an act counts twice"
            );
        }
        for person in &self.people {
            let office = self.deployment.open(&person.label).await;
            assert_eq!(
                office.alarms().count(),
                0,
                "{}: {:?}",
                person.label,
                office.alarms().collect::<Vec<_>>()
            );
            for handover in ledger.handovers.values() {
                if handover.from == person.office || handover.to == person.office {
                    assert_eq!(
                        office.handover(handover.id),
                        Some(handover),
                        "I5: {} sees another state than the log",
                        person.label
                    );
                }
            }
            let seen = office.handovers().filter(|it| it.unconfirmed == 0).count();
            let there = ledger
                .handovers
                .values()
                .filter(|it| it.from == person.office || it.to == person.office)
                .count();
            assert_eq!(
                seen, there,
                "I10: {} sees as many handovers as there are",
                person.label
            );
        }
        Outcome {
            trace: self.deployment.platform().fabric().trace(),
            acts: ledger.size,
            handovers: ledger.handovers.len(),
        }
    }

    async fn positions(&self) -> BTreeMap<ActId, u64> {
        let store = self.deployment.platform().server_store().await;
        let mailboxes = [people::SENDER, people::TEAM, people::FAR]
            .map(|office| Mailbox::Office(office_id(office)))
            .into_iter()
            .chain([Mailbox::Directory]);
        ledger::positions(&store, mailboxes).await
    }

    async fn rows(&self, label: &str) -> Vec<ActRow> {
        let disk = self.deployment.platform().client_disk(label);
        disk.load().await.expect("the model reads").acts
    }

    fn labels(&self) -> Vec<String> {
        self.people
            .iter()
            .map(|person| person.label.clone())
            .collect()
    }
}
