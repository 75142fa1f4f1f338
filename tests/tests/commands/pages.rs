//! Commands in the pages: in their code, and in the tables of `docs/cli.md`, which leave the
//! program's name out and write what may be left out in brackets.

use super::{
    printed::{PROGRAMS, Printed, beginning},
    understood::program,
};

/// The commands in the code of a page.
pub(crate) fn of_page(page: &str, place: &str) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut is_code = false;
    let printed = |line: &str, is_whole| Printed {
        place: place.to_owned(),
        line: line.to_owned(),
        is_whole,
    };
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            let lines = of_shell(line).into_iter();
            found.extend(lines.map(|line| printed(&line, true)));
        } else {
            let spans = line.split('`').skip(1).step_by(2);
            let spans = spans.filter(|span| beginning(span) == Some(0));
            let spans = spans.flat_map(|span| variants(&span.replace("\\|", "¦")));
            found.extend(spans.map(|span| printed(&span, false)));
        }
    }
    found
}

/// The commands in a line for a shell.
fn of_shell(line: &str) -> Vec<String> {
    let line = line.split(" #").next().unwrap_or_default();
    let command = |part: &str| {
        if let Some((_, run)) = part.split_once("cargo run ") {
            let (cargo, rest) = run.split_once(" -- ").unwrap_or((run, ""));
            let name = cargo.split("--bin ").nth(1)?.split(' ').next()?;
            return PROGRAMS
                .contains(&name)
                .then(|| format!("{name} {rest}").trim_end().to_owned());
        }
        let start = beginning(part)?;
        let inside = part[..start].ends_with("$(") || part[..start].ends_with(['\'', '`']);
        let end = if inside {
            part[start..].find([')', '\'', '`'])
        } else {
            None
        };
        let end = end.map_or(part.len(), |end| start + end);
        Some(part[start..end].trim_end_matches([' ', '&']).to_owned())
    };
    line.split(" && ").filter_map(command).collect()
}

/// The commands in the first columns of the tables of commands.
pub(crate) fn of_tables(page: &str, place: &str) -> Vec<Printed> {
    let mut found = Vec::new();
    for row in rows(page) {
        found.extend(row.commands().iter().flat_map(|it| variants(it)));
    }
    let printed = |line| Printed {
        place: place.to_owned(),
        line,
        is_whole: true,
    };
    found.into_iter().map(printed).collect()
}

/// The options that a row names beside its command, and that the command does not have.
pub(crate) fn unknown_options(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for row in rows(page) {
        let Some(command) = row.commands().first().cloned() else {
            continue;
        };
        let mut words = command.split(' ');
        let mut below = program(words.next().unwrap_or_default());
        // Options of every command are known by each.
        let mut known = longs(&below);
        for word in words {
            let Some(next) = below.find_subcommand(word).cloned() else {
                break;
            };
            known.extend(longs(&next));
            below = next;
        }
        let named = spans(&row.rest).into_iter().filter_map(|span| {
            let name = span.split(' ').next()?.strip_prefix("--")?;
            (!known.iter().any(|it| it == name)).then(|| format!("{} --{name}", below.get_name()))
        });
        found.extend(named);
    }
    found
}

/// A row of a table of commands.
struct Row {
    program: &'static str,
    first: String,
    rest: String,
}

impl Row {
    /// Its commands, with brackets and bars as they stand there.
    fn commands(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for span in spans(&self.first) {
            if span.starts_with("--") {
                // It goes on from the command before it.
                let last = found.last().map_or("", String::as_str);
                let command = last.split(" --").next().unwrap_or_default();
                found.push(format!("{command} {span}"));
            } else {
                found.push(format!("{} {span}", self.program));
            }
        }
        found
    }
}

fn rows(page: &str) -> Vec<Row> {
    let mut found = Vec::new();
    let mut name = "stafet";
    for line in page.lines() {
        if line.starts_with("## ") {
            name = if line.contains("server") {
                "stafet-server"
            } else {
                "stafet"
            };
        }
        let line = line.replace("\\|", "¦");
        let Some((first, rest)) = line.strip_prefix("| ").and_then(|it| it.split_once(" |")) else {
            continue;
        };
        let word = first.trim_start_matches('`').split([' ', '`']).next();
        if program(name)
            .find_subcommand(word.unwrap_or_default())
            .is_some()
        {
            found.push(Row {
                program: name,
                first: first.to_owned(),
                rest: rest.to_owned(),
            });
        }
    }
    found
}

fn spans(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn longs(command: &clap::Command) -> Vec<String> {
    let names = command.get_arguments().filter_map(clap::Arg::get_long);
    names.map(str::to_owned).collect()
}

/// A command with and without each of what may be left out, and with each choice.
fn variants(command: &str) -> Vec<String> {
    if let Some((before, inside, after)) = bracketed(command) {
        let without = format!("{before}{after}");
        // What may be said again and again is said once more.
        let inside = inside.trim_end_matches(" …").split(" ¦ ");
        let with = inside.flat_map(|one| variants(&format!("{before} {one}{after}")));
        return variants(&without).into_iter().chain(with).collect();
    }
    let words: Vec<&str> = command.split(' ').collect();
    let without = |from: usize, to: usize| [&words[..from], &words[to..]].concat().join(" ");
    // A bar stands between two words of which each fits, or between the choices for one word.
    if let Some(bar) = words.iter().position(|it| *it == "¦") {
        let of_each = [without(bar, bar + 2), without(bar - 1, bar + 1)];
        return of_each.iter().flat_map(|it| variants(it)).collect();
    }
    if let Some(at) = words.iter().position(|it| it.contains('¦')) {
        let line = |choice| {
            [&words[..at], &[choice], &words[at + 1..]]
                .concat()
                .join(" ")
        };
        return words[at]
            .split('¦')
            .flat_map(|it| variants(&line(it)))
            .collect();
    }
    vec![command.to_owned()]
}

/// What stands before, in and after the first pair of brackets.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('[')?;
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices().skip_while(|(at, _)| *at < open) {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let before = text[..open].trim_end();
            return Some((before, &text[open + 1..at], &text[at + 1..]));
        }
    }
    None
}
