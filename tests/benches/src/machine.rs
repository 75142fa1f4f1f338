//! What a figure was measured on, as far as the system tells.

use std::{fs, thread};

use serde::Serialize;

/// The machine and how busy it was.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// What the processor calls itself.
    pub processor: String,
    /// How many threads run at once.
    pub cores: usize,
    /// Memory in MiB.
    pub memory_mib: u64,
    /// The system's kernel.
    pub kernel: String,
    /// Load over the last minute when the run began.
    pub load: String,
}

impl Machine {
    /// This machine, now.
    #[must_use]
    pub fn here() -> Self {
        let memory = after(&read("/proc/meminfo"), "MemTotal:");
        let kib: u64 = memory
            .split_whitespace()
            .next()
            .and_then(|kib| kib.parse().ok())
            .unwrap_or_default();
        Self {
            processor: after(&read("/proc/cpuinfo"), "model name\t:"),
            cores: thread::available_parallelism().map_or(0, usize::from),
            memory_mib: kib / 1_024,
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
            load: load(),
        }
    }
}

/// The load over the last minute, or `?` where the system does not tell.
#[must_use]
pub fn load() -> String {
    let text = read("/proc/loadavg");
    text.split_whitespace().next().unwrap_or("?").to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn after(text: &str, name: &str) -> String {
    text.lines()
        .find_map(|line| line.strip_prefix(name))
        .map_or_else(|| "?".to_owned(), |rest| rest.trim().to_owned())
}
