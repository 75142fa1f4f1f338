//! The office: every use case, called by every face.
//!
//! An [`Office`] holds one profile's storage and the view that is folded from it. Each use case
//! decides on that view, and is durable when it returns: what it changes is one commit, together
//! with the acts that the device owes by itself (technical receipts, grants, drafts whose key has
//! come). When another process has committed first, what it changed is taken in and the decision
//! made anew. Nothing here speaks to the server; [`crate::sync`] does, through the same office.

mod administration;
mod attachments;
mod compose;
mod copies;
mod course;
mod debts;
mod deed;
mod deeds;
mod drafts;
mod error;
mod exchange;
mod forms;
mod grants;
mod heard;
mod hearing;
mod holding;
mod intake;
mod joining;
mod lending;
mod opening;
mod outgoing;
mod papers;
mod promised;
mod reader;
mod reading;
pub mod receipts;
mod seen;
mod settings;
mod stored_form;
mod unsent;
mod values;
mod view;
mod watching;

#[cfg(test)]
mod tests;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use stafet_blobs::Blobs;
use stafet_shared::{
    entropy::Entropy, id::ActId, party::OfficeId, seal::Sealing, time::Clock, words::Role,
};

use self::view::View;
use crate::store::{Change, Outcome, Store, StoreError};

pub use self::{
    administration::{MEMBERSHIP_DAYS, Verdict, staffing},
    attachments::{AttachmentState, Happened, Opener, SPOILT_MAX, Sealer, Transfers},
    course::CourseDeed,
    deed::{Amends, Deed, Supplied, proposes_a_party},
    drafts::{Draft, Sent},
    error::OfficeError,
    exchange::Exchange,
    forms::FORMS_MAX,
    heard::{HEARD_EVERY_MS, HEARD_STALE_MS, Heard, Skew},
    holding::Hold,
    intake::{Extent, Taken},
    joining::{Certificate, Credentials},
    lending::{Answer, Lender},
    opening::Unreadable,
    reader::{Lookup, Reader},
    reading::{ActContent, BODIES_AT_ONCE},
    receipts::Receipts,
    seen::bound_to,
    settings::{Names, Setting, Switch},
    unsent::{Aim, Outgoing, Then, Unsent},
    watching::{Recorded, Watching},
};

/// The most attempts to commit while other processes commit first.
pub const COMMIT_TRIES_MAX: u32 = 16;

/// What an office is handed from the world.
pub struct Tools {
    /// Seals and opens.
    pub sealing: Arc<dyn Sealing>,
    /// Keeps sealed files.
    pub blobs: Arc<dyn Blobs>,
    /// Tells the time that acts claim.
    pub clock: Arc<dyn Clock>,
    /// The source of ids, salts and keys.
    pub entropy: Box<dyn Entropy + Send>,
}

impl fmt::Debug for Tools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tools")
    }
}

/// How far this device has come into an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no identity in the profile.
    NotEnrolled,
    /// An administrator has to approve (*venter på godkendelse*).
    WaitingForApproval,
    /// Approved, but a colleague's device has not handed over the office's key yet (*venter på
    /// nøgle*): nothing can be read.
    WaitingForKey(OfficeId),
    /// At work.
    Member {
        /// The offices that the device serves.
        offices: Vec<OfficeId>,
        /// In which role, one for each office.
        roles: Vec<Role>,
        /// The person's name.
        name: String,
    },
}

impl Standing {
    /// The offices that the device serves, or will.
    #[must_use]
    pub fn into_offices(self) -> Vec<OfficeId> {
        match self {
            Self::Member { offices, .. } => offices,
            Self::WaitingForKey(office) => vec![office],
            Self::NotEnrolled | Self::WaitingForApproval => Vec::new(),
        }
    }
}

/// One profile at work.
pub struct Office<S> {
    store: S,
    sealing: Arc<dyn Sealing>,
    blobs: Arc<dyn Blobs>,
    clock: Arc<dyn Clock>,
    /// Never locked: it is only reached through `&mut self`, and makes the office `Sync`.
    entropy: Mutex<Chance>,
    view: View,
    /// Changes that the view shows and the store does not have yet.
    pending: Vec<Change>,
    /// Whether the view is what the store had at its revision, but for `pending`.
    sound: bool,
    /// Whether something was forgotten that may still lie on the disk.
    unscrubbed: bool,
}

