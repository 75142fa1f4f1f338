//! One profile at work for one command: the office, the link to the server, and the output.

use std::{path::Path, sync::Arc, time::Duration};

use stafet_certs::founding::AdminKeys;
use stafet_shared::{id::HandoverId, party::OfficeId, seal::AgeSealing, time::Clock};
use tokio::time::timeout;

use super::{
    exit::{Exit, Failure},
    failure::{self, Outage},
    output::{Loudness, Output},
    progress::Progress,
    scene::Scene,
};
use crate::{
    clock::{SystemClock, SystemEntropy},
    link::{Connection, Connector},
    office::{Office, OfficeError, Standing, Tools},
    profile::{Profile, ProfileError},
    store::sqlite::SqliteStore,
    sync::{self, Files, Report},
    text::{Texts, say},
};

/// How long a command that has saved an act waits for the server before it leaves the act to the
/// next sync.
pub(super) const QUICK_SYNC: Duration = Duration::from_secs(10);
/// How long the last words of a connection may take.
pub(super) const FAREWELL: Duration = Duration::from_secs(1);

/// Whether a command may speak to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// It tries.
    Online,
    /// It leaves everything in the outbox.
    Offline,
}

/// One profile at work.
pub(super) struct Session<'a> {
    pub(super) office: Office<SqliteStore>,
    pub(super) profile: Profile,
    pub(super) texts: &'a Texts,
    pub(super) output: &'a mut Output,
    pub(super) clock: Arc<dyn Clock>,
    reach: Reach,
    connector: Option<Connector>,
}

impl<'a> Session<'a> {
    /// Opens the profile in `folder`. A folder with the founding's keys becomes the first
    /// administrator's profile.
    pub(super) async fn open(
        folder: &Path,
        reach: Reach,
        (texts, output): (&'a Texts, &'a mut Output),
    ) -> Result<Self, Failure> {
        let profile = match Profile::open(folder, SystemEntropy).await {
            Err(ProfileError::None(_)) if AdminKeys::read(folder).is_ok() => {
                Profile::create(folder, SystemEntropy).await
            }
            opened => opened,
        };
        let profile = profile.map_err(|error| failure::of_profile(&error, texts))?;
        Self::on(profile, reach, (texts, output)).await
    }

    /// Opens the profile in `folder`, or makes one.
    pub(super) async fn open_or_create(
        folder: &Path,
        reach: Reach,
        (texts, output): (&'a Texts, &'a mut Output),
    ) -> Result<Self, Failure> {
        let profile = match Profile::create(folder, SystemEntropy).await {
            Err(ProfileError::Exists(_)) => Profile::open(folder, SystemEntropy).await,
            created => created,
        };
        let profile = profile.map_err(|error| failure::of_profile(&error, texts))?;
        Self::on(profile, reach, (texts, output)).await
    }

    async fn on(
        profile: Profile,
        reach: Reach,
        (texts, output): (&'a Texts, &'a mut Output),
    ) -> Result<Self, Failure> {
        for warning in profile.warnings() {
            output.say(&say!(
                texts,
                "profile-warning",
                path = warning.path.display().to_string(),
                mode = format!("{:o}", warning.wanted)
            ));
        }
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let tools = Tools {
            sealing: Arc::new(AgeSealing),
            blobs: Arc::new(profile.blobs()),
            clock: Arc::clone(&clock),
            entropy: Box::new(SystemEntropy),
        };
        let opened = Office::open(profile.store().clone(), tools).await;
        let mut session = Self {
            office: opened.map_err(|error| failure::of_office(&error, texts))?,
            profile,
            texts,
            output,
            clock,
            reach,
            connector: None,
        };
        session.adopt().await?;
        Ok(session)
    }

    /// An administrator's folder that is nobody's profile yet becomes the administrator's.
    async fn adopt(&mut self) -> Result<(), Failure> {
        if self.office.standing() != Standing::NotEnrolled {
            return Ok(());
        }
        let keys = self.profile.admin_keys();
        let keys =
            keys.map_err(|error| Failure::new(Exit::Failed, failure::other(&error, self.texts)))?;
        if let Some(keys) = keys {
            let adopted = self.office.adopt_administrator(keys).await;
            self.check(adopted)?;
        }
        Ok(())
    }

