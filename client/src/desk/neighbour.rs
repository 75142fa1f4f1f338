//! Another program of this user that keeps in touch for the same profile: it is woken, and this
//! one does not connect itself.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use tokio::time::{sleep, timeout};

use super::{Desk, DeskError};
use crate::sync::{Files, Report};

/// How long a neighbour may take until it has exchanged everything but files.
pub const NEIGHBOUR_PATIENCE: Duration = Duration::from_secs(30);
/// How often what a neighbour does is looked for in the profile.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How often it is looked, once everything was exchanged, for an act that is still on its way: 2 s.
const LAST_LOOKS: u32 = 20;
/// How often files may be seen to stand still before they are left to the neighbour: 30 s.
const STILL_LOOKS: u32 = 300;

/// What a neighbour answers, once it has.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Option<Woken>> + Send + 'a>>;

/// A program that keeps in touch for the profile.
pub trait Neighbour: fmt::Debug + Send + Sync {
    /// Has it exchange everything with the server now. `None` when it is gone, or cannot do it for
    /// a reason that is to be found out.
    fn wake(&self) -> Answer<'_>;
}

/// What a neighbour has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Everything but files was exchanged; what it did since it was woken.
    Exchanged(Report),
    /// The server is not reached.
    Silent,
}

impl Desk {
    /// From now on a sync is left to this neighbour, for as long as it is there.
    pub fn live_beside(&mut self, neighbour: Box<dyn Neighbour>) {
        self.neighbour = Some(neighbour);
    }

    /// Has the neighbour sync. `None` when there is none that does it.
    ///
    /// # Errors
    /// When the profile cannot be read.
    pub(super) async fn sync_beside(
        &mut self,
        files: Files,
    ) -> Result<Option<Option<Report>>, DeskError> {
        let Some(neighbour) = &self.neighbour else {
            return Ok(None);
        };
        let woken = timeout(NEIGHBOUR_PATIENCE, neighbour.wake()).await;
        let answer = match woken {
            // Whoever is stuck says as little as a server that is silent.
            Err(_) | Ok(Some(Woken::Silent)) => None,
            Ok(Some(Woken::Exchanged(report))) => Some(report),
            Ok(None) => {
                self.neighbour = None;
                return Ok(None);
            }
        };
        self.office.refresh().await?;
        let Some(mut report) = answer else {
            return Ok(Some(None));
        };
        self.await_confirmation().await?;
        self.await_files(files).await?;
        report.unconfirmed = self.reader().unconfirmed();
        let waiting = self.reader().transfers().count();
        report.attachments_waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        Ok(Some(Some(report)))
    }

    /// Waits a moment for acts that were made when the neighbour had already looked.
    async fn await_confirmation(&mut self) -> Result<(), DeskError> {
        for _ in 0..LAST_LOOKS {
            if self.reader().unconfirmed().is_empty() {
                break;
            }
            sleep(LOOK_EVERY).await;
            self.office.refresh().await?;
        }
        Ok(())
    }

    /// Waits for these files, for as long as they move.
    async fn await_files(&mut self, files: Files) -> Result<(), DeskError> {
        let mut left = self.files_left(files);
        let mut looks: u32 = 0;
        while left > 0 && looks < STILL_LOOKS {
            sleep(LOOK_EVERY).await;
            self.office.refresh().await?;
            let now_left = self.files_left(files);
            looks = if now_left == left {
                looks.saturating_add(1)
            } else {
                0
            };
            left = now_left;
        }
        Ok(())
    }

    fn files_left(&self, files: Files) -> usize {
        let transfers = self.reader().transfers();
        match files {
            Files::None => 0,
            Files::Up => transfers.up.len(),
            Files::All => transfers.count(),
        }
    }
}
