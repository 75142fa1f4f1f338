//! `bench-page`: the page of a profile that has grown for years: how soon it answers, what it
//! weighs, and what it costs in memory beside a client without one.

use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    ops::Range,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    time::Duration,
};

use clap::Parser;
use stafet_benches::{
    browser::Browser,
    process::{beside, resident_bytes},
    report::Report,
    watch::Stopwatch,
};
use stafet_client::{
    clock::SystemEntropy,
    office::{Deed, Draft, Office},
    practice::{Names, Practice, begin},
    profile::Profile,
    store::Store,
};
use stafet_shared::{
    id::HandoverId,
    party::OfficeId,
    words::{Colour, Kind, Language, State},
};
use stafet_tests::texts;

const PAGE: &str = "the page";
const PLAIN: &str = "without a page";
const SEARCHED: &str = "the page, after a search";
const MIB: f64 = 1_024.0 * 1_024.0;
/// How long memory may settle before it is read.
const SETTLE: Duration = Duration::from_secs(5);
/// Handovers between two exchanges.
const BATCH: usize = 250;

/// Measures the page of a large profile.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many handovers the profile holds.
    #[arg(long, default_value_t = 10_000)]
    handovers: usize,
    /// How many of them somebody still owes something about.
    #[arg(long, default_value_t = 300)]
    open: usize,
    /// How often each page is asked for.
    #[arg(long, default_value_t = 15)]
    rounds: u32,
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
    let folder = dir.path().join("profile");
    let mut report = Report::new("The page of a large profile");
    let filled = Box::pin(fill(&folder, &arguments)).await?;
    report.note(filled);
    let binary = std::fs::metadata(beside("stafet")?)?.len() as f64;
    report.enter("8. MiB of the program", PAGE, 0, binary / MIB);
    plain(&folder, &mut report).await?;
    page(&folder, &mut report, arguments.rounds).await?;
    at_once(&folder, &mut report)?;
    report.print(PAGE, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// Hands over to and fro in a made-up deployment, until the profile holds as many as it shall.
async fn fill(folder: &Path, arguments: &Arguments) -> io::Result<String> {
    let profile = Profile::create(folder, SystemEntropy).await;
    let profile = profile.map_err(io::Error::other)?;
    let names = Names {
        own_office: "Nanortalik".to_owned(),
        person: "Anna Jensen".to_owned(),
        office: "Øvekontoret".to_owned(),
        partner: "Øve Opdigtet".to_owned(),
    };
    let begun = begin(profile.store().clone(), &names, Language::Danish).await;
    let mut practice = begun.map_err(io::Error::other)?;
    let ended = arguments.handovers.saturating_sub(arguments.open);
    let mut done = 0;
    while done < ended {
        let count = BATCH.min(ended - done);
        both_send(&mut practice, count, Kind::Message).await?;
        sign(&mut practice).await?;
        done += count;
        write!(io::stderr(), "\r{done} of {ended}")?;
    }
    both_send(&mut practice, arguments.open, Kind::Referral).await?;
    writeln!(io::stderr())?;
    let known = practice.own.reader().handovers().count();
    Ok(format!(
        "{known} handovers, {} of them open",
        arguments.open
    ))
}

/// Half of them is sent by either office.
async fn both_send<S: Store>(
    practice: &mut Practice<S>,
    count: usize,
    kind: Kind,
) -> io::Result<()> {
    let own = own_id(practice)?;
    let other = practice.partner.id().clone();
    for at in 0..count {
        if at % 2 == 0 {
            send(&mut practice.own, &other, kind).await?;
        } else {
            send(practice.partner.office(), &own, kind).await?;
        }
    }
    practice.round().await.map_err(io::Error::other)
}

async fn send<S: Store>(office: &mut Office<S>, to: &OfficeId, kind: Kind) -> io::Result<()> {
    let content = if kind == Kind::Message {
        texts::message()
    } else {
        texts::referral()
    };
    let draft = Draft {
        from: None,
        to: to.clone(),
        kind,
        colour: Colour::Yellow,
        content,
        relates_to: None,
    };
    office.send(draft).await.map(drop).map_err(io::Error::other)
}

fn own_id<S: Store>(practice: &Practice<S>) -> io::Result<OfficeId> {
    practice
        .own_id()
        .ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Each signs for what it has got.
async fn sign<S: Store>(practice: &mut Practice<S>) -> io::Result<()> {
    let own = own_id(practice)?;
    acknowledge(&mut practice.own, &own).await?;
    let other = practice.partner.id().clone();
    acknowledge(practice.partner.office(), &other).await?;
    practice.round().await.map_err(io::Error::other)
}

async fn acknowledge<S: Store>(office: &mut Office<S>, own: &OfficeId) -> io::Result<()> {
    let handovers = office.reader().handovers();
    let come = handovers.filter(|it| it.to == *own && it.state == State::Opened);
    let come = come.filter(|it| it.kind == Kind::Message);
    let come: Vec<HandoverId> = come.map(|it| it.id).collect();
    for id in come {
        let signed = office.perform(id, Deed::Acknowledge).await;
        signed.map_err(io::Error::other)?;
    }
    Ok(())
}

/// A client that only keeps in touch.
async fn plain(folder: &Path, report: &mut Report) -> io::Result<()> {
    let program = Program::start(folder, &["sync", "--watch"])?;
    tokio::time::sleep(SETTLE).await;
    report.enter("7. MiB resident", PLAIN, 0, program.mib());
    Ok(())
}

/// The page.
async fn page(folder: &Path, report: &mut Report, rounds: u32) -> io::Result<()> {
    let watch = Stopwatch::start();
    let mut program = Program::start(folder, &["open", "--no-browser"])?;
    let browser = Browser::enter(&program.line()?)?;
    let cold = browser.get("/indbakke")?;
    report.enter(
        "1. ms from the program's start to Indbakke",
        PAGE,
        0,
        watch.elapsed_ms(),
    );
    report.enter("5. bytes of Indbakke", PAGE, 0, cold.bytes as f64);
    let first_load = first_load(&browser, &cold.body)?;
    report.enter("4. bytes of a first load", PAGE, 0, first_load as f64);
    for round in 0..rounds {
        for (path, name) in [
            ("/indbakke", "Indbakke"),
            ("/udbakke", "Udbakke"),
            ("/forloeb", "Forløb"),
        ] {
            let answer = browser.get(path)?;
            let what = format!("2. ms to the first byte of {name}, warm");
            report.enter(&what, PAGE, round, answer.first_ms);
        }
    }
    tokio::time::sleep(SETTLE).await;
    report.enter("7. MiB resident", PAGE, 0, program.mib());
    live(&browser, &cold.body, report)?;
    // While somebody types, what will be looked through is opened.
    browser.get("/soeg")?;
    tokio::time::sleep(SETTLE).await;
    search(
        &browser,
        (report, "3. ms of the first search, 5 s after its page"),
        0..1,
    )?;
    search(&browser, (report, "3. ms of every later search"), 1..rounds)?;
    tokio::time::sleep(SETTLE).await;
    report.enter("7. MiB resident", SEARCHED, 0, program.mib());
    Ok(())
}

/// What pages are told of a signature: the handover's own, and the inbox.
fn live(browser: &Browser, inbox: &str, report: &mut Report) -> io::Result<()> {
    let none = || io::Error::other("no referral in the inbox");
    let id = between(inbox, "id=\"row-", "\"").ok_or_else(none)?;
    let pages = [
        (
            "a handover's page",
            format!("/live?paa=overdragelse&id={id}"),
        ),
        ("Indbakke", "/live?paa=indbakke".to_owned()),
    ];
    let mut listening = Vec::new();
    for (name, path) in pages {
        listening.push((name, browser.listen(&path)?));
    }
    let sheet = format!("/overdragelse/{id}/kvitter");
    let shown = browser.get(&sheet)?;
    let hidden = |name: &str| {
        let before = format!("name=\"{name}\" value=\"");
        between(&shown.body, &before, "\"").ok_or_else(none)
    };
    let form = format!("_token={}&_bound={}", hidden("_token")?, hidden("_bound")?);
    browser.post(&sheet, &form)?;
    for (name, one) in listening {
        for (round, bytes) in (0..).zip(one.updates()) {
            let what = format!("6. bytes of a live update of {name}");
            report.enter(&what, PAGE, round, bytes as f64);
        }
    }
    Ok(())
}

/// A page that was never asked for a search: everything has to be opened first.
fn at_once(folder: &Path, report: &mut Report) -> io::Result<()> {
    let mut program = Program::start(folder, &["open", "--no-browser"])?;
    let browser = Browser::enter(&program.line()?)?;
    search(
        &browser,
        (report, "3. ms of the first search, at once"),
        0..1,
    )
}

/// Looks for words that stand nowhere: another one each time, so that no answer was given before.
fn search(
    browser: &Browser,
    (report, what): (&mut Report, &str),
    rounds: Range<u32>,
) -> io::Result<()> {
    let page = browser.get("/indbakke")?;
    let token = between(&page.body, "name=\"_token\" value=\"", "\"");
    let token = token.ok_or_else(|| io::Error::other("no token on the page"))?;
    for round in rounds {
        let form = format!("_token={token}&q=tolk{round}");
        let answer = browser.post("/soeg", &form)?;
        report.enter(what, PAGE, round, answer.whole_ms);
    }
    Ok(())
}

/// What a browser loads that has nothing yet: the page and everything that it names.
fn first_load(browser: &Browser, page: &str) -> io::Result<usize> {
    let mut bytes = page.len();
    let mut places: Vec<String> = Vec::new();
    for mark in ["href=\"/a/", "src=\"/a/", "href=\"/i/"] {
        for rest in page.split(mark).skip(1) {
            let rest = rest.split(['"', '#']).next().unwrap_or_default();
            let (_, folder) = mark.split_once('"').unwrap_or_default();
            places.push(format!("{folder}{rest}"));
        }
    }
    places.sort();
    places.dedup();
    for place in places {
        bytes += browser.get(&place)?.bytes;
    }
    // The weights of the font that the inbox is set in.
    let base = between(page, "href=\"/a/", "/").unwrap_or_default();
    for font in [
        "IBMPlexSans-Regular-Latin1.woff2",
        "IBMPlexSans-SemiBold-Latin1.woff2",
        "IBMPlexSans-Bold-Latin1.woff2",
    ] {
        let answer = browser.get(&format!("/a/{base}/{font}"))?;
        if !answer.head.starts_with("HTTP/1.1 200") {
            return Err(io::Error::other(answer.head));
        }
        bytes += answer.bytes;
    }
    Ok(bytes)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// The product at work; it is killed with this value.
struct Program {
    child: Child,
    lines: io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Program {
    fn start(folder: &Path, arguments: &[&str]) -> io::Result<Self> {
        let mut child = Command::new(beside("stafet")?)
            .arg("--profile")
            .arg(folder)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self {
            child,
            lines: BufReader::new(output).lines(),
        })
    }

    fn line(&mut self) -> io::Result<String> {
        self.lines.next().ok_or(io::ErrorKind::UnexpectedEof)?
    }

    fn mib(&self) -> f64 {
        resident_bytes(self.child.id()).unwrap_or_default() as f64 / MIB
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
