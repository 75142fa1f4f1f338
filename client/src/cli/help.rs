//! The command line in the reader's language: its help, and what is said when it is wrong.
//!
//! The definitions say everything in English. For another language the tree of commands is walked
//! once and each text exchanged; what the parser adds by itself is exchanged in what it has
//! written.

use std::{
    borrow::Cow,
    error::Error as _,
    ffi::{OsStr, OsString},
};

use clap::{
    Arg, Command, CommandFactory as _, FromArgMatches as _,
    error::{ContextKind, ContextValue, ErrorKind},
};

use stafet_shared::words::{OutageCause, Role};

use super::arguments::{Arguments, Choices};
use crate::text::{Language, help::HelpTexts};

/// What stands below a command's help, among its texts.
const AFTER: &str = "after-help";
/// The message whose attributes say what a value looks like.
const FORMS: &str = "usage-form";
/// The option that names the language.
const LANGUAGE: &str = "--lang";

/// What the parser writes by itself, and the keys of what is said instead; the longer first.
const OF_THE_PARSER: [(&str, &str); 13] = [
    ("Usage:", "clap-usage"),
    ("Commands:", "clap-commands"),
    ("Arguments:", "clap-arguments"),
    ("Options:", "clap-options"),
    ("[OPTIONS]", "clap-some-options"),
    ("<COMMAND>", "clap-command"),
    ("[COMMAND]", "clap-any-command"),
    ("[default: ", "clap-default"),
    ("[possible values: ", "clap-choices"),
    (
        "Print this message or the help of the given subcommand(s)",
        "clap-help-command",
    ),
    ("Print help for the subcommand(s)", "clap-help-of"),
    ("Print help", "clap-help"),
    ("Print version", "clap-version"),
];

/// The names of values in Danish; what is not here is called the same.
const VALUES_IN_DANISH: [(&str, &str); 37] = [
    ("AT", "TIDSPUNKT"),
    ("BY", "DAG"),
    ("CAUSE", "ÅRSAG"),
    ("CHILD", "TEKST"),
    ("DATE", "DATO"),
    ("DAY", "DAG"),
    ("DAYS", "DAGE"),
    ("DECISION", "BESLUTNING"),
    ("DID", "HANDLING"),
    ("DIR", "MAPPE"),
    ("DUTY", "PLIGT"),
    ("FILE", "FIL"),
    ("FROM..UNTIL", "FRA..TIL"),
    ("HOLDS", "AFGØRELSE"),
    ("HOW", "HVORDAN"),
    ("ID", "NUMMER"),
    ("ITEMS", "TING"),
    ("KIND", "SLAGS"),
    ("LANG", "SPROG"),
    ("LIST", "LISTE"),
    ("NAME", "NAVN"),
    ("NOTE", "TEKST"),
    ("NUMBER", "NUMMER"),
    ("OFFICE", "KONTOR"),
    ("PATH", "FIL"),
    ("REACHED", "SVAR"),
    ("REASON", "GRUND"),
    ("ROLE", "ROLLE"),
    ("ROUND", "NUMMER"),
    ("SUBJECT", "EMNE"),
    ("TEXT", "TEKST"),
    ("TICKET", "INVITATION"),
    ("TO_WHOM", "HVEM"),
    ("UNTIL", "DAG"),
    ("URGENCY", "HAST"),
    ("WHO", "HVEM"),
    ("WORD", "ORD"),
];

/// The language that was asked for, as far as it can be told before the rest is understood.
#[must_use]
pub fn language(typed: &[OsString]) -> Option<Language> {
    let words: Vec<Cow<'_, str>> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let words = words.split(|word| word == "--").next().unwrap_or_default();
    let of_option = |(at, word): (usize, &Cow<'_, str>)| match word.strip_prefix(LANGUAGE)? {
        "" => words
            .get(at.checked_add(1)?)
            .and_then(|code| Language::from_code(code)),
        rest => Language::from_code(rest.strip_prefix('=')?),
    };
    words.iter().enumerate().find_map(of_option)
}

/// Reads the command line. With texts, all that the parser says about it is in their language.
///
/// # Errors
/// When it cannot be understood, or when only help was asked for.
pub fn read(typed: &[OsString], texts: Option<&HelpTexts>) -> Result<Arguments, clap::Error> {
    let command = match texts {
        None => Arguments::command(),
        Some(texts) => translated(Arguments::command(), "", texts),
    };
    let read = command.clone().try_get_matches_from(typed);
    let read = match read {
        // The parser takes this for a command whose help is asked for.
        Err(error)
            if context(&error, ContextKind::InvalidSubcommand).is_some_and(asks_for_help) =>
        {
            let words = typed.iter().filter(|word| !asks_for_help(word));
            command.try_get_matches_from(words)
        }
        read => read,
    };
    Arguments::from_arg_matches(&read?)
}

/// Whether a word asks for help, whatever it stands behind.
fn asks_for_help(word: impl AsRef<OsStr>) -> bool {
    ["--help", "-h"].iter().any(|it| word.as_ref() == *it)
}

/// What the parser has to say, in these texts' language.
#[must_use]
pub fn said(error: &clap::Error, texts: &HelpTexts) -> String {
    let is_asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::DisplayVersion
    );
    if is_asked_for {
        exchanged(&error.render().to_string(), texts)
    } else {
        wrong(error, texts)
    }
}