impl<S: Store> Office<S> {
    /// Opens the profile that `store` holds. An empty one belongs to nobody yet.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn open(store: S, tools: Tools) -> Result<Self, OfficeError> {
        let view = View::load(store.load().await?)?;
        Ok(Self {
            store,
            sealing: tools.sealing,
            blobs: tools.blobs,
            clock: tools.clock,
            entropy: Mutex::new(Chance(tools.entropy)),
            view,
            pending: Vec::new(),
            sound: true,
            unscrubbed: false,
        })
    }

    /// Takes in what another process has committed. Answers whether one had.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn refresh(&mut self) -> Result<bool, OfficeError> {
        let revision = self.store.revision().await?;
        // Only a profile that was put back from a copy has gone back.
        if !self.is_sound() || revision < self.view.revision {
            self.reload().await?;
            return Ok(true);
        }
        let is_stale = revision > self.view.revision;
        if is_stale {
            let news = self.store.changes_since(self.view.revision).await?;
            self.sound = false;
            self.view.apply(&news.changes)?;
            self.view.revision = news.revision;
            self.sound = true;
        }
        Ok(is_stale)
    }

    /// Any random number, for pauses.
    pub(crate) fn chance(&mut self) -> u64 {
        self.random(|entropy| u64::from_be_bytes(entropy.array()))
    }

    /// Decides on the present view, and again whenever another process commits first.
    async fn decide<T>(
        &mut self,
        mut choose: impl FnMut(&mut Self) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        for _ in 0..COMMIT_TRIES_MAX {
            self.refresh().await?;
            let chosen = choose(self)?;
            self.pay_debts().await?;
            if self.flush().await? {
                return Ok(chosen);
            }
        }
        Err(OfficeError::Busy)
    }

    /// Notes a change in the view; it becomes durable with the next flush.
    fn put(&mut self, change: Change) -> Result<(), OfficeError> {
        self.view.apply(std::slice::from_ref(&change))?;
        self.pending.push(change);
        Ok(())
    }

    fn set(&mut self, name: impl Into<String>, value: Vec<u8>) -> Result<(), OfficeError> {
        let name = name.into();
        self.put(Change::Set { name, value })
    }

    fn unset(&mut self, name: impl Into<String>) -> Result<(), OfficeError> {
        self.put(Change::Unset { name: name.into() })
    }

    /// Writes what is pending. Answers `false`, with the profile read again, when another
    /// process came first.
    async fn flush(&mut self) -> Result<bool, OfficeError> {
        if self.pending.is_empty() {
            return Ok(true);
        }
        self.sound = false;
        let changes = std::mem::take(&mut self.pending);
        let wanted: Vec<Change> = changes.iter().map(Change::without_body).collect();
        let outcome = match self.store.commit(self.view.revision, changes).await {
            Ok(outcome) => outcome,
            Err(error) => return self.look_up(&wanted, error).await,
        };
        let forgets = |change: &Change| matches!(change, Change::Forget { .. });
        match outcome {
            Outcome::Done(revision) => {
                self.view.revision = revision;
                self.sound = true;
                self.unscrubbed |= wanted.iter().any(forgets);
                if self.unscrubbed {
                    // While another process reads, the next commit tries again.
                    self.unscrubbed = self.store.scrub().await.is_err();
                }
                Ok(true)
            }
            Outcome::Moved => {
                self.reload().await?;
                Ok(false)
            }
        }
    }

    /// Whether a commit that failed has been written all the same: somebody who is told that
    /// nothing was saved would send it twice.
    async fn look_up(&mut self, wanted: &[Change], error: StoreError) -> Result<bool, OfficeError> {
        let written = self.reload().await.is_ok() && wanted.iter().all(|it| self.view.shows(it));
        if written { Ok(true) } else { Err(error.into()) }
    }

    /// A decision that failed half-way leaves changes behind that must not be shown.
    const fn is_sound(&self) -> bool {
        self.sound && self.pending.is_empty()
    }

    async fn reload(&mut self) -> Result<(), OfficeError> {
        self.sound = false;
        self.pending.clear();
        self.view = View::load(self.store.load().await?)?;
        self.sound = true;
        Ok(())
    }

    /// The body of an act, of one that is not written yet too.
    async fn body(&self, act: ActId) -> Result<Option<Vec<u8>>, OfficeError> {
        let pending = self.pending.iter().rev().find_map(|change| match change {
            Change::Act { row, body } if row.id == act => body.clone().map(Some),
            Change::Forget { act: forgotten } if *forgotten == act => Some(None),
            Change::Act { .. }
            | Change::Set { .. }
            | Change::Unset { .. }
            | Change::Forget { .. } => None,
        });
        match pending {
            Some(body) => Ok(body),
            None => Ok(self.store.body(act).await?),
        }
    }

    fn random<T>(&mut self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(
            self.entropy
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// The source of chance as a type of known size.
struct Chance(Box<dyn Entropy + Send>);

impl Entropy for Chance {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

impl<S> fmt::Debug for Office<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Office(revision {}, {} acts)",
            self.view.revision,
            self.view.acts.len()
        )
    }
}
