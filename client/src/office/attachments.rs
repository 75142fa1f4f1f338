//! Attached files: sealed into the profile's folder, moved to and from the server, and opened.
//!
//! The profile knows of each sealed file whether it is whole here and whether the server has it,
//! so that what is to be moved follows from the view alone. Files on the disk are only
//! ciphertext; their keys stand in sealed documents.

use std::{
    collections::BTreeSet,
    fmt,
    io::{Read, Write},
    sync::Arc,
};

use stafet_blobs::{Blobs, BlobsError, Held, is_full};
use stafet_shared::{
    content::{Attachment, RawAttachment, media_type_of},
    entropy::Entropy,
    handover::{Effect, Handover},
    hash::Hash,
    seal::{
        Sealing,
        blob::{BlobError, BlobKey, BlobRef, open_file, seal_file},
    },
    words::{State, Verb},
};

use super::{Exchange, Office, OfficeError, Reader, values, view::Known};
use crate::store::Store;

/// How often a sealed file may come with a wrong hash or length before it is no longer asked for.
pub const SPOILT_MAX: u32 = 3;

/// Sealed files that are to be moved, the oldest act's first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfers {
    /// Own ones that the server has not confirmed.
    pub up: Vec<BlobRef>,
    /// Announced ones that are not whole here.
    pub down: Vec<BlobRef>,
}

impl Transfers {
    /// How many files there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.up.len().saturating_add(self.down.len())
    }
}

/// What has happened to a sealed file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It is whole here.
    Came,
    /// The server has it.
    Kept,
    /// It came with a wrong hash or length, and was dropped.
    Spoilt,
}

/// How far an attached file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// It can be saved.
    Here,
    /// It is on its way: so many of its sealed bytes are here.
    Missing {
        /// Bytes that are here.
        here: u32,
        /// Bytes that there are.
        of: u32,
    },
    /// It has come [`SPOILT_MAX`] times with a wrong hash or length. Ask the sender.
    Spoilt,
    /// Its sender names it, and has not attached it.
    OnlyNamed,
}

/// Seals one file into the profile's folder, apart from the office.
pub struct Sealer {
    key: BlobKey,
    sealing: Arc<dyn Sealing>,
    blobs: Arc<dyn Blobs>,
}

impl Sealer {
    /// Seals the file. It counts as here when the office has
    /// [put it into a form](Office::put_in_form).
    ///
    /// # Errors
    /// When it cannot be read, is too large, or there is no room. Nothing of it stays then.
    pub fn seal(
        self,
        name: &str,
        file: &mut (dyn Read + Send),
    ) -> Result<(RawAttachment, BlobRef), OfficeError> {
        let mut blob = self.blobs.create()?;
        let sealed = seal_file(&*self.sealing, &self.key, file, &mut blob);
        let measured = sealed.map_err(of_sealing)?;
        blob.keep(measured.blob)?;
        let raw = RawAttachment {
            name: Some(name.to_owned()),
            media_type: Some(media_type_of(name).to_owned()),
            size_bytes: measured.size_bytes,
            plaintext_sha256: *measured.plain.as_bytes(),
            ciphertext_sha256: *measured.blob.hash.as_bytes(),
            key: Some(self.key),
        };
        Ok((raw, measured.blob))
    }
}

/// Opens attached files, apart from the office.
#[derive(Clone)]
pub struct Opener {
    sealing: Arc<dyn Sealing>,
    blobs: Arc<dyn Blobs>,
}

impl Opener {
    /// Opens an attached file. Nothing that was written may be used before this has answered.
    ///
    /// # Errors
    /// When the file is not here, or is not what its sender has described.
    pub fn open(&self, attachment: &Attachment, file: &mut dyn Write) -> Result<(), OfficeError> {
        let named = attachment.key().zip(attachment.blob());
        let (key, blob) = named.ok_or(OfficeError::OnlyNamed)?;
        let plain = Hash::from_bytes(*attachment.plaintext_sha256());
        let mut sealed = self.blobs.open(blob)?;
        let described = (key, attachment.size_bytes(), plain);
        Ok(open_file(&*self.sealing, described, &mut sealed, file)?)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer([sealed])")
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener")
    }
}

