//! What every face does with an office and the link to its server at once: opens a profile, makes
//! an act and tries to have it confirmed, asks what only the server knows, seals and saves files.
//!
//! It says nothing: what has happened is a value, what has not a [`DeskError`], and a face puts
//! both into words.

pub mod asking;
pub mod attach;
mod deeds;
mod error;
pub mod keeper;
mod name;
pub mod neighbour;
pub mod pour;
pub mod report;
pub mod save;
mod silence;
mod watching;

use std::{fmt, path::Path, sync::Arc, time::Duration};

use stafet_certs::founding::AdminKeys;
use stafet_shared::{
    id::HandoverId,
    invitation::Enrol,
    overview::{OwedEnd, OwedItem, OwedQuestion},
    party::OfficeId,
    seal::AgeSealing,
    time::Clock,
};
use tokio::time::timeout;

use self::{asking::Asker, neighbour::Neighbour};
pub use self::{
    deeds::Made,
    error::{AttachError, DeskError, SaveError},
    report::Asked,
    silence::SilenceNote,
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    link::{Connection, Connector},
    office::{Office, OfficeError, Reader, Standing, Tools},
    profile::{Profile, ProfileError},
    store::sqlite::SqliteStore,
    sync::{self, Files, Moved, Report, SyncError},
};

/// How long an act that has been saved waits for the server before it is left to the next sync,
/// and how long any sync waits for the server's first word.
const QUICK_SYNC: Duration = Duration::from_secs(10);
/// How long the last words of a connection may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// Whether the server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is, if it is reached.
    Online,
    /// It is not: everything is left in the outbox.
    Offline,
}

/// Whether the server is reached now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It answers.
    Yes,
    /// It does not answer.
    No,
    /// It was not tried: nothing was to be sent, or there is nobody to speak for.
    NotTried,
}

/// Hears how far attached files have come during one sync, and is dropped with it.
pub type Meter = Box<dyn FnMut(Moved) + Send>;
/// Makes a meter for each sync.
type Meters = Box<dyn Fn() -> Meter + Send>;

/// One profile at work.
pub struct Desk {
    /// Its use cases.
    pub office: Office<SqliteStore>,
    /// Its folder.
    pub profile: Profile,
    clock: Arc<dyn Clock>,
    reach: Reach,
    connector: Option<Connector>,
    meters: Meters,
    silence: Option<SyncError>,
    neighbour: Option<Box<dyn Neighbour>>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Desk({:?})", self.profile)
    }
}

impl Desk {
    /// Opens the profile in `folder`. A folder with the founding's keys becomes the first
    /// administrator's profile.
    ///
    /// # Errors
    /// When there is none, or it does not open.
    pub async fn open(folder: &Path, reach: Reach) -> Result<Self, DeskError> {
        let profile = match Profile::open(folder, SystemEntropy).await {
            Err(ProfileError::None(_)) if AdminKeys::read(folder).is_ok() => {
                Profile::create(folder, SystemEntropy).await
            }
            opened => opened,
        };
        Self::on(profile?, reach).await
    }

    /// Opens the profile in `folder`, or makes one.
    ///
    /// # Errors
    /// When it does not open, or cannot be made.
    pub async fn open_or_create(folder: &Path, reach: Reach) -> Result<Self, DeskError> {
        let profile = match Profile::create(folder, SystemEntropy).await {
            Err(ProfileError::Exists(_)) => Profile::open(folder, SystemEntropy).await,
            created => created,
        };
        Self::on(profile?, reach).await
    }

    /// From now on, each sync tells one of these of its attached files.
    pub fn meter_with(&mut self, meters: impl Fn() -> Meter + Send + 'static) {
        self.meters = Box::new(meters);
    }

