//! The command line. Results go to stdout, talk and faults to stderr.

mod init;
mod serve;
mod weekly;

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use clap::{Parser, Subcommand};
use stafet_certs::founding::{FilesError, FoundingError};
use stafet_shared::{obligation::List, party::OfficeId, time::Clock as _};

use crate::{
    clock::SystemClock,
    config::{self, ConfigError, Folder, Settings},
    doctor::{self, Finding},
    list,
    log::OpenError,
    notice::{self, channel::PostError},
    store::{HandoverRow, OwedRow, Owes, Store as _, StoreError, Which, notices::NoticeStore as _},
    telemetry,
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

/// The most obligations that one command lists.
const OVERVIEW_ROWS_MAX: u32 = 100_000;

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
    /// List who owes what, the earliest deadline first, courses and what was never sent included.
    Overview(Overview),
    /// List what is overdue; the exit code is 20 when anything is, for monitoring.
    Check(Place),
    /// List the notices that could not be delivered, and why; the exit code is 1 when there are any.
    Notices(Notices),
    /// Print the department's weekly list as of now, signed by this server.
    Weekly(weekly::Asked),
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
struct Overview {
    #[command(flatten)]
    place: Place,
    /// Only one list: receipt, expected, follow-up, returned or other.
    #[arg(long, value_parser = parse_list)]
    list: Option<List>,
    /// Only what that office owes.
    #[arg(long, value_name = "OFFICE", value_parser = OfficeId::parse)]
    office: Option<OfficeId>,
    /// Only what is overdue.
    #[arg(long)]
    overdue: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

fn parse_list(name: &str) -> Result<List, String> {
    let names = List::ALL.map(List::name).join(", ");
    List::from_name(name).ok_or_else(|| format!("there is no such list; choose one of {names}"))
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
        Command::Run(place) => serve::run(Folder::find(place.data)).await,
        Command::Handovers(asked) => handovers(asked).await,
        Command::Overview(asked) => overview(asked).await,
        Command::Check(place) => check(Folder::find(place.data)).await,
        Command::Notices(asked) => notices(asked).await,
        Command::Weekly(asked) => weekly::run(asked).await,
        Command::Doctor(place) => examine(Folder::find(place.data)).await,
    }
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
    let overdue = Owes {
        due_before: Some(now),
        ..Owes::default()
    };
    let rows = owed(&folder, &overdue).await?;
    if rows.is_empty() {
        return Ok(EXIT_DONE);
    }
    print(&list::owed_table(&rows, now))?;
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

async fn overview(asked: Overview) -> Result<u8, CliError> {
    let folder = Folder::find(asked.place.data);
    let now = SystemClock.now();
    let which = Owes {
        list: asked.list,
        owner: asked.office,
        due_before: asked.overdue.then_some(now),
        ..Owes::default()
    };
    let rows = owed(&folder, &which).await?;
    print(&if asked.json {
        format!("{:#}", list::owed_json(&rows, now))
    } else {
        list::owed_table(&rows, now)
    })?;
    Ok(EXIT_DONE)
}

/// What is owed, as far as it is asked for.
async fn owed(folder: &Folder, which: &Owes) -> Result<Vec<(OwedRow, HandoverRow)>, CliError> {
    let settings = Settings::read(folder)?;
    let store = settings.database(folder)?.open().await?;
    let rows = store.owed(which, (None, OVERVIEW_ROWS_MAX)).await?;
    store.close().await;
    Ok(rows)
}

async fn examine(folder: Folder) -> Result<u8, CliError> {
    let settings = Settings::read(&folder)?;
    let database = settings.database(&folder)?;
    let notices = settings.notices.as_ref();
    let findings = doctor::examine(&folder, (&database, notices), SystemClock.now()).await;
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
            | Self::Post(_)
            | Self::Metrics(_)
            | Self::Listen(_)
            | Self::Print(_)
            | Self::Runtime(_) => EXIT_ERROR,
        }
    }
}

#[cfg(test)]
mod tests;
