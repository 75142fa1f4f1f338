//! Every command that a text of ours prints is understood by the program that it names.
//!
//! Read are the texts of the program, its help, the README and the pages below `docs`. In pages
//! only code is read; the table of `docs/cli.md` leaves the program's name out and writes what may
//! be left out in brackets. What a reader fills in (`…`, `{ $id }`, `ID`) is filled in here.
//! The commands that are put together when a step is named are tested beside them (`cli/typed.rs`).

use std::{error::Error, fs, path::Path};

use clap::{Command, CommandFactory as _, error::ErrorKind};
use stafet_client::cli::arguments::Arguments;
use stafet_server::cli::Cli;

type Outcome = Result<(), Box<dyn Error>>;

/// What stands for a value, by the word that a page writes.
const VALUES: [(&str, &str); 28] = [
    ("ID", "7KQ2"),
    ("ID2", "9ABC"),
    ("T", "tekst"),
    ("W", "Anna"),
    ("L", "receipt"),
    ("R", "called"),
    ("D", "family-centre"),
    ("N", "1"),
    ("DATE", "2027-01-12"),
    ("DAY", "2027-01-12"),
    ("TIME", "2026-11-21T09:30-02:00"),
    ("FROM..UNTIL", "2026-12-21..2027-01-03"),
    ("OFFICE", "kujalleq/qaqortoq"),
    ("OFFICE…", "kujalleq/qaqortoq"),
    ("FILE", "fil.toml"),
    ("PATH", "fil.pdf"),
    ("DIR", "mappe"),
    ("NAME", "navn"),
    ("GROUND", "capacity"),
    ("REASON", "grund"),
    ("ROLE", "leader"),
    ("CAUSE", "power"),
    ("NUMBER", "none"),
    ("KIND", "message"),
    ("TEXT", "Nuka"),
    ("WORD", "JANUAR"),
    ("K", "referral"),
    ("LIST", "receipt"),
];

/// What is tried where a text does not say what is meant.
const GUESSES: [&str; 6] = [
    "7KQ2",
    "2027-01-12",
    "kujalleq/qaqortoq",
    "message",
    "1",
    "leader",
];

#[test]
fn every_command_in_the_texts_of_the_program_is_understood() -> Outcome {
    let mut found = Vec::new();
    for (language, file) in [
        ("da", "stafet_client"),
        ("en", "stafet_client"),
        ("da", "stafet_help"),
    ] {
        let path = format!("client/i18n/{language}/{file}.ftl");
        let text = fs::read_to_string(root().join(&path))?;
        found.extend(of_texts(&text).into_iter().map(|line| (path.clone(), line)));
    }
    let mut help = String::new();
    helps(&Arguments::command(), &mut help);
    helps(&Cli::command(), &mut help);
    found.extend(
        of_texts(&help)
            .into_iter()
            .map(|line| ("--help".to_owned(), line)),
    );
    assert!(found.len() > 20, "{found:?}");
    assert_eq!(misunderstood(&found), [""; 0]);
    Ok(())
}

