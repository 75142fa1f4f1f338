//! The real programs as separate processes on this computer, as the README tells a user: no
//! simulated network, no shared memory, and nothing but command lines and what they print.

#[path = "processes/administration.rs"]
mod administration;
#[path = "processes/browser.rs"]
mod browser;
#[path = "processes/browsing.rs"]
mod browsing;
#[cfg(target_os = "linux")]
#[path = "processes/clocks.rs"]
mod clocks;
#[path = "processes/course.rs"]
mod course;
#[path = "processes/desktop.rs"]
mod desktop;
#[path = "processes/doors.rs"]
mod doors;
#[path = "processes/faults.rs"]
mod faults;
#[path = "processes/files.rs"]
mod files;
#[path = "processes/heard.rs"]
mod heard;
#[path = "processes/journeys.rs"]
mod journeys;
#[path = "processes/lists.rs"]
mod lists;
#[path = "processes/living.rs"]
mod living;
#[path = "processes/locked.rs"]
mod locked;
#[path = "processes/moved.rs"]
mod moved;
#[path = "processes/page.rs"]
mod page;
#[path = "processes/papers.rs"]
mod papers;
#[path = "processes/payloads.rs"]
mod payloads;
#[path = "processes/port.rs"]
mod port;
#[path = "processes/practising.rs"]
mod practising;
#[path = "processes/programs.rs"]
mod programs;
#[path = "processes/tables.rs"]
mod tables;
#[path = "processes/watch.rs"]
mod watch;
#[path = "processes/weekly.rs"]
mod weekly;
#[path = "processes/writing.rs"]
mod writing;

use std::{collections::BTreeSet, fs, time::Duration};

use programs::{Deployment, Running, SENDER, Said, Stream, TEAM, data, referral};
use serde_json::Value;

/// How often a list is read before what should be in it is missed. Each reading starts a process.
const LOOKS_MAX: u32 = 200;

/// The whole ids of the handovers in a list.
fn ids(list: &Value) -> BTreeSet<String> {
    let rows = list.as_array().unwrap();
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    rows.iter().map(id).collect()
}

/// The same as people see them.
fn shorts(list: &Value) -> BTreeSet<String> {
    let rows = list.as_array().unwrap();
    let short = |row: &Value| row["short"].as_str().unwrap().to_owned();
    rows.iter().map(short).collect()
}

/// Operator and administrator read the same list of what is owed, who was told of it and who could
/// not be, but for whom to ring and what is the reader's own: a server has no office.
fn both_programs_list_the_same(deployment: &Deployment) {
    let operators = deployment.operator(&["overview", "--json"]).json();
    let overview = deployment.stafet("admin", &["overview", "--json"]).json();
    let mut administrators = overview["owed"].clone();
    for row in administrators.as_array_mut().unwrap() {
        let row = row.as_object_mut().unwrap();
        for of_the_reader in ["call", "own"] {
            row.remove(of_the_reader);
        }
    }
    assert_eq!(operators["owed"], administrators);
    assert_ne!(administrators, Value::Array(Vec::new()));
    // D: what stands out beside deadlines is the same too, but for the sentences.
    let mut stands_out = overview["attention"].clone();
    for row in stands_out.as_array_mut().unwrap() {
        row.as_object_mut().unwrap().remove("sentence");
    }
    assert_eq!(operators["attention"], stands_out);
    let kinds = stands_out.as_array().unwrap().iter();
    assert!(
        kinds.clone().any(|row| row["what"] == "no-leader"),
        "{stands_out}"
    );
    assert!(
        kinds.clone().any(|row| row["what"] == "no-deputy"),
        "{stands_out}"
    );
}

/// What the team has in its inbox, closed or not.
fn at_team(deployment: &Deployment) -> BTreeSet<String> {
    ids(&deployment
        .stafet("team", &["inbox", "--all", "--json"])
        .json())
}

/// What the sender has in its outbox, closed or not.
fn at_sender(deployment: &Deployment) -> BTreeSet<String> {
    let outbox = deployment.stafet("sender", &["outbox", "--all", "--json"]);
    ids(&outbox.json()["handovers"])
}

