//! What every request stands on: the office, the texts, the line and who was let in.

use std::sync::{Arc, PoisonError, RwLock};

use stafet_shared::{party::OfficeId, time::Timestamp, words::Language};

use super::{
    assets::Assets,
    door::Door,
    line::{Line, Wire},
    session::{Session, Sessions},
};
use crate::{
    desk::keeper::Handle,
    face::scene::Scene,
    office::{OfficeError, Reader},
    store::sqlite::SqliteStore,
    text::{TextError, Texts},
};

/// The page of one profile.
#[derive(Debug)]
pub struct Site {
    /// The office, kept by a task of its own.
    pub office: Handle<SqliteStore>,
    /// The line to the server.
    pub wire: Wire,
    /// Who was let in.
    pub sessions: Sessions,
    /// Whose requests are answered.
    pub door: Door,
    /// What the browser loads beside the pages.
    pub assets: Assets,
    /// The name of this page's cookie: pages of other profiles and ports have others.
    pub cookie: String,
    /// What this user's other programs show.
    pub key: String,
    language: RwLock<Language>,
    danish: Arc<Texts>,
    english: Arc<Texts>,
}

/// What a page is made of.
#[derive(Debug)]
pub struct Parts {
    /// The office, kept by a task of its own.
    pub office: Handle<SqliteStore>,
    /// Who was let in.
    pub sessions: Sessions,
    /// The port on which it is served.
    pub port: u16,
    /// The beginning of the cookie's name.
    pub name: String,
    /// What this user's other programs show.
    pub key: String,
    /// The reader's language.
    pub language: Language,
}

/// What a page is made from: what is known, whose eyes read it, and how the line is.
#[derive(Debug)]
pub struct Eyes<'a> {
    /// What is known here.
    pub reader: Reader<'a>,
    /// What it takes to name things.
    pub scene: Scene<'a>,
    /// The line to the server.
    pub line: &'a Line,
    /// The texts, to be taken along.
    pub texts: Arc<Texts>,
    /// The browser.
    pub session: &'a Session,
    /// Where assets are asked for.
    pub base: String,
}

impl Eyes<'_> {
    /// The present.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.scene.now
    }
}

/// Why a page cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Blind {
    /// The office is not to be had.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// Nobody has joined here yet, or the directory has not come.
    #[error("the profile serves no office yet")]
    NotYet,
}

impl Site {
    /// A page of these parts.
    ///
    /// # Errors
    /// When the texts or the assets that were built into the program cannot be read.
    pub fn new(parts: Parts) -> Result<Self, SiteError> {
        Ok(Self {
            office: parts.office,
            wire: Wire::new(),
            sessions: parts.sessions,
            door: Door::on(parts.port),
            assets: Assets::new()?,
            cookie: format!("stafet-{}-{}", parts.name, parts.port),
            key: parts.key,
            language: RwLock::new(parts.language),
            danish: Arc::new(Texts::new(Language::Danish)?),
            english: Arc::new(Texts::new(Language::English)?),
        })
    }

    /// The texts in the reader's language.
    #[must_use]
    pub fn texts(&self) -> Arc<Texts> {
        let language = *self.language.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(match language {
            Language::Danish => &self.danish,
            Language::English => &self.english,
        })
    }

    /// From now on the page speaks this language.
    pub fn speak(&self, language: Language) {
        *self
            .language
            .write()
            .unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// Looks at what is known, with the eyes of who works here.
    ///
    /// # Errors
    /// When there is nothing to see yet.
    pub async fn look<T: Send + 'static>(
        &self,
        session: &Session,
        look: impl for<'a> FnOnce(&Eyes<'a>) -> T + Send + 'static,
    ) -> Result<T, Blind> {
        let (texts, line) = (self.texts(), self.wire.line());
        let (session, base) = (session.clone(), self.assets.base());
        let seen = self.office.read(move |reader| {
            let own: Vec<OfficeId> = reader.standing().into_offices();
            let scene = Scene::of(reader, &own, &texts)?;
            let eyes = Eyes {
                reader,
                scene,
                line: &line,
                texts: Arc::clone(&texts),
                session: &session,
                base,
            };
            Some(look(&eyes))
        });
        seen.await?.ok_or(Blind::NotYet)
    }
}

/// Why a page cannot be served: the program is broken.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Its texts.
    #[error(transparent)]
    Texts(#[from] TextError),
    /// Its assets.
    #[error("the page's style cannot be put together: {0}")]
    Assets(#[from] std::io::Error),
}
