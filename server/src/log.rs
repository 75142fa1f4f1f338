//! The log, read back from the store: the genesis, the directory, handovers and single acts.
//!
//! Whoever decides, watches or examines believes an act only after its signature has been verified
//! by the directory. Nothing here remembers anything; that is the committer's.

use std::{collections::BTreeMap, sync::Arc};

use stafet_certs::{fingerprint, founding::ServerKeys};
use stafet_shared::{
    act::{Act, ActError, Matter},
    handover::{Handover, Position},
    id::{ActId, HandoverId, InvitationId},
    log::{Cursor, Mailbox, receipt::Receipt},
    party::directory::{Directory, Genesis, Statement},
    refusal::Refusal,
    sign::{Signed, VerifyingKey},
    wire::v1,
};

use crate::store::{ActRow, Log, StoreError};

/// Statements that are read at once.
const PAGE_STATEMENTS: u32 = 64;

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

/// The directory, and how far its mailbox has been read.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    pub(crate) directory: Arc<Directory>,
    pub(crate) approvals: Arc<BTreeMap<InvitationId, ActId>>,
    pub(crate) seq: u64,
}

/// Reads the directory from the log, which must begin with the genesis.
pub(crate) async fn read_directory(
    store: &impl Log,
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

impl Register {
    /// Reads on to the end of the directory's mailbox.
    pub(crate) async fn catch_up(&mut self, store: &impl Log) -> Result<(), StoreError> {
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

    /// Remembers by which act an invitation was used.
    pub(crate) fn note(&mut self, act: &Act) {
        if let Matter::Directory(Statement::Approve(approve), _) = &act.public().matter {
            let approvals = Arc::make_mut(&mut self.approvals);
            approvals
                .entry(approve.invitation)
                .or_insert_with(|| act.id());
        }
    }
}

/// A handover as the log has it, verified act by act.
pub(crate) async fn read_handover(
    store: &impl Log,
    directory: &Directory,
    id: HandoverId,
) -> Result<Option<Handover>, StoreError> {
    fold(directory, &store.acts_of(id).await?)
}

/// What every act about a handover makes of it, in the log's order.
pub(crate) fn fold(directory: &Directory, rows: &[ActRow]) -> Result<Option<Handover>, StoreError> {
    fold_by(rows, |row| believe(directory, row))
}

/// The same of acts that are not verified again: for what is asked with every page of a mailbox.
/// Each was verified before it was taken into the log.
pub(crate) fn fold_kept(rows: &[ActRow]) -> Result<Option<Handover>, StoreError> {
    fold_by(rows, kept)
}

fn fold_by(
    rows: &[ActRow],
    read: impl Fn(&ActRow) -> Result<Act, StoreError>,
) -> Result<Option<Handover>, StoreError> {
    let placed = rows.iter().map(|row| {
        let position = Position::from(&receipt(row)?);
        Ok((read(row)?, position))
    });
    let placed: Vec<_> = placed.collect::<Result<_, StoreError>>()?;
    let placed = placed.iter().map(|(act, position)| (act, Some(*position)));
    Ok(Handover::of(placed))
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

/// An act that the log holds, as it was verified before it was taken in.
pub(crate) fn kept(row: &ActRow) -> Result<Act, StoreError> {
    let signed = Signed::from_bytes(row.signed.clone()).ok();
    let act = signed.and_then(|signed| Act::kept(signed).ok());
    act.ok_or(StoreError::Corrupt("an act that cannot be read"))
}

/// An act's receipt, as the log keeps it.
pub(crate) fn receipt(row: &ActRow) -> Result<Receipt, StoreError> {
    v1::receipt::decode(&row.receipt)
        .map_err(|_| StoreError::Corrupt("a receipt that cannot be read"))
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
