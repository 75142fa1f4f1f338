//! How a command ends: what it prints, why it fails, and with which code.

use std::io::{self, Write as _};

use stafet_certs::founding::{FilesError, FoundingError};

use crate::{
    config::ConfigError, log::OpenError, notice::channel::PostError, store::StoreError,
    transport::limits::TransportError,
};

/// Everything went well.
pub const EXIT_DONE: u8 = 0;
/// It did not.
pub const EXIT_ERROR: u8 = 1;
/// Something does not verify.
pub const EXIT_UNVERIFIED: u8 = 13;
/// There is no such folder.
pub const EXIT_NOT_FOUND: u8 = 14;
/// Somebody should have acted before now.
pub const EXIT_OVERDUE: u8 = 20;

/// Prints a result.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(CliError::Print)
}

/// Why a command did not end well.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The keys cannot be read or written.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The keys cannot be made.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The log cannot be served.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// TLS or QUIC cannot be set up.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The server and the administrator need folders of their own.
    #[error("the administrator's folder must lie outside the server's; choose another --admin-dir")]
    SameFolder,
    /// The address cannot be listened on.
    #[error("cannot listen: {0}; choose another address with STAFET_SERVER_LISTEN")]
    Listen(io::Error),
    /// Letters cannot be delivered as the settings say.
    #[error(transparent)]
    Post(#[from] PostError),
    /// The address for figures cannot be listened on.
    #[error("cannot listen for metrics: {0}; choose another port in metrics.listen")]
    Metrics(io::Error),
    /// Nobody reads the output.
    #[error("cannot write the result: {0}")]
    Print(io::Error),
    /// The operating system gives no runtime.
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

impl CliError {
    /// With which code the program ends.
    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::Config(ConfigError::NotFound(_)) | Self::Files(FilesError::Missing(_)) => {
                EXIT_NOT_FOUND
            }
            Self::Open(OpenError::Keys | OpenError::OtherGenesis) => EXIT_UNVERIFIED,
            Self::Config(_)
            | Self::Files(_)
            | Self::Founding(_)
            | Self::Open(_)
            | Self::Store(_)
            | Self::Transport(_)
            | Self::SameFolder
            | Self::Post(_)
            | Self::Metrics(_)
            | Self::Listen(_)
            | Self::Print(_)
            | Self::Runtime(_) => EXIT_ERROR,
        }
    }
}