impl<S: Store> Office<S> {
    /// Seals a file into the profile's folder: durable when this returns. The first of what it
    /// returns goes into the manifest of the document that is then sent.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or there is no room.
    pub async fn attach(
        &mut self,
        name: &str,
        file: &mut (dyn Read + Send),
    ) -> Result<(RawAttachment, BlobRef), OfficeError> {
        let (raw, blob) = self.sealer().seal(name, file)?;
        self.exchange().blob(blob, Happened::Came).await?;
        Ok((raw, blob))
    }

    /// What one file is sealed with by who must not hold the office meanwhile.
    pub fn sealer(&mut self) -> Sealer {
        Sealer {
            key: self.random(|entropy| BlobKey::from_bytes(entropy.array())),
            sealing: Arc::clone(&self.sealing),
            blobs: Arc::clone(&self.blobs),
        }
    }

    /// What attached files are opened with by who must not hold the office meanwhile.
    #[must_use]
    pub fn opener(&self) -> Opener {
        Opener {
            sealing: Arc::clone(&self.sealing),
            blobs: Arc::clone(&self.blobs),
        }
    }

    /// Forgets a sealed file that nothing was sent with; one that an act announces stays.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn detach(&mut self, blob: BlobRef) -> Result<(), OfficeError> {
        self.refresh().await?;
        let mut acts = self.view.acts.values();
        if acts.any(|known| known.act.public().attachments().contains(&blob)) {
            return Ok(());
        }
        self.decide(|office| office.unset_if_there(values::BLOBS_HERE, blob.hash))
            .await?;
        Ok(self.blobs.remove(blob)?)
    }

    /// Opens an attached file. Nothing that was written may be used before this has answered.
    ///
    /// # Errors
    /// When the file is not here, or is not what its sender has described.
    pub fn open_attachment(
        &self,
        attachment: &Attachment,
        file: &mut dyn Write,
    ) -> Result<(), OfficeError> {
        self.opener().open(attachment, file)
    }

    /// Forgets the sealed file of an attachment that did not open, if it is no longer what came:
    /// the next sync fetches it anew. Answers whether that was so.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn forget_if_rotten(&mut self, attachment: &Attachment) -> Result<bool, OfficeError> {
        let Some(blob) = attachment.blob() else {
            return Ok(false);
        };
        let mut file = self.blobs.open(blob)?;
        let is_rotten = Hash::of_stream(&mut file).map_err(BlobsError::from)? != blob.hash;
        drop(file);
        if !is_rotten || !self.reader().is_elsewhere(blob) {
            return Ok(false);
        }
        self.decide(|office| office.unset_if_there(values::BLOBS_HERE, blob.hash))
            .await?;
        self.blobs.remove(blob)?;
        Ok(true)
    }

    pub(super) fn came(&mut self, blob: BlobRef) -> Result<(), OfficeError> {
        self.unset_if_there(values::BLOBS_SPOILT, blob.hash)?;
        self.mark(values::BLOBS_HERE, blob.hash)
    }

    fn mark(&mut self, prefix: &str, hash: Hash) -> Result<(), OfficeError> {
        let name = values::blob(prefix, hash);
        if self.view.value(&name).is_some() {
            return Ok(());
        }
        self.set(name, Vec::new())
    }

    pub(super) fn unset_if_there(&mut self, prefix: &str, hash: Hash) -> Result<(), OfficeError> {
        let name = values::blob(prefix, hash);
        if self.view.value(&name).is_none() {
            return Ok(());
        }
        self.unset(name)
    }
}

