//! What the profile holds, folded: the directory, the handovers, and which acts are on their way.
//!
//! A view is a plain function of the store's rows. The directory grows only in the order of its
//! mailbox, as far as that has been read without a gap; handovers are folded anew, in the log's
//! order with the outbox behind it, whenever one of their acts comes or is confirmed.

mod known;

use std::collections::{BTreeMap, BTreeSet};

use stafet_certs::{fingerprint, founding::DeviceSecrets};
use stafet_shared::{
    act::{Act, KnownHead, Matter},
    course::matters::Matters,
    handover::Handover,
    hash::Hash,
    id::{ActId, HandoverId},
    log::{Cursor, Mailbox},
    party::{
        Membership, OfficeId,
        directory::{Directory, Statement},
    },
    seal::{Fingerprint, SEED_BYTES, Seed},
    sign::{Signed, VerifyingKey},
    words::Role,
};

pub(super) use self::known::Known;
use self::known::{Row, fold, read_row};
use super::{heard::Heard, values};
use crate::store::{ActRow, Change, Snapshot, StoreError};

/// Everything that one revision of the profile says.
#[derive(Default)]
pub(super) struct View {
    pub(super) revision: u64,
    pub(super) values: BTreeMap<String, Vec<u8>>,
    pub(super) acts: BTreeMap<ActId, Known>,
    pub(super) handovers: Matters,
    pub(super) directory: Option<Directory>,
    pub(super) device: Option<DeviceSecrets>,
    pub(super) heard: Option<Heard>,
    /// The offices' seeds that this device holds, by the keys to which others seal.
    keys: BTreeMap<(OfficeId, Fingerprint), Seed>,
    about: BTreeMap<HandoverId, BTreeSet<ActId>>,
    /// Acts about the directory, grants included.
    said: BTreeSet<ActId>,
    /// Acts in the outbox.
    waiting: BTreeSet<ActId>,
    /// This device's newest act, with its order.
    last: Option<(u64, Hash)>,
    statements: BTreeMap<u64, ActId>,
    directory_seq: u64,
    newest_order: u64,
}

impl View {
    /// The view of a snapshot.
    pub(super) fn load(snapshot: Snapshot) -> Result<Self, StoreError> {
        let mut view = Self {
            revision: snapshot.revision,
            values: snapshot.values,
            ..Self::default()
        };
        view.read_device()?;
        view.read_heard();
        view.read_keys();
        view.begin_with_kept_genesis()?;
        view.take_in(snapshot.acts)?;
        if view.has_lost_rows() {
            return Err(StoreError::Damaged);
        }
        Ok(view)
    }

    /// Whether rows are gone that were there: the first commit says who one is, and of a mailbox
    /// that was read the acts were kept or set aside. Nobody shall become a second person for that.
    fn has_lost_rows(&self) -> bool {
        let has = |prefix| self.values_under(prefix).next().is_some();
        let has_lost_acts =
            self.acts.is_empty() && has(values::CURSORS) && !has(values::QUARANTINE);
        (self.revision > 0 && self.device.is_none()) || has_lost_acts
    }

    /// The view after more changes, in one commit or in several.
    pub(super) fn apply(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        // Values first: they say whose acts are own ones, and how far the directory is read.
        let mut acts = Vec::new();
        for change in changes {
            match change {
                Change::Set { name, value } => {
                    self.values.insert(name.clone(), value.clone());
                    if name == values::DEVICE {
                        self.read_device()?;
                    } else if name == values::HEARD {
                        self.read_heard();
                    } else if name.starts_with(values::SEEDS) {
                        self.read_keys();
                    }
                }
                Change::Unset { name } => {
                    self.values.remove(name);
                    if name.starts_with(values::SEEDS) {
                        self.read_keys();
                    }
                }
                Change::Act { row, body: _ } => acts.push(row.clone()),
                Change::Forget { act: _ } => {}
            }
        }
        self.begin_with_kept_genesis()?;
        self.take_in(acts)
    }

    /// Takes rows in; what they say counts when all of them are there.
    fn take_in(&mut self, rows: Vec<ActRow>) -> Result<(), StoreError> {
        let mut handovers = BTreeSet::new();
        for row in rows {
            handovers.extend(self.insert(read_row(row)?)?);
        }
        self.advance_directory();
        for handover in handovers {
            self.fold(handover);
        }
        Ok(())
    }

    /// Everything but the device's secrets, as it can be compared and shown.
    #[cfg(test)]
    pub(super) fn facts(&self) -> [String; 3] {
        [
            format!("{:?}", (self.revision, &self.values, &self.directory)),
            format!("{:?}", (&self.acts, &self.handovers, &self.about)),
            format!(
                "{:?}",
                (
                    (&self.said, &self.waiting, &self.statements),
                    (self.last, self.directory_seq, self.newest_order),
                    self.device.as_ref().map(|own| own.device),
                )
            ),
        ]
    }