#[test]
fn every_command_in_the_pages_is_understood() -> Outcome {
    let mut pages = vec![root().join("README.md")];
    for entry in fs::read_dir(root().join("docs"))? {
        pages.push(entry?.path());
    }
    let mut found = Vec::new();
    for page in pages
        .iter()
        .filter(|page| page.extension().is_some_and(|it| it == "md"))
    {
        let name = page
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(page)?;
        found.extend(of_page(&text).into_iter().map(|line| (name.clone(), line)));
        if name == "cli.md" {
            let table = of_table(&text);
            assert!(table.len() > 80, "{}", table.len());
            found.extend(table.into_iter().map(|line| (name.clone(), line)));
        }
    }
    assert_eq!(misunderstood(&found), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_command_that_no_parser_knows_is_found() {
    let ftl = "a = Hent den: stafet sink\nb = Brug stafet show { $id } --all, og vent.\n\
        c = Brug stafet show { $id }. Eller stafet sync.\n";
    let page = "See `stafet send FILE --to`, run `stafet ack 3F7K`; stafet is fine.\n\
        ```sh\nstafet-server init --nowhere X &\nstafet contacts   # who there is\n```\n";
    let table = "| `ack ID [--by DATE]` | x |\n| `settle ID --holds accept\\|decline` | y |\n";
    let found: Vec<(String, String)> = [of_texts(ftl), of_page(page), of_table(table)]
        .concat()
        .into_iter()
        .map(|line| (String::new(), line))
        .collect();
    assert_eq!(
        misunderstood(&found),
        [
            ": stafet sink",
            ": stafet show … --all",
            ": stafet send FILE --to",
            ": stafet-server init --nowhere X",
            ": stafet ack ID --by DATE",
        ]
    );
}

/// The commands that no filling in makes the parser understand.
fn misunderstood(found: &[(String, String)]) -> Vec<String> {
    found
        .iter()
        .filter(|(_, line)| !is_understood(line))
        .map(|(place, line)| format!("{place}: {line}"))
        .collect()
}

fn is_understood(line: &str) -> bool {
    let words = words(line);
    let command = match words.first().map(String::as_str) {
        Some("stafet") => Arguments::command(),
        Some("stafet-server") => Cli::command(),
        Some(_) | None => return false,
    };
    let guesses = GUESSES.iter().map(|guess| filled(&words, guess));
    guesses.into_iter().any(|line| is_read(&command, &line))
}

fn is_read(command: &Command, line: &[String]) -> bool {
    match command.clone().try_get_matches_from(line) {
        Ok(_) => true,
        Err(error) => {
            let kind = error.kind();
            let is_help = matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            // An invitation cannot be made up, and a sentence may name a command alone.
            let is_joining = line.iter().any(|word| word == "join");
            is_help
                || (kind == ErrorKind::ValueValidation && is_joining)
                || (kind == ErrorKind::MissingRequiredArgument && is_name(command, line))
        }
    }
}

/// Whether a line is nothing but the name of a command.
fn is_name(command: &Command, line: &[String]) -> bool {
    let below = |command: &Command, word: &String| command.find_subcommand(word).cloned();
    let named = line
        .iter()
        .skip(1)
        .try_fold(command.clone(), |command, word| below(&command, word));
    named.is_some()
}

fn filled(words: &[String], guess: &str) -> Vec<String> {
    let fill = |word: &String| {
        let known = VALUES.iter().find(|(name, _)| name == word);
        match known {
            Some((_, value)) => (*value).to_owned(),
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

/// The commands within sentences: from the program's name to the end of the sentence or line.
fn of_texts(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = filled_in(line);
        while let Some(start) = beginning(&rest) {
            let (command, left) = sentence(&rest[start..]);
            found.push(command);
            rest = left;
        }
    }
    found
}

/// A line of texts with each variable as something that is to be filled in.
fn filled_in(line: &str) -> String {
    let mut parts = line.split("{ $");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let after = part.split_once('}').map_or("", |(_, after)| after);
        format!("{text}…{after}")
    })
}

/// Where a program is named with a command behind it.
fn beginning(text: &str) -> Option<usize> {
    let is_command = |at: &usize| {
        let name = text[*at..].strip_prefix("stafet").unwrap_or_default();
        let rest = name
            .strip_prefix("-server")
            .unwrap_or(name)
            .strip_prefix(' ');
        let before = text[..*at].chars().next_back();
        let stands_alone = before.is_none_or(|it| !it.is_alphanumeric() && !"-_/".contains(it));
        let is_word =
            |rest: &str| rest.starts_with(|it: char| it.is_ascii_lowercase() || it == '-');
        stands_alone && rest.is_some_and(is_word)
    };
    text.match_indices("stafet")
        .map(|(at, _)| at)
        .find(is_command)
}

/// The command that `text` begins with, and what comes after its sentence.
fn sentence(text: &str) -> (String, String) {
    let mut command = Vec::new();
    let mut pieces = text.split(' ');
    for piece in pieces.by_ref() {
        let word = piece.trim_end_matches(['.', ',', ';', ':', ')', '`', '\'']);
        command.push(word);
        if word.len() < piece.len() {
            break;
        }
    }
    (command.join(" "), pieces.collect::<Vec<_>>().join(" "))
}

/// The commands in the code of a page.
fn of_page(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            let line = line.split(" #").next().unwrap_or_default();
            found.push(line.trim_end_matches([' ', '&']).to_owned());
        } else {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found.retain(|line| beginning(line) == Some(0));
    found
}

/// The commands in the first column of the table of commands.
fn of_table(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let line = line.replace("\\|", "¦");
        let cell = line.split('|').nth(1).unwrap_or_default().to_owned();
        for span in cell.split('`').skip(1).step_by(2) {
            // One that begins with an option goes on from the one before it.
            if span.starts_with(|it: char| it.is_ascii_lowercase()) {
                found.extend(variants(span).into_iter().map(|it| format!("stafet {it}")));
            }
        }
    }
    found.retain(|line| {
        Arguments::command()
            .find_subcommand(line.split(' ').nth(1).unwrap_or_default())
            .is_some()
    });
    found
}

/// A command as it is with none and with each of what may be left out, and with each choice.
fn variants(span: &str) -> Vec<String> {
    if let Some((before, rest)) = span.split_once('[') {
        let (optional, after) = rest.split_once(']').unwrap_or((rest, ""));
        let without = format!("{}{after}", before.trim_end());
        // What may be said again and again is said once more.
        let optional = optional.trim_end_matches(" …");
        let with = optional.split(" ¦ ");
        let with = with.flat_map(|one| variants(&format!("{before}{one}{}", plain(after))));
        return variants(&without).into_iter().chain(with).collect();
    }
    if let Some((one, other)) = span.split_once(" ¦ ") {
        // The other stands in the place of the last word.
        let before = one.rsplit_once(' ').map_or("", |(before, _)| before);
        return vec![one.to_owned(), format!("{before} {other}")];
    }
    if let Some((before, after)) = span.split_once('¦') {
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        let end = after.find([' ', '¦']).unwrap_or(after.len());
        let rest = after[end..].split_once(' ').map_or("", |(_, rest)| rest);
        let choices = [&before[start..], &after[..end]];
        let line = |choice: &str| {
            format!("{}{choice} {rest}", &before[..start])
                .trim_end()
                .to_owned()
        };
        return choices.into_iter().map(line).collect();
    }
    vec![span.to_owned()]
}

/// What follows, without what may be left out of it.
fn plain(text: &str) -> String {
    match text.split_once('[') {
        None => text.to_owned(),
        Some((before, rest)) => {
            let after = rest.split_once(']').map_or("", |(_, after)| after);
            format!("{}{}", before.trim_end(), plain(after))
        }
    }
}

/// What stands below the help of each command.
fn helps(command: &Command, into: &mut String) {
    if let Some(after) = command.get_after_help() {
        into.push_str(&after.to_string());
        into.push('\n');
    }
    for command in command.get_subcommands() {
        helps(command, into);
    }
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
