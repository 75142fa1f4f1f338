//! How much there is to read: no file is longer than one sitting, the face at the command line
//! stays small, and the lines of each crate are counted without its tests and printed.

use std::{collections::BTreeMap, path::Path};

use stafet_tests::machine::environment;

use crate::{Outcome, PRODUCT, all_rust, rust_below, rust_of, source::Source};

/// The longest source file that may exist, in lines.
const FILE_LINES_MAX: usize = 600;
/// The most lines of the face at the command line, its tests included.
const CLI_LINES_MAX: usize = 7_500;
/// The room of that face.
const CLI: &str = "client/src/cli";
/// What only tests carry, though it stands among the sources: modules by these names, and the page
/// that a test writes.
const FOR_TESTS: [&str; 5] = ["tests", "testing", "fixture", "samples", "model"];
const PAGE: &str = "shared/src/page";

/// Names another checkout, whose lines are printed too.
const OTHER: &str = "STAFET_COUNT";

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lines {
    all: usize,
    /// Neither empty nor a comment.
    code: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let code = text.lines().map(str::trim);
        let code = code.filter(|line| !line.is_empty() && !line.starts_with("//"));
        Self {
            all: text.lines().count(),
            code: code.count(),
        }
    }

    const fn add(&mut self, other: Self) {
        self.all += other.all;
        self.code += other.code;
    }
}

/// The lines of each crate of the product, without tests.
fn product_lines(sources: &[Source]) -> BTreeMap<&'static str, Lines> {
    let mut lines = BTreeMap::from(PRODUCT.map(|folder| (folder, Lines::default())));
    for source in sources.iter().filter(|source| !is_for_tests(source)) {
        let is_below = |folder: &&&str| source.path.starts_with(&format!("{folder}/src/"));
        if let Some(folder) = PRODUCT.iter().find(is_below) {
            let own = Lines::of(source.without_tests());
            lines.entry(*folder).or_default().add(own);
        }
    }
    lines
}

fn is_for_tests(source: &Source) -> bool {
    let mut parts = source.path.split('/');
    source.is_in(PAGE) || parts.any(|part| FOR_TESTS.contains(&part.trim_end_matches(".rs")))
}

/// All lines of the files in a room.
fn lines_of(room: &str, sources: &[Source]) -> usize {
    let within = sources.iter().filter(|source| source.is_in(room));
    within.map(|source| source.text.lines().count()).sum()
}

/// The longest file, and how long it is.
fn longest(sources: &[Source]) -> Option<(usize, &str)> {
    sized(sources).max()
}

fn too_long(sources: &[Source]) -> Vec<String> {
    sized(sources)
        .filter(|(lines, _)| *lines > FILE_LINES_MAX)
        .map(|(lines, path)| format!("{path}: {lines}"))
        .collect()
}

fn sized(sources: &[Source]) -> impl Iterator<Item = (usize, &str)> {
    sources
        .iter()
        .map(|source| (source.text.lines().count(), &*source.path))
}

fn tell(product: &BTreeMap<&str, Lines>) {
    let mut sum = Lines::default();
    for (folder, lines) in product {
        let Lines { all, code } = lines;
        println!("{all:>6} lines without tests, {code:>6} of code, in {folder}");
        sum.add(*lines);
    }
    let Lines { all, code } = sum;
    println!("{all:>6} lines without tests, {code:>6} of code, in all");
}

#[test]
fn every_file_can_be_read_in_one_sitting_and_the_command_line_stays_small() -> Outcome {
    let sources = rust_of(&PRODUCT)?;
    tell(&product_lines(&sources));
    if let Some(other) = environment(OTHER) {
        println!("and in {other}:");
        tell(&product_lines(&rust_below(Path::new(&other), &PRODUCT)?));
    }
    let cli = lines_of(CLI, &sources);
    println!("{cli:>6} in {CLI} with its tests; at most {CLI_LINES_MAX}");
    let all = all_rust()?;
    let (lines, file) = longest(&all).unwrap_or_default();
    println!("{lines:>6} in the longest file, {file}; at most {FILE_LINES_MAX}");
    assert!(cli <= CLI_LINES_MAX, "{CLI}: {cli}");
    assert_eq!(too_long(&all), [""; 0]);
    Ok(())
}

#[test]
fn a_planted_long_file_is_found() {
    let of_lines = |lines: usize| Source {
        path: format!("{lines}.rs"),
        text: "\n".repeat(lines),
    };
    let sources = [of_lines(600), of_lines(601)];
    assert_eq!(too_long(&sources), ["601.rs: 601"]);
    assert_eq!(longest(&sources), Some((601, "601.rs")));
}

#[test]
fn what_serves_tests_is_not_counted() {
    let at = |(path, text): (&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let sources = [
        ("server/src/a.rs", "1\n2\n#[cfg(test)]\nmod tests {\n5\n"),
        ("server/src/a/tests.rs", "1\n"),
        ("server/src/store/model/b.rs", "1\n"),
        ("server/tests/c.rs", "1\n2\n3\n4\n5\n6\n"),
        ("shared/src/page/d.rs", "1\n"),
        ("shared/blobs/src/e.rs", "1\n"),
        ("client/src/cli.rs", "1\n"),
        (
            "client/src/cli/f.rs",
            "1\n2\n#[cfg(test)]\nmod tests {\n5\n",
        ),
    ]
    .map(at);
    let lines = product_lines(&sources);
    let lines = lines.into_iter().map(|(folder, lines)| (folder, lines.all));
    let lines: Vec<_> = lines.filter(|(_, lines)| *lines > 0).collect();
    assert_eq!(lines, [("client", 3), ("server", 2), ("shared/blobs", 1)]);
    let text = "//! Why.\n\nfn f() {\n    // So.\n    g();\n}\n";
    assert_eq!(Lines::of(text), Lines { all: 6, code: 3 });
    assert_eq!(lines_of(CLI, &sources), 6);
}
