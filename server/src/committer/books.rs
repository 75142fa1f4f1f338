//! What the committer remembers of the log: a cache that may be forgotten at any time.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
    sync::Arc,
};

use stafet_shared::{
    access::files::Files,
    act::Act,
    audience::Audience,
    handover::Handover,
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox, tree::Tree},
    words::{Ending, Kind, State},
};

use crate::{
    decide::{Known, View},
    live::Published,
    log::{self, Founded, OpenError, Register},
    store::{Log, StoreError},
};

/// The most handovers that are kept folded.
const HANDOVERS_KEPT_MAX: usize = 1_024;
/// The most mailboxes whose newest entry is kept.
const CURSORS_KEPT_MAX: usize = 4_096;
/// The log, as the committer knows it.
#[derive(Debug)]
pub(crate) struct Books<S> {
    pub(super) store: Arc<S>,
    pub(super) tree: Tree,
    directory: Register,
    handovers: BTreeMap<HandoverId, Handover>,
    cursors: BTreeMap<Mailbox, Cursor>,
    /// How often something was committed.
    commits: u64,
}

impl<S: Log> Books<S> {
    pub(super) async fn open(store: Arc<S>, genesis: &Founded) -> Result<Self, OpenError> {
        let tree = store.tree().await?;
        let register = log::read_directory(&*store, genesis).await?;
        Ok(Self {
            store,
            tree,
            directory: register,
            handovers: BTreeMap::new(),
            cursors: BTreeMap::new(),
            commits: 0,
        })
    }

    pub(super) fn standing(&self) -> Published {
        Published {
            directory: Arc::clone(&self.directory.directory),
            approvals: Arc::clone(&self.directory.approvals),
            size: self.tree.size(),
            root: self.tree.root(),
            commits: self.commits,
        }
    }

    /// Forgets everything but the directory, which only grows, and reads how far the log goes.
    pub(super) async fn read_again(&mut self) -> Result<(), StoreError> {
        self.handovers.clear();
        self.cursors.clear();
        // The size first: what is read after it is at least as new, and a commit that expects
        // this size fails if anything was added in between.
        self.tree = self.store.tree().await?;
        self.directory.catch_up(&*self.store).await
    }

    /// What the log says about everything that a batch touches.
    pub(super) async fn view(&self, acts: &[&Act]) -> Result<View, StoreError> {
        let mut view = View {
            directory: Arc::clone(&self.directory.directory),
            tree: self.tree.clone(),
            known: BTreeMap::new(),
            cursors: BTreeMap::new(),
            handovers: BTreeMap::new(),
            files: self.files_of(acts).await?,
        };
        let ids: Vec<ActId> = acts.iter().map(|act| act.id()).collect();
        let (known, handovers) = tokio::join!(self.store.acts(&ids), self.handovers_of(acts));
        for row in known? {
            let receipt = log::receipt(&row)?;
            let known = Known {
                hash: row.hash,
                receipt,
            };
            view.known.insert(row.id, known);
        }
        view.handovers = self.with_their_courses(handovers?, acts).await?;
        for act in acts {
            let before = act
                .public()
                .handover()
                .and_then(|about| view.handovers.get(&about.handover));
            let course = before
                .and_then(|it| it.course)
                .or_else(|| begins_in(act))
                .and_then(|id| view.handovers.get(&id));
            let audience = Audience {
                directory: &view.directory,
                act: act.public(),
                before,
                after: None,
                course,
            };
            for mailbox in audience.reach() {
                let cursor = match self.cursors.get(&mailbox) {
                    Some(cursor) => *cursor,
                    None => self.store.cursor(&mailbox).await?,
                };
                view.cursors.insert(mailbox, cursor);
            }
        }
        Ok(view)
    }

    /// Remembers what was committed.
    pub(super) fn keep(&mut self, view: View, acts: &[&Act]) {
        let seq = view.cursors.get(&Mailbox::Directory);
        self.directory.seq = seq.map_or(self.directory.seq, |cursor| cursor.seq);
        for act in acts {
            // Only what was taken in counts: the view knows it.
            let known = view.known.get(&act.id());
            if known.is_some_and(|known| known.hash == act.hash()) {
                self.directory.note(act);
            }
        }
        self.directory.directory = view.directory;
        self.tree = view.tree;
        self.commits = self.commits.saturating_add(1);
        self.handovers.extend(view.handovers);
        self.cursors.extend(view.cursors);
        shrink(&mut self.handovers, HANDOVERS_KEPT_MAX);
        shrink(&mut self.cursors, CURSORS_KEPT_MAX);
    }

