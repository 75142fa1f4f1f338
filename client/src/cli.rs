//! The command line: one thin shell over the office's use cases.
//!
//! What is asked for is read by [`arguments`], decided by the office, put into words by pure
//! functions ([`crate::face`]), laid out here ([`list`], [`page`], [`json`]) and said through one [`Output`]. Data goes to
//! standard output, talk to standard error. Every command ends with an [`Exit`].

mod admin;
pub mod arguments;
mod deeds;
mod doctor;
pub mod exit;
pub mod help;
pub mod json;
mod link;
pub mod list;
mod open;
pub mod output;
mod overview;
pub mod page;
mod paper;
mod progress;
mod report;
mod save;
mod shown;
mod template;
pub mod typed;
mod watching;

use std::{ffi::OsString, path::Path, process::ExitCode};

use self::{
    arguments::{Arguments, Command, Options},
    exit::Failure,
    output::{Face, Format, Loudness},
};
pub use self::{exit::Exit, output::Output};
use crate::{
    config::{Config, Environment, Terminal},
    desk::{Desk, DeskError, Reach},
    face::{
        document::Mask,
        findings,
        lists::Direction,
        scene::Scene,
        trouble::{Trouble, WhoseMove},
    },
    page::running::Running,
    text::{Texts, help::HelpTexts, say},
};

/// The program: takes the command line as it was typed, its own name first, reads the environment,
/// and runs to its end.
#[must_use]
pub fn main(typed: &[OsString]) -> ExitCode {
    let environment = Environment::read();
    let typed = &environment.meant(typed, Terminal::of_output());
    // Without texts the parser speaks as its definitions do.
    let language = Config::new(None, help::language(typed), environment.clone()).language;
    let texts = HelpTexts::new(language).ok().flatten();
    let arguments = match help::read(typed, texts.as_ref()) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error, texts.as_ref()),
    };
    let options = &arguments.options;
    let config = Config::new(options.profile.clone(), options.lang, environment);
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

/// Help goes to standard output and succeeds; a wrong command line does neither.
fn not_understood(error: &clap::Error, texts: Option<&HelpTexts>) -> ExitCode {
    match texts {
        None => error.print().unwrap_or_default(),
        Some(texts) => {
            let mut output = Output::of_process(Format::Text, Loudness::Normal);
            let said = help::said(error, texts);
            if error.use_stderr() {
                output.complain(said.trim_end());
            } else {
                output.data(said.trim_end());
            }
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1))
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
    let face = Face {
        texts: &texts,
        output: &mut *output,
    };
    let exit = match Box::pin(execute(arguments, config, face)).await {
        Ok(exit) => exit,
        Err(trouble) => {
            let why = trouble.text.as_str();
            let text = match trouble.whose_move {
                WhoseMove::Nobody => why.to_owned(),
                WhoseMove::Reader
                | WhoseMove::Author
                | WhoseMove::Searcher
                | WhoseMove::Newcomer
                | WhoseMove::Administrator => say!(texts, "error", why = why),
            };
            output.complain(&text);
            if let Some(step) = &trouble.step {
                output.complain(&typed::next(step, &texts));
            }
            trouble.whose_move.into()
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
    mut face: Face<'_>,
) -> Result<Exit, Trouble> {
    let texts = face.texts;
    if let Some(done) = admin::without_profile(&arguments.command, &mut face) {
        return done;
    }
    if let Command::Template(what) = &arguments.command {
        return template::write(&mut face, what);
    }
    let folder = config.profile.as_deref();
    let folder =
        folder.ok_or_else(|| Trouble::new(WhoseMove::Author, say!(texts, "error-no-home")))?;
    if let Command::Open { no_browser, port } = arguments.command {
        let how = open::How { no_browser, port };
        return Box::pin(open::page(&mut face, folder, &how)).await;
    }
    let opened = profile(&arguments, folder).await;
    let mut desk = opened.map_err(|error| Trouble::of(&error, texts, None))?;
    for warning in desk.profile.warnings() {
        face.say(&findings::warning(warning, texts));
    }
    if let Some(running) = Running::of(folder) {
        desk.live_beside(Box::new(running));
    }
    if face.output.terminal && face.output.loudness >= Loudness::Normal {
        desk.meter_with(progress::meters(texts));
    }
    let done = dispatch(arguments.command, &mut desk, &mut face).await;
    if let Some(why) = desk.silence() {
        face.output.murmur(&why.to_string());
    }
    done.map_err(|failure| match failure {
        Failure::Told(trouble) => trouble,
        Failure::Desk(error) => {
            let own = desk.own();
            let scene = Scene::of(desk.reader(), &own, texts);
            Trouble::of(&error, texts, scene.as_ref())
        }
    })
}

/// Only somebody who joins begins a profile; all others need one.
async fn profile(arguments: &Arguments, folder: &Path) -> Result<Desk, DeskError> {
    let reach = if arguments.options.offline {
        Reach::Offline
    } else {
        Reach::Online
    };
    if matches!(arguments.command, Command::Join { .. }) {
        Desk::open_or_create(folder, reach).await
    } else {
        Desk::open(folder, reach).await
    }
}

#[expect(clippy::cognitive_complexity, reason = "one arm for each command")]
async fn dispatch(command: Command, desk: &mut Desk, face: &mut Face<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Join { ticket, name } => link::join(desk, face, &ticket, &name).await,
        Command::Send(what) => deeds::send(desk, face, what, None).await,
        Command::Template(what) => Ok(template::write(face, &what)?),
        Command::Inbox { what, ical } => match ical {
            Some(file) => paper::calendar(desk, face, &file),
            None => shown::list(desk, face, Direction::Inbox, what).await,
        },
        Command::Outbox(what) => shown::list(desk, face, Direction::Outbox, what).await,
        Command::Show { id, unmask, pdf } => {
            let mask = if unmask { Mask::Whole } else { Mask::Masked };
            match pdf {
                Some(file) => paper::print(desk, face, (&id, mask), &file).await,
                None => shown::show(desk, face, &id, mask).await,
            }
        }
        Command::Save { id, name, to } => save::save(desk, face, &id, name.as_deref(), &to).await,
        Command::Deed(command) => deeds::perform(desk, face, command).await,
        Command::Watch(command) => watching::watch(desk, face, command).await,
        Command::Overview(what) => overview::show(desk, face, what).await,
        Command::Report(command) => report::perform(desk, face, command).await,
        Command::Reopen { id, from_file } => deeds::reopen(desk, face, &id, &from_file).await,
        Command::Sync { watch: false } => link::once(desk, face).await,
        Command::Sync { watch: true } => link::watch(desk, face).await,
        // It was opened instead of the profile.
        Command::Open { .. } => Ok(Exit::Done),
        Command::Contacts => shown::contacts(desk, face),
        Command::Doctor => doctor::examine(desk, face).await,
        Command::Admin(command) => admin::perform(desk, face, command).await,
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
