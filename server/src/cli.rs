//! The command line. Results go to stdout, talk and faults to stderr.

mod init;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use stafet_blobs::folder::Folder as BlobFolder;
use stafet_certs::founding::{FilesError, FoundingError, ServerKeys};
use stafet_shared::time::Clock as _;

use crate::{
    Server,
    clock::{SystemClock, SystemEntropy},
    committer::OpenError,
    config::{self, ConfigError, Folder, Settings},
    doctor::{self, Finding},
    list, notice,
    store::{HandoverRow, Store as _, StoreError, Which, notices::NoticeStore as _},
    telemetry,
    transport::{self, limits::TransportError},
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

/// Stafet's server: keeps the log of sealed handovers and tells who has the ball.
#[derive(Debug, Parser)]
#[command(name = "stafet-server", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Found a deployment: make all keys and begin the log.
    Init(Box<init::Init>),
    /// Serve until interrupted.
    Run(Place),
    /// List where the handovers stand, the earliest deadline first.
    Handovers(Handovers),
    /// List what is overdue; the exit code is 20 when anything is, for monitoring.
    Check(Place),
    /// List the notices that could not be delivered, and why; the exit code is 1 when there are any.
    Notices(Notices),
    /// Look whether keys, files and log are as they should be.
    Doctor(Place),
}

#[derive(Debug, clap::Args)]
struct Place {
    /// The server's folder [default: stafet-server].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Handovers {
    #[command(flatten)]
    place: Place,
    /// Only those that nobody has signed for.
    #[arg(long)]
    unacknowledged: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Notices {
    #[command(flatten)]
    place: Place,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Does what was asked and answers with the exit code.
#[must_use]
pub fn run(cli: Cli) -> u8 {
    telemetry::start(&config::log_filter());
    let done = tokio::runtime::Runtime::new()
        .map_err(CliError::Runtime)
        .and_then(|runtime| runtime.block_on(dispatch(cli.command)));
    match done {
        Ok(code) => code,
        Err(error) => {
            // Where stderr is gone, the exit code still tells.
            drop(writeln!(io::stderr(), "stafet-server: {error}"));
            error.exit_code()
        }
    }
}

async fn dispatch(command: Command) -> Result<u8, CliError> {
    match command {
        Command::Init(init) => init.run().await,
        Command::Run(place) => serve(Folder::find(place.data)).await,
        Command::Handovers(asked) => handovers(asked).await,
        Command::Check(place) => check(Folder::find(place.data)).await,
        Command::Notices(asked) => notices(asked).await,
        Command::Doctor(place) => examine(Folder::find(place.data)).await,
    }
}

async fn serve(folder: Folder) -> Result<u8, CliError> {
    let settings = Settings::read(&folder)?;
    let keys = ServerKeys::read(&folder.keys())?;
    let store = settings.database(&folder)?.open().await?;
    let blobs = Arc::new(BlobFolder::at(&folder.blobs()));
    let clock = Arc::new(SystemClock);
    let config = transport::server_config(&keys, Arc::clone(&clock) as _)?;
    let endpoint = transport::listen(settings.listen, config).map_err(CliError::Listen)?;
    let address = endpoint.local_addr().map_err(CliError::Listen)?;
    let server = Server::start(
        endpoint,
        (store.clone(), blobs),
        &keys,
        clock,
        Box::new(SystemEntropy),
    )
    .await?;
    print(&format!("listening on {address}"))?;
    interrupted().await.map_err(CliError::Runtime)?;
    tracing::info!("shutting down");
    server.shutdown().await;
    store.close().await;
    Ok(EXIT_DONE)
}

async fn handovers(asked: Handovers) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let which = if asked.unacknowledged {
        Which::Unacknowledged
    } else {
        Which::All
    };
    let rows = rows(&folder, which).await?;
    let now = SystemClock.now();
    print(&if asked.json {
        format!("{:#}", list::to_json(&rows, now))
    } else {
        list::to_table(&rows, now)
    })?;
    Ok(EXIT_DONE)
}

async fn check(folder: Folder) -> Result<u8, CliError> {
    let now = SystemClock.now();
    let mut rows = rows(&folder, Which::All).await?;
    rows.retain(|row| list::is_overdue(row, now));
    if rows.is_empty() {
        return Ok(EXIT_DONE);
    }
    print(&list::to_table(&rows, now))?;
    Ok(EXIT_OVERDUE)
}

async fn notices(asked: Notices) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let settings = Settings::read(&folder)?;
    let store = settings.database(&folder)?.open().await?;
    let outbox = store.outbox().await?;
    store.close().await;
    let waiting = notice::list::waiting(&outbox);
    if asked.json {
        print(&format!("{:#}", notice::list::to_json(&waiting)))?;
    } else if !waiting.is_empty() {
        print(&notice::list::to_table(&waiting))?;
    } else if settings.notices.is_none() {
        print("nobody is told anything outside Stafet: server.toml has no [notices]")?;
    }
    Ok(if waiting.is_empty() {
        EXIT_DONE
    } else {
        EXIT_ERROR
    })
}

async fn rows(folder: &Folder, which: Which) -> Result<Vec<HandoverRow>, CliError> {
    let settings = Settings::read(folder)?;
    let store = settings.database(folder)?.open().await?;
    let rows = store.handovers(which).await?;
    store.close().await;
    Ok(rows)
}

async fn examine(folder: Folder) -> Result<u8, CliError> {
    let database = Settings::read(&folder)?.database(&folder)?;
    let findings = doctor::examine(&folder, &database, SystemClock.now()).await;
    let mut code = EXIT_DONE;
    for finding in findings {
        match finding {
            Finding::Well(text) => print(&format!("ok     {text}"))?,
            Finding::Wrong(text, next) => {
                print(&format!("wrong  {text}\n       next: {next}"))?;
                code = EXIT_UNVERIFIED;
            }
        }
    }
    Ok(code)
}

/// Waits for the operator, or whatever runs this program, to end it.
#[cfg(unix)]
async fn interrupted() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        biased;
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn print(text: &str) -> Result<(), CliError> {
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
    /// Nobody reads the output.
    #[error("cannot write the result: {0}")]
    Print(io::Error),
    /// The operating system gives no runtime.
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

impl CliError {
    const fn exit_code(&self) -> u8 {
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
            | Self::Listen(_)
            | Self::Print(_)
            | Self::Runtime(_) => EXIT_ERROR,
        }
    }
}

#[cfg(test)]
mod tests;
