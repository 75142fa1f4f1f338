//! `stafet-figures`: counts the bytes of one referral on the wire, cold and warm, and of a large
//! attached file over a line that breaks.
//!
//! Counts do not depend on how busy the machine is. UDP payload over the loopback address, both
//! directions, handshake, acknowledgements and padding included; IP and UDP headers not.

use std::{io, io::Write, process::ExitCode};

use stafet_client::office::Draft;
use stafet_shared::{
    seal::blob::ATTACHMENT_BYTES_MAX,
    time::Clock,
    words::{Colour, Kind, Role},
};
use stafet_tests::{
    clock::SteppedClock,
    cuts::Line,
    deployment::{Deployment, Newcomer, office_id},
    offices,
    platform::loopback::Loopback,
};

const REFERRAL: &str = include_str!("../../data/handovers/01-henvisning.toml");
/// How often the line breaks in each direction.
const CUTS: u64 = 20;
const SENDER: &str = "kujalleq/nanortalik";
const TEAM: &str = "socialstyrelsen/rejsehold";

#[tokio::main]
async fn main() -> ExitCode {
    match count().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "stafet-figures: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn count() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let clock = SteppedClock::new(stafet_client::clock::SystemClock.now());
    let mut deployment = Deployment::found(Loopback::new(dir.path(), clock)?).await;
    deployment
        .add_offices(&offices::all())
        .await
        .map_err(io::Error::other)?;
    let newcomer = |office, role| Newcomer {
        label: office,
        office,
        role,
        name: office,
    };
    let sender = newcomer(SENDER, Role::Caseworker);
    deployment
        .enrol(&[sender, newcomer(TEAM, Role::Psychologist)])
        .await;
    deployment.sync(SENDER).await.map_err(io::Error::other)?;
    cold(&deployment).await?;
    warm(&deployment).await?;
    broken().await
}

/// The largest file, over a line that breaks and over one that does not.
async fn broken() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let line = Line::begin(dir.path()).await?;
    let bytes = usize::try_from(ATTACHMENT_BYTES_MAX).map_err(io::Error::other)?;
    let whole = line.carry(bytes, 0, 1).await;
    let cut = line.carry(bytes, CUTS, 2).await;
    for (way, whole, cut) in [("up", whole.up, cut.up), ("down", whole.down, cut.down)] {
        let more = 100.0 * (cut as f64 / whole as f64 - 1.0);
        writeln!(
            io::stdout(),
            "50 MiB attached, {way}: {whole} bytes; with {CUTS} cuts {cut}, {more:.1} % more"
        )?;
    }
    Ok(())
}

/// A fresh connection: handshake, referral, R1, and the end of the outbox and of the mailboxes.
async fn cold(deployment: &Deployment<Loopback>) -> io::Result<()> {
    let nothing = deployment.sync(SENDER).await.map_err(io::Error::other)?;
    tell(
        "a connection that has nothing to send",
        (nothing.bytes_up, nothing.bytes_down),
    )?;
    queue(deployment).await?;
    let report = deployment.sync(SENDER).await.map_err(io::Error::other)?;
    assert_eq!(report.confirmed, 1, "R1 came");
    tell(
        "a referral, cold (handshake to R1)",
        (report.bytes_up, report.bytes_down),
    )?;
    let opened = deployment.sync(TEAM).await.map_err(io::Error::other)?;
    tell(
        "its receiver, cold (handshake, referral, R3)",
        (opened.bytes_up, opened.bytes_down),
    )
}

/// A connection that stands: referral and R1 alone.
async fn warm(deployment: &Deployment<Loopback>) -> io::Result<()> {
    queue(deployment).await?;
    let mut office = deployment.open(SENDER).await;
    let credentials = office
        .credentials()
        .map_err(io::Error::other)?
        .expect("enrolled");
    let connection = deployment.connector(SENDER).connect(&credentials).await;
    let connection = connection.map_err(io::Error::other)?;
    connection.ping().await.map_err(io::Error::other)?;
    let before = connection.bytes();
    let act = *office.reader().have().outbox.first().expect("just queued");
    let parcel = office
        .exchange()
        .parcel(act)
        .await
        .map_err(io::Error::other)?
        .expect("just queued");
    let receipts = connection
        .deposit(&[parcel])
        .await
        .map_err(io::Error::other)?;
    let after = connection.bytes();
    let receipt = receipts
        .into_iter()
        .next()
        .expect("one answer")
        .map_err(io::Error::other)?;
    let confirmed = office.exchange().confirm(receipt).await;
    confirmed.map_err(io::Error::other)?;
    tell(
        "a referral, warm (referral to R1)",
        (after.0 - before.0, after.1 - before.1),
    )
}

async fn queue(deployment: &Deployment<Loopback>) -> io::Result<()> {
    let file = stafet_client::form::handover(REFERRAL).expect("a whole file");
    let mut office = deployment.open(SENDER).await;
    let draft = Draft {
        from: file.from,
        to: office_id(TEAM),
        kind: Kind::Referral,
        colour: Colour::Yellow,
        content: file.content,
        relates_to: None,
    };
    office.send(draft).await.map(drop).map_err(io::Error::other)
}

fn tell(what: &str, (up, down): (u64, u64)) -> io::Result<()> {
    writeln!(io::stdout(), "{what}: {up} bytes up, {down} bytes down")
}