impl<S: Store> Exchange<'_, S> {
    /// Takes in what has happened to a sealed file.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn blob(self, blob: BlobRef, happened: Happened) -> Result<(), OfficeError> {
        self.0
            .decide(|office| match happened {
                // It was still coming while its copies were destroyed.
                Happened::Came if office.reader().is_of_destroyed_alone(blob) => {
                    Ok(office.blobs.remove(blob)?)
                }
                Happened::Came => office.came(blob),
                Happened::Kept => office.mark(values::BLOBS_KEPT, blob.hash),
                Happened::Spoilt => {
                    let count = office.reader().spoilt(blob).saturating_add(1);
                    let name = values::blob(values::BLOBS_SPOILT, blob.hash);
                    office.set(name, count.to_be_bytes().to_vec())
                }
            })
            .await
    }

    /// Looks whether the files are where the profile says, and forgets those that are not: they
    /// are fetched again.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn look_for_blobs(self) -> Result<(), OfficeError> {
        let announced = self.0.view.acts.values();
        let announced = announced.flat_map(|known| known.act.public().attachments());
        let claimed: BTreeSet<BlobRef> = announced
            .copied()
            .filter(|blob| self.0.reader().is_here(*blob))
            .collect();
        for blob in claimed {
            if self.0.blobs.held(blob)? != Held::Whole {
                self.0
                    .decide(|office| office.unset_if_there(values::BLOBS_HERE, blob.hash))
                    .await?;
            }
        }
        Ok(())
    }

    /// Where sealed files lie.
    pub(crate) fn blobs(self) -> Arc<dyn Blobs> {
        Arc::clone(&self.0.blobs)
    }
}

impl<'a> Reader<'a> {
    /// How far an attached file has come.
    #[must_use]
    pub fn attachment_state(self, attachment: &Attachment) -> AttachmentState {
        let Some(blob) = attachment.blob() else {
            return AttachmentState::OnlyNamed;
        };
        if self.is_here(blob) {
            return AttachmentState::Here;
        }
        if self.spoilt(blob) >= SPOILT_MAX {
            return AttachmentState::Spoilt;
        }
        AttachmentState::Missing {
            here: self.bytes_here(blob),
            of: blob.bytes,
        }
    }

    /// How many bytes are here of a file that is not whole here and is still asked for.
    pub(super) fn coming(self, blob: BlobRef) -> Option<u32> {
        let comes = !self.is_here(blob) && self.spoilt(blob) < SPOILT_MAX;
        comes.then(|| self.bytes_here(blob))
    }

    fn bytes_here(self, blob: BlobRef) -> u32 {
        match self.blobs.held(blob) {
            Ok(Held::Part(here)) => here,
            Ok(Held::Whole) => blob.bytes,
            Err(_) => 0,
        }
    }

    /// Whether the handover's envelope announces any file.
    pub(super) fn has_attachments(self, handover: &Handover) -> bool {
        let envelope = self.view.acts.get(&self.envelope_of(handover));
        envelope.is_some_and(|known| !known.act.public().attachments().is_empty())
    }

    /// Whether every file that the handover's envelope announces is whole here.
    #[must_use]
    pub fn has_all_attachments(self, handover: &Handover) -> bool {
        let envelope = self.view.acts.get(&self.envelope_of(handover));
        envelope.is_some_and(|known| {
            let announced = known.act.public().attachments();
            announced.iter().all(|blob| self.is_here(*blob))
        })
    }

    /// What is to be moved.
    #[must_use]
    pub fn transfers(self) -> Transfers {
        let mut announcing: Vec<&Known> = self
            .announcing()
            .filter(|known| known.receipt.is_some())
            .collect();
        announcing.sort_by_key(|known| known.rank());
        let mut transfers = Transfers::default();
        let mut seen = BTreeSet::new();
        for known in announcing {
            let own = self.is_own(known);
            let about = known.act.public().handover();
            let goes = about.is_none_or(|about| !self.holds_files(about.handover));
            for blob in known.act.public().attachments() {
                let here = self.is_here(*blob);
                if own && goes && self.is_unsent(*blob) && seen.insert(*blob) {
                    transfers.up.push(*blob);
                }
                let wanted = !here && self.spoilt(*blob) < SPOILT_MAX && self.is_for_us(known);
                if wanted && seen.insert(*blob) {
                    transfers.down.push(*blob);
                }
            }
        }
        transfers
    }

