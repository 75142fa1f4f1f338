//! A deployment of separate processes: the server's program, and one run of the client's program
//! for each command. Whatever still runs when a test ends is killed.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read},
    net::UdpSocket,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::Value;
use stafet_tests::postgres::Lent;
use tempfile::TempDir;

/// The office that sends.
pub(crate) const SENDER: &str = "kujalleq/nanortalik";
/// The office that takes it.
pub(crate) const TEAM: &str = "socialstyrelsen/rejsehold";
/// How long a line is waited for. Only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Variables of whoever runs the tests, which the programs must not see.
const VARIABLES: [&str; 9] = [
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "STAFET_LOG",
    "STAFET_PROFILE",
    "STAFET_SERVER_DATA",
    "STAFET_SERVER_DATABASE",
    "STAFET_SERVER_LISTEN",
];

/// A deployment in a folder of its own, on a port of its own.
pub(crate) struct Deployment {
    dir: TempDir,
    server: Option<Running>,
    /// Where the log is if not in a file.
    database: Option<Lent>,
}

impl Deployment {
    /// Founded and running, without offices.
    pub(crate) fn found() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap().to_string();
        drop(socket);
        let mut deployment = Self {
            dir,
            server: None,
            database: Lent::if_asked_for(),
        };
        let admin = deployment.profile("admin");
        let mut init = deployment.server_program("init");
        init.args(["--listen", &address, "--address", &address]);
        if let Some(lent) = &deployment.database {
            init.args(["--database", &lent.url]);
        }
        let founded = Said::of(init.arg("--admin-dir").arg(admin));
        assert_eq!(founded.code, 0, "{founded:?}");
        deployment.start_server();
        deployment
    }

    /// With every office of `tests/data/offices.toml`, and a person at work in two of them.
    pub(crate) fn at_work() -> Self {
        let deployment = Self::found();
        let offices = data("offices.toml");
        let added = deployment.stafet("admin", &["admin", "office", "add", "--from", &offices]);
        assert_eq!(added.code, 0, "{added:?}");
        for (profile, office, name) in [
            ("sender", SENDER, "Anna Jensen"),
            ("team", TEAM, "Thea Holm"),
        ] {
            deployment.applies(profile, office, name);
        }
        for profile in ["admin", "sender", "team"] {
            deployment.sync(profile);
        }
        deployment
    }

    /// One more person at work in an office.
    pub(crate) fn join(&self, profile: &str, office: &str, name: &str) {
        self.applies(profile, office, name);
        for profile in ["admin", profile] {
            self.sync(profile);
        }
    }

    /// Somebody is invited to an office and applies.
    pub(crate) fn applies(&self, profile: &str, office: &str, name: &str) {
        let ticket = self.stafet("admin", &["admin", "invite", office]);
        assert_eq!(ticket.code, 0, "{ticket:?}");
        let joined = self.stafet(profile, &["join", ticket.line(), "--name", name]);
        assert_eq!(joined.code, 10, "{joined:?}");
        assert!(joined.talk.contains("Venter på godkendelse"), "{joined:?}");
    }

    /// Starts the server and waits until it listens.
    pub(crate) fn start_server(&mut self) {
        self.start_server_as(|_| {});
    }

    /// The same with what is put before its program.
    pub(crate) fn start_server_as(&mut self, put: impl FnOnce(&mut Command)) {
        let log = File::create(self.dir.path().join("server.log")).unwrap();
        let mut server = self.server_program("run");
        put(&mut server);
        let server = Running::start(server.stderr(log), Stream::Data);
        server.line("listening on");
        self.server = Some(server);
    }

    /// Kills the server as a power cut does.
    pub(crate) fn kill_server(&mut self) {
        self.server.take().unwrap().kill();
    }

    /// Ends the server as an operator does.
    pub(crate) fn stop_server(&mut self) {
        self.server.take().unwrap().end();
    }

    /// Adds to the server's settings, for its next start.
    pub(crate) fn set(&self, settings: &str) {
        let file = self.dir.path().join("server/server.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, format!("{text}\n{settings}")).unwrap();
    }

    /// Whether the server is there.
    pub(crate) const fn is_up(&self) -> bool {
        self.server.is_some()
    }

    /// What the server's operator sees, without asking the running server.
    pub(crate) fn operator(&self, command: &[&str]) -> Said {
        let (first, rest) = command.split_first().unwrap();
        Said::of(self.server_program(first).args(rest))
    }

    /// Runs one command of the client in Danish.
    pub(crate) fn stafet(&self, profile: &str, arguments: &[&str]) -> Said {
        Said::of(&mut self.client_program(profile, arguments))
    }

    /// One sync that must end well.
    pub(crate) fn sync(&self, profile: &str) -> Said {
        let said = self.stafet(profile, &["sync"]);
        assert_eq!(said.code, 0, "{profile}: {said:?}");
        said
    }

    /// Starts a command of the client, of which `stream` is read line by line.
    pub(crate) fn start(&self, profile: &str, arguments: &[&str], stream: Stream) -> Running {
        Running::of_client(&self.profile(profile), arguments, stream)
    }

    /// The same for a program that cannot write a file of more than so many kilobytes, as on a disk
    /// that is full.
    #[cfg(unix)]
    pub(crate) fn start_on_full_disk(&self, profile: &str, kilobytes: u32) -> Running {
        let page = self.client_program(profile, &["open", "--no-browser"]);
        let limited = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"");
        let mut shell = Command::new("bash");
        shell.args(["-c", &limited, "bash"]).arg(page.get_program());
        shell.args(page.get_args()).stdin(Stdio::null());
        for (name, value) in page.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        Running::start(shell.stderr(Stdio::null()), Stream::Data)
    }

    /// The command line of the client's program.
    pub(crate) fn client_program(&self, profile: &str, arguments: &[&str]) -> Command {
        client(&self.profile(profile), arguments)
    }

    /// The client's program as it is started with nothing typed.
    pub(crate) fn bare_program(&self, profile: &str) -> Command {
        let mut command = program("client");
        command.env("LANG", "da_DK.UTF-8");
        command.env("STAFET_PROFILE", self.profile(profile));
        command
    }

    fn server_program(&self, subcommand: &str) -> Command {
        let mut command = program("server");
        let folder = self.dir.path().join("server");
        command.arg(subcommand).arg("--data").arg(folder);
        command
    }

    pub(crate) fn profile(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

/// The command line of the client's program on a profile.
pub(crate) fn client(profile: &Path, arguments: &[&str]) -> Command {
    let mut command = program("client");
    command.env("LANG", "da_DK.UTF-8");
    command.arg("--profile").arg(profile).args(arguments);
    command
}

/// A file below `tests/data`.
pub(crate) fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name);
    path.to_str().unwrap().to_owned()
}

