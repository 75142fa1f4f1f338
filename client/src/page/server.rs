//! The page's own server: on loopback only, each connection a task that its owner waits for, the
//! office and the sync beside it, and one way down.

use std::{
    future::Future,
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use stafet_shared::{entropy::Entropy as _, time::Clock, words::Language};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{
    door::START,
    overlook::ASK_EVERY,
    routes::router,
    running::{Announced, Running},
    session::Sessions,
    site::{Parts, Site, SiteError},
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    desk::{Desk, SilenceNote, keeper::Keeper},
    sync::{self, Progress},
};

/// The most connections at once; a browser needs six.
pub const CONNECTIONS_MAX: usize = 64;
/// How long a browser may take to say what it wants.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);
/// How many bytes of the profile's name are in the cookie's.
const NAME_BYTES: usize = 6;
/// Bytes of chance in what this user's other programs show.
const KEY_BYTES: usize = 32;

/// A page that is ready to be served.
#[derive(Debug)]
pub struct Server {
    site: Arc<Site>,
    listeners: Vec<TcpListener>,
    keeper: Option<Keeper<crate::store::sqlite::SqliteStore>>,
    announced: Announced,
    silence: SilenceNote,
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
        let (listeners, port) = listen(port).await?;
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
        let language = desk.reader().language().unwrap_or(language);
        let (keeper, office) = Keeper::of(desk.office);
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let site = Site::new(Parts {
            office,
            connector,
            sessions: Sessions::new(clock),
            port,
            name,
            key,
            language,
        })?;
        Ok(Self {
            site: Arc::new(site),
            listeners,
            keeper: Some(keeper),
            announced,
            silence,
        })
    }

    /// What gives out addresses while the page is served.
    #[must_use]
    pub fn opener(&self) -> Opener {
        Opener(Arc::clone(&self.site))
    }

    /// Serves it until `end` comes.
    pub async fn serve(mut self, end: impl Future<Output = ()>) {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for listener in std::mem::take(&mut self.listeners) {
            tasks.spawn(accept(listener, Arc::clone(&self.site), stopped.clone()));
        }
        let site = Arc::clone(&self.site);
        let keeper = self.keeper.take();
        let keep = async {
            if let Some(keeper) = keeper {
                keeper.run().await;
            }
        };
        let syncing = Box::pin(keep_in_touch(Arc::clone(&site), self.silence));
        let watching = Box::pin(keep_watch(site));
        tokio::select! {
            biased;
            () = end => {}
            () = keep => {}
            () = syncing => {}
            () = watching => {}
        }
        // Nobody may hear that a page ends who has ended before.
        let _listeners = stop.send(true);
        timeout(FAREWELL, async {
            while tasks.join_next().await.is_some() {}
        })
        .await
        .unwrap_or_default();
        tasks.shutdown().await;
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
        let ticket = self.0.sessions.ticket();
        format!("{}{START}{ticket}", self.0.door.address())
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

/// Listens on both addresses of loopback, on the same port; where the newer one is not to be had,
/// on the older one.
async fn listen(port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    let port = first.local_addr()?.port();
    let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await;
    let mut listeners = vec![first];
    listeners.extend(second.ok());
    Ok((listeners, port))
}

async fn accept(listener: TcpListener, site: Arc<Site>, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            _ = stopped.changed() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            accepted = listener.accept(), if connections.len() < CONNECTIONS_MAX => {
                if let Ok((stream, from)) = accepted
                    && from.ip().is_loopback()
                {
                    connections.spawn(serve(stream, Arc::clone(&site), stopped.clone()));
                }
            }
        }
    }
    while connections.join_next().await.is_some() {}
}

async fn serve(stream: TcpStream, site: Arc<Site>, mut stopped: watch::Receiver<bool>) {
    let service = TowerToHyperService::new(router(site));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        biased;
        // A browser that goes away in the middle is nobody's fault.
        ended = &mut connection => drop(ended),
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            // What streams for ever is cut off.
            let ended = timeout(Duration::from_millis(500), connection).await;
            drop(ended);
        }
    }
}
