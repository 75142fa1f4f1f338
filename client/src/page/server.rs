//! The page's own server: its listeners, the office and the sync beside them, the practice if
//! somebody practises, and one way down.

use std::{future::Future, io, path::PathBuf, sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use stafet_shared::{entropy::Entropy as _, time::Clock, words::Language};
use tokio::{
    sync::mpsc,
    time::{sleep, timeout},
};

use super::{
    loopback::Listeners,
    notices,
    overlook::ASK_EVERY,
    practice::{Call, Calls},
    practising,
    running::{Announced, Running},
    session::Sessions,
    site::{Parts, Site, SiteError},
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    desk::{Desk, SilenceNote, keeper::Keeper},
    sync::{self, Progress},
};

/// How long the last words to the server may take.
const FAREWELL: Duration = Duration::from_secs(2);
/// How many bytes of the profile's name are in the cookie's.
const NAME_BYTES: usize = 6;
/// Bytes of chance in what this user's other programs show.
const KEY_BYTES: usize = 32;

/// A page that is ready to be served.
#[derive(Debug)]
pub struct Server {
    site: Arc<Site>,
    listeners: Listeners,
    keeper: Option<Keeper<crate::store::sqlite::SqliteStore>>,
    announced: Announced,
    silence: SilenceNote,
    calls: mpsc::Receiver<Call>,
    folder: PathBuf,
}

/// Why a page cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or the file that tells where the page runs cannot be written.
    #[error("the page cannot be served: {0}")]
    Io(#[from] io::Error),
    /// The program is broken.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// There is no socket for the sync.
    #[error(transparent)]
    Desk(#[from] crate::desk::DeskError),
}

impl Server {
    /// Prepares the page of a profile on a port of loopback; on any that is free if it is 0.
    ///
    /// # Errors
    /// When the port is taken, or the profile's folder cannot be written.
    pub async fn new(mut desk: Desk, port: u16, language: Language) -> Result<Self, ServeError> {
        let connector = Arc::new(desk.connector()?);
        let listeners = Listeners::on(port).await?;
        let port = listeners.port;
        let [name, key] = [NAME_BYTES, KEY_BYTES].map(|bytes| {
            let chance: [u8; KEY_BYTES] = SystemEntropy.array();
            let chance = chance.get(..bytes).unwrap_or_default();
            URL_SAFE_NO_PAD.encode(chance)
        });
        let running = Running {
            port,
            token: key.clone(),
        };
        let announced = running.announce(desk.profile.folder())?;
        let silence = desk.silence_note();
        let folder = desk.profile.folder().to_owned();
        let (practice, calls) = Calls::new();
        let language = desk.reader().language().unwrap_or(language);
        let (keeper, office) = Keeper::of(desk.office);
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let site = Site::new(Parts {
            office,
            profile: Arc::new(desk.profile),
            connector,
            sessions: Sessions::new(clock),
            port,
            name,
            key,
            language,
            practice: Some(practice),
        })?;
        Ok(Self {
            site: Arc::new(site),
            listeners,
            keeper: Some(keeper),
            announced,
            silence,
            calls,
            folder,
        })
    }

    /// What gives out addresses while the page is served.
    #[must_use]
    pub fn opener(&self) -> Opener {
        Opener(Arc::clone(&self.site))
    }

    /// Serves it until `end` comes.
    pub async fn serve(mut self, end: impl Future<Output = ()>) {
        let site = Arc::clone(&self.site);
        let keeper = self.keeper.take();
        let keep = async {
            if let Some(keeper) = keeper {
                keeper.run().await;
            }
        };
        let syncing = Box::pin(keep_in_touch(Arc::clone(&site), self.silence));
        let watching = Box::pin(keep_watch(Arc::clone(&site)));
        let practising = practising::attend(Arc::clone(&site), self.folder, self.calls);
        let practising = Box::pin(practising);
        let telling = Box::pin(notices::tell(Arc::clone(&site)));
        let opening = Box::pin(open_ahead(Arc::clone(&site)));
        let work = async {
            tokio::select! {
                biased;
                () = end => {}
                () = keep => {}
                () = syncing => {}
                () = watching => {}
                () = practising => {}
                () = telling => {}
                () = opening => {}
            }
        };
        Box::pin(self.listeners.serve(site, work)).await;
        timeout(FAREWELL, self.site.connector.close())
            .await
            .unwrap_or_default();
        drop(self.announced);
    }
}

/// Gives out addresses of a page.
#[derive(Clone, Debug)]
pub struct Opener(Arc<Site>);

impl Opener {
    /// A one-time address that opens the page.
    #[must_use]
    pub fn address(&self) -> String {
        self.0.invite()
    }
}

/// Exchanges with the server whatever there is, for as long as the page is there.
async fn keep_in_touch(site: Arc<Site>, silence: SilenceNote) {
    let mut office = site.office.clone();
    let teller = Arc::clone(&site);
    let tell = move |_: &_, progress: Progress| {
        if matches!(progress, Progress::Synced(_)) {
            silence.forget();
        }
        let texts = teller.texts();
        teller.wire.progressed(progress, SystemClock.now(), &texts);
    };
    sync::watch(&mut office, &site.connector, &site.wire.wake, tell).await;
}

/// Opens what a search will look through whenever one is expected.
async fn open_ahead(site: Arc<Site>) {
    loop {
        site.finder.expected().await;
        // What cannot be opened is said by the search itself.
        drop(site.finder.make_ready(&site.office, site.texts()).await);
    }
}

/// Asks what is owed everywhere, now and then, while an administrator's browser listens.
async fn keep_watch(site: Arc<Site>) {
    loop {
        sleep(ASK_EVERY).await;
        let administers = site.office.read(|reader| reader.administers().is_some());
        let Ok(administers) = administers.await else {
            return;
        };
        if administers && site.wire.is_followed() {
            let now = SystemClock.now();
            let asked = site.overlook.ask(&site.office, &site.connector, now).await;
            if asked.is_ok() {
                site.wire.told();
            }
        }
    }
}
