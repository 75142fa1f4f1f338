//! `docs/extending.md` names all files that a new verb, kind, clock, request or field touches: those
//! that name its example, by whichever of its names, and no others.

use std::{collections::BTreeSet, fs};

use crate::{
    Outcome, PRODUCT,
    imports::files,
    root, rust_of,
    source::{Source, files_below},
};

/// One recipe of a page.
struct Recipe<'a> {
    /// The names of the example that it follows.
    names: Vec<&'a str>,
    /// The files that it lists.
    files: BTreeSet<&'a str>,
}

impl<'a> Recipe<'a> {
    fn read(text: &'a str) -> Self {
        let (_, follow) = text.split_once("Follow `").unwrap_or_default();
        let (names, _) = follow.split_once(['.', ':', ',']).unwrap_or((follow, ""));
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
        Self {
            names: names
                .split('`')
                .step_by(2)
                .filter(|it| !it.is_empty())
                .collect(),
            files: rows.filter_map(|row| row.split('`').next()).collect(),
        }
    }
}

fn recipes(page: &str) -> impl Iterator<Item = Recipe<'_>> {
    page.split("\n## ").skip(1).map(Recipe::read)
}

/// Where a page and the sources differ.
fn wrong(page: &str, sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for Recipe { names, files } in recipes(page) {
        let is_named = |source: &&Source| names.iter().any(|name| says(source, name));
        let named = sources.iter().filter(is_named);
        let named: BTreeSet<&str> = named.map(|source| source.path.as_str()).collect();
        let word = names.first().copied().unwrap_or_default();
        let missing = named.difference(&files);
        found.extend(missing.map(|file| format!("{word}: {file} is missing")));
        let idle = files.difference(&named);
        found.extend(idle.map(|file| format!("{word}: {file} does not name it")));
    }
    found
}

/// Whether a source names a word; texts write it small, with hyphens.
fn says(source: &Source, word: &str) -> bool {
    if source.path.ends_with(".rs") {
        return source.says(word);
    }
    let mut key = String::new();
    for letter in word.chars() {
        if letter.is_uppercase() && !key.is_empty() {
            key.push('-');
        }
        key.extend(letter.to_lowercase());
    }
    let is_key = |line: &str| {
        line.strip_prefix(&key)
            .is_some_and(|rest| rest.starts_with(" ="))
    };
    source.text.lines().any(is_key)
}

#[test]
fn each_recipe_names_the_files_that_name_its_example() -> Outcome {
    let page = fs::read_to_string(root().join("docs/extending.md"))?;
    assert_eq!(recipes(&page).count(), 5);
    let mut sources = files_below(root(), "client/i18n", &["ftl"])?;
    for folder in PRODUCT {
        let all = rust_of(&[folder])?;
        let product = files(folder, &all)?;
        sources.extend(
            all.into_iter()
                .filter(|source| product.contains(&source.path)),
        );
    }
    let found = wrong(&page, &sources);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[test]
fn a_file_that_a_recipe_forgets_or_names_in_vain_is_found() {
    let page = "# P\n\n## A verb\n\nFollow `AskTwice` and `ask_twice`: a verb.\n\n| File | What |\n|---|---|\n\
        | `a.rs` | x |\n| `b.rs` | x |\n| `c.rs` | x |\n";
    let at = |(path, text): (&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let sources = [
        ("a.rs", "Verb::AskTwice => 1"),
        ("b.rs", "// AskTwice\nlet a = \"AskTwice\"; AskTwiceOver;"),
        ("c.rs", "fn f() {}\n#[cfg(test)]\nmod tests { AskTwice }"),
        ("d.rs", "use Verb::{AskTwice};"),
        ("e.rs", "mod ask_twice;"),
        ("t.ftl", "ask-twice = Spørg to gange"),
    ];
    assert_eq!(
        wrong(page, &sources.map(at)),
        [
            "AskTwice: d.rs is missing",
            "AskTwice: e.rs is missing",
            "AskTwice: t.ftl is missing",
            "AskTwice: b.rs does not name it",
            "AskTwice: c.rs does not name it",
        ]
    );
}
