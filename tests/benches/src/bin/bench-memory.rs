//! `bench-memory`: what a device that is connected and waits costs the server in resident memory,
//! and what a large profile costs a client.

use std::{io, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use clap::Parser;
use stafet_benches::{
    acts,
    process::{self, Process, resident_bytes},
    report::Report,
    site::{Machine, Site, TEAM},
};
use stafet_client::{
    clock::SystemClock,
    link::{Answers, Connection, Connector},
    office::Draft,
};
use stafet_shared::{
    sync::Have,
    wire::v1::message::Response,
    words::{Colour, Kind, Role},
};
use stafet_tests::{deployment::office_id, texts};
use tokio::{process::Command, task::JoinSet};

const PRODUCT: &str = "stafet";
/// Devices whose certificates the connections share.
const DEVICES: usize = 8;
/// Connections that are made side by side.
const AT_ONCE: usize = 32;
/// Connections on one socket of this process.
const ON_ONE_SOCKET: usize = 250;
/// How long memory may settle before it is read.
const SETTLE: Duration = Duration::from_secs(5);
/// How long a client may take to read a large profile, and how often it is looked at.
const PATIENCE_S: u64 = 600;
const KIB: f64 = 1_024.0;

/// Measures resident memory of the server and of a client.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many idle connections.
    #[arg(long, value_delimiter = ',', default_value = "1000,5000")]
    connections: Vec<usize>,
    /// How many handovers the client's profile holds; 0 leaves the client out.
    #[arg(long, default_value_t = 10_000)]
    handovers: usize,
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
    let mut report = Report::new("Resident memory");
    for (round, &count) in (0..).zip(&arguments.connections) {
        let dir = tempfile::tempdir_in(&arguments.dir)?;
        server(dir.path(), &mut report, (round, count)).await?;
    }
    report.note(format!(
        "{DEVICES} certificates are shared by all connections; each connection follows the \
         directory and its office's mailbox and says that it is there every 25 s"
    ));
    if arguments.handovers > 0 {
        let dir = tempfile::tempdir_in(&arguments.dir)?;
        client(dir.path(), &mut report, arguments.handovers).await?;
    }
    report.print(PRODUCT, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// A fresh server, before and after `count` devices have connected.
async fn server(
    dir: &std::path::Path,
    report: &mut Report,
    (round, count): (u32, usize),
) -> io::Result<()> {
    let mut site = Site::found(dir).await?;
    let places: Vec<&str> = acts::SENDERS.into_iter().cycle().take(DEVICES).collect();
    let machines: Vec<Arc<Machine>> = site
        .join(&places)
        .await?
        .into_iter()
        .map(Arc::new)
        .collect();
    site.restart().await?;
    let server = site
        .server_id()
        .ok_or_else(|| io::Error::other("the server has ended"))?;
    let memory = || resident_bytes(server).unwrap_or_default() as f64;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = memory();
    let idle = connect(&machines, count).await?;
    tokio::time::sleep(SETTLE).await;
    let after = memory();
    let cpu = process::cpu_seconds(server).unwrap_or_default();
    let each = (after - before) / KIB / count as f64;
    let measure = |what: &str| format!("{count} idle devices: {what}");
    report.enter(&measure("kB each at the server"), PRODUCT, round, each);
    report.enter(
        &measure("server before, MB"),
        PRODUCT,
        round,
        before / KIB / KIB,
    );
    report.enter(
        &measure("server after, MB"),
        PRODUCT,
        round,
        after / KIB / KIB,
    );
    let shake = cpu * 1e6 / count as f64;
    report.enter(
        &measure("server's processor µs to connect each"),
        PRODUCT,
        round,
        shake,
    );
    drop(idle);
    Ok(())
}

/// Connections that follow their mailboxes and have read everything.
async fn connect(machines: &[Arc<Machine>], count: usize) -> io::Result<Vec<Idle>> {
    let mut tasks = JoinSet::new();
    let mut idle = Vec::new();
    let mut connector = Arc::new(Connector::bind(Arc::new(SystemClock))?);
    for at in 0..count {
        if at % ON_ONE_SOCKET == 0 {
            connector = Arc::new(Connector::bind(Arc::new(SystemClock))?);
        }
        if tasks.len() >= AT_ONCE
            && let Some(connected) = tasks.join_next().await
        {
            idle.push(connected.map_err(io::Error::other)??);
        }
        let machine = machines.get(at % machines.len()).map(Arc::clone);
        let machine = machine.ok_or_else(|| io::Error::other("no device"))?;
        tasks.spawn(follow(machine, Arc::clone(&connector)));
    }
    while let Some(connected) = tasks.join_next().await {
        idle.push(connected.map_err(io::Error::other)??);
    }
    Ok(idle)
}

/// A connection with its open subscription and its socket.
type Idle = (Connection, Answers, Arc<Connector>);

async fn follow(machine: Arc<Machine>, connector: Arc<Connector>) -> io::Result<Idle> {
    let credentials = machine.office.credentials().map_err(io::Error::other)?;
    let credentials = credentials.ok_or_else(|| io::Error::other("not enrolled"))?;
    let connection = connector
        .connect(&credentials)
        .await
        .map_err(io::Error::other)?;
    let Have { cursors, .. } = machine.office.reader().have();
    let cursors = cursors
        .into_iter()
        .map(|(mailbox, cursor)| (mailbox, cursor.seq));
    let mut answers = connection
        .follow(cursors.collect())
        .await
        .map_err(io::Error::other)?;
    loop {
        match answers.next().await.map_err(io::Error::other)? {
            Some(Response::Complete(_)) => return Ok((connection, answers, connector)),
            Some(_) => {}
            None => return Err(io::Error::other("the server has ended the subscription")),
        }
    }
}

/// The team's client, with `count` handovers in its profile.
async fn client(dir: &std::path::Path, report: &mut Report, count: usize) -> io::Result<()> {
    let mut site = Site::found(dir).await?;
    let profile = dir.join("team");
    let stafet = |arguments: &[&str]| -> io::Result<Command> {
        let mut command = Command::new(process::beside("stafet")?);
        command.arg("--profile").arg(&profile).args(arguments);
        Ok(command)
    };
    let ticket = site.invite(TEAM, Role::Psychologist).await?;
    stafet(&["join", &ticket, "--name", "Thea Holm"])?
        .output()
        .await?;
    site.approve().await?;
    stafet(&["sync"])?.output().await?;
    let places: Vec<&str> = acts::SENDERS.into_iter().cycle().take(DEVICES).collect();
    let mut senders = JoinSet::new();
    for machine in site.join(&places).await? {
        senders.spawn(send(machine, count / DEVICES));
    }
    while let Some(sent) = senders.join_next().await {
        sent.map_err(io::Error::other)??;
    }
    let mut list = String::new();
    for _ in 0..PATIENCE_S {
        stafet(&["sync"])?.output().await?;
        let said = stafet(&["inbox", "--all", "--json"])?.output().await?;
        list = String::from_utf8_lossy(&said.stdout).into_owned();
        if list.matches("\"short\"").count() >= count / DEVICES * DEVICES {
            break;
        }
    }
    let held = list.matches("\"short\"").count();
    let watch = Process::start(&mut stafet(&["sync", "--watch"])?)?;
    tokio::time::sleep(SETTLE).await;
    let id = watch
        .id()
        .ok_or_else(|| io::Error::other("the client has ended"))?;
    let memory = resident_bytes(id).unwrap_or_default() as f64 / KIB / KIB;
    let measure = format!("client with {held} handovers in its profile, MB");
    report.enter(&measure, PRODUCT, 0, memory);
    Ok(())
}

async fn send(mut machine: Machine, count: usize) -> io::Result<()> {
    machine.sync().await?;
    for _ in 0..count {
        let draft = Draft {
            from: None,
            to: office_id(TEAM),
            kind: Kind::Referral,
            colour: Colour::Yellow,
            content: texts::referral(),
            relates_to: None,
        };
        machine.office.send(draft).await.map_err(io::Error::other)?;
    }
    machine.sync().await
}