/// The state of a handover as a profile knows it.
fn state(deployment: &Deployment, profile: &str, id: &str) -> String {
    let page = deployment.stafet(profile, &["show", id, "--json"]).json();
    page["handover"]["state"].as_str().unwrap().to_owned()
}

fn send(deployment: &Deployment, options: &[&str]) -> Said {
    let file = referral();
    let mut arguments = vec!["send", &file];
    arguments.extend(options);
    deployment.stafet("sender", &arguments)
}

#[test]
fn two_offices_hand_over_as_the_readme_tells() {
    let deployment = Deployment::at_work();
    let sent = send(&deployment, &[]);
    assert_eq!(sent.code, 0, "{sent:?}");
    assert!(sent.talk.contains("Afsendt"), "{sent:?}");
    let id = sent.line();
    assert_eq!(state(&deployment, "sender", id), "Deposited");
    let waiting = deployment.operator(&["handovers", "--unacknowledged", "--json"]);
    let waiting = waiting.json();
    assert_eq!(shorts(&waiting), BTreeSet::from([id.to_owned()]));
    both_programs_list_the_same(&deployment);
    assert_eq!(
        (&waiting[0]["from"], &waiting[0]["to"]),
        (&SENDER.into(), &TEAM.into())
    );

    let news = deployment.sync("team");
    assert!(
        news.talk.contains(&format!("Nyt: {id} Henvisning")),
        "{news:?}"
    );
    let inbox = deployment.stafet("team", &["inbox", "--json"]).json();
    assert_eq!(
        (&inbox[0]["short"], &inbox[0]["state"]),
        (&id.into(), &"Opened".into())
    );
    let signed = deployment.stafet("team", &["ack", id]);
    assert_eq!(signed.code, 0, "{signed:?}");
    deployment.sync("sender");
    let page = deployment.stafet("sender", &["show", id, "--json"]).json();
    assert_eq!(page["handover"]["state"], "Acknowledged");
    assert_eq!(page["handover"]["custodian"], TEAM);
    assert_eq!(page["handover"]["receipts"]["acknowledged_by"], "Thea Holm");

    let accepted = deployment.stafet("team", &["accept", id, "--json"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
    assert_eq!(accepted.json()["confirmed"], true);
    deployment.sync("sender");
    assert_eq!(state(&deployment, "sender", id), "Closed");
    let waiting = deployment.operator(&["handovers", "--unacknowledged", "--json"]);
    assert_eq!(waiting.json(), Value::Array(Vec::new()));
    assert_eq!(deployment.operator(&["check"]).code, 0);
    all_is_well(&deployment);
}

/// Sends a file of the test data from a profile, and answers with its short id.
fn send_file(deployment: &Deployment, profile: &str, name: &str, follows: &str) -> String {
    let file = data(&format!("handovers/{name}"));
    let sent = deployment.stafet(profile, &["send", &file, "--in-reply-to", follows]);
    assert_eq!(sent.code, 0, "{sent:?}");
    sent.line().to_owned()
}

/// A command about a handover that has to be confirmed at once.
fn does(deployment: &Deployment, profile: &str, arguments: &[&str]) {
    let done = deployment.stafet(profile, arguments);
    assert_eq!(done.code, 0, "{arguments:?}: {done:?}");
}

#[test]
fn the_course_of_a_child_is_walked_by_hand_as_the_readme_tells() {
    let deployment = Deployment::at_work();
    let referral = send(&deployment, &[]).line().to_owned();
    let id = referral.as_str();
    deployment.sync("team");
    does(&deployment, "team", &["ack", id]);
    let item = ["need-info", id, "--item", "Udtalelse fra skolen"];
    does(&deployment, "team", &item);
    deployment.sync("sender");
    assert_eq!(state(&deployment, "sender", id), "AwaitingInformation");
    let information = send_file(&deployment, "sender", "02-sagsoplysninger.toml", id);
    does(
        &deployment,
        "sender",
        &["supply", id, "--with", &information],
    );
    deployment.sync("team");
    does(&deployment, "team", &["ack", &information]);
    does(&deployment, "team", &["accept", id]);

    treated_on_a_tour(&deployment, id);
    let report = send_file(&deployment, "team", "04-afsluttende-rapport.toml", id);
    deployment.sync("sender");
    let again = deployment.stafet(
        "sender",
        &["decline", &report, "--reason", "capacity", "--text", "T"],
    );
    assert_eq!(again.code, 1, "a report is not declined: {again:?}");
    does(&deployment, "sender", &["ack", &report]);
    let page = deployment
        .stafet("sender", &["show", &report, "--json"])
        .json();
    assert_eq!(page["ending"], "ReportReceived");
    decided_and_not_closed(&deployment, id);
    let draft = data("handovers/05-opfoelgning.toml");
    let waits = deployment.stafet("sender", &["send", &draft, "--in-reply-to", &report]);
    assert_eq!(
        waits.code, 10,
        "nobody has joined the family centre: {waits:?}"
    );

    let wrong = send(&deployment, &[]).line().to_owned();
    does(
        &deployment,
        "sender",
        &["entered-in-error", &wrong, "--reason", "Sendt to gange"],
    );
    deployment.sync("team");
    assert_eq!(state(&deployment, "team", &wrong), "EnteredInError");
    all_is_well(&deployment);
}

fn course(deployment: &Deployment, profile: &str, id: &str) -> Value {
    let page = deployment.stafet(profile, &["show", id, "--json"]).json();
    page["course"].clone()
}

/// A visit on a tour with another child's is postponed for both at once, and the child is treated.
fn treated_on_a_tour(deployment: &Deployment, id: &str) {
    let other = send(deployment, &[]).line().to_owned();
    deployment.sync("team");
    does(deployment, "team", &["accept", &other]);
    for one in [id, &other] {
        let plan = ["plan-visit", one, "--day", "2027-01-12", "--tour", "Januar"];
        does(deployment, "team", &plan);
    }
    let postponed = [
        "postpone-visit",
        id,
        "--until",
        "2027-01-19",
        "--reason",
        "S",
    ];
    does(deployment, "team", &postponed);
    deployment.sync("team");
    deployment.sync("sender");
    for one in [id, &other] {
        let course = course(deployment, "sender", one);
        assert_eq!(course["stage"], "VisitPlanned");
        assert_eq!(course["visit"], "2027-01-19");
        assert_eq!(course["treatment"], TEAM);
    }
    let alone = ["postpone-visit", &other, "--reason", "S", "--only-this"];
    does(deployment, "team", &alone);
    assert_eq!(course(deployment, "team", id)["stage"], "VisitPlanned");
    assert_eq!(
        course(deployment, "team", &other)["stage"],
        "VisitPostponed"
    );
    for act in ["begin-assessment", "begin-treatment", "last-session"] {
        does(deployment, "team", &[act, id]);
    }
    // Whom the team has met is on the tour no more.
    let again = [
        "plan-visit",
        &other,
        "--day",
        "2027-01-19",
        "--tour",
        "Januar",
    ];
    does(deployment, "team", &again);
    does(
        deployment,
        "team",
        &["postpone-visit", &other, "--reason", "S"],
    );
    assert_eq!(
        course(deployment, "team", &other)["stage"],
        "VisitPostponed"
    );
    let theirs = deployment.stafet("sender", &["begin-treatment", &other]);
    assert_eq!(theirs.code, 1, "the team says so: {theirs:?}");
}

/// The municipality decides, and cannot close what is under way; against anything it needs a reason.
fn decided_and_not_closed(deployment: &Deployment, id: &str) {
    let bare = ["decide-follow-up", id, "--decision", "none"];
    assert_eq!(deployment.stafet("sender", &bare).code, 2);
    let decided = ["decide-follow-up", id, "--decision", "family-centre"];
    does(deployment, "sender", &decided);
    let course = course(deployment, "sender", id);
    assert_eq!(course["stage"], "FollowUpDecided");
    assert_eq!(course["treatment"], SENDER);
    assert_eq!(course["decision"], "family-centre");
    let early = deployment.stafet("sender", &["close-course", id]);
    assert_eq!(early.code, 1, "{early:?}");
}

/// The doctors of the server and of every profile find nothing.
fn all_is_well(deployment: &Deployment) {
    for profile in ["admin", "sender", "team"] {
        let findings = deployment.stafet(profile, &["doctor", "--json"]);
        assert_eq!(findings.code, 0, "{profile}: {findings:?}");
    }
    let findings = deployment.operator(&["doctor"]);
    assert_eq!(findings.code, 0, "{findings:?}");
}

#[test]
fn what_is_sent_while_the_server_is_down_arrives_when_it_is_back() {
    let mut deployment = Deployment::at_work();
    deployment.kill_server();
    assert!(!deployment.is_up());
    let sent = send(&deployment, &[]);
    assert_eq!(sent.code, 10, "{sent:?}");
    assert!(sent.talk.contains("Ikke bekræftet"), "{sent:?}");
    assert_eq!(state(&deployment, "sender", sent.line()), "Queued");
    let syncing = deployment.start("sender", &["sync"], Stream::Talk);
    let said = syncing.let_run_for(Duration::from_secs(15));
    assert!(said.is_some(), "ten seconds are promised");
    drop(syncing);
    deployment.start_server();
    // The server was not reached moments ago: no act waits for it until a sync reaches it again.
    let next = send(&deployment, &[]);
    assert_eq!(next.code, 10, "{next:?}");
    deployment.sync("sender");
    assert_eq!(send(&deployment, &[]).code, 0);
    deployment.sync("team");
    assert_eq!(at_team(&deployment), at_sender(&deployment));
    assert_eq!(state(&deployment, "team", sent.line()), "Opened");
    assert_eq!(state(&deployment, "team", next.line()), "Opened");
}

#[test]
fn a_server_that_is_killed_right_after_its_receipt_still_has_the_handover() {
    let mut deployment = Deployment::at_work();
    for sent_before in 0..3 {
        let sent = send(&deployment, &[]);
        deployment.kill_server();
        assert_eq!(sent.code, 0, "{sent:?}");
        let all = deployment.operator(&["handovers", "--json"]).json();
        assert!(shorts(&all).contains(sent.line()), "{all}");
        assert_eq!(ids(&all).len(), sent_before + 1);
        deployment.start_server();
    }
    deployment.sync("team");
    assert_eq!(at_team(&deployment), at_sender(&deployment));
    all_is_well_at_the_server(&deployment);
}

fn all_is_well_at_the_server(deployment: &Deployment) {
    let findings = deployment.operator(&["doctor"]);
    assert_eq!(findings.code, 0, "{findings:?}");
}

#[test]
fn a_client_that_is_killed_loses_nothing_that_it_has_saved() {
    let deployment = Deployment::at_work();
    let file = referral();
    let mut told = BTreeSet::new();
    for pause_ms in [0, 20, 40, 60, 80, 120, 160, 1_000] {
        let sending = deployment.start("sender", &["send", &file], Stream::Data);
        // The id is printed once the handover is saved, and before the server is tried.
        told.extend(sending.let_run_for(Duration::from_millis(pause_ms)));
        told.extend(sending.kill());
    }
    assert!(!told.is_empty(), "it is never killed after it has saved");
    let watching = deployment.start("sender", &["sync", "--watch"], Stream::Talk);
    watching.line("Holder forbindelsen");
    watching.kill();
    deployment.sync("sender");
    deployment.sync("team");
    let saved = at_sender(&deployment);
    assert_eq!(at_team(&deployment), saved);
    let has = |short: &String| saved.iter().any(|id| id.starts_with(short));
    assert!(told.iter().all(has), "{told:?} {saved:?}");
    all_is_well(&deployment);
}

#[test]
fn watchers_pass_on_what_another_process_saves() {
    let deployment = Deployment::at_work();
    let watch = |profile| deployment.start(profile, &["sync", "--watch"], Stream::Talk);
    let watchers: Vec<Running> = ["sender", "team"].map(watch).into();
    for watcher in &watchers {
        watcher.line("hentet");
    }
    let sent = send(&deployment, &["--offline"]);
    assert_eq!(sent.code, 10, "{sent:?}");
    let opened = (0..LOOKS_MAX).any(|_| {
        let all = deployment.operator(&["handovers", "--json"]).json();
        all[0]["state"] == "Opened"
    });
    assert!(opened, "nobody has passed it on");
    watchers[1].line(&format!("Nyt: {}", sent.line()));
    assert_eq!(state(&deployment, "team", sent.line()), "Opened");
    // The team signs in a third process while its watcher runs.
    assert_eq!(deployment.stafet("team", &["ack", sent.line()]).code, 0);
    let signed =
        (0..LOOKS_MAX).any(|_| state(&deployment, "sender", sent.line()) == "Acknowledged");
    assert!(signed, "the sender has not heard of it");
}

#[test]
fn a_file_that_cannot_be_sent_says_all_that_has_to_be_mended_and_sends_nothing() {
    let deployment = Deployment::at_work();
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let whole = fs::read_to_string(referral()).unwrap();
    let lines = whole.lines();
    let gaps: Vec<&str> = lines
        .filter(|line| {
            !["to ", "reason", "consent", "contact"]
                .iter()
                .any(|it| line.starts_with(it))
        })
        .collect();
    let with_gaps = write("gaps.toml", &gaps.join("\n"));
    let attached = write(
        "attached.toml",
        &format!("attachments = [\"a.txt\"]\n{whole}"),
    );
    let missing = dir.path().join("missing.toml").to_str().unwrap().to_owned();
    let no_toml = write("no.toml", "kind = ");
    for (file, wanted) in [
        (
            &with_gaps,
            &[
                "to mangler",
                "reason",
                "consent",
                "contact",
                "Intet er sendt",
            ][..],
        ),
        (&attached, &["a.txt findes ikke", "Intet er sendt"]),
        (&missing, &["findes ikke"]),
        (&no_toml, &["linje 1", "Intet er sendt"]),
        (
            &data("handovers/07-henvisning-afvises.toml"),
            &["kujalleq/narsaq", "Intet er sendt"],
        ),
    ] {
        let said = deployment.stafet("sender", &["send", file]);
        assert_eq!((said.code, said.data.as_str()), (2, ""), "{file}: {said:?}");
        for text in wanted {
            let found = said.talk.to_lowercase().contains(&text.to_lowercase());
            assert!(found, "{text:?}: {said:?}");
        }
    }
    assert_eq!(at_sender(&deployment), BTreeSet::new());
}

#[test]
fn whoever_has_not_joined_and_whoever_mistypes_an_id_is_told_so() {
    let deployment = Deployment::at_work();
    for command in [
        &["inbox"][..],
        &["sync"],
        &["send", &referral()],
        &["doctor"],
    ] {
        let said = deployment.stafet("nobody", command);
        assert_eq!(said.code, 12, "{said:?}");
        assert!(said.talk.contains("administrator"), "{said:?}");
    }
    for command in [&["show", "ZZZZ"][..], &["ack", "ZZZZ"], &["show", "Z"]] {
        let said = deployment.stafet("team", command);
        assert_eq!((said.code, said.data.as_str()), (14, ""), "{said:?}");
    }
    assert_eq!(deployment.stafet("team", &["ack"]).code, 2);
    assert_eq!(deployment.operator(&["handovers", "--nonsense"]).code, 2);
}

#[test]
fn texts_follow_the_option_and_then_the_system() {
    let deployment = Deployment::at_work();
    let inbox = |locale: &str, options: &[&str]| {
        let arguments = [&["inbox"], options].concat();
        let mut command = deployment.client_program("team", &arguments);
        Said::of(command.env("LANG", locale)).data
    };
    let (danish, english) = ("Indbakken er tom.\n", "The inbox is empty.\n");
    assert_eq!(inbox("da_DK.UTF-8", &[]), danish);
    assert_eq!(inbox("kl_GL.UTF-8", &[]), danish);
    assert_eq!(inbox("fr_FR.UTF-8", &[]), english);
    assert_eq!(inbox("da_DK.UTF-8", &["--lang", "en"]), english);
    assert_eq!(inbox("C", &["--lang", "da"]), danish);
}
