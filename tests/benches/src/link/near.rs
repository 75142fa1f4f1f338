//! What runs on the office's side, as processes of its own that are told when to begin.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use stafet_client::{
    clock::{SystemClock, SystemEntropy},
    link::{Connector, LinkError},
    office::{Draft, Office, Tools},
    profile::Profile,
    store::sqlite::SqliteStore,
    sync::{self, Files, Progress},
};
use stafet_shared::{
    content::{Content, Message, RawMessage},
    seal::AgeSealing,
    words::{Colour, Kind},
};
use stafet_tests::deployment::office_id;
use tokio::{sync::Notify, task::spawn_blocking, time::sleep};

use super::stage::TEAM;

/// What a process on the office's side does.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Role {
    /// Deposits one message of 4 kB over a fresh connection, and says when R1 has come.
    Deposit(Office4k),
    /// Syncs what is queued.
    Sync(Office4k),
    /// Stays in touch, and says whenever something has been confirmed.
    Watch(Office4k),
    /// Sends bytes over TCP and TLS.
    Tls(super::tls::Client),
}

/// Who does it, and with what.
#[derive(Clone, Debug, clap::Args)]
pub struct Office4k {
    /// The profile.
    #[arg(long)]
    profile: PathBuf,
    /// Whether the process has spoken to the server before.
    #[arg(long)]
    warm: bool,
    /// How many messages of 4 kB to queue.
    #[arg(long, default_value_t = 1)]
    queue: u32,
}

/// How long a connection is left to end before the next begins.
const APART: Duration = Duration::from_millis(3_500);
/// The bytes of a message's text.
const TEXT_BYTES: usize = 4_000;

/// Plays a role to its end.
///
/// # Errors
/// When the profile, the server or the parent process fails.
pub async fn play(role: Role) -> io::Result<()> {
    match role {
        Role::Deposit(it) => deposit(&it).await,
        Role::Sync(it) => sync_queued(&it).await,
        Role::Watch(it) => watch(&it).await,
        Role::Tls(client) => super::tls::client(&client).await,
    }
}

/// Says something to the parent process.
pub(super) fn say(line: &str) -> io::Result<()> {
    let mut stdout = io::stdout();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

/// Waits until the parent process says something.
pub(super) async fn told() -> io::Result<()> {
    let line = spawn_blocking(|| io::stdin().read_line(&mut String::new()));
    line.await.map_err(io::Error::other)?.map(drop)
}

/// Opens a profile.
pub(super) async fn open(folder: &Path) -> io::Result<Office<SqliteStore>> {
    let profile = Profile::open(folder, SystemEntropy).await;
    let profile = profile.map_err(io::Error::other)?;
    let tools = Tools {
        sealing: Arc::new(AgeSealing),
        blobs: Arc::new(profile.blobs()),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    };
    let office = Office::open(profile.store().clone(), tools).await;
    office.map_err(io::Error::other)
}

async fn ready(it: &Office4k) -> io::Result<(Office<SqliteStore>, Connector)> {
    let mut office = open(&it.profile).await?;
    let connector = Connector::bind(Arc::new(SystemClock))?;
    if it.warm {
        let tell = &mut |_| {};
        let syncing = sync::sync_with(&mut office, &connector, Files::None, tell, None);
        syncing.await.map_err(io::Error::other)?;
        sleep(APART).await;
    }
    for n in 0..it.queue {
        office.send(message(n)).await.map_err(io::Error::other)?;
    }
    Ok((office, connector))
}

async fn deposit(it: &Office4k) -> io::Result<()> {
    let (mut office, connector) = ready(it).await?;
    let act = office.reader().have().outbox.first().copied();
    let act = act.ok_or_else(|| io::Error::other("nothing is queued"))?;
    let parcel = office
        .exchange()
        .parcel(act)
        .await
        .map_err(io::Error::other)?;
    let parcel = parcel.ok_or_else(|| io::Error::other("nothing is queued"))?;
    let body = parcel.body.as_ref().map_or(0, Vec::len);
    say(&format!("ready {}", parcel.signed.len() + body))?;
    told().await?;
    let credentials = office.credentials().map_err(io::Error::other)?;
    let credentials = credentials.ok_or_else(|| io::Error::other("not enrolled"))?;
    let connection = connector.connect_early(&credentials).await;
    let connection = connection.map_err(io::Error::other)?;
    let receipts = match connection.deposit(std::slice::from_ref(&parcel)).await {
        Err(LinkError::TooEarly) => connection.deposit(&[parcel]).await,
        receipts => receipts,
    };
    let receipt = receipts.map_err(io::Error::other)?.pop();
    let receipt = receipt.ok_or_else(|| io::Error::other("no answer"))?;
    let receipt = receipt.map_err(|refusal| io::Error::other(refusal.to_string()))?;
    let confirmed = office.exchange().confirm(receipt).await;
    confirmed.map_err(io::Error::other)?;
    say("confirmed")?;
    connection.close();
    connector.close().await;
    Ok(())
}

async fn sync_queued(it: &Office4k) -> io::Result<()> {
    let (mut office, connector) = ready(it).await?;
    say("ready")?;
    told().await?;
    office.refresh().await.map_err(io::Error::other)?;
    let report = sync::sync_with(&mut office, &connector, Files::Up, &mut |_| {}, None).await;
    let report = report.map_err(io::Error::other)?;
    say(&format!(
        "confirmed {} {}",
        report.confirmed, report.attachments_up
    ))?;
    connector.close().await;
    Ok(())
}

async fn watch(it: &Office4k) -> io::Result<()> {
    let mut office = open(&it.profile).await?;
    let connector = Connector::bind(Arc::new(SystemClock))?;
    let wake = Notify::new();
    let tell = |_: &Office<SqliteStore>, progress: Progress| match progress {
        Progress::Synced(report) | Progress::News(report) => {
            drop(say(&format!("synced {}", report.confirmed)));
            if report.confirmed > 0 {
                drop(say(&format!("confirmed {}", report.confirmed)));
            }
        }
        Progress::Moved(_) | Progress::Overdue(_) | Progress::Woken | Progress::Told => {}
        Progress::Failed { error, again: _ } => drop(say(&format!("failed {error}"))),
    };
    tokio::select! {
        () = Box::pin(sync::watch(&mut office, &connector, &wake, tell)) => Ok(()),
        ended = told() => ended,
    }
}

fn message(n: u32) -> Draft {
    let raw = RawMessage {
        subject: Some("Besked".to_owned()),
        text: Some(text(n)),
        ..RawMessage::default()
    };
    Draft {
        from: None,
        to: office_id(TEAM),
        kind: Kind::Message,
        colour: Colour::Green,
        content: Content::Message(Message::parse(raw).expect("a whole message")),
        relates_to: None,
    }
}

/// Text whose words come in another order for each `n`, so that it compresses as speech does.
#[must_use]
pub fn text(n: u32) -> String {
    const WORDS: &str = include_str!("../../../data/handovers/01-henvisning.toml");
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut chance = u64::from(n) + 1;
    let mut text = String::new();
    while text.len() < TEXT_BYTES {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let at = usize::try_from(chance >> 33).unwrap_or(0) % words.len();
        text.push_str(words[at]);
        text.push(' ');
    }
    text
}
