//! The server's log, read back and judged by the pure core alone: the truth that the simulator
//! holds every party to, and that the demo counts.

pub mod audience;

use std::collections::BTreeMap;

use stafet_server::store::{ActRow, Store, Which};
use stafet_shared::{
    act::{Act, Matter},
    course::Course,
    handover::{Handover, Position},
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox, receipt::Receipt},
    obligation::{self, Obligation},
    party::directory::{Directory, Statement},
    sign::{Signed, VerifyingKey},
    wire,
};

/// Entries that are read at once.
const PAGE: u32 = 500;

/// All that a log says.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Who exists.
    pub directory: Directory,
    /// Every handover, folded in the log's order.
    pub handovers: BTreeMap<HandoverId, Handover>,
    /// Where each act stands.
    pub acts: BTreeMap<ActId, u64>,
    /// How many leaves the log has.
    pub size: u64,
}

impl Ledger {
    /// Reads the log and verifies every signature, receipt and mailbox chain in it, and that each
    /// act stands with everybody whom it concerns.
    ///
    /// # Panics
    /// When the log does not hold what the server has promised: that is what it is for.
    pub async fn read(store: &impl Store, root: &VerifyingKey) -> Self {
        loop {
            // The server's watch writes when it likes: what was read across a commit is read again.
            if let Some(ledger) = Self::read_once(store, root).await {
                return ledger;
            }
        }
    }

    async fn read_once(store: &impl Store, root: &VerifyingKey) -> Option<Self> {
        let size = store.tree().await.expect("the log opens").size();
        let mut acts = BTreeMap::new();
        let directory = read_directory(store, root, &mut acts).await;
        let mut handovers = BTreeMap::new();
        let listed = store.handovers(Which::All).await.expect("the list opens");
        for row in &listed {
            let rows = store.acts_of(row.id).await.expect("the acts open");
            handovers.insert(row.id, fold(&directory, &rows, &mut acts));
        }
        let offices = directory.offices().map(|(id, _)| id.clone());
        let mut log = BTreeMap::new();
        for mailbox in offices.map(Mailbox::Office).chain([Mailbox::Directory]) {
            let rows = read_mailbox(store, mailbox, &mut acts).await;
            log.extend(rows.into_iter().map(|row| (row.index, row)));
        }
        if store.tree().await.expect("the log opens").size() != size {
            return None;
        }
        for row in listed {
            assert_eq!(
                handovers[&row.id].state, row.state,
                "the list and the fold say the same"
            );
        }
        assert_eq!(
            u64::try_from(acts.len()),
            Ok(size),
            "every leaf is in some mailbox"
        );
        audience::check(log.iter().map(|(index, row)| {
            let (signed, receipt) = (row.signed.as_slice(), row.receipt.as_slice());
            (*index, audience::Kept { signed, receipt })
        }));
        Some(Self {
            directory,
            handovers,
            acts,
            size,
        })
    }

    /// Every course, by its referral.
    pub fn courses(&self) -> impl Iterator<Item = Course> {
        let all = self.handovers.values();
        all.filter_map(|referral| Course::of(referral, self.handovers.values()))
    }

    /// Everything that anybody owes, the earliest deadline first.
    #[must_use]
    pub fn owed(&self) -> Vec<Obligation> {
        let handovers = self.handovers.values();
        let mut owed: Vec<Obligation> = handovers
            .flat_map(|handover| {
                let course = Course::of(handover, self.handovers.values());
                obligation::all(handover, course.as_ref(), &self.directory)
            })
            .collect();
        owed.sort_by_key(|one| (one.due, one.handover));
        owed
    }

    /// How often each receipt from R1 to R5 was given, by its number.
    #[must_use]
    pub fn receipts(&self) -> BTreeMap<&'static str, u64> {
        let mut counts = BTreeMap::from([("R1", self.size)]);
        for handover in self.handovers.values() {
            for kind in handover.receipts().flat_map(|(_, kinds)| kinds) {
                *counts.entry(kind.name()).or_insert(0) += 1;
            }
        }
        counts
    }
}

