//! The command line. Results go to stdout, talk and faults to stderr.

mod init;
mod lists;
mod outcome;
mod place;
mod serve;
mod weekly;

use std::io::{self, Write as _};

use clap::{Parser, Subcommand};
use stafet_shared::time::Clock as _;

pub use self::outcome::{
    CliError, EXIT_DONE, EXIT_ERROR, EXIT_NOT_FOUND, EXIT_OVERDUE, EXIT_UNVERIFIED,
};
use self::{outcome::print, place::Place};
use crate::{
    clock::SystemClock,
    config::{self, Folder, Settings},
    doctor::{self, Finding},
    telemetry,
};

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
    Handovers(lists::Handovers),
    /// List who owes what, the earliest deadline first, courses and what was never sent included.
    Overview(lists::Overview),
    /// List what is overdue; the exit code is 20 when anything is, for monitoring.
    Check(Place),
    /// List the notices that could not be delivered, and why; the exit code is 1 when there are any.
    Notices(lists::Notices),
    /// Print the department's weekly list as of now, signed by this server.
    Weekly(weekly::Asked),
    /// Look whether keys, files and log are as they should be.
    Doctor(Place),
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
        Command::Handovers(asked) => lists::handovers(asked).await,
        Command::Overview(asked) => lists::overview(asked).await,
        Command::Check(place) => lists::check(Folder::find(place.data)).await,
        Command::Notices(asked) => lists::notices(asked).await,
        Command::Weekly(asked) => weekly::run(asked).await,
        Command::Doctor(place) => examine(Folder::find(place.data)).await,
    }
}

async fn examine(folder: Folder) -> Result<u8, CliError> {
    let settings = Settings::read(&folder)?;
    let database = settings.database(&folder)?;
    let notices = settings.notices.as_ref();
    let findings = doctor::examine(&folder, &database, notices, SystemClock.now()).await;
    let mut code = EXIT_DONE;
    for finding in findings {
        match finding {
            Finding::Well(text) => print(&format!("ok     {text}"))?,
            Finding::Gap(text, next) => print(&format!("gap    {text}\n       next: {next}"))?,
            Finding::Wrong(text, next) => {
                print(&format!("wrong  {text}\n       next: {next}"))?;
                code = EXIT_UNVERIFIED;
            }
        }
    }
    Ok(code)
}

#[cfg(test)]
mod tests;