    /// The offices that this profile serves.
    pub(super) fn own(&self) -> Vec<OfficeId> {
        self.office.standing().into_offices()
    }

    /// What is needed to name things, once the directory is here.
    pub(super) fn scene<'s>(&'s self, own: &'s [OfficeId]) -> Result<Scene<'s>, Failure> {
        let missing = || match self.office.standing() {
            Standing::NotEnrolled => failure::not_enrolled(self.texts),
            Standing::WaitingForApproval => {
                Failure::new(Exit::Waiting, say!(self.texts, "join-pending"))
            }
            Standing::WaitingForKey(_) | Standing::Member { .. } => {
                failure::of_office(&OfficeError::NoDirectory, self.texts)
            }
        };
        Scene::of(&self.office, own, self.texts).ok_or_else(missing)
    }

    /// The handover that a person means.
    pub(super) fn find(&self, typed: &str) -> Result<HandoverId, Failure> {
        self.office
            .find(typed)
            .map_err(|lookup| failure::of_lookup(&lookup, self.texts))
    }

    /// What a use case answered, its error in the reader's words.
    pub(super) fn check<T>(&self, answer: Result<T, OfficeError>) -> Result<T, Failure> {
        answer.map_err(|error| failure::of_office(&error, self.texts))
    }

    /// One quick attempt to reach the server. Answers `None` while it is not reached.
    pub(super) async fn quick_sync(&mut self) -> Result<Option<Report>, Failure> {
        match timeout(QUICK_SYNC, Box::pin(self.sync(Files::Up))).await {
            Ok(report) => report,
            Err(_) => {
                let refreshed = self.office.refresh().await;
                self.check(refreshed).map(|_| None)
            }
        }
    }

    /// A sync with these attached files, however long it takes. Answers `None` while the server is not reached.
    pub(super) async fn sync(&mut self, files: Files) -> Result<Option<Report>, Failure> {
        if self.reach == Reach::Offline {
            return Ok(None);
        }
        let connector = self.connector()?;
        let visible = self.output.terminal && self.output.loudness >= Loudness::Normal;
        let mut progress = Progress::new(visible, self.texts);
        let mut tell = |moved| progress.moved(moved);
        let outcome = sync::sync_with(&mut self.office, &connector, files, &mut tell).await;
        drop(progress);
        self.part(connector).await;
        match outcome {
            Ok(report) => Ok(Some(report)),
            Err(error) => {
                self.output.murmur(&error.to_string());
                let refreshed = self.office.refresh().await;
                self.check(refreshed)?;
                match failure::of_sync(&error, self.texts) {
                    Outage::Offline => Ok(None),
                    Outage::Failure(failure) => Err(failure),
                }
            }
        }
    }

    /// A connection for questions that are no sync. Answers `None` while the server is not
    /// reached.
    pub(super) async fn connect(&mut self) -> Result<Option<Connection>, Failure> {
        let credentials = self.check(self.office.credentials())?;
        let credentials = credentials.ok_or_else(|| failure::not_enrolled(self.texts))?;
        if self.reach == Reach::Offline {
            return Ok(None);
        }
        let connector = self.connector()?;
        let connected = timeout(QUICK_SYNC, connector.connect(&credentials)).await;
        self.connector = Some(connector);
        match connected {
            Err(_) => Ok(None),
            Ok(Ok(connection)) => Ok(Some(connection)),
            Ok(Err(error)) => match failure::of_link(&error, self.texts) {
                Outage::Offline => Ok(None),
                Outage::Failure(failure) => Err(failure),
            },
        }
    }

    pub(super) fn connector(&mut self) -> Result<Connector, Failure> {
        if let Some(connector) = self.connector.take() {
            return Ok(connector);
        }
        Connector::bind(Arc::clone(&self.clock))
            .map_err(|error| Failure::new(Exit::Failed, failure::other(&error, self.texts)))
    }

    /// Says the last words and keeps the socket for another conversation.
    async fn part(&mut self, connector: Connector) {
        // A farewell that does not come through costs the server a time-out, nothing else.
        timeout(FAREWELL, connector.close())
            .await
            .unwrap_or_default();
        self.connector = Some(connector);
    }
}
