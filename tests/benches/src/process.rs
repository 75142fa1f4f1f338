//! A program that runs beside the benchmark, and what the system says about it.

use std::{env, fs, io, path::PathBuf, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

/// How long a program may take until it says that it is ready.
const START_DEADLINE: Duration = Duration::from_secs(60);
/// Ticks in a second of the processor times in `/proc`: fixed at 100 for programs.
const TICKS: f64 = 100.0;

/// A program at work; it is killed with this value.
#[derive(Debug)]
pub struct Process {
    child: Child,
    // Kept open: a program whose output nobody holds is killed when it writes.
    _stdout: Option<ChildStdout>,
}

impl Process {
    /// Starts a program.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self {
            child,
            _stdout: None,
        })
    }

    /// Starts a program and waits until a line of its output contains `ready`.
    ///
    /// # Errors
    /// When it does not start, or ends or idles before it says so.
    pub async fn start_until(command: &mut Command, ready: &str) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take();
        let stdout = stdout.ok_or_else(|| io::Error::other("no output to read"))?;
        let mut lines = BufReader::new(stdout).lines();
        let said = async {
            while let Some(line) = lines.next_line().await? {
                if line.contains(ready) {
                    return Ok(());
                }
            }
            Err(io::Error::other(format!(
                "it ended before it said {ready:?}"
            )))
        };
        let said = timeout(START_DEADLINE, said).await;
        said.map_err(|_| io::Error::other(format!("it has not said {ready:?}")))??;
        Ok(Self {
            child,
            _stdout: Some(lines.into_inner().into_inner()),
        })
    }

    /// Its id, while it runs.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Kills it as a power cut does.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill(mut self) -> io::Result<()> {
        self.child.kill().await
    }

    /// Asks it to end, and waits for that.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn end(mut self, with: &mut Command) -> io::Result<()> {
        with.stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .await?;
        if timeout(START_DEADLINE, self.child.wait()).await.is_err() {
            self.child.kill().await?;
        }
        Ok(())
    }
}

/// Processor seconds that a process has used, all threads and ended children included.
#[must_use]
pub fn cpu_seconds(id: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let after = text.rsplit_once(')')?.1;
    let ticks = after.split_whitespace().skip(11).take(4);
    let ticks: f64 = ticks.filter_map(|it| it.parse::<f64>().ok()).sum();
    Some(ticks / TICKS)
}

/// Processor seconds that this process has used.
#[must_use]
pub fn own_cpu_seconds() -> f64 {
    cpu_seconds(std::process::id()).unwrap_or_default()
}

/// Resident memory of a process in bytes.
#[must_use]
pub fn resident_bytes(id: u32) -> Option<u64> {
    status_bytes(id, "VmRSS:")
}

/// The most resident memory that a process has had since it began or since [`forget_peak`], in
/// bytes.
#[must_use]
pub fn peak_bytes(id: u32) -> Option<u64> {
    status_bytes(id, "VmHWM:")
}

/// Forgets how much memory this process has had so far.
///
/// # Errors
/// When the system does not let it.
pub fn forget_peak() -> io::Result<()> {
    // The kernel's own code for it: `Documentation/filesystems/proc.rst`.
    fs::write("/proc/self/clear_refs", "5")
}

fn status_bytes(id: u32, name: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1_024)
}

/// A program that was built beside this one.
///
/// # Errors
/// When it was not.
pub fn beside(name: &str) -> io::Result<PathBuf> {
    let path = env::current_exe()?.with_file_name(name);
    if path.exists() {
        return Ok(path);
    }
    let message = format!("{name} is not built; run `cargo build --release --workspace --bins`");
    Err(io::Error::new(io::ErrorKind::NotFound, message))
}
