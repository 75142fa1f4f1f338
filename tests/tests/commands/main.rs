//! Every command that a text of ours prints is understood by the program that it names.
//!
//! Read are the texts of the programs, what their code says, their help, the README and everything
//! below `docs` that operators and offices read. What a reader fills in (`…`, `{ $id }`, `ID`) is
//! filled in here. A sentence may name a command alone; an example, a next step and a line of code
//! have to be whole.

mod pages;
mod printed;
mod sources;
mod understood;

use std::{error::Error, fs, path::Path};

use clap::{CommandFactory as _, Parser as _};
use stafet_client::cli::arguments::Arguments;
use stafet_server::cli::Cli;
use stafet_tests::demo;

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn every_command_in_the_texts_of_the_program_is_understood() -> Outcome {
    let mut found = Vec::new();
    for file in printed::files_below(&root().join("client/i18n"), &["ftl"])? {
        let text = fs::read_to_string(&file)?;
        found.extend(printed::of_texts(&text, &place(&file)));
    }
    for command in [
        Arguments::command(),
        Cli::command(),
        demo::Arguments::command(),
    ] {
        let mut help = String::new();
        printed::helps(&command, &mut help);
        found.extend(printed::of_texts(&help, command.get_name()));
    }
    assert!(found.len() > 30, "{}", found.len());
    assert_eq!(understood::others(&found), [""; 0]);
    Ok(())
}

#[test]
fn every_command_in_the_code_is_understood() -> Outcome {
    let mut found = Vec::new();
    for folder in [
        "shared/src",
        "shared/blobs/src",
        "certs/src",
        "server/src",
        "client/src",
        "tests/src/demo",
        "tests/src/bin",
    ] {
        for file in printed::files_below(&root().join(folder), &["rs"])? {
            if sources::is_test(&file) {
                continue;
            }
            let text = fs::read_to_string(&file)?;
            for literal in sources::literals(&text)? {
                found.extend(printed::of_texts(&literal, &place(&file)));
            }
        }
    }
    assert!(found.len() > 60, "{}", found.len());
    assert_eq!(understood::others(&found), [""; 0]);
    Ok(())
}

#[test]
fn what_starts_it_from_the_desktop_is_understood() -> Outcome {
    let mut found = Vec::new();
    for file in printed::files_below(&root().join("client/desktop"), &["desktop", "service"])? {
        let text = fs::read_to_string(&file)?;
        for line in text.lines().filter(|line| line.starts_with("Exec")) {
            let command = line.split_once("stafet").ok_or("no program")?.1;
            let typed = command.split_whitespace();
            Arguments::try_parse_from(std::iter::once("stafet").chain(typed))?;
            found.push(command.to_owned());
        }
    }
    assert_eq!(found, [" open", " open --no-browser"]);
    Ok(())
}

#[test]
fn every_command_in_the_pages_is_understood() -> Outcome {
    let mut found = Vec::new();
    let mut files = printed::files_below(&root().join("docs"), &["md", "yml", "json"])?;
    files.push(root().join("README.md"));
    for file in files {
        let text = fs::read_to_string(&file)?;
        let place = place(&file);
        if file.extension().is_some_and(|it| it == "md") {
            found.extend(pages::of_page(&text, &place));
        } else {
            found.extend(printed::of_texts(&text, &place));
        }
        if place == "docs/cli.md" {
            let table = pages::of_tables(&text, &place);
            assert!(table.len() > 120, "{}", table.len());
            found.extend(table);
            assert_eq!(pages::unknown_options(&text), [""; 0]);
        }
    }
    assert_eq!(understood::others(&found), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_command_that_no_parser_knows_is_found() -> Outcome {
    let ftl = "a = Hent den: stafet sink\nb = Brug stafet show { $id } --all, og vent.\n\
        c = Brug stafet show { $id }. Eller stafet sync.\nd = Det gør `stafet ack`, eller stafet ack.\n\
        e = Prøv: stafet ack\nf = Eksempel: stafet join KODE.PIN --name A\n\
        g = Eksempel: stafet join KODE.PIN@SERVER --name A | stafet sink\n";
    let page = "See `stafet send FILE --to`, run `stafet ack 3F7K`; stafet is fine.\n\
        ```sh\nstafet-server init --nowhere X &\nstafet contacts   # who there is\nstafet ack\n\
        ONE=$(stafet show \"$ID\" --none) && stafet sync --watch\n\
        cargo run --bin stafet-demo -- --folder DIR\ncargo run --bin stafet-world -- --seeds 1\n```\n";
    let table = "| `ack ID [--by DATE]` | x |\n| `settle ID --holds accept\\|decline` | y |\n\
        | `template KIND [--out FILE [--overwrite]]` | `--in` |\n| `supply ID --with ID2`, or `--none T` | z |\n\
        ## The server's program\n| `weekly [--keys]` | x |\n";
    let code = "fn a() { f(\"next: stafet-server ran --data {}\"); g(\"stafet ack\", \"use `stafet ack`\"); }\n\
        #[cfg(test)]\nmod tests { const A: &str = \"stafet sink\"; }\n";
    let mut found = [
        printed::of_texts(ftl, "ftl"),
        pages::of_page(page, "page"),
        pages::of_tables(table, "table"),
    ]
    .concat();
    for literal in sources::literals(code)? {
        found.extend(printed::of_texts(&literal, "code"));
    }
    assert_eq!(
        understood::others(&found),
        [
            "ftl: stafet sink",
            "ftl: stafet show … --all",
            "ftl: stafet ack",
            "ftl: stafet join KODE.PIN --name A",
            "ftl: stafet sink",
            "page: stafet send FILE --to",
            "page: stafet-server init --nowhere X",
            "page: stafet ack",
            "page: stafet show \"$ID\" --none",
            "page: stafet-demo --folder DIR",
            "table: stafet ack ID --by DATE",
            "table: stafet supply ID --none T",
            "table: stafet-server weekly --keys",
            "code: stafet-server ran --data …",
            "code: stafet ack",
        ]
    );
    assert_eq!(pages::unknown_options(table), ["template --in"]);
    Ok(())
}

/// The place of a file, for who has to mend it.
fn place(file: &Path) -> String {
    let below = file.strip_prefix(root()).unwrap_or(file);
    below.to_string_lossy().into_owned()
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