    /// Whether a change, bodies apart, stands in the store as this view has read it.
    pub(super) fn shows(&self, change: &Change) -> bool {
        match change {
            Change::Set { name, value } => self.value(name) == Some(value.as_slice()),
            Change::Unset { name } => self.value(name).is_none(),
            Change::Act { row, body: _ } => {
                let kept = self.acts.get(&row.id);
                kept.is_some_and(|kept| kept.row() == *row)
            }
            Change::Forget { act: _ } => true,
        }
    }

    /// The order of the next act that is made or read.
    pub(super) const fn next_order(&self) -> u64 {
        self.newest_order.saturating_add(1)
    }

    pub(super) fn value(&self, name: &str) -> Option<&[u8]> {
        self.values.get(name).map(Vec::as_slice)
    }

    /// The values whose names begin with `prefix`, with the rest of their names.
    pub(super) fn values_under<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.values
            .range(prefix.to_owned()..)
            .map_while(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_slice())))
    }

    pub(super) fn cursor(&self, mailbox: &Mailbox) -> Cursor {
        self.value(&values::cursor(mailbox))
            .and_then(values::read_cursor)
            .unwrap_or(Cursor::START)
    }

    /// The newest head up to which everything was read; the empty log at the beginning.
    pub(super) fn seen(&self) -> KnownHead {
        self.value(values::SEEN)
            .and_then(values::read_seen)
            .unwrap_or_else(|| KnownHead {
                size: 0,
                root: Hash::of(&[]),
            })
    }

    /// The hash of this device's newest act.
    pub(super) fn previous(&self) -> Option<Hash> {
        self.last.map(|(_, hash)| hash)
    }

    /// Acts in the outbox, in no order.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Known> {
        self.waiting.iter().filter_map(|id| self.acts.get(id))
    }

    /// What is known to have been said about the directory, refused or not.
    pub(super) fn statements(&self) -> impl Iterator<Item = (&Known, &Statement)> {
        let acts = self.said.iter().filter_map(|id| self.acts.get(id));
        acts.filter_map(|known| match &known.act.public().matter {
            Matter::Directory(statement, _) => Some((known, statement)),
            Matter::Handover(_) => None,
        })
    }

    /// The seed that opens what was sealed to this key of the office's.
    pub(super) fn seed(&self, office: &OfficeId, key: Fingerprint) -> Option<&Seed> {
        self.keys.get(&(office.clone(), key))
    }

    /// Which key belongs to a seed costs as much as opening something: it is found out once.
    fn read_keys(&mut self) {
        let seeds = self
            .values_under(values::SEEDS)
            .filter_map(|(name, value)| {
                let (owner, _) = values::parse_seed(&format!("{}{name}", values::SEEDS))?;
                let bytes = <[u8; SEED_BYTES]>::try_from(value).ok()?;
                let seed = Seed::from_bytes(bytes);
                Some(((owner, seed.public_key().fingerprint()), seed))
            });
        self.keys = seeds.collect();
    }

    /// The office's seeds that this device holds, by epoch.
    pub(super) fn seeds(&self, office: &OfficeId) -> BTreeMap<u32, Seed> {
        self.values_under(values::SEEDS)
            .filter_map(|(name, value)| {
                let (owner, epoch) = values::parse_seed(&format!("{}{name}", values::SEEDS))?;
                let bytes = <[u8; SEED_BYTES]>::try_from(value).ok()?;
                (owner == *office).then(|| (epoch, Seed::from_bytes(bytes)))
            })
            .collect()
    }

    /// This device's memberships, as far as the directory has been read.
    pub(super) fn memberships(&self) -> &[Membership] {
        self.device
            .as_ref()
            .zip(self.directory.as_ref())
            .and_then(|(own, directory)| directory.device(&own.device))
            .map_or(&[], |device| device.memberships.as_slice())
    }

    /// The offices whose cases this device works with.
    pub(super) fn case_offices(&self) -> impl Iterator<Item = &OfficeId> {
        self.memberships()
            .iter()
            .filter(|membership| membership.role != Role::Administrator)
            .map(|membership| &membership.office)
    }

    pub(super) fn serves(&self, office: &OfficeId) -> bool {
        self.case_offices().any(|own| own == office)
    }

    /// The directory as it will be when the own statements in the outbox are in the log.
    pub(super) fn expected_directory(&self) -> Option<Directory> {
        let mut directory = self.directory.clone()?;
        let mut own: Vec<(&Known, &Statement)> = self
            .statements()
            .filter(|(known, _)| known.refused.is_none())
            .filter(|(known, _)| {
                known
                    .directory_seq()
                    .is_none_or(|seq| seq > self.directory_seq)
            })
            .collect();
        own.sort_by_key(|(known, _)| known.rank());
        for (known, statement) in own {
            let by = known.act.public().author.person;
            directory.apply(statement, by, known.act.hash());
        }
        Some(directory)
    }

    /// The acts about a handover, in the order in which they are folded.
    pub(super) fn acts_of(&self, handover: HandoverId) -> Vec<&Known> {
        let mut acts: Vec<&Known> = self
            .about
            .get(&handover)
            .into_iter()
            .flatten()
            .filter_map(|id| self.acts.get(id))
            .collect();
        acts.sort_by_key(|known| known.rank());
        acts
    }

    /// The handover as the log has it before `index`.
    pub(super) fn handover_before(&self, handover: HandoverId, index: u64) -> Option<Handover> {
        fold(
            self.acts_of(handover)
                .into_iter()
                .take_while(|known| known.rank().0 < index),
        )
    }

    /// Handovers of which acts are here but not their beginning.
    pub(super) fn headless(&self) -> impl Iterator<Item = HandoverId> {
        self.about
            .keys()
            .filter(|id| !self.handovers.contains_key(id))
            .copied()
    }

    /// The key that must have signed.
    pub(super) fn key_of(&self, signed: &Signed) -> Option<VerifyingKey> {
        let signer = signed.signer();
        let own = self.device.as_ref();
        match own.filter(|own| own.device == signer.device) {
            Some(own) => Some(*own.keys().signing(signer.capacity)),
            None => self
                .directory
                .as_ref()?
                .signing_key(&signer.device, signer.capacity)
                .copied(),
        }
    }

    /// The deployment's root key, in the certificate that is pinned.
    pub(super) fn root_key(&self) -> Option<VerifyingKey> {
        let public = fingerprint::public_key(self.value(values::ROOT)?).ok()?;
        VerifyingKey::from_bytes(public.as_bytes()).ok()
    }

    fn read_device(&mut self) -> Result<(), StoreError> {
        self.device = self
            .value(values::DEVICE)
            .map(DeviceSecrets::from_bytes)
            .transpose()
            .map_err(|_| StoreError::Corrupt("device secrets"))?;
        Ok(())
    }

    fn read_heard(&mut self) {
        self.heard = self.value(values::HEARD).and_then(Heard::from_bytes);
    }

    fn begin_with_kept_genesis(&mut self) -> Result<(), StoreError> {
        let kept = self.value(values::GENESIS);
        let Some(genesis) = kept.filter(|_| self.directory.is_none()) else {
            return Ok(());
        };
        let act = Signed::from_bytes(genesis.to_vec())
            .ok()
            .zip(self.root_key())
            .and_then(|(signed, root)| Act::verify_genesis(signed, &root).ok())
            .ok_or(StoreError::Corrupt("genesis"))?;
        self.begin_directory(&act);
        Ok(())
    }

    fn begin_directory(&mut self, act: &Act) {
        if let Matter::Directory(Statement::Genesis(genesis), _) = &act.public().matter
            && self.directory.is_none()
        {
            self.directory = Some(Directory::begin((**genesis).clone(), act.hash()));
        }
    }

    /// Believes a row and takes it in; answers the handover that has to be folded anew.
    fn insert(&mut self, row: Row) -> Result<Option<HandoverId>, StoreError> {
        // Every row was verified before it was kept, and is sealed with the profile's key.
        let act = Act::kept(row.signed).ok();
        let known = Known {
            act: act.ok_or(StoreError::Corrupt("act"))?,
            order: row.order,
            receipt: row.receipt,
            refused: row.refused,
        };
        let id = known.act.id();
        self.newest_order = self.newest_order.max(known.order);
        if let Some(seq) = known.directory_seq() {
            self.statements.insert(seq, id);
        }
        let handover = known.act.public().handover().map(|act| act.handover);
        match handover {
            Some(handover) => drop(self.about.entry(handover).or_default().insert(id)),
            None => drop(self.said.insert(id)),
        }
        if known.waits() {
            self.waiting.insert(id);
        } else {
            self.waiting.remove(&id);
        }
        let own = self.device.as_ref().map(|own| own.device);
        let newest = self.last.is_none_or(|(order, _)| order <= known.order);
        if newest && Some(known.act.public().author.device) == own {
            self.last = Some((known.order, known.act.hash()));
        }
        self.acts.insert(id, known);
        Ok(handover)
    }

    /// Applies the statements up to where the directory's mailbox has been read.
    fn advance_directory(&mut self) {
        let read = self.cursor(&Mailbox::Directory).seq;
        while self.directory_seq < read {
            let seq = self.directory_seq.saturating_add(1);
            let act = self.statements.get(&seq).and_then(|id| self.acts.get(id));
            if let Some(act) = act.map(|known| known.act.clone()) {
                if let Matter::Directory(statement, _) = &act.public().matter {
                    match &mut self.directory {
                        Some(directory) if seq > 1 => {
                            directory.apply(statement, act.public().author.person, act.hash());
                        }
                        Some(_) | None => self.begin_directory(&act),
                    }
                }
            } else if self.statements.range(seq..).next().is_none() {
                // It did not verify, and may yet when the next one comes.
                return;
            }
            self.directory_seq = seq;
        }
    }

    fn fold(&mut self, handover: HandoverId) {
        match fold(self.acts_of(handover).into_iter()) {
            Some(folded) => self.handovers.insert(folded),
            None => self.handovers.remove(&handover),
        }
    }
}
