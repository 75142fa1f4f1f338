//! The pages at the end of the demo: three people of its deployment can be played by hand, with the
//! server and everything that has happened, until whoever runs it ends it.

use std::{
    future::{Future, pending},
    io,
    path::PathBuf,
    time::Duration,
};

use stafet_client::{
    clock::SystemClock,
    desk::{Desk, Reach},
    page::server::{Opener, Server},
};
use stafet_shared::{time::Clock as _, words::Language};
use tokio::{
    sync::{mpsc, watch},
    time::sleep,
};

use crate::clock::SteppedClock;

/// How often the demo's clock is set by the real one from now on.
const TICK: Duration = Duration::from_millis(500);

/// Whose pages are opened: by the label of their profile, in Danish and in English.
pub(super) const PEOPLE: [(&str, &str, &str); 3] = [
    (
        "kujalleq/nanortalik",
        "Sagsbehandleren i Nanortalik",
        "The caseworker in Nanortalik",
    ),
    (
        "socialstyrelsen/rejsehold",
        "Psykologen på Børnerejseholdet",
        "The psychologist of the travel team",
    ),
    (
        "socialstyrelsen/overdragelsesvagt",
        "Administratoren på Overdragelsesvagten",
        "The administrator",
    ),
];

/// The pages of the demo's people.
#[derive(Debug)]
pub(super) struct Pages {
    servers: [Server; 3],
    language: Language,
}

impl Pages {
    /// Prepares the pages of the demo's people, whose profiles `folder` finds.
    pub(super) async fn of(
        folder: impl Fn(&str) -> PathBuf,
        language: Language,
    ) -> io::Result<Self> {
        let [first, second, third] = PEOPLE.map(|(label, ..)| page(folder(label), language));
        Ok(Self {
            servers: [first.await?, second.await?, third.await?],
            language,
        })
    }

    /// Shows their addresses, new ones at each line that is typed, and serves them until `end`.
    pub(super) async fn serve(self, clock: &SteppedClock, end: impl Future<Output = ()>) {
        let openers = self.servers.each_ref().map(Server::opener);
        let language = self.language;
        show(&openers, language);
        let mut lines = typed();
        let typed = async {
            while lines.recv().await.is_some() {
                show(&openers, language);
            }
            pending::<()>().await;
        };
        let time = async {
            loop {
                clock.step_to(SystemClock.now());
                sleep(TICK).await;
            }
        };
        let (stop, stopped) = watch::channel(());
        let until = || {
            let mut stopped = stopped.clone();
            async move { drop(stopped.changed().await) }
        };
        let [first, second, third] = self.servers;
        let serving = async {
            tokio::join!(
                first.serve(until()),
                second.serve(until()),
                third.serve(until())
            )
        };
        let ending = async {
            tokio::select! {
                () = end => {}
                () = time => {}
                () = typed => {}
            }
            drop(stop);
        };
        tokio::join!(serving, ending);
    }
}

/// A word for each line that is typed. What reads them ends with the program.
fn typed() -> mpsc::Receiver<()> {
    let (heard, lines) = mpsc::channel(1);
    std::thread::spawn(move || {
        for _ in io::stdin().lines().map_while(Result::ok) {
            if heard.blocking_send(()).is_err() {
                break;
            }
        }
    });
    lines
}

async fn page(folder: PathBuf, language: Language) -> io::Result<Server> {
    let desk = Desk::open(&folder, Reach::Online).await;
    let desk = desk.map_err(io::Error::other)?;
    let server = Server::new(desk, 0, language).await;
    server.map_err(io::Error::other)
}

/// The addresses, each of which opens its page once.
fn show(openers: &[Opener; 3], language: Language) {
    let (head, tail) = match language {
        Language::Danish => (
            "Prøv selv. Åbn en adresse inden et minut; hver virker én gang:",
            "Enter viser nye adresser, Ctrl+C slutter.",
        ),
        Language::English => (
            "Try it yourself. Open an address within a minute; each works once:",
            "Enter shows new addresses, Ctrl+C ends.",
        ),
    };
    println!("\n{head}");
    for (opener, (_, danish, english)) in openers.iter().zip(PEOPLE) {
        let who = match language {
            Language::Danish => danish,
            Language::English => english,
        };
        println!("  {who}\n    {}", opener.address());
    }
    println!("{tail}");
}
