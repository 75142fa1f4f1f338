//! What the desktop is told of, heard on a bus of the test's own.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use stafet_tests::tools;

use crate::{
    living::signs,
    page::{Page, sent},
    programs::{Deployment, Running, Stream},
};

/// How long a notice may take. Only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A bus, and everything that is said on it.
struct Bus {
    daemon: Child,
    monitor: Child,
    address: String,
    lines: Receiver<String>,
}

impl Bus {
    /// `None` where there is no such program.
    fn start() -> Option<Self> {
        if !tools::has_bus() {
            return None;
        }
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(daemon.stdout.take().unwrap());
        let mut address = String::new();
        said.read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let mut monitor = Command::new("dbus-monitor")
            .args([
                "--address",
                &address,
                "interface='org.freedesktop.Notifications'",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let heard = BufReader::new(monitor.stdout.take().unwrap());
        let (send, lines) = channel();
        thread::spawn(move || {
            for line in heard.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Some(Self {
            daemon,
            monitor,
            address,
            lines,
        })
    }

    /// Everything that is said until a line has this in it.
    fn until(&self, wanted: &str) -> String {
        let mut said = String::new();
        while !said.contains(wanted) {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("nothing says {wanted:?}:\n{said}"));
            said.push_str(&line);
            said.push('\n');
        }
        said
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        for child in [&mut self.monitor, &mut self.daemon] {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

#[test]
fn the_desktop_is_told_what_has_come_and_of_no_child() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let deployment = Deployment::at_work();
    let earlier = sent(&deployment);
    let mut program = deployment.client_program("team", &["open", "--no-browser"]);
    program.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    let page = Page::by(Running::start(program.stderr(Stdio::null()), Stream::Data));
    // Turned off, it tells nothing; turned on again, only what comes from then on.
    let token = page.hidden("/indstillinger", "_token");
    let set = |fields: &[(&str, &str)]| {
        assert_eq!(page.post("/indstillinger/beskeder", fields).status, 303);
    };
    set(&[("_token", &token)]);
    let message = crate::data("handovers/message-2.toml");
    let unheard = ["send", &message, "--in-reply-to", &earlier];
    let unheard = deployment.stafet("sender", &unheard);
    assert_eq!(unheard.code, 0, "{unheard:?}");
    let unheard = unheard.line().to_owned();
    deployment.sync("team");
    signs(&page, &format!("/overdragelse/{unheard}/kvitter"));
    set(&[("_token", &token), ("besked", "ja")]);
    let heard = sent(&deployment);
    let said = bus.until("Nanortalik");
    assert!(said.contains("member=Notify"), "{said}");
    assert!(said.contains("1 ny overdragelse venter på jer"), "{said}");
    assert!(said.contains("Henvisning: "), "{said}");
    assert!(!said.contains("Besked: "), "{said}");
    for secret in ["Testbarn", "010112", "Anna Jensen", &heard, &unheard] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    page.end();
}