    async fn on(profile: Profile, reach: Reach) -> Result<Self, DeskError> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let tools = Tools {
            sealing: Arc::new(AgeSealing),
            blobs: Arc::new(profile.blobs()),
            clock: Arc::clone(&clock),
            entropy: Box::new(SystemEntropy),
        };
        let mut desk = Self {
            office: Office::open(profile.store().clone(), tools).await?,
            profile,
            clock,
            reach,
            connector: None,
            meters: Box::new(|| Box::new(|_| {})),
            silence: None,
            neighbour: None,
        };
        desk.adopt().await?;
        Ok(desk)
    }

    /// An administrator's folder that is nobody's profile yet becomes the administrator's.
    async fn adopt(&mut self) -> Result<(), DeskError> {
        if self.reader().standing() == Standing::NotEnrolled
            && let Some(keys) = self.profile.admin_keys()?
        {
            self.office.adopt_administrator(keys).await?;
        }
        Ok(())
    }

    /// What is known here.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        self.office.reader()
    }

    /// The offices that this profile serves.
    #[must_use]
    pub fn own(&self) -> Vec<OfficeId> {
        self.reader().standing().into_offices()
    }

    /// The handover that a person means.
    ///
    /// # Errors
    /// When it is none, or several.
    pub fn find(&self, typed: &str) -> Result<HandoverId, DeskError> {
        Ok(self.reader().find(typed)?)
    }

    /// Why the server was not reached when it was last tried.
    #[must_use]
    pub const fn silence(&self) -> Option<&SyncError> {
        self.silence.as_ref()
    }

    /// One quick attempt to reach the server. Answers `None` while it is not reached.
    ///
    /// # Errors
    /// When somebody has to do something about it.
    pub async fn quick_sync(&mut self) -> Result<Option<Report>, DeskError> {
        match timeout(QUICK_SYNC, Box::pin(self.sync(Files::Up))).await {
            Ok(report) => report,
            Err(_) => {
                self.note_silence();
                self.office.refresh().await?;
                Ok(None)
            }
        }
    }

    /// A sync with these attached files, however long that takes once the server is heard. Answers
    /// `None` while it is not reached.
    ///
    /// # Errors
    /// When somebody has to do something about it.
    pub async fn sync(&mut self, files: Files) -> Result<Option<Report>, DeskError> {
        if self.reach == Reach::Offline {
            return Ok(None);
        }
        if let Some(report) = self.sync_beside(files).await? {
            return Ok(report);
        }
        let connector = self.connector()?;
        let mut meter = (self.meters)();
        let patience = Some(QUICK_SYNC);
        let office = &mut self.office;
        let outcome = sync::sync_with(office, &connector, files, &mut *meter, patience).await;
        drop(meter);
        // A farewell that does not come through costs the server a time-out, nothing else.
        timeout(FAREWELL, connector.close())
            .await
            .unwrap_or_default();
        self.connector = Some(connector);
        if outcome.is_err() {
            self.office.refresh().await?;
        }
        let report = self.heard(outcome)?;
        if report.is_some() {
            self.silence_note().forget();
        } else {
            self.note_silence();
        }
        Ok(report)
    }

    /// A connection for questions that are no sync.
    ///
    /// # Errors
    /// [`DeskError::NoServer`] while the server is not reached.
    pub async fn connect(&mut self) -> Result<Connection, DeskError> {
        if self.office.credentials()?.is_none() {
            return Err(OfficeError::NotEnrolled.into());
        }
        let connector = self.way()?;
        let connected = self.asker(&connector).connect().await;
        self.answered(connector, connected)
    }

    /// Whether the server is reached now.
    ///
    /// # Errors
    /// When somebody has to do something about it.
    pub async fn reach(&mut self) -> Result<Reached, DeskError> {
        if self.reach == Reach::Offline || self.reader().standing() == Standing::NotEnrolled {
            return Ok(Reached::NotTried);
        }
        match self.connect().await {
            Ok(connection) => {
                connection.close();
                Ok(Reached::Yes)
            }
            Err(DeskError::NoServer) => Ok(Reached::No),
            Err(error) => Err(error),
        }
    }

    /// What is owed everywhere.
    ///
    /// # Errors
    /// [`DeskError::NoServer`] while the server, which alone knows all of it, is not reached.
    pub async fn overview(
        &mut self,
        question: &OwedQuestion,
    ) -> Result<(Vec<OwedItem>, OwedEnd), DeskError> {
        // Who exists, and how they are staffed, stands in the directory.
        if self.quick_sync().await?.is_none() {
            return Err(DeskError::NoServer);
        }
        let connector = self.way()?;
        let answer = self.asker(&connector).overview(question).await;
        self.answered(connector, answer)
    }

    /// The applications to join that wait at the server.
    ///
    /// # Errors
    /// [`DeskError::NoServer`] while it is not reached.
    pub async fn applications(&mut self) -> Result<Vec<Enrol>, DeskError> {
        if !self.reader().is_administrators() {
            return Err(OfficeError::NotAdministrator.into());
        }
        let connector = self.way()?;
        let waiting = self.asker(&connector).applications().await;
        self.answered(connector, waiting)
    }

    /// Asks the server as this desk, which has taken its connector in hand meanwhile.
    const fn asker<'a>(&'a mut self, connector: &'a Connector) -> Asker<'a, Office<SqliteStore>> {
        Asker::new(&mut self.office, connector)
    }

    /// The connector, if the server is to be spoken to.
    fn way(&mut self) -> Result<Connector, DeskError> {
        match self.reach {
            Reach::Online => self.connector(),
            Reach::Offline => Err(DeskError::NoServer),
        }
    }

    /// What was answered over the connector, which is put back. That the server is silent is noted,
    /// and nobody's fault.
    fn answered<T>(
        &mut self,
        connector: Connector,
        answer: Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        self.connector = Some(connector);
        match answer {
            Err(DeskError::Sync(error)) if error.is_silence() => {
                self.silence = Some(error);
                Err(DeskError::NoServer)
            }
            answered => answered,
        }
    }

    /// The one socket from which the server is spoken to.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn connector(&mut self) -> Result<Connector, DeskError> {
        match self.connector.take() {
            Some(connector) => Ok(connector),
            None => Ok(Connector::bind(Arc::clone(&self.clock))?),
        }
    }

    /// What the server has said; `None` when it is silent, which is nobody's fault.
    fn heard<T>(
        &mut self,
        answer: Result<T, impl Into<SyncError>>,
    ) -> Result<Option<T>, DeskError> {
        match answer.map_err(Into::into) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.is_silence() => {
                self.silence = Some(error);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
