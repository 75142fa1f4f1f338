//! Pages in a real browser, driven by the scripts in `browser/`: what they are told, and what they
//! find.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use stafet_tests::tools::{self, Wish};

use crate::{
    page::address,
    programs::{Deployment, Running, Stream},
};

/// What every script begins with.
const COMMON: &str = "common";

/// Whose page is opened where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Person {
    pub(crate) name: &'static str,
    pub(crate) start: String,
}

/// What every script is told, beside what is its own.
#[derive(Debug, Serialize)]
pub(crate) struct Job<'a, O> {
    chromium: PathBuf,
    people: Vec<Person>,
    #[serde(flatten)]
    own: &'a O,
}

/// What every script finds, beside what is its own.
#[derive(Debug, Deserialize)]
pub(crate) struct Found<O> {
    /// What the browser complained of, policies that were broken among it.
    pub(crate) complaints: Vec<String>,
    #[serde(flatten)]
    pub(crate) own: O,
}

/// A page that somebody has opened.
pub(crate) struct Opened {
    pub(crate) running: Running,
    pub(crate) person: Person,
}

/// Opens the page of a profile in a language.
pub(crate) fn open(deployment: &Deployment, profile: &'static str, language: &str) -> Opened {
    open_at(profile, &deployment.profile(profile), language)
}

/// The same for a profile that lies anywhere.
pub(crate) fn open_at(profile: &'static str, folder: &Path, language: &str) -> Opened {
    let arguments = ["--lang", language, "open", "--no-browser"];
    let running = Running::of_client(folder, &arguments, Stream::Data);
    let start = address(&running.line("http://"));
    let person = Person {
        name: profile,
        start,
    };
    Opened { running, person }
}

/// Whether there is what pages are looked at with; on CI there has to be.
pub(crate) fn can_browse() -> bool {
    let node = tools::node("playwright-core").zip(tools::node("axe-core"));
    node.zip(tools::chromium()).is_some()
}

/// Lets a script work in the browser, and does what it wishes meanwhile.
pub(crate) fn browse<O: for<'de> Deserialize<'de>>(
    script: &str,
    (people, own): (&[Person], &impl Serialize),
    grant: impl FnMut(&Wish) -> String,
) -> Found<O> {
    let (mut node, packages) = (tools::node("playwright-core").unwrap(), tools::chromium());
    let job = Job {
        chromium: packages.unwrap(),
        people: people.to_vec(),
        own,
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/processes/browser");
    let parts = [COMMON, script].map(|part| {
        let path = folder.join(part).with_extension("mjs");
        fs::read_to_string(path).unwrap()
    });
    let found: Found<O> = tools::talk(node.arg(parts.join("\n")), &job, grant);
    assert_eq!(found.complaints, [""; 0]);
    found
}

/// Nothing that a script may wish for.
pub(crate) fn nothing(wish: &Wish) -> String {
    panic!("nobody grants {wish:?}");
}

/// What a file of the test data says, as the fields of a form: names and texts.
pub(crate) fn answers(file: &str) -> Map<String, Value> {
    let text = fs::read_to_string(crate::data(&format!("handovers/{file}.toml"))).unwrap();
    let read: toml::Table = text.parse().unwrap();
    let mut answers = Map::new();
    for (name, value) in &read {
        match (name.as_str(), value) {
            ("content", toml::Value::Table(content)) => flatten("", content, &mut answers),
            ("child", toml::Value::Table(child)) => flatten("child.", child, &mut answers),
            ("subject", value) => add("subject", value, &mut answers),
            _ => {}
        }
    }
    answers
}

fn flatten(below: &str, table: &toml::Table, answers: &mut Map<String, Value>) {
    for (name, value) in table {
        add(&format!("{below}{name}"), value, answers);
    }
}

fn add(name: &str, value: &toml::Value, answers: &mut Map<String, Value>) {
    match value {
        toml::Value::Table(table) => flatten(&format!("{name}."), table, answers),
        toml::Value::Array(things) if things.iter().any(toml::Value::is_table) => {
            for (number, thing) in things.iter().enumerate() {
                add(&format!("{name}.{number}"), thing, answers);
            }
        }
        // A list of lines is one field.
        toml::Value::Array(things) => {
            let lines: Vec<String> = things.iter().map(text).collect();
            answers.insert(name.to_owned(), Value::from(lines.join("\n")));
        }
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {
            answers.insert(name.to_owned(), Value::from(text(value)));
        }
    }
}

fn text(value: &toml::Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}