/// The referral that the tests send.
pub(crate) fn referral() -> String {
    data("handovers/01-henvisning.toml")
}

fn program(which: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stafet-run"));
    for name in VARIABLES {
        command.env_remove(name);
    }
    // No desktop of whoever runs the tests is told of anything.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null/none");
    command.stdin(Stdio::null()).arg(which);
    command
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) data: String,
    pub(crate) talk: String,
}

impl Said {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().expect("nobody has killed it"),
            data: String::from_utf8(output.stdout).unwrap(),
            talk: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The only line of its data.
    pub(crate) fn line(&self) -> &str {
        let line = self.data.trim_end();
        assert!(!line.is_empty() && !line.contains('\n'), "{self:?}");
        line
    }

    /// Its data as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Which of a process's streams is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Standard output.
    Data,
    /// Standard error.
    Talk,
}

/// A process that runs beside the test.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Starts a command of the client on a profile, of which `stream` is read line by line.
    pub(crate) fn of_client(profile: &Path, arguments: &[&str], stream: Stream) -> Self {
        let mut command = client(profile, arguments);
        Self::start(command.stderr(Stdio::null()), stream)
    }

    pub(crate) fn start(command: &mut Command, stream: Stream) -> Self {
        let (send, lines) = channel();
        let mut child = match stream {
            Stream::Data => command.stdout(Stdio::piped()),
            Stream::Talk => command.stdout(Stdio::null()).stderr(Stdio::piped()),
        }
        .spawn()
        .unwrap();
        let read: Box<dyn Read + Send> = match stream {
            Stream::Data => Box::new(child.stdout.take().unwrap()),
            Stream::Talk => Box::new(child.stderr.take().unwrap()),
        };
        // Ends with the process, whose end closes the stream.
        thread::spawn(move || {
            for line in BufReader::new(read).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that contains `wanted`, and answers it.
    pub(crate) fn line(&self, wanted: &str) -> String {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(wanted) => return line,
                Ok(_) => {}
                Err(why) => panic!("no line says {wanted:?}: {why}"),
            }
        }
    }

    /// Waits until the process has spoken or ended, or for `pause`.
    pub(crate) fn let_run_for(&self, pause: Duration) -> Option<String> {
        self.lines.recv_timeout(pause).ok()
    }

    /// Asks the process to end, and waits until it has.
    pub(crate) fn end(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").arg(id).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }

    /// Kills the process as a power cut does, and answers what it had still said.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.iter().collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
