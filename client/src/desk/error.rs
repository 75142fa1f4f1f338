//! Why something was not done at the desk, and whose move it is.

use std::io;

use stafet_certs::founding::FilesError;
use stafet_shared::{id::HandoverId, report::BadPeriod};

use crate::{
    link::LinkError,
    office::{Lookup, OfficeError},
    profile::ProfileError,
    report::ReportError,
    store::StoreError,
    sync::SyncError,
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The profile does not open.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The administrator's keys cannot be read.
    #[error(transparent)]
    Keys(#[from] FilesError),
    /// What was typed names no handover, or several.
    #[error(transparent)]
    Lookup(#[from] Lookup),
    /// The use case failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// The server was spoken to, and refuses or is not to be trusted.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// The system does not let the program listen for its end.
    #[error("this program cannot hear when it is to stop: {0}")]
    Signal(#[from] io::Error),
    /// The server was not reached, and has to be asked.
    #[error("this needs a connection to the server; try again when there is one")]
    NoServer,
    /// A file cannot go along.
    #[error(transparent)]
    Attach(#[from] AttachError),
    /// There is nothing to save, or nowhere.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The report's period ends before it begins.
    #[error(transparent)]
    Period(#[from] BadPeriod),
    /// The report could not be written.
    #[error(transparent)]
    Report(#[from] ReportError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Office(error.into())
    }
}

impl From<LinkError> for DeskError {
    fn from(error: LinkError) -> Self {
        Self::Sync(error.into())
    }
}

/// Why a file cannot go along. The author's move; nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// There are too many of them.
    #[error("{got} files are too many to send at once")]
    TooMany {
        /// How many there are.
        got: usize,
    },
    /// No files go along with this kind of document.
    #[error("no files go along with this")]
    NoPlace,
    /// There is no such file.
    #[error("{0} is missing")]
    Missing(String),
    /// A folder, or something else that is no file.
    #[error("{0} is no file")]
    NoFile(String),
    /// The file is too large.
    #[error("{name} has {got} bytes, which is too much")]
    TooLarge {
        /// The file.
        name: String,
        /// Its size in bytes.
        got: u64,
    },
    /// Recipients do not accept a file of that name.
    #[error("{0} cannot be sent under its name; give it another one")]
    Name(String),
    /// The file cannot be read.
    #[error("{name} cannot be read: {error}")]
    Unreadable {
        /// The file.
        name: String,
        /// What the system says.
        error: io::Error,
    },
}

/// Why no attached file was saved. The reader's move.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// There is no such folder.
    #[error("there is no folder {0}")]
    NoFolder(String),
    /// Nothing is attached to the handover.
    #[error("nothing is attached to {}", .0.short())]
    Nothing(HandoverId),
    /// No attached file has this name.
    #[error("no file of {} is called {name}", id.short())]
    NoSuchFile {
        /// The handover.
        id: HandoverId,
        /// The name that was asked for.
        name: String,
    },
}
