//! Programs and packages of others. `.ci/run` installs what is missing below `target/tools`.
//!
//! On CI a missing tool fails the test that needs it; elsewhere the test is left out, and a line
//! on standard error says so.

use std::{
    env,
    ffi::OsString,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use crate::machine::skip;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Where scripts find Python packages that were installed for these tests.
const PYTHON_FOLDER: &str = "python";

/// A Python with the packages of the given names, if there is one.
#[must_use]
pub fn python(packages: &[&str]) -> Option<Command> {
    let probe = format!("import {}", packages.join(", "));
    let mut command = with_packages("python3");
    let what = format!("python3 with {}", packages.join(", "));
    is_there(&what, command.args(["-c", &probe])).then(|| with_packages("python3"))
}

/// A Node that finds the package of that name, if there is one.
#[must_use]
pub fn node(package: &str) -> Option<Command> {
    let probe = format!("await import({package:?})");
    let what = format!("node with {package}");
    is_there(&what, in_tools("node").args(MODULE).arg(probe)).then(|| {
        let mut command = in_tools("node");
        command.args(MODULE);
        command
    })
}

/// Debian's Chromium, if it is there.
#[must_use]
pub fn chromium() -> Option<PathBuf> {
    let place = PathBuf::from("/usr/bin/chromium");
    let mut probe = Command::new(&place);
    is_there("chromium", probe.arg("--version")).then_some(place)
}

/// Whether there is a bus to be started on which desktops are told things, and who listens to it.
#[must_use]
pub fn has_bus() -> bool {
    // Both are of one package.
    is_there("dbus-daemon", Command::new("dbus-daemon").arg("--version"))
}

/// Whether the command line of OpenSSL can be used.
#[must_use]
pub fn has_openssl() -> bool {
    is_there("openssl", Command::new("openssl").arg("version"))
}

/// Whether the programs of poppler, which read PDF files, can be used.
#[must_use]
pub fn has_poppler() -> bool {
    ["pdftotext", "pdfinfo"]
        .into_iter()
        .all(|program| is_there(program, Command::new(program).arg("-v")))
}

/// Gives a job to a script, and answers with what it has made of it: both as JSON.
///
/// # Panics
/// When the script fails, with what it said.
pub fn ask<A: DeserializeOwned>(script: &mut Command, job: &impl Serialize) -> A {
    let streams = script.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = streams.stderr(Stdio::piped()).spawn().unwrap();
    let job = serde_json::to_vec(job).unwrap();
    // A script that ends before it has read everything says why on standard error.
    drop(child.stdin.take().unwrap().write_all(&job));
    let output = child.wait_with_output().unwrap();
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{talk}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {talk}"))
}

/// Gives a script its job as one line of JSON, does what it wishes meanwhile, line by line, and
/// answers with what it has found in the end.
///
/// # Panics
/// When the script fails, with what it said.
pub fn talk<A: DeserializeOwned>(
    script: &mut Command,
    job: &impl Serialize,
    mut grant: impl FnMut(&Wish) -> String,
) -> A {
    let streams = script.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = streams.stderr(Stdio::piped()).spawn().unwrap();
    let (mut ears, mouth) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut tell = |line: String| drop(writeln!(ears, "{line}"));
    tell(serde_json::to_string(job).unwrap());
    let mut found = None;
    for line in BufReader::new(mouth).lines() {
        match serde_json::from_str(&line.unwrap()).unwrap() {
            Line::Wish(wish) => tell(serde_json::to_string(&grant(&wish)).unwrap()),
            Line::Found { found: all } => found = Some(all),
        }
    }
    let output = child.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    found.unwrap_or_else(|| panic!("nothing was found: {complaint}"))
}

/// What a script cannot do itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Wish {
    /// What is wished.
    pub wished: String,
    /// About what.
    pub about: String,
}

/// A line of a script that talks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line<A> {
    Wish(Wish),
    Found { found: A },
}

/// How Node is told to run a module from its command line, which looks for packages from the
/// working folder on.
const MODULE: [&str; 2] = ["--input-type=module", "--eval"];

fn is_there(what: &str, probe: &mut Command) -> bool {
    let probe = probe.stdin(Stdio::null()).stdout(Stdio::null());
    let status = probe.stderr(Stdio::null()).status();
    let is_there = status.is_ok_and(|status| status.success());
    if !is_there {
        skip(thread::current().name().unwrap_or("a test"), what);
    }
    is_there
}

/// A program that is told where the packages for these tests are, before all others.
fn with_packages(program: &str) -> Command {
    let mut paths = vec![tools().join(PYTHON_FOLDER)];
    let given = env::var_os("PYTHONPATH").unwrap_or_default();
    paths.extend(env::split_paths(&given));
    let paths: OsString = env::join_paths(paths).unwrap();
    let mut command = Command::new(program);
    // Compiled scripts would lie beside the sources.
    command
        .env("PYTHONPATH", paths)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn in_tools(program: &str) -> Command {
    let mut command = Command::new(program);
    let folder = tools();
    if folder.is_dir() {
        command.current_dir(folder);
    }
    command
}

/// Where `.ci/run` installs what is missing, or the folder that `STAFET_TOOLS` names.
fn tools() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    env::var_os("STAFET_TOOLS").map_or_else(|| here.join("../target/tools"), PathBuf::from)
}