/// Where each act stands in some mailboxes, their chains checked but no signature.
///
/// # Panics
/// When a mailbox has a gap or a wrong chain.
pub async fn positions(
    store: &impl Store,
    mailboxes: impl IntoIterator<Item = Mailbox>,
) -> BTreeMap<ActId, u64> {
    let mut acts = BTreeMap::new();
    for mailbox in mailboxes {
        read_mailbox(store, mailbox, &mut acts).await;
    }
    acts
}

/// The directory, from the statements in its mailbox.
pub(crate) async fn read_directory(
    store: &impl Store,
    root: &VerifyingKey,
    acts: &mut BTreeMap<ActId, u64>,
) -> Directory {
    let mut directory: Option<Directory> = None;
    for row in read_mailbox(store, Mailbox::Directory, acts).await {
        let signed = Signed::from_bytes(row.signed.clone()).expect("a signed act");
        let act = match &directory {
            None => Act::verify_genesis(signed, root).expect("the founders' genesis"),
            Some(directory) => verified(directory, &row),
        };
        let Matter::Directory(statement, _) = &act.public().matter else {
            panic!("an act on a handover stands in the directory's mailbox");
        };
        match (&mut directory, statement) {
            (None, Statement::Genesis(genesis)) => {
                directory = Some(Directory::begin((**genesis).clone(), act.hash()));
            }
            (None, _) => panic!("the log does not begin with a genesis"),
            (Some(directory), statement) => {
                directory.apply(statement, act.public().author.person, act.hash());
            }
        }
    }
    directory.expect("a log begins with its genesis")
}

fn verified(directory: &Directory, row: &ActRow) -> Act {
    let signed = Signed::from_bytes(row.signed.clone()).expect("a signed act");
    let signer = signed.signer();
    let key = directory
        .signing_key(&signer.device, signer.capacity)
        .expect("a known device");
    let act = Act::verify(signed, key).expect("a right signature");
    if let (Some(named), Some(body)) = (act.public().body(), &row.body) {
        assert!(named.names(body), "the body is the one that was signed");
    }
    act
}

fn fold(directory: &Directory, rows: &[ActRow], acts: &mut BTreeMap<ActId, u64>) -> Handover {
    acts.extend(rows.iter().map(|row| (row.id, row.index)));
    let placed: Vec<_> = rows.iter().map(|row| placed(directory, row)).collect();
    let placed = placed.iter().map(|(act, position)| (act, Some(*position)));
    Handover::of(placed).expect("a handover begins with its envelope")
}

/// An act and its place in the log, with both signatures verified.
pub(crate) fn placed(directory: &Directory, row: &ActRow) -> (Act, Position) {
    let act = verified(directory, row);
    let receipt = receipt_of(directory, row, &act);
    (act, Position::from(&receipt))
}

fn receipt_of(directory: &Directory, row: &ActRow, act: &Act) -> Receipt {
    let receipt = wire::v1::receipt::decode(&row.receipt).expect("a receipt");
    let body = act.public().body().map(|body| body.hash);
    let key = directory.genesis().receipts;
    receipt
        .verify(act.hash(), body, &key)
        .expect("the server's signature");
    assert_eq!((receipt.act, receipt.index), (row.id, row.index));
    receipt
}

/// Every act of a mailbox; its chain must hold without a gap.
async fn read_mailbox(
    store: &impl Store,
    mailbox: Mailbox,
    acts: &mut BTreeMap<ActId, u64>,
) -> Vec<ActRow> {
    let mut rows = Vec::new();
    let mut cursor = Cursor::START;
    let mut has_more = false;
    loop {
        let page = store
            .page(&mailbox, cursor.seq, PAGE)
            .await
            .expect("the mailbox opens");
        if page.is_empty() {
            let end = store.cursor(&mailbox).await.expect("the cursor opens");
            if end == cursor {
                return rows;
            }
            // The server may have written after the page was read: then the next page holds it.
            assert!(
                !has_more && end.seq > cursor.seq,
                "{mailbox:?} lacks {end:?}"
            );
        }
        has_more = page.is_empty();
        for (entry, row) in page {
            cursor = cursor.after(row.hash);
            assert_eq!(
                (entry.seq, entry.chain),
                (cursor.seq, cursor.chain),
                "{mailbox:?}"
            );
            acts.insert(row.id, row.index);
            rows.push(row);
        }
    }
}
