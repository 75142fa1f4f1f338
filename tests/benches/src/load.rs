//! Senders that each wait for the answer to one message before they send the next.

use std::{future::Future, io, path::Path, sync::Arc, time::Duration};

use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    disk::Disk,
    process,
    report::{Report, percentile},
    watch::Stopwatch,
};

/// Something that sends one message and waits until it is confirmed.
pub trait Sender: Send + 'static {
    /// Sends the next one. `false` when there is none left.
    fn send(&mut self) -> impl Future<Output = io::Result<bool>> + Send;

    /// Bytes of payload that the network has carried for it so far, both ways.
    fn bytes(&self) -> u64;
}

/// What a round has brought.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How long each message took until it was confirmed, in ms, sorted.
    pub latencies_ms: Vec<f64>,
    /// How long the round took.
    pub seconds: f64,
    /// Bytes that the network has carried.
    pub bytes: u64,
    /// Flushes of the disk, where they are counted.
    pub flushes: Option<u64>,
    /// Bytes written to the disk, where they are counted.
    pub bytes_written: Option<u64>,
    /// Processor seconds of the server, where it is one process.
    pub server_cpu_seconds: Option<f64>,
    /// Processor seconds of the senders.
    pub senders_cpu_seconds: f64,
}

/// Where to look for what a round costs.
#[derive(Clone, Copy, Debug)]
pub struct Watched<'a> {
    /// The folder on the server's disk.
    pub folder: &'a Path,
    /// The server's process, where it is one.
    pub server: Option<u32>,
}

/// Lets all senders send for `length`, after each has sent once.
///
/// # Errors
/// When one of them fails.
pub async fn drive<S: Sender>(
    senders: Vec<S>,
    length: Duration,
    watched: Watched<'_>,
) -> io::Result<Outcome> {
    let barrier = Arc::new(Barrier::new(senders.len() + 1));
    let mut tasks = JoinSet::new();
    for mut sender in senders {
        let barrier = Arc::clone(&barrier);
        tasks.spawn(async move {
            let ready = sender.send().await;
            barrier.wait().await;
            ready?;
            let before = sender.bytes();
            let mut latencies = Vec::new();
            let total = Stopwatch::start();
            while total.elapsed() < length {
                let one = Stopwatch::start();
                if !sender.send().await? {
                    break;
                }
                latencies.push(one.elapsed_ms());
            }
            io::Result::Ok((latencies, sender.bytes() - before))
        });
    }
    barrier.wait().await;
    let disk = Disk::below(watched.folder).ok();
    let disk_before = disk.as_ref().and_then(|disk| disk.counts().ok());
    let server_before = watched.server.and_then(process::cpu_seconds);
    let own_before = process::own_cpu_seconds();
    let total = Stopwatch::start();
    let mut outcome = Outcome::default();
    while let Some(ended) = tasks.join_next().await {
        let (latencies, bytes) = ended.map_err(io::Error::other)??;
        outcome.latencies_ms.extend(latencies);
        outcome.bytes += bytes;
    }
    outcome.seconds = total.elapsed().as_secs_f64();
    outcome.senders_cpu_seconds = process::own_cpu_seconds() - own_before;
    let server_after = watched.server.and_then(process::cpu_seconds);
    outcome.server_cpu_seconds = server_after.zip(server_before).map(|(a, b)| a - b);
    let disk_after = disk.as_ref().and_then(|disk| disk.counts().ok());
    let disk = disk_after.zip(disk_before).map(|(a, b)| a.since(b));
    outcome.flushes = disk.map(|it| it.flushes);
    outcome.bytes_written = disk.map(|it| it.bytes_written);
    outcome.latencies_ms.sort_by(f64::total_cmp);
    Ok(outcome)
}

impl Outcome {
    /// Enters what this round has brought into a report.
    pub fn enter(&self, report: &mut Report, contender: &str, (senders, round): (usize, u32)) {
        let count = self.latencies_ms.len() as f64;
        let mut enter = |measure: &str, figure: Option<f64>| {
            if let Some(figure) = figure.filter(|it| it.is_finite()) {
                let measure = format!("{senders:>2} senders: {measure}");
                report.enter(&measure, contender, round, figure);
            }
        };
        let each = |sum: Option<u64>| sum.map(|sum| sum as f64 / count);
        enter("1. confirmed per second", Some(count / self.seconds));
        enter(
            "2. median ms to confirmation",
            percentile(&self.latencies_ms, 50.0),
        );
        enter(
            "3. 99th percentile ms",
            percentile(&self.latencies_ms, 99.0),
        );
        enter("4. flushes each", each(self.flushes));
        enter("5. bytes on the wire each", each(Some(self.bytes)));
        enter("6. bytes written to disk each", each(self.bytes_written));
        let server = self.server_cpu_seconds.map(|it| it * 1e6 / count);
        enter("7. server's processor µs each", server);
        let own = self.senders_cpu_seconds * 1e6 / count;
        enter("8. senders' processor µs each", Some(own));
    }
}