fn translated(command: Command, above: &str, texts: &HelpTexts) -> Command {
    let path = path(&command, above);
    // Commands right below the program's own name are known by theirs alone.
    let below = if command.get_name() == Arguments::command().get_name() {
        ""
    } else {
        path.as_str()
    };
    let about = texts.command(&path);
    let after = texts.argument(&path, AFTER);
    let mut command = command
        .mut_args(|arg| argument(arg, &path, texts))
        .mut_subcommands(|command| translated(command, below, texts));
    if let Some(about) = about {
        command = command.about(about).long_about(None::<&str>);
    }
    match after {
        Some(after) if command.get_after_help().is_some() => command.after_help(after),
        Some(_) | None => command,
    }
}

fn path(command: &Command, above: &str) -> String {
    match above {
        "" => command.get_name().to_owned(),
        above => format!("{above}-{}", command.get_name()),
    }
}

fn argument(arg: Arg, path: &str, texts: &HelpTexts) -> Arg {
    let names = arg.get_value_names().unwrap_or_default();
    let known = |name: &str| {
        VALUES_IN_DANISH
            .iter()
            .find(|(english, _)| *english == name)
    };
    let name = names.first().and_then(|name| known(name));
    // The parser would tell what each value means in its own words.
    let has_told_values = arg
        .get_possible_values()
        .iter()
        .any(|it| it.get_help().is_some());
    let help = texts.argument(path, arg.get_id().as_str());
    let mut arg = arg.hide_possible_values(has_told_values);
    if let Some(words) = usual(&arg, texts.language()) {
        arg = arg.default_value(words);
    }
    if let Some((_, danish)) = name {
        arg = arg.value_name(*danish);
    }
    match help {
        Some(help) => arg.help(help).long_help(None::<&str>),
        None => arg,
    }
}

/// What holds where nothing is typed, if it is a word.
fn usual(arg: &Arg, language: Language) -> Option<&'static str> {
    let name = arg.get_default_values().first()?.to_str()?;
    let role = Role::from_name(name).map(|it| it.words(language));
    role.or_else(|| OutageCause::from_name(name).map(|it| it.words(language)))
}

/// What is wrong, what could be meant, how it is used, and where more is said.
fn wrong(error: &clap::Error, texts: &HelpTexts) -> String {
    let mut lines = vec![sentence(error, texts)];
    let choices = error
        .source()
        .and_then(|source| source.downcast_ref::<Choices>());
    let choices = choices.map(|choices| choices.said(texts.language()).to_owned());
    if let Some(values) = choices.or_else(|| context(error, ContextKind::ValidValue)) {
        lines.push(texts.sentence("usage-choices", &[("values", values)]));
    } else if let Some(form) = form_of_value(error, texts) {
        lines.push(form);
    }
    let meant = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(word) = meant.into_iter().find_map(|kind| context(error, kind)) {
        lines.push(texts.sentence("usage-meant", &[("word", word)]));
    }
    if let Some(usage) = context(error, ContextKind::Usage) {
        lines.push(exchanged(&usage, texts));
    }
    lines.push(texts.sentence("usage-more", &[]));
    lines.join("\n")
}

/// What a value of that name looks like.
fn form_of_value(error: &clap::Error, texts: &HelpTexts) -> Option<String> {
    let argument = context(error, ContextKind::InvalidArg)?;
    let name = argument
        .split(['<', '['])
        .nth(1)?
        .split(['>', ']'])
        .next()?;
    texts.argument(FORMS, &name.replace('.', "-"))
}

fn sentence(error: &clap::Error, texts: &HelpTexts) -> String {
    let named = |kind| context(error, kind).unwrap_or_default();
    let argument = ("argument", named(ContextKind::InvalidArg));
    let value = ("value", named(ContextKind::InvalidValue));
    let command = ("command", named(ContextKind::InvalidSubcommand));
    match error.kind() {
        ErrorKind::InvalidValue if value.1.is_empty() => {
            texts.sentence("usage-no-value", &[argument])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            texts.sentence("usage-invalid", &[argument, value])
        }
        ErrorKind::UnknownArgument => texts.sentence("usage-unknown", &[argument]),
        ErrorKind::InvalidSubcommand => texts.sentence("usage-unknown-command", &[command]),
        ErrorKind::ArgumentConflict => {
            let others = ("others", named(ContextKind::PriorArg));
            if others.1 == argument.1 {
                texts.sentence("usage-twice", &[argument])
            } else {
                texts.sentence("usage-conflict", &[argument, others])
            }
        }
        ErrorKind::MissingRequiredArgument => {
            texts.sentence("usage-missing", &[("arguments", argument.1)])
        }
        ErrorKind::MissingSubcommand => texts.sentence("usage-missing-command", &[command]),
        ErrorKind::TooManyValues => texts.sentence("usage-too-many", &[argument, value]),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            texts.sentence("usage-number", &[argument])
        }
        ErrorKind::InvalidUtf8 => texts.sentence("usage-encoding", &[]),
        ErrorKind::Io
        | ErrorKind::Format
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => texts.sentence("usage-other", &[]),
        _ => texts.sentence("usage-other", &[]),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let value = error.get(kind)?;
    if let ContextValue::Strings(texts) = value {
        return Some(texts.join(", ")).filter(|text| !text.is_empty());
    }
    if let ContextValue::StyledStr(text) = value {
        return Some(text.to_string());
    }
    if let ContextValue::String(text) = value {
        Some(text.clone())
    } else {
        None
    }
}

/// What the parser has written, its own words exchanged.
fn exchanged(written: &str, texts: &HelpTexts) -> String {
    OF_THE_PARSER
        .iter()
        .fold(written.to_owned(), |text, (english, key)| {
            text.replace(english, &texts.sentence(key, &[]))
        })
}

#[cfg(test)]
mod tests;
