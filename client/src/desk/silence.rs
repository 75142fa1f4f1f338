//! When the server was last not reached: an act made moments later does not wait for it again.

use std::{fs, path::PathBuf};

use super::{Desk, DeskError};
use crate::sync::Report;

/// For how long after a vain attempt acts are left to the next sync, in ms.
const SILENCE_MS: i64 = 60_000;
/// The file of a profile that holds the time of that attempt, in ms since 1970.
const FILE: &str = "silent";

impl Desk {
    /// One quick attempt to have an act confirmed, unless the last attempt was vain moments ago.
    /// Answers `None` while the server is not reached.
    ///
    /// # Errors
    /// When somebody has to do something about it.
    pub async fn confirm(&mut self) -> Result<Option<Report>, DeskError> {
        if self.was_silent() {
            return Ok(None);
        }
        self.quick_sync().await
    }

    fn was_silent(&self) -> bool {
        let noted = fs::read_to_string(self.note());
        let noted = noted.ok().and_then(|at| at.parse::<i64>().ok());
        let ago = noted.map(|at| self.clock.now().unix_ms().saturating_sub(at));
        ago.is_some_and(|ago| (0..SILENCE_MS).contains(&ago))
    }

    /// Notes that the server was not reached. Without the note the next act waits once more.
    pub(super) fn note_silence(&self) {
        let now = self.clock.now().unix_ms().to_string();
        fs::write(self.note(), now).unwrap_or_default();
    }

    /// The note itself, for whoever reaches the server while the office is lent to a sync.
    #[must_use]
    pub fn silence_note(&self) -> SilenceNote {
        SilenceNote(self.note())
    }

    fn note(&self) -> PathBuf {
        self.profile.folder().join(FILE)
    }
}

/// The note in a profile that the server was not reached moments ago.
#[derive(Debug)]
pub struct SilenceNote(PathBuf);

impl SilenceNote {
    /// The server was reached: the next act waits for it again.
    pub fn forget(&self) {
        fs::remove_file(&self.0).unwrap_or_default();
    }
}
