//! `bench-acts`: durable signed acts per second beside what peers confirm per second.
//!
//! Every contender takes messages of as many bytes as one sealed and signed handover has, flushes
//! them to the same disk and then confirms. Senders wait for one confirmation before they send
//! the next message.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use stafet_benches::{
    acts::{self, Signer},
    load::{Outcome, Watched, drive},
    machine,
    peers::{mail::Mail, nats::Nats, rabbit::Rabbit},
    process,
    report::{Report, turns},
    site::Site,
    watch::Stopwatch,
};

const PRODUCT: &str = "stafet";
const EARLIER: &str = "stafet, other build";
const NATS: &str = "NATS, sync always";
const RABBIT: &str = "RabbitMQ, quorum queue";
const MAIL: &str = "Postfix + Dovecot";
/// More acts than a second can bring, together.
const ACTS_PER_SECOND_MAX: f64 = 20_000.0;

/// Measures durable signed acts per second, beside peers.
#[derive(Debug, Parser)]
struct Arguments {
    /// Rounds in which every contender takes its turn.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Seconds for each turn.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// How many send side by side, one figure for each row of the table.
    #[arg(long, value_delimiter = ',', default_value = "1,32")]
    senders: Vec<usize>,
    /// A folder on the disk to be measured; must not be in memory.
    #[arg(long, default_value = "target/bench")]
    dir: PathBuf,
    /// Where the product's log lies, if not in SQLite.
    #[arg(long)]
    database: Option<String>,
    /// Another build of the server, which takes its turn too: to compare before and after.
    #[arg(long, value_name = "PROGRAM")]
    against: Option<PathBuf>,
    /// Peers to leave out: nats, rabbit, mail.
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// Prints everything as JSON.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> io::Result<ExitCode> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.dir)?;
    let dir = tempfile::tempdir_in(&arguments.dir)?;
    let dir = std::fs::canonicalize(dir.path())?;
    let mut report = Report::new("Durable confirmations per second, mutual TLS for stafet only");
    let contenders = Contenders::start(&arguments, &dir, &mut report).await?;
    report.note(format!(
        "each message is {} bytes: what one signed act with its sealed body has",
        contenders.size
    ));
    let result = contenders.race(&arguments, &mut report).await;
    contenders.end().await?;
    result?;
    report.print(PRODUCT, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// A deployment of the product, with devices that send.
struct Stafet {
    site: Site,
    signers: Vec<Signer>,
}

impl Stafet {
    async fn start(program: &Path, dir: &Path, arguments: &Arguments) -> io::Result<Self> {
        std::fs::create_dir_all(dir)?;
        let most = arguments.senders.iter().copied().max().unwrap_or(1);
        let mut site = Site::found_with(program, dir, arguments.database.as_deref()).await?;
        let signers = acts::signers(&mut site, most).await?;
        Ok(Self { site, signers })
    }

    async fn drive(&self, senders: usize, arguments: &Arguments) -> io::Result<Outcome> {
        let stock = (arguments.seconds * ACTS_PER_SECOND_MAX) as usize / senders;
        let mut ready = Vec::new();
        for signer in self.signers.iter().take(senders) {
            ready.push(signer.connect(stock).await?);
        }
        let watched = Watched {
            folder: self.site.dir(),
            server: self.site.server_id(),
        };
        let length = Duration::from_secs_f64(arguments.seconds);
        drive(ready, length, watched).await
    }
}

/// All that run.
struct Contenders {
    stafet: Stafet,
    earlier: Option<Stafet>,
    nats: Option<Nats>,
    rabbit: Option<Rabbit>,
    mail: Option<Mail>,
    size: usize,
    dir: PathBuf,
}

impl Contenders {
    async fn start(arguments: &Arguments, dir: &Path, report: &mut Report) -> io::Result<Self> {
        let program = process::beside("stafet-server")?;
        let stafet = Stafet::start(&program, &dir.join("stafet"), arguments).await?;
        let earlier = match &arguments.against {
            Some(program) => Some(Stafet::start(program, &dir.join("other"), arguments).await?),
            None => None,
        };
        let size = stafet.signers.first().map_or(0, Signer::handover_bytes);
        let left_out = |name: &str| arguments.without.iter().any(|it| it == name);
        let mut note = |name: &str, error: Option<io::Error>| {
            if let Some(error) = error {
                report.absent(name, error.to_string());
            }
        };
        let (nats, error) = started(left_out("nats"), Nats::start(&dir.join("nats"))).await;
        note(NATS, error);
        let (rabbit, error) = started(left_out("rabbit"), Rabbit::start(&dir.join("rabbit"))).await;
        note(RABBIT, error);
        let (mail, error) = started(left_out("mail"), Mail::start(&dir.join("mail"))).await;
        note(MAIL, error);
        Ok(Self {
            stafet,
            earlier,
            nats,
            rabbit,
            mail,
            size,
            dir: dir.to_owned(),
        })
    }

    async fn race(&self, arguments: &Arguments, report: &mut Report) -> io::Result<()> {
        for &senders in &arguments.senders {
            for round in 0..arguments.rounds {
                for contender in turns(round, 5) {
                    self.turn(contender, arguments, report, (senders, round))
                        .await?;
                }
                eprintln!("{senders} senders, round {round}: load {}", machine::load());
            }
        }
        Ok(())
    }

    async fn turn(
        &self,
        contender: usize,
        arguments: &Arguments,
        report: &mut Report,
        (senders, round): (usize, u32),
    ) -> io::Result<()> {
        let length = Duration::from_secs_f64(arguments.seconds);
        let (name, outcome) = match contender {
            0 => (PRODUCT, Some(self.stafet.drive(senders, arguments).await?)),
            3 => match &self.earlier {
                Some(earlier) => (EARLIER, Some(earlier.drive(senders, arguments).await?)),
                None => (EARLIER, None),
            },
            1 => (NATS, self.nats(senders, length).await?),
            2 => (RABBIT, self.rabbit(senders, length).await?),
            _ => (MAIL, self.mail(report, (senders, round), length).await?),
        };
        if let Some(outcome) = outcome {
            outcome.enter(report, name, (senders, round));
        }
        Ok(())
    }

    async fn nats(&self, senders: usize, length: Duration) -> io::Result<Option<Outcome>> {
        let Some(nats) = &self.nats else {
            return Ok(None);
        };
        let mut ready = Vec::new();
        for _ in 0..senders {
            ready.push(nats.connect(self.size).await?);
        }
        drive(ready, length, self.watched(nats.server_id()))
            .await
            .map(Some)
    }

    async fn rabbit(&self, senders: usize, length: Duration) -> io::Result<Option<Outcome>> {
        let Some(rabbit) = &self.rabbit else {
            return Ok(None);
        };
        let mut ready = Vec::new();
        for _ in 0..senders {
            ready.push(rabbit.connect(self.size).await?);
        }
        drive(ready, length, self.watched(rabbit.server_id()))
            .await
            .map(Some)
    }

    /// Mail is confirmed when Postfix has it; when it lies in the mailbox is a figure of its own.
    async fn mail(
        &self,
        report: &mut Report,
        (senders, round): (usize, u32),
        length: Duration,
    ) -> io::Result<Option<Outcome>> {
        let Some(mail) = &self.mail else {
            return Ok(None);
        };
        let mut ready = Vec::new();
        for _ in 0..senders {
            ready.push(mail.connect(self.size).await?);
        }
        let before = mail.delivered();
        let watch = Stopwatch::start();
        let outcome = drive(ready, length, self.watched(None)).await?;
        // Each sender has sent once before the round.
        let count = outcome.latencies_ms.len() + senders;
        mail.delivery_of(before + count).await?;
        let rate = count as f64 / watch.elapsed().as_secs_f64();
        let measure = format!("{senders:>2} senders: 9. in the mailbox per second");
        report.enter(&measure, MAIL, round, rate);
        Ok(Some(outcome))
    }

    fn watched(&self, server: Option<u32>) -> Watched<'_> {
        Watched {
            folder: &self.dir,
            server,
        }
    }

    async fn end(self) -> io::Result<()> {
        if let Some(rabbit) = self.rabbit {
            rabbit.end().await?;
        }
        match self.mail {
            Some(mail) => mail.end().await,
            None => Ok(()),
        }
    }
}

/// What could be started, or why it could not.
async fn started<T>(
    left_out: bool,
    start: impl Future<Output = io::Result<T>>,
) -> (Option<T>, Option<io::Error>) {
    if left_out {
        return (None, Some(io::Error::other("left out")));
    }
    match start.await {
        Ok(peer) => (Some(peer), None),
        Err(error) => (None, Some(error)),
    }
}
