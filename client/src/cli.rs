//! The command line: one thin shell over the office's use cases.
//!
//! What is asked for is read by [`arguments`], decided by the office, put into words by pure
//! functions ([`list`], [`page`], [`json`]) and said through one [`Output`]. Data goes to
//! standard output, talk to standard error. Every command ends with an [`Exit`].

mod admin;
pub mod arguments;
mod attach;
mod deeds;
mod doctor;
pub mod exit;
pub mod failure;
pub mod json;
mod link;
pub mod list;
pub mod output;
mod overview;
pub mod page;
mod progress;
mod report;
mod save;
mod session;
mod shown;
pub mod typed;
mod watching;

use std::{path::Path, process::ExitCode};

use self::{
    arguments::{Arguments, Command, Options},
    content::Mask,
    exit::Failure,
    output::{Format, Loudness},
    session::{Reach, Session},
};
pub use self::{exit::Exit, output::Output};
#[cfg(test)]
use crate::face::samples;
use crate::{
    config::{Config, Environment},
    text::{Texts, say},
};
pub use crate::{
    face::{document as content, scene},
    form as file,
};

/// The program: takes the command line as it was read, reads the environment, and runs to its end.
#[must_use]
pub fn main(arguments: Result<Arguments, clap::Error>) -> ExitCode {
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output and succeeds; a wrong command line does neither.
            error.print().unwrap_or_default();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1));
        }
    };
    let options = &arguments.options;
    let config = Config::new(options.profile.clone(), options.lang, Environment::read());
    let mut output = Output::of_process(format(options), loudness(options));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => runtime
            .block_on(run(arguments, &config, &mut output))
            .into(),
        Err(error) => {
            output.complain(&error.to_string());
            Exit::Failed.into()
        }
    }
}

/// Runs one command.
pub async fn run(arguments: Arguments, config: &Config, output: &mut Output) -> Exit {
    let texts = match Texts::new(config.language) {
        Ok(texts) => texts,
        Err(error) => {
            output.complain(&error.to_string());
            return Exit::Failed;
        }
    };
    let exit = match Box::pin(execute(arguments, config, (&texts, &mut *output))).await {
        Ok(exit) => exit,
        Err(failure) => {
            let why = failure.text.as_str();
            let text = match failure.exit {
                Exit::Waiting => why.to_owned(),
                Exit::Done
                | Exit::Failed
                | Exit::Usage
                | Exit::NotEnrolled
                | Exit::Verification
                | Exit::NotFound
                | Exit::Overdue => say!(texts, "error", why = why),
            };
            output.complain(&text);
            failure.exit
        }
    };
    if output.is_whole() {
        exit
    } else {
        Exit::Failed
    }
}

async fn execute(
    arguments: Arguments,
    config: &Config,
    (texts, output): (&Texts, &mut Output),
) -> Result<Exit, Failure> {
    if let Some(done) = admin::without_profile(&arguments.command, (texts, &mut *output)) {
        return done;
    }
    let folder = config.profile.as_deref();
    let folder = folder.ok_or_else(|| Failure::new(Exit::Usage, say!(texts, "error-no-home")))?;
    let session = open(&arguments, folder, (texts, output)).await?;
    dispatch(arguments.command, session).await
}

/// Only somebody who joins begins a profile; all others need one.
async fn open<'a>(
    arguments: &Arguments,
    folder: &Path,
    face: (&'a Texts, &'a mut Output),
) -> Result<Session<'a>, Failure> {
    let reach = if arguments.options.offline {
        Reach::Offline
    } else {
        Reach::Online
    };
    if matches!(arguments.command, Command::Join { .. }) {
        Session::open_or_create(folder, reach, face).await
    } else {
        Session::open(folder, reach, face).await
    }
}

#[expect(clippy::cognitive_complexity, reason = "one arm for each command")]
async fn dispatch(command: Command, mut session: Session<'_>) -> Result<Exit, Failure> {
    let session = &mut session;
    match command {
        Command::Join { ticket, name } => link::join(session, &ticket, &name).await,
        Command::Send(what) => deeds::send(session, what).await,
        Command::Inbox(what) => shown::inbox(session, what),
        Command::Outbox(what) => shown::outbox(session, what),
        Command::Show { id, unmask } => {
            let mask = if unmask { Mask::Whole } else { Mask::Masked };
            shown::show(session, &id, mask).await
        }
        Command::Save { id, name, to } => save::save(session, &id, name.as_deref(), &to).await,
        Command::Deed(command) => deeds::perform(session, command).await,
        Command::Watch(command) => watching::watch(session, command).await,
        Command::Overview(what) => overview::show(session, what).await,
        Command::Report(command) => report::perform(session, command).await,
        Command::Reopen { id, from_file } => deeds::reopen(session, &id, &from_file).await,
        Command::Sync { watch: false } => link::once(session).await,
        Command::Sync { watch: true } => link::watch(session).await,
        Command::Contacts => shown::contacts(session),
        Command::Doctor => doctor::examine(session).await,
        Command::Admin(command) => admin::perform(session, command).await,
    }
}

const fn format(options: &Options) -> Format {
    if options.json {
        Format::Json
    } else {
        Format::Text
    }
}

const fn loudness(options: &Options) -> Loudness {
    if options.quiet {
        Loudness::Quiet
    } else if options.verbose > 0 {
        Loudness::Verbose
    } else {
        Loudness::Normal
    }
}
