//! What the log says, read on as it grows: every handover folded by the pure core alone, once with
//! the acts of the watch and once without.

use std::collections::BTreeMap;

use stafet_server::store::{Store, Which};
use stafet_shared::{
    course::Course,
    handover::Handover,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox},
    obligation::{self, Obligation},
    party::directory::Directory,
    sign::VerifyingKey,
    time::Timestamp,
    words::Verb,
};

use super::{
    lens::{Lens, Misrule},
    promises::Reading,
};
use crate::ledger;

/// The log, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Truth {
    directory: Option<Directory>,
    statements: Option<Cursor>,
    told: BTreeMap<HandoverId, Told>,
    /// Every handover.
    pub(super) handovers: BTreeMap<HandoverId, Handover>,
    /// What promises look through.
    pub(super) lens: Lens,
    reading: Reading,
}

/// One handover without what the watch has said about it.
#[derive(Debug)]
struct Told {
    read: Vec<ActId>,
    unwatched: Handover,
}

impl Truth {
    /// Nothing read yet, to be looked at with a rule that is broken.
    pub(super) fn through(broken: Option<Misrule>) -> Self {
        Self {
            lens: Lens::through(broken),
            ..Self::default()
        }
    }

    /// Reads on. What the log no longer has, another invariant complains about; it is read anew.
    pub(super) async fn read(&mut self, store: &impl Store, root: &VerifyingKey) {
        let statements = store.cursor(&Mailbox::Directory).await;
        let statements = Some(statements.expect("the cursor opens"));
        if self.statements != statements {
            self.directory = Some(ledger::read_directory(store, root, &mut BTreeMap::new()).await);
            self.statements = statements;
        }
        let directory = self.directory.as_ref().expect("it was read just now");
        for row in store.handovers(Which::All).await.expect("the list opens") {
            let acts = store.acts_of(row.id).await.expect("the acts open");
            let ids: Vec<ActId> = acts.iter().map(|act| act.id).collect();
            let told = self.told.remove(&row.id);
            let told = told.filter(|told| ids.starts_with(&told.read));
            let mut whole = self.handovers.remove(&row.id);
            whole = whole.filter(|_| told.is_some());
            let known = told.as_ref().map_or(0, |told| told.read.len());
            let mut unwatched = told.map(|told| told.unwatched);
            for act in acts.iter().skip(known) {
                let (act, position) = ledger::placed(directory, act);
                let public = act.public();
                let about = public.handover().expect("an act on a handover");
                let says = (public, about, position);
                self.reading.look(self.lens, whole.as_ref(), says);
                whole = Handover::fold(whole, public, act.hash(), Some(position));
                if !matches!(about.verb, Verb::Watch(_)) {
                    unwatched = Handover::fold(unwatched, public, act.hash(), Some(position));
                }
            }
            let (whole, unwatched) = whole.zip(unwatched).expect("an envelope begins it");
            self.handovers.insert(row.id, whole);
            let read = ids;
            self.told.insert(row.id, Told { read, unwatched });
        }
    }

    /// Who exists.
    pub(super) fn directory(&self) -> &Directory {
        self.directory.as_ref().expect("the log was read")
    }

    /// The course that a handover has opened.
    pub(super) fn course(&self, handover: &Handover) -> Option<Course> {
        Course::of(handover, self.handovers.values())
    }

    /// Everything that is owed about a handover and the course that it has opened.
    pub(super) fn owed(&self, handover: &Handover) -> Vec<Obligation> {
        let course = self.course(handover);
        obligation::all(handover, course.as_ref(), self.directory())
    }

    /// The same, as promises see it.
    pub(super) fn seen(&self, handover: &Handover) -> Vec<Obligation> {
        self.lens.owed(handover, self.owed(handover))
    }

    /// Every handover beside itself without the acts of the watch.
    pub(super) fn without_the_watch(&self) -> impl Iterator<Item = (&Handover, &Handover)> {
        let handovers = self.handovers.values();
        handovers.filter_map(|whole| Some((whole, &self.told.get(&whole.id)?.unwatched)))
    }

    /// When the newest act was deposited until `until` that can have changed what is owed about a
    /// handover: one about itself or about its course, and not of the watch.
    pub(super) fn changed(&self, id: HandoverId, until: Timestamp) -> Option<Timestamp> {
        let family = self.told.values().map(|told| &told.unwatched);
        family
            .filter(|it| it.id == id || it.course == Some(id))
            .flat_map(|it| &it.history)
            .filter_map(|event| event.position.map(|it| it.deposited))
            .filter(|at| *at <= until)
            .max()
    }
}
