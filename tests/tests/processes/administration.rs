//! What administrators say about clocks and offices, typed as they would.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::programs::{Deployment, TEAM};

/// The office in which the second administrator sits.
const WATCH: &str = "socialstyrelsen/overdragelsesvagt";

/// A command that has to be confirmed at once, and what it prints as JSON.
fn does(deployment: &Deployment, profile: &str, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["--json"]].concat();
    let done = deployment.stafet(profile, &arguments);
    assert_eq!(done.code, 0, "{arguments:?}: {done:?}");
    done.json()
}

/// A command that is refused, and why.
fn refused(deployment: &Deployment, profile: &str, arguments: &[&str]) -> String {
    let said = deployment.stafet(profile, arguments);
    assert_eq!((said.code, said.data.as_str()), (1, ""), "{said:?}");
    said.talk
}

/// The template, changed, as a file.
fn policy_file(deployment: &Deployment, folder: &Path, change: (&str, &str)) -> String {
    let template = deployment.stafet("nobody", &["admin", "policy", "template"]);
    assert_eq!(
        template.code, 0,
        "a template needs no profile: {template:?}"
    );
    let text = template.data.replace(change.0, change.1);
    assert_ne!(text, template.data);
    let path = folder.join("policy.toml");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_policy_is_written_checked_signed_and_read_back() {
    let deployment = Deployment::at_work();
    let folder = tempfile::tempdir().unwrap();
    let change = ("green_percent = 90", "green_percent = 60");
    let wrong = policy_file(&deployment, folder.path(), change);
    let checked = deployment.stafet("nobody", &["admin", "policy", "check", &wrong]);
    assert_eq!(checked.code, 2, "{checked:?}");
    assert!(checked.talk.contains("yellow_percent"), "{checked:?}");

    let change = (
        "[]\n# Får",
        "[\"socialstyrelsen/overdragelsesvagt\"]\n# Får",
    );
    let file = policy_file(&deployment, folder.path(), change);
    let checked = deployment.stafet("nobody", &["admin", "policy", "check", &file]);
    assert_eq!(
        (checked.code, checked.data.as_str()),
        (0, ""),
        "{checked:?}"
    );
    let late = ["admin", "policy", "sign", &file, "--from", "2026-01-01"];
    assert!(refused(&deployment, "admin", &late).contains("--from"));
    let sign = ["admin", "policy", "sign", &file];
    assert!(refused(&deployment, "team", &sign).contains("administrator"));
    let signed = does(&deployment, "admin", &sign);
    assert_eq!(
        (&signed["number"], &signed["confirmed"]),
        (&1.into(), &true.into())
    );

    deployment.sync("team");
    let shown = does(&deployment, "team", &["admin", "policy", "show"]);
    assert_eq!(
        (&shown["number"], &shown["from"]),
        (&0.into(), &Value::Null)
    );
    let told = deployment.stafet("team", &["admin", "policy", "show"]);
    assert!(told.talk.contains("Politik 1 er på vej"), "{told:?}");
    let again = folder.path().join("again.toml");
    fs::write(&again, &told.data).unwrap();
    let again = again.to_str().unwrap();
    let checked = deployment.stafet("nobody", &["admin", "policy", "check", again]);
    assert_eq!(checked.code, 0, "what is shown can be read: {checked:?}");
    assert_eq!(does(&deployment, "admin", &sign)["number"], 2);
}

#[test]
fn an_office_is_staffed_and_what_is_not_named_stays() {
    let deployment = Deployment::at_work();
    let staff = |options: &[&str]| {
        let arguments = [&["admin", "staff", TEAM], options].concat();
        does(&deployment, "admin", &arguments)
    };
    let usual = staff(&[]);
    assert_eq!(
        (&usual["rota"], &usual["from"]),
        (&false.into(), &Value::Null)
    );
    let phone = staff(&["--phone", "+299 34 50 00", "--deputy", WATCH]);
    assert_eq!(phone["deputy"], WATCH);
    let away = staff(&["--away", "2027-07-05..2027-07-25", "--rota"]);
    assert_eq!(away["away"], json!(["2027-07-05", "2027-07-25"]));
    assert_eq!(
        (&away["rota"], &away["phone"]),
        (&true.into(), &phone["phone"])
    );
    let back = staff(&["--away", "none", "--deputy", "none"]);
    assert_eq!(
        (&back["away"], &back["deputy"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(back["rota"], true);
    let own = ["admin", "staff", TEAM, "--deputy", TEAM];
    assert!(refused(&deployment, "admin", &own).contains("stedfortræder"));
    deployment.sync("sender");
    assert_eq!(
        does(&deployment, "sender", &["admin", "staff", TEAM])["rota"],
        true
    );
}

#[test]
fn an_outage_takes_two_administrators() {
    let deployment = Deployment::at_work();
    let invite = ["admin", "invite", WATCH, "--role", "administrator"];
    let ticket = deployment.stafet("admin", &invite);
    let join = ["join", ticket.line(), "--name", "Bodil Lund"];
    assert_eq!(deployment.stafet("watch", &join).code, 10);
    for profile in ["admin", "watch"] {
        deployment.sync(profile);
    }
    let outage = |profile: &str, arguments: &[&str]| {
        let arguments = [&["admin", "outage"], arguments].concat();
        does(&deployment, profile, &arguments)[0].clone()
    };
    let declared = outage("admin", &["declare", TEAM, "--cause", "power"]);
    assert_eq!(
        (&declared["running"], &declared["cause"]),
        (&false.into(), &"power".into())
    );
    let id = declared["id"].as_str().unwrap();
    let own = ["admin", "outage", "confirm", id];
    assert!(refused(&deployment, "admin", &own).contains("anden administrator"));
    let confirmed = outage("watch", &["confirm", &id[..6]]);
    assert_eq!(
        (&confirmed["running"], &confirmed["confirmed_by"]),
        (&true.into(), &"Bodil Lund".into())
    );
    deployment.sync("team");
    assert_eq!(outage("team", &["list"]), confirmed, "everybody sees it");
    let ended = outage("admin", &["end", id]);
    assert_eq!(ended["running"], false);
    assert_eq!(
        does(&deployment, "admin", &["admin", "outage", "list"]),
        json!([])
    );
    assert_eq!(outage("admin", &["list", "--all"])["id"], id);
}

#[test]
fn review_rounds_are_counted() {
    let deployment = Deployment::at_work();
    let round = |until| {
        does(
            &deployment,
            "admin",
            &["admin", "review-round", "--until", until],
        )
    };
    let first = round("2099-03-31");
    let expected = json!({"number": 1, "until": "2099-03-31", "confirmed": true});
    assert_eq!(first, expected);
    assert_eq!(round("2099-09-30")["number"], 2);
    let late = ["admin", "review-round", "--until", "2026-01-01"];
    refused(&deployment, "admin", &late);
}
