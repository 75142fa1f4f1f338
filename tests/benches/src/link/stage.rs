//! A deployment of the real programs on both ends of an emulated line.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Write as _},
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    path::{Path as FilePath, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

#[cfg(target_os = "linux")]
use super::{FAR, namespaces::Namespaces};
use super::{
    emulator::{Counts, Path},
    proxy,
    wire::Wire,
};

/// The office that sends.
pub const SENDER: &str = "kujalleq/nanortalik";
/// The office to which it sends.
pub const TEAM: &str = "socialstyrelsen/rejsehold";
/// The server's port on its own side.
const PORT: u16 = 4433;
/// How long stragglers of one measurement may take before the next begins.
const SETTLED: Duration = Duration::from_millis(2_500);

/// How packets are carried.
#[derive(Debug)]
enum Form {
    #[cfg(target_os = "linux")]
    Namespaces(Namespaces),
    Proxy {
        server: SocketAddr,
        told: SocketAddr,
    },
}

/// A server, an office and the line between them.
#[derive(Debug)]
pub struct Stage {
    dir: PathBuf,
    programs: PathBuf,
    form: Form,
    wire: Wire,
    /// The server goes first.
    running: Vec<Running>,
}

impl Stage {
    /// Founds a deployment below `dir` with the programs in `programs`. Where namespaces cannot be
    /// had the line is a proxy for UDP, over which no TCP goes.
    ///
    /// # Errors
    /// When a program fails.
    pub fn found(
        dir: &FilePath,
        programs: &FilePath,
        (namespaces, told): (bool, bool),
    ) -> io::Result<Self> {
        let wire = Wire::new(Path::PERFECT, 0).told(told);
        let form = if namespaces {
            over_namespaces(&wire)?
        } else {
            let server = free_address()?;
            let told = proxy::start(&wire, server)?;
            Form::Proxy { server, told }
        };
        let mut stage = Self {
            dir: dir.to_owned(),
            programs: programs.to_owned(),
            form,
            wire,
            running: Vec::new(),
        };
        stage.enrol()?;
        Ok(stage)
    }

    /// Whether TCP can be measured.
    #[must_use]
    pub const fn has_tcp(&self) -> bool {
        match self.form {
            #[cfg(target_os = "linux")]
            Form::Namespaces(_) => true,
            Form::Proxy { .. } => false,
        }
    }

    /// Has the kernel's TCP use this congestion control.
    ///
    /// # Errors
    /// When the kernel has no such one, or no TCP is measured.
    pub fn control(&self, name: &str) -> io::Result<()> {
        match &self.form {
            #[cfg(target_os = "linux")]
            Form::Namespaces(both) => both.control(name),
            Form::Proxy { .. } => Err(io::Error::other("no TCP goes over the proxy")),
        }
    }

    /// The line.
    #[must_use]
    pub const fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The sender's profile.
    #[must_use]
    pub fn profile(&self) -> PathBuf {
        self.dir.join("sender")
    }

    /// The server's folder.
    #[must_use]
    pub fn server(&self) -> PathBuf {
        self.dir.join("server")
    }

    /// A program of the product on the office's side.
    #[must_use]
    pub fn near(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        match &self.form {
            #[cfg(target_os = "linux")]
            Form::Namespaces(both) => both.near(program),
            Form::Proxy { .. } => Command::new(program),
        }
    }

    /// A program of the product on the server's side.
    #[must_use]
    pub fn far(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        match &self.form {
            #[cfg(target_os = "linux")]
            Form::Namespaces(both) => both.far(program),
            Form::Proxy { .. } => Command::new(program),
        }
    }

    /// The product's client with the sender's profile.
    #[must_use]
    pub fn sender(&self) -> Command {
        self.stafet("sender")
    }

    /// Keeps a program running as long as the stage.
    pub fn keep(&mut self, running: Running) {
        self.running.push(running);
    }

    /// Lets the line settle, makes it a satellite's with losses from `seed`, and answers what was
    /// sent so far.
    pub fn satellite(&self, seed: u64) -> (Counts, Counts) {
        rest(SETTLED);
        self.wire.become_path(Path::SATELLITE, seed);
        self.wire.counts()
    }

    /// Bytes that were sent since `before`, both ways, headers included.
    #[must_use]
    pub fn bytes_since(&self, before: (Counts, Counts)) -> u64 {
        let now = self.wire.counts();
        now.0.bytes - before.0.bytes + now.1.bytes - before.1.bytes
    }

    fn stafet(&self, profile: &str) -> Command {
        let mut command = self.near("stafet");
        command
            .args(["--lang", "en", "--profile"])
            .arg(self.dir.join(profile));
        command
    }

    fn enrol(&mut self) -> io::Result<()> {
        let (listen, address) = match &self.form {
            #[cfg(target_os = "linux")]
            Form::Namespaces(_) => (format!("0.0.0.0:{PORT}"), format!("{FAR}:{PORT}")),
            Form::Proxy { server, told } => (server.to_string(), told.to_string()),
        };
        let mut init = self.far("stafet-server");
        init.arg("init").arg("--data").arg(self.server());
        init.arg("--admin-dir").arg(self.dir.join("admin"));
        done(
            init.args(["--listen", &listen, "--address", &address]),
            &[0],
        )?;
        self.serve()?;
        let offices = self.dir.join("offices.toml");
        fs::write(&offices, include_str!("../../../data/offices.toml"))?;
        let mut add = self.stafet("admin");
        done(
            add.args(["admin", "office", "add", "--from"]).arg(&offices),
            &[0, 10],
        )?;
        for (profile, office) in [("sender", SENDER), ("team", TEAM)] {
            let mut invite = self.stafet("admin");
            let ticket = done(invite.args(["admin", "invite", office]), &[0, 10])?;
            let mut join = self.stafet(profile);
            done(
                join.args(["join", ticket.trim(), "--name", profile]),
                &[0, 10],
            )?;
        }
        for profile in ["admin", "team", "sender", "team", "sender"] {
            done(self.stafet(profile).arg("sync"), &[0, 10])?;
        }
        Ok(())
    }

    /// Starts the server.
    fn serve(&mut self) -> io::Result<()> {
        let mut run = self.far("stafet-server");
        run.args(["run", "--data"]).arg(self.server());
        run.stderr(Stdio::null()).stdout(Stdio::null());
        self.running.insert(0, Running::start(run)?);
        rest(Duration::from_secs(1));
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn over_namespaces(wire: &Wire) -> io::Result<Form> {
    Ok(Form::Namespaces(Namespaces::join(wire)?))
}

#[cfg(not(target_os = "linux"))]
fn over_namespaces(_wire: &Wire) -> io::Result<Form> {
    Err(io::Error::other("network namespaces are Linux's"))
}

/// Waits, on a thread that has nothing else to do.
#[expect(clippy::disallowed_methods, reason = "no runtime runs on this thread")]
pub fn rest(how_long: Duration) {
    std::thread::sleep(how_long);
}

/// Runs a program to its end, which must be one of these codes. Answers what it printed.
///
/// # Errors
/// When it cannot be started or ends otherwise.
pub fn done(command: &mut Command, codes: &[i32]) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(code) if codes.contains(&code) => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        code => Err(io::Error::other(format!(
            "{command:?} ended with {code:?}: {}",
            said.trim()
        ))),
    }
}

/// A free port of this machine; somebody else may take it before it is used.
fn free_address() -> io::Result<SocketAddr> {
    UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// A program that is told things line by line and answers so. It ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Option<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts a program whose output nobody reads.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).spawn()?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().map(BufReader::new);
        Ok(Self {
            child,
            stdin,
            stdout,
        })
    }

    /// Starts a program that answers.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn talk(mut command: Command) -> io::Result<Self> {
        command.stdout(Stdio::piped());
        Self::start(command)
    }

    /// Tells it something.
    ///
    /// # Errors
    /// When it has ended.
    pub fn tell(&mut self, line: &str) -> io::Result<()> {
        let gone = || io::Error::other("it takes in nothing");
        let stdin = self.stdin.as_mut().ok_or_else(gone)?;
        writeln!(stdin, "{line}")?;
        stdin.flush()
    }

    /// Waits for a line that begins with `word`, and answers the rest of it.
    ///
    /// # Errors
    /// When it ends before.
    pub fn hear(&mut self, word: &str) -> io::Result<String> {
        let gone = || io::Error::other(format!("it has ended without saying '{word}'"));
        let stdout = self.stdout.as_mut().ok_or_else(gone)?;
        let mut line = String::new();
        loop {
            line.clear();
            if stdout.read_line(&mut line)? == 0 {
                return Err(gone());
            }
            if let Some(rest) = line.strip_prefix(word) {
                return Ok(rest.trim().to_owned());
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already cannot be ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
