//! What the committer remembers of the log, and how it is read from the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
    sync::Arc,
};

use stafet_certs::{fingerprint, founding::ServerKeys};
use stafet_shared::{
    act::{Act, ActError, Matter},
    handover::{Handover, Kind, Position, State, table::Ending},
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, tree::Tree},
    party::directory::{Directory, Genesis, Statement},
    refusal::Refusal,
    sign::{Signed, VerifyingKey},
    wire::v1,
};

use super::Deposit;
use crate::{
    decide::{Known, View, reach},
    live::Standing,
    store::{ActRow, Store, StoreError},
};

/// The most handovers that are kept folded.
const HANDOVERS_KEPT_MAX: usize = 1_024;
/// The most mailboxes whose newest entry is kept.
const CURSORS_KEPT_MAX: usize = 4_096;
/// Statements that are read at once.
const PAGE_STATEMENTS: u32 = 64;

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

/// The directory, and how far its mailbox has been read.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    pub(crate) directory: Arc<Directory>,
    approvals: Arc<BTreeMap<InvitationId, ActId>>,
    seq: u64,
}

impl<S: Store> Books<S> {
    pub(super) async fn open(store: Arc<S>, genesis: &Founded) -> Result<Self, OpenError> {
        let tree = store.tree().await?;
        let register = read_directory(&*store, genesis).await?;
        Ok(Self {
            store,
            tree,
            directory: register,
            handovers: BTreeMap::new(),
            cursors: BTreeMap::new(),
            commits: 0,
        })
    }

