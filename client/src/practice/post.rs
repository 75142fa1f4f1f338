//! The post of a deployment inside one program: takes acts in, receipts them, and hands out what
//! it has. It asks for no leave, because everybody in it is made up; the office's own tests stand
//! on it, too.

use std::{collections::BTreeMap, fmt, sync::Arc};

use stafet_certs::{fingerprint, founding::ServerKeys};
use stafet_shared::{
    act::{Act, Matter},
    hash::Hash,
    id::HandoverId,
    log::{Cursor, Entry, Leaf, Mailbox, head::Head, receipt::Receipt, tree::Tree},
    party::directory::{Directory, Statement},
    sign::{Signed, SigningKey, VerifyingKey},
    time::{Clock, Timestamp},
    wire::v1::message::Parcel,
};

use super::PracticeError;
use crate::{
    office::{Extent, Happened, Office, Taken},
    store::Store,
};

/// How often acts go up and come down in one round: what comes may be answered by itself, and the
/// answer again.
const TURNS: usize = 3;
/// The salt of every leaf: nothing has to be hidden from who is not there.
const SALT: [u8; 16] = [7; 16];

/// An item as a server sends it.
pub type Item = (Parcel, Receipt);

/// Takes acts in and hands them out.
pub struct Post {
    key: SigningKey,
    clock: Arc<dyn Clock>,
    newest: Option<Timestamp>,
    directory: Directory,
    tree: Tree,
    mailboxes: BTreeMap<Mailbox, (Cursor, Vec<Item>)>,
    /// The offices that hear of a handover: who began it and who is to take it.
    offices: BTreeMap<HandoverId, Vec<Mailbox>>,
}

impl Post {
    /// The post of a deployment that was founded with these keys, by this clock.
    ///
    /// # Errors
    /// When the keys are of no founding.
    pub fn new(keys: &ServerKeys, clock: Arc<dyn Clock>) -> Result<Self, PracticeError> {
        let broken = || PracticeError::Broken("its founding");
        let root = fingerprint::public_key(&keys.root).map_err(|_| broken())?;
        let root = VerifyingKey::from_bytes(root.as_bytes()).map_err(|_| broken())?;
        let signed = Signed::from_bytes(keys.genesis.clone()).map_err(|_| broken())?;
        let genesis = Act::verify_genesis(signed, &root).map_err(|_| broken())?;
        let Matter::Directory(Statement::Genesis(beginning), _) = &genesis.public().matter else {
            return Err(broken());
        };
        let mut post = Self {
            key: keys.receipts.clone(),
            clock,
            newest: None,
            directory: Directory::begin((**beginning).clone(), genesis.hash()),
            tree: Tree::default(),
            mailboxes: BTreeMap::new(),
            offices: BTreeMap::new(),
        };
        let parcel = Parcel {
            signed: keys.genesis.clone(),
            body: None,
        };
        post.append(&genesis, &parcel, &[Mailbox::Directory]);
        Ok(post)
    }

    /// Takes an act in.
    ///
    /// # Errors
    /// When it is signed by nobody that is known here.
    pub fn deposit(&mut self, parcel: &Parcel) -> Result<Receipt, PracticeError> {
        let broken = || PracticeError::Broken("an act");
        let signed = Signed::from_bytes(parcel.signed.clone()).map_err(|_| broken())?;
        let signer = signed.signer();
        let key = self.directory.signing_key(&signer.device, signer.capacity);
        let act = Act::verify(signed, key.ok_or_else(broken)?).map_err(|_| broken())?;
        let mailboxes = match &act.public().matter {
            Matter::Directory(statement, _) => {
                let author = act.public().author.person;
                self.directory.apply(statement, author, act.hash());
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
        Ok(self.append(&act, parcel, &mailboxes))
    }

    /// What stands in a mailbox after an entry.
    #[must_use]
    pub fn after(&self, mailbox: &Mailbox, seq: u64) -> Vec<Item> {
        let items = self
            .mailboxes
            .get(mailbox)
            .map(|(_, items)| items.as_slice());
        let seq = usize::try_from(seq).unwrap_or(usize::MAX);
        items
            .unwrap_or_default()
            .get(seq..)
            .unwrap_or_default()
            .to_vec()
    }

    /// How far everything has come.
    #[must_use]
    pub fn head(&self) -> Head {
        let now = self
            .newest
            .unwrap_or(Timestamp::EPOCH)
            .max(self.clock.now());
        Head::sign(self.tree.size(), self.tree.root(), now, &self.key)
    }

    /// What receipts are signed with.
    #[must_use]
    pub const fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Exchanges everything with an office, files included. Answers whether anything was new to
    /// either.
    ///
    /// # Errors
    /// When the office's store fails, or something does not fit, which is a fault of the program.
    pub async fn carry<S: Store>(&mut self, office: &mut Office<S>) -> Result<bool, PracticeError> {
        let mut is_new = false;
        for _ in 0..TURNS {
            is_new |= self.collect(office).await?;
            is_new |= self.deliver(office).await?;
            let head = self.head();
            let whole = office.exchange().complete(head, Extent::Whole, 0).await?;
            if !whole {
                return Err(PracticeError::Broken("its head"));
            }
        }
        // Nobody needs the files themselves: the made-up office reads none.
        for blob in office.reader().transfers().up {
            office.exchange().blob(blob, Happened::Kept).await?;
            is_new = true;
        }
        Ok(is_new)
    }

    async fn collect<S: Store>(&mut self, office: &mut Office<S>) -> Result<bool, PracticeError> {
        let outbox = office.reader().have().outbox;
        for act in &outbox {
            let Some(parcel) = office.exchange().parcel(*act).await? else {
                continue;
            };
            let receipt = self.deposit(&parcel)?;
            if !office.exchange().confirm(receipt).await? {
                return Err(PracticeError::Broken("a receipt"));
            }
        }
        Ok(!outbox.is_empty())
    }

    async fn deliver<S: Store>(&self, office: &mut Office<S>) -> Result<bool, PracticeError> {
        let mut is_new = false;
        for (mailbox, cursor) in office.reader().have().cursors.into_iter().rev() {
            for (parcel, receipt) in self.after(&mailbox, cursor.seq) {
                let exchange = office.exchange();
                match exchange
                    .take_in(Some(mailbox.clone()), parcel, receipt)
                    .await?
                {
                    Taken::New => is_new = true,
                    Taken::Again => {}
                    Taken::Deferred | Taken::Quarantined | Taken::Alarm => {
                        return Err(PracticeError::Broken("what was handed out"));
                    }
                }
            }
        }
        Ok(is_new)
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
        // Each later than the one before, as in every log.
        let after = self.newest.map(|newest| newest.plus_ms(1));
        let deposited = after.map_or_else(|| self.clock.now(), |after| after.max(self.clock.now()));
        self.newest = Some(deposited);
        let leaf = Leaf {
            act: act.id(),
            signed: hash,
            body: act.public().body().map_or(Hash::ZERO, |body| body.hash),
            entries,
            deposited,
            validity: stafet_shared::words::Validity::InTime,
            salt: SALT,
        };
        let index = self.tree.size();
        self.tree.push(leaf.hash());
        let receipt = Receipt::sign(leaf, index, &self.key);
        for mailbox in mailboxes {
            if let Some((_, items)) = self.mailboxes.get_mut(mailbox) {
                items.push((parcel.clone(), receipt.clone()));
            }
        }
        receipt
    }
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Post({} acts)", self.tree.size())
    }
}
