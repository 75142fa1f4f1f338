//! The practice's own page: on a port of its own, over a made-up office in a folder of its own that
//! is gone when it ends. No packet leaves this computer.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use stafet_shared::{entropy::Entropy as _, time::Clock};
use tokio::{
    sync::{Mutex, mpsc},
    task::{AbortHandle, JoinSet},
    time::{sleep, timeout},
};

use super::{
    loopback::Listeners,
    practice::Call,
    session::Sessions,
    site::{Blind, Parts, Site, SiteError},
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    desk::keeper::Keeper,
    office::OfficeError,
    practice::{Names, Practice, PracticeError, begin, partner::Partner, post::Post},
    store::{StoreError, seal::StoreKey, sqlite::SqliteStore},
    sync::{Progress, Report},
    text::say,
};

/// The folder of a profile in which its practice lies while it lasts.
const FOLDER: &str = "oevelse";
/// The store in it.
const STORE: &str = "store.db";
/// How often what was done in it is carried to and fro.
const PACE: Duration = Duration::from_secs(2);
/// After this time a practice that nobody has ended ends by itself.
const LASTS: Duration = Duration::from_secs(8 * 60 * 60);
/// How many bytes of chance are in the name of its cookie.
const NAME_BYTES: usize = 6;
/// Bytes of chance of a key that nobody has to know.
const KEY_BYTES: usize = 32;

/// Why there is no practice.
#[derive(Debug, thiserror::Error)]
enum Unbegun {
    #[error(transparent)]
    Practice(#[from] PracticeError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error(transparent)]
    Office(#[from] OfficeError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Begins, shows and ends the practice of a page, for as long as the page asks.
pub async fn attend(site: Arc<Site>, folder: PathBuf, mut calls: mpsc::Receiver<Call>) {
    let folder = folder.join(FOLDER);
    // One that was killed has left it behind.
    drop(Folder(folder.clone()));
    let mut tasks = JoinSet::new();
    let mut running: Option<Running> = None;
    while let Some(call) = calls.recv().await {
        while tasks.try_join_next().is_some() {}
        running = running.filter(|running| !running.task.is_finished());
        match call {
            Call::Address(answer) => {
                let address = running.as_ref().map(|running| running.site.invite());
                drop(answer.send(address));
            }
            Call::Begin(answer) if running.is_some() => drop(answer.send(Ok(()))),
            Call::Begin(answer) => {
                let begun = Box::pin(prepare(&site, folder.clone())).await;
                let begun = begun.map(|ready| {
                    let practice = Arc::clone(&ready.site);
                    let task = tasks.spawn(async move {
                        let serving = Box::pin(ready.serve());
                        timeout(LASTS, serving).await.unwrap_or_default();
                    });
                    running = Some(Running {
                        site: practice,
                        task,
                    });
                });
                drop(answer.send(begun.map_err(|why| why.to_string())));
            }
            Call::End(answer) => {
                running = None;
                tasks.shutdown().await;
                answer.send(()).unwrap_or_default();
            }
        }
    }
}

/// A practice at work.
struct Running {
    site: Arc<Site>,
    task: AbortHandle,
}

/// A practice that is ready to be shown.
struct Ready {
    site: Arc<Site>,
    listeners: Listeners,
    keeper: Keeper<SqliteStore>,
    partner: Partner,
    post: Post,
    folder: Folder,
}

/// A folder that is gone when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is removed before the next practice.
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

async fn prepare(site: &Arc<Site>, folder: PathBuf) -> Result<Ready, Unbegun> {
    drop(Folder(folder.clone()));
    make_private(&folder)?;
    let folder = Folder(folder);
    let key = StoreKey::generate(&mut SystemEntropy);
    let store = SqliteStore::open(&folder.0.join(STORE), key, SystemEntropy).await?;
    let names = names(site).await?;
    let language = site.texts().language();
    let Practice { own, partner, post } = Box::pin(begin(store, &names, language)).await?;
    let listeners = Listeners::on(0).await?;
    let (keeper, office) = Keeper::of(own);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let [name, key] = [NAME_BYTES, KEY_BYTES].map(|bytes| {
        let chance: [u8; KEY_BYTES] = SystemEntropy.array();
        URL_SAFE_NO_PAD.encode(chance.get(..bytes).unwrap_or_default())
    });
    let practice = Site::new(Parts {
        office,
        profile: Arc::clone(&site.profile),
        connector: Arc::clone(&site.connector),
        sessions: Sessions::new(clock),
        port: listeners.port,
        name,
        key,
        language,
        practice: None,
    })?;
    Ok(Ready {
        site: Arc::new(practice),
        listeners,
        keeper,
        partner,
        post,
        folder,
    })
}

impl Ready {
    /// Shows it until nobody wants it any more.
    async fn serve(self) {
        let site = Arc::clone(&self.site);
        let keep = self.keeper.run();
        let carrying = carry(Arc::clone(&site), self.partner, self.post);
        let work = async {
            tokio::select! {
                biased;
                _ = keep => {}
                ended = carrying => drop(ended),
            }
        };
        Box::pin(self.listeners.serve(site, work)).await;
        drop(self.folder);
    }
}

/// Carries what was done to and fro, and lets the made-up office answer.
async fn carry(site: Arc<Site>, partner: Partner, post: Post) -> Result<(), Blind> {
    let others = Arc::new(Mutex::new((partner, post)));
    let report = || Progress::Synced(Report::default());
    let texts = site.texts();
    site.wire.progressed(report(), SystemClock.now(), &texts);
    loop {
        let others = Arc::clone(&others);
        let carried = site.office.ask(move |office| {
            Box::pin(async move {
                let mut others = others.lock().await;
                let (partner, post) = &mut *others;
                let round = async {
                    let mut is_new = post.carry(office).await?;
                    is_new |= partner.carry(post).await?;
                    is_new |= partner.go_on(SystemClock.now()).await?;
                    Ok::<bool, PracticeError>(is_new)
                };
                Ok(Box::pin(round).await)
            })
        });
        match carried.await? {
            Ok(true) => site.wire.told(),
            Ok(false) => {}
            // It is a practice: it ends, and another one begins anew.
            Err(_) => return Ok(()),
        }
        tokio::select! {
            biased;
            () = site.wire.wake.notified() => {}
            () = sleep(PACE) => {}
        }
    }
}

/// Everybody's names: the reader's own, where they are known.
async fn names(site: &Site) -> Result<Names, OfficeError> {
    let texts = site.texts();
    let own = site.office.read(|reader| {
        let offices = reader.standing().into_offices();
        let directory = reader.directory()?;
        let office = directory.office(offices.first()?)?.entry.name.clone();
        let person = directory.person_name(&reader.person()?)?.to_owned();
        Some((office, person))
    });
    let (own_office, person) = own.await?.unwrap_or_else(|| {
        let office = say!(texts, "practice-own-office");
        (office, say!(texts, "practice-own-person"))
    });
    Ok(Names {
        own_office,
        person,
        office: say!(texts, "practice-office"),
        partner: say!(texts, "practice-partner"),
    })
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
