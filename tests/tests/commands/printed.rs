//! Commands as texts print them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Command;

/// The programs, each with its longer names first.
pub(crate) const PROGRAMS: [&str; 3] = ["stafet-server", "stafet-demo", "stafet"];

/// A command that a text prints.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    /// Where.
    pub(crate) place: String,
    /// From the program's name to the end of the command.
    pub(crate) line: String,
    /// Whether it is given to be typed; otherwise a sentence may name it without its arguments.
    pub(crate) is_whole: bool,
}

/// The commands within sentences: from the program's name to the end of the sentence or line.
/// What begins a text or follows a colon is given to be typed.
pub(crate) fn of_texts(text: &str, place: &str) -> Vec<Printed> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = filled_in(line);
        while let Some(start) = beginning(&rest) {
            let before = rest[..start].trim_end_matches([' ', '"', '\'']);
            let is_whole = before.is_empty() || before.ends_with([':', '=', '|']);
            let (line, left) = sentence(&rest[start..]);
            found.push(Printed {
                place: place.to_owned(),
                line,
                is_whole,
            });
            rest = left;
        }
    }
    found
}

/// Everything that the help of a command and of those below it says.
pub(crate) fn helps(command: &Command, into: &mut String) {
    let own = [
        command.get_about(),
        command.get_long_about(),
        command.get_after_help(),
    ];
    let arguments = command
        .get_arguments()
        .flat_map(|it| [it.get_help(), it.get_long_help()]);
    for text in own.into_iter().chain(arguments).flatten() {
        into.push_str(&text.to_string());
        into.push('\n');
    }
    for command in command.get_subcommands() {
        helps(command, into);
    }
}

/// The files below a folder that have one of these endings, in order.
pub(crate) fn files_below(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            found.extend(files_below(&path, endings)?);
        } else if endings.contains(&ending.as_ref()) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Where a program is named with a command behind it.
pub(crate) fn beginning(text: &str) -> Option<usize> {
    let is_command = |at: &usize| {
        let rest = PROGRAMS
            .iter()
            .find_map(|program| text[*at..].strip_prefix(program)?.strip_prefix(' '));
        let before = text[..*at].chars().next_back();
        let stands_alone = before.is_none_or(|it| !it.is_alphanumeric() && !"-_/.".contains(it));
        let is_word =
            |rest: &str| rest.starts_with(|it: char| it.is_ascii_lowercase() || it == '-');
        stands_alone && rest.is_some_and(is_word)
    };
    text.match_indices("stafet")
        .map(|(at, _)| at)
        .find(is_command)
}

/// A line of texts with each variable of Fluent or of Rust as something that is to be filled in.
fn filled_in(line: &str) -> String {
    let mut parts = line.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once('}') {
        // Blanks at the beginning of a line of Fluent.
        Some((inside, after)) if inside.starts_with('"') => {
            format!("{text}{}{after}", inside.trim_matches('"'))
        }
        Some((_, after)) => format!("{text}…{after}"),
        None => text,
    })
}

/// The command that `text` begins with, and what comes after its sentence.
fn sentence(text: &str) -> (String, String) {
    let mut command = Vec::new();
    let mut is_quoted = false;
    let mut pieces = text.split(' ');
    // What stands behind a bar is given as what stands before it.
    let mut left = String::new();
    for piece in pieces.by_ref() {
        if piece == "|" {
            left.push('|');
            break;
        }
        is_quoted ^= piece.matches('"').count() % 2 == 1;
        let word = piece.trim_end_matches(['.', ',', ';', ':', ')', '`', '\'']);
        command.push(word);
        if word.len() < piece.len() && !is_quoted {
            break;
        }
    }
    let rest = pieces.fold(left, |left, piece| format!("{left} {piece}"));
    (command.join(" "), rest)
}
