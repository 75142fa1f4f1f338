//! Nothing English is left in Danish.

use super::*;

fn danish() -> HelpTexts {
    HelpTexts::new(Language::Danish).unwrap().unwrap()
}

fn said_about(line: &str) -> String {
    let typed: Vec<OsString> = line.split(' ').map(OsString::from).collect();
    let texts = danish();
    said(&read(&typed, Some(&texts)).unwrap_err(), &texts)
}

/// Each command below this one with its path, this one first.
fn all<'a>(command: &'a Command, above: &str, found: &mut Vec<(String, &'a Command)>) {
    let of = path(command, above);
    let below = if found.is_empty() {
        String::new()
    } else {
        of.clone()
    };
    found.push((of, command));
    for command in command.get_subcommands() {
        all(command, &below, found);
    }
}

#[test]
fn every_command_and_argument_is_told_of_in_danish() {
    let texts = danish();
    let command = Arguments::command();
    let mut commands = Vec::new();
    all(&command, "", &mut commands);
    let mut missing = Vec::new();
    for (path, command) in commands {
        if texts.command(&path).is_none() {
            missing.push(path.clone());
        }
        let after = command.get_after_help().map(|_| AFTER);
        let arguments = command.get_arguments().map(|arg| arg.get_id().as_str());
        for name in arguments.chain(after) {
            if texts.argument(&path, name).is_none() {
                missing.push(format!("{path}.{name}"));
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_translated_definitions_fit_together_and_mean_the_same() {
    let texts = danish();
    translated(Arguments::command(), "", &texts).debug_assert();
    let typed = ["stafet", "inbox", "--lang", "da"].map(OsString::from);
    let read = read(&typed, Some(&texts)).unwrap();
    assert_eq!(read.options.lang, Some(Language::Danish));
}

#[test]
fn no_help_holds_a_word_of_english() {
    let texts = danish();
    let command = Arguments::command();
    let mut commands = Vec::new();
    all(&command, "", &mut commands);
    for (path, _) in commands {
        let words = path.strip_prefix("stafet").unwrap_or(&path);
        let line = format!("stafet {} --help", words.replace("admin-", "admin "));
        // Commands of two words hold a hyphen themselves.
        let line = ["office-", "policy-", "outage-"]
            .iter()
            .fold(line, |line, it| {
                line.replace(
                    &format!("admin {it}"),
                    &format!("admin {} ", it.trim_end_matches('-')),
                )
            });
        let line = line
            .replace("report-s", "report s")
            .replace("report-r", "report r")
            .replace("report-v", "report v");
        let typed: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        let error = read(&typed, Some(&texts)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DisplayHelp, "{line}: {error}");
        let help = said(&error, &texts);
        for english in [
            "Usage", "Options", "Print", "default", "possible", " the ", " of ", " and ", " a ",
        ] {
            assert!(!help.contains(english), "{line}: {english}\n{help}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_danish_with_what_could_be_meant() {
    for (line, texts) in [
        (
            "stafet inbox --lang de",
            &["--lang <SPROG>: de passer ikke.", "Vælg: da, en", "--help"][..],
        ),
        (
            "stafet inbx",
            &[
                "ingen kommando, der hedder inbx",
                "Mente du inbox?",
                "Brug: stafet",
            ],
        ),
        (
            "stafet inbox --al",
            &["--al findes ikke her.", "Mente du --all?"],
        ),
        (
            "stafet decline 7KQ2 --reason x",
            &["Der mangler: --text <TEKST>", "Brug: stafet decline"],
        ),
        (
            "stafet inbox -q -v",
            &["--quiet kan ikke bruges sammen med --verbose"],
        ),
        (
            "stafet inbox --all --all",
            &["--all kan kun skrives én gang."],
        ),
        ("stafet inbox --lang", &["--lang <SPROG> mangler en værdi."]),
        (
            "stafet admin invite a/b --days 0",
            &["--days <DAGE>: 0 passer ikke.", "Skriv 1 til 365."],
        ),
        (
            "stafet admin staff a/b --away x",
            &["x passer ikke", "som 2026-12-21..2027-01-03"],
        ),
        ("stafet join x --name A", &["Skriv hele invitationen"]),
        (
            "stafet check 7KQ2 --reached x",
            &["x passer ikke", "Vælg: ja, delvist, nej"],
        ),
        (
            "stafet decide-follow-up 7KQ2 --decision x",
            &["Vælg: familiecenter, \"tilbage til holdet\", "],
        ),
        (
            "stafet settle 7KQ2 --holds both",
            &["both passer ikke", "Vælg: Accepteret, Afvist"],
        ),
    ] {
        let said = said_about(line);
        for text in texts {
            assert!(said.contains(text), "{line}: {said}");
        }
        for english in ["error", "Usage", "invalid", "required", "For more"] {
            assert!(!said.contains(english), "{line}: {said}");
        }
    }
    assert!(said_about("stafet").starts_with("Giver et barns sag"));
    assert!(said_about("stafet admin").contains("Kommandoer:\n  office"));
}

#[test]
fn the_language_is_known_before_the_rest_is_understood() {
    let language = |line: &str| {
        let typed: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        language(&typed)
    };
    assert_eq!(
        language("stafet --lang da --nonsense"),
        Some(Language::Danish)
    );
    assert_eq!(language("stafet inbox --lang=en"), Some(Language::English));
    for line in [
        "stafet inbox",
        "stafet --lang",
        "stafet --lang de",
        "stafet --language da",
        "stafet -- --lang da",
    ] {
        assert_eq!(language(line), None, "{line}");
    }
}

#[test]
fn help_about_help_is_help() {
    let all = said_about("stafet --help");
    for line in [
        "stafet help --help",
        "stafet help -h",
        "stafet --lang da help --help",
    ] {
        assert_eq!(said_about(line), all, "{line}");
    }
    assert_eq!(
        said_about("stafet help send --help"),
        said_about("stafet help send")
    );
    assert!(said_about("stafet help help").contains("Vis hjælp til en kommando"));
    assert!(said_about("stafet nonsense").starts_with("Der er ingen kommando"));
}
