//! When offices were last heard of, as the operator measures it and administrators see it.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    thread::sleep,
    time::Duration,
};

use serde_json::Value;

use super::programs::{Deployment, SENDER, TEAM};

/// How often a test looks for the first figures. Only a failing test looks that often.
const LOOKS_MAX: u32 = 600;
/// How often a test looks again.
const LOOK: Duration = Duration::from_millis(50);

/// The first figures of a server that was just started.
#[expect(clippy::disallowed_methods, reason = "a program is waited for")]
fn figures(at: SocketAddr) -> String {
    for _ in 0..LOOKS_MAX {
        let answer = asked(at);
        if answer.contains("stafet_watch_last_round_seconds") {
            return answer;
        }
        sleep(LOOK);
    }
    panic!("no figures were taken");
}

/// What the endpoint for figures says.
fn asked(at: SocketAddr) -> String {
    let mut stream = TcpStream::connect(at).unwrap();
    let request = "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a figure.
fn figure(figures: &str, name: &str) -> i64 {
    let lines = figures.lines();
    let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let value = values.next().unwrap_or_else(|| panic!("{name}\n{figures}"));
    value.parse().unwrap()
}

/// When the overview says that an office was last heard of.
fn heard(overview: &Value, id: &str) -> Value {
    let offices = overview["offices"].as_array().unwrap();
    let office = offices.iter().find(|office| office["id"] == id);
    office.unwrap()["heard"].clone()
}

#[test]
fn a_server_that_was_restarted_tells_when_offices_were_last_heard_of() {
    let mut deployment = Deployment::at_work();
    deployment.stop_server();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    drop(socket);
    deployment.set(&format!("[metrics]\nlisten = \"{address}\"\n"));
    deployment.start_server();

    let figures = figures(address);
    for office in [SENDER, TEAM] {
        let name = format!("stafet_office_last_seen_seconds{{office=\"{office}\"}}");
        assert!((0..600).contains(&figure(&figures, &name)), "{figures}");
    }
    let nobody = "stafet_office_last_seen_seconds{office=\"avannaata/qaanaaq\"}";
    assert!(!figures.contains(nobody), "{figures}");
    assert!(figure(&figures, "stafet_certificate_expires_seconds") > 86_400);
    assert_eq!(figure(&figures, "stafet_commits_total"), 0);

    let overview = deployment.stafet("admin", &["overview", "--json"]).json();
    for office in [SENDER, TEAM] {
        let at = heard(&overview, office);
        let as_of = overview["as_of"].as_str().unwrap();
        let at = at.as_str().unwrap();
        assert!(at.ends_with('Z') && at < as_of, "{at} {as_of}");
    }
    assert_eq!(heard(&overview, "avannaata/qaanaaq"), Value::Null);
    let table = deployment.stafet("admin", &["overview"]).data;
    assert!(table.contains("Sidst hørt fra"), "{table}");
}
