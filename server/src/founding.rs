//! The first commit: the genesis becomes leaf 0.

use std::{collections::BTreeMap, sync::Arc};

use stafet_certs::founding::ServerKeys;
use stafet_shared::{
    access::files::Files,
    entropy::Entropy,
    log::{Cursor, Mailbox, tree::Tree},
    party::directory::Directory,
    time::Timestamp,
};

use crate::{
    decide::{Batch, Stamp, View},
    log::{OpenError, read_genesis},
    store::{Log, Outcome, StoreError},
};

/// Begins the log in an empty store. Doing it again for the same deployment changes nothing.
///
/// # Errors
/// When the keys are not of one deployment, the store holds another log, or it fails.
pub async fn init(
    store: &impl Log,
    keys: &ServerKeys,
    now: Timestamp,
    entropy: &mut impl Entropy,
) -> Result<(), OpenError> {
    let founded = read_genesis(keys)?;
    if store.act(founded.act.id()).await?.is_some() {
        return Ok(());
    }
    let directory = Directory::begin(founded.genesis.clone(), founded.act.hash());
    let mut batch = Batch::over(View {
        directory: Arc::new(directory),
        tree: Tree::default(),
        known: BTreeMap::new(),
        cursors: BTreeMap::from([(Mailbox::Directory, Cursor::START)]),
        handovers: BTreeMap::new(),
        files: Files::default(),
    });
    let stamp = Stamp {
        now,
        salt: entropy.array(),
        key: &keys.receipts,
    };
    batch
        .take_in(
            (&founded.act, stafet_shared::words::Validity::InTime),
            None,
            &stamp,
        )
        .map_err(|_| StoreError::Corrupt("a genesis that is not for the directory"))?;
    let (changes, _) = batch.finish();
    match store.commit(0, changes).await? {
        Outcome::Done => Ok(()),
        Outcome::Moved => Err(OpenError::Begun),
    }
}
