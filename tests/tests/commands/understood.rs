//! Whether the program that is named understands a command.

use clap::{Command, CommandFactory as _, error::ErrorKind};
use stafet_client::cli::arguments::Arguments;
use stafet_server::cli::Cli;
use stafet_tests::demo;

use super::printed::Printed;

/// An invitation of the right form.
const INVITATION: &str =
    "00000000000000000000000000.00000000000000000000000000@stafet.example.gl:4433";

/// What stands for a value, by the word that a page writes.
const VALUES: [(&str, &str); 36] = [
    ("ID", "7KQ2"),
    ("ID2", "9ABC"),
    ("T", "tekst"),
    ("W", "Anna"),
    ("L", "receipt"),
    ("R", "called"),
    ("D", "family-centre"),
    ("N", "1"),
    ("ADDR", "127.0.0.1:4433"),
    ("CAUSE", "power"),
    ("CODE.PIN@SERVER", INVITATION),
    ("DATE", "2027-01-12"),
    ("DAY", "2027-01-12"),
    ("DIR", "mappe"),
    ("F", "xlsx"),
    ("FILE", "fil.toml"),
    ("FROM..UNTIL", "2026-12-21..2027-01-03"),
    ("GROUND", "capacity"),
    ("HOST:PORT", "stafet.example.gl:4433"),
    ("INVITATION", INVITATION),
    ("K", "referral"),
    ("KIND", "message"),
    ("KODE.PIN@SERVER", INVITATION),
    ("LIST", "receipt"),
    ("NAME", "navn"),
    ("NUMBER", "none"),
    ("OFFICE", "kujalleq/qaqortoq"),
    ("OFFICE…", "kujalleq/qaqortoq"),
    ("PATH", "fil.pdf"),
    ("REASON", "grund"),
    ("ROLE", "leader"),
    ("TEXT", "Nuka"),
    ("TICKET", INVITATION),
    ("TIME", "2026-11-21T09:30-02:00"),
    ("URL", "postgres://stafet@localhost/stafet"),
    ("WORD", "JANUAR"),
];

/// What is tried where a text does not say what is meant.
const GUESSES: [&str; 11] = [
    "7KQ2",
    "2027-01-12",
    "kujalleq/qaqortoq",
    "message",
    "1",
    "leader",
    "accept",
    "called",
    "family-centre",
    "yes",
    INVITATION,
];

/// The commands that no filling in makes their parser understand.
pub(crate) fn others(found: &[Printed]) -> Vec<String> {
    let found = found.iter().filter(|it| !is_understood(it));
    found
        .map(|it| format!("{}: {}", it.place, it.line))
        .collect()
}

/// What a program can be asked; nothing where there is none of that name.
pub(crate) fn program(name: &str) -> Command {
    match name {
        "stafet" => Arguments::command(),
        "stafet-server" => Cli::command(),
        "stafet-demo" => demo::Arguments::command(),
        _ => Command::new("none"),
    }
}

fn is_understood(printed: &Printed) -> bool {
    let words = words(&printed.line);
    let command = program(words.first().map_or("", String::as_str));
    let is_name = || !printed.is_whole && is_name(&command, &words);
    is_name()
        || GUESSES
            .iter()
            .any(|guess| is_read(&command, &filled(&words, guess)))
}

fn is_read(command: &Command, line: &[String]) -> bool {
    match command.clone().try_get_matches_from(line) {
        Ok(_) => true,
        Err(error) => matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        ),
    }
}

/// Whether a line is nothing but the name of a command.
fn is_name(command: &Command, line: &[String]) -> bool {
    let below = |command: Command, word: &String| command.find_subcommand(word).cloned();
    line.iter()
        .skip(1)
        .try_fold(command.clone(), below)
        .is_some()
}

fn filled(words: &[String], guess: &str) -> Vec<String> {
    let fill = |word: &String| {
        let known = VALUES.iter().find(|(name, _)| name == word);
        match known {
            Some((_, value)) => (*value).to_owned(),
            None if word.starts_with('$') => guess.to_owned(),
            None => word.replace('…', guess),
        }
    };
    words.iter().map(fill).collect()
}

/// Words as a shell parts them, as far as double quotes go.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            other => words.last_mut().expect("there is one").push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
