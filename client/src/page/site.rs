//! What every request stands on: the office, the texts, the line and who was let in.

use std::sync::{Arc, PoisonError, RwLock};

use stafet_shared::{id::HandoverId, party::OfficeId, time::Timestamp, words::Language};

use super::{
    assets::Assets,
    door::{Door, START},
    finder::Finder,
    line::{Line, Wire},
    overlook::{Answer, Overlook},
    practice::Calls,
    session::{Session, Sessions},
};
use crate::{
    desk::keeper::Handle,
    face::{
        entry::Entry,
        lists::{self, Children, Direction, Extent, stands_in},
        pace::Pace,
        scene::Scene,
    },
    link::Connector,
    office::{Names, OfficeError, Reader},
    profile::Profile,
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
    /// The socket from which the server is spoken to.
    pub connector: Arc<Connector>,
    /// What administrators watch.
    pub overlook: Overlook,
    /// Who was let in.
    pub sessions: Sessions,
    /// Whose requests are answered.
    pub door: Door,
    /// What the browser loads beside the pages.
    pub assets: Assets,
    /// The profile's folder, and what was noticed about it.
    pub profile: Arc<Profile>,
    /// Looks for words in everything that can be read here.
    pub finder: Finder,
    /// The name of this page's cookie: pages of other profiles and ports have others.
    pub cookie: String,
    /// What this user's other programs know it by.
    pub key: String,
    /// Where somebody practises; none in a practice itself.
    pub practice: Option<Calls>,
    language: RwLock<Language>,
    danish: Arc<Texts>,
    english: Arc<Texts>,
}

/// What a page is made of.
#[derive(Debug)]
pub struct Parts {
    /// The office, kept by a task of its own.
    pub office: Handle<SqliteStore>,
    /// The profile's folder, and what was noticed about it.
    pub profile: Arc<Profile>,
    /// The socket from which the server is spoken to.
    pub connector: Arc<Connector>,
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
    /// Where somebody practises; none in a practice itself.
    pub practice: Option<Calls>,
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
    /// How fast files go out.
    pub pace: Pace,
    /// What the server has last said about everything that is owed.
    pub overlook: Option<Arc<Answer>>,
    /// The texts, to be taken along.
    pub texts: Arc<Texts>,
    /// The browser.
    pub session: &'a Session,
    /// Where assets are asked for.
    pub base: String,
    /// Whether it is all made up.
    pub is_practice: bool,
    /// The children whose names are shown, because this browser asked for them.
    pub names: Children,
    /// Everything that is known, in the order of lists: what every list of this page is made of.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Eyes<'a> {
    /// What stands in a list.
    #[must_use]
    pub fn list(&self, direction: Direction, extent: Extent) -> Vec<&Entry<'a>> {
        let entries = self.entries.iter();
        let entries = entries.filter(|it| stands_in(direction, extent, it, &self.scene));
        entries.collect()
    }
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
            connector: parts.connector,
            overlook: Overlook::default(),
            sessions: parts.sessions,
            door: Door::on(parts.port),
            assets: Assets::new()?,
            profile: parts.profile,
            finder: Finder::default(),
            cookie: format!("stafet-{}-{}", parts.name, parts.port),
            key: parts.key,
            practice: parts.practice,
            language: RwLock::new(parts.language),
            danish: Arc::new(Texts::new(Language::Danish)?),
            english: Arc::new(Texts::new(Language::English)?),
        })
    }

    /// A one-time address that opens it.
    #[must_use]
    pub fn invite(&self) -> String {
        let ticket = self.sessions.ticket();
        format!("{}{START}{ticket}", self.door.address())
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
        let glass = self.glass(session);
        let seen = self.office.read(move |reader| {
            let own: Vec<OfficeId> = reader.standing().into_offices();
            let eyes = glass.eyes(reader, &own, Children::new())?;
            Some(look(&eyes))
        });
        seen.await?.ok_or(Blind::NotYet)
    }

    /// As [`look`](Self::look), with the names of the children that `which` is about, where this
    /// browser asked for names.
    ///
    /// # Errors
    /// When there is nothing to see yet.
    pub async fn look_with_names<T: Send + 'static>(
        &self,
        session: &Session,
        which: impl for<'a> FnOnce(&Eyes<'a>) -> Vec<HandoverId> + Send + 'static,
        look: impl for<'a> FnOnce(&Eyes<'a>) -> T + Send + 'static,
    ) -> Result<T, Blind> {
        let glass = self.glass(session);
        let seen = self.office.ask(move |office| {
            Box::pin(async move {
                let own: Vec<OfficeId> = office.reader().standing().into_offices();
                let ids = glass.named(office.reader(), &own, which);
                let names = office.children(&ids).await?;
                let eyes = glass.eyes(office.reader(), &own, names);
                Ok(eyes.map(|eyes| look(&eyes)))
            })
        });
        seen.await?.ok_or(Blind::NotYet)
    }

    fn glass(&self, session: &Session) -> Glass {
        Glass {
            texts: self.texts(),
            line: self.wire.line(),
            pace: self.wire.pace(),
            overlook: self.overlook.last(),
            session: session.clone(),
            base: self.assets.base(),
            is_practice: self.practice.is_none(),
        }
    }
}

/// What eyes are made of, beside what is known.
struct Glass {
    texts: Arc<Texts>,
    line: Line,
    pace: Pace,
    overlook: Option<Arc<Answer>>,
    session: Session,
    base: String,
    is_practice: bool,
}

impl Glass {
    fn eyes<'a>(
        &'a self,
        reader: Reader<'a>,
        own: &'a [OfficeId],
        names: Children,
    ) -> Option<Eyes<'a>> {
        let scene = Scene::of(reader, own, &self.texts)?;
        Some(Eyes {
            reader,
            line: &self.line,
            pace: self.pace.clone(),
            overlook: self.overlook.clone(),
            texts: Arc::clone(&self.texts),
            session: &self.session,
            base: self.base.clone(),
            is_practice: self.is_practice,
            names,
            entries: lists::all(&scene),
            scene,
        })
    }

    /// Whose names are asked for; nobody's, unless this browser shows names now.
    fn named(
        &self,
        reader: Reader<'_>,
        own: &[OfficeId],
        which: impl for<'a> FnOnce(&Eyes<'a>) -> Vec<HandoverId>,
    ) -> Vec<HandoverId> {
        let asked = self.session.shows_names(reader.now());
        if !asked && reader.names() == Names::Hidden {
            return Vec::new();
        }
        let eyes = self.eyes(reader, own, Children::new());
        eyes.map_or_else(Vec::new, |eyes| which(&eyes))
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
