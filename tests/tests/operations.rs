//! What is given to operators says what the server does: alert rules that fire as they should, and
//! no metric that the server does not have.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use stafet_server::metrics::NAMES;
use stafet_tests::machine::skip;

/// What a histogram's name ends with in queries.
const HISTOGRAM_ENDS: [&str; 3] = ["_bucket", "_sum", "_count"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operations")
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The metrics that a text names.
fn named(text: &str) -> BTreeSet<String> {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    let metrics = words.filter(|word| word.starts_with("stafet_"));
    let plain = metrics.map(|name| {
        let ends = HISTOGRAM_ENDS.iter();
        let plain = ends.filter_map(|end| name.strip_suffix(end)).next();
        plain.unwrap_or(name).to_owned()
    });
    plain.collect()
}

fn all() -> BTreeSet<String> {
    NAMES.into_iter().map(str::to_owned).collect()
}

#[test]
fn the_dashboard_shows_every_metric_and_no_other() {
    let text = read("dashboard.json");
    let dashboard: serde_json::Value = serde_json::from_str(&text).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let mut queries = String::new();
    for panel in panels {
        for target in panel["targets"].as_array().unwrap() {
            queries += target["expr"].as_str().unwrap();
            queries += "\n";
        }
    }
    assert_eq!(named(&queries), all());
}

#[test]
fn the_rules_and_the_page_name_no_other_metric() {
    for page in ["alerts.yml", "alerts.test.yml"] {
        let unknown: Vec<String> = named(&read(page)).difference(&all()).cloned().collect();
        assert!(unknown.is_empty(), "{page}: {unknown:?}");
    }
    assert_eq!(
        named(&read("README.md")),
        all(),
        "the page explains each of them"
    );
}

#[test]
fn every_alert_is_tried_and_explained() {
    let (rules, tries, page) = (
        read("alerts.yml"),
        read("alerts.test.yml"),
        read("README.md"),
    );
    let alerts = rules
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- alert: "));
    let alerts: Vec<&str> = alerts.collect();
    assert!(alerts.len() > 5);
    for alert in alerts {
        assert!(
            tries.contains(&format!("alertname: {alert}")),
            "{alert} is not tried"
        );
        assert!(
            page.contains(&format!("`{alert}`")),
            "{alert} is not explained"
        );
    }
}

#[test]
fn the_alerts_fire_when_they_should_and_only_then() {
    for arguments in [
        ["check", "rules", "alerts.yml"],
        ["test", "rules", "alerts.test.yml"],
    ] {
        let run = Command::new("promtool")
            .args(arguments)
            .current_dir(folder())
            .output();
        let output = match run {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return skip("the check of alert rules", "promtool (Debian's prometheus)");
            }
            run => run.unwrap(),
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}