    /// The handovers that a batch names, as far as they have begun.
    async fn handovers_of(
        &self,
        acts: &[&Act],
    ) -> Result<BTreeMap<HandoverId, Handover>, StoreError> {
        let about = acts.iter().filter_map(|act| act.public().handover());
        let named: BTreeSet<HandoverId> = about
            .flat_map(|about| iter::once(about.handover).chain(about.names()))
            .collect();
        let kept = |id: &HandoverId| Some((*id, self.handovers.get(id)?.clone()));
        let mut handovers: BTreeMap<_, _> = named.iter().filter_map(kept).collect();
        let unread: Vec<HandoverId> = named
            .into_iter()
            .filter(|id| !handovers.contains_key(id))
            .collect();
        // Most of them begin with this batch, and are nowhere yet.
        for id in self.store.known(&unread).await? {
            if let Some(handover) = self.read_handover(id).await? {
                handovers.insert(id, handover);
            }
        }
        Ok(handovers)
    }

    /// The same handovers, the referrals whose courses they belong to, and all others of these
    /// courses.
    async fn with_their_courses(
        &self,
        mut handovers: BTreeMap<HandoverId, Handover>,
        acts: &[&Act],
    ) -> Result<BTreeMap<HandoverId, Handover>, StoreError> {
        let begun = acts.iter().filter_map(|act| begins_in(act));
        let referrals = handovers.values().filter(|it| has_course(it));
        let courses: BTreeSet<HandoverId> = handovers
            .values()
            .filter_map(|it| it.course)
            .chain(referrals.map(|it| it.id))
            .chain(begun)
            .collect();
        for course in courses {
            let mut wanted = vec![course];
            wanted.extend(self.store.of_course(course).await?);
            for id in wanted {
                if handovers.contains_key(&id) {
                    continue;
                }
                let handover = match self.handovers.get(&id) {
                    Some(kept) => Some(kept.clone()),
                    None => self.read_handover(id).await?,
                };
                handovers.extend(handover.map(|handover| (id, handover)));
            }
        }
        Ok(handovers)
    }

    /// Whose the files are that a batch announces: nobody asks about those that are new.
    async fn files_of(&self, acts: &[&Act]) -> Result<Files, StoreError> {
        let mut files = Files::default();
        let announced = acts.iter().flat_map(|act| act.public().attachments());
        let hashes: BTreeSet<Hash> = announced.map(|blob| blob.hash).collect();
        let hashes: Vec<Hash> = hashes.into_iter().collect();
        for hash in self.store.announced(&hashes).await? {
            files.know(hash);
            let names_it = |act: &&&Act| {
                let mut blobs = act.public().attachments().iter();
                blobs.any(|blob| blob.hash == hash)
            };
            let naming = acts.iter().filter(names_it);
            let offices: BTreeSet<_> = naming.map(|act| &act.public().author.office).collect();
            for office in offices {
                let mailbox = Mailbox::Office(office.clone());
                for row in self.store.announcements(hash, &mailbox).await? {
                    files.note(log::kept(&row)?.public());
                }
            }
        }
        Ok(files)
    }

    async fn read_handover(&self, id: HandoverId) -> Result<Option<Handover>, StoreError> {
        log::read_handover(&*self.store, &self.directory.directory, id).await
    }
}

/// Whether a handover has opened a course, or may yet: others may name it before it does.
fn has_course(handover: &Handover) -> bool {
    let may_yet = handover.state != State::Closed || handover.ending == Some(Ending::CourseOpened);
    handover.kind == Kind::Referral && may_yet && handover.opened.is_some()
}

/// The course in which an act begins a handover.
fn begins_in(act: &Act) -> Option<HandoverId> {
    let about = act.public().handover()?;
    about.terms.as_ref()?.course
}

/// Keeps a cache within its bound. Ids are random, and so is what goes.
fn shrink<K: Ord, V>(cache: &mut BTreeMap<K, V>, most: usize) {
    while cache.len() > most {
        cache.pop_first();
    }
}