    pub(super) fn standing(&self) -> Standing {
        Standing {
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
    pub(super) async fn view(&self, batch: &[Deposit]) -> Result<View, StoreError> {
        let mut view = View {
            directory: Arc::clone(&self.directory.directory),
            tree: self.tree.clone(),
            known: BTreeMap::new(),
            cursors: BTreeMap::new(),
            handovers: BTreeMap::new(),
        };
        let ids: Vec<ActId> = batch.iter().map(|deposit| deposit.act.id()).collect();
        let (acts, handovers) = tokio::join!(self.store.acts(&ids), self.handovers_of(batch));
        for row in acts? {
            view.known.insert(row.id, known(&row)?);
        }
        view.handovers = self.with_their_courses(handovers?, batch).await?;
        for Deposit { act, .. } in batch {
            let before = act
                .public()
                .handover()
                .and_then(|about| view.handovers.get(&about.handover));
            let course = before
                .and_then(|it| it.course)
                .or_else(|| begins_in(act))
                .and_then(|id| view.handovers.get(&id));
            for mailbox in reach(&view.directory, act.public(), (before, course)) {
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
    pub(super) fn keep(&mut self, view: View, batch: &[Deposit]) {
        let seq = view.cursors.get(&Mailbox::Directory);
        self.directory.seq = seq.map_or(self.directory.seq, |cursor| cursor.seq);
        for Deposit { act, .. } in batch {
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
        batch: &[Deposit],
    ) -> Result<BTreeMap<HandoverId, Handover>, StoreError> {
        let about = batch.iter().filter_map(|it| it.act.public().handover());
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
        batch: &[Deposit],
    ) -> Result<BTreeMap<HandoverId, Handover>, StoreError> {
        let begun = batch.iter().filter_map(|deposit| begins_in(&deposit.act));
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

    async fn read_handover(&self, id: HandoverId) -> Result<Option<Handover>, StoreError> {
        read_handover(&*self.store, &self.directory.directory, id).await
    }
}

/// A handover as the log has it, verified act by act.
pub(crate) async fn read_handover(
    store: &impl Store,
    directory: &Directory,
    id: HandoverId,
) -> Result<Option<Handover>, StoreError> {
    fold(directory, &store.acts_of(id).await?)
}

/// What every act about a handover makes of it, in the log's order.
pub(crate) fn fold(directory: &Directory, rows: &[ActRow]) -> Result<Option<Handover>, StoreError> {
    let mut handover = None;
    for row in rows {
        let act = believe(directory, row)?;
        let position = Position {
            index: row.index,
            deposited: known(row)?.receipt.deposited,
        };
        handover = Handover::fold(handover, act.public(), act.hash(), Some(position));
    }
    Ok(handover)
}

impl Register {
    async fn catch_up(&mut self, store: &impl Store) -> Result<(), StoreError> {
        loop {
            let page = store
                .page(&Mailbox::Directory, self.seq, PAGE_STATEMENTS)
                .await?;
            if page.is_empty() {
                return Ok(());
            }
            for (entry, row) in page {
                let act = believe(&self.directory, &row)?;
                if let Matter::Directory(statement, _) = &act.public().matter {
                    Arc::make_mut(&mut self.directory).apply(
                        statement,
                        act.public().author.person,
                        act.hash(),
                    );
                }
                self.note(&act);
                self.seq = entry.seq;
            }
        }
    }

    fn note(&mut self, act: &Act) {
        if let Matter::Directory(Statement::Approve(approve), _) = &act.public().matter {
            let approvals = Arc::make_mut(&mut self.approvals);
            approvals
                .entry(approve.invitation)
                .or_insert_with(|| act.id());
        }
    }
}

/// The genesis, believed because the deployment's root has signed it.
#[derive(Clone, Debug)]
pub struct Founded {
    pub(crate) act: Act,
    pub(crate) genesis: Genesis,
}

/// Believes the genesis among the server's keys, if all of them are of one deployment.
///
/// # Errors
/// [`OpenError::Keys`] when they are not.
pub fn read_genesis(keys: &ServerKeys) -> Result<Founded, OpenError> {
    let root = fingerprint::public_key(&keys.root).map_err(|_| OpenError::Keys)?;
    let root = VerifyingKey::from_bytes(root.as_bytes()).map_err(|_| OpenError::Keys)?;
    let signed = Signed::from_bytes(keys.genesis.clone()).map_err(|_| OpenError::Keys)?;
    let act = Act::verify_genesis(signed, &root).map_err(|_| OpenError::Keys)?;
    match &act.public().matter {
        Matter::Directory(Statement::Genesis(genesis), _)
            if genesis.receipts == keys.receipts.verifying_key() =>
        {
            let genesis = (**genesis).clone();
            Ok(Founded { act, genesis })
        }
        Matter::Directory(..) | Matter::Handover(_) => Err(OpenError::Keys),
    }
}

/// Reads the directory from the log, which must begin with the genesis.
pub(crate) async fn read_directory(
    store: &impl Store,
    founded: &Founded,
) -> Result<Register, OpenError> {
    let first = store
        .page(&Mailbox::Directory, Cursor::START.seq, 1)
        .await?;
    let (entry, row) = first.into_iter().next().ok_or(OpenError::Empty)?;
    if row.hash != founded.act.hash() || row.index != 0 {
        return Err(OpenError::OtherGenesis);
    }
    let directory = Directory::begin(founded.genesis.clone(), row.hash);
    let mut register = Register {
        directory: Arc::new(directory),
        approvals: Arc::new(BTreeMap::new()),
        seq: entry.seq,
    };
    register.catch_up(store).await?;
    Ok(register)
}

/// Verifies an act that the log holds, by the key of a device that was known before it.
pub(crate) fn believe(directory: &Directory, row: &ActRow) -> Result<Act, StoreError> {
    verify(directory, row.signed.clone())
        .map_err(|_| StoreError::Corrupt("an act whose signature is wrong"))
}

/// Verifies a signed act by the key that the directory has for its signer.
pub(crate) fn verify(directory: &Directory, signed: Vec<u8>) -> Result<Act, Refusal> {
    let signed = Signed::from_bytes(signed);
    let signed = signed.map_err(|error| Refusal::from(&ActError::from(error)))?;
    let signer = signed.signer();
    let key = directory
        .signing_key(&signer.device, signer.capacity)
        .ok_or(Refusal::Membership)?;
    Act::verify(signed, key).map_err(|error| Refusal::from(&error))
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

fn known(row: &ActRow) -> Result<Known, StoreError> {
    let receipt = v1::receipt::decode(&row.receipt)
        .map_err(|_| StoreError::Corrupt("a receipt that cannot be read"))?;
    Ok(Known {
        hash: row.hash,
        receipt,
    })
}

/// Keeps a cache within its bound. Ids are random, and so is what goes.
fn shrink<K: Ord, V>(cache: &mut BTreeMap<K, V>, most: usize) {
    while cache.len() > most {
        cache.pop_first();
    }
}

/// Why the server cannot serve this store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing was committed yet.
    #[error("the log is empty; begin with `stafet-server init`")]
    Empty,
    /// The log belongs to another deployment than the keys.
    #[error("the log begins with another deployment's genesis; give the folder that belongs to it")]
    OtherGenesis,
    /// The keys do not belong together.
    #[error("the server's keys are not of one deployment; restore the folder from its backup")]
    Keys,
    /// The log has begun already.
    #[error("the log has begun already; use another folder")]
    Begun,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
