//! `bench-owed`: what a hundred thousand open handovers between a thousand offices cost the
//! server's lists and its watch, with SQLite on a disk.

use std::{io, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Parser;
use stafet_benches::{
    many::{Filled, Town, watch},
    process,
    report::Report,
    watch::Stopwatch,
};
use stafet_server::{
    store::{Owed as _, Owes, Page, Ripe, database::Database, sql::SqlStore},
    watch::recount,
};
use stafet_shared::{party::OfficeId, time::Timestamp};

const PRODUCT: &str = "stafet";
/// How often each list is asked for.
const TIMES: u32 = 20;
/// Obligations on a page.
const PAGE: u32 = 50;
const MIB: f64 = 1_024.0 * 1_024.0;

/// Measures the lists of what is owed, the watch and the recount.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many open handovers.
    #[arg(long, default_value_t = 100_000)]
    handovers: usize,
    /// Between how many offices.
    #[arg(long, default_value_t = 1_000)]
    offices: usize,
    /// How many handovers are ripe in the round of the watch.
    #[arg(long, default_value_t = 1_000)]
    ripe: u32,
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
    let file = dir.path().join("log.sqlite");
    let database = Database::File(file.clone());
    let mut report = Report::new("What is owed");
    let began = Stopwatch::start();
    let town = Town::found(arguments.offices)?;
    let Filled { acts, now, office } = town.fill(&database, arguments.handovers).await?;
    report.note(format!(
        "{} handovers between {} offices, {acts} acts, each signed, permitted, folded and committed \
         like any other, in {:.0} s; the file has {:.0} MiB",
        arguments.handovers,
        arguments.offices,
        began.elapsed().as_secs_f64(),
        std::fs::metadata(&file)?.len() as f64 / MIB
    ));
    let store = Arc::new(database.open().await.map_err(io::Error::other)?);
    lists(&store, &mut report, (now, office)).await?;
    round(&town, &store, (&mut report, arguments.ripe)).await?;
    recounted(&town, &store, (&mut report, now)).await?;
    report.print(PRODUCT, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// What an administrator's and an office's first look costs.
async fn lists(
    store: &SqlStore,
    report: &mut Report,
    (now, office): (Timestamp, OfficeId),
) -> io::Result<()> {
    let all = Owes::default();
    let overdue = Owes {
        due_before: Some(now),
        ..Owes::default()
    };
    let of_one = Owes {
        owner: Some(office),
        ..Owes::default()
    };
    for number in 0..TIMES {
        for (measure, which) in [
            ("1. first page of everything, ms", &all),
            ("2. first page of what is overdue, ms", &overdue),
            ("3. first page of one office, ms", &of_one),
        ] {
            let watch = Stopwatch::start();
            let page = store.owed(which, Page::first(PAGE)).await;
            let ms = watch.elapsed_ms();
            let rows = page.map_err(io::Error::other)?.len();
            if rows == 0 {
                return Err(io::Error::other(format!("{measure}: nothing is owed")));
            }
            report.enter(measure, PRODUCT, number, ms);
        }
        let watch = Stopwatch::start();
        store.tally(now).await.map_err(io::Error::other)?;
        let ms = watch.elapsed_ms();
        report.enter("4. counts of every list, ms", PRODUCT, number, ms);
    }
    Ok(())
}

/// A round of the watch.
async fn round(
    town: &Town,
    store: &Arc<SqlStore>,
    (report, ripe): (&mut Report, u32),
) -> io::Result<()> {
    let first = store.ripe(Timestamp::from_unix_ms(i64::MAX), Page::first(ripe));
    let first = first.await.map_err(io::Error::other)?;
    let Some(Ripe { since: at, .. }) = first.last() else {
        return Err(io::Error::other("nothing is ripe"));
    };
    let (watch, committer) = watch(town, store, *at).await?;
    process::forget_peak()?;
    let own = std::process::id();
    let before = process::resident_bytes(own).unwrap_or_default();
    let stopwatch = Stopwatch::start();
    let told = watch.round(*at).await.map_err(io::Error::other)?;
    let ms = stopwatch.elapsed_ms();
    let after = process::resident_bytes(own).unwrap_or_default();
    let peak = process::peak_bytes(own).unwrap_or_default();
    drop(committer);
    let mib = |bytes: u64| (bytes as f64 - before as f64) / MIB;
    report.enter("5. round of the watch: told", PRODUCT, 0, told as f64);
    report.enter("6. round of the watch: ms", PRODUCT, 0, ms);
    report.enter(
        "7. round of the watch: MiB more after it",
        PRODUCT,
        0,
        mib(after),
    );
    report.enter(
        "8. round of the watch: MiB more at its peak",
        PRODUCT,
        0,
        mib(peak),
    );
    Ok(())
}

/// Everything counted anew, as after an upgrade.
async fn recounted(
    town: &Town,
    store: &Arc<SqlStore>,
    (report, now): (&mut Report, Timestamp),
) -> io::Result<()> {
    let directory = town.directory(store).await?;
    let stopwatch = Stopwatch::start();
    let counted = recount::everything(&**store, &directory, now).await;
    let counted = counted.map_err(io::Error::other)?;
    let seconds = stopwatch.elapsed().as_secs_f64();
    report.enter("9. full recount, s", PRODUCT, 0, seconds);
    report.note(format!("{counted} handovers were counted anew"));
    Ok(())
}
