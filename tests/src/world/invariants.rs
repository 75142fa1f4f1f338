//! What must hold after every event, one check for each promise.

use std::collections::{BTreeMap, BTreeSet};

use stafet_client::{
    office::Office,
    store::{ActRow, Store as _},
};
use stafet_server::store::Log as _;
use stafet_shared::{
    handover::Handover,
    id::{ActId, HandoverId},
    log::Mailbox,
    obligation,
};

use super::{
    Outcome, World,
    administrators::WATCH_OFFICE,
    people::{self, Person},
};
use crate::{
    deployment::office_id,
    ledger::{self, Ledger},
    platform::Platform,
};

impl World {
    /// Checks everything that holds at every moment.
    pub(super) async fn check(&mut self) {
        let log = self.i10_every_act_counts_once().await;
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
        self.i5_who_knows_the_same_sees_the_same().await;
        self.i2_time_alone_moves_nothing();
        self.no_path_loses_the_child();
        self.what_is_owed_is_listed_and_told().await;
        self.whoever_is_late_hears_of_it().await;
    }

    /// I10: every leaf of the log is another act, and stands in its mailboxes without a gap.
    async fn i10_every_act_counts_once(&self) -> BTreeMap<ActId, u64> {
        let store = self.deployment.platform().server_store().await;
        let mailboxes = people::OFFICES
            .into_iter()
            .chain([WATCH_OFFICE])
            .map(|office| Mailbox::Office(office_id(office)))
            .chain([Mailbox::Directory]);
        let log = ledger::positions(&store, mailboxes).await;
        let leaves = store.tree().await.expect("the model reads").size();
        let indices: BTreeSet<u64> = log.values().copied().collect();
        assert_eq!(
            u64::try_from(log.len()),
            Ok(leaves),
            "I10: as many acts as leaves"
        );
        assert_eq!(indices.len(), log.len(), "I10: two acts stand in one place");
        log
    }

    /// I5: two devices that have the same acts of a handover show the same, in whatever order
    /// the acts have reached them.
    async fn i5_who_knows_the_same_sees_the_same(&mut self) {
        let mut shown: BTreeMap<(HandoverId, BTreeSet<ActId>), (String, Handover)> =
            BTreeMap::new();
        for (label, office) in &mut self.readers {
            office.refresh().await.expect("the model reads");
            for handover in office.reader().handovers().filter(|it| it.unconfirmed == 0) {
                let acts: BTreeSet<ActId> =
                    handover.history.iter().map(|event| event.act).collect();
                assert_eq!(
                    acts.len(),
                    handover.history.len(),
                    "I10: {label} counts an act twice"
                );
                let (first, seen) = shown
                    .entry((handover.id, acts))
                    .or_insert_with(|| (label.clone(), handover.clone()));
                assert_eq!(
                    seen, handover,
                    "I5: {first} and {label} see {} differently",
                    handover.id
                );
            }
        }
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

    /// I3: the body of every envelope that was sent is still with its sender, unless that has given
    /// its word that its copies of what the envelope follows are destroyed.
    async fn i3_the_sender_keeps_the_envelope(&self, ledger: &Ledger) {
        for handover in ledger.handovers.values() {
            let Some(label) = self.promised.get(&handover.envelope_act) else {
                continue;
            };
            let reader = self.readers.get(label).map(Office::reader);
            if reader.is_some_and(|reader| reader.has_destroyed(handover)) {
                continue;
            }
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

    /// Liveness and I5 in a mended world: everything promised has come through, and everybody
    /// sees what the log says.
    pub(super) async fn agree(&mut self) -> Outcome {
        self.check().await;
        self.the_newest_round_is_in_every_list().await;
        let ledger = self.deployment.ledger().await;
        self.i3_the_sender_keeps_the_envelope(&ledger).await;
        self.everything_promised_has_come_through(&ledger).await;
        every_attachment_has_come(&ledger);
        for person in self.people.clone() {
            self.i5_everybody_sees_what_the_log_says(&person, &ledger);
        }
        Outcome {
            trace: self.deployment.platform().fabric().trace(),
            acts: ledger.size,
            handovers: ledger.handovers.len(),
            lags: std::mem::take(&mut self.lags),
            letters: (self.letters.delivered, self.letters.failed),
        }
    }

    async fn everything_promised_has_come_through(&self, ledger: &Ledger) {
        for (act, label) in &self.promised {
            let rows = self.rows(label).await;
            let refused = rows
                .iter()
                .any(|row| row.id == *act && row.refused.is_some());
            assert!(
                ledger.acts.contains_key(act) || refused,
                "{act} of {label} has not come through although everything is mended"
            );
        }
    }

    fn i5_everybody_sees_what_the_log_says(&self, person: &Person, ledger: &Ledger) {
        let office = self.readers.get(&person.label).expect("everybody is read");
        let alarms: Vec<_> = office.reader().breaches().collect();
        assert!(alarms.is_empty(), "{}: {alarms:?}", person.label);
        let theirs = |it: &&Handover| it.concerns(&person.office);
        for handover in ledger.handovers.values().filter(theirs) {
            let seen = office.reader().handover(handover.id);
            assert_eq!(
                seen,
                Some(handover),
                "I5: {} sees another state",
                person.label
            );
        }
        let there = ledger.handovers.values().filter(theirs).count();
        let seen = office.reader().handovers().filter(|it| it.unconfirmed == 0);
        let seen = seen.filter(theirs).count();
        assert_eq!(
            seen, there,
            "I10: {} sees as many handovers as there are",
            person.label
        );
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

/// In a mended world no attachment is missing that is still wanted where its text has come.
fn every_attachment_has_come(ledger: &Ledger) {
    for handover in ledger.handovers.values() {
        let missing = obligation::attachments_missing(handover);
        assert!(
            missing.is_none(),
            "an attachment of {} has not come: {:?}",
            handover.id,
            handover.state
        );
    }
}
