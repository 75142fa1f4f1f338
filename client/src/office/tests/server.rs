//! A stand-in for the server: takes acts in without asking, and hands out what it has.

use std::collections::BTreeMap;

use stafet_certs::founding::ServerKeys;
use stafet_shared::{
    act::{Act, Matter},
    hash::Hash,
    log::{Cursor, Entry, Leaf, Mailbox, head::Head, receipt::Receipt, tree::Tree},
    party::directory::{Directory, Statement},
    sign::{Signed, SigningKey, VerifyingKey},
    time::Timestamp,
    wire::v1::message::Parcel,
};

use super::NOW;
use crate::{
    office::{Extent, Office, Taken},
    store::Store,
};

/// An item as the server sends it.
pub(super) type Item = (Parcel, Receipt);

pub(super) struct Server {
    key: SigningKey,
    directory: Directory,
    tree: Tree,
    mailboxes: BTreeMap<Mailbox, (Cursor, Vec<Item>)>,
    offices: BTreeMap<stafet_shared::id::HandoverId, Vec<Mailbox>>,
}

impl Server {
    pub(super) fn new(keys: &ServerKeys, root: &VerifyingKey) -> Self {
        let signed = Signed::from_bytes(keys.genesis.clone()).unwrap();
        let genesis = Act::verify_genesis(signed, root).unwrap();
        let Matter::Directory(Statement::Genesis(beginning), _) = &genesis.public().matter else {
            panic!("a genesis is a statement")
        };
        let mut server = Self {
            key: keys.receipts.clone(),
            directory: Directory::begin((**beginning).clone(), genesis.hash()),
            tree: Tree::default(),
            mailboxes: BTreeMap::new(),
            offices: BTreeMap::new(),
        };
        let parcel = Parcel {
            signed: keys.genesis.clone(),
            body: None,
        };
        server.append(&genesis, &parcel, &[Mailbox::Directory]);
        server
    }

    /// Takes an act in.
    pub(super) fn deposit(&mut self, parcel: &Parcel) -> Receipt {
        let signed = Signed::from_bytes(parcel.signed.clone()).unwrap();
        let signer = signed.signer();
        let key = self.directory.signing_key(&signer.device, signer.capacity);
        let act = Act::verify(signed, key.unwrap()).unwrap();
        let mailboxes = match &act.public().matter {
            Matter::Directory(statement, _) => {
                self.directory
                    .apply(statement, act.public().author.person, act.hash());
                vec![Mailbox::Directory]
            }
            Matter::Handover(about) => {
                let own = Mailbox::Office(act.public().author.office.clone());
                let to = about.terms.as_ref().map(|terms| terms.to.clone());
                let offices = self.offices.entry(about.handover).or_insert_with(|| {
                    let to = to.map(Mailbox::Office);
                    [own].into_iter().chain(to).collect()
                });
                offices.clone()
            }
        };
        self.append(&act, parcel, &mailboxes)
    }

    /// What stands in a mailbox after an entry.
    pub(super) fn after(&self, mailbox: &Mailbox, seq: u64) -> Vec<Item> {
        let items = self.mailboxes.get(mailbox).map(|(_, items)| items.clone());
        let seq = usize::try_from(seq).unwrap();
        items.unwrap_or_default().into_iter().skip(seq).collect()
    }

    pub(super) fn head(&self) -> Head {
        Head::sign(self.tree.size(), self.tree.root(), NOW, &self.key)
    }

    pub(super) const fn key(&self) -> &SigningKey {
        &self.key
    }

    /// A whole sync: up, down and up again.
    pub(super) async fn sync<S: Store>(&mut self, office: &mut Office<S>) {
        for _ in 0..3 {
            for act in office.reader().have().outbox {
                let parcel = office.exchange().parcel(act).await.unwrap().unwrap();
                let receipt = self.deposit(&parcel);
                assert!(office.exchange().confirm(receipt).await.unwrap());
            }
            for (mailbox, cursor) in office.reader().have().cursors.into_iter().rev() {
                for (parcel, receipt) in self.after(&mailbox, cursor.seq) {
                    let taken = office
                        .exchange()
                        .take_in(Some(mailbox.clone()), parcel, receipt)
                        .await;
                    let taken = taken.unwrap();
                    assert!(matches!(taken, Taken::New | Taken::Again), "{taken:?}");
                }
            }
            assert!(
                office
                    .exchange()
                    .complete(self.head(), Extent::Whole, 0)
                    .await
                    .unwrap()
            );
        }
    }

    fn append(&mut self, act: &Act, parcel: &Parcel, mailboxes: &[Mailbox]) -> Receipt {
        let hash = act.hash();
        let mut entries = Vec::new();
        for mailbox in mailboxes {
            let fresh = || (Cursor::START, Vec::new());
            let (cursor, _) = self.mailboxes.entry(mailbox.clone()).or_insert_with(fresh);
            *cursor = cursor.after(hash);
            entries.push(Entry {
                mailbox: mailbox.clone(),
                seq: cursor.seq,
                chain: cursor.chain,
            });
        }
        let leaf = Leaf {
            act: act.id(),
            signed: hash,
            body: act.public().body().map_or(Hash::ZERO, |body| body.hash),
            entries,
            deposited: deposited(self.tree.size()),
            salt: [7; 16],
        };
        let index = self.tree.size();
        self.tree.push(leaf.hash());
        let receipt = Receipt::sign(leaf, index, &self.key);
        for mailbox in mailboxes {
            let (_, items) = self.mailboxes.get_mut(mailbox).unwrap();
            items.push((parcel.clone(), receipt.clone()));
        }
        receipt
    }
}

fn deposited(index: u64) -> Timestamp {
    NOW.plus_ms(i64::try_from(index).unwrap())
}