    /// The acts that announce any file.
    pub(super) fn announcing(self) -> impl Iterator<Item = &'a Known> {
        let acts = self.view.acts.values();
        acts.filter(|known| !known.act.public().attachments().is_empty())
    }

    /// Whether a file is here and the server is not known to have it.
    pub(super) fn is_unsent(self, blob: BlobRef) -> bool {
        self.is_here(blob) && !self.is_kept(blob)
    }

    /// Whether an own office is to have what an act announces, and gets it from the server: not
    /// what was taken back, nor what was not for it.
    fn is_for_us(self, known: &Known) -> bool {
        if self.is_destroyed(&known.act) {
            return false;
        }
        let sealed = known.act.sealed();
        let mut readers = sealed.into_iter().flat_map(|it| &it.to);
        let about = known.act.public().handover();
        let Some(handover) = about.and_then(|about| self.view.handovers.get(&about.handover))
        else {
            return readers.any(|(office, _)| self.view.serves(office));
        };
        let taken_back = matches!(handover.state, State::Withdrawn | State::EnteredInError);
        !taken_back
            && !self.is_kept_back(known, handover)
            && readers.any(|(office, _)| {
                self.view.serves(office)
                    && !handover.misdirected.contains(office)
                    && !handover.destruction.contains_key(office)
            })
    }

    /// What was entered in error is given to nobody but its author's office any more, whatever
    /// became of the handover afterwards.
    fn is_kept_back(self, known: &Known, handover: &Handover) -> bool {
        let mut history = handover.history.iter();
        let in_error =
            history.any(|event| event.verb == Verb::EnterInError && event.effect == Effect::Moved);
        in_error && !self.view.serves(&known.act.public().author.office)
    }

    /// Files that came with a wrong hash or length, by their hashes.
    pub fn spoilt_attachments(self) -> impl Iterator<Item = (&'a str, u32)> {
        self.view
            .values_under(values::BLOBS_SPOILT)
            .map(|(hash, count)| (hash, read_count(count)))
    }

    fn is_here(self, blob: BlobRef) -> bool {
        let name = values::blob(values::BLOBS_HERE, blob.hash);
        self.view.value(&name).is_some()
    }

    fn is_kept(self, blob: BlobRef) -> bool {
        let name = values::blob(values::BLOBS_KEPT, blob.hash);
        self.view.value(&name).is_some()
    }

    /// Whether the server has a file, so that it need not be kept here: all but own ones that it
    /// has not confirmed.
    fn is_elsewhere(self, blob: BlobRef) -> bool {
        let mut acts = self.view.acts.values();
        let only_here =
            |known: &Known| known.act.public().attachments().contains(&blob) && self.is_own(known);
        self.is_kept(blob) || !acts.any(only_here)
    }

    fn spoilt(self, blob: BlobRef) -> u32 {
        let name = values::blob(values::BLOBS_SPOILT, blob.hash);
        self.view.value(&name).map_or(0, read_count)
    }

    pub(super) fn is_own(self, known: &Known) -> bool {
        let own = self.view.device.as_ref().map(|own| own.device);
        Some(known.act.public().author.device) == own
    }
}

/// A full disk is told as such, whoever noticed it.
fn of_sealing(error: BlobError) -> OfficeError {
    match error {
        BlobError::File(error) if is_full(error.kind()) => BlobsError::DiskFull.into(),
        error @ (BlobError::TooLarge { .. }
        | BlobError::Damaged
        | BlobError::OtherFile
        | BlobError::File(_)) => error.into(),
    }
}

fn read_count(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_be_bytes)
}
