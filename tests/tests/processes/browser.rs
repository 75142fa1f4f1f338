//! The pages in a real browser: what a person does by clicking, what a screen reader is told, and
//! that nothing runs which is not the program's own. `browser.mjs` drives it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use stafet_tests::tools;

use crate::{
    page::address,
    programs::{Deployment, Running, Stream},
    referral,
};

/// What the script is asked to do.
#[derive(Serialize)]
struct Job {
    chromium: std::path::PathBuf,
    people: Vec<Person>,
    /// The handover that is signed for by clicking, at the second of the people.
    signed: String,
}

/// Whose page is opened where.
#[derive(Serialize)]
struct Person {
    name: &'static str,
    start: String,
    paths: Vec<String>,
}

/// What the script found.
#[derive(Debug, Deserialize)]
struct Found {
    /// How many pages were looked at, in how many widths and colours.
    states: usize,
    /// What axe-core says against them.
    violations: Vec<String>,
    /// Pages that are wider than the window.
    sideways: Vec<String>,
    /// What the browser complained of, policies that were broken among it.
    complaints: Vec<String>,
    /// How many clicks it took from the inbox to a sent receipt.
    clicks: usize,
    /// What the page said after that.
    after: String,
}

fn opened(deployment: &Deployment, profile: &str, language: &str) -> (Running, String) {
    let arguments = ["--lang", language, "open", "--no-browser"];
    let running = deployment.start(profile, &arguments, Stream::Data);
    let start = address(&running.line("http://"));
    (running, start)
}

/// The pages of administrators.
fn watched(id: &str) -> Vec<String> {
    [
        "/vagt".to_owned(),
        format!("/vagt?vis={id}"),
        format!("/vagt/{id}/tag-haand"),
        "/vagt/kontorer".to_owned(),
        "/vagt/moede".to_owned(),
        "/vagt/statistik".to_owned(),
    ]
    .to_vec()
}

#[test]
fn people_work_in_a_real_browser() {
    let node = tools::node("playwright-core").zip(tools::node("axe-core"));
    let Some(((mut node, _), chromium)) = node.zip(tools::chromium()) else {
        return;
    };
    let deployment = Deployment::at_work();
    let said = deployment.stafet("sender", &["send", &referral()]);
    let id = said.line().to_owned();
    deployment.sync("team");
    let about = |id: &str| {
        [
            "/indbakke".to_owned(),
            "/udbakke".to_owned(),
            "/kontakter".to_owned(),
            "/forloeb".to_owned(),
            "/rejser".to_owned(),
            "/indstillinger".to_owned(),
            "/hjaelp".to_owned(),
            "/ny".to_owned(),
            format!("/overdragelse/{id}"),
            format!("/overdragelse/{id}/kvitter"),
            format!("/overdragelse/{id}/afvis"),
            format!("/overdragelse/{id}/traek-tilbage"),
            "/findes-ikke".to_owned(),
        ]
        .to_vec()
    };
    let (sender, sender_start) = opened(&deployment, "sender", "en");
    let (team, team_start) = opened(&deployment, "team", "da");
    let (admin, admin_start) = opened(&deployment, "admin", "da");
    let people = vec![
        Person {
            name: "sender",
            start: sender_start,
            paths: about(&id),
        },
        Person {
            name: "team",
            start: team_start,
            paths: about(&id),
        },
        Person {
            name: "admin",
            start: admin_start,
            paths: watched(&id),
        },
    ];
    let job = Job {
        chromium,
        people,
        signed: id.clone(),
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/processes/browser.mjs");
    let script = std::fs::read_to_string(script).unwrap();
    let found: Found = tools::ask(node.arg(script), &job);
    println!("{} states, {} clicks", found.states, found.clicks);
    assert!(found.states >= 40, "{found:?}");
    assert_eq!(found.violations, [""; 0]);
    assert_eq!(found.sideways, [""; 0]);
    assert_eq!(found.complaints, [""; 0]);
    assert!(found.clicks <= 3, "{}", found.clicks);
    assert!(
        found.after.contains("Tag stilling senest"),
        "{}",
        found.after
    );
    assert_eq!(crate::state(&deployment, "team", &id), "Acknowledged");
    drop((sender, team, admin));
}
