//! Reading source files for the layering rules: which there are, and which crates they name.

use std::{fs, io, path::Path};

/// What the tests of a file begin with.
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// A text file of the workspace.
#[derive(Debug)]
pub(crate) struct Source {
    /// Where it stands below the workspace's root, with `/` between the parts.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

impl Source {
    /// Whether this file belongs to a room such as `server/src/store`, which is the file
    /// `server/src/store.rs` and all that lies below `server/src/store/`.
    pub(crate) fn is_in(&self, room: &str) -> bool {
        self.path
            .strip_prefix(room)
            .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// The places, as `path:line`, where the code names one of these crates or modules.
    pub(crate) fn places_that_name(&self, names: &[&str]) -> Vec<String> {
        let code = code_of(&self.text);
        (1_usize..)
            .zip(code.lines())
            .filter(|(_, line)| names.iter().any(|name| line_names(line, name)))
            .map(|(number, _)| format!("{}:{number}", self.path))
            .collect()
    }

    /// The text before the tests that a file ends with.
    pub(crate) fn without_tests(&self) -> &str {
        let parts = self.text.split_once(TESTS);
        parts.map_or(&*self.text, |(product, _)| product)
    }

    /// Whether the code outside of tests names this word, whole.
    pub(crate) fn says(&self, word: &str) -> bool {
        let code = code_of(self.without_tests());
        code.match_indices(word).any(|(start, _)| {
            let (before, after) = code.split_at(start);
            !before.ends_with(is_word) && !after[word.len()..].starts_with(is_word)
        })
    }
}

/// The files below `folder` that have one of these extensions; none when it does not exist.
/// Build output and version control are left out.
pub(crate) fn files_below(
    root: &Path,
    folder: &str,
    extensions: &[&str],
) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let below = path_below(root, &path);
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                if !OUTSIDE.contains(&below.as_str()) {
                    folders.push(path);
                }
            } else if extensions.contains(&extension.as_ref()) {
                found.push(Source {
                    path: below,
                    text: fs::read_to_string(&path)?,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn path_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Whether this line of code reaches for `name`: by a path (`name::…`) or by an import
/// (`use name`). A variable, field or inner module of that name does not count.
fn line_names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(start, _)| {
        let Some((before, rest)) = line.split_at_checked(start) else {
            return false;
        };
        let after = rest.strip_prefix(name).unwrap_or(rest);
        let is_whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        let is_inner = before.ends_with('.')
            || before
                .strip_suffix("::")
                .is_some_and(|parent| parent.ends_with(is_word));
        let is_path = after.trim_start().starts_with("::");
        let is_import = ["use", "use ::", "extern crate"]
            .iter()
            .any(|opening| before.trim_end().ends_with(opening));
        is_whole && !is_inner && (is_path || is_import)
    })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The text without its comments and literals; every line keeps its number.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let dead = length_of_comment_or_literal(rest);
        let (taken, left) = rest
            .split_at_checked(dead.unwrap_or_else(|| letter.len_utf8()))
            .unwrap_or((rest, ""));
        match dead {
            Some(_) => {
                code.push(' ');
                code.extend(taken.chars().filter(|letter| *letter == '\n'));
            }
            None => code.push_str(taken),
        }
        rest = left;
    }
    code
}

/// How many bytes the comment or literal takes that `text` starts with, if it starts with one.
fn length_of_comment_or_literal(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if let Some(inner) = text.strip_prefix("/*") {
        return Some(length_through(text, inner, "*/"));
    }
    if let Some(inner) = text.strip_prefix('"') {
        return Some(length_of_quoted(text, inner, '"'));
    }
    if let Some(inner) = text.strip_prefix('\'') {
        let mut letters = inner.chars();
        let is_letter = letters.next() == Some('\\') || letters.next() == Some('\'');
        return is_letter.then(|| length_of_quoted(text, inner, '\''));
    }
    let fenced = text.strip_prefix('r')?;
    let inner = fenced.trim_start_matches('#').strip_prefix('"')?;
    let fence: String = fenced.chars().take_while(|letter| *letter == '#').collect();
    Some(length_through(text, inner, &format!("\"{fence}")))
}

/// The bytes of `text` up to and with the first `end` in its tail `inner`.
fn length_through(text: &str, inner: &str, end: &str) -> usize {
    inner.split_once(end).map_or(text.len(), |(_, left)| {
        text.len().saturating_sub(left.len())
    })
}

/// The bytes of `text` up to and with the first `quote` in its tail `inner` that no backslash
/// escapes.
fn length_of_quoted(text: &str, inner: &str, quote: char) -> usize {
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter == quote {
            break;
        }
        if letter == '\\' {
            letters.next();
        }
    }
    text.len().saturating_sub(letters.as_str().len())
}

/// Folders that hold nothing that we wrote.
const OUTSIDE: [&str; 3] = ["target", ".git", "tests/data"];

#[test]
fn a_planted_import_or_path_is_found_at_its_line() {
    let planted = "fn a() {}\nuse sqlx;\nlet p = ::sqlx::query(\"x\");\n#[sqlx::test]\n";
    assert_eq!(
        source(planted).places_that_name(&["sqlx"]),
        [
            "shared/src/act.rs:2",
            "shared/src/act.rs:3",
            "shared/src/act.rs:4"
        ]
    );
}

#[test]
fn comments_literals_and_inner_names_are_not_offences() {
    let innocent = "//! age::x\n/* use age;\n age::y */ let age = child.age;\n\
        let a = \"age::\\\"age::z\"; let b = r#\"\" age::w\"#; let c = '\"'; crate::age::v();\n\
        fn f<'a>(age: &'a str, village: village::Name) {}\n";
    assert_eq!(source(innocent).places_that_name(&["age"]), [""; 0]);
}

#[test]
fn a_room_is_a_file_and_the_folder_of_its_name() {
    let room = "shared/src/act";
    let within = |path: &str| {
        let path = path.to_owned();
        let text = String::new();
        Source { path, text }.is_in(room)
    };
    assert!(within("shared/src/act.rs"));
    assert!(within("shared/src/act/signed.rs"));
    assert!(!within("shared/src/actor.rs"));
    assert!(!within("server/src/act.rs"));
}

#[test]
fn a_folder_that_does_not_exist_holds_nothing() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(files_below(here, "no/such/folder", &["rs"])?.is_empty());
    Ok(())
}

#[cfg(test)]
fn source(text: &str) -> Source {
    let path = "shared/src/act.rs".to_owned();
    let text = text.to_owned();
    Source { path, text }
}
