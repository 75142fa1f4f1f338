//! `bench-refresh`: what it costs a program that is open to take in one act that another process has
//! made in the same profile, beside reading all of the profile anew.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::Parser;
use stafet_benches::{
    acts::SENDERS,
    process,
    report::Report,
    site::{Site, TEAM},
    watch::Stopwatch,
};
use stafet_blobs::model::ModelBlobs;
use stafet_client::{
    clock::{SystemClock, SystemEntropy},
    office::{Draft, Office, Tools},
    store::{
        Change, Snapshot, Store as _,
        seal::{KEY_BYTES, StoreKey},
        sqlite::SqliteStore,
    },
};
use stafet_shared::{
    seal::AgeSealing,
    words::{Colour, Kind},
};
use stafet_tests::{deployment::office_id, texts};

const CHANGES: &str = "by changes";
const ANEW: &str = "all of it anew";
const MIB: f64 = 1_024.0 * 1_024.0;

/// Measures taking in another process's act.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many handovers the profile holds.
    #[arg(long, default_value_t = 10_000)]
    handovers: usize,
    /// How many acts the other process makes.
    #[arg(long, default_value_t = 10)]
    acts: u32,
    /// A folder on a disk.
    #[arg(long, default_value = "target/bench")]
    dir: PathBuf,
    /// Prints everything as JSON.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> io::Result<ExitCode> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.dir)?;
    let dir = tempfile::tempdir_in(&arguments.dir)?;
    let mut report = Report::new("Another process's act");
    let file = dir.path().join("profile.db");
    let mut site = Site::found(dir.path()).await?;
    let machines = site.join(&[SENDERS[0], TEAM]).await?;
    let sender = machines.first().ok_or(io::ErrorKind::NotFound)?;
    keep(&file, sender.profile().await?).await?;
    drop((machines, site));
    let mut one = open(&file).await?;
    for _ in 0..arguments.handovers {
        one.send(draft()).await.map_err(io::Error::other)?;
    }
    report.note(format!("{} handovers in the profile", arguments.handovers));
    let mut other = open(&file).await?;
    for number in 0..arguments.acts {
        one.send(draft()).await.map_err(io::Error::other)?;
        let (ms, mib) = measured(async { other.refresh().await.map(drop) }).await?;
        report.enter("1. ms", CHANGES, number, ms);
        report.enter("2. MiB more at its peak", CHANGES, number, mib);
        // What is open stays until the new one is there.
        let anew = async { open(&file).await.map(drop) };
        let (ms, mib) = measured(anew).await?;
        report.enter("1. ms", ANEW, number, ms);
        report.enter("2. MiB more at its peak", ANEW, number, mib);
    }
    report.print(CHANGES, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// How long something takes, in ms, and how much more memory there is at its peak, in MiB.
async fn measured<E: std::error::Error + Send + Sync + 'static>(
    work: impl Future<Output = Result<(), E>>,
) -> io::Result<(f64, f64)> {
    let own = std::process::id();
    process::forget_peak()?;
    let before = process::resident_bytes(own).unwrap_or_default();
    let watch = Stopwatch::start();
    work.await.map_err(io::Error::other)?;
    let ms = watch.elapsed_ms();
    let peak = process::peak_bytes(own).unwrap_or_default();
    Ok((ms, peak.saturating_sub(before) as f64 / MIB))
}

/// Puts a device's profile on the disk.
async fn keep(file: &Path, profile: Snapshot) -> io::Result<()> {
    let values = profile.values.into_iter();
    let values = values.map(|(name, value)| Change::Set { name, value });
    let acts = profile.acts.into_iter();
    let acts = acts.map(|row| Change::Act { row, body: None });
    let store = store(file).await.map_err(io::Error::other)?;
    let kept = store.commit(0, values.chain(acts).collect()).await;
    kept.map(drop).map_err(io::Error::other)
}

async fn open(file: &Path) -> io::Result<Office<SqliteStore>> {
    let store = store(file).await.map_err(io::Error::other)?;
    let office = Office::open(store, tools()).await;
    office.map_err(io::Error::other)
}

async fn store(file: &Path) -> Result<SqliteStore, stafet_client::store::StoreError> {
    let key = StoreKey::from_slice(&[7; KEY_BYTES]).expect("a key's length");
    SqliteStore::open(file, key, SystemEntropy).await
}

fn tools() -> Tools {
    Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(ModelBlobs::new()),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    }
}

fn draft() -> Draft {
    Draft {
        from: None,
        to: office_id(TEAM),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        content: texts::referral(),
        relates_to: None,
    }
}
